/** Which app a trace belongs to: the platform of the SDK, nested projects, plugins of the market, parts that never reach users. */
import { describe, expect, it } from 'vitest';
import { registryOf, scanInline, sdk, wrapper } from '../support/scan-inline.js';

const json = (value: unknown): string => JSON.stringify(value);

const registry = registryOf(
  [
    sdk('acme/login', {
      platforms: ['ios'],
      signatures: [{ kind: 'uni-sdk-config', value: 'oauth.acme' }],
      practices: [],
    }),
    sdk('acme/page', { platforms: ['web'], signatures: [{ kind: 'npm', value: 'acme-page' }], practices: [] }),
    sdk('acme/track', {
      signatures: [
        { kind: 'npm', value: 'acme-track' },
        { kind: 'pod', value: 'AcmeTrack' },
        { kind: 'gradle-plugin', value: 'com.vendor.track' },
      ],
      brings: [{ sdk: 'acme/core', platforms: ['android', 'ios'], when: 'always', citations: ['rules'] }],
    }),
    sdk('acme/core', { signatures: [{ kind: 'maven', value: 'com.vendor.core:core' }] }),
  ],
  {
    wrappers: [
      wrapper('npm/acme-wrapper', {
        signatures: [{ kind: 'pod', value: 'RNAcme' }],
        brings: [{ sdk: 'acme/track', platforms: ['ios'], when: 'always', citations: ['rules'] }],
      }),
    ],
    libraries: [{ kind: 'pod', libraries: [{ value: 'Flutter' }] }],
  },
);

const uniApp = {
  'manifest.json': json({
    name: 'demo',
    appid: '__UNI__ABCDEF1',
    'app-plus': { distribute: { sdkConfigs: { oauth: { acme: {} } } } },
    'mp-weixin': { appid: 'wxaaaaaaaaaaaaaaaa' },
    h5: { title: 'demo' },
  }),
  'pages.json': json({ pages: [{ path: 'pages/index' }] }),
};

function appsOf(result: ReturnType<typeof scanInline>, id: string): (string | null)[] {
  return result.sdks.filter((s) => s.id === id).flatMap((s) => s.occurrences.map((o) => o.app));
}

describe('one manifest of a project for several platforms', () => {
  it('gives an SDK to the apps on whose platform it exists, and to no other', () => {
    const result = scanInline(
      { ...uniApp, 'package.json': json({ name: 'demo', dependencies: { 'acme-page': '1.0.0' } }) },
      registry,
    );
    expect(result.project.apps.map((a) => a.platform).sort()).toEqual(['android', 'ios', 'miniprogram', 'web']);
    expect(appsOf(result, 'acme/login')).toEqual(['ios:__UNI__ABCDEF1']);
    expect(appsOf(result, 'acme/page')).toEqual(['web:__UNI__ABCDEF1']);
  });

  it('drops an SDK of a platform for which the project builds nothing', () => {
    const result = scanInline(
      {
        'package.json': json({
          name: 'site',
          private: true,
          dependencies: { vue: '3.0.0', 'acme-track': '1.0.0' },
          devDependencies: { vite: '5.0.0' },
        }),
        'index.html': '<div id="app"></div>',
      },
      registry,
    );
    expect(result.project.apps.map((a) => a.id)).toEqual(['web:site']);
    expect(result.sdks).toEqual([]);
  });
});

describe('projects inside a project', () => {
  const reactNative = (name: string, dependencies: Record<string, string>) =>
    json({ name, dependencies: { 'react-native': '0.80.0', ...dependencies } });
  const android = (dir: string, id: string) => ({
    [`${dir}android/settings.gradle`]: "include ':app'",
    [`${dir}android/app/build.gradle`]: `apply plugin: 'com.android.application'\nandroid { defaultConfig { applicationId '${id}' } }`,
    [`${dir}index.js`]: '',
  });

  it('a sample app with its own manifest gets nothing of the app around it', () => {
    const result = scanInline(
      {
        'package.json': reactNative('shop', { 'acme-track': '1.0.0' }),
        ...android('', 'com.acme.shop'),
        'src/charts/Example/package.json': reactNative('example', {}),
        ...android('src/charts/Example/', 'com.example.charts'),
      },
      registry,
    );
    expect(result.project.apps.map((a) => a.id)).toEqual(['android:com.acme.shop', 'android:com.example.charts']);
    expect(appsOf(result, 'acme/track')).toEqual(['android:com.acme.shop']);
  });

  it('an example that depends on the library around it gets what the library brings', () => {
    const result = scanInline(
      {
        'package.json': json({
          name: 'rn-acme',
          dependencies: { 'acme-track': '1.0.0' },
          peerDependencies: { 'react-native': '*' },
        }),
        'src/index.ts': "import track from 'acme-track';",
        'example/package.json': reactNative('example', { 'rn-acme': 'link:..' }),
        ...android('example/', 'com.example.acme'),
      },
      registry,
    );
    expect(new Set(appsOf(result, 'acme/track'))).toEqual(new Set(['android:com.example.acme']));
  });

  it('a cloud function keeps its own packages', () => {
    const result = scanInline(
      {
        ...uniApp,
        'package.json': json({ name: 'demo', dependencies: { dayjs: '1.0.0' } }),
        'uniCloud-aliyun/cloudfunctions/pay/package.json': json({ name: 'pay', dependencies: { lodash: '4.0.0' } }),
      },
      registry,
    );
    const appsOfPackage = (name: string) => result.packages.find((p) => p.name === name)?.apps;
    expect(appsOfPackage('dayjs')).not.toContain('server:pay');
    expect(appsOfPackage('lodash')).toEqual(['server:pay']);
  });
});

describe('uni_modules', () => {
  it('is somebody else’s work, with or without a package.json, and part of the app of every platform', () => {
    const result = scanInline(
      {
        ...uniApp,
        'uni_modules/acme-id/package.json': json({ id: 'acme-id', version: '1.0.0' }),
        'uni_modules/acme-id/uniCloud/cloudfunctions/common/acme-id/package.json': json({
          name: 'acme-id',
          version: '1.0.0',
        }),
        'uni_modules/acme-bare/index.js': 'export default 1;',
        'uniCloud-aliyun/cloudfunctions/login/package.json': json({
          name: 'login',
          dependencies: { 'acme-id': 'file:../../../uni_modules/acme-id/uniCloud/cloudfunctions/common/acme-id' },
        }),
      },
      registry,
    );
    const classes = result.packages.map((p) => `${p.kind} ${p.name} ${p.class}`).sort();
    expect(classes).toEqual([
      'npm acme-id unrecognised',
      'uni-native-plugin acme-bare unrecognised',
      'uni-native-plugin acme-id unrecognised',
    ]);
    const plugin = result.packages.find((p) => p.kind === 'uni-native-plugin' && p.name === 'acme-id');
    expect(plugin?.apps).toEqual([
      'android:__UNI__ABCDEF1',
      'ios:__UNI__ABCDEF1',
      'miniprogram:wxaaaaaaaaaaaaaaaa',
      'web:__UNI__ABCDEF1',
    ]);
  });
});

describe('what does not reach users', () => {
  it('a plugin of the build brings no other SDK into the app', () => {
    const result = scanInline(
      {
        'settings.gradle': "include ':app'",
        'app/build.gradle':
          "plugins { id 'com.android.application'\n id 'com.vendor.track' }\nandroid { defaultConfig { applicationId 'com.acme.jobs' } }",
      },
      registry,
    );
    expect(result.sdks.map((s) => s.id)).toEqual(['acme/track']);
  });

  it('packages and hosts of an end-to-end test package and of stories are those of tests', () => {
    const result = scanInline(
      {
        'package.json': json({
          name: 'shop',
          private: true,
          dependencies: { vue: '3.0.0' },
          devDependencies: { vite: '5.0.0' },
        }),
        'index.html': '<div id="app"></div>',
        'src/api.ts': "fetch('https://api.partner.com/v1')",
        'src/Card.stories.tsx': "const url = 'https://pictures.demo-site.com/a.png';",
        'src/url/test.ts': "const url = 'https://www.otherserver.com/';",
        'e2e/package.json': json({ name: 'e2e', dependencies: { 'acme-report': '1.0.0' } }),
        'e2e/report.js': "fetch('https://reports.partner.com/v1')",
      },
      registry,
    );
    expect(result.hosts.map((h) => h.host)).toEqual(['api.partner.com']);
    expect(result.packages.find((p) => p.name === 'acme-report')?.scope).toBe('test');
  });
});

describe('pods taken from a path', () => {
  it('are not the project’s own where they are known to be somebody else’s', () => {
    const result = scanInline(
      {
        'ios/Podfile': [
          "target 'App' do",
          "  pod 'AcmeTrack', :path => './Vendored/AcmeTrack'",
          "  pod 'RNAcme', :path => '../node_modules/rn-acme'",
          "  pod 'Flutter', :path => 'Flutter'",
          "  pod 'Ours', :path => './Ours'",
          'end',
        ].join('\n'),
      },
      registry,
    );
    expect(Object.fromEntries(result.packages.map((p) => [p.name, p.class]))).toEqual({
      AcmeTrack: 'sdk',
      RNAcme: 'sdk',
      Flutter: 'library',
      Ours: 'own',
    });
  });
});
