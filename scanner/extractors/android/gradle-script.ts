/** build.gradle, settings.gradle and every other *.gradle and *.gradle.kts: read into statements for the correlator. */
import { type Extractor, extraction } from '../../../core/plugins.js';
import type { Script } from '../../languages/gradle/ast.js';
import { parseScript } from '../../languages/gradle/parser.js';

export interface ScriptFacts {
  readonly script: Script;
}

export const extractor: Extractor<ScriptFacts> = {
  name: 'android/gradle-script',
  ecosystem: 'android-gradle',
  title: {
    zh: '读取 Gradle 构建脚本（Groovy 与 Kotlin）：依赖、插件、模块和构建变体',
    en: 'Reads Gradle scripts (Groovy and Kotlin) for dependencies, plugins, modules and variants',
  },
  input: 'text',
  fileRequired: (path) => path.endsWith('.gradle') || path.endsWith('.gradle.kts'),
  extract(file) {
    const script = parseScript(file.text, file.path.endsWith('.kts') ? 'kotlin' : 'groovy');
    const problems = [...new Set(script.gaps)].slice(0, 5).map((line) => ({
      line,
      message: 'this part of the script could not be read; a dependency declared in it would be missing',
    }));
    return extraction({ facts: { script }, problems });
  },
};
