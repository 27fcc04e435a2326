import {
  type Extraction,
  type Extractor,
  extraction,
  type InputFile,
  type PackageFact,
  packageFact,
} from '../../../core/plugins.js';
import { basename, dirname, lineIndex } from '../../../core/text.js';
import { normalisePackageUrl } from '../../languages/swift/package-url.js';

export interface ResolvedPin {
  /** `host/owner/name`; null for what is no repository. */
  readonly name: string | null;
  readonly identity: string;
  readonly version: string | null;
  readonly line: number;
}

export interface ResolvedFacts {
  readonly pins: readonly ResolvedPin[];
}

/** Package.resolved of every version of its format. */
export const extractor: Extractor<ResolvedFacts> = {
  name: 'apple/package-resolved',
  ecosystem: 'ios-apple',
  title: {
    zh: '读取 Package.resolved:Swift 包锁定的版本',
    en: 'Reads Package.resolved: locked versions of Swift packages',
  },
  input: 'text',
  fileRequired: (path) => basename(path) === 'Package.resolved',
  extract,
};

function extract(file: InputFile): Extraction<ResolvedFacts> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(file.text);
  } catch {
    return extraction({ problems: [{ line: null, message: 'not valid JSON: the locked versions are not known' }] });
  }
  const top = record(parsed);
  const list = record(top['object'])['pins'] ?? top['pins'];
  if (!Array.isArray(list)) return extraction({ problems: [{ line: null, message: 'it holds no pins' }] });
  const lineAt = lineIndex(file.text);
  let from = 0;
  const pins = list.flatMap((entry): ResolvedPin[] => {
    const pin = record(entry);
    const url = text(pin['location']) ?? text(pin['repositoryURL']);
    if (url === null) return [];
    const state = record(pin['state']);
    const at = file.text.indexOf(JSON.stringify(url), from);
    const escaped = at < 0 ? file.text.indexOf(url.replaceAll('/', '\\/'), from) : at;
    if (escaped >= 0) from = escaped + 1;
    const identity = (text(pin['identity']) ?? text(pin['package']) ?? '').toLowerCase();
    const version = text(state['version']) ?? text(state['branch']) ?? text(state['revision']);
    return [{ name: normalisePackageUrl(url), identity, version, line: lineAt(Math.max(escaped, 0)) }];
  });
  const packages = pins.flatMap((pin): PackageFact[] =>
    pin.name === null
      ? []
      : [
          packageFact({
            kind: 'spm',
            name: pin.name,
            version: pin.version,
            versionFrom: pin.version === null ? null : 'lock',
            scope: 'unknown',
            module: dirname(file.path),
            location: { file: file.path, line: pin.line },
            technique: 'lock-file-analysis',
          }),
        ],
  );
  return extraction({ packages, facts: { pins } });
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
