import {
  type Extraction,
  type Extractor,
  extraction,
  type InputFile,
  type Observation,
  type PermissionFact,
} from '../../../core/plugins.js';
import { basename } from '../../../core/text.js';
import { readPlist } from '../../languages/plist/read.js';
import { items, member, type PlistDict, type PlistEntry, scalar } from '../../languages/plist/value.js';
import { isAppleKey, plistKey, plistObservation, schemeObservation } from './joining/plist-observations.js';

export interface InfoPlistFacts {
  readonly bundleId: string | null;
  readonly displayName: string | null;
  /** Version of a bundle, for the Info.plist of a framework. */
  readonly version: string | null;
  readonly extensionPoint: string | null;
}

/** Info.plist and its like: permissions, schemes and the keys that SDKs read. */
export const extractor: Extractor<InfoPlistFacts> = {
  name: 'apple/info-plist',
  ecosystem: 'ios-apple',
  title: {
    zh: '读取 Info.plist:权限用途、URL Scheme 与 SDK 配置项',
    en: 'Reads Info.plist: usage descriptions, URL schemes and keys that SDKs read',
  },
  input: 'bytes',
  maxBytes: 1_000_000,
  fileRequired: (path) => path.endsWith('.plist') && !NOT_READ.test(path),
  extract,
};

/** Xcode's own lists about schemes and workspaces. */
const NOT_READ =
  /\/(?:xcschememanagement|IDEWorkspaceChecks|WorkspaceSettings|contents)\.plist$|\.xcassets\/|\.lproj\//;
/** Configuration that a vendor has the developer download: its name tells, its content is keys. */
const VENDOR_CONFIG =
  /^(?:GoogleService-Info.*|.*-GoogleService-Info|AGConnect.*|.*Umeng.*|PushConfig|MiPush.*|Adjust.*|AppCenter-Config|Sentry.*|amplify.*|Fabric.*|TalkingData.*)\.plist$/i;
const USAGE =
  /^(?:NS[A-Za-z]+UsageDescription|NFCReaderUsageDescription|NSLocationTemporaryUsageDescriptionDictionary)$/;

function extract(file: InputFile): Extraction<InfoPlistFacts> {
  const name = basename(file.path);
  const location = { file: file.path, line: null };
  if (VENDOR_CONFIG.test(name)) {
    const observation = {
      kind: 'config-file',
      value: name,
      scope: 'release',
      module: null,
      platform: 'ios',
      location,
      technique: 'file-name',
    } as const;
    return extraction({ observations: [observation] });
  }
  const { root, problems } = readPlist(file.bytes);
  const isInfo = /(?:^|[-_.])Info(?:[-_.].*)?\.plist$/i.test(name) || name === 'Info.plist';
  if (root?.kind !== 'dict' || !(isInfo || root.entries.some((e) => e.key.startsWith('CFBundle')))) {
    return extraction(isInfo ? { problems } : {});
  }
  const facts: InfoPlistFacts = {
    bundleId: scalar(member(root, 'CFBundleIdentifier')),
    displayName: scalar(member(root, 'CFBundleDisplayName')) ?? scalar(member(root, 'CFBundleName')),
    version: scalar(member(root, 'CFBundleShortVersionString')),
    extensionPoint: scalar(member(member(root, 'NSExtension'), 'NSExtensionPointIdentifier')),
  };
  if (/\.(?:framework|xcframework|bundle)\//.test(file.path)) return extraction({ facts });
  const observations: Observation[] = [];
  const permissions: PermissionFact[] = [];
  for (const entry of root.entries) read(entry, file.path, root, observations, permissions);
  return extraction({ observations, permissions, facts, problems });
}

function read(
  entry: PlistEntry,
  file: string,
  root: PlistDict,
  observations: Observation[],
  permissions: PermissionFact[],
): void {
  const { key, value, line } = entry;
  const location = { file, line };
  const permission = (id: string): void => {
    permissions.push({ id, platform: 'ios', state: 'requested', scope: 'release', module: null, location });
  };
  if (USAGE.test(key)) permission(key);
  else if (key === 'NSLocationDefaultAccuracyReduced') {
    if (scalar(value) === 'true') permission(key);
  } else if (key === 'CFBundleURLTypes') {
    for (const type of items(value)) {
      for (const scheme of items(member(type, 'CFBundleURLSchemes'))) {
        observations.push(
          ...schemeObservation(
            'url-scheme',
            scalar(scheme),
            'CFBundleURLSchemes',
            { file, line: scheme.line },
            scalar(member(root, 'CFBundleIdentifier')),
          ),
        );
      }
    }
  } else if (key === 'LSApplicationQueriesSchemes') {
    const schemes = items(value);
    if (schemes.length > 0) permission(key);
    for (const scheme of schemes) {
      observations.push(...schemeObservation('query-scheme', scalar(scheme), key, { file, line: scheme.line }, null));
    }
  } else if (key === 'SKAdNetworkItems') {
    observations.push({ ...plistObservation(key, location), setting: String(items(value).length) });
  } else if (key === 'UIBackgroundModes') {
    const modes = items(value).flatMap((mode) => scalar(mode) ?? []);
    observations.push({ ...plistObservation(key, location), setting: modes.join(',') });
  } else if (!isAppleKey(key)) observations.push(plistKey(key, value, location));
}
