import { describe, expect, it } from 'vitest';
import { androidApp, registryOf, scanInline, sdk } from '../support/scan-inline.js';

const FINE = 'android.permission.ACCESS_FINE_LOCATION';
const practice = (fields: object) => ({
  element: 'loc.precise',
  platform: 'android',
  necessity: 'optional',
  citations: ['rules'],
  ...fields,
});
const withPractice = (fields: object, more: object = {}) =>
  sdk('acme/map', { signatures: [{ kind: 'maven', value: 'com.vendor:map' }], practices: [practice(fields)], ...more });
const permission = (inSdkManifest: string) => ({
  permissions: [{ name: FINE, platform: 'android', necessity: 'optional', inSdkManifest, citations: ['rules'] }],
});
const DEP = "implementation 'com.vendor:map:1.0'";

describe('access: what the vendor declares against what the app makes possible', () => {
  it.each([
    ['no list known', withPractice({ requires: null }), '', 'unknown'],
    ['nothing needed', withPractice({ requires: [] }), '', 'no-permission-needed'],
    [
      'asked for by the app',
      withPractice({ requires: [[FINE]] }),
      `<uses-permission android:name="${FINE}"/>`,
      'requested',
    ],
    [
      'removed by the app',
      withPractice({ requires: [[FINE]] }),
      `<uses-permission android:name="${FINE}" tools:node="remove"/>`,
      'removed',
    ],
    ['not asked, and the SDK manifest is not known', withPractice({ requires: [[FINE]] }), '', 'unknown'],
    [
      'not asked, and the SDK does not ask either',
      withPractice({ requires: [[FINE]] }, permission('no')),
      '',
      'not-requested',
    ],
    ['asked for by the SDK itself', withPractice({ requires: [[FINE]] }, permission('yes')), '', 'requested'],
    [
      'asked for by the SDK, removed by the app',
      withPractice({ requires: [[FINE]] }, permission('yes')),
      `<uses-permission android:name="${FINE}" tools:node="remove"/>`,
      'removed',
    ],
    [
      'one of an any-of list is asked for',
      withPractice({ requires: [['android.permission.READ_CONTACTS', FINE]] }),
      `<uses-permission android:name="${FINE}"/>`,
      'requested',
    ],
    [
      'one of two lists is asked for, of the other nothing is known',
      withPractice({ requires: [['android.permission.READ_CONTACTS'], [FINE]] }),
      `<uses-permission android:name="${FINE}"/>`,
      'unknown',
    ],
    [
      'one of two lists is closed',
      withPractice({ requires: [['android.permission.READ_CONTACTS'], [FINE]] }),
      `<uses-permission android:name="${FINE}"/><uses-permission android:name="android.permission.READ_CONTACTS" tools:node="remove"/>`,
      'removed',
    ],
  ])('%s', (_, entry, manifest, access) => {
    const result = scanInline(androidApp({ deps: DEP, manifest }), registryOf([entry]));
    expect(result.sdks[0]?.data.map((d) => d.access)).toEqual([access]);
  });

  it('what the manifest of another SDK in the app is known to ask for is merged, and so asked for', () => {
    const quiet = withPractice({ requires: [[FINE]] }, permission('no'));
    const asking = sdk('acme/other', {
      signatures: [{ kind: 'maven', value: 'com.vendor:other' }],
      practices: [],
      collectsNone: [{ platform: 'android', citations: ['rules'] }],
      ...permission('yes'),
    });
    const access = (deps: string) =>
      scanInline(androidApp({ deps }), registryOf([quiet, asking])).sdks.find((s) => s.id === 'acme/map')?.data[0]
        ?.access;
    expect(access(DEP)).toBe('not-requested');
    expect(access(`${DEP}\nimplementation 'com.vendor:other:1.0'`)).toBe('requested');
    expect(access(`${DEP}\ntestImplementation 'com.vendor:other:1.0'`)).toBe('not-requested');
  });

  it('a key of the manifest that turns everything off shows as switched off', () => {
    const entry = withPractice(
      { requires: [] },
      {
        switches: [
          {
            id: 'off',
            kind: 'manifest-meta-data',
            key: 'vendor_collection',
            offValue: 'false',
            default: 'on',
            platforms: ['android'],
            governs: 'all',
            citations: ['rules'],
          },
        ],
      },
    );
    const off = scanInline(
      androidApp({ deps: DEP, application: '<meta-data android:name="vendor_collection" android:value="false"/>' }),
      registryOf([entry]),
    );
    expect(off.sdks[0]?.data[0]?.access).toBe('switched-off');
    expect(off.sdks[0]?.occurrences.map((o) => o.use)).toEqual(['switched-off']);
    const on = scanInline(
      androidApp({ deps: DEP, application: '<meta-data android:name="vendor_collection" android:value="true"/>' }),
      registryOf([entry]),
    );
    expect(on.sdks[0]?.data[0]?.access).toBe('no-permission-needed');
  });
});
