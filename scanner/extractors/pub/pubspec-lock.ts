/** pubspec.lock: the versions that were resolved, direct and transitive. */
import { type Extractor, extraction } from '../../../core/plugins.js';
import { basename } from '../../../core/text.js';
import { readYaml, scalarText } from '../../languages/yaml/yaml-file.js';
import type { PubLockFacts } from './facts.js';

export const extractor: Extractor<PubLockFacts> = {
  name: 'pub/pubspec-lock',
  ecosystem: 'pub',
  title: { zh: 'pubspec.lock：锁定的版本与传递依赖', en: 'pubspec.lock: locked versions and transitive dependencies' },
  input: 'text',
  fileRequired: (path) => basename(path) === 'pubspec.lock',
  extract: (file) => {
    const yaml = readYaml(file.text);
    const packages = yaml.entries(yaml.entries(yaml.root).find((entry) => entry.key === 'packages')?.value);
    return extraction({
      problems: yaml.errors,
      facts: {
        kind: 'lock',
        packages: packages.map(({ key, line, value }) => {
          const parts = new Map(yaml.entries(value).map((entry) => [entry.key, entry.value]));
          return {
            name: key,
            line,
            version: scalarText(parts.get('version')),
            dependency: scalarText(parts.get('dependency')) ?? '',
            source: scalarText(parts.get('source')) ?? '',
          };
        }),
      },
    });
  },
};
