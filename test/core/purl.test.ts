import fc from 'fast-check';
import { PackageURL } from 'packageurl-js';
import { describe, expect, it } from 'vitest';
import { PACKAGE_KINDS, type PackageKind } from '../../core/package-kinds.js';
import { purlOf } from '../../core/purl.js';

const CASES: readonly [PackageKind, string, string | null, string][] = [
  ['maven', 'cn.jiguang.sdk:jpush', '5.0.0', 'pkg:maven/cn.jiguang.sdk/jpush@5.0.0'],
  ['maven', 'jcenter-name-without-group', null, 'pkg:generic/maven/jcenter-name-without-group'],
  [
    'gradle-plugin',
    'com.huawei.agconnect',
    '1.9.1',
    'pkg:maven/com.huawei.agconnect/com.huawei.agconnect.gradle.plugin@1.9.1',
  ],
  ['gradle-plugin', 'com.android.tools.build:gradle', '8.2.0', 'pkg:maven/com.android.tools.build/gradle@8.2.0'],
  ['pod', 'JPush', '5.1.0', 'pkg:cocoapods/JPush@5.1.0'],
  ['spm', 'github.com/getsentry/sentry-cocoa', '8.30.0', 'pkg:swift/github.com/getsentry/sentry-cocoa@8.30.0'],
  ['spm', 'github.com/getsentry/sentry-cocoa', null, 'pkg:generic/spm/github.com/getsentry/sentry-cocoa'],
  ['carthage', 'getsentry/sentry-cocoa', '8.30.0', 'pkg:generic/carthage/getsentry/sentry-cocoa@8.30.0'],
  ['npm', 'jpush-react-native', '3.1.0', 'pkg:npm/jpush-react-native@3.1.0'],
  ['npm', '@sentry/browser', '7.0.0', 'pkg:npm/%40sentry/browser@7.0.0'],
  ['pub', 'jpush_flutter', '3.0.0', 'pkg:pub/jpush_flutter@3.0.0'],
  [
    'archive',
    'app/libs/vivo_pushsdk_v4.0.4.0.aar',
    '4.0.4.0',
    'pkg:generic/archive/app/libs/vivo_pushsdk_v4.0.4.0.aar@4.0.4.0',
  ],
  ['archive', 'a.jar', null, 'pkg:generic/archive/a.jar'],
  ['uni-native-plugin', 'JG-JPush', null, 'pkg:generic/uni-native-plugin/JG-JPush'],
  ['miniprogram-plugin', 'wx069ba97219f66d99', '1.0.0', 'pkg:generic/miniprogram-plugin/wx069ba97219f66d99@1.0.0'],
  ['script', 'hm.baidu.com/hm.js', null, 'pkg:generic/script/hm.baidu.com/hm.js'],
];

describe('purlOf', () => {
  it.each(CASES)('%s %s %s', (kind, name, version, expected) => {
    expect(purlOf({ kind, name, version })).toBe(expected);
    expect(PackageURL.fromString(expected).toString()).toBe(expected);
  });

  it('every kind of package has a case above', () => {
    expect([...new Set(CASES.map(([kind]) => kind))].sort()).toEqual([...PACKAGE_KINDS].sort());
  });

  it('never throws on what a manifest may hold, and always gives a package URL', () => {
    const name = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom('', ':', 'a:', ':b', '/', '@', '@/', '@a', 'a//b', '中文:包'),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...PACKAGE_KINDS),
        name,
        fc.option(fc.string({ maxLength: 10 })),
        (kind, n, version) => purlOf({ kind, name: n, version }).startsWith('pkg:'),
      ),
    );
  });
});
