/** bun.lock, the text form of bun's lock file: JSON with trailing commas. The binary bun.lockb is not read. */
import { type Extractor, extraction } from '../../../core/plugins.js';
import { basename } from '../../../core/text.js';
import { asObject, asString, itemsAt, membersAt, stringAt, stringsAt } from '../../languages/json/json-access.js';
import { type JsonNode, parseJson } from '../../languages/json/json-document.js';
import type { DependencyGroup, LockEdge, LockEntry, LockFacts } from './facts.js';

export const extractor: Extractor<LockFacts> = {
  name: 'npm/bun-lock',
  ecosystem: 'npm',
  title: {
    zh: 'bun.lock：锁定的版本与传递依赖',
    en: 'bun.lock: locked versions and transitive dependencies',
  },
  input: 'text',
  maxBytes: 32 * 1024 * 1024,
  fileRequired: (path) => basename(path) === 'bun.lock',
  extract: (file) => {
    const document = parseJson(file.text);
    const root = asObject(document.root);
    const problems = document.errors.map((e) => ({ line: e.line, message: `not valid JSON (${e.message})` }));
    if (root === null) return extraction({ problems });
    return extraction({ problems, facts: link(root, (offset) => document.lineAt(offset)) });
  },
};

function link(root: JsonNode, lineAt: (offset: number) => number): LockFacts {
  const rows = membersAt(root, 'packages');
  const byKey = new Map(rows.map(([key], index) => [key, index]));
  const entries = rows.map(([key, row]): LockEntry => {
    const items = itemsAt(row.value);
    const identity = asString(items[0]) ?? key;
    const at = identity.indexOf('@', 1);
    const reference = at < 0 ? '' : identity.slice(at + 1);
    const member = /^(?:workspace|link|file):(.*)$/.exec(reference)?.[1];
    const tables = items.find((item) => item.type === 'object') ?? null;
    return {
      name: at < 0 ? identity : identity.slice(0, at),
      version: /^\d/.test(reference) ? reference : null,
      line: lineAt(row.offset),
      edges: wantsOf(tables, false).flatMap(([name, group]): LockEdge[] => {
        const entry = resolve(byKey, key, name);
        return entry === undefined ? [] : [{ entry, group }];
      }),
      member: member !== undefined && !/\.(?:tgz|tar\.gz)$/.test(member) ? member : null,
      dev: null,
    };
  });
  const importers = membersAt(root, 'workspaces').map(([path, member]) => ({
    path,
    direct: wantsOf(member.value, true).flatMap(([key, group]): [string, LockEdge][] => {
      const entry = resolve(byKey, stringAt(member.value, 'name') ?? '', key);
      return entry === undefined ? [] : [[key, { entry, group }]];
    }),
  }));
  return { kind: 'lock', format: 'bun', entries, importers, descriptors: [] };
}

function wantsOf(tables: JsonNode | null, member: boolean): [string, DependencyGroup][] {
  const of = (table: string, group: DependencyGroup) =>
    membersAt(tables, table).map(([key]): [string, DependencyGroup] => [key, group]);
  const optional = new Set(stringsAt(tables, 'optionalPeers'));
  return [
    ...of('dependencies', 'release'),
    ...of('optionalDependencies', 'optional'),
    ...(member ? of('devDependencies', 'dev') : []),
    ...of('peerDependencies', 'peer').filter(([key]) => !optional.has(key)),
  ];
}

/** Keys are paths of names: `a/b` is the `b` that only `a` gets. The nearest one counts. */
function resolve(byKey: ReadonlyMap<string, number>, from: string, name: string): number | undefined {
  const names = from.split('/').reduce<string[]>((parts, part) => {
    const last = parts.at(-1);
    if (last?.startsWith('@') && !last.includes('/')) parts[parts.length - 1] = `${last}/${part}`;
    else if (part !== '') parts.push(part);
    return parts;
  }, []);
  for (let depth = names.length; depth >= 0; depth--) {
    const found = byKey.get([...names.slice(0, depth), name].join('/'));
    if (found !== undefined) return found;
  }
  return undefined;
}
