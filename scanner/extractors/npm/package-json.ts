/** package.json: the dependency tables, workspaces and what the rest says about the kind of project. */
import { type Extractor, extraction, type Observation } from '../../../core/plugins.js';
import { basename } from '../../../core/text.js';
import {
  asObject,
  asString,
  isTrue,
  itemsAt,
  membersAt,
  stringAt,
  stringsAt,
  valueAt,
} from '../../languages/json/json-access.js';
import { type JsonDocument, type JsonNode, parseJson } from '../../languages/json/json-document.js';
import type { Catalogs, Dependency, DependencyGroup, PackageJsonFacts } from './facts.js';
import { readSpecifier } from './specifier.js';

/** Strongest first: a package of the release stays one where it is also listed for development. */
const TABLES: readonly (readonly [string, DependencyGroup])[] = [
  ['dependencies', 'release'],
  ['optionalDependencies', 'optional'],
  ['devDependencies', 'dev'],
  ['peerDependencies', 'peer'],
];

/** Vendored copies, and the descriptions of uni-app's own plugins: those are another format. */
const OTHERS =
  /(?:^|\/)(?:node_modules|miniprogram_npm)\/|(?:^|\/)(?:uni_modules|nativeplugins)\/[^/]+\/package\.json$/;

export const extractor: Extractor<PackageJsonFacts> = {
  name: 'npm/package-json',
  ecosystem: 'npm',
  title: {
    zh: 'package.json：直接依赖、别名、工作区与应用类型',
    en: 'package.json: direct dependencies, aliases, workspaces and the kind of application',
  },
  input: 'text',
  fileRequired: (path) => basename(path) === 'package.json' && !OTHERS.test(path),
  extract: (file) => {
    const document = parseJson(file.text);
    const root = asObject(document.root);
    const problems = document.errors.map((e) => ({
      line: e.line,
      message: `not valid JSON (${e.message}); what could be read was read`,
    }));
    if (root === null) {
      if (problems.length === 0) problems.push({ line: 1, message: 'not a JSON object; nothing was read' });
      return extraction({ problems });
    }
    return extraction({
      problems,
      observations: cordovaPlugins(file.path, document, root),
      facts: {
        kind: 'package-json',
        name: stringAt(root, 'name') || null,
        version: stringAt(root, 'version'),
        private: isTrue(valueAt(root, 'private')),
        dependencies: dependencies(document, root),
        workspaces: [...stringsAt(root, 'workspaces'), ...stringsAt(root, 'workspaces', 'packages')],
        catalogs: catalogs(root),
        scripts: membersAt(root, 'scripts').map(([name, m]) => ({ name, command: asString(m.value) ?? '' })),
        keys: [...root.members.keys()],
        packageManager: stringAt(root, 'packageManager'),
        cordovaPlatforms: [
          ...stringsAt(root, 'cordova', 'platforms'),
          ...stringsAt(root, 'cordovaPlatforms').map((platform) => platform.split('@')[0] ?? ''),
        ],
      },
    });
  },
};

function dependencies(document: JsonDocument, root: JsonNode): Dependency[] {
  const found: Dependency[] = [];
  const seen = new Set<string>();
  for (const [table, group] of TABLES) {
    for (const [key, member] of membersAt(root, table)) {
      const specifier = asString(member.value);
      if (specifier === null || key === '' || seen.has(key)) continue;
      seen.add(key);
      const { name } = readSpecifier(key, specifier);
      found.push({ key, name, specifier, group, line: document.lineAt(member.offset) });
    }
  }
  return found;
}

/** Catalogs as bun writes them, at the top or inside `workspaces`. */
function catalogs(root: JsonNode): Catalogs {
  const entries = (node: JsonNode | null) =>
    membersAt(node).flatMap(([name, m]): [string, string][] => {
      const specifier = asString(m.value);
      return specifier === null ? [] : [[name, specifier]];
    });
  const found: { name: string; entries: [string, string][] }[] = [];
  for (const holder of [root, valueAt(root, 'workspaces')]) {
    const unnamed = entries(valueAt(holder, 'catalog'));
    if (unnamed.length > 0) found.push({ name: '', entries: unnamed });
    for (const [name, m] of membersAt(holder, 'catalogs')) found.push({ name, entries: entries(m.value) });
  }
  return found;
}

function cordovaPlugins(file: string, document: JsonDocument, root: JsonNode): Observation[] {
  const listed = [
    ...membersAt(root, 'cordova', 'plugins').map(([name, m]) => ({ name, offset: m.offset })),
    // Ionic before version 4 kept its own list.
    ...itemsAt(root, 'cordovaPlugins').flatMap((item) => {
      const name = asString(item) ?? stringAt(item, 'id');
      return name === null ? [] : [{ name: name.split('@')[0] || name, offset: item.offset }];
    }),
  ];
  return listed.map(({ name, offset }) => ({
    kind: 'cordova',
    value: name,
    scope: 'release',
    module: null,
    platform: null,
    location: { file, line: document.lineAt(offset) },
    technique: 'manifest-analysis',
  }));
}
