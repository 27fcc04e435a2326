/** Code that a build compiles for itself (buildSrc, build-logic, included builds): constants that hold coordinates, plugins. */
import { type Extractor, extraction } from '../../../core/plugins.js';
import type { Script, ScriptLanguage } from '../../languages/gradle/ast.js';
import { parseScript } from '../../languages/gradle/parser.js';

export interface ConstantsFacts {
  readonly constants: Script;
}

/** Folders in which builds keep code of their own, by custom; whether they do is decided when all files are joined. */
const BUILD_FOLDER =
  /(?:^|\/)(?:build-?src|build-?logic|[\w.-]*(?:convention|gradle-?plugin|build-?plugin|build-?tool|build-?config)[\w.-]*|plugins?|versions?|version-?plugin|dependenc(?:y|ies)|build|gradle|tools)\/(?:.*\/)?src\/main\//i;
const BUILD_FILE =
  /(?:^|\/)(?:[A-Z]\w*)?(?:Deps?|Dependenc(?:y|ies)|Libs?|Librar(?:y|ies)|Versions?|Plugins?|Config)\.(?:kt|java|groovy)$/;
/** Words without which a file gives nothing: most build code holds neither coordinates nor plugins. */
const WORTH_READING = /dependenc|Plugin|[\w.-]+:[\w.-]+:|version|Version|implementation|[Ll]ib|ext\b/;

export const extractor: Extractor<ConstantsFacts> = {
  name: 'android/kotlin-constants',
  ecosystem: 'android-gradle',
  title: {
    zh: '读取 buildSrc、build-logic 等构建代码中的坐标常量和约定插件',
    en: 'Reads constants with coordinates and convention plugins from buildSrc, build-logic and included builds',
  },
  input: 'text',
  fileRequired(path) {
    if (!/\.(?:kt|java|groovy)$/.test(path)) return false;
    return (
      /(?:^|\/)(?:buildSrc|build-logic)\//.test(path) ||
      (path.includes('/src/main/') && (BUILD_FILE.test(path) || BUILD_FOLDER.test(path)))
    );
  },
  extract(file) {
    if (!WORTH_READING.test(file.text)) return extraction({});
    const language: ScriptLanguage = file.path.endsWith('.kt')
      ? 'kotlin'
      : file.path.endsWith('.java')
        ? 'java'
        : 'groovy';
    return extraction({ facts: { constants: parseScript(file.text, language) } });
  },
};
