import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correlators, extractors } from '../../scanner/extractors/index.js';
import { childrenOf, readXml } from '../../scanner/languages/xml/xml-reader.js';
import { runPlugins, summarise } from '../support/fixture-tree.js';

const android = extractors.filter((e) => e.ecosystem === 'android-gradle');
const HEAD =
  '<manifest xmlns:android="http://schemas.android.com/apk/res/android" xmlns:tools="http://schemas.android.com/tools" package="com.acme.app">';

function run(body: string, path = 'app/src/main/AndroidManifest.xml') {
  const files = new Map([
    ['settings.gradle', "include ':app'"],
    ['app/build.gradle', "apply plugin: 'com.android.application'\nandroid { productFlavors { xiaomi {} } }"],
    [path, `${HEAD}\n${body}\n</manifest>`],
  ]);
  return summarise(runPlugins(files, android, correlators));
}

describe('android/manifest', () => {
  it('reports components of others, and not the app itself', () => {
    const result = run(`<application android:label="Acme">
<activity android:name=".Main"/><activity android:name="Bare"/><service android:name="com.acme.app.Own"/>
<service
    android:name="cn.jpush.android.service.PushService"/>
<receiver android:name="com.vendor.Gone" tools:node="remove"/>
<provider android:name="\${applicationId}.Files"/>
</application>`);
    expect(result['observations']).toEqual([
      'manifest-component cn.jpush.android.service.PushService release module=app android @app/src/main/AndroidManifest.xml:4',
      'manifest-component com.vendor.Gone release module=app android =removed @app/src/main/AndroidManifest.xml:6',
    ]);
    expect(result['apps']).toEqual(['android:com.acme.app name=Acme module=app variants=xiaomiDebug,xiaomiRelease']);
  });

  it('keeps plain settings of meta-data and never a key', () => {
    const result = run(`<application>
<meta-data android:name="JPUSH_APPKEY" android:value="0123456789abcdef01234567"/>
<meta-data android:name="auto_init" android:value="false"/>
<meta-data android:name="UMENG_CHANNEL" android:value="xiaomi"/>
<meta-data android:name="com.vendor.SIZE" android:value="12"/>
<meta-data android:name="named" android:value="@string/x"/>
<meta-data android:name="placeheld" android:value="\${KEY}"/>
</application>`);
    const at = 'release module=app android';
    const file = '@app/src/main/AndroidManifest.xml';
    expect(result['observations']).toEqual([
      `manifest-meta-data JPUSH_APPKEY ${at} redacted(JPUSH_APPKEY,24) ${file}:3`,
      `manifest-meta-data UMENG_CHANNEL ${at} =xiaomi ${file}:5`,
      `manifest-meta-data auto_init ${at} =false ${file}:4`,
      `manifest-meta-data com.vendor.SIZE ${at} =12 ${file}:6`,
      `manifest-meta-data named ${at} ${file}:7`,
      `manifest-meta-data placeheld ${at} ${file}:8`,
    ]);
    expect(JSON.stringify(result)).not.toContain('0123456789abcdef');
  });

  it('tells requested from removed permissions, by source set', () => {
    const result = run(
      `<uses-permission android:name="android.permission.CAMERA" android:maxSdkVersion="30"/>
<uses-permission-sdk-23 android:name="android.permission.READ_PHONE_STATE" tools:node="remove"/>
<uses-permission android:name="com.huawei.android.launcher.permission.CHANGE_BADGE"/>
<permission android:name="\${applicationId}.permission.MIPUSH_RECEIVE"/>`,
      'app/src/xiaomi/AndroidManifest.xml',
    );
    expect(result['permissions']).toEqual([
      'removed android.permission.READ_PHONE_STATE android flavor:xiaomi module=app @app/src/xiaomi/AndroidManifest.xml:3',
      'requested android.permission.CAMERA android flavor:xiaomi module=app @app/src/xiaomi/AndroidManifest.xml:2',
      'requested com.huawei.android.launcher.permission.CHANGE_BADGE android flavor:xiaomi module=app @app/src/xiaomi/AndroidManifest.xml:4',
    ]);
    expect(result['observations']?.map((o) => o.split(' ').slice(0, 2).join(' '))).toEqual([
      `permission \${applicationId}.permission.MIPUSH_RECEIVE`,
      'permission com.huawei.android.launcher.permission.CHANGE_BADGE',
    ]);
  });

  it('reads actions, schemes and queries', () => {
    const result =
      run(`<queries><package android:name="com.tencent.mm"/><intent><data android:scheme="weixin"/></intent></queries>
<application><activity android:name="com.vendor.A"><intent-filter>
<action android:name="android.intent.action.VIEW"/><action android:name="cn.vendor.RECEIVE"/>
<data android:scheme="tencent101234567"/><data android:scheme="\${SCHEME}"/><data android:scheme="acme"/>
</intent-filter></activity></application>`);
    expect(result['observations']?.map((o) => o.replace(/ release.*?android/, ''))).toEqual([
      'intent-action cn.vendor.RECEIVE @app/src/main/AndroidManifest.xml:4',
      'manifest-component com.vendor.A @app/src/main/AndroidManifest.xml:3',
      'query-scheme com.tencent.mm @app/src/main/AndroidManifest.xml:2',
      'query-scheme weixin @app/src/main/AndroidManifest.xml:2',
      'url-scheme acme @app/src/main/AndroidManifest.xml:5',
      'url-scheme tencent redacted(scheme,16) @app/src/main/AndroidManifest.xml:5',
    ]);
  });

  it('gives what could be read of a broken file, and a problem', () => {
    const result = run(
      '<uses-permission android:name="android.permission.CAMERA"/>\n<application><activity android:name="com.vendor.A"></application>',
    );
    expect(result['permissions']).toHaveLength(1);
    expect(result['problems']?.[0]).toContain('broken XML');
  });
});

describe('readXml', () => {
  it('never expands entities of a document type', () => {
    const bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><r><s x="&b;">&b; &amp; &#65;</s></r>';
    const { root, problems } = readXml(bomb);
    const child = root === null ? undefined : childrenOf(root, 's')[0];
    expect(JSON.stringify([child?.text, child?.attributes.get('x')])).not.toContain('aaaa');
    expect(child?.text).toContain('& A');
    expect(problems.length).toBeGreaterThan(0);
  });

  it('bounds depth and document types', () => {
    expect(readXml('<a>'.repeat(5_000)).problems.some((p) => p.message.includes('too deeply'))).toBe(true);
    expect(readXml(`<!DOCTYPE r [${'<!ENTITY a "b">'.repeat(10_000)}]><r/>`).root).toBe(null);
  });

  it('keeps lines of opening tags in every line ending', () => {
    const { root } = readXml('<a>\r\n<b\r\n x="1"/>\n\n<c/></a>');
    expect(root?.children.map((c) => c.line)).toEqual([2, 5]);
  });

  it('is total', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '<a',
      'x="',
      '"',
      '&',
      ';',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '<!DOCTYPE',
      '\n',
      'é',
      '\u0000',
    ); // prettier-ignore
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (parts) => readXml(parts.join('')) !== null));
    fc.assert(fc.property(fc.string(), (text) => readXml(text) !== null));
  });
});
