/** The part of manifest.json that speaks of the native apps: modules, SDK settings, permissions, native plugins. */
import type { Platform } from '../../../core/platforms.js';
import {
  asObject,
  asString,
  itemsAt,
  memberAt,
  membersAt,
  stringAt,
  valueAt,
} from '../../languages/json/json-access.js';
import type { JsonMember, JsonNode } from '../../languages/json/json-document.js';
import { type FileReport, keysInside } from './report.js';

const DEEPEST_CONFIG = 4;

/** Reads `app-plus` (uni-app), `plus` (5+ apps) or `app-android`, `app-ios` and `app-harmony` (uni-app x). */
export function readAppSection(section: JsonNode, platform: Platform | null, report: FileReport): void {
  for (const holder of [section, valueAt(section, 'distribute')]) {
    for (const [name, member] of membersAt(holder, 'modules')) readModule(name, member, platform, report);
    readNativePlugins(holder, report);
    // `plugins` is what 5+ apps called it.
    for (const key of ['sdkConfigs', 'plugins']) readSdkConfigs(valueAt(holder, key), platform, report);
    readAndroid(valueAt(holder, 'android'), report);
    readAndroid(valueAt(holder, 'google'), report);
    readApple(valueAt(holder, 'ios'), report);
    readApple(valueAt(holder, 'apple'), report);
  }
  readStatistics(section, platform, report);
}

/** DCloud's own statistics, on or off per platform. */
export function readStatistics(section: JsonNode, platform: Platform | null, report: FileReport): void {
  const enable = memberAt(section, 'uniStatistics', 'enable');
  if (enable?.value.type !== 'boolean') return;
  report.observe('uni-module', 'uniStatistics', enable.offset, platform, { setting: String(enable.value.value) });
}

function readModule(name: string, member: JsonMember, platform: Platform | null, report: FileReport): void {
  report.observe('uni-module', name, member.offset, platform);
  // uni-app x names the providers below the module: `uni-payment: { wxpay: {} }`.
  for (const [provider, inner] of membersAt(member.value)) {
    if (asObject(inner.value) && !provider.startsWith('__')) {
      report.observe('uni-module', `${name}.${provider}`, inner.offset, platform);
    }
  }
}

/** Every object below the first level is a configured SDK, however empty. */
export function readSdkConfigs(configs: JsonNode | null, platform: Platform | null, report: FileReport): void {
  for (const [kind, member] of membersAt(configs)) {
    for (const [provider, inner] of membersAt(member.value))
      readProvider(`${kind}.${provider}`, inner, platform, report, 2);
  }
}

function readProvider(
  path: string,
  member: JsonMember,
  outer: Platform | null,
  report: FileReport,
  depth: number,
): void {
  if (path.includes('__platform__')) return;
  if (asObject(member.value) === null) {
    if (depth === 2 && member.value.type === 'boolean') {
      report.observe('uni-sdk-config', path, member.offset, outer, { setting: String(member.value.value) });
    }
    return;
  }
  const platform = outer ?? onlyPlatform(member.value);
  const [first, ...others] = keysInside(member.value);
  report.observe('uni-sdk-config', path, member.offset, platform, first ? { redacted: nameAndLength(first) } : {});
  for (const key of others) {
    report.observe('uni-sdk-config', path, key.offset, platform, { redacted: nameAndLength(key) });
  }
  if (depth >= DEEPEST_CONFIG) return;
  for (const [name, inner] of membersAt(member.value)) {
    if (asObject(inner.value)) readProvider(`${path}.${name}`, inner, platform, report, depth + 1);
  }
}

function nameAndLength(key: { name: string; length: number }): { name: string; length: number } {
  return { name: key.name, length: key.length };
}

/** `__platform__` limits a provider to one of the two. */
function onlyPlatform(config: JsonNode): Platform | null {
  const listed = itemsAt(config, '__platform__').map(asString);
  if (listed.length !== 1) return null;
  return listed[0] === 'android' || listed[0] === 'ios' ? listed[0] : null;
}

function readNativePlugins(holder: JsonNode | null, report: FileReport): void {
  for (const [id, member] of membersAt(holder, 'nativePlugins')) {
    if (id.startsWith('__')) continue;
    report.package('uni-native-plugin', id, stringAt(member.value, '__plugin_info__', 'version'), member.offset);
    for (const key of keysInside(member.value)) {
      report.observe('uni-native-plugin', id, key.offset, null, { redacted: nameAndLength(key) });
    }
  }
}

function readAndroid(android: JsonNode | null, report: FileReport): void {
  for (const item of itemsAt(android, 'permissions')) readPermissionTags(item, 'requested', report);
  for (const item of itemsAt(android, 'excludePermissions')) readPermissionTags(item, 'removed', report);
  const schemes = memberAt(android, 'schemes');
  if (schemes)
    for (const scheme of listed(schemes.value)) report.observe('url-scheme', scheme, schemes.offset, 'android');
}

function readPermissionTags(item: JsonNode, state: 'requested' | 'removed', report: FileReport): void {
  const text = asString(item) ?? '';
  for (const [tag] of text.matchAll(/<uses-permission(?:-sdk-\d+)?\b[^>]*/g)) {
    const name = /android:name\s*=\s*["']([^"']+)/.exec(tag)?.[1];
    if (name) report.permit(name, 'android', item.offset, /tools:node\s*=\s*["']remove/.test(tag) ? 'removed' : state);
  }
  // The list of what to leave out also takes bare names.
  if (/^[\w.]+\.[A-Z_]+$/.test(text.trim())) report.permit(text.trim(), 'android', item.offset, state);
}

function readApple(ios: JsonNode | null, report: FileReport): void {
  for (const [key, member] of membersAt(ios, 'privacyDescription')) report.permit(key, 'ios', member.offset);
  for (const item of itemsAt(ios, 'plistcmds')) readPlistCommand(item, report);
  for (const [key, member] of membersAt(ios, 'capabilities', 'entitlements')) {
    report.observe('plist-key', key, member.offset, 'ios');
  }
  for (const item of itemsAt(ios, 'frameworks')) {
    report.observe(
      'framework',
      (asString(item) ?? '').replace(/\.(?:framework|xcframework|tbd|dylib)$/, ''),
      item.offset,
      'ios',
    );
  }
  const types = memberAt(ios, 'urltypes');
  if (types) for (const scheme of urlSchemes(types.value)) report.observe('url-scheme', scheme, types.offset, 'ios');
  const asked = memberAt(ios, 'urlschemewhitelist');
  if (asked) for (const scheme of listed(asked.value)) report.observe('query-scheme', scheme, asked.offset, 'ios');
}

/** `Set :Key value` and `Add :Key string value`, as PlistBuddy takes them. */
function readPlistCommand(item: JsonNode, report: FileReport): void {
  const key = /^\s*(?:Set|Add)\s+:(\w+)/i.exec(asString(item) ?? '')?.[1];
  if (key === undefined) return;
  if (key.endsWith('UsageDescription')) report.permit(key, 'ios', item.offset);
  else report.observe('plist-key', key, item.offset, 'ios');
}

function listed(node: JsonNode): string[] {
  const written = asString(node);
  const parts = written === null ? itemsAt(node).map((item) => asString(item) ?? '') : written.split(',');
  return parts.map((part) => part.trim()).filter((part) => /^[A-Za-z][\w.+-]*$/.test(part));
}

function urlSchemes(node: JsonNode): string[] {
  return [
    ...listed(node),
    ...itemsAt(node).flatMap((type) => {
      const schemes = valueAt(type, 'urlschemes') ?? valueAt(type, 'CFBundleURLSchemes');
      return schemes ? listed(schemes) : [];
    }),
  ];
}
