import { describe, expect, it } from 'vitest';
import type { Finding, ScanResult } from '../../core/inventory.js';
import { androidApp, registryOf, scanInline, sdk } from '../support/scan-inline.js';

const of = (result: ScanResult, rule: string): readonly Finding[] => result.findings.filter((f) => f.rule === rule);
const signatures = [{ kind: 'maven', value: 'com.vendor:core' }];

describe('unrecognised-third-party', () => {
  it('warns of a direct package of the release and only notes the rest', () => {
    const result = scanInline(
      androidApp({ deps: "implementation 'com.stranger:a:1.0'\ntestImplementation 'com.stranger:b:1.0'" }),
      registryOf([]),
    );
    const found = of(result, 'unrecognised-third-party').filter((f) => f.message.en.includes('com.stranger'));
    expect(found.map((f) => [f.level, f.evidence[0]?.line])).toEqual([
      ['warning', 4],
      ['note', 5],
    ]);
  });

  it('keeps the id of a finding when lines move', () => {
    const id = (deps: string) =>
      of(scanInline(androidApp({ deps }), registryOf([])), 'unrecognised-third-party').find(
        (f) => f.level === 'warning',
      )?.id;
    expect(id("implementation 'com.stranger:a:1.0'")).toMatch(/^[0-9a-f]{16}$/);
    expect(id("\n\n\nimplementation 'com.stranger:a:1.0'")).toBe(id("implementation 'com.stranger:a:1.0'"));
  });
});

describe('permission-from-sdk-alone', () => {
  const AUDIO = 'android.permission.RECORD_AUDIO';
  const asking = (inSdkManifest: string) =>
    sdk('acme/core', {
      signatures,
      permissions: [{ name: AUDIO, platform: 'android', necessity: 'optional', inSdkManifest, citations: ['rules'] }],
    });
  const found = (inSdkManifest: string, parts: Parameters<typeof androidApp>[0] = {}) =>
    of(
      scanInline(
        androidApp({ deps: "implementation 'com.vendor:core:1.0'", ...parts }),
        registryOf([asking(inSdkManifest)]),
      ),
      'permission-from-sdk-alone',
    );

  it('notes what the manifest of an SDK is known to ask for and the app does not', () => {
    expect(found('yes').map((f) => [f.level, f.sdk, f.message.en])).toEqual([
      ['note', 'acme/core', expect.stringContaining(`${AUDIO} is in`)],
    ]);
    expect([found('no'), found('unknown')]).toEqual([[], []]);
  });

  it('stays quiet where the app asks for it too, removes it, or does not ship the SDK', () => {
    expect(found('yes', { manifest: `<uses-permission android:name="${AUDIO}"/>` })).toEqual([]);
    expect(found('yes', { manifest: `<uses-permission android:name="${AUDIO}" tools:node="remove"/>` })).toEqual([]);
    expect(found('yes', { deps: "testImplementation 'com.vendor:core:1.0'" })).toEqual([]);
  });
});

describe('completed-sdk-gone', () => {
  const completed = (fields: object) =>
    of(
      scanInline(
        androidApp({ deps: "implementation 'com.vendor:core:1.0'" }),
        registryOf([sdk('acme/core', { signatures })]),
        null,
        {
          packages: [],
          company: {
            files: ['.outflow/disclosure.yaml'],
            operator: null,
            view: { columns: null, language: null },
            rules: {},
            reviewed: null,
            functions: [],
            collected: [],
            recipients: [],
            completed: [{ sdk: 'acme/core', apps: null, platforms: null, usedFor: [], cells: {}, ...fields }],
          },
        },
      ),
      'completed-sdk-gone',
    ).map((f) => f.message.en);

  it('speaks of an SDK, an app or a platform that the tree does not have', () => {
    expect(completed({})).toEqual([]);
    expect(completed({ platforms: ['android'] })).toEqual([]);
    expect(completed({ platforms: ['ios'] })).toEqual([
      'disclosure.yaml completes acme/core (ios), which the app does not carry',
    ]);
    expect(completed({ sdk: 'acme/gone' })).toEqual([
      'disclosure.yaml completes acme/gone, which the app does not carry',
    ]);
  });
});

describe('practices-unknown', () => {
  const unknown = sdk('acme/core', {
    signatures,
    practicesKnown: false,
    practices: [],
    searched: [{ where: 'vendor site', date: '2026-11-01' }],
  });

  it('warns where no source is known', () => {
    const result = scanInline(androidApp({ deps: "implementation 'com.vendor:core:1.0'" }), registryOf([unknown]));
    expect(of(result, 'practices-unknown').map((f) => f.sdk)).toEqual(['acme/core']);
  });

  it('stays quiet for tests and for known practices', () => {
    expect(
      of(
        scanInline(androidApp({ deps: "testImplementation 'com.vendor:core:1.0'" }), registryOf([unknown])),
        'practices-unknown',
      ),
    ).toEqual([]);
    expect(
      of(
        scanInline(
          androidApp({ deps: "implementation 'com.vendor:core:1.0'" }),
          registryOf([sdk('acme/core', { signatures })]),
        ),
        'practices-unknown',
      ),
    ).toEqual([]);
  });
});

describe('debug-sdk-in-release', () => {
  const registry = registryOf([], {
    libraries: [
      {
        kind: 'maven',
        libraries: [
          {
            value: 'com.leak:canary',
            name: 'Canary',
            debug: { url: 'https://leak.example/start', says: 'debug only' },
          },
        ],
      },
    ],
  });

  it('is an error in release and nothing in debug', () => {
    const deps = (configuration: string) => androidApp({ deps: `${configuration} 'com.leak:canary:2.0'` });
    expect(of(scanInline(deps('implementation'), registry), 'debug-sdk-in-release').map((f) => f.level)).toEqual([
      'error',
    ]);
    expect(of(scanInline(deps('debugImplementation'), registry), 'debug-sdk-in-release')).toEqual([]);
  });
});

describe('sdk-permission-unexplained', () => {
  const PHONE = 'android.permission.READ_PHONE_STATE';
  const entry = (necessity: string) =>
    sdk('acme/core', {
      signatures,
      permissions: [{ name: PHONE, platform: 'android', necessity, citations: ['rules'] }],
    });
  const app = (manifest: string) => androidApp({ deps: "implementation 'com.vendor:core:1.0'", manifest });
  const asked = `<uses-permission android:name="${PHONE}"/>`;

  it.each([
    ['only optional practices use it', entry('optional'), asked, 1],
    ['the SDK requires it', entry('required'), asked, 0],
    ['the source does not say', entry('unknown'), asked, 0],
    ['the app does not ask', entry('optional'), '', 0],
    ['the app removes it', entry('optional'), `<uses-permission android:name="${PHONE}" tools:node="remove"/>`, 0],
  ])('%s', (_, registryEntry, manifest, count) => {
    expect(of(scanInline(app(manifest), registryOf([registryEntry])), 'sdk-permission-unexplained')).toHaveLength(
      count,
    );
  });
});

describe('sdk-version-conflict', () => {
  const registry = registryOf([sdk('acme/core', { signatures })]);

  it('warns of two versions in one app', () => {
    const result = scanInline(
      androidApp({ deps: "implementation 'com.vendor:core:1.0'\nimplementation 'com.vendor:core:2.0'" }),
      registry,
    );
    expect(of(result, 'sdk-version-conflict').map((f) => f.message.en)).toEqual([
      'android:com.acme.jobs declares several versions of com.vendor:core: 1.0, 2.0',
    ]);
  });

  it.each([
    ['the same version twice', "implementation 'com.vendor:core:1.0'\napi 'com.vendor:core:1.0'"],
    ['a dynamic version', "implementation 'com.vendor:core:1.0'\nimplementation 'com.vendor:core:1.+'"],
    ['another one in tests', "implementation 'com.vendor:core:1.0'\ntestImplementation 'com.vendor:core:2.0'"],
  ])('says nothing for %s', (_, deps) => {
    expect(of(scanInline(androidApp({ deps }), registry), 'sdk-version-conflict')).toEqual([]);
  });
});

describe('registry-review-old', () => {
  const registry = registryOf([sdk('acme/core', { signatures, reviewed: { date: '2025-01-01', how: 'test' } })]);
  const app = androidApp({ deps: "implementation 'com.vendor:core:1.0'" });

  it.each([
    ['2026-01-01', 0],
    ['2026-01-02', 1],
  ])('on %s: %i', (date, count) => {
    expect(of(scanInline(app, registry, date), 'registry-review-old')).toHaveLength(count);
  });

  it('does not run without a date, so that a reproducible result knows no clock', () => {
    expect(of(scanInline(app, registry), 'registry-review-old')).toEqual([]);
  });
});
