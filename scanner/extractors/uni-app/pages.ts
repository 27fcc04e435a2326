/** pages.json: marks a uni-app project and names the mini-program plugins of its subpackages. */
import { type Extractor, extraction } from '../../../core/plugins.js';
import { basename } from '../../../core/text.js';
import { itemsAt } from '../../languages/json/json-access.js';
import { parseJson } from '../../languages/json/json-document.js';
import { readPlugins } from './mini-section.js';
import { FileReport } from './report.js';

export const extractor: Extractor<null> = {
  name: 'uni-app/pages',
  ecosystem: 'uni-app',
  title: {
    zh: 'uni-app 的 pages.json：分包中的小程序插件',
    en: "uni-app's pages.json: mini-program plugins of subpackages",
  },
  input: 'text',
  fileRequired: (path) => basename(path) === 'pages.json',
  extract: (file) => {
    const document = parseJson(file.text);
    if (itemsAt(document.root, 'pages').length === 0) return extraction({});
    const report = new FileReport(file.path, document);
    for (const key of ['subPackages', 'subpackages']) {
      for (const subpackage of itemsAt(document.root, key)) readPlugins(subpackage, report);
    }
    return extraction({ packages: report.packages, problems: report.problems });
  },
};
