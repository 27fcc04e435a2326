import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Extractor } from '../../core/plugins.js';
import { ENTITLEMENT_PERMISSIONS } from '../../scanner/extractors/apple/entitlements.js';
import { bundleOf } from '../../scanner/extractors/apple/joining/bundles.js';
import { accountPrefix, isAppleKey } from '../../scanner/extractors/apple/joining/plist-observations.js';
import { resolveSetting, UNRESOLVED, xcconfigLayer } from '../../scanner/extractors/apple/joining/settings.js';
import { isSystemLibrary } from '../../scanner/extractors/apple/joining/system-frameworks.js';
import { correlators, extractors } from '../../scanner/extractors/index.js';
import { runPlugins } from '../support/fixture-tree.js';

const apple = extractors.filter((e) => e.ecosystem === 'ios-apple');
const joins = correlators.filter((c) => c.ecosystem === 'ios-apple');

/** A path that each format takes. */
const PATHS: Readonly<Record<string, string>> = {
  'apple/podfile': 'ios/Podfile',
  'apple/podfile-lock': 'ios/Podfile.lock',
  'apple/podspec': 'ios/A.podspec',
  'apple/package-swift': 'ios/Package.swift',
  'apple/package-resolved': 'ios/Package.resolved',
  'apple/cartfile': 'ios/Cartfile',
  'apple/xcode-project': 'ios/A.xcodeproj/project.pbxproj',
  'apple/xcconfig': 'ios/A.xcconfig',
  'apple/framework': 'ios/A.framework/A',
  'apple/info-plist': 'ios/Info.plist',
  'apple/entitlements': 'ios/A.entitlements',
  'apple/privacy-manifest': 'ios/PrivacyInfo.xcprivacy',
};

describe('every Apple format', () => {
  it('has a path here', () => {
    expect(apple.map((e) => e.name).sort()).toEqual(Object.keys(PATHS).sort());
    for (const extractor of apple)
      expect(extractor.fileRequired(PATHS[extractor.name] ?? ''), extractor.name).toBe(true);
  });

  it('takes any content and joins it', () => {
    const words = [
      'PODS:\n',
      '  - A (1)\n',
      'target "A" do\n',
      "pod 'A'\n",
      'end\n',
      '{',
      '}',
      '"pins":[',
      '<dict>',
      '<key>A</key>',
      '$(A)',
      'A = $(A)\n',
      '#include "A.xcconfig"\n',
      'github "a/b"\n',
      '.package(url: "https://x.example/a/b")',
    ];
    const content = fc
      .array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 6 })), { maxLength: 20 })
      .map((p) => p.join(''));
    fc.assert(
      fc.property(fc.array(content, { minLength: apple.length, maxLength: apple.length }), (contents) => {
        const files = new Map(apple.map((e: Extractor, i) => [PATHS[e.name] ?? '', contents[i] ?? '']));
        const { problems } = runPlugins(files, apple, joins);
        expect(problems.filter((p) => /could not (?:read this file|be joined)/.test(p.message))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps no key in any output', () => {
    const files = new Map(
      ['ios/Info.plist', 'ios/A.entitlements'].map((path) => [
        path,
        '<plist><dict><key>CFBundleName</key><string>x</string><key>MapKey</key><string>AIzaSyA1b2C3d4E5f6G7h8I9</string><key>Any</key><string>0123456789abcdef0123456789abcdef</string><key>Short</key><array><string>a1b2c3d4e5f6a7b8c9d0</string></array></dict></plist>',
      ]),
    );
    const text = JSON.stringify(runPlugins(files, apple, joins));
    for (const secret of ['AIzaSy', '0123456789abcdef', 'a1b2c3d4']) expect(text).not.toContain(secret);
  });
});

describe('permissions', () => {
  const rows = readFileSync(join(import.meta.dirname, '../../registry/permissions/permissions.tsv'), 'utf8')
    .split('\n')
    .map((row) => row.split('\t'))
    .filter((row) => row[0] === 'ios');

  it('knows the entitlements of the table', () => {
    expect(rows.filter((row) => row[2] === 'entitlement').map((row) => row[1])).toEqual(
      expect.arrayContaining([...ENTITLEMENT_PERMISSIONS]),
    );
    expect(rows.filter((row) => row[2] === 'entitlement')).toHaveLength(ENTITLEMENT_PERMISSIONS.length);
  });

  it('reads every plist key of the table', () => {
    const keys = rows.filter((row) => row[2] === 'plist_key').map((row) => row[1] ?? '');
    const body = keys.map(
      (key) =>
        `<key>${key}</key>${key === 'LSApplicationQueriesSchemes' ? '<array><string>a</string></array>' : key === 'NSLocationDefaultAccuracyReduced' ? '<true/>' : '<string>why</string>'}`,
    );
    const { permissions } = runPlugins(
      new Map([['Info.plist', `<plist><dict>${body.join('')}</dict></plist>`]]),
      apple,
      joins,
    );
    expect(permissions.map((p) => p.id).sort()).toEqual([...keys].sort());
  });
});

describe('schemes', () => {
  it.each([
    ['wx0123456789abcdef', 'wx'],
    ['wxabcdefabcdef0123', 'wx'],
    ['tencent101234567', 'tencent'],
    ['QQ41E5F2B3', 'QQ'],
    ['fb123456789012345', 'fb'],
    ['wb1234567890', 'wb'],
    ['db-a1b2c3d4e5f6g7h', 'db-a'],
    ['ap2017051107206999', 'ap'],
    ['weixin', null],
    ['alipayshare', null],
    ['mqqopensdkapiV4', null],
    ['mqqOpensdkSSoLogin', null],
    ['weibosdk2.5', null],
    ['dingtalk-open', null],
    ['fbauth2', null],
  ])('%s', (scheme, prefix) => {
    const found = accountPrefix(scheme);
    if (prefix === 'db-a') expect(found === null || found.length < 8).toBe(true);
    else expect(found).toBe(prefix);
  });
});

describe('keys and libraries of the system', () => {
  it('tells them from others', () => {
    expect(
      [
        'UILaunchStoryboardName',
        'NSAppTransportSecurity',
        'LSRequiresIPhoneOS',
        'CFBundleName',
        'ITSAppUsesNonExemptEncryption',
      ].filter((k) => !isAppleKey(k)),
    ).toEqual([]);
    expect(
      [
        'FacebookAppID',
        'GADApplicationIdentifier',
        'UMENG_APPKEY',
        'MOBAppKey',
        'Fabric',
        'com.openinstall.APP_KEY',
        'LineSDKConfig',
      ].filter((k) => isAppleKey(k)),
    ).toEqual([]);
    expect(
      ['UIKit', 'AdSupport', 'libz', 'libc++', 'libsqlite3.0', 'libresolv.9', 'libswiftCore'].filter(
        (l) => !isSystemLibrary(l),
      ),
    ).toEqual([]);
    expect(
      ['AlipaySDK', 'libWeChatSDK', 'GoogleMaps', 'libcrypto', 'MAMapKit'].filter((l) => isSystemLibrary(l)),
    ).toEqual([]);
  });
});

describe('bundles', () => {
  it.each([
    ['V/A.framework/A', 'V/A.framework', 'A'],
    ['V/A.framework/Headers/B.h', 'V/A.framework', 'A'],
    ['V/A.framework/Versions/A/Headers/B.h', 'V/A.framework', 'A'],
    ['V/A.xcframework/ios-arm64/A.framework/A', 'V/A.xcframework', 'A'],
    ['V/A.xcframework/ios-arm64/libA.a', 'V/A.xcframework', 'A'],
    ['V/libB.a', 'V/libB.a', 'libB'],
    ['V/A.framework/deep/Headers/B.h', null, null],
    ['ios/Pods/A.framework/A', null, null],
    ['build/A.framework/A', null, null],
    ['Carthage/Build/iOS/A.framework/A', null, null],
    ['V/b.a', null, null],
  ])('%s', (path, bundle, name) => {
    expect(bundleOf(path)).toEqual(bundle === null ? null : { path: bundle, name });
  });
});

describe('build settings', () => {
  const layer = (settings: Record<string, string>) =>
    new Map(Object.entries(settings).map(([k, text]) => [k, { text, file: 'f', line: 1 }]));

  it('resolves variables, inheritance, modifiers and nesting', () => {
    const layers = [
      layer({
        ID: '$(BASE).$(NAME:lower)',
        FLAGS: '-a $(inherited)',
        X: '$(P_$(KIND))',
        D: '$(NONE:default=d)',
        B: '$NAME',
      }),
      layer({ BASE: 'com.a', NAME: 'App', FLAGS: '-b', KIND: 'q', P_q: '1' }),
    ];
    expect(['ID', 'FLAGS', 'X', 'D', 'B'].map((name) => resolveSetting(name, layers))).toEqual([
      'com.a.app',
      '-a -b',
      '1',
      'd',
      'App',
    ]);
    expect(resolveSetting('Y', [layer({ Y: 'a$(Z)' })])).toBe(`a${UNRESOLVED}`);
  });

  it('ends on settings that name each other and files that include each other', () => {
    expect(resolveSetting('A', [layer({ A: '$(B)$(B)', B: '$(A)$(A)' })])).not.toBeNull();
    const files = new Map([
      ['a', { settings: [], includes: ['b'] }],
      ['b', { settings: [{ name: 'K', value: 'v', line: 1 }], includes: ['a', 'b'] }],
    ]);
    expect(xcconfigLayer('a', files).get('K')?.text).toBe('v');
  });
});
