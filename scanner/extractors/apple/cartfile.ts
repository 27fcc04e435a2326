import {
  type Extraction,
  type Extractor,
  extraction,
  type FileProblem,
  type InputFile,
  type PackageFact,
  packageFact,
} from '../../../core/plugins.js';
import { basename, dirname } from '../../../core/text.js';
import { normalisePackageUrl } from '../../languages/swift/package-url.js';

export interface CartfileFacts {
  readonly entries: readonly { readonly name: string; readonly version: string | null; readonly line: number }[];
}

/** Cartfile, Cartfile.private and Cartfile.resolved. */
export const extractor: Extractor<CartfileFacts> = {
  name: 'apple/cartfile',
  ecosystem: 'ios-apple',
  title: {
    zh: '读取 Carthage 的 Cartfile 与 Cartfile.resolved',
    en: "Reads Carthage's Cartfile and Cartfile.resolved",
  },
  input: 'text',
  fileRequired: (path) => /^Cartfile(?:\.private|\.resolved)?$/.test(basename(path)),
  extract,
};

const ROW = /^\s*(github|git|binary)\s+"([^"]+)"\s*(.*)$/;

function extract(file: InputFile): Extraction<CartfileFacts> {
  const locked = basename(file.path) === 'Cartfile.resolved';
  const entries: { name: string; version: string | null; line: number }[] = [];
  const problems: FileProblem[] = [];
  file.text.split(/\r?\n/).forEach((row, index) => {
    if (row.trim() === '' || /^\s*#/.test(row)) return;
    const match = ROW.exec(row);
    if (!match) {
      if (problems.length < 5)
        problems.push({
          line: index + 1,
          message: 'this line could not be read: expected github, git or binary and an address in quotes',
        });
      return;
    }
    const version = (match[3] ?? '')
      .replace(/\s*#.*$/, '')
      .replace(/^"([^"]*)".*$/, '$1')
      .trim();
    entries.push({
      name: cartName(match[1] ?? '', match[2] ?? ''),
      version: version === '' ? null : version,
      line: index + 1,
    });
  });
  const packages = entries.map(
    ({ name, version, line }): PackageFact =>
      packageFact({
        kind: 'carthage',
        name,
        version,
        versionFrom: version === null ? null : locked ? 'lock' : 'manifest',
        scope: basename(file.path) === 'Cartfile.private' ? 'test' : 'release',
        module: dirname(file.path),
        location: { file: file.path, line },
        technique: locked ? 'lock-file-analysis' : 'manifest-analysis',
      }),
  );
  return extraction({ packages, facts: { entries }, problems });
}

/** `owner/name` for GitHub however it is written, else the address. */
function cartName(kind: string, address: string): string {
  const normal = normalisePackageUrl(address);
  if (kind !== 'binary' && normal?.startsWith('github.com/'))
    return address.replace(/^.*github\.com[:/]/i, '').replace(/\.git$/i, '');
  return address;
}
