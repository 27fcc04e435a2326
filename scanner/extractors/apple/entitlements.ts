import {
  type Extraction,
  type Extractor,
  extraction,
  type InputFile,
  type Observation,
  type PermissionFact,
} from '../../../core/plugins.js';
import { readPlist } from '../../languages/plist/read.js';
import { items, type PlistValue, scalar } from '../../languages/plist/value.js';
import { plistObservation } from './joining/plist-observations.js';

/** Entitlements: capabilities an app asks the system for. */
export const extractor: Extractor<null> = {
  name: 'apple/entitlements',
  ecosystem: 'ios-apple',
  title: {
    zh: '读取 entitlements:推送、Wi-Fi 信息等能力',
    en: 'Reads entitlements: push, Wi-Fi information and other capabilities',
  },
  input: 'bytes',
  maxBytes: 1_000_000,
  fileRequired: (path) => path.endsWith('.entitlements'),
  extract,
};

/** The entitlements that the table of permissions lists. */
export const ENTITLEMENT_PERMISSIONS: readonly string[] = [
  'aps-environment',
  'com.apple.developer.networking.wifi-info',
];

function extract(file: InputFile): Extraction<null> {
  const { root, problems } = readPlist(file.bytes);
  if (root?.kind !== 'dict') return extraction({ problems });
  const observations: Observation[] = [];
  const permissions: PermissionFact[] = [];
  for (const { key, value, line } of root.entries) {
    if (!/^[A-Za-z][A-Za-z0-9._-]{2,120}$/.test(key)) continue;
    const location = { file: file.path, line };
    const setting = settingOf(value);
    observations.push({ ...plistObservation(key, location), ...(setting === null ? {} : { setting }) });
    if (ENTITLEMENT_PERMISSIONS.includes(key) && setting !== 'false') {
      permissions.push({ id: key, platform: 'ios', state: 'requested', scope: 'release', module: null, location });
    }
  }
  return extraction({ observations, permissions, problems });
}

/** A switch or one plain word; lists (domains, groups, account ids) are not kept. */
function settingOf(value: PlistValue): string | null {
  const text = value.kind === 'array' ? (items(value).length === 1 ? scalar(items(value)[0]) : null) : scalar(value);
  return text !== null && /^[A-Za-z]{2,20}$/.test(text) ? text : null;
}
