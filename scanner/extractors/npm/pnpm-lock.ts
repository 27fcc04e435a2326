/** pnpm-lock.yaml, versions 5 to 9, read line by line. */
import { type Extractor, extraction } from '../../../core/plugins.js';
import { basename } from '../../../core/text.js';
import type { DependencyGroup, LockEdge, LockEntry, LockFacts } from './facts.js';
import { eachLockLine } from './lock-lines.js';

const GROUPS: ReadonlyMap<string, DependencyGroup> = new Map([
  ['dependencies', 'release'],
  ['optionalDependencies', 'optional'],
  ['devDependencies', 'dev'],
]);

export const extractor: Extractor<LockFacts> = {
  name: 'npm/pnpm-lock',
  ecosystem: 'npm',
  title: {
    zh: 'pnpm-lock.yaml（v5、v6、v9）：锁定的版本与传递依赖',
    en: 'pnpm-lock.yaml (v5, v6, v9): locked versions and transitive dependencies',
  },
  input: 'text',
  maxBytes: 32 * 1024 * 1024,
  fileRequired: (path) => basename(path) === 'pnpm-lock.yaml',
  extract: (file) => {
    const raw = readSections(file.text);
    if (raw.version === null) {
      return extraction({ problems: [{ line: 1, message: 'no lockfileVersion found; the lock file was not read' }] });
    }
    return extraction({ facts: link(raw) });
  },
};

interface RawPackage {
  readonly key: string;
  readonly line: number;
  name: string | null;
  version: string | null;
  dev: boolean | null;
  readonly wants: Map<string, { reference: string; group: DependencyGroup }>;
  readonly peers: Set<string>;
  readonly optionalPeers: Set<string>;
}

interface RawImporter {
  readonly path: string;
  readonly wants: Map<string, { reference: string; group: DependencyGroup }>;
}

interface RawLock {
  version: string | null;
  readonly importers: RawImporter[];
  readonly packages: Map<string, RawPackage>;
}

function readSections(text: string): RawLock {
  const raw: RawLock = { version: null, importers: [], packages: new Map() };
  let top = '';
  let importer: RawImporter | null = null;
  let item: RawPackage | null = null;
  let section = '';
  let wanted = '';
  eachLockLine(text, ({ indent, key, value, line }) => {
    if (indent === 0) {
      top = key;
      section = '';
      if (key === 'lockfileVersion') raw.version = value;
      // Without workspaces the tables stand at the top.
      importer = GROUPS.has(key) ? (importer ?? addImporter(raw, '.')) : null;
      return;
    }
    if (top === 'packages' || top === 'snapshots') {
      if (indent === 2) item = packageOf(raw, key, line);
      else if (item !== null) section = readPackageLine(item, section, indent, key, value);
      return;
    }
    const shift = top === 'importers' ? 4 : 0;
    if (shift === 4 && indent === 2) {
      importer = addImporter(raw, key);
      return;
    }
    if (shift === 4 && indent === 4) section = key;
    const group = GROUPS.get(shift === 4 ? section : top);
    if (importer === null || group === undefined) return;
    if (indent === shift + 2) {
      wanted = key;
      if (value !== '') importer.wants.set(key, { reference: flowVersion(value), group });
    } else if (indent === shift + 4 && key === 'version') importer.wants.set(wanted, { reference: value, group });
  });
  return raw;
}

function addImporter(raw: RawLock, path: string): RawImporter {
  const importer: RawImporter = { path: path === '.' ? '' : path, wants: new Map() };
  raw.importers.push(importer);
  return importer;
}

function packageOf(raw: RawLock, key: string, line: number): RawPackage {
  const known = raw.packages.get(key);
  if (known) return known;
  const item: RawPackage = {
    key,
    line,
    name: null,
    version: null,
    dev: null,
    wants: new Map(),
    peers: new Set(),
    optionalPeers: new Set(),
  };
  raw.packages.set(key, item);
  return item;
}

/** @returns the section the next lines belong to */
function readPackageLine(item: RawPackage, section: string, indent: number, key: string, value: string): string {
  if (indent === 4) {
    if (key === 'name') item.name = value;
    else if (key === 'version') item.version = value;
    else if (key === 'dev' && (value === 'true' || value === 'false')) item.dev = value === 'true';
    return value === '' ? key : '';
  }
  if (indent === 6) {
    const group = GROUPS.get(section);
    if (group !== undefined && value !== '') item.wants.set(key, { reference: value, group });
    else if (section === 'peerDependencies') item.peers.add(key);
    else if (section === 'peerDependenciesMeta') item.optionalPeers.add(key);
  }
  return section;
}

/** `{specifier: ^1.0.0, version: 1.2.3}` in the few files that write it on one line. */
function flowVersion(value: string): string {
  return value.startsWith('{') ? (/\bversion:\s*'?([^,'}\s]+)/.exec(value)?.[1] ?? '') : value;
}

function link(raw: RawLock): LockFacts {
  const items = [...raw.packages.values()];
  // Version 9 writes a package once under `packages` and once per set of peers under `snapshots`: the first only carries the peers.
  const bases = new Map<string, RawPackage>();
  for (const item of items) if (!bases.has(withoutPeers(item.key))) bases.set(withoutPeers(item.key), item);
  const heads = new Set(items.filter((item) => item.key.includes('(')).map((item) => withoutPeers(item.key)));
  const snapshots = items.filter((item) => item.wants.size > 0 || !heads.has(item.key));
  const index = new Map(snapshots.map((item, i) => [item.key, i]));
  const members: LockEntry[] = [];
  const target = (name: string, reference: string, from: string): number | null => {
    const local = /^(?:link|file):(.*)$/.exec(reference)?.[1];
    if (local !== undefined && !/\.(?:tgz|tar\.gz)(?:\(|$)/.test(local)) {
      const path = reference.startsWith('link:') ? join(from, local) : local.replace(/\(.*$/, '');
      const entry = { name, version: null, line: null, edges: [], member: path, dev: null };
      return snapshots.length + members.push(entry) - 1;
    }
    const keys = [`/${name}/${reference}`, `/${name}@${reference}`, `${name}@${reference}`, reference, `/${reference}`];
    for (const key of keys) {
      const found = index.get(key);
      if (found !== undefined) return found;
    }
    return null;
  };
  const edgesOf = (item: RawPackage): LockEdge[] =>
    [...item.wants].flatMap(([name, { reference, group }]): LockEdge[] => {
      const base = bases.get(withoutPeers(item.key));
      const isPeer = item.peers.has(name) || base?.peers.has(name) === true;
      if (isPeer && (item.optionalPeers.has(name) || base?.optionalPeers.has(name))) return [];
      const entry = target(name, reference, '');
      return entry === null ? [] : [{ entry, group: isPeer ? 'peer' : group }];
    });
  const entries = snapshots.map((item): LockEntry => {
    const base = bases.get(withoutPeers(item.key));
    const parsed = parseKey(item.key);
    return {
      name: item.name ?? base?.name ?? parsed.name,
      version: item.version ?? base?.version ?? parsed.version,
      line: base?.line ?? item.line,
      edges: edgesOf(item),
      member: null,
      dev: item.dev,
    };
  });
  const importers = raw.importers.map(({ path, wants }) => ({
    path,
    direct: [...wants].flatMap(([key, { reference, group }]): [string, LockEdge][] => {
      const entry = target(key, reference, path);
      return entry === null ? [] : [[key, { entry, group }]];
    }),
  }));
  return { kind: 'lock', format: 'pnpm', entries: [...entries, ...members], importers, descriptors: [] };
}

function withoutPeers(key: string): string {
  const open = key.indexOf('(');
  return open < 0 ? key : key.slice(0, open);
}

/** `/name/1.2.3_peers` (5), `/name@1.2.3(peers)` (6), `name@1.2.3(peers)` (9); scopes hold a slash of their own. */
function parseKey(key: string): { name: string; version: string | null } {
  const plain = withoutPeers(key).replace(/^\//, '');
  const at = plain.indexOf('@', 1);
  const slash = plain.startsWith('@') ? plain.indexOf('/', plain.indexOf('/') + 1) : plain.indexOf('/');
  const cut = at > 0 && (slash < 0 || at < slash) ? at : slash;
  if (cut <= 0) return { name: plain, version: null };
  const version = plain.slice(cut + 1).split('_')[0] ?? '';
  return { name: plain.slice(0, cut), version: /^\d/.test(version) ? version : null };
}

function join(base: string, relative: string): string {
  const out = base === '' ? [] : base.split('/');
  for (const part of relative.split('/')) {
    if (part === '..') out.pop();
    else if (part !== '.' && part !== '') out.push(part);
  }
  return out.join('/');
}
