import { describe, expect, it } from 'vitest';
import { androidApp, registryOf, scanInline, sdk, wrapper } from '../support/scan-inline.js';

const push = sdk('acme/push', {
  signatures: [
    { kind: 'maven', value: 'com.vendor.push:core' },
    { kind: 'java-package', value: 'com.vendor.push' },
    { kind: 'manifest-component', value: 'com.vendor.push' },
    { kind: 'manifest-meta-data', value: 'VENDOR_PUSH_KEY' },
    { kind: 'query-scheme', value: 'vendorpush' },
  ],
});

describe('practices of some versions alone', () => {
  const entry = sdk('acme/core', {
    signatures: [{ kind: 'maven', value: 'com.vendor:core' }],
    practices: [
      { element: 'device.imei', platform: 'android', necessity: 'unknown', versions: '<4.0', citations: ['rules'] },
      { element: 'device.oaid', platform: 'android', necessity: 'unknown', versions: '>=4.0', citations: ['rules'] },
    ],
  });
  const elements = (deps: string) =>
    scanInline(androidApp({ deps }), registryOf([entry])).sdks[0]?.data.map((d) => d.element);

  it.each([
    ["implementation 'com.vendor:core:3.9.2'", ['device.imei']],
    ["implementation 'com.vendor:core:4.0.1'", ['device.oaid']],
    ["implementation 'com.vendor:core:4.+'", ['device.imei', 'device.oaid']],
    ["implementation 'com.vendor:core'", ['device.imei', 'device.oaid']],
  ])('%s', (deps, expected) => {
    expect(elements(deps)).toEqual(expected);
  });
});

describe('fusing traces into one detection', () => {
  it('makes one entry of a coordinate, an import, a component and a meta-data item, with every place', () => {
    const result = scanInline(
      androidApp({
        deps: "implementation 'com.vendor.push:core:3.1.0'",
        application:
          '<service android:name="com.vendor.push.PushService"/>\n<meta-data android:name="VENDOR_PUSH_KEY" android:value="0a1b2c3d4e5f60718293"/>',
        files: {
          'app/src/main/java/com/acme/jobs/App.java':
            'package com.acme.jobs;\nimport com.vendor.push.Client;\nclass App {}\n',
        },
      }),
      registryOf([push]),
    );
    expect(result.sdks.map((s) => [s.id, s.confidence])).toEqual([['acme/push', 'certain']]);
    const [found] = result.sdks;
    expect(found?.evidence.map((e) => [e.kind, e.file, e.line, e.strength])).toEqual([
      ['maven', 'app/build.gradle', 4, 'proof'],
      ['manifest-component', 'app/src/main/AndroidManifest.xml', 4, 'strong'],
      ['manifest-meta-data', 'app/src/main/AndroidManifest.xml', 5, 'strong'],
      ['java-package', 'app/src/main/java/com/acme/jobs/App.java', 2, 'strong'],
    ]);
    expect(found?.occurrences).toEqual([
      {
        app: 'android:com.acme.jobs',
        module: 'app',
        platform: 'android',
        scope: 'release',
        version: '3.1.0',
        versionFrom: 'manifest',
        use: 'linked',
        via: [],
      },
    ]);
  });

  it('never stores the value of a key, only its name and length', () => {
    const result = scanInline(
      androidApp({ application: '<meta-data android:name="VENDOR_PUSH_KEY" android:value="0a1b2c3d4e5f60718293"/>' }),
      registryOf([push]),
    );
    expect(JSON.stringify(result)).not.toContain('0a1b2c3d4e5f60718293');
    expect(result.sdks[0]?.evidence[0]?.redacted).toEqual({ name: 'VENDOR_PUSH_KEY', length: 20 });
  });

  it.each([
    ['one strong signature is likely', { application: '<service android:name="com.vendor.push.S"/>' }, 'likely'],
    [
      'two strong ones of different kinds are certain',
      {
        application:
          '<service android:name="com.vendor.push.S"/><meta-data android:name="VENDOR_PUSH_KEY" android:value="1"/>',
      },
      'certain',
    ],
    [
      'two strong ones of one kind stay likely',
      { application: '<service android:name="com.vendor.push.S"/><service android:name="com.vendor.push.T"/>' },
      'likely',
    ],
    [
      'hints alone are possible',
      { manifest: '<queries><intent><data android:scheme="vendorpush"/></intent></queries>' },
      'possible',
    ],
  ] as const)('%s', (_, parts, confidence) => {
    const result = scanInline(androidApp(parts), registryOf([push]));
    expect(result.sdks.map((s) => s.confidence)).toEqual([confidence]);
  });

  it('claims nothing for an SDK that only hints point to', () => {
    const result = scanInline(
      androidApp({ manifest: '<queries><intent><data android:scheme="vendorpush"/></intent></queries>' }),
      registryOf([push]),
    );
    expect(result.sdks[0]?.occurrences).toEqual([]);
    expect(result.sdks[0]?.data).toEqual([]);
  });

  it('tells scopes apart: a debug-only dependency is not in the release', () => {
    const result = scanInline(
      androidApp({
        deps: "debugImplementation 'com.vendor.push:core:1.0'\ntestImplementation 'com.vendor.push:core:1.0'",
      }),
      registryOf([push]),
    );
    expect(result.sdks[0]?.occurrences.map((o) => o.scope)).toEqual(['debug', 'test']);
  });

  it('takes the longer of two matching Java prefixes', () => {
    const other = sdk('acme/push-ui', { signatures: [{ kind: 'java-package', value: 'com.vendor.push.ui' }] });
    const result = scanInline(
      androidApp({
        files: { 'app/src/main/java/A.java': 'package com.acme;\nimport com.vendor.push.ui.View;\nclass A {}' },
      }),
      registryOf([push, other]),
    );
    expect(result.sdks.map((s) => s.id)).toEqual(['acme/push-ui']);
  });

  it('does not take a component that the manifest removes for one that is there', () => {
    const result = scanInline(
      androidApp({ application: '<service android:name="com.vendor.push.S" tools:node="remove"/>' }),
      registryOf([push]),
    );
    expect(result.sdks).toEqual([]);
  });
});

describe('what arrives inside another', () => {
  const channel = sdk('acme/channel', { signatures: [{ kind: 'maven', value: 'com.vendor:channel' }] });
  const bringer = sdk('acme/aggregate', {
    signatures: [{ kind: 'maven', value: 'com.vendor:aggregate' }],
    brings: [
      { sdk: 'acme/channel', platforms: ['android'], when: 'always', citations: ['rules'] },
      {
        sdk: 'acme/push',
        platforms: ['android'],
        when: { kind: 'manifest-meta-data', value: 'USE_PUSH' },
        citations: ['rules'],
      },
    ],
  });

  it('lists it with the one that brought it', () => {
    const result = scanInline(
      androidApp({ deps: "implementation 'com.vendor:aggregate:2.0'" }),
      registryOf([channel, bringer, push]),
    );
    expect(result.sdks.map((s) => [s.id, s.occurrences[0]?.via])).toEqual([
      ['acme/aggregate', []],
      ['acme/channel', ['acme/aggregate']],
    ]);
  });

  it('waits for the trigger where the entry names one', () => {
    const files = androidApp({
      deps: "implementation 'com.vendor:aggregate:2.0'",
      application: '<meta-data android:name="USE_PUSH" android:value="true"/>',
    });
    const result = scanInline(files, registryOf([channel, bringer, push]));
    expect(result.sdks.map((s) => s.id)).toEqual(['acme/aggregate', 'acme/channel', 'acme/push']);
  });

  it('is not `via` anything where something names it directly', () => {
    const result = scanInline(
      androidApp({ deps: "implementation 'com.vendor:aggregate:2.0'\nimplementation 'com.vendor:channel:9.0'" }),
      registryOf([channel, bringer, push]),
    );
    const found = result.sdks.find((s) => s.id === 'acme/channel');
    expect(found?.occurrences).toMatchObject([{ via: [], version: '9.0' }]);
  });

  it('names the SDK a wrapper carries, never the wrapper or its author', () => {
    const registry = registryOf([push], {
      wrappers: [
        wrapper('npm/vendor-push-rn', {
          signatures: [{ kind: 'npm', value: 'vendor-push-rn' }],
          brings: [{ sdk: 'acme/push', platforms: ['android', 'ios'], citations: ['rules'] }],
        }),
      ],
    });
    const result = scanInline(
      { 'package.json': '{"name":"x","dependencies":{"vendor-push-rn":"1.0.0","react":"18.0.0"}}' },
      registry,
    );
    expect(result.sdks.map((s) => s.id)).toEqual(['acme/push']);
    expect(result.sdks[0]?.occurrences.every((o) => o.via.includes('npm/vendor-push-rn'))).toBe(true);
    expect(result.packages.find((p) => p.name === 'vendor-push-rn')).toMatchObject({
      class: 'sdk',
      sdk: 'acme/push',
      wrapper: 'npm/vendor-push-rn',
    });
  });
});

describe('functions of one artifact', () => {
  const open = sdk('acme/open', {
    signatures: [{ kind: 'java-package', value: 'com.vendor.open' }],
    functions: [
      {
        id: 'pay',
        name: { zh: '支付', en: 'Pay' },
        category: 'payment',
        shownBy: [{ kind: 'java-package', value: 'com.vendor.open.pay' }],
      },
      {
        id: 'share',
        name: { zh: '分享', en: 'Share' },
        category: 'share',
        shownBy: [{ kind: 'java-package', value: 'com.vendor.open.Share' }],
      },
    ],
  });

  it('tells the one in use from the one that nothing shows', () => {
    const result = scanInline(
      androidApp({
        files: { 'app/src/main/java/A.java': 'package com.acme;\nimport com.vendor.open.pay.Request;\nclass A {}' },
      }),
      registryOf([open]),
    );
    expect(result.sdks[0]?.functions.map((f) => [f.id, f.use])).toEqual([
      ['pay', 'linked'],
      ['share', 'unknown'],
    ]);
  });
});

describe('imports by other names', () => {
  it('knows a native plugin that uni-app code asks for', () => {
    const plugin = sdk('acme/plugin', { signatures: [{ kind: 'uni-native-plugin', value: 'Acme-Push' }] });
    const result = scanInline(
      {
        'manifest.json': '{"name":"jobs","appid":"__UNI__ACME123","app-plus":{"modules":{}}}',
        'pages/index.vue': '<script>\nconst push = uni.requireNativePlugin("Acme-Push");\n</script>\n',
      },
      registryOf([plugin]),
    );
    expect(result.sdks.map((s) => [s.id, s.evidence[0]?.file, s.evidence[0]?.line])).toEqual([
      ['acme/plugin', 'pages/index.vue', 2],
    ]);
  });

  it('knows the package of a deep import, and a scope', () => {
    const stats = sdk('acme/stats', {
      signatures: [{ kind: 'npm', value: '@acme/stats' }],
      platforms: ['web'],
      practices: [],
      practicesKnown: false,
      searched: [{ where: 'x', date: '2026-11-01' }],
    });
    const result = scanInline(
      { 'package.json': '{"name":"web"}', 'src/a.ts': "import { track } from '@acme/stats/core';\n" },
      registryOf([stats]),
    );
    expect(result.sdks.map((s) => [s.id, s.confidence])).toEqual([['acme/stats', 'likely']]);
  });
});
