/** pnpm-workspace.yaml and lerna.json: which directories are members, and pnpm's catalogs of versions. */
import { parse } from 'yaml';
import { type Extractor, extraction } from '../../../core/plugins.js';
import { basename } from '../../../core/text.js';
import { stringsAt } from '../../languages/json/json-access.js';
import { parseJson } from '../../languages/json/json-document.js';
import type { Catalogs, WorkspaceFacts } from './facts.js';
import { own, record } from './json-values.js';

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
    try {
      const root = record(parse(file.text));
      return extraction({
        facts: { kind: 'workspace', patterns: strings(own(root, 'packages')), catalogs: catalogs(root) },
      });
    } catch (error) {
      const message = error instanceof Error ? error.message.split('\n')[0] : 'unreadable';
      return extraction({ problems: [{ line: null, message: `not valid YAML: ${message}` }] });
    }
  },
};

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function catalogs(root: Record<string, unknown> | null): Catalogs {
  const entries = (value: unknown) =>
    Object.entries(record(value) ?? {}).map(([name, range]): [string, string] => [name, String(range)]);
  const named = Object.entries(record(own(root, 'catalogs')) ?? {});
  return [
    { name: '', entries: entries(own(root, 'catalog')) },
    ...named.map(([name, value]) => ({ name, entries: entries(value) })),
  ].filter((catalog) => catalog.entries.length > 0);
}
