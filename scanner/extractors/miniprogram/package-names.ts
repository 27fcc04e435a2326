/** The names a package.json declares, so that a copy in miniprogram_npm is not reported beside its declaration. */
import { type Extractor, extraction } from '../../../core/plugins.js';
import { basename } from '../../../core/text.js';
import { membersAt } from '../../languages/json/json-access.js';
import { parseJson } from '../../languages/json/json-document.js';
import type { PackageNamesFacts } from './facts.js';

const TABLES = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

export const extractor: Extractor<PackageNamesFacts> = {
  name: 'miniprogram/package-names',
  ecosystem: 'miniprogram',
  title: {
    zh: '小程序旁的 package.json：仅读取已声明的包名',
    en: 'package.json beside a mini-program: only the names it declares',
  },
  input: 'text',
  fileRequired: (path) => basename(path) === 'package.json' && !path.includes('node_modules/'),
  extract: (file) => {
    const { root } = parseJson(file.text);
    const names = TABLES.flatMap((table) => membersAt(root, table).map(([name]) => name));
    return extraction({ facts: { kind: 'package-names', names } });
  },
};
