/** Finds the builds of a tree and reads each: settings first, then the scripts of its projects. */
import type { TreeView } from '../../../core/plugins.js';
import { basename, dirname, isWithin, joinPath, sortedSet } from '../../../core/text.js';
import { addToCatalog, newCatalog } from '../../languages/gradle/catalog.js';
import { handlers } from '../../languages/gradle/handlers.js';
import { GradleHost } from '../../languages/gradle/host.js';
import { type Build, newBuild, newProject, type Project, Scope } from '../../languages/gradle/model.js';
import { runPluginClass } from '../../languages/gradle/plugin-calls.js';
import { type BuildCode, readBuildCode } from './build-code.js';
import { type GradleFiles, under } from './gradle-files.js';

export interface ReadBuild {
  readonly build: Build;
  readonly host: GradleHost;
  /** True for builds whose product is the build itself: buildSrc, included builds of plugins. */
  readonly tool: boolean;
  readonly code: BuildCode;
  /** Project paths that settings include; the others were found by their scripts. */
  readonly included: ReadonlySet<string>;
}

/** Steps of reading for the scripts of one project; real ones take a few thousand. */
const BUDGET = 300_000;

/** Reads every build of the tree, outer ones first. */
export function readBuilds(files: GradleFiles, tree: TreeView): ReadBuild[] {
  const moduleDirs = sortedSet(
    [...files.scripts.keys()].filter((p) => /(?:^|\/)build\.gradle(?:\.kts)?$/.test(p)).map(dirname),
  );
  const roots = buildRoots(files, moduleDirs);
  const owned = new Set<string>();
  const tools = new Set(roots.filter((dir) => basename(dir) === 'buildSrc'));
  const out: ReadBuild[] = [];
  for (const root of roots) {
    // A module that a build above or beside it includes is no build of its own unless it has settings.
    if (owned.has(root) && !hasSettings(files, root)) continue;
    const nested = roots.filter((other) => other !== root && isWithin(other, root));
    const own = moduleDirs.filter(
      (dir) => isWithin(dir, root) && !nested.some((n) => isWithin(dir, n)) && !owned.has(dir),
    );
    const outer = out.findLast((b) => isWithin(root, b.build.dir));
    const read = readBuild(files, tree, root, own, { tool: tools.has(root), outer: outer ?? null, owned });
    for (const { dir } of read.host.settings.includedBuilds) if (makesPlugins(files, dir)) tools.add(dir);
    for (const project of read.build.projects.values()) owned.add(project.dir);
    out.push(read);
  }
  return out;
}

function hasSettings(files: GradleFiles, dir: string): boolean {
  return ['settings.gradle', 'settings.gradle.kts'].some((name) => files.scripts.has(under(dir, name)));
}

/** True where a build's scripts make Gradle plugins. */
function makesPlugins(files: GradleFiles, dir: string): boolean {
  for (const [path, script] of files.scripts) {
    if (
      isWithin(path, dir) &&
      /kotlin-dsl|java-gradle-plugin|gradlePlugin/.test(JSON.stringify(script.body.slice(0, 40)))
    )
      return true;
  }
  return false;
}

/** Directories with settings, buildSrc folders, and the outermost scripts that lie below no settings. */
function buildRoots(files: GradleFiles, moduleDirs: readonly string[]): string[] {
  const roots = new Set<string>();
  for (const path of files.scripts.keys())
    if (/(?:^|\/)settings\.gradle(?:\.kts)?$/.test(path)) roots.add(dirname(path));
  for (const dir of moduleDirs) if (basename(dir) === 'buildSrc') roots.add(dir);
  for (const dir of moduleDirs) if (![...roots].some((root) => isWithin(dir, root))) roots.add(dir);
  return [...roots].sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1));
}

function depthOf(dir: string): number {
  return dir === '' ? 0 : dir.split('/').length;
}

interface Around {
  readonly tool: boolean;
  readonly outer: ReadBuild | null;
  readonly owned: ReadonlySet<string>;
}

function readBuild(files: GradleFiles, tree: TreeView, dir: string, own: readonly string[], around: Around): ReadBuild {
  const none: ReadonlyMap<string, string> = new Map();
  const properties = files.properties.get(under(dir, 'gradle.properties')) ?? none;
  const build = newBuild(dir, properties, files.properties.get(under(dir, 'versions.properties')) ?? none);
  const { root, projects } = build;
  projects.set(':', root);
  const host = new GradleHost(build, files.scripts, BUDGET, handlers);

  addCatalogFile(files, build, 'libs', under(dir, 'gradle/libs.versions.toml'));
  const settings = ['settings.gradle.kts', 'settings.gradle']
    .map((name) => under(dir, name))
    .find((path) => files.scripts.has(path));
  if (settings !== undefined) host.runScript(settings, root, new Scope(null));
  for (const { catalog, path } of host.catalogFiles) addCatalogFile(files, build, catalog, path);
  for (const path of files.catalogs.keys()) {
    const name = basename(path).replace(/\.versions\.toml$/, '');
    if (dirname(path) === under(dir, 'gradle') && !build.catalogs.has(name)) addCatalogFile(files, build, name, path);
  }
  if (around.outer && around.tool)
    for (const [name, catalog] of around.outer.build.catalogs)
      if (!build.catalogs.has(name)) build.catalogs.set(name, catalog);

  const codeDirs = [under(dir, 'buildSrc'), ...host.settings.includedBuilds.map((b) => b.dir)].filter((d) => d !== '');
  const code = readBuildCode(files, around.tool ? [dir] : codeDirs, host.interpreter, build.constants);
  for (const [id, type] of code.classes) build.pluginClasses.set(id, type);

  const included = layProjects(files, tree, host, own, around);
  for (const toolDir of codeDirs) {
    host.interpreter.restart();
    declarePlugins(files, host, toolDir);
  }
  for (const project of orderOf(projects)) {
    host.interpreter.restart();
    readProject(files, host, code, project);
  }
  if (host.interpreter.wasExhausted()) {
    host.problem(
      settings ?? under(dir, 'build.gradle'),
      1,
      'the scripts of this build are too large to be read to the end; dependencies may be missing',
    );
  }
  return { build, host, tool: around.tool, code, included };
}

function addCatalogFile(files: GradleFiles, build: Build, name: string, path: string): void {
  const facts = files.catalogs.get(path);
  if (!facts) return;
  const catalog = build.catalogs.get(name) ?? newCatalog(name);
  addToCatalog(catalog, facts);
  build.catalogs.set(name, catalog);
}

/** Makes the projects of a build: those that settings include, then every other directory with a script. */
function layProjects(
  files: GradleFiles,
  tree: TreeView,
  host: GradleHost,
  own: readonly string[],
  around: Around,
): Set<string> {
  const { build, settings } = host;
  const included = new Set<string>([':']);
  for (const { path, location } of settings.includes) {
    const segments = path.split(':').filter((s) => s !== '');
    for (let i = 1; i <= segments.length; i++) {
      const at = `:${segments.slice(0, i).join(':')}`;
      if (build.projects.has(at)) continue;
      const parent = build.projects.get(i === 1 ? ':' : `:${segments.slice(0, i - 1).join(':')}`) ?? build.root;
      const dir = directoryOf(host, at, parent, segments[i - 1] ?? '');
      if (dir === null) continue;
      if (around.owned.has(dir) || tree.filesBelow(dir).length === 0) {
        const expected = i === segments.length && !around.owned.has(dir) && !dir.includes('node_modules');
        if (expected)
          host.problem(
            location.file,
            location.line ?? 1,
            `the module ${at} is included but its directory ${dir} is not in the tree`,
          );
        continue;
      }
      build.projects.set(at, makeProject(files, at, dir, parent, build));
      included.add(at);
    }
  }
  const dirs = new Set([...build.projects.values()].map((p) => p.dir));
  for (const dir of own) {
    if (dirs.has(dir)) continue;
    const path = `:${(build.dir === '' ? dir : dir.slice(build.dir.length + 1)).replace(/\//g, ':')}`;
    if (build.projects.has(path)) continue;
    build.projects.set(path, makeProject(files, path, dir, build.root, build));
    if (settings.unread || settings.includes.length === 0) included.add(path);
  }
  return included;
}

function directoryOf(host: GradleHost, path: string, parent: Project, segment: string): string | null {
  const given = host.settings.directories.get(path);
  if (given !== undefined) return host.path(given, host.build.dir);
  return joinPath(parent.dir, segment);
}

function makeProject(files: GradleFiles, path: string, dir: string, parent: Project, build: Build): Project {
  const project = newProject(path, dir, parent, build, new Scope(null));
  for (const [name, value] of files.properties.get(under(dir, 'gradle.properties')) ?? [])
    project.ext.set(name, { t: 'str', s: value });
  return project;
}

function orderOf(projects: ReadonlyMap<string, Project>): Project[] {
  return [...projects.values()].sort((a, b) => {
    const depth = (p: Project) => (p.path === ':' ? 0 : p.path.split(':').length - 1);
    return depth(a) - depth(b) || (a.path < b.path ? -1 : 1);
  });
}

function readProject(files: GradleFiles, host: GradleHost, code: BuildCode, project: Project): void {
  const build = host.build;
  const value = { t: 'project', project, path: project.path } as const;
  // `:a` of `include ':a:b'` is a project without a script of its own; nothing is built there.
  const built = scriptOf(files, project) !== null || host.settings.includes.some((i) => i.path === project.path);
  if (project.path !== ':' && built) {
    for (const { to, closure, from } of [...build.injected]) {
      const meant =
        to === project.path || ((to === 'all' || to === 'sub') && from !== project && isBelow(project, from));
      if (meant) host.interpreter.invoke(closure, [{ value }], { ...closure.env, project }, { project, blocks: [] });
    }
  }
  const script = scriptOf(files, project);
  if (script !== null) host.runScript(script, project, project.scope);
  applyOwnPlugins(host, code, project);
}

function isBelow(project: Project, above: Project): boolean {
  for (let p = project.parent; p; p = p.parent) if (p === above) return true;
  return false;
}

/** The script of a project: build.gradle, or one named after its directory. */
export function scriptOf(files: GradleFiles, project: Project): string | null {
  const name = basename(project.dir);
  const names = ['build.gradle.kts', 'build.gradle', ...(name === '' ? [] : [`${name}.gradle.kts`, `${name}.gradle`])];
  return names.map((n) => under(project.dir, n)).find((path) => files.scripts.has(path)) ?? null;
}

/** Reads what the project's own plugins add, and what the plugins they apply add. */
function applyOwnPlugins(host: GradleHost, code: BuildCode, project: Project): void {
  const done = new Set<string>();
  for (let i = 0; i < project.plugins.length && i < 400; i++) {
    const plugin = project.plugins[i];
    if (!plugin?.applied || done.has(plugin.id)) continue;
    done.add(plugin.id);
    const script = code.scriptPlugins.get(plugin.id);
    if (script !== undefined) host.runScript(script, project, new Scope(null), { uncertain: plugin.uncertain });
    const type = host.build.pluginClasses.get(plugin.id);
    if (type !== undefined) {
      const env = {
        scope: new Scope(null),
        file: plugin.location.file,
        blocks: [],
        project,
        uncertain: plugin.uncertain,
        disabled: false,
        depth: 0,
      };
      runPluginClass(host, type, env);
    }
  }
}

/** Learns the ids of the plugins that a build of plugins makes: its scripts are read for `gradlePlugin { }` alone. */
function declarePlugins(files: GradleFiles, host: GradleHost, dir: string): void {
  for (const path of files.scripts.keys()) {
    if (!isWithin(path, dir) || !/(?:^|\/)build\.gradle(?:\.kts)?$/.test(path)) continue;
    const scratch = newProject(':', dirname(path), null, host.build, new Scope(null));
    const problems = host.problems.length;
    const injected = host.build.injected.length;
    host.runScript(path, scratch, scratch.scope);
    // The build of plugins is read on its own account elsewhere; here only its plugin ids count.
    host.problems.length = problems;
    host.build.injected.length = injected;
  }
}
