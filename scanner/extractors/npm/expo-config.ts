/** Expo's app.json and app.config.*: application ids and permissions of a project whose native folders are generated. */
import { type Extraction, type Extractor, extraction, type PermissionFact } from '../../../core/plugins.js';
import { basename } from '../../../core/text.js';
import {
  asObject,
  asString,
  itemsAt,
  membersAt,
  stringAt,
  stringsAt,
  valueAt,
} from '../../languages/json/json-access.js';
import { type JsonDocument, type JsonNode, parseJson } from '../../languages/json/json-document.js';
import type { NativeAppFacts } from './facts.js';

export const extractor: Extractor<NativeAppFacts> = {
  name: 'npm/expo-config',
  ecosystem: 'npm',
  title: {
    zh: 'Expo 的 app.json、app.config.*：应用标识与权限',
    en: "Expo's app.json, app.config.*: application ids and permissions",
  },
  input: 'text',
  fileRequired: (path) => /^app\.(?:json|config\.(?:json|js|ts|cjs|mjs))$/.test(basename(path)),
  extract: (file) => {
    if (!file.path.endsWith('.json')) return fromCode(file.text);
    // Most files of this name belong to somebody else: without the key there is nothing to read or to complain about.
    if (!file.text.includes('"expo"') && basename(file.path) === 'app.json') return extraction({});
    const document = parseJson(file.text);
    const expo = asObject(valueAt(document.root, 'expo')) ?? (file.path.endsWith('config.json') ? document.root : null);
    if (asObject(expo) === null) return extraction({});
    return fromJson(file.path, document, expo as JsonNode);
  },
};

function fromJson(file: string, document: JsonDocument, expo: JsonNode): Extraction<NativeAppFacts> {
  const fact = (
    id: string,
    platform: 'android' | 'ios',
    state: PermissionFact['state'],
    offset: number,
  ): PermissionFact => ({
    id,
    platform,
    state,
    scope: 'release',
    module: null,
    location: { file, line: document.lineAt(offset) },
  });
  const android = (key: string, state: PermissionFact['state']) =>
    itemsAt(expo, 'android', key).flatMap((item) => {
      const name = asString(item);
      if (name === null || name === '') return [];
      // Expo lets the usual prefix be left out.
      return [fact(name.includes('.') ? name : `android.permission.${name}`, 'android', state, item.offset)];
    });
  const plist = membersAt(expo, 'ios', 'infoPlist')
    .filter(([key]) => /UsageDescription$/.test(key))
    .map(([key, member]) => fact(key, 'ios', 'requested', member.offset));
  return extraction({
    permissions: [...android('permissions', 'requested'), ...android('blockedPermissions', 'removed'), ...plist],
    facts: {
      kind: 'native-app',
      framework: 'expo',
      name: stringAt(expo, 'name'),
      android: stringAt(expo, 'android', 'package'),
      ios: stringAt(expo, 'ios', 'bundleIdentifier'),
      platforms: stringsAt(expo, 'platforms'),
    },
  });
}

/** A configuration in code is never run: only ids written out as plain strings are taken. */
function fromCode(text: string): Extraction<NativeAppFacts> {
  if (!/\bexpo\b|ExpoConfig|bundleIdentifier/.test(text)) return extraction({});
  const literal = (key: string) => new RegExp(`\\b${key}\\s*:\\s*(['"\`])([\\w.-]{3,155})\\1`).exec(text)?.[2] ?? null;
  const name = /\bname\s*:\s*(['"`])([^'"`$\n]{1,100})\1/.exec(text)?.[2] ?? null;
  const ios = literal('bundleIdentifier');
  const packaged = literal('package');
  const android = packaged?.includes('.') ? packaged : null;
  return extraction({ facts: { kind: 'native-app', framework: 'expo', name, android, ios, platforms: [] } });
}
