/** package-lock.json and npm-shrinkwrap.json, versions 1 to 3. */
import { type Extractor, extraction } from '../../../core/plugins.js';
import { basename } from '../../../core/text.js';
import type { DependencyGroup, LockEdge, LockEntry, LockFacts } from './facts.js';
import { installedName, isMember, MODULES, resolveInstalled } from './install-path.js';
import { own, ownKeys, ownString, record } from './json-values.js';
import { forwardLines } from './line-map.js';

export const extractor: Extractor<LockFacts> = {
  name: 'npm/package-lock',
  ecosystem: 'npm',
  title: {
    zh: 'package-lock.json、npm-shrinkwrap.json：锁定的版本与传递依赖',
    en: 'package-lock.json, npm-shrinkwrap.json: locked versions and transitive dependencies',
  },
  input: 'text',
  maxBytes: 32 * 1024 * 1024,
  fileRequired: (path) => /^(?:package-lock|npm-shrinkwrap)\.json$/.test(basename(path)),
  extract: (file) => {
    let root: Record<string, unknown> | null;
    try {
      root = record(JSON.parse(file.text));
    } catch {
      root = null;
    }
    if (root === null) {
      return extraction({ problems: [{ line: null, message: 'not valid JSON; the lock file was not read' }] });
    }
    const packages = record(own(root, 'packages'));
    return extraction({ facts: packages ? fromPackages(packages, file.text) : fromTree(root, file.text) });
  },
};

interface Draft extends LockEntry {
  readonly edges: LockEdge[];
}

/** Versions 2 and 3: a flat map from install path to package. */
function fromPackages(packages: Record<string, unknown>, text: string): LockFacts {
  const lineOf = forwardLines(text);
  const drafts: Draft[] = [];
  const byPath = new Map<string, number>();
  for (const [path, value] of Object.entries(packages)) {
    const entry = record(value);
    if (entry !== null) byPath.set(path, drafts.push(draftOf(path, entry, lineOf(`${JSON.stringify(path)}: {`))) - 1);
  }
  const importers: { path: string; direct: [string, LockEdge][] }[] = [];
  for (const [path, index] of byPath) {
    const edges = edgesOf(record(own(packages, path)) ?? {}, path).flatMap(([key, group]): [string, LockEdge][] => {
      const entry = resolveInstalled(byPath, path, key);
      return entry === undefined ? [] : [[key, { entry, group }]];
    });
    drafts[index]?.edges.push(...edges.map(([, edge]) => edge));
    if (isMember(path)) importers.push({ path, direct: edges });
  }
  // A link into the project takes the dependencies of the directory it points to.
  for (const [path, index] of byPath) {
    const draft = drafts[index];
    if (draft?.member == null || isMember(path)) continue;
    draft.edges.push(...(drafts[byPath.get(draft.member) ?? -1]?.edges ?? []));
  }
  return { kind: 'lock', format: 'npm', entries: drafts, importers, descriptors: [] };
}

function draftOf(path: string, entry: Record<string, unknown>, line: number | null): Draft {
  const link = own(entry, 'link') === true;
  const member = isMember(path) ? path : link ? ownString(entry, 'resolved') : null;
  return {
    name: ownString(entry, 'name') ?? installedName(path),
    version: ownString(entry, 'version'),
    line,
    edges: [],
    member,
    dev: member === null ? own(entry, 'dev') === true : null,
  };
}

function edgesOf(entry: Record<string, unknown>, path: string): [string, DependencyGroup][] {
  const peerMeta = record(own(entry, 'peerDependenciesMeta'));
  const of = (table: string, group: DependencyGroup) =>
    ownKeys(entry, table).map((key): [string, DependencyGroup] => [key, group]);
  return [
    ...of('dependencies', 'release'),
    ...of('optionalDependencies', 'optional'),
    ...(isMember(path) ? of('devDependencies', 'dev') : []),
    ...of('peerDependencies', 'peer').filter(([key]) => own(record(own(peerMeta, key)), 'optional') !== true),
  ];
}

/** Version 1: a tree of nested dependencies, walked without recursion. */
function fromTree(root: Record<string, unknown>, text: string): LockFacts {
  const lineOf = forwardLines(text);
  const drafts: Draft[] = [];
  const byPath = new Map<string, number>();
  const requires: { path: string; keys: string[] }[] = [];
  const pending: { base: string; key: string; value: unknown }[] = [];
  const expand = (base: string, holder: Record<string, unknown>) => {
    const children = Object.entries(record(own(holder, 'dependencies')) ?? {});
    // The last is taken first: pushed in reverse, the walk follows the order of the text.
    for (const [key, value] of children.reverse()) pending.push({ base, key, value });
  };
  expand('', root);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const entry = record(next.value);
    if (entry === null) continue;
    const path = `${next.base === '' ? '' : `${next.base}/`}${MODULES}${next.key}`;
    byPath.set(path, drafts.push(treeDraft(next.key, entry, lineOf(`${JSON.stringify(next.key)}: {`))) - 1);
    requires.push({ path, keys: ownKeys(entry, 'requires') });
    expand(path, entry);
  }
  for (const { path, keys } of requires) {
    const edges = drafts[byPath.get(path) ?? -1]?.edges;
    for (const key of keys) {
      const target = resolveInstalled(byPath, path, key);
      if (target !== undefined) edges?.push({ entry: target, group: 'release' });
    }
  }
  const top = [...byPath].filter(([path]) => path.lastIndexOf(MODULES) === 0);
  return {
    kind: 'lock',
    format: 'npm',
    entries: drafts,
    importers: [],
    descriptors: top.map(([path, index]) => [path.slice(MODULES.length), index]),
  };
}

function treeDraft(key: string, entry: Record<string, unknown>, line: number | null): Draft {
  const written = ownString(entry, 'version') ?? '';
  const alias = /^npm:(@?[^@]+)@(.+)$/.exec(written);
  const local = /^(?:file|link):(.+)$/.exec(written)?.[1];
  return {
    name: alias?.[1] ?? key,
    version: alias?.[2] ?? (/^\d/.test(written) ? written : null),
    line,
    edges: [],
    member: local && !/\.(?:tgz|tar\.gz)$/.test(local) ? local : null,
    dev: own(entry, 'dev') === true,
  };
}
