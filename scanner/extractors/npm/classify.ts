/** What a package.json is the manifest of: a web app, a server, a shell for native apps, a part of another ecosystem's app, or a library. */

import type { Platform } from '../../../core/platforms.js';
import type { AppFact, TreeView } from '../../../core/plugins.js';
import { basename, joinPath } from '../../../core/text.js';
import type { NativeAppFacts } from './facts.js';
import type { NpmModule } from './project.js';

export interface ModuleKind {
  readonly platforms: readonly Platform[];
  /** Part of every app below its directory, whoever finds that app. */
  readonly nested: boolean;
  readonly apps: readonly AppFact[];
}

const NOTHING: ModuleKind = { platforms: [], nested: false, apps: [] };
const NESTED: ModuleKind = { platforms: [], nested: true, apps: [] };

/** Build tools that make nothing but web apps. */
const WEB_TOOLS =
  words(`react-scripts next nuxt nuxt3 @vue/cli-service gatsby umi @umijs/max @umijs/preset-react @sveltejs/kit
  astro @remix-run/react @remix-run/dev @docusaurus/core vitepress vuepress @angular/cli @angular-devkit/build-angular @angular/build
  ember-cli @craco/craco react-app-rewired dumi @ice/app ice.js @rsbuild/core modern.js @modern-js/app-tools`);
/** Build tools that make web apps where there is a page to start from. */
const BUNDLERS =
  words(`vite webpack rollup parcel parcel-bundler @parcel/core rspack @rspack/core @rspack/cli esbuild snowpack gulp
  browserify laravel-mix rolldown-vite farm @farmfe/core`);
const UI_LIBRARIES =
  words(`react-dom vue @angular/core svelte preact jquery solid-js lit backbone angular @vue/runtime-dom
  vue-router inferno zepto mithril alpinejs`);
const SERVERS =
  words(`express koa fastify @nestjs/core egg @midwayjs/core midway @hapi/hapi hapi restify @adonisjs/core thinkjs
  think-router @feathersjs/feathers sails loopback @loopback/core apollo-server @apollo/server graphql-yoga hono @hono/node-server
  polka micro moleculer meteor-node-stubs wx-server-sdk firebase-functions @cloudbase/node-sdk tcb-admin-node @strapi/strapi
  @google-cloud/functions-framework @keystonejs/keystone elysia nitropack h3 @trpc/server socket.io`);
const PAGES = ['index.html', 'public/index.html', 'src/index.html', 'app/index.html', 'index.ejs', 'src/index.ejs'];
const ROOT_PAGES = [
  ...PAGES,
  ...['next.config.js', 'next.config.mjs', 'next.config.ts', 'nuxt.config.js', 'nuxt.config.ts', 'vue.config.js'],
  ...['angular.json', 'server.js', 'src/server.ts', 'src/main.ts', 'app.js', 'src/app.ts'],
];
const PUBLISHED_KEYS = ['module', 'exports', 'types', 'typings', 'files', 'publishConfig'];

/** Decides by what the manifest depends on and which files stand beside it. */
export function classify(module: NpmModule, native: readonly NativeAppFacts[], tree: TreeView): ModuleKind {
  const has = (name: string) => tree.has(module.path === '' ? name : `${module.path}/${name}`);
  const shipped = new Set<string>();
  const all = new Set<string>();
  for (const dependency of module.facts.dependencies) {
    all.add(dependency.key);
    if (dependency.group === 'release' || dependency.group === 'optional') shipped.add(dependency.key);
  }
  if (
    isUniApp(has) ||
    shipped.has('@dcloudio/uni-app') ||
    (has('src/manifest.json') && all.has('@dcloudio/vite-plugin-uni'))
  ) {
    return NESTED;
  }
  if (shipped.has('@tarojs/taro') || all.has('@tarojs/cli') || isMiniProgram(has)) return NESTED;
  const nativeKind = reactNative(module, native, tree, shipped, has) ?? shell(module, native, tree, all);
  if (nativeKind !== null) return nativeKind;
  if (all.has('electron') || all.has('@electron-forge/cli') || all.has('nw')) return NOTHING;
  if (isLibrary(module, shipped)) return NOTHING;
  // The root of a workspace lists the tools of all members: only a page of its own makes it an app.
  if (module.facts.workspaces.length > 0 && !ROOT_PAGES.some(has)) return NOTHING;
  if (isWeb(has, all, shipped)) return single(module, 'web');
  if (some(SERVERS, shipped) || /(?:^|\/)uniCloud[^/]*\/cloudfunctions\//.test(`${module.path}/`)) {
    return single(module, 'server');
  }
  return NOTHING;
}

function isUniApp(has: (name: string) => boolean): boolean {
  return (has('manifest.json') && has('pages.json')) || (has('src/manifest.json') && has('src/pages.json'));
}

function isMiniProgram(has: (name: string) => boolean): boolean {
  return (
    has('project.config.json') ||
    has('mini.project.json') ||
    (has('app.json') && (has('app.wxss') || has('app.acss') || has('app.ttss') || has('app.swan')))
  );
}

/** React Native by its own tools or Expo; a library for it has it as a peer or for development only. */
function reactNative(
  module: NpmModule,
  native: readonly NativeAppFacts[],
  tree: TreeView,
  shipped: ReadonlySet<string>,
  has: (name: string) => boolean,
): ModuleKind | null {
  if (!shipped.has('react-native') && !shipped.has('expo')) return null;
  const android = isNativeProject(tree, module.path, 'android');
  const ios = isNativeProject(tree, module.path, 'ios');
  const entries =
    'app.json app.config.js app.config.ts index.js index.ts index.tsx metro.config.js App.js App.tsx index.android.js';
  if (!android && !ios && !entries.split(' ').some(has)) return null;
  const expo = native.find((facts) => facts.framework === 'expo');
  if (!shipped.has('expo') || expo === undefined) return NESTED;
  const missing = (['android', 'ios'] as const).filter(
    (platform) =>
      !(platform === 'android' ? android : ios) && (expo.platforms.length === 0 || expo.platforms.includes(platform)),
  );
  // The native folders of a managed project are generated at build time: its configuration is all there is of them.
  const apps = missing.map((platform) => appOf(module, platform, expo[platform], expo.name));
  return { platforms: apps.length === 2 ? ['android', 'ios'] : [], nested: true, apps };
}

/** Capacitor and Cordova put a web app into native shells. */
function shell(
  module: NpmModule,
  native: readonly NativeAppFacts[],
  tree: TreeView,
  all: ReadonlySet<string>,
): ModuleKind | null {
  const config = native.find((facts) => facts.framework !== 'expo');
  if (config === undefined) return null;
  const folder = config.framework === 'capacitor' ? '' : 'platforms/';
  const listed = new Set([...config.platforms, ...module.facts.cordovaPlatforms]);
  for (const platform of ['android', 'ios']) {
    if (all.has(`@capacitor/${platform}`) || all.has(`cordova-${platform}`)) listed.add(platform);
  }
  const present = (['android', 'ios'] as const).filter((p) => isNativeProject(tree, module.path, `${folder}${p}`));
  // Nothing lists a platform: both are made from one source.
  const undecided = present.length === 0 && !listed.has('android') && !listed.has('ios');
  const apps = (['android', 'ios'] as const)
    .filter((platform) => !present.includes(platform) && (undecided || listed.has(platform)))
    .map((platform) => appOf(module, platform, config[platform], config.name));
  return { platforms: ['android', 'ios'], nested: true, apps };
}

function isNativeProject(tree: TreeView, module: string, folder: string): boolean {
  const dir = joinPath(module, folder) ?? folder;
  const names = new Set(tree.filesIn(dir).map(basename));
  if (names.has('Podfile') || names.has('settings.gradle') || names.has('settings.gradle.kts')) return true;
  if (names.has('build.gradle') && tree.has(`${dir}/app/build.gradle`)) return true;
  return folder.endsWith('ios') && tree.filesBelow(dir).some((path) => path.includes('.xcodeproj/'));
}

/** Meant to be installed by others: nobody publishes a private package, and apps describe no entry points. */
function isLibrary(module: NpmModule, shipped: ReadonlySet<string>): boolean {
  const { facts } = module;
  if (facts.private) {
    // A private part of a workspace is a library all the same where others import it and nothing starts it.
    const entry = ['module', 'exports', 'types', 'typings'].some((key) => facts.keys.includes(key));
    return entry && !facts.scripts.some(({ name }) => /^(?:start|dev|serve|preview|develop|watch:dev)\b/.test(name));
  }
  if (PUBLISHED_KEYS.some((key) => facts.keys.includes(key))) return true;
  // `npm init` writes `main` into everything, servers included.
  return (
    facts.keys.includes('peerDependencies') ||
    (facts.keys.includes('main') && !some(SERVERS, shipped) && !some(UI_LIBRARIES, shipped))
  );
}

function isWeb(has: (name: string) => boolean, all: ReadonlySet<string>, shipped: ReadonlySet<string>): boolean {
  if (some(WEB_TOOLS, all)) return true;
  if (!PAGES.some(has)) return some(BUNDLERS, all) && some(UI_LIBRARIES, shipped) && !some(SERVERS, shipped);
  return some(BUNDLERS, all) || some(UI_LIBRARIES, all);
}

function single(module: NpmModule, platform: Platform): ModuleKind {
  return { platforms: [platform], nested: false, apps: [appOf(module, platform, null, module.facts.name)] };
}

function appOf(module: NpmModule, platform: Platform, id: string | null, name: string | null): AppFact {
  const label = id ?? module.facts.name ?? (module.path || name || '.');
  return {
    id: `${platform}:${label}`,
    name: name ?? module.facts.name,
    platform,
    applicationId: id,
    module: module.path,
    variants: [],
  };
}

function some(names: ReadonlySet<string>, present: ReadonlySet<string>): boolean {
  for (const name of names) if (present.has(name)) return true;
  return false;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}
