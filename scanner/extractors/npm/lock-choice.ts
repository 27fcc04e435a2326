/** Which lock file speaks for a directory. */
import { dirname } from '../../../core/text.js';
import type { Dependency, LockFile, LockFormat, PackageJsonFacts } from './facts.js';
import { onlyMatch } from './range.js';

interface Manifest {
  readonly path: string;
  readonly facts: PackageJsonFacts;
}

/** Yarn writes what a manifest asks for as a key of its own; the others are found by importer or name. */
export function lockedEntry(lock: LockFile, modulePath: string, dependency: Dependency): number | null {
  const { facts } = lock;
  const path = lock.dir === '' ? modulePath : modulePath === lock.dir ? '' : modulePath.slice(lock.dir.length + 1);
  const maps = mapsOf(lock);
  const importer = maps.importers.get(path);
  if (importer) return importer.get(dependency.key) ?? null;
  if (facts.format === 'npm') return path === '' ? (maps.descriptors.get(dependency.key) ?? null) : null;
  if (facts.format !== 'yarn') return null;
  const { key, specifier } = dependency;
  const exact = maps.descriptors.get(`${key}@${specifier}`) ?? maps.descriptors.get(`${key}@npm:${specifier}`);
  if (exact !== undefined) return exact;
  // Patches, resolutions and catalogs are locked under other ranges.
  return onlyMatch(maps.byKey.get(key) ?? [], specifier, (index) => facts.entries[index]?.version ?? null);
}

interface LockMaps {
  readonly importers: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly descriptors: ReadonlyMap<string, number>;
  readonly byKey: ReadonlyMap<string, readonly number[]>;
}

const maps = new WeakMap<LockFile, LockMaps>();

function mapsOf(lock: LockFile): LockMaps {
  const known = maps.get(lock);
  if (known) return known;
  const byKey = new Map<string, number[]>();
  for (const [descriptor, index] of lock.facts.format === 'yarn' ? lock.facts.descriptors : []) {
    const key = descriptor.slice(0, descriptor.indexOf('@', 1));
    const list = byKey.get(key);
    if (list) list.push(index);
    else byKey.set(key, [index]);
  }
  const made: LockMaps = {
    importers: new Map(
      lock.facts.importers.map((i) => [i.path, new Map(i.direct.map(([key, edge]) => [key, edge.entry]))]),
    ),
    descriptors: new Map(lock.facts.descriptors),
    byKey,
  };
  maps.set(lock, made);
  return made;
}

/** Assigns lock files to directories: their own, or that of the workspace they are members of. */
export function chooseLock(
  locks: readonly LockFile[],
  manifests: readonly Manifest[],
  workspaceOf: (path: string) => string | null,
): {
  lockFor(path: string, workspace: string | null): LockFile | null;
  rivals: { used: string; unused: string[] }[];
} {
  const byDir = new Map<string, LockFile[]>();
  for (const lock of locks) byDir.set(lock.dir, [...(byDir.get(lock.dir) ?? []), lock]);
  const chosen = new Map<string, LockFile>();
  const rivals: { used: string; unused: string[] }[] = [];
  for (const [dir, candidates] of byDir) {
    const [first, ...others] = ranked(candidates, dir, manifests, workspaceOf);
    if (first === undefined) continue;
    chosen.set(dir, first);
    if (others.length > 0) rivals.push({ used: first.file, unused: others.map((lock) => lock.file) });
  }
  const covers = (lock: LockFile, path: string, workspace: string | null) =>
    workspace === lock.dir || mapsOf(lock).importers.has(lock.dir === '' ? path : path.slice(lock.dir.length + 1));
  return {
    rivals,
    lockFor: (path, workspace) => {
      const own = chosen.get(path);
      if (own) return own;
      for (let dir = path; dir !== ''; ) {
        dir = dirname(dir);
        const lock = chosen.get(dir);
        if (lock && covers(lock, path, workspace)) return lock;
      }
      return null;
    },
  };
}

/** The manager the manifest names comes first; else the lock that knows most of what the manifests ask for. */
function ranked(
  candidates: readonly LockFile[],
  dir: string,
  manifests: readonly Manifest[],
  workspaceOf: (path: string) => string | null,
): LockFile[] {
  if (candidates.length < 2) return [...candidates];
  const own = manifests.find((manifest) => manifest.path === dir);
  const manager = own?.facts.packageManager?.split('@')[0] as LockFormat | undefined;
  const covered = manifests.filter((manifest) => manifest.path === dir || workspaceOf(manifest.path) === dir);
  const score = (lock: LockFile) =>
    (lock.facts.format === manager ? 1e9 : 0) +
    covered.reduce(
      (sum, m) => sum + m.facts.dependencies.filter((d) => lockedEntry(lock, m.path, d) !== null).length,
      0,
    );
  return candidates
    .map((lock) => ({ lock, score: score(lock) }))
    .sort((a, b) => b.score - a.score)
    .map((x) => x.lock);
}
