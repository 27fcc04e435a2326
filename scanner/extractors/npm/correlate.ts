/** Joins manifests, lock files and workspaces into modules, apps and packages. */

import type { Problem } from '../../../core/inventory.js';
import type {
  AppFact,
  Correlation,
  Correlator,
  ExtractedFile,
  ModuleFact,
  Observation,
  PackageFact,
  TreeView,
} from '../../../core/plugins.js';
import { dirname, isWithin, sortedSet } from '../../../core/text.js';
import { classify, type ModuleKind } from './classify.js';
import type { LockFile } from './facts.js';
import { packagesOf, unreachedPackages } from './package-facts.js';
import { isMarketPath, type NpmModule, type NpmProject, npmProject } from './project.js';

export const correlator: Correlator = { ecosystem: 'npm', correlate };

function correlate(files: readonly ExtractedFile[], tree: TreeView): Correlation {
  const project = npmProject(files);
  const kinds = withDistinctIds(
    new Map(project.modules.map((m) => [m, classify(m, project.nativeApps.get(m.path) ?? [], tree)])),
  );
  const memberships = appsOfMembers(project, kinds);
  const carriers = carriersOf(project, kinds);
  const reached = new Map<LockFile, Set<number>>();
  const packages = project.modules.flatMap((module) => {
    const found = packagesOf(project, module, reached);
    return TEST_DIR.test(module.path) ? found.map((p) => ({ ...p, scope: 'test' as const })) : found;
  });
  const used = new Set(project.modules.flatMap((module) => module.lock ?? []));
  const rivals = new Set(project.rivals.flatMap((rival) => rival.unused));
  for (const lock of project.locks) {
    if (!rivals.has(lock.file))
      packages.push(...unreachedPackages(lock, used.has(lock) ? (reached.get(lock) ?? new Set()) : new Set()));
  }
  const passed = files.flatMap((file) =>
    file.extraction.observations.map((o) => ({ ...o, module: moduleFor(project, o.location.file) })),
  );
  return {
    apps: [...kinds.values()].flatMap((kind) => kind.apps),
    modules: project.modules.map((module) => moduleFact(project, module, kinds, memberships, carriers.get(module))),
    packages,
    observations: [...passed, ...pluginObservations(packages, passed)],
    permissions: files.flatMap((file) =>
      file.extraction.permissions.map((p) => ({ ...p, module: moduleFor(project, p.location.file) })),
    ),
    problems: project.rivals.map(rivalProblem),
  };
}

function moduleFor(project: NpmProject, file: string): string {
  return project.moduleOf(file)?.path ?? dirname(file);
}

/** Two modules of one name would be one app: the later ones are called by their directory. */
function withDistinctIds(kinds: ReadonlyMap<NpmModule, ModuleKind>): Map<NpmModule, ModuleKind> {
  const taken = new Set<string>();
  const distinct = (module: NpmModule, app: AppFact): AppFact => {
    const id = taken.has(app.id) ? `${app.platform}:${module.path}` : app.id;
    taken.add(id);
    return { ...app, id };
  };
  return new Map(
    [...kinds].map(([module, kind]) => [module, { ...kind, apps: kind.apps.map((app) => distinct(module, app)) }]),
  );
}

/** Module to the apps it is part of: its own, and those of the modules that depend on it. */
function appsOfMembers(project: NpmProject, kinds: ReadonlyMap<NpmModule, ModuleKind>): Map<NpmModule, Set<string>> {
  const apps = new Map<NpmModule, Set<string>>(project.modules.map((module) => [module, new Set()]));
  for (const [module, kind] of kinds) {
    if (kind.apps.length === 0) continue;
    const seen = new Set([module]);
    const queue = [module];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const app of kind.apps) apps.get(next)?.add(app.id);
      for (const dependency of next.facts.dependencies) {
        if (dependency.group === 'dev' || dependency.group === 'peer') continue;
        const target = project.localTarget(next, dependency);
        if (target === null || seen.has(target)) continue;
        seen.add(target);
        queue.push(target);
      }
    }
  }
  return apps;
}

/**
 * Modules that are part of the apps below them: shells, and libraries above an example that depends on them. Each with the modules
 * below it whose apps are its own all the same: that example, and the members of its workspace.
 */
function carriersOf(project: NpmProject, kinds: ReadonlyMap<NpmModule, ModuleKind>): Map<NpmModule, string[]> {
  const carriers = new Map<NpmModule, string[]>();
  const through = (module: NpmModule): string[] => {
    const known = carriers.get(module) ?? [];
    carriers.set(module, known);
    return known;
  };
  for (const [module, kind] of kinds) {
    if (!kind.nested) continue;
    through(module).push(...project.modules.flatMap((m) => (m.workspace === module.path ? m.path : [])));
    for (const dependency of module.facts.dependencies) {
      const target = dependency.group === 'release' ? project.localTarget(module, dependency) : null;
      if (target !== null && isWithin(module.path, target.path)) through(target).push(module.path);
    }
  }
  return carriers;
}

function moduleFact(
  project: NpmProject,
  module: NpmModule,
  kinds: ReadonlyMap<NpmModule, ModuleKind>,
  memberships: ReadonlyMap<NpmModule, ReadonlySet<string>>,
  carries: readonly string[] | undefined,
): ModuleFact {
  const kind = kinds.get(module);
  const apps = sortedSet(memberships.get(module) ?? []);
  const inherited = project.modules.flatMap((other) => {
    const platforms = kinds.get(other)?.platforms ?? [];
    const shared = other !== module && (kinds.get(other)?.apps ?? []).some((app) => apps.includes(app.id));
    return shared ? platforms : [];
  });
  return {
    path: module.path,
    ecosystem: 'npm',
    platforms: kind && kind.platforms.length > 0 ? kind.platforms : kind?.nested ? [] : [...new Set(inherited)].sort(),
    apps,
    carriesNestedApps: carries !== undefined,
    carriesThrough: carries,
    sourceSets: TEST_DIR.test(module.path) ? [{ prefix: '', scope: 'test' }] : SOURCE_SETS,
    ownNames: ownNames(module),
  };
}

/** A package of its own that holds nothing but tests. */
const TEST_DIR = /(?:^|\/)(?:__tests__|e2e|e2e-tests|cypress|detox|maestro|playwright)(?:\/|$)/;

const SOURCE_SETS: ModuleFact['sourceSets'] = [
  ...['test', 'tests', '__tests__', '__mocks__', 'e2e', 'cypress', 'detox', 'spec'].map((prefix) => ({
    prefix,
    scope: 'test' as const,
  })),
  ...['src/__tests__', 'src/test', 'src/tests', 'test/unit', 'tests/unit'].map((prefix) => ({
    prefix,
    scope: 'test' as const,
  })),
  ...['scripts', 'build', 'tools', '.storybook'].map((prefix) => ({ prefix, scope: 'dev' as const })),
];

/** What lies in uni_modules came from the plugin market, cloud functions and all. */
function ownNames(module: NpmModule): string[] {
  const name = module.facts.name;
  if (name === null || isMarketPath(module.path)) return [];
  const scope = /^(@[^/]+)\//.exec(name)?.[1];
  return scope === undefined ? [name] : [name, scope];
}

/** Plugins of Cordova and Capacitor are npm packages by now; their signatures are written for what they are. */
function pluginObservations(packages: readonly PackageFact[], passed: readonly Observation[]): Observation[] {
  const known = new Set(passed.filter((o) => o.kind === 'cordova').map((o) => `${o.module}\n${o.value}`));
  return packages.flatMap((p): Observation[] => {
    if (!p.direct || p.local) return [];
    const kind = /^@capacitor\/(?!core$|cli$|android$|ios$|assets$)|^@capacitor-[\w-]+\/|(?:^|[/-])capacitor-/.test(
      p.name,
    )
      ? 'capacitor'
      : /(?:^|[/-])(?:cordova|phonegap)-plugin-|^cordova-(?!android$|ios$|common$|lib$|res$)|-cordova$/.test(p.name)
        ? 'cordova'
        : null;
    if (kind === null || known.has(`${p.module}\n${p.name}`)) return [];
    const { module, location, technique, scope } = p;
    // `devDependencies` is where Cordova's own command writes plugins: they are in the app all the same.
    return [
      {
        kind,
        value: p.name,
        scope: kind === 'cordova' && scope === 'dev' ? 'release' : scope,
        module,
        platform: null,
        location,
        technique,
      },
    ];
  });
}

function rivalProblem(rival: NpmProject['rivals'][number]): Problem {
  const message = `several lock files in one directory: ${rival.used} was used, ${rival.unused.join(' and ')} was not; delete the one that is out of date`;
  return { stage: 'correlate', plugin: 'npm', file: rival.used, line: null, message };
}
