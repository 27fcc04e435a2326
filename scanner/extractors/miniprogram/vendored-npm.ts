/** miniprogram_npm: packages copied into the program. Only their directory names are read. */
import { type Extractor, extraction, packageFact } from '../../../core/plugins.js';

const PACKAGE = /^(?:.*\/)?miniprogram_npm\/((?:@[^/]+\/)?[^/@][^/]*)\/.*\.(?:js|json|wxml|axml)$/;

export const extractor: Extractor<null> = {
  name: 'miniprogram/vendored-npm',
  ecosystem: 'miniprogram',
  title: {
    zh: 'miniprogram_npm 目录：随源码提交的 npm 包',
    en: 'the miniprogram_npm directory: npm packages kept with the source',
  },
  input: 'path',
  alsoVendored: true,
  fileRequired: (path) => path.includes('miniprogram_npm/') && PACKAGE.test(path),
  extract: (file) => {
    const name = PACKAGE.exec(file.path)?.[1];
    if (name === undefined) return extraction({});
    return extraction({
      packages: [
        packageFact({
          kind: 'npm',
          name,
          scope: 'release',
          location: { file: file.path, line: null },
          technique: 'file-name',
        }),
      ],
    });
  },
};
