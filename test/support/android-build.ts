/** Small Android builds written in a test, read by the Android plugins alone. */
import { correlators, extractors } from '../../scanner/extractors/index.js';
import { runPlugins, summarise } from './fixture-tree.js';

const android = extractors.filter((e) => e.ecosystem === 'android-gradle');

/** `§{` stands for a dollar and a brace, which the linter takes for a forgotten template in a plain text. */
function dollars(text: string): string {
  return text.replaceAll('§{', `\${`);
}

/** Extracts and correlates the files; `summarise` says the shape. */
export function run(files: Readonly<Record<string, string>>) {
  const written = Object.entries(files).map(([path, text]) => [path, dollars(text)] as const);
  return summarise(runPlugins(new Map(written), android, correlators));
}

/** `name version scope module` of the Maven packages. */
export function maven(files: Readonly<Record<string, string>>): string[] {
  return (run(files)['packages'] ?? [])
    .filter((line) => line.startsWith('maven '))
    .map((line) => {
      const [, name, version, , scope, module] = line.split(' ');
      return `${name} ${version} ${scope} ${module?.slice('module='.length)}`;
    });
}

export const APP =
  "apply plugin: 'com.android.application'\nandroid { defaultConfig { applicationId 'com.acme.app' } }\n";
export const SETTINGS = { 'settings.gradle': "include ':app'" };
export const groovy = (dependencies: string, before = '') => ({
  ...SETTINGS,
  'app/build.gradle': `${APP}${before}\ndependencies {\n${dependencies}\n}\n`,
});
export const kotlin = (dependencies: string, before = '') => ({
  'settings.gradle.kts': 'include(":app")',
  'app/build.gradle.kts': `plugins { id("com.android.application") }\n${before}\ndependencies {\n${dependencies}\n}\n`,
});
