import { type Extraction, type Extractor, extraction, type InputFile, packageFact } from '../../../core/plugins.js';
import { bundleOf } from './joining/bundles.js';

/** Frameworks and static libraries that lie in the tree: known by the path of a file inside them. */
export const extractor: Extractor<{ readonly bundle: string }> = {
  name: 'apple/framework',
  ecosystem: 'ios-apple',
  title: {
    zh: '识别工程内的 framework、xcframework 与静态库',
    en: 'Recognises frameworks, xcframeworks and static libraries in the tree',
  },
  input: 'path',
  alsoVendored: true,
  fileRequired: (path) => bundleOf(path) !== null,
  extract,
};

/** One file cannot tell that another of its bundle was met before; the correlator gives one package per bundle. */
function extract(file: InputFile): Extraction<{ readonly bundle: string }> {
  const bundle = bundleOf(file.path);
  if (bundle === null) return extraction({});
  return extraction({
    packages: [
      packageFact({
        kind: 'archive',
        name: bundle.path,
        scope: 'unknown',
        location: { file: bundle.path, line: null },
        technique: 'file-name',
      }),
    ],
    observations: [
      {
        kind: 'framework',
        value: bundle.name,
        scope: 'unknown',
        module: null,
        platform: 'ios',
        location: { file: bundle.path, line: null },
        technique: 'file-name',
      },
    ],
    facts: { bundle: bundle.path },
  });
}
