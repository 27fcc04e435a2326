/** Modules and apps of a build: which module is part of which app, on which platforms, with which source sets. */
import type { Platform, Scope } from '../../../core/platforms.js';
import type { AppFact, ModuleFact } from '../../../core/plugins.js';
import { sortedSet } from '../../../core/text.js';
import type { Project } from '../../languages/gradle/model.js';
import { type ReadBuild, scriptOf } from './builds.js';
import { type GradleFiles, under } from './gradle-files.js';
import { variantNames, variantScope } from './gradle-scopes.js';
import type { ProjectEdge } from './package-facts.js';

const ANDROID =
  /^(?:com\.android\.(?:application|library|dynamic-feature|feature|instantapp|test|kotlin\.multiplatform\.library|asset-pack|privacy-sandbox-sdk)|android|android-library)$/;
const APPLICATION = new Set(['com.android.application', 'android']);
/** Modules of these plugins belong to the app they name as their base or target. */
const ATTACHED = new Set([
  'com.android.dynamic-feature',
  'com.android.test',
  'com.android.feature',
  'com.android.asset-pack',
]);
const SERVER =
  /^(?:org\.springframework\.boot|io\.ktor\.plugin|io\.micronaut\.application|io\.quarkus|com\.google\.cloud\.tools\.appengine.*|war)$/;

type Kind = 'application' | 'attached' | 'android' | 'server' | 'other';

/** What kind of module a project is, by the plugins applied to it. */
export function kindOf(project: Project): Kind {
  const applied = project.plugins.filter((p) => p.applied);
  const sure = applied.filter((p) => !p.uncertain);
  const isApp = (ids: readonly { id: string }[]) => ids.some((p) => APPLICATION.has(p.id));
  const isLibrary = applied.some((p) => p.id === 'com.android.library' || p.id === 'android-library');
  // A module that is an app or a library by a switch that was not read is taken for what it is as a part of the whole: a library.
  if (isApp(sure) || (isApp(applied) && !isLibrary)) return 'application';
  if (applied.some((p) => ATTACHED.has(p.id))) return 'attached';
  // Only an app has an application id; its plugin may be applied by code that was not read to the end.
  if (project.android.applicationId !== null && !isLibrary) return 'application';
  if (!isLibrary && applied.some((p) => /[.-]android[.-]application$/.test(p.id))) return 'application';
  if (applied.some((p) => ANDROID.test(p.id)) || project.android.namespace !== null) return 'android';
  if (applied.some((p) => SERVER.test(p.id))) return 'server';
  return 'other';
}

export interface ModuleFacts {
  readonly apps: readonly AppFact[];
  readonly modules: readonly ModuleFact[];
}

/** Apps and modules of one build. */
export function moduleFacts(read: ReadBuild, edges: readonly ProjectEdge[], files: GradleFiles): ModuleFacts {
  const projects = [...read.build.projects.values()];
  const kinds = new Map(projects.map((p) => [p, kindOf(p)]));
  const bases = projects.filter((p) => kinds.get(p) === 'application');
  const apps = new Map(bases.map((p) => [p, appOf(p, files)]));
  const reached = reach(edges, bases, kinds);
  const modules = projects
    .filter((p) => hasOwnContent(p, read, files))
    .map((project) => moduleOf(project, kinds.get(project) ?? 'other', reached.get(project) ?? new Set(), apps, files));
  return { apps: [...apps.values()], modules };
}

/** False for `:a` of `include ':a:b'`, a name on the way without anything of its own. */
function hasOwnContent(project: Project, read: ReadBuild, files: GradleFiles): boolean {
  if (scriptOf(files, project) !== null || project.dependencies.length > 0 || project.plugins.length > 0) return true;
  if (project.path !== ':') return read.host.settings.includes.some((i) => i.path === project.path);
  return (
    files.scripts.has(under(project.dir, 'settings.gradle')) ||
    files.scripts.has(under(project.dir, 'settings.gradle.kts'))
  );
}

/** Which apps reach a project through dependencies of any scope but test; modules attached to an app bring theirs. */
function reach(
  edges: readonly ProjectEdge[],
  bases: readonly Project[],
  kinds: ReadonlyMap<Project, Kind>,
): Map<Project, Set<Project>> {
  const next = new Map<Project, Project[]>();
  const add = (from: Project, to: Project) => {
    const list = next.get(from);
    if (list) list.push(to);
    else next.set(from, [to]);
  };
  for (const { from, to, scope } of edges) {
    if (scope === 'test' || scope === 'disabled') continue;
    const attached = kinds.get(from) === 'attached' && kinds.get(to) === 'application';
    if (attached) add(to, from);
    else if (!(scope === 'build-tool')) add(from, to);
  }
  const out = new Map<Project, Set<Project>>();
  for (const base of bases) {
    const queue = [base];
    for (let at = queue.pop(); at; at = queue.pop()) {
      const apps = out.get(at) ?? new Set();
      if (apps.has(base)) continue;
      apps.add(base);
      out.set(at, apps);
      queue.push(...(next.get(at) ?? []));
    }
  }
  return out;
}

function appOf(project: Project, files: GradleFiles): AppFact {
  const manifest =
    files.manifests.get(under(project.dir, 'src/main/AndroidManifest.xml')) ??
    files.manifests.get(under(project.dir, 'AndroidManifest.xml')); // prettier-ignore
  const { applicationId, namespace } = project.android;
  const id = applicationId ?? namespace ?? manifest?.package ?? (project.dir === '' ? project.path : project.dir);
  const appName =
    files.appNames.get(under(project.dir, 'src/main/res/values/strings.xml')) ??
    files.appNames.get(under(project.dir, 'res/values/strings.xml')); // prettier-ignore
  const named =
    manifest?.labelText === 'app_name' || manifest?.labelText === null || manifest === undefined
      ? (appName ?? null)
      : null;
  return {
    id: `android:${id}`,
    name: manifest?.label ?? named,
    platform: 'android',
    applicationId: applicationId ?? namespace ?? manifest?.package ?? null,
    module: project.dir,
    variants: variantNames(project.android),
  };
}

function moduleOf(
  project: Project,
  kind: Kind,
  reachedBy: ReadonlySet<Project>,
  apps: ReadonlyMap<Project, AppFact>,
  files: GradleFiles,
): ModuleFact {
  const appIds = sortedSet([...reachedBy].flatMap((base) => apps.get(base)?.id ?? []));
  const android = kind === 'application' || kind === 'attached' || kind === 'android' || appIds.length > 0;
  const platforms: Platform[] = android ? ['android'] : kind === 'server' ? ['server'] : [];
  return {
    path: project.dir,
    ecosystem: 'android-gradle',
    platforms,
    apps: appIds,
    carriesNestedApps: false,
    sourceSets: sourceSetsOf(project),
    ownNames: ownNamesOf(project, files),
  };
}

/** Names by which a project's own packages are known. */
export function ownNamesOf(project: Project, files: GradleFiles): string[] {
  const names = new Set<string>();
  if (project.group !== null && project.group !== '') names.add(project.group);
  for (const name of [project.android.namespace, project.android.applicationId]) if (name) names.add(name);
  for (const path of ['src/main/AndroidManifest.xml', 'AndroidManifest.xml', 'src/androidMain/AndroidManifest.xml']) {
    const own = files.manifests.get(under(project.dir, path))?.package;
    if (own) names.add(own);
  }
  return sortedSet(names);
}

/** Source sets by convention and as the script lays them. */
export function sourceSetsOf(project: Project): { prefix: string; scope: Scope }[] {
  const { android } = project;
  const sets = new Map<string, Scope>();
  for (const name of [
    'main',
    'debug',
    'release',
    'test',
    'androidTest',
    'testFixtures',
    'sharedTest',
    'commonMain',
    'androidMain',
    'commonTest',
    'androidUnitTest',
    'androidInstrumentedTest',
    'androidHostTest',
    'androidDeviceTest',
  ]) {
    // prettier-ignore
    sets.set(`src/${name}`, /HostTest$|DeviceTest$/.test(name) ? 'test' : variantScope(name, android));
  }
  const types = ['debug', 'release', ...android.buildTypes.keys()];
  for (const type of types) {
    sets.set(`src/${type}`, variantScope(type, android));
    for (const kind of ['test', 'androidTest'])
      sets.set(`src/${kind}${type.charAt(0).toUpperCase()}${type.slice(1)}`, 'test');
  }
  for (const flavor of android.flavors.keys()) {
    const upper = flavor.charAt(0).toUpperCase() + flavor.slice(1);
    sets.set(`src/${flavor}`, `flavor:${flavor}`);
    sets.set(`src/test${upper}`, 'test');
    sets.set(`src/androidTest${upper}`, 'test');
    for (const type of types) {
      const variant = flavor + type.charAt(0).toUpperCase() + type.slice(1);
      sets.set(`src/${variant}`, variantScope(variant, android));
    }
  }
  const base = project.dir === '' ? '' : `${project.dir}/`;
  for (const [set, dirs] of android.sourceSets) {
    const scope = variantScope(set, android);
    for (const dir of dirs) if (dir.startsWith(base)) setUnlessWorse(sets, dir.slice(base.length), scope);
  }
  return [...sets].map(([prefix, scope]) => ({ prefix, scope })).sort((a, b) => (a.prefix < b.prefix ? -1 : 1));
}

/** A directory that several source sets share reaches as far as the widest of them. */
function setUnlessWorse(sets: Map<string, Scope>, prefix: string, scope: Scope): void {
  const old = sets.get(prefix);
  if (old === undefined || scope === 'release') sets.set(prefix, scope);
}
