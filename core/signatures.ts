/**
 * The kinds of signature: what each value looks like, where it applies, how its letters compare and what a match is worth.
 * The docs page of signature kinds is generated from this table.
 */

import type { Strength } from './evidence.js';
import type { PackageKind } from './package-kinds.js';
import type { Platform } from './platforms.js';

/**
 * How a signature value matches an observed value.
 * - exact: equal; a trailing `*` in the signature makes it a prefix
 * - segments: equal, or the signature is a prefix that ends at a `.`, `/` or `:` boundary
 * - coordinate: `group:artifact`; `*` may end the group or the artifact
 * - file-name: the base name; `*` stands for any run of characters
 * - host: the host equals the value or is a subdomain; for script-url a path prefix may follow
 */
export type Matching = 'exact' | 'segments' | 'coordinate' | 'file-name' | 'host';

export interface SignatureKindInfo {
  readonly matching: Matching;
  readonly strength: Strength;
  /** Where the kind can occur; empty: anywhere. */
  readonly platforms: readonly Platform[];
  readonly caseSensitive: boolean;
  /** Grammar of the value, for the docs. */
  readonly grammar: string;
  readonly example: string;
  readonly nearMiss: string;
}

const kind = (
  matching: Matching,
  strength: Strength,
  platforms: readonly Platform[],
  grammar: string,
  example: string,
  nearMiss: string,
  caseSensitive = true,
): SignatureKindInfo => ({ matching, strength, platforms, caseSensitive, grammar, example, nearMiss });

export const SIGNATURE_KINDS = {
  maven: kind(
    'coordinate',
    'proof',
    ['android', 'server'],
    'group:artifact, * at the end of either',
    'cn.jiguang.sdk:jpush',
    'cn.jiguang.sdk:jcore',
  ),
  'gradle-plugin': kind(
    'exact',
    'proof',
    ['android'],
    'plugin id or classpath group:artifact',
    'com.huawei.agconnect',
    'com.android.application',
  ),
  'java-package': kind(
    'segments',
    'strong',
    ['android', 'server'],
    'package of at least two labels, or a class',
    'cn.jpush.android',
    'cn.jpush2.android',
  ),
  'java-class': kind(
    'exact',
    'strong',
    ['android', 'server'],
    'fully qualified class named in a string (reflection)',
    'com.umeng.commonsdk.UMConfigure',
    'UMConfigure',
  ),
  'manifest-component': kind(
    'segments',
    'strong',
    ['android'],
    'class of an activity, service, receiver or provider, or a package',
    'cn.jpush.android.service.PushReceiver',
    'com.acme.PushReceiver',
  ),
  'manifest-meta-data': kind(
    'exact',
    'strong',
    ['android'],
    'name of a meta-data item, trailing * allowed',
    'JPUSH_APPKEY',
    'APPKEY',
  ),
  'intent-action': kind(
    'exact',
    'strong',
    ['android'],
    'action or category of an intent filter',
    'cn.jpush.android.intent.RECEIVE_MESSAGE',
    'android.intent.action.VIEW',
  ),
  permission: kind(
    'exact',
    'hint',
    ['android', 'harmony'],
    "a vendor's own permission, trailing or leading * allowed",
    'com.huawei.appmarket.service.commondata.permission.GET_COMMON_DATA',
    'android.permission.CAMERA',
  ),
  'native-lib': kind(
    'file-name',
    'strong',
    ['android', 'harmony'],
    'file name of a .so, * allowed',
    'libBaiduMapSDK_base_v*.so',
    'libBaidu.so',
  ),
  'archive-name': kind(
    'file-name',
    'strong',
    ['android', 'harmony'],
    'file name of a jar, aar or har, * allowed',
    'BaiduLBS_Android*.jar',
    'android.jar',
  ),
  'asset-file': kind(
    'file-name',
    'strong',
    ['android', 'ios', 'web', 'miniprogram'],
    'file name of an asset, a vendored script or a configuration file, * allowed',
    'agconnect-services.json',
    'services.json',
  ),
  'res-value': kind(
    'exact',
    'hint',
    ['android'],
    'name of a resource value',
    'com_crashlytics_export_strings',
    'app_name',
  ),
  proguard: kind(
    'segments',
    'hint',
    ['android'],
    'package named in a keep rule',
    'com.tencent.mm.opensdk',
    'com.tencent',
  ),
  pod: kind('segments', 'proof', ['ios'], 'pod name; covers its subspecs', 'JPush', 'JPushX'),
  spm: kind(
    'exact',
    'proof',
    ['ios'],
    'repository as host/owner/name, lower case, without .git',
    'github.com/getsentry/sentry-cocoa',
    'github.com/getsentry/sentry',
    false,
  ),
  carthage: kind(
    'exact',
    'proof',
    ['ios'],
    'owner/name or URL as in a Cartfile',
    'getsentry/sentry-cocoa',
    'getsentry/sentry',
    false,
  ),
  framework: kind(
    'exact',
    'strong',
    ['ios'],
    'framework or library name without extension',
    'BMKLocationKit',
    'LocationKit',
  ),
  'objc-header': kind('exact', 'strong', ['ios'], 'header file in quotes', 'WXApi.h', 'Api.h'),
  'objc-class-prefix': kind('exact', 'hint', ['ios'], 'class name, trailing * allowed', 'UMConfigure', 'Configure'),
  'swift-module': kind('exact', 'strong', ['ios'], 'module named in an import', 'FirebaseAnalytics', 'Analytics'),
  'url-scheme': kind(
    'exact',
    'hint',
    ['ios', 'android'],
    'scheme an app registers, trailing * allowed',
    'tencent*',
    'https',
    false,
  ),
  'query-scheme': kind(
    'exact',
    'hint',
    ['ios', 'android'],
    'scheme or package an app asks about',
    'weixinULAPI',
    'https',
    false,
  ),
  'plist-key': kind('exact', 'strong', ['ios'], 'key of an Info.plist', 'FacebookAppID', 'CFBundleName'),
  npm: kind(
    'exact',
    'proof',
    ['web', 'server', 'android', 'ios', 'miniprogram'],
    'package name, @scope/* allowed',
    '@sentry/browser',
    'sentry',
  ),
  pub: kind('exact', 'proof', ['android', 'ios', 'web'], 'package name', 'jpush_flutter', 'jpush'),
  ohpm: kind('exact', 'proof', ['harmony'], 'package name', '@jg/push', 'push'),
  'harmony-kit': kind('exact', 'strong', ['harmony'], 'kit or module of the system', '@kit.PushKit', '@kit.ArkUI'),
  'uni-module': kind('exact', 'strong', ['android', 'ios'], 'key of app-plus.modules', 'Push', 'push'),
  'uni-app-id': kind(
    'exact',
    'strong',
    ['android', 'ios'],
    'appid of a uni-app that builds native apps',
    '__UNI__*',
    'wx*',
  ),
  'uni-sdk-config': kind('exact', 'proof', ['android', 'ios'], 'path below sdkConfigs', 'oauth.weixin', 'oauth'),
  'uni-native-plugin': kind('exact', 'proof', ['android', 'ios'], 'id of a native plugin', 'JG-JPush', 'JPush'),
  'miniprogram-plugin': kind(
    'exact',
    'proof',
    ['miniprogram'],
    'provider app id of a plugin',
    'wx069ba97219f66d99',
    'wx0000000000000000',
  ),
  'script-url': kind(
    'host',
    'proof',
    ['web', 'android', 'ios', 'miniprogram'],
    'host, or host/path prefix, of a script',
    'hm.baidu.com/hm.js',
    'baidu.com/hm.js',
  ),
  'js-global': kind('exact', 'hint', ['web'], 'global name', '_hmt', 'hmt'),
  cordova: kind('exact', 'proof', ['android', 'ios'], 'plugin id', 'cordova-plugin-wechat', 'cordova-plugin-camera'),
  capacitor: kind(
    'exact',
    'proof',
    ['android', 'ios'],
    'plugin package',
    '@capacitor/push-notifications',
    '@capacitor/core',
  ),
  'unity-package': kind('exact', 'proof', ['android', 'ios'], 'package name', 'com.unity.ads', 'com.unity.ugui'),
  nuget: kind('exact', 'proof', ['server', 'android', 'ios'], 'package id', 'Sentry', 'Sentinel', false),
  pypi: kind('exact', 'proof', ['server'], 'distribution name', 'sentry-sdk', 'sentry', false),
  go: kind('segments', 'proof', ['server'], 'module path', 'github.com/getsentry/sentry-go', 'github.com/getsentry'),
  composer: kind('exact', 'proof', ['server'], 'vendor/name', 'sentry/sentry', 'sentry', false),
  gem: kind('exact', 'proof', ['server'], 'gem name', 'sentry-ruby', 'sentry'),
  'csp-host': kind(
    'host',
    'hint',
    ['web', 'miniprogram'],
    'host in a content security policy or domain list',
    'hm.baidu.com',
    'example.com',
    false,
  ),
  domain: kind('host', 'hint', [], 'host called from code', 'api.mixpanel.com', 'example.com', false),
  'config-file': kind(
    'file-name',
    'strong',
    [],
    'base name of a configuration file',
    'google-services.json',
    'services.json',
  ),
} as const satisfies Record<string, SignatureKindInfo>;

export type SignatureKind = keyof typeof SIGNATURE_KINDS;

export const SIGNATURE_KIND_NAMES: readonly SignatureKind[] = (Object.keys(SIGNATURE_KINDS) as SignatureKind[]).sort();

/** The signature kind under which a package's name is looked up. */
export const SIGNATURE_OF_PACKAGE: Readonly<Record<PackageKind, SignatureKind>> = {
  maven: 'maven',
  'gradle-plugin': 'gradle-plugin',
  pod: 'pod',
  spm: 'spm',
  carthage: 'carthage',
  npm: 'npm',
  pub: 'pub',
  archive: 'archive-name',
  'uni-native-plugin': 'uni-native-plugin',
  'miniprogram-plugin': 'miniprogram-plugin',
  script: 'script-url',
};
