/** package.json of a plugin in uni_modules or nativeplugins: id, version and what it brings. */
import { type Extractor, extraction } from '../../../core/plugins.js';
import { basename, dirname } from '../../../core/text.js';
import { asString, itemsAt, memberAt, membersAt, stringAt, valueAt } from '../../languages/json/json-access.js';
import { type JsonNode, parseJson } from '../../languages/json/json-document.js';
import type { PluginFacts } from './facts.js';
import { FileReport, mavenCoordinate } from './report.js';

export const extractor: Extractor<PluginFacts> = {
  name: 'uni-app/plugin-package',
  ecosystem: 'uni-app',
  title: {
    zh: 'uni_modules 与 nativeplugins 下插件的 package.json：插件标识、版本与依赖',
    en: 'package.json of plugins in uni_modules and nativeplugins: id, version and dependencies',
  },
  input: 'text',
  fileRequired: (path) => /(?:^|\/)(?:uni_modules|nativeplugins)\/[^/]+\/package\.json$/.test(path),
  extract: (file) => {
    const document = parseJson(file.text);
    const { root } = document;
    const report = new FileReport(file.path, document);
    if (root === null) return extraction({ problems: report.problems });
    const id = stringAt(root, 'id') || basename(dirname(file.path));
    const version = stringAt(root, 'version') || null;
    const where = memberAt(root, 'id')?.offset ?? memberAt(root, 'name')?.offset ?? root.offset;
    report.package('uni-native-plugin', id, version, where);
    for (const [name, member] of membersAt(root, 'dependencies')) {
      const range = asString(member.value) ?? '';
      report.package('npm', name, /^\d+\.\d+\.\d+[\w.-]*$/.test(range) ? range : null, member.offset);
    }
    readNative(valueAt(root, '_dp_nativeplugin'), report);
    return extraction({
      packages: report.packages,
      observations: report.observations,
      permissions: report.permissions,
      problems: report.problems,
      facts: { kind: 'plugin', id, version },
    });
  },
};

/** What a native plugin adds to the apps: libraries, permissions and frameworks. */
function readNative(native: JsonNode | null, report: FileReport): void {
  for (const item of itemsAt(native, 'android', 'dependencies')) readCoordinate(item, report);
  for (const item of itemsAt(native, 'android', 'permissions')) {
    const name = asString(item) ?? '';
    if (/^[\w.]+$/.test(name)) report.permit(name, 'android', item.offset);
  }
  for (const item of itemsAt(native, 'ios', 'frameworks')) {
    const name = (asString(item) ?? '').replace(/\.(?:framework|xcframework|tbd|dylib|a)$/, '');
    report.observe('framework', name, item.offset, 'ios');
  }
}

/** A dependency written as a coordinate, or as an object that holds one. */
export function readCoordinate(item: JsonNode, report: FileReport): void {
  const written = asString(item) ?? stringAt(item, 'source') ?? stringAt(item, 'id') ?? '';
  const coordinate = mavenCoordinate(written);
  if (coordinate) report.package('maven', coordinate.name, coordinate.version, item.offset);
}
