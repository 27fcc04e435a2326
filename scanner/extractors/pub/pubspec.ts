/** pubspec.yaml: the direct dependencies of a Dart or Flutter package. */
import { type Extractor, extraction } from '../../../core/plugins.js';
import { basename } from '../../../core/text.js';
import { readYaml, scalarText, type YamlFile } from '../../languages/yaml/yaml-file.js';
import type { PubDependency, PubspecFacts } from './facts.js';

const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?(?:\+[\w.]+)?$/;

export const extractor: Extractor<PubspecFacts> = {
  name: 'pub/pubspec',
  ecosystem: 'pub',
  title: {
    zh: 'pubspec.yaml：Dart 与 Flutter 的直接依赖',
    en: 'pubspec.yaml: direct dependencies of Dart and Flutter',
  },
  input: 'text',
  fileRequired: (path) => basename(path) === 'pubspec.yaml',
  extract: (file) => {
    const yaml = readYaml(file.text);
    const top = new Map(yaml.entries(yaml.root).map((entry) => [entry.key, entry.value]));
    const flutter = yaml.entries(top.get('flutter')).map((entry) => entry.key);
    const dependencies = tableOf(yaml, top.get('dependencies'), 'release');
    return extraction({
      problems: yaml.errors,
      facts: {
        kind: 'pubspec',
        name: scalarText(top.get('name')),
        version: scalarText(top.get('version')),
        dependencies: [
          ...dependencies,
          ...tableOf(yaml, top.get('dev_dependencies'), 'dev').filter(
            (dev) => !dependencies.some((release) => release.name === dev.name),
          ),
        ],
        overrides: tableOf(yaml, top.get('dependency_overrides'), 'release').flatMap(({ name, path }) =>
          path === null ? [] : [{ name, path }],
        ),
        flutter: yaml.entries(top.get('dependencies')).some((entry) => entry.key === 'flutter'),
        plugin: flutter.includes('plugin'),
        inWorkspace: scalarText(top.get('resolution')) === 'workspace',
      },
    });
  },
};

function tableOf(yaml: YamlFile, table: unknown, scope: 'release' | 'dev'): PubDependency[] {
  return yaml.entries(table).flatMap(({ key, line, value }): PubDependency[] => {
    const parts = new Map(yaml.entries(value).map((entry) => [entry.key, entry.value]));
    // Packages of the SDK (flutter, flutter_test) come with it and are nobody else's.
    if (parts.has('sdk')) return [];
    const constraint = scalarText(value) ?? scalarText(parts.get('version')) ?? '';
    const version = EXACT.test(constraint) ? constraint : null;
    return [{ name: key, scope, version, path: scalarText(parts.get('path')), line }];
  });
}
