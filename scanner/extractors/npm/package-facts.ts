/** The packages of one module: what its manifest names, and everything the lock file says comes along. */

import type { Scope } from '../../../core/platforms.js';
import type { PackageFact } from '../../../core/plugins.js';
import { byCodeUnit, joinPath } from '../../../core/text.js';
import type { Dependency, DependencyGroup, LockEntry, LockFile } from './facts.js';
import { lockedEntry } from './lock-choice.js';
import { isMarketPath, type NpmModule, type NpmProject } from './project.js';
import type { Specifier } from './specifier.js';

/** Strongest first. */
const SCOPES = ['release', 'dev', 'unknown'] as const satisfies readonly Scope[];
type NpmScope = (typeof SCOPES)[number];

interface Draft {
  readonly fact: Omit<PackageFact, 'requestedBy' | 'scope' | 'direct' | 'module'>;
  scope: NpmScope;
  direct: boolean;
  readonly requestedBy: Set<string>;
}

/** Lists the packages of a module; marks the lock entries it reaches in `reached`. */
export function packagesOf(project: NpmProject, module: NpmModule, reached: Map<LockFile, Set<number>>): PackageFact[] {
  return new Closure(project, module, reached).run();
}

class Closure {
  private readonly project: NpmProject;
  private readonly module: NpmModule;
  private readonly reached: Map<LockFile, Set<number>>;
  private readonly drafts = new Map<string, Draft>();
  /** Lock entries and modules already gone into. */
  private readonly visited = new Set<string>();
  private readonly lateEdges: (() => void)[] = [];
  private queue: (() => void)[] = [];

  constructor(project: NpmProject, module: NpmModule, reached: Map<LockFile, Set<number>>) {
    this.project = project;
    this.module = module;
    this.reached = reached;
  }

  run(): PackageFact[] {
    this.visited.add(`module ${this.module.path}`);
    for (const scope of SCOPES) {
      for (const dependency of this.module.facts.dependencies) {
        if (scopeOf(dependency.group) === scope) this.want(this.module, dependency, scope, null);
      }
      this.drain();
    }
    // What only a peer dependency asks for was installed because of it, and comes after everything that was asked for.
    for (let late = this.lateEdges.shift(); late !== undefined; late = this.lateEdges.shift()) {
      late();
      this.drain();
    }
    return [...this.drafts.values()].map(({ fact, scope, direct, requestedBy }) => ({
      ...fact,
      scope,
      direct,
      module: this.module.path,
      requestedBy: direct ? [] : [...requestedBy].sort(byCodeUnit),
    }));
  }

  private drain(): void {
    while (this.queue.length > 0) {
      const now = this.queue;
      this.queue = [];
      for (const step of now) step();
    }
  }

  /** A line of a manifest: the module's own, or that of a member it depends on (`by`). */
  private want(holder: NpmModule, dependency: Dependency, scope: NpmScope, by: string | null): void {
    const index = holder.lock === null ? null : lockedEntry(holder.lock, holder.path, dependency);
    const entry = index === null ? undefined : holder.lock?.facts.entries[index];
    const specifier = this.project.specifierOf(holder, dependency);
    const location = { file: holder.file, line: dependency.line };
    const target = this.memberOf(holder, dependency, entry);
    if (target !== null || specifier.kind === 'local' || entry?.member != null) {
      const version = target?.facts.version ?? null;
      const name = target?.facts.name ?? specifier.name;
      const path = target?.path ?? localPath(holder, specifier);
      const local = !isMarketPath(`${path}/`);
      this.record(name, version, version === null ? null : 'manifest', local, location, 'manifest-analysis', scope, by);
      if (target !== null) this.enterModule(target, scope);
      return;
    }
    const written = specifier.kind === 'range' ? specifier.version : null;
    const version = entry?.version ?? written;
    const from = entry?.version ? 'lock' : version === null ? null : 'manifest';
    const name = entry?.name ?? specifier.name;
    this.record(name, version, from, false, location, 'manifest-analysis', scope, by);
    if (holder.lock !== null && index !== null) this.enterEntry(holder.lock, index, scope);
  }

  private memberOf(holder: NpmModule, dependency: Dependency, entry: LockEntry | undefined): NpmModule | null {
    // A name of the workspace that the lock file resolves to a registry package is that package.
    if (entry !== undefined && entry.member === null) {
      return this.project.specifierOf(holder, dependency).kind === 'local'
        ? this.project.localTarget(holder, dependency)
        : null;
    }
    const locked = entry?.member == null || holder.lock === null ? null : joinPath(holder.lock.dir, entry.member);
    return (locked === null ? null : this.project.moduleAt(locked)) ?? this.project.localTarget(holder, dependency);
  }

  private enterModule(module: NpmModule, scope: NpmScope): void {
    const key = `module ${module.path}`;
    if (this.visited.has(key)) return;
    this.visited.add(key);
    const by = module.facts.name ?? module.path;
    for (const dependency of module.facts.dependencies) {
      if (scopeOf(dependency.group) !== 'release') continue;
      this.queue.push(() => this.want(module, dependency, scope, by));
    }
  }

  private enterEntry(lock: LockFile, index: number, scope: NpmScope): void {
    const key = `${lock.file} ${index}`;
    const entry = lock.facts.entries[index];
    if (this.visited.has(key) || entry === undefined) return;
    this.visited.add(key);
    const reached = this.reached.get(lock) ?? new Set();
    this.reached.set(lock, reached.add(index));
    for (const edge of entry.edges) {
      if (edge.group === 'dev') continue;
      const step = () => this.follow(lock, edge.entry, scope, entry.name, edge.group === 'peer');
      if (edge.group === 'peer') this.lateEdges.push(step);
      else this.queue.push(step);
    }
  }

  private follow(lock: LockFile, index: number, scope: NpmScope, by: string, peer: boolean): void {
    const entry = lock.facts.entries[index];
    if (entry === undefined) return;
    // A peer that is there anyway is no dependency of the package that wants it beside itself.
    if (peer && this.drafts.has(idOf(entry.name, entry.version))) return;
    const member = entry.member === null ? null : joinPath(lock.dir, entry.member);
    const target = member === null ? null : this.project.moduleAt(member);
    const location = { file: lock.file, line: entry.line };
    const version = target?.facts.version ?? entry.version;
    const from = version === null ? null : 'lock';
    const local = entry.member !== null && !isMarketPath(`${target?.path ?? member}/`);
    this.record(entry.name, version, from, local, location, 'lock-file-analysis', scope, by);
    if (target !== null) this.enterModule(target, scope);
    this.enterEntry(lock, index, scope);
  }

  private record(
    name: string,
    version: string | null,
    versionFrom: PackageFact['versionFrom'],
    local: boolean,
    location: PackageFact['location'],
    technique: PackageFact['technique'],
    scope: NpmScope,
    by: string | null,
  ): void {
    const id = idOf(name, version);
    const known = this.drafts.get(id);
    if (known === undefined) {
      this.drafts.set(id, {
        fact: { kind: 'npm', name, version, versionFrom, local, location, technique },
        scope,
        direct: by === null,
        requestedBy: new Set(by === null ? [] : [by]),
      });
      return;
    }
    // The module's own line is the better place to point at.
    if (by === null && !known.direct) {
      this.drafts.set(id, { ...known, fact: { ...known.fact, location, technique }, direct: true });
    } else if (by !== null && known.scope === scope) known.requestedBy.add(by);
  }
}

/** Entries of a lock file that no manifest of the tree leads to: the lock file alone speaks for them. */
export function unreachedPackages(lock: LockFile, reached: ReadonlySet<number>): PackageFact[] {
  const { entries } = lock.facts;
  const requesters = new Map<number, Set<string>>();
  for (const entry of entries) {
    for (const edge of entry.edges) {
      if (reached.has(edge.entry)) continue;
      requesters.set(edge.entry, (requesters.get(edge.entry) ?? new Set()).add(entry.name));
    }
  }
  const known = new Set([...reached].map((index) => idOf(entries[index]?.name ?? '', entries[index]?.version ?? null)));
  return entries.flatMap((entry, index): PackageFact[] => {
    const id = idOf(entry.name, entry.version);
    if (reached.has(index) || entry.member !== null || known.has(id)) return [];
    known.add(id);
    return [
      {
        kind: 'npm',
        name: entry.name,
        version: entry.version,
        versionFrom: entry.version === null ? null : 'lock',
        scope: entry.dev === true ? 'dev' : 'unknown',
        module: lock.dir,
        direct: false,
        requestedBy: [...(requesters.get(index) ?? [])].sort(byCodeUnit),
        local: false,
        location: { file: lock.file, line: entry.line },
        technique: 'lock-file-analysis',
      },
    ];
  });
}

function localPath(holder: NpmModule, specifier: Specifier): string {
  return specifier.kind === 'local' && specifier.path !== null ? (joinPath(holder.path, specifier.path) ?? '') : '';
}

function idOf(name: string, version: string | null): string {
  return `${name}\n${version ?? ''}`;
}

function scopeOf(group: DependencyGroup): NpmScope {
  return group === 'dev' ? 'dev' : group === 'peer' ? 'unknown' : 'release';
}
