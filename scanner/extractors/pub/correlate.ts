/** Joins pubspecs with their lock files and with each other. */
import {
  type AppFact,
  type Correlation,
  type Correlator,
  type ExtractedFile,
  type ModuleFact,
  type PackageFact,
  packageFact,
  type TreeView,
} from '../../../core/plugins.js';
import { dirname, isWithin, joinPath } from '../../../core/text.js';
import type { PubDependency, PubFacts, PubLockFacts, PubspecFacts } from './facts.js';

export const correlator: Correlator = { ecosystem: 'pub', correlate };

interface PubModule {
  readonly path: string;
  readonly file: string;
  readonly facts: PubspecFacts;
}

interface Lock {
  readonly file: string;
  readonly facts: PubLockFacts;
}

function correlate(files: readonly ExtractedFile[], tree: TreeView): Correlation {
  const modules = new Map<string, PubModule>();
  const locks = new Map<string, Lock>();
  for (const file of files) {
    const facts = file.extraction.facts as PubFacts | null;
    const path = dirname(file.path);
    if (facts?.kind === 'pubspec') modules.set(path, { path, file: file.path, facts });
    else if (facts?.kind === 'lock') locks.set(path, { file: file.path, facts });
  }
  const list = [...modules.values()];
  const kinds = list.map((module) => kindOf(module, tree));
  // A plugin above its example is part of the app that the example is.
  const above = new Map<string, string[]>();
  for (const [i, module] of list.entries()) {
    if (!kinds[i]?.module.carriesNestedApps) continue;
    for (const d of module.facts.dependencies) {
      const target = d.scope === 'release' ? localTarget(module, d, module, modules) : null;
      if (target !== null && isWithin(module.path, target.path))
        above.set(target.path, [...(above.get(target.path) ?? []), module.path]);
    }
  }
  return {
    apps: kinds.flatMap((kind) => kind.apps),
    modules: kinds.map((kind) => ({
      ...kind.module,
      carriesNestedApps: kind.module.carriesNestedApps || above.has(kind.module.path),
      carriesThrough: above.get(kind.module.path),
    })),
    packages: list.flatMap((module) => packagesOf(module, modules, lockOf(module, locks))),
    observations: files.flatMap((file) => file.extraction.observations),
    permissions: files.flatMap((file) => file.extraction.permissions),
    problems: [],
  };
}

/** An app has an entry point and folders of the platforms it is built for; a plugin has the folders alone. */
function kindOf(module: PubModule, tree: TreeView): { module: ModuleFact; apps: AppFact[] } {
  const at = (name: string) => (module.path === '' ? name : `${module.path}/${name}`);
  const entry = tree.filesIn(at('lib')).some((name) => /^main.*\.dart$/.test(name));
  const isApp = module.facts.flutter && !module.facts.plugin && entry;
  const web = isApp && tree.has(at('web/index.html'));
  const name = module.facts.name;
  const apps: AppFact[] = !web
    ? []
    : [
        {
          id: `web:${name ?? (module.path || '.')}`,
          name,
          platform: 'web',
          applicationId: null,
          module: module.path,
          variants: [],
        },
      ];
  const fact: ModuleFact = {
    path: module.path,
    ecosystem: 'pub',
    platforms: [],
    apps: apps.map((app) => app.id),
    carriesNestedApps: isApp,
    sourceSets: ['test', 'integration_test', 'test_driver'].map((prefix) => ({ prefix, scope: 'test' as const })),
    ownNames: name === null ? [] : [name],
  };
  return { module: fact, apps };
}

function lockOf(module: PubModule, locks: ReadonlyMap<string, Lock>): Lock | null {
  const own = locks.get(module.path);
  if (own || !module.facts.inWorkspace) return own ?? null;
  for (let dir = module.path; dir !== ''; ) {
    dir = dirname(dir);
    const lock = locks.get(dir);
    if (lock) return lock;
  }
  return null;
}

function packagesOf(module: PubModule, modules: ReadonlyMap<string, PubModule>, lock: Lock | null): PackageFact[] {
  const locked = new Map(lock?.facts.packages.map((p) => [p.name, p]));
  const found = new Map<string, PackageFact>();
  const queue: { holder: PubModule; dependency: PubDependency; by: string | null }[] = [];
  const push = (holder: PubModule, by: string | null) => {
    for (const dependency of holder.facts.dependencies) {
      if (by === null || dependency.scope === 'release') queue.push({ holder, dependency, by });
    }
  };
  push(module, null);
  for (let i = 0; i < queue.length; i++) {
    const { holder, dependency, by } = queue[i] as (typeof queue)[number];
    const known = found.get(dependency.name);
    if (known !== undefined) {
      if (by !== null && !known.direct && !known.requestedBy.includes(by)) {
        found.set(dependency.name, { ...known, requestedBy: [...known.requestedBy, by].sort() });
      }
      continue;
    }
    const target = localTarget(holder, dependency, module, modules);
    const entry = locked.get(dependency.name);
    const version = entry?.version ?? target?.facts.version ?? dependency.version;
    found.set(dependency.name, {
      kind: 'pub',
      name: dependency.name,
      version,
      versionFrom: version === null ? null : entry?.version ? 'lock' : 'manifest',
      scope: dependency.scope,
      module: module.path,
      direct: by === null,
      requestedBy: by === null ? [] : [by],
      local: dependency.path !== null || target !== null || entry?.source === 'path',
      location: { file: holder.file, line: dependency.line },
      technique: 'manifest-analysis',
    });
    // The project's own packages bring their dependencies along.
    if (target !== null && dependency.scope === 'release') push(target, dependency.name);
  }
  const shared = lock !== null && dirname(lock.file) !== module.path;
  for (const p of lock?.facts.packages ?? []) {
    // A workspace's lock file does not say which member a transitive package belongs to.
    if (shared || p.source === 'sdk' || found.has(p.name) || lock === null) continue;
    found.set(
      p.name,
      packageFact({
        kind: 'pub',
        name: p.name,
        version: p.version,
        versionFrom: p.version === null ? null : 'lock',
        scope: p.dependency === 'direct dev' ? 'dev' : p.dependency === 'direct main' ? 'release' : 'unknown',
        module: module.path,
        direct: p.dependency === 'direct main' || p.dependency === 'direct dev',
        local: p.source === 'path',
        location: { file: lock.file, line: p.line },
        technique: 'lock-file-analysis',
      }),
    );
  }
  return [...found.values()];
}

function localTarget(
  holder: PubModule,
  dependency: PubDependency,
  root: PubModule,
  modules: ReadonlyMap<string, PubModule>,
): PubModule | null {
  const override = root.facts.overrides.find((o) => o.name === dependency.name);
  const [base, path] = override ? [root.path, override.path] : [holder.path, dependency.path];
  const joined = path === null ? null : joinPath(base, path);
  return joined === null ? null : (modules.get(joined) ?? null);
}
