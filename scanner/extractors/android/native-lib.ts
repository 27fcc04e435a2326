/** Native libraries that lie in the tree: their names alone. */
import { type Extractor, extraction } from '../../../core/plugins.js';
import { basename } from '../../../core/text.js';

export const extractor: Extractor = {
  name: 'android/native-lib',
  ecosystem: 'android-gradle',
  title: { zh: '列出目录中的 .so 动态库文件名', en: 'Lists the names of .so libraries in the tree' },
  input: 'path',
  fileRequired: (path) => path.endsWith('.so'),
  extract(file) {
    return extraction({
      observations: [
        {
          kind: 'native-lib',
          value: basename(file.path),
          scope: 'unknown',
          module: null,
          platform: null,
          location: { file: file.path, line: null },
          technique: 'file-name',
        },
      ],
    });
  },
};
