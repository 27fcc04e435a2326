import {
  type Extraction,
  type Extractor,
  extraction,
  type InputFile,
  type Observation,
} from '../../../core/plugins.js';
import { basename } from '../../../core/text.js';
import { readPlist } from '../../languages/plist/read.js';
import { items, member, type PlistValue, scalar } from '../../languages/plist/value.js';

export interface PrivacyManifestFacts {
  readonly tracking: boolean;
  readonly trackingDomains: readonly string[];
  readonly collected: readonly {
    readonly type: string;
    readonly linked: boolean;
    readonly tracking: boolean;
    readonly purposes: readonly string[];
  }[];
  readonly accessedApis: readonly { readonly type: string; readonly reasons: readonly string[] }[];
}

/** PrivacyInfo.xcprivacy: what an app or a framework declares to collect, and the domains it tracks with. */
export const extractor: Extractor<PrivacyManifestFacts> = {
  name: 'apple/privacy-manifest',
  ecosystem: 'ios-apple',
  title: { zh: '读取隐私清单 PrivacyInfo.xcprivacy', en: 'Reads privacy manifests (PrivacyInfo.xcprivacy)' },
  input: 'bytes',
  maxBytes: 1_000_000,
  alsoVendored: true,
  fileRequired: (path) => basename(path).endsWith('.xcprivacy'),
  extract,
};

function extract(file: InputFile): Extraction<PrivacyManifestFacts> {
  const { root, problems } = readPlist(file.bytes);
  if (root?.kind !== 'dict') return extraction({ problems });
  const observations = items(member(root, 'NSPrivacyTrackingDomains')).flatMap((item): Observation[] => {
    const host = hostOf(scalar(item));
    if (host === null) return [];
    const location = { file: file.path, line: item.line };
    return [
      {
        kind: 'domain',
        value: host,
        scope: 'release',
        module: null,
        platform: 'ios',
        location,
        technique: 'manifest-analysis',
      },
    ];
  });
  const facts: PrivacyManifestFacts = {
    tracking: scalar(member(root, 'NSPrivacyTracking')) === 'true',
    trackingDomains: observations.map((o) => o.value),
    collected: items(member(root, 'NSPrivacyCollectedDataTypes')).flatMap((item) => {
      const type = scalar(member(item, 'NSPrivacyCollectedDataType'));
      if (type === null) return [];
      return [
        {
          type,
          linked: scalar(member(item, 'NSPrivacyCollectedDataTypeLinked')) === 'true',
          tracking: scalar(member(item, 'NSPrivacyCollectedDataTypeTracking')) === 'true',
          purposes: texts(member(item, 'NSPrivacyCollectedDataTypePurposes')),
        },
      ];
    }),
    accessedApis: items(member(root, 'NSPrivacyAccessedAPITypes')).flatMap((item) => {
      const type = scalar(member(item, 'NSPrivacyAccessedAPIType'));
      return type === null ? [] : [{ type, reasons: texts(member(item, 'NSPrivacyAccessedAPITypeReasons')) }];
    }),
  };
  return extraction({ observations, facts, problems });
}

function texts(value: PlistValue | undefined): string[] {
  return items(value).flatMap((item) => scalar(item) ?? []);
}

/** A host, whether written bare, as an address or with a leading wildcard. */
function hostOf(value: string | null): string | null {
  const host = (value ?? '')
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^\*?\./, '')
    .replace(/[/:?#].*$/, '');
  return /^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/.test(host) ? host : null;
}
