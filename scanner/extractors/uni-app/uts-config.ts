/** config.json of UTS plugins: the native libraries they ask for on each platform. */
import { type Extractor, extraction } from '../../../core/plugins.js';
import { asString, itemsAt, membersAt, stringAt } from '../../languages/json/json-access.js';
import { type JsonNode, parseJson } from '../../languages/json/json-document.js';
import { readCoordinate } from './plugin-package.js';
import { FileReport } from './report.js';

export const extractor: Extractor<null> = {
  name: 'uni-app/uts-config',
  ecosystem: 'uni-app',
  title: {
    zh: 'UTS 插件的 config.json：各端原生依赖（Maven、CocoaPods、ohpm）',
    en: 'config.json of UTS plugins: native dependencies per platform (Maven, CocoaPods, ohpm)',
  },
  input: 'text',
  fileRequired: (path) => /(?:^|\/)utssdk\/(?:[^/]+\/)*app-(?:android|ios|harmony)\/config\.json$/.test(path),
  extract: (file) => {
    const document = parseJson(file.text);
    const report = new FileReport(file.path, document);
    if (document.root === null) return extraction({ problems: report.problems });
    if (file.path.includes('/app-android/')) {
      for (const item of itemsAt(document.root, 'dependencies')) readCoordinate(item, report);
    } else if (file.path.includes('/app-ios/')) readApple(document.root, report);
    else {
      for (const [name, member] of membersAt(document.root, 'dependencies')) {
        if (asString(member.value) !== null) report.observe('ohpm', name, member.offset, 'harmony');
      }
    }
    return extraction({ packages: report.packages, observations: report.observations, problems: report.problems });
  },
};

function readApple(root: JsonNode, report: FileReport): void {
  for (const item of itemsAt(root, 'dependencies-pods')) {
    const name = asString(item) ?? stringAt(item, 'name') ?? '';
    const version = stringAt(item, 'version');
    report.package('pod', name, version !== null && /^\d[\w.-]*$/.test(version) ? version : null, item.offset);
  }
  for (const item of itemsAt(root, 'frameworks')) {
    const name = (asString(item) ?? '').replace(/\.(?:framework|xcframework|tbd|dylib)$/, '');
    report.observe('framework', name, item.offset, 'ios');
  }
}
