/** Joins the files of Gradle builds: scripts, catalogs, build code, manifests, archives and lock files. */
import type { Problem } from '../../../core/inventory.js';
import { reachesUsers } from '../../../core/platforms.js';
import type {
  Correlation,
  Correlator,
  ExtractedFile,
  ModuleFact,
  Observation,
  PackageFact,
  PermissionFact,
} from '../../../core/plugins.js'; // prettier-ignore
import { basename, byCodeUnit } from '../../../core/text.js';
import type { AndroidModel } from '../../languages/gradle/model.js';
import { ArchiveUses, placedObservations, repositoryCoordinate } from './archive-facts.js';
import { type ReadBuild, readBuilds } from './builds.js';
import { sortFiles } from './gradle-files.js';
import { variantScope } from './gradle-scopes.js';
import { applyLock, lockedModule } from './lock-facts.js';
import { moduleFacts } from './module-facts.js';
import { buildFacts } from './package-facts.js';
import { Placements } from './placement.js';
import { readStrayScripts } from './stray-scripts.js';

const ECOSYSTEM = 'android-gradle';
/** The placeholder that manifests write for the id of the app. */
const APPLICATION_ID = `\${applicationId}`;

export const correlator: Correlator = {
  ecosystem: ECOSYSTEM,
  correlate(files, tree): Correlation {
    const sorted = sortFiles(files);
    const archives = files.filter((f) => f.extractor === 'android/archive').map((f) => f.path);
    const builds = readBuilds(sorted, tree);
    const uses = new ArchiveUses();
    const facts = builds.map((read) => ({ read, facts: buildFacts(read) }));
    const stray = readStrayScripts(sorted, builds);
    for (const { read, facts: f } of [...facts, ...stray.found]) uses.add(read, f.archives, tree, archives);
    const placed = facts.map(({ read, facts: f }) => moduleFacts(read, f.edges, sorted));
    const modules = placed.flatMap((p) => p.modules);
    const placements = new Placements(modules, claims(builds, modules));

    let packages: PackageFact[] = facts.flatMap(({ facts: f }) => f.packages);
    packages = markLocal([...packages, ...stray.packages], builds);
    const android = new Map(
      builds.flatMap(({ build }) => [...build.projects.values()].map((p) => [p.dir, p.android] as const)),
    );
    for (const [path, entries] of sorted.locks)
      packages = applyLock(packages, path, entries, android.get(lockedModule(path)) ?? EMPTY);

    const rest = placeFiles(files, placements, uses, packages, builds);
    return {
      apps: placed.flatMap((p) => p.apps),
      modules,
      packages: [...packages, ...uses.missing, ...rest.packages],
      observations: rest.observations,
      permissions: rest.permissions,
      problems: [...problemsOf(builds), ...stray.problems],
    };
  },
};

const EMPTY: AndroidModel = {
  namespace: null,
  applicationId: null,
  flavors: new Map(),
  dimensions: [],
  buildTypes: new Map(),
  sourceSets: new Map(),
};

/** Directories outside a module that its script names as source. */
function claims(
  builds: readonly ReadBuild[],
  modules: readonly ModuleFact[],
): { dir: string; module: ModuleFact; scope: ReturnType<typeof variantScope> }[] {
  const byDir = new Map(modules.map((m) => [m.path, m]));
  const out: { dir: string; module: ModuleFact; scope: ReturnType<typeof variantScope> }[] = [];
  for (const { build } of builds) {
    for (const project of build.projects.values()) {
      const module = byDir.get(project.dir);
      if (!module) continue;
      for (const [set, dirs] of project.android.sourceSets) {
        for (const dir of dirs) out.push({ dir, module, scope: variantScope(set, project.android) });
      }
    }
  }
  return out;
}

/** Packages that one of the tree's own modules publishes, and which a build replaces by that module, are the project's own. */
function markLocal(packages: readonly PackageFact[], builds: readonly ReadBuild[]): PackageFact[] {
  const own = new Set<string>();
  for (const { build } of builds) {
    for (const project of build.projects.values()) {
      const name = project.path.slice(project.path.lastIndexOf(':') + 1);
      if (project.group && name !== '') own.add(`${project.group}:${name}`);
    }
  }
  return packages.map((fact) => (fact.kind === 'maven' && own.has(fact.name) ? { ...fact, local: true } : fact));
}

interface Placed {
  readonly packages: PackageFact[];
  readonly observations: Observation[];
  readonly permissions: PermissionFact[];
}

function placeFiles(
  files: readonly ExtractedFile[],
  placements: Placements,
  uses: ArchiveUses,
  known: readonly PackageFact[],
  builds: readonly ReadBuild[],
): Placed {
  const out: Placed = { packages: [], observations: [], permissions: [] };
  const names = new Set(known.filter((p) => p.kind === 'maven').map((p) => p.name));
  const ids = new Map(
    builds.flatMap(({ build }) =>
      [...build.projects.values()].map((p) => [p.dir, p.android.applicationId ?? p.android.namespace] as const),
    ),
  ); // prettier-ignore
  for (const file of files) {
    const { extraction } = file;
    if (extraction.observations.length + extraction.permissions.length + extraction.packages.length === 0) continue;
    if (file.extractor === 'android/archive') {
      placeArchive(file, placements, uses, known, names, out);
      continue;
    }
    const { module, scope } = placements.of(file.path);
    const place = module?.path ?? null;
    const id = place === null ? null : (ids.get(place) ?? null);
    for (const o of extraction.observations) {
      const value = id === null ? o.value : o.value.replaceAll(APPLICATION_ID, id);
      if (o.kind === 'manifest-component' && isOwn(value, module)) continue;
      if (o.kind === 'intent-action' && isOwn(value, module)) continue;
      out.observations.push({ ...o, value, module: place, scope });
    }
    for (const p of extraction.permissions) {
      out.permissions.push({
        ...p,
        id: id === null ? p.id : p.id.replaceAll(APPLICATION_ID, id),
        module: place,
        scope,
      });
    }
    out.packages.push(...extraction.packages.map((p) => ({ ...p, module: place, scope })));
  }
  return out;
}

/** True for a class of the module's own code. */
function isOwn(name: string, module: ModuleFact | null): boolean {
  return module?.ownNames.some((own) => own.includes('.') && (name === own || name.startsWith(`${own}.`))) === true;
}

function placeArchive(
  file: ExtractedFile,
  placements: Placements,
  uses: ArchiveUses,
  known: readonly PackageFact[],
  names: ReadonlySet<string>,
  out: Placed,
): void {
  const { packages, observations, permissions } = file.extraction;
  if (basename(file.path) === 'gradle-wrapper.jar') {
    const module = placements.of(file.path).module?.path ?? null;
    out.packages.push(...packages.map((p) => ({ ...p, module, scope: 'build-tool' as const })));
    out.observations.push(...placedObservations(observations, [{ module, scope: 'build-tool' }]));
    return;
  }
  let places = uses.of(file.path).map(({ project, scope }) => ({ module: project.dir as string | null, scope }));
  const coordinate = places.length === 0 ? repositoryCoordinate(file.path, names) : null;
  if (coordinate !== null) {
    const users = known.filter((p) => p.kind === 'maven' && p.name === coordinate);
    places = users.map((p) => ({ module: p.module, scope: p.scope }));
  }
  if (places.length === 0) places = [{ module: placements.of(file.path).module?.path ?? null, scope: 'unknown' }];
  out.packages.push(...places.flatMap((place) => packages.map((p) => ({ ...p, ...place }))));
  out.observations.push(...placedObservations(observations, places));
  // The manifest of a library is merged into that of the app that links it.
  for (const place of places)
    if (reachesUsers(place.scope)) out.permissions.push(...permissions.map((p) => ({ ...p, ...place })));
}

/** One problem for each thing that could not be read: where many modules write the same, the first place stands for all. */
function problemsOf(builds: readonly ReadBuild[]): Problem[] {
  const groups = new Map<string, { first: Problem; places: Set<string> }>();
  const all = builds
    .flatMap(({ host }) => host.problems)
    .sort((a, b) => byCodeUnit(a.file, b.file) || a.line - b.line || byCodeUnit(a.message, b.message));
  for (const { file, line, message } of all) {
    const key = subjectOf(message);
    const group = groups.get(key) ?? {
      first: { stage: 'correlate', plugin: ECOSYSTEM, file, line, message },
      places: new Set(),
    };
    group.places.add(`${file}\0${line}`);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ first, places }) =>
    places.size === 1 ? first : { ...first, message: `${first.message} (the same in ${places.size - 1} more places)` },
  );
}

/** What a message is about: the unread value, whatever the configuration or the coordinate that it was written for. */
function subjectOf(message: string): string {
  if (message.includes(' could not be resolved: ')) return message.replace(/^\S+ /, '');
  const from = message.indexOf(' could not be told from ');
  return from < 0 ? message : message.slice(from);
}
