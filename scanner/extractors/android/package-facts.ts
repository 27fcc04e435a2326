/** Turns the dependency lines and plugins of a project into packages and edges between modules. */
import type { Location } from '../../../core/evidence.js';
import type { PackageKind } from '../../../core/package-kinds.js';
import type { Scope } from '../../../core/platforms.js';
import type { PackageFact } from '../../../core/plugins.js';
import { describe } from '../../languages/gradle/ast.js';
import type { CatalogLibrary } from '../../languages/gradle/catalog.js';
import type { GradleHost } from '../../languages/gradle/host.js';
import type { DependencyRecord, Project } from '../../languages/gradle/model.js';
import { TREE } from '../../languages/gradle/values.js';
import type { ReadBuild } from './builds.js';
import { type Named, namedBy } from './coordinates.js';
import { configurationScope, variantScope } from './gradle-scopes.js';

/** A file or pattern of files that a project depends on. */
export interface ArchiveUse {
  readonly project: Project;
  readonly scope: Scope;
  readonly location: Location;
  readonly what: Extract<Named, { kind: 'files' | 'file-tree' | 'flat' }>;
}

export interface ProjectEdge {
  readonly from: Project;
  readonly to: Project;
  readonly scope: Scope;
}

export interface BuildFacts {
  readonly packages: PackageFact[];
  readonly edges: ProjectEdge[];
  readonly archives: ArchiveUse[];
}

/** Plugins that come with Gradle itself. */
const BUILT_IN = new Set([
  'java',
  'java-library',
  'java-base',
  'java-gradle-plugin',
  'java-platform',
  'java-test-fixtures',
  'groovy',
  'groovy-gradle-plugin',
  'scala',
  'application',
  'base',
  'maven',
  'maven-publish',
  'ivy-publish',
  'signing',
  'idea',
  'eclipse',
  'jacoco',
  'jacoco-report-aggregation',
  'checkstyle',
  'pmd',
  'war',
  'ear',
  'distribution',
  'project-report',
  'build-dashboard',
  'visual-studio',
  'xcode',
  'help-tasks',
  'version-catalog',
  'kotlin-dsl',
  'kotlin-dsl-base',
  'kotlin-dsl-precompiled-script-plugins',
  'embedded-kotlin',
  'init',
  'wrapper',
  'test-report-aggregation',
  'jvm-test-suite',
  'codenarc',
  'antlr',
  'cpp-library',
  'cpp-application',
  'swift-library',
  'swift-application',
  'findbugs',
  'osgi',
  'project-reports',
  'reporting-base',
]); // prettier-ignore

/** Packages, edges and archives of one build. */
export function buildFacts(read: ReadBuild): BuildFacts {
  const facts: BuildFacts = { packages: [], edges: [], archives: [] };
  const used = new Set<CatalogLibrary>();
  const seen = new Set<string>();
  const add = (fact: PackageFact) => {
    const key = `${fact.kind}\0${fact.name}\0${fact.scope}\0${fact.module}\0${fact.version}`;
    if (seen.has(key)) return;
    seen.add(key);
    facts.packages.push(fact);
  };
  for (const project of read.build.projects.values()) {
    for (const record of project.dependencies) addRecord(read, project, record, facts, used, add);
  }
  addPlugins(read, add);
  addUnreferenced(read, used, add);
  return facts;
}

/** What a script names that no build applies: whether it ever takes part cannot be told. */
export function strayFacts(read: ReadBuild, project: Project): BuildFacts {
  const facts: BuildFacts = { packages: [], edges: [], archives: [] };
  const seen = new Set<string>();
  const add = (fact: PackageFact) => {
    const key = `${fact.kind}\0${fact.name}\0${fact.version}`;
    if (!seen.has(key)) facts.packages.push({ ...fact, scope: 'unknown' });
    seen.add(key);
  };
  for (const record of project.dependencies) addRecord(read, project, record, facts, new Set(), add);
  return { ...facts, archives: facts.archives.map((use) => ({ ...use, scope: 'unknown' })) };
}

function scopeOf(read: ReadBuild, project: Project, record: DependencyRecord): Scope {
  if (record.disabled) return 'disabled';
  const { blocks, configuration } = record;
  const scope = blocks.includes('buildscript')
    ? 'build-tool'
    : configurationScope(configuration, project.android, project.extendedBy);
  if (read.tool) return scope === 'test' ? 'test' : 'build-tool';
  const at = blocks.indexOf('sourceSets');
  const set = at >= 0 ? blocks[at + 1] : undefined;
  if (set === undefined || set === 'dependencies') return scope;
  const within = variantScope(set === 'named' || set === 'getting' ? 'main' : set, project.android);
  return scope === 'release' ? within : within === 'test' ? 'test' : scope;
}

function addRecord(
  read: ReadBuild,
  project: Project,
  record: DependencyRecord,
  facts: BuildFacts,
  used: Set<CatalogLibrary>,
  add: (fact: PackageFact) => void,
): void {
  const scope = scopeOf(read, project, record);
  const { location, configuration } = record;
  for (const named of namedBy(record.value, read.build, used)) {
    switch (named.kind) {
      case 'maven':
        if (named.versionUnread)
          problem(read.host, record, `the version of ${named.name} could not be told from ${shown(record)}`);
        add(packageFact('maven', named.name, named.version, scope, project, location));
        break;
      case 'module':
        if (named.project) facts.edges.push({ from: project, to: named.project, scope });
        break;
      case 'files':
      case 'file-tree':
      case 'flat':
        facts.archives.push({ project, scope, location, what: named });
        break;
      case 'unread':
        problem(read.host, record, `${configuration} ${shown(record)} could not be resolved: ${named.why}`);
        break;
      default:
    }
  }
}

function shown(record: DependencyRecord): string {
  const text = describe(record.expression).replaceAll(TREE, '');
  return text.length > 160 ? `${text.slice(0, 157)}...` : text;
}

function problem(host: GradleHost, record: DependencyRecord, message: string): void {
  // What is switched off anyway is missed by nobody.
  if (record.location.line !== null && !record.disabled)
    host.problem(record.location.file, record.location.line, message);
}

/** A package that a script names. */
export function packageFact(
  kind: PackageKind,
  name: string,
  version: string | null,
  scope: Scope,
  project: Project,
  location: Location,
): PackageFact {
  return {
    kind,
    name,
    version,
    versionFrom: version === null ? null : 'manifest',
    scope,
    module: project.dir,
    direct: true,
    requestedBy: [],
    local: false,
    location,
    technique: 'manifest-analysis',
  };
}

function addPlugins(read: ReadBuild, add: (fact: PackageFact) => void): void {
  const all = [...read.build.projects.values()].flatMap((project) =>
    project.plugins.map((plugin) => ({ project, plugin })),
  );
  const applied = new Set(all.filter(({ plugin }) => plugin.applied).map(({ plugin }) => plugin.id));
  const versions = new Map<string, string>();
  for (const { plugin } of all)
    if (plugin.version !== null && !versions.has(plugin.id)) versions.set(plugin.id, plugin.version);
  for (const { project, plugin } of all) {
    if (BUILT_IN.has(plugin.id.replace(/^org\.gradle\./, ''))) continue;
    if (!plugin.applied && applied.has(plugin.id)) continue;
    const scope = plugin.applied ? 'build-tool' : 'disabled';
    const version = plugin.version ?? versions.get(plugin.id) ?? null;
    const local = read.code.scriptPlugins.has(plugin.id) || read.build.pluginClasses.has(plugin.id);
    add({ ...packageFact('gradle-plugin', plugin.id, version, scope, project, plugin.location), local });
  }
}

/**
 * Catalog entries that no script names are written down and take no part: scope disabled. Where a part of the scripts asks for entries
 * by names that could not be read, any of them may be in use: scope unknown.
 */
function addUnreferenced(read: ReadBuild, used: ReadonlySet<CatalogLibrary>, add: (fact: PackageFact) => void): void {
  const { build, host } = read;
  const noScripts = [...build.projects.values()].every((p) => p.dependencies.length === 0);
  for (const catalog of build.catalogs.values()) {
    const unread = build.unreadCatalogs.get(catalog.name);
    const rest = [...catalog.libraries.values()].filter((library) => !used.has(library));
    if (read.tool) continue;
    const scope = unread || noScripts ? 'unknown' : 'disabled';
    for (const library of rest)
      add(packageFact('maven', library.module, library.version, scope, build.root, library.location));
    const applied = new Set([...build.projects.values()].flatMap((p) => p.plugins.map((plugin) => plugin.id)));
    for (const plugin of catalog.plugins.values())
      if (!applied.has(plugin.id) && !BUILT_IN.has(plugin.id))
        add(packageFact('gradle-plugin', plugin.id, plugin.version, 'disabled', build.root, plugin.location));
    if (rest.length === 0 || scope === 'disabled') continue;
    const at = unread ?? rest[0]?.location;
    if (at?.line) {
      const message = unread
        ? `entries of the catalog ${catalog.name} are asked for by a name that could not be read; its entries that nothing else names are kept with scope unknown`
        : `no script names an entry of the catalog ${catalog.name}; its entries are kept with scope unknown`;
      host.problem(at.file, at.line, message);
    }
  }
}
