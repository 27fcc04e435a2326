/** Keys and schemes of property lists as observations, with key-like values left out. */
import type { Location } from '../../../../core/evidence.js';
import type { Observation } from '../../../../core/plugins.js';
import { isKeyName, looksLikeKey } from '../../../../core/redact.js';
import { items, type PlistValue, scalar } from '../../../languages/plist/value.js';

/** Keys the platform itself defines: they say nothing of an SDK. */
const APPLE_KEY =
  /^(?:CFBundle|CFAppleHelp|CSResources|DT[A-Z]|UI[A-Z]|NS[A-Z]|LS[A-Z]|UT(?:Exported|Imported)|MK[A-Z]|MD[A-Z]|WK[A-Z]|CA[A-Z]|XPC|GC[A-Z]|BGTask|BuildMachine|ITS[A-Z]|IN[A-Z]|CK[A-Z]|SK[A-Z]|CPL|NFC|EXAppExtension|AVInitial|METAL|PHPhoto|QuickLook|AppIdentifierPrefix|ATSApplication|RequestsOpenAccess|CLKit|BK[A-Z]|com\.apple\.)/;

/** True for a key of an Info.plist that Apple defines. */
export function isAppleKey(key: string): boolean {
  return APPLE_KEY.test(key);
}

/** A bare `plist-key` observation. */
export function plistObservation(value: string, location: Location): Observation {
  return {
    kind: 'plist-key',
    value,
    scope: 'release',
    module: null,
    platform: 'ios',
    location,
    technique: 'manifest-analysis',
  };
}

/** A key with the plain setting it holds; a key-like value leaves only its length. */
export function plistKey(key: string, value: PlistValue, location: Location): Observation {
  const base = plistObservation(key, location);
  const text = scalar(value);
  if (text === null) {
    const words = items(value.kind === 'array' ? value : undefined).flatMap((item) => scalar(item) ?? []);
    return words.length > 0 && words.length <= 8 && words.every((word) => isPlain(word)) && !isKeyName(key)
      ? { ...base, setting: words.join(',') }
      : base;
  }
  if (value.kind === 'boolean') return { ...base, setting: text };
  if (text === '') return base;
  if (/\$[({]/.test(text)) return base;
  if (/^(?:YES|NO|true|false)$/i.test(text)) return { ...base, setting: text };
  if (isKeyName(key) || looksLikeKey(text)) return { ...base, redacted: { name: key, length: text.length } };
  if (isPlain(text) || /^-?\d{1,6}(?:\.\d+)?$/.test(text)) return { ...base, setting: text };
  return base;
}

function isPlain(text: string): boolean {
  return /^[A-Za-z][A-Za-z _.-]{0,30}$/.test(text) && !looksLikeKey(text);
}

/**
 * A registered or queried scheme. Account ids inside it (`wx1234…`, `tencent101…`) are left out: `wx*` with their length.
 * The app's own bundle id as a scheme says nothing and is dropped.
 */
export function schemeObservation(
  kind: 'url-scheme' | 'query-scheme',
  scheme: string | null,
  name: string,
  location: Location,
  bundleId: string | null,
): Observation[] {
  const text = scheme?.trim() ?? '';
  if (text === '' || text.length > 200 || /\s/.test(text) || text === bundleId) return [];
  const base = {
    kind,
    scope: 'release',
    module: null,
    platform: 'ios',
    location,
    technique: 'manifest-analysis',
  } as const;
  const variable = text.search(/\$[({]/);
  if (variable >= 0) {
    const prefix = text.slice(0, variable);
    return /^[A-Za-z][A-Za-z.+-]*$/.test(prefix) ? [{ ...base, value: `${prefix}*` }] : [];
  }
  const prefix = accountPrefix(text);
  if (prefix === null) return [{ ...base, value: text }];
  return [{ ...base, value: `${prefix}*`, redacted: { name, length: text.length } }];
}

/** What stands before a generated account id; null where the scheme holds none. */
export function accountPrefix(scheme: string): string | null {
  const decimal = /^([A-Za-z][A-Za-z.+-]*?[-.]?)\d{5,}/.exec(scheme);
  if (decimal && !/[A-Za-z]{3,}.*[A-Za-z]{3,}/.test(scheme.slice(decimal[0].length))) return decimal[1] ?? '';
  const weChat = /^(wx)[0-9a-f]{16}$/i.exec(scheme);
  if (weChat) return weChat[1] ?? '';
  const hex = /^([A-Za-z.+-]*[g-z.+-])([0-9a-f]{8,})$/i.exec(scheme);
  if (hex && /\d/.test(hex[2] ?? '')) return hex[1] ?? '';
  if (!looksLikeKey(scheme)) return null;
  return /^[A-Za-z.+-]*/.exec(scheme)?.[0] ?? '';
}
