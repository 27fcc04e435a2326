/** Gradle lock files: one file per project since Gradle 7, one per configuration before. */
import { type Extractor, extraction } from '../../../core/plugins.js';

export interface LockEntry {
  readonly name: string;
  readonly version: string;
  readonly configurations: readonly string[];
  readonly line: number;
}
export interface LockFacts {
  readonly locked: readonly LockEntry[];
}

export const extractor: Extractor<LockFacts> = {
  name: 'android/gradle-lock',
  ecosystem: 'android-gradle',
  title: {
    zh: '读取 gradle.lockfile 和 gradle/dependency-locks 中锁定的版本',
    en: 'Reads locked versions from gradle.lockfile and gradle/dependency-locks',
  },
  input: 'text',
  fileRequired: (path) =>
    path.endsWith('.lockfile') &&
    (/(?:^|\/)(?:gradle|buildscript-gradle|settings-gradle)\.lockfile$/.test(path) ||
      path.includes('gradle/dependency-locks/')),
  extract(file) {
    const locked: LockEntry[] = [];
    const name = file.path.slice(file.path.lastIndexOf('/') + 1, -'.lockfile'.length);
    const only = file.path.includes('gradle/dependency-locks/') ? [name] : name === 'gradle' ? null : ['classpath'];
    file.text.split(/\r\n|\r|\n/).forEach((text, i) => {
      const match = /^([^\s:#=]+):([^\s:=]+):([^\s:=]+)(?:=(.*))?$/.exec(text.trim());
      if (!match?.[1] || !match[2] || !match[3]) return;
      const configurations =
        only ??
        (match[4] ?? '')
          .split(',')
          .map((c) => c.trim())
          .filter((c) => c !== '');
      locked.push({ name: `${match[1]}:${match[2]}`, version: match[3], configurations, line: i + 1 });
    });
    return extraction({ facts: { locked } });
  },
};
