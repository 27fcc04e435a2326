/** manifest.json of uni-app, uni-app x and 5+ apps. Web extensions and web app manifests share the name and are left alone. */

import type { Platform } from '../../../core/platforms.js';
import { type Extractor, extraction } from '../../../core/plugins.js';
import { basename } from '../../../core/text.js';
import { asObject, memberAt, membersAt, stringAt, valueAt } from '../../languages/json/json-access.js';
import { type JsonObject, parseJson } from '../../languages/json/json-document.js';
import { readAppSection, readStatistics } from './app-section.js';
import type { ManifestFacts } from './facts.js';
import { isConfigured, readMiniSection, readWebSection } from './mini-section.js';
import { FileReport } from './report.js';

const MARKS = [
  'app-plus',
  'mp-weixin',
  'uni-app',
  'uni-app-x',
  'app-android',
  'app-ios',
  'app-harmony',
  'quickapp',
  'vueVersion',
];
const EMBEDDED = /\/(?:assets|Pandora)\/apps\/[^/]+\/www\/manifest\.json$/;

export const extractor: Extractor<ManifestFacts> = {
  name: 'uni-app/manifest',
  ecosystem: 'uni-app',
  title: {
    zh: 'uni-app 的 manifest.json：模块、SDK 配置、原生插件、权限与各端应用',
    en: "uni-app's manifest.json: modules, SDK settings, native plugins, permissions and the apps per platform",
  },
  input: 'text',
  // A plugin's own manifest.json is that of the sample it was published with, not the app's.
  fileRequired: (path) => basename(path) === 'manifest.json' && !/(?:^|\/)(?:unpackage|uni_modules)\//.test(path),
  extract: (file) => {
    const document = parseJson(file.text);
    const root = asObject(document.root);
    if (root === null || !isUniApp(root)) return extraction({});
    const report = new FileReport(file.path, document);
    const appid = stringAt(root, 'appid') || stringAt(root, 'id') || null;
    const apps: { platform: Platform; applicationId: string | null }[] = [
      ...readNative(root, report),
      ...readMini(root, report),
      ...readWeb(root, report),
    ];
    readStatistics(root, null, report);
    // A project has its appid from DCloud once it builds native apps: the runtime comes with them, whatever modules are chosen.
    const id = memberAt(root, 'appid');
    if (id && appid !== null && apps.some((a) => a.platform === 'android' || a.platform === 'ios'))
      report.observe('uni-app-id', appid, id.offset, null);
    return extraction({
      packages: report.packages,
      observations: report.observations,
      permissions: report.permissions,
      problems: report.problems,
      facts: {
        kind: 'manifest',
        name: stringAt(root, 'name') || null,
        appid,
        apps,
        embedded: EMBEDDED.test(`/${file.path}`),
      },
    });
  },
};

function isUniApp(root: JsonObject): boolean {
  if (root.members.has('manifest_version')) return false;
  if (MARKS.some((key) => root.members.has(key))) return true;
  if (stringAt(root, 'appid')?.startsWith('__UNI__')) return true;
  return asObject(valueAt(root, 'plus')) !== null && (root.members.has('id') || root.members.has('launch_path'));
}

function readNative(root: JsonObject, report: FileReport): ManifestFacts['apps'] {
  const apps = new Map<Platform, string | null>();
  const add = (platform: Platform, id: string | null) => apps.set(platform, apps.get(platform) ?? (id || null));
  for (const key of ['app-plus', 'plus', 'app']) {
    const section = asObject(valueAt(root, key));
    if (section === null) continue;
    readAppSection(section, null, report);
    if (!['distribute', 'modules', 'nativePlugins'].some((member) => section.members.has(member))) continue;
    const { android, ios } = nativeIds(section);
    add('android', android);
    add('ios', ios);
  }
  // 5+ apps list their modules as permissions.
  if (asObject(valueAt(root, 'plus'))) {
    for (const [name, member] of membersAt(root, 'permissions'))
      report.observe('uni-module', name, member.offset, null);
  }
  for (const platform of ['android', 'ios', 'harmony'] as const) {
    const section = asObject(valueAt(root, `app-${platform}`));
    if (section === null) continue;
    readAppSection(section, platform, report);
    const ids = nativeIds(section);
    add(platform, platform === 'harmony' ? stringAt(section, 'distribute', 'bundleName') : ids[platform]);
  }
  if (apps.size === 0 && root.members.has('uni-app-x')) {
    add('android', null);
    add('ios', null);
  }
  return [...apps].map(([platform, applicationId]) => ({ platform, applicationId }));
}

function nativeIds(section: JsonObject): { android: string | null; ios: string | null } {
  const at = (...keys: string[]) => stringAt(section, 'distribute', ...keys) || null;
  return {
    android: at('android', 'packagename') ?? at('google', 'packagename') ?? at('packagename'),
    ios: at('ios', 'bundleId') ?? at('ios', 'appid') ?? at('apple', 'appid') ?? at('bundleId'),
  };
}

function readMini(root: JsonObject, report: FileReport): ManifestFacts['apps'] {
  return membersAt(root).flatMap(([key, { value }]) => {
    if (!/^mp-[a-z]+$/.test(key) || asObject(value) === null) return [];
    readMiniSection(key, value, report);
    return isConfigured(value)
      ? [{ platform: 'miniprogram' as const, applicationId: stringAt(value, 'appid') || null }]
      : [];
  });
}

function readWeb(root: JsonObject, report: FileReport): ManifestFacts['apps'] {
  const sections = ['h5', 'web'].flatMap((key) => asObject(valueAt(root, key)) ?? []);
  for (const section of sections) readWebSection(section, report);
  return sections.some((section) => section.members.size > 0) ? [{ platform: 'web', applicationId: null }] : [];
}
