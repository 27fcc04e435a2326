/** The signature index finds what a plain loop over all signatures finds, by lookup. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIGNATURE_KIND_NAMES, SIGNATURE_KINDS, type SignatureKind } from '../../core/signatures.js';
import { indexSignatures } from '../../registry/match.js';

/** Values of the signatures that claim a value, in the order given. */
function claims(kind: SignatureKind, signatures: readonly string[], value: string): string[] {
  const index = indexSignatures(signatures.map((signature) => ({ kind, value: signature, owner: signature })));
  return index.lookup(kind, value).map((claim) => claim.owner);
}

describe('lookup', () => {
  it.each<[SignatureKind, string, string, boolean]>([
    ['maven', 'cn.jiguang.sdk:jpush', 'cn.jiguang.sdk:jpush', true],
    ['maven', 'cn.jiguang.sdk:jpush', 'cn.jiguang.sdk:jpush-fcm', false],
    ['maven', 'cn.jiguang.sdk:jpush', 'cn.jiguang.sdk2:jpush', false],
    ['maven', 'cn.jiguang.sdk:*', 'cn.jiguang.sdk:jcore', true],
    ['maven', 'cn.jiguang.sdk:*', 'cn.jiguang.sdk.plugins:huawei', false],
    ['maven', 'cn.jiguang.sdk:jpush*', 'cn.jiguang.sdk:jpush-fcm', true],
    ['maven', 'androidx.*:*', 'androidx.core:core-ktx', true],
    ['maven', 'androidx.*:*', 'androidxx.core:core', false],
    ['maven', 'com.Acme:sdk', 'com.acme:sdk', false],
    ['java-package', 'cn.jpush.android', 'cn.jpush.android', true],
    ['java-package', 'cn.jpush.android', 'cn.jpush.android.api.JPushInterface', true],
    ['java-package', 'cn.jpush.android', 'cn.jpush.androidx.A', false],
    ['java-package', 'com.umeng.analytics.MobclickAgent', 'com.umeng.analytics.MobclickAgent$EScenarioType', true],
    ['pod', 'Firebase', 'Firebase/Analytics', true],
    ['pod', 'Firebase', 'FirebaseCore', false],
    ['go', 'github.com/getsentry/sentry-go', 'github.com/getsentry/sentry-go/http', true],
    ['manifest-component', 'cn.jpush.android.service', 'cn.jpush.android.service.PushReceiver', true],
    ['manifest-meta-data', 'com.mapbox.*', 'com.mapbox.token', true],
    ['manifest-meta-data', 'JPUSH_APPKEY', 'JPUSH_APPKEY_2', false],
    ['permission', '*.permission.JPUSH_MESSAGE', 'com.acme.permission.JPUSH_MESSAGE', true],
    ['permission', '*.permission.JPUSH_MESSAGE', 'com.acme.permission.OTHER', false],
    ['objc-class-prefix', 'UM*', 'UMConfigure', true],
    ['native-lib', 'libBaiduMapSDK_base_v*.so', 'libBaiduMapSDK_base_v7_6_4.so', true],
    ['native-lib', 'libBaiduMapSDK_base_v*.so', 'libBaiduMapSDK_base_v7.so.bak', false],
    ['native-lib', 'lib*push*.so', 'libjpush_v5.so', true],
    ['archive-name', 'a.b*.jar', 'axb1.jar', false],
    ['config-file', 'agconnect-services.json', 'agconnect-services.json', true],
    ['npm', '@sentry/*', '@sentry/browser', true],
    ['npm', '@sentry/*', '@sentryx/browser', false],
    ['npm', 'sentry', 'Sentry', false],
    ['spm', 'github.com/getsentry/sentry-cocoa', 'github.com/GetSentry/Sentry-Cocoa', true],
    ['nuget', 'Sentry', 'sentry', true],
    ['domain', 'mixpanel.com', 'api.mixpanel.com', true],
    ['domain', 'mixpanel.com', 'notmixpanel.com', false],
    ['domain', 'api.mixpanel.com', 'mixpanel.com', false],
    ['domain', 'api.mixpanel.com', 'API.MIXPANEL.COM', true],
    ['script-url', 'hm.baidu.com/hm.js', 'hm.baidu.com/hm.js', true],
    ['script-url', 'hm.baidu.com/hm.js', 'baidu.com/hm.js', false],
    ['script-url', 'hm.baidu.com', 'hm.baidu.com/hm.js', true],
    ['script-url', 'cdn.example.com/sdk', 'cdn.example.com/sdk/v2/a.js', true],
    ['script-url', 'cdn.example.com/sdk', 'cdn.example.com/sdk2/a.js', false],
    ['script-url', 'example.com/sdk/', 'cdn.example.com/sdk/a.js', true],
    ['csp-host', 'baidu.com', 'hm.baidu.com', true],
    ['query-scheme', 'weixinULAPI', 'WEIXINULAPI', true],
    ['plist-key', 'FacebookAppID', 'facebookappid', false],
    ['uni-sdk-config', 'oauth.weixin', 'oauth.weixin', true],
    ['uni-sdk-config', 'oauth.weixin', 'oauth', false],
  ])('%s %s claims %s: %s', (kind, signature, value, expected) => {
    expect(claims(kind, [signature], value)).toEqual(expected ? [signature] : []);
  });

  it('gives the more specific claim first', () => {
    expect(
      claims(
        'java-package',
        ['com.tencent', 'com.tencent.mm.opensdk', 'com.tencent.mm'],
        'com.tencent.mm.opensdk.modelpay',
      ),
    ).toEqual(['com.tencent.mm.opensdk', 'com.tencent.mm', 'com.tencent']);
    expect(claims('maven', ['com.acme:*', 'com.acme:pay', 'com.acme:pay*'], 'com.acme:pay')).toEqual([
      'com.acme:pay',
      'com.acme:pay*',
      'com.acme:*',
    ]);
    expect(claims('script-url', ['acme.com', 'cdn.acme.com/a', 'cdn.acme.com'], 'cdn.acme.com/a/b.js')).toEqual([
      'cdn.acme.com/a',
      'cdn.acme.com',
      'acme.com',
    ]);
  });

  it('keeps kinds apart', () => {
    const index = indexSignatures([{ kind: 'npm', value: 'sentry', owner: 1 }]);
    expect(index.lookup('pypi', 'sentry')).toEqual([]);
    expect(index.lookup('npm', 'sentry')).toHaveLength(1);
  });

  it('every kind’s own example is claimed by itself, and its near miss is not', () => {
    for (const kind of SIGNATURE_KIND_NAMES) {
      const { example, nearMiss } = SIGNATURE_KINDS[kind];
      const seen = example.replace('*', 'x');
      expect([kind, claims(kind, [example], seen)]).toEqual([kind, [example]]);
      expect([kind, claims(kind, [example], nearMiss)]).toEqual([kind, []]);
    }
  });

  it('a name that is a word of objects is an ordinary name', () => {
    for (const value of ['constructor', '__proto__', 'toString']) {
      expect(claims('npm', ['sentry'], value)).toEqual([]);
      expect(claims('npm', [value], value)).toEqual([value]);
    }
  });
});

describe('lookup equals a loop over all signatures', () => {
  const label = fc.constantFrom('a', 'b', 'aa', 'ab');
  const dotted = fc.array(label, { minLength: 1, maxLength: 4 }).map((l) => l.join('.'));
  const ended = (value: fc.Arbitrary<string>) => fc.tuple(value, fc.constantFrom('', '', '*')).map((p) => p.join(''));
  const host = fc.array(label, { minLength: 2, maxLength: 4 }).map((l) => l.join('.'));
  const path = fc.array(label, { maxLength: 3 }).map((l) => l.map((x) => `/${x}`).join(''));
  const coordinate = fc.tuple(dotted, label).map((p) => p.join(':'));

  /** Whether one signature claims one value, as the table of kinds words it. */
  const rules = {
    exact: (signature: string, value: string) =>
      signature.endsWith('*') ? value.startsWith(signature.slice(0, -1)) : value === signature,
    segments: (signature: string, value: string) =>
      value === signature || (value.startsWith(signature) && '.:/$'.includes(value[signature.length] ?? 'x')),
    coordinate: (signature: string, value: string) => {
      const [group = '', artifact = ''] = signature.split(':');
      const [g = '', a = ''] = value.split(':');
      return rules.exact(group, g) && rules.exact(artifact, a);
    },
    host: (signature: string, value: string) => {
      const split = (text: string) =>
        [text.split('/')[0] ?? '', text.slice((text.split('/')[0] ?? '').length)] as const;
      const [h, p] = split(signature);
      const [host, path] = split(value);
      return (host === h || host.endsWith(`.${h}`)) && (path === p || path.startsWith(`${p}/`));
    },
  };

  it.each<[SignatureKind, keyof typeof rules, fc.Arbitrary<string>, fc.Arbitrary<string>]>([
    ['manifest-meta-data', 'exact', ended(dotted), dotted],
    ['java-package', 'segments', dotted, dotted],
    ['pod', 'segments', path.map((p) => `P${p}`), path.map((p) => `P${p}`)],
    ['maven', 'coordinate', fc.tuple(dotted, ended(label)).map((p) => p.join(':')), coordinate],
    ['maven', 'coordinate', fc.tuple(ended(dotted), fc.constant('*')).map((p) => p.join(':')), coordinate],
    ['domain', 'host', host, host],
    ['script-url', 'host', fc.tuple(host, path).map((p) => p.join('')), fc.tuple(host, path).map((p) => p.join(''))],
  ])('%s (%s)', (kind, rule, signature, value) => {
    fc.assert(
      fc.property(fc.uniqueArray(signature, { maxLength: 12 }), value, (signatures, observed) => {
        const expected = signatures.filter((s) => rules[rule](s, observed));
        expect([...claims(kind, signatures, observed)].sort()).toEqual([...expected].sort());
      }),
      { numRuns: 500 },
    );
  });

  it('file names with stars', () => {
    const glob = fc
      .array(fc.constantFrom('a', 'b', '*', '.', '_'), { minLength: 1, maxLength: 7 })
      .map((c) => c.join(''));
    const name = fc.array(fc.constantFrom('a', 'b', '.', '_'), { minLength: 1, maxLength: 7 }).map((c) => c.join(''));
    fc.assert(
      fc.property(fc.uniqueArray(glob, { maxLength: 8 }), name, (globs, observed) => {
        expect([...claims('native-lib', globs, observed)].sort()).toEqual(
          globs.filter((g) => fits(g, observed)).sort(),
        );
      }),
      { numRuns: 500 },
    );
  });

  /** Glob matching by trying every split; slow and plainly right. */
  function fits(glob: string, name: string): boolean {
    if (glob === '') return name === '';
    if (glob.startsWith('*'))
      return Array.from({ length: name.length + 1 }, (_, i) => i).some((i) => fits(glob.slice(1), name.slice(i)));
    return glob[0] === name[0] && fits(glob.slice(1), name.slice(1));
  }
});

describe('a hostile value', () => {
  it('does not make a pattern of several stars slow', () => {
    const index = indexSignatures([{ kind: 'archive-name', value: '*a*a*a*.jar', owner: 1 }]);
    const before = process.cpuUsage().user;
    expect(index.lookup('archive-name', 'a'.repeat(250))).toEqual([]);
    expect((process.cpuUsage().user - before) / 1000).toBeLessThan(100);
  });
});
