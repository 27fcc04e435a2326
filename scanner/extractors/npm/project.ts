/** The npm side of a tree: which package.json is a module, which workspace and which lock file it belongs to. */
import type { ExtractedFile } from '../../../core/plugins.js';
import { dirname, isWithin, joinPath } from '../../../core/text.js';
import type { Catalogs, Dependency, LockFile, NativeAppFacts, NpmFacts, PackageJsonFacts } from './facts.js';
import { workspaceMatcher } from './glob.js';
import { chooseLock } from './lock-choice.js';
import { readSpecifier, type Specifier } from './specifier.js';

export interface NpmModule {
  /** Directory; '' is the root. */
  readonly path: string;
  /** The package.json. */
  readonly file: string;
  readonly facts: PackageJsonFacts;
  readonly lock: LockFile | null;
  readonly workspace: string | null;
}

export interface NpmProject {
  readonly modules: readonly NpmModule[];
  readonly locks: readonly LockFile[];
  /** Directory to the configuration of the native apps it makes. */
  readonly nativeApps: ReadonlyMap<string, readonly NativeAppFacts[]>;
  /** Directories that hold several lock files, and the one that is used. */
  readonly rivals: readonly { readonly used: string; readonly unused: readonly string[] }[];
  moduleAt(path: string): NpmModule | null;
  /** The module whose directory holds a file; the innermost counts. */
  moduleOf(file: string): NpmModule | null;
  /** What a dependency says, catalogs looked up. */
  specifierOf(module: NpmModule, dependency: Dependency): Specifier;
  /** The module of this project that a dependency stands for, or null. */
  localTarget(module: NpmModule, dependency: Dependency): NpmModule | null;
}

/** Puts the extracted files of a tree together. */
export function npmProject(files: readonly ExtractedFile[]): NpmProject {
  const manifests: { path: string; file: string; facts: PackageJsonFacts }[] = [];
  const locks: LockFile[] = [];
  const nativeApps = new Map<string, NativeAppFacts[]>();
  const workspaces = new Map<string, { patterns: string[]; catalogs: Catalogs[number][] }>();
  const workspaceAt = (dir: string) => {
    const known = workspaces.get(dir) ?? { patterns: [], catalogs: [] };
    workspaces.set(dir, known);
    return known;
  };
  for (const file of files) {
    const facts = file.extraction.facts as NpmFacts | null;
    const dir = dirname(file.path);
    if (facts?.kind === 'package-json') {
      manifests.push({ path: dir, file: file.path, facts });
      if (facts.workspaces.length > 0) workspaceAt(dir).patterns.push(...facts.workspaces);
      if (facts.catalogs.length > 0) workspaceAt(dir).catalogs.push(...facts.catalogs);
    } else if (facts?.kind === 'workspace') {
      workspaceAt(dir).patterns.push(...facts.patterns);
      workspaceAt(dir).catalogs.push(...facts.catalogs);
    } else if (facts?.kind === 'lock') locks.push({ file: file.path, dir, facts });
    else if (facts?.kind === 'native-app') nativeApps.set(dir, [...(nativeApps.get(dir) ?? []), facts]);
  }

  const matchers = new Map([...workspaces].map(([dir, w]) => [dir, workspaceMatcher(w.patterns)]));
  const lockDirs = new Set(locks.map((lock) => lock.dir));
  const workspaceOf = (path: string): string | null => {
    if (workspaces.has(path) && lockDirs.has(path)) return path;
    const outer = ancestors(path).find((dir) => matchers.get(dir)?.(relativeTo(dir, path)));
    // A workspace that is itself a member of a larger one is installed with that.
    if (outer !== undefined) return workspaceOf(outer) ?? outer;
    return workspaces.has(path) ? path : null;
  };
  const { lockFor, rivals } = chooseLock(locks, manifests, workspaceOf);
  const modules = manifests
    .filter((manifest) => isModule(manifest, manifests))
    .map((manifest): NpmModule => {
      const workspace = workspaceOf(manifest.path);
      return { ...manifest, workspace, lock: lockFor(manifest.path, workspace) };
    });
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const byName = new Map<string, NpmModule>();
  for (const module of modules) {
    if (module.facts.name !== null)
      byName.set(`${module.workspace ?? `\0${module.path}`}\n${module.facts.name}`, module);
  }

  const specifierOf = (module: NpmModule, dependency: Dependency): Specifier => {
    const written = readSpecifier(dependency.key, dependency.specifier);
    if (written.kind !== 'catalog') return written;
    const holder = module.workspace ?? module.path;
    const wanted = written.catalog === 'default' ? '' : written.catalog;
    const catalog = workspaces.get(holder)?.catalogs.filter((c) => (c.name === 'default' ? '' : c.name) === wanted);
    const found = catalog?.flatMap((c) => c.entries).find(([name]) => name === dependency.key)?.[1];
    return found === undefined ? written : readSpecifier(dependency.key, found);
  };
  return {
    modules,
    locks,
    nativeApps,
    rivals,
    moduleAt: (path) => byPath.get(path) ?? null,
    moduleOf: (file) => {
      const dir = dirname(file);
      for (const path of [dir, ...ancestors(dir)]) {
        const module = byPath.get(path);
        if (module) return module;
      }
      return null;
    },
    specifierOf,
    localTarget: (module, dependency) => {
      const specifier = specifierOf(module, dependency);
      if (specifier.kind === 'local' && specifier.path !== null) {
        const path = joinPath(module.path, specifier.path);
        const target = path === null ? undefined : byPath.get(path);
        if (target) return target;
      }
      if (module.workspace === null || specifier.kind === 'remote') return null;
      const named = byName.get(`${module.workspace}\n${specifier.name}`) ?? null;
      return named === module ? null : named;
    },
  };
}

/** True inside uni_modules: plugins of DCloud's market, each with parts that are written as npm packages. */
export function isMarketPath(path: string): boolean {
  return /(?:^|\/)uni_modules\//.test(path);
}

/** The directories above a path, the nearest first; the root is ''. */
export function ancestors(path: string): string[] {
  const found: string[] = [];
  for (let dir = path; dir !== ''; ) {
    dir = dirname(dir);
    found.push(dir);
  }
  return found;
}

/** A path below a directory, without the directory. */
export function relativeTo(dir: string, path: string): string {
  return dir === '' ? path : path === dir ? '' : path.slice(dir.length + 1);
}

/**
 * Entry points of a larger package and bare `{"type": "module"}` markers hold no module of their own: what lies beside them belongs to
 * the package above.
 */
function isModule(
  manifest: { path: string; facts: PackageJsonFacts },
  all: readonly { path: string; facts: PackageJsonFacts }[],
): boolean {
  const { facts } = manifest;
  if (facts.dependencies.length > 0 || facts.workspaces.length > 0 || facts.scripts.length > 0) return true;
  if (facts.name === null) return false;
  return !all.some((other) => other.path !== manifest.path && isWithin(manifest.path, other.path));
}
