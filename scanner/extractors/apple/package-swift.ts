import {
  type Extraction,
  type Extractor,
  extraction,
  type InputFile,
  type PackageFact,
  packageFact,
} from '../../../core/plugins.js';
import { basename, dirname } from '../../../core/text.js';
import { type ManifestFacts, readManifest } from '../../languages/swift/manifest.js';
import { normalisePackageUrl } from '../../languages/swift/package-url.js';
import { manifestScopes } from './joining/swift-manifest.js';

/** Package.swift: packages by address or path, and which targets use them. */
export const extractor: Extractor<ManifestFacts> = {
  name: 'apple/package-swift',
  ecosystem: 'ios-apple',
  title: {
    zh: '读取 Package.swift:Swift 包及使用它的 target',
    en: 'Reads Package.swift: Swift packages and the targets that use them',
  },
  input: 'text',
  fileRequired: (path) => /(?:^|\/)Package(?:@swift-[0-9.]+)?\.swift$/.test(path),
  extract,
};

function extract(file: InputFile): Extraction<ManifestFacts> {
  const { facts, problems } = readManifest(file.text);
  // `Package@swift-5.9.swift` beside it says the same for one compiler.
  if (basename(file.path) !== 'Package.swift') return extraction({});
  if (facts.name === null && facts.packages.length === 0) return extraction({ problems });
  const scopes = manifestScopes(facts);
  const packages = facts.packages.flatMap((pkg): PackageFact[] => {
    const name = pkg.url === null ? null : normalisePackageUrl(pkg.url);
    if (name === null) return [];
    return [
      packageFact({
        kind: 'spm',
        name,
        version: pkg.requirement,
        versionFrom: pkg.requirement === null ? null : 'manifest',
        scope: scopes.get(pkg.identity) ?? 'unknown',
        module: dirname(file.path),
        location: { file: file.path, line: pkg.line },
        technique: 'manifest-analysis',
      }),
    ];
  });
  return extraction({ packages, facts, problems });
}
