import { describe, expect, it } from 'vitest';
import { androidApp, registryOf, scanInline, sdk } from '../support/scan-inline.js';

const registry = registryOf([sdk('acme/push', { signatures: [{ kind: 'maven', value: 'com.vendor.push:*' }] })], {
  libraries: [
    { kind: 'maven', libraries: [{ value: 'com.squareup.okhttp3:*', name: 'OkHttp' }] },
    { kind: 'npm', libraries: [{ value: 'lodash' }] },
  ],
});

describe('every package is in exactly one class', () => {
  it('sdk, library, own and unrecognised, each with its reason', () => {
    const result = scanInline(
      androidApp({
        deps: [
          "implementation 'com.vendor.push:core:1.0'",
          "implementation 'com.squareup.okhttp3:okhttp:4.12.0'",
          "implementation 'com.acme.jobs:shared:1.0'",
          "implementation 'com.stranger:thing:0.1'",
        ].join('\n'),
      }),
      registry,
    );
    const classes = Object.fromEntries(result.packages.filter((p) => p.kind === 'maven').map((p) => [p.name, p.class]));
    expect(classes).toEqual({
      'com.vendor.push:core': 'sdk',
      'com.squareup.okhttp3:okhttp': 'library',
      'com.acme.jobs:shared': 'own',
      'com.stranger:thing': 'unrecognised',
    });
    for (const p of result.packages) {
      expect(p.why.zh).not.toBe('');
      expect(p.why.en).not.toBe('');
      expect(p.evidence.length).toBeGreaterThan(0);
    }
  });

  it('a package in release and in tests is counted once, with the scope that reaches users', () => {
    const result = scanInline(
      androidApp({ deps: "testImplementation 'com.stranger:thing:0.1'\nimplementation 'com.stranger:thing:0.1'" }),
      registry,
    );
    expect(result.packages.filter((p) => p.name === 'com.stranger:thing').map((p) => p.scope)).toEqual(['release']);
  });

  it('a path dependency is the project’s own', () => {
    const result = scanInline(
      { 'package.json': '{"name":"a","dependencies":{"ui":"file:./ui","lodash":"4.17.21"}}' },
      registry,
    );
    expect(Object.fromEntries(result.packages.map((p) => [p.name, p.class]))).toMatchObject({
      ui: 'own',
      lodash: 'library',
    });
  });
});

describe('hosts', () => {
  it('lists third parties of the app’s own code, tells the own domain, leaves names that are no services out', () => {
    const result = scanInline(
      androidApp({
        files: {
          'app/src/main/java/A.java':
            'package com.acme;\nclass A { String a = "https://api.acme.com/x"; String b = "https://stats.stranger.cn/c?k=1"; String c = "http://schemas.android.com/apk/res"; }\n',
          'app/src/test/java/T.java': 'package com.acme;\nclass T { String a = "https://only-in-tests.io/"; }\n',
        },
      }),
      registry,
    );
    expect(result.hosts.map((h) => [h.host, h.class])).toEqual([
      ['api.acme.com', 'own'],
      ['stats.stranger.cn', 'third-party'],
    ]);
  });
});
