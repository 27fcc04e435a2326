/**
 * What expressions of build code come to, as far as reading can tell without running anything, and what reading the scripts of
 * a build fills in: projects, their dependencies, plugins and Android settings.
 */
import type { Location } from '../../../core/evidence.js';
import type { Expression, Statement } from './ast.js';
import type { Catalog } from './catalog.js';

export type Value =
  | { readonly t: 'str'; readonly s: string }
  | { readonly t: 'num'; readonly n: number }
  | { readonly t: 'bool'; readonly b: boolean }
  | { readonly t: 'null' }
  | ListValue
  | MapValue
  | FunctionValue
  | ObjectValue
  /** A coordinate wrapped by platform(), variantOf() and the like. */
  | { readonly t: 'dep'; readonly of: Value; readonly platform: boolean }
  | { readonly t: 'project'; readonly project: Project | null; readonly path: string }
  | { readonly t: 'files'; readonly names: readonly string[] }
  | { readonly t: 'file-tree'; readonly dir: string; readonly includes: readonly string[] }
  /** `libs.a.b`, `projects.a.b`. */
  | { readonly t: 'accessor'; readonly catalog: string; readonly path: readonly string[] }
  /** One of several, where no reading can say which. */
  | { readonly t: 'either'; readonly items: readonly Value[] }
  /** A place of the model that has no value of its own: `android.productFlavors`. */
  | { readonly t: 'place'; readonly blocks: readonly string[]; readonly project: Project | null }
  | { readonly t: 'unknown' };

export interface ListValue {
  readonly t: 'list';
  readonly items: Value[];
}
export interface MapValue {
  readonly t: 'map';
  readonly entries: Map<string, Value>;
  /** The project whose `ext` this is. */
  readonly extOf?: Project;
}
export interface FunctionValue {
  readonly t: 'fn';
  readonly name: string;
  readonly params: readonly string[];
  readonly body: readonly Statement[];
  readonly env: Env;
  /** True for `val x get() = ...`: naming it calls it. */
  readonly getter?: boolean;
}
/** A class, an object or an instance: names with values. */
export interface ObjectValue {
  readonly t: 'object';
  readonly name: string;
  readonly supers: readonly string[];
  readonly params: readonly string[];
  readonly body: readonly Statement[];
  readonly scope: Scope;
  readonly env: Env;
}

/** A value that is worked out when it is first asked for, so that files may refer to each other in any order. */
export interface Lazy {
  readonly t: 'lazy';
  readonly expression: Expression;
  readonly env: Env;
  busy: boolean;
}

/** Names with values, inside outer names. */
export class Scope {
  readonly vars = new Map<string, Value | Lazy>();
  readonly parent: Scope | null;
  /** The map that unqualified assignments go to (`ext { a = 1 }`). */
  readonly delegate: Map<string, Value> | null;

  constructor(parent: Scope | null, delegate: Map<string, Value> | null = null) {
    this.parent = parent;
    this.delegate = delegate;
  }
}

/** A line of a dependencies block, before its value is turned into packages. */
export interface DependencyRecord {
  readonly configuration: string;
  readonly value: Value;
  readonly expression: Expression;
  /** Names of the blocks around it, for source sets. */
  readonly blocks: readonly string[];
  readonly disabled: boolean;
  readonly location: Location;
}

/** `version` and `applied` are completed by what follows the id on its line. */
export interface PluginRecord {
  readonly id: string;
  version: string | null;
  applied: boolean;
  /** True where the condition around it could not be judged. */
  readonly uncertain: boolean;
  readonly location: Location;
}

export interface BuildTypeModel {
  debuggable: boolean | null;
  initWith: string | null;
}

/** The `android { }` block as far as it matters here. */
export interface AndroidModel {
  namespace: string | null;
  applicationId: string | null;
  readonly flavors: Map<string, { dimension: string | null }>;
  readonly dimensions: string[];
  readonly buildTypes: Map<string, BuildTypeModel>;
  /** Source set to the directories and files it names, as paths from the root of the tree. */
  readonly sourceSets: Map<string, string[]>;
}

export interface Project {
  /** `:a:b`, `:` for the root. */
  readonly path: string;
  /** Directory in the tree. */
  readonly dir: string;
  readonly parent: Project | null;
  readonly build: Build;
  readonly ext: Map<string, Value>;
  readonly scope: Scope;
  readonly dependencies: DependencyRecord[];
  readonly plugins: PluginRecord[];
  readonly android: AndroidModel;
  /** Configuration to those that take its dependencies over. */
  readonly extendedBy: Map<string, string[]>;
  readonly flatDirs: string[];
  group: string | null;
}

/** One build: a settings file with its projects. */
export interface Build {
  readonly dir: string;
  readonly root: Project;
  readonly projects: Map<string, Project>;
  readonly catalogs: Map<string, Catalog>;
  readonly properties: ReadonlyMap<string, string>;
  readonly versionProperties: ReadonlyMap<string, string>;
  readonly constants: Constants;
  /** Closures for other projects: `allprojects { }`, `subprojects { }`, `project(':x') { }`. */
  readonly injected: { readonly to: 'all' | 'sub' | string; readonly closure: FunctionValue; readonly from: Project }[];
  /** Plugin id to the class or script in the project's own build code. */
  readonly pluginClasses: Map<string, string>;
  /** Catalogs of which a part was asked for by a name that could not be read. */
  readonly unreadCatalogs: Map<string, Location>;
  name: string | null;
}

/** Names that code of buildSrc and of included builds gives to every script. */
export interface Constants {
  readonly byName: ReadonlyMap<string, readonly Value[]>;
  readonly byQualifiedName: ReadonlyMap<string, Value>;
}

/** Where a statement is read. */
export interface Env {
  readonly scope: Scope;
  readonly file: string;
  readonly blocks: readonly string[];
  readonly project: Project | null;
  /** True below a condition that could not be judged. */
  readonly uncertain: boolean;
  /** True below a condition that is plainly false. */
  readonly disabled: boolean;
  readonly depth: number;
}

export function newProject(path: string, dir: string, parent: Project | null, build: Build, scope: Scope): Project {
  return {
    path,
    dir,
    parent,
    build,
    ext: new Map(),
    scope,
    dependencies: [],
    plugins: [],
    android: {
      namespace: null,
      applicationId: null,
      flavors: new Map(),
      dimensions: [],
      buildTypes: new Map(),
      sourceSets: new Map(),
    },
    extendedBy: new Map(),
    flatDirs: [],
    group: null,
  };
}

/** A build with its root project, nothing read yet. */
export function newBuild(
  dir: string,
  properties: ReadonlyMap<string, string>,
  versionProperties: ReadonlyMap<string, string>,
): Build & {
  readonly constants: { readonly byName: Map<string, Value[]>; readonly byQualifiedName: Map<string, Value> };
} {
  const made: { root?: Project } = {};
  const build = {
    dir,
    get root(): Project {
      made.root ??= newProject(':', dir, null, build, new Scope(null));
      return made.root;
    },
    projects: new Map<string, Project>(),
    catalogs: new Map<string, Catalog>(),
    properties,
    versionProperties,
    constants: { byName: new Map<string, Value[]>(), byQualifiedName: new Map<string, Value>() },
    injected: [],
    pluginClasses: new Map<string, string>(),
    unreadCatalogs: new Map<string, Location>(),
    name: null,
  };
  return build;
}

/** What settings say of modules and other builds. */
export interface SettingsModel {
  readonly includes: { readonly path: string; readonly location: Location }[];
  readonly directories: Map<string, string>;
  readonly includedBuilds: { readonly dir: string; readonly location: Location }[];
  /** True where an include could not be read: the modules must be found by their scripts. */
  unread: boolean;
}

/** Something that could not be read, with its place. */
export interface HostProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}
