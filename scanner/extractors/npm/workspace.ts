/** pnpm-workspace.yaml and lerna.json: which directories are members, and pnpm's catalogs of versions. */
import { type Extractor, extraction } from '../../../core/plugins.js';
import { basename } from '../../../core/text.js';
import { stringsAt } from '../../languages/json/json-access.js';
import { parseJson } from '../../languages/json/json-document.js';
import { readYaml, scalarText, textsOf, type YamlFile } from '../../languages/yaml/yaml-file.js';
import type { Catalogs, WorkspaceFacts } from './facts.js';

export const extractor: Extractor<WorkspaceFacts> = {
  name: 'npm/workspace',
  ecosystem: 'npm',
  title: {
    zh: 'pnpm-workspace.yaml、lerna.json：工作区成员与版本目录（catalog）',
    en: 'pnpm-workspace.yaml, lerna.json: workspace members and catalogs of versions',
  },
  input: 'text',
  fileRequired: (path) => /^(?:pnpm-workspace\.yaml|lerna\.json)$/.test(basename(path)),
  extract: (file) => {
    if (file.path.endsWith('.json')) {
      const patterns = stringsAt(parseJson(file.text).root, 'packages');
      return extraction({ facts: { kind: 'workspace', patterns, catalogs: [] } });
    }
    const yaml = readYaml(file.text);
    const top = new Map(yaml.entries(yaml.root).map((entry) => [entry.key, entry.value]));
    const patterns = textsOf(top.get('packages'));
    return extraction({ problems: yaml.errors, facts: { kind: 'workspace', patterns, catalogs: catalogs(yaml, top) } });
  },
};

function catalogs(yaml: YamlFile, top: ReadonlyMap<string, unknown>): Catalogs {
  const entries = (node: unknown) =>
    yaml.entries(node).flatMap(({ key, value }): [string, string][] => {
      const range = scalarText(value);
      return range === null ? [] : [[key, range]];
    });
  return [
    { name: '', entries: entries(top.get('catalog')) },
    ...yaml.entries(top.get('catalogs')).map(({ key, value }) => ({ name: key, entries: entries(value) })),
  ].filter((catalog) => catalog.entries.length > 0);
}
