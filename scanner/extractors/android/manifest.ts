/** AndroidManifest.xml of every source set: components, meta-data, permissions, schemes, queries. */
import { type Extractor, extraction } from '../../../core/plugins.js';
import { type ManifestFacts, readManifest } from './manifest-reader.js';

export const extractor: Extractor<ManifestFacts> = {
  name: 'android/manifest',
  ecosystem: 'android-gradle',
  title: {
    zh: '读取 AndroidManifest.xml：组件、meta-data、权限、链接协议',
    en: 'Reads AndroidManifest.xml: components, meta-data, permissions, schemes',
  },
  input: 'text',
  fileRequired: (path) => path.endsWith('AndroidManifest.xml'),
  extract(file) {
    // A manifest in binary form belongs to a built app, not to a source tree.
    if (file.text.startsWith('\u0003')) return extraction({});
    const read = readManifest(file.text, (line) => ({ file: file.path, line }), 'manifest-analysis');
    return extraction({
      observations: read.observations,
      permissions: read.permissions,
      facts: read.facts,
      problems: read.problems,
    });
  },
};
