/** What Gradle's own names, properties and assignments mean. Calls live in calls.ts and methods.ts. */
import type { Location } from '../../../core/evidence.js';
import { dirname, joinPath } from '../../../core/text.js';
import type { CallExpression, Expression, Script } from './ast.js';
import type { Host } from './host-contract.js';
import { Interpreter } from './interpreter.js';
import {
  type Build,
  type Env,
  type FunctionValue,
  type HostProblem,
  type MapValue,
  type ObjectValue,
  type PluginRecord,
  type Project,
  Scope,
  type SettingsModel,
  type Value,
} from './model.js';
import { receiverOf, updated } from './operations.js';
import { either, known, str, TREE, textOf, UNKNOWN } from './values.js';

/** What calls and assignments in blocks mean; kept apart so that each file has one subject. */
export interface Handlers {
  call(host: GradleHost, call: CallExpression, name: string, user: FunctionValue | ObjectValue | null, env: Env): Value;
  method(host: GradleHost, call: CallExpression, of: Value, name: string, env: Env): Value;
  /** @returns true where the assignment was one that the blocks know */
  assign(host: GradleHost, name: string, op: string, value: Value, env: Env): boolean;
}

const PLACES = new Set([
  'gradle',
  'settings',
  'extensions',
  'configurations',
  'android',
  'plugins',
  'pluginManager',
  'tasks',
  'dependencies',
  'sourceSets',
  'kotlin',
  'buildscript',
  'dependencyResolutionManagement',
  'pluginManagement',
  'androidComponents',
  'logger',
  'repositories',
]); // prettier-ignore
const MAX_APPLIED = 24;

export class GradleHost implements Host {
  readonly interpreter: Interpreter;
  readonly build: Build;
  readonly scripts: ReadonlyMap<string, Script>;
  readonly settings: SettingsModel = { includes: [], directories: new Map(), includedBuilds: [], unread: false };
  readonly problems: HostProblem[] = [];
  /** Catalog files that settings name themselves. */
  readonly catalogFiles: { readonly catalog: string; readonly path: string; readonly location: Location }[] = [];
  /** The plugin line at hand, for `version` and `apply` behind it. */
  plugin: PluginRecord | null = null;
  /** The plugin of `gradlePlugin { plugins { ... } }` at hand. */
  declared: { id: string | null; type: string | null } = { id: null, type: null };
  /** The version that `version { strictly(..) }` gives the dependency at hand. */
  richVersion: string | null = null;
  /** Scripts that were read, as a project's own or because another one applies them. */
  readonly ran = new Set<string>();
  private readonly handlers: Handlers;
  private applied = 0;
  private readonly reported = new Set<string>();

  constructor(build: Build, scripts: ReadonlyMap<string, Script>, budget: number, handlers: Handlers) {
    this.handlers = handlers;
    this.build = build;
    this.scripts = scripts;
    this.interpreter = new Interpreter(this, budget);
  }

  problem(file: string, line: number, message: string): void {
    const key = `${file}\0${line}\0${message}`;
    if (this.reported.has(key) || this.problems.length > 2000) return;
    this.reported.add(key);
    this.problems.push({ file, line, message });
  }

  /** Reads a script as the script of a project. */
  runScript(path: string, project: Project, scope: Scope, change: Partial<Env> = {}): void {
    const script = this.scripts.get(path);
    if (!script || this.applied >= MAX_APPLIED) return;
    this.applied++;
    this.ran.add(path);
    const env: Env = { scope, file: path, blocks: [], project, uncertain: false, disabled: false, depth: 0, ...change };
    this.interpreter.run(script.body, env);
    this.applied--;
  }

  name(name: string, env: Env): Value {
    const project = env.project;
    switch (name) {
      case 'project':
      case 'this':
        return project ? { t: 'project', project, path: project.path } : UNKNOWN;
      case 'rootProject':
        return { t: 'project', project: this.build.root, path: ':' };
      case 'ext':
      case 'extra':
        return project ? this.extOf(project) : UNKNOWN;
      case 'rootDir':
      case 'settingsDir':
        return str(TREE + this.build.dir);
      case 'projectDir':
        return str(TREE + (project?.dir ?? this.build.dir));
      case 'buildDir':
        return str(`${TREE}${project?.dir ?? this.build.dir}/build`);
      case 'projects':
        return { t: 'accessor', catalog: 'projects', path: [] };
      default:
    }
    const getter = this.build.constants.byName.get(name)?.[0];
    if (getter?.t === 'fn' && getter.getter === true) {
      const value = this.interpreter.called(getter, env);
      if (known(value) || env.blocks.at(-1) === 'plugins') return value;
    } else if (env.blocks.at(-1) === 'plugins') this.pluginWord(name, env);
    const own = project ? this.projectProperty(project, name) : UNKNOWN;
    if (known(own)) return own;
    if (this.build.catalogs.has(name)) return { t: 'accessor', catalog: name, path: [] };
    const constants = this.build.constants.byName.get(name);
    if (constants && !(getter?.t === 'fn' && getter.getter === true)) return either(constants);
    const receiver = receiverOf(env);
    if (receiver && receiver.t !== 'project') {
      const value = this.interpreter.property(receiver, name, env);
      if (known(value)) return value;
    }
    if (own.t === 'null') return own;
    return { t: 'place', blocks: [name], project: null };
  }

  /** Kotlin's `plugins { java; \`kotlin-dsl\` }`: a word alone applies a plugin. */
  private pluginWord(name: string, env: Env): void {
    if (!env.project || env.blocks.includes('gradlePlugin') || env.blocks.includes('pluginManagement')) return;
    if (env.scope.vars.has(name) || this.build.catalogs.has(name) || name === 'libs') return;
    this.addPlugin(name, null, env, 0);
  }

  addPlugin(id: string, version: string | null, env: Env, line: number): void {
    const project = env.project;
    if (!project || id === '') return;
    const applied = !env.disabled && !env.blocks.includes('pluginManagement');
    const record: PluginRecord = {
      id,
      version,
      applied,
      uncertain: env.uncertain,
      location: { file: env.file, line: line || 1 },
    };
    project.plugins.push(record);
    this.plugin = record;
  }

  extOf(project: Project): MapValue {
    return { t: 'map', entries: project.ext, extOf: project };
  }

  /** A property as a project sees it: its own, its parents', then gradle.properties. */
  projectProperty(project: Project, name: string): Value {
    for (let p: Project | null = project; p; p = p.parent) {
      const found = p.ext.get(name);
      if (found) return found;
    }
    const given = this.build.properties.get(name);
    return given === undefined ? UNKNOWN : str(given);
  }

  property(of: Value, name: string, env: Env): Value {
    switch (of.t) {
      case 'project':
        return this.ofProject(of.project, of.path, name);
      case 'map':
        if (of.extOf && name !== 'properties') return this.projectProperty(of.extOf, name);
        if (name === 'properties') return of;
        if (name === 'values') return { t: 'list', items: [...of.entries.values()] };
        return name === 'keys' ? { t: 'list', items: [...of.entries.keys()].map(str) } : UNKNOWN;
      case 'accessor':
        return this.ofAccessor(of.catalog, of.path, name);
      case 'str':
        if (name === 'parentFile' || name === 'parent')
          return of.s.startsWith(TREE) ? str(TREE + dirname(of.s.slice(1))) : UNKNOWN;
        if (['path', 'absolutePath', 'canonicalPath', 'requiredVersion', 'displayName', 'asFile'].includes(name))
          return of;
        return UNKNOWN;
      case 'object':
        if (name === 'INSTANCE' || name === 'Companion') return of;
        for (const parent of of.supers) {
          const base = this.name(parent, env);
          if (base.t === 'object' && base.name !== of.name) {
            const found = base.scope.vars.get(name);
            if (found) return this.interpreter.force(found);
          }
        }
        return UNKNOWN;
      case 'place': {
        const qualified = this.build.constants.byQualifiedName.get([...of.blocks, name].join('.'));
        if (qualified) return qualified;
        if (of.blocks.join('.') === 'File' && name === 'separator') return str('/');
        const inScope = of.blocks.length === 1 && of.blocks[0] === 'gradle' ? this.build.root.ext.get(name) : undefined;
        if (inScope) return inScope;
        if (name === 'ext' || name === 'extra') return this.extOf(of.project ?? this.build.root);
        return of.blocks.length > 12 ? UNKNOWN : { t: 'place', blocks: [...of.blocks, name], project: of.project };
      }
      case 'dep':
        return this.property(of.of, name, env);
      default:
        return UNKNOWN;
    }
  }

  private ofProject(project: Project | null, path: string, name: string): Value {
    if (name === 'path') return str(path);
    if (name === 'rootProject') return { t: 'project', project: this.build.root, path: ':' };
    if (name === 'rootDir') return str(TREE + this.build.dir);
    if (!project) return name === 'name' ? str(path.slice(path.lastIndexOf(':') + 1)) : UNKNOWN;
    switch (name) {
      case 'ext':
      case 'extra':
      case 'properties':
        return this.extOf(project);
      case 'name':
        return str(project.path === ':' ? (this.build.name ?? project.dir) : path.slice(path.lastIndexOf(':') + 1));
      case 'projectDir':
        return str(TREE + project.dir);
      case 'buildDir':
        return str(`${TREE}${project.dir}/build`);
      case 'parent':
        return project.parent ? { t: 'project', project: project.parent, path: project.parent.path } : UNKNOWN;
      case 'group':
        return project.group === null ? UNKNOWN : str(project.group);
      case 'project':
        return { t: 'project', project, path: project.path };
      default:
    }
    if (PLACES.has(name)) return { t: 'place', blocks: [name], project };
    const own = this.projectProperty(project, name);
    if (known(own)) return own;
    if (this.build.catalogs.has(name)) return { t: 'accessor', catalog: name, path: [] };
    return { t: 'place', blocks: [name], project };
  }

  private ofAccessor(catalogName: string, path: readonly string[], name: string): Value {
    const catalog = this.build.catalogs.get(catalogName);
    if (path[0] === 'plugins' && (name === 'pluginId' || name === 'id')) {
      const plugin = catalog?.plugins.get(path.slice(1).join('.'));
      if (plugin) return str(plugin.id);
    }
    if (path[0] === 'versions' && name === 'requiredVersion') {
      const version = catalog?.versions.get(path.slice(1).join('.'));
      if (version !== undefined) return str(version);
    }
    return path.length > 12 ? UNKNOWN : { t: 'accessor', catalog: catalogName, path: [...path, name] };
  }

  call(call: CallExpression, name: string, user: FunctionValue | ObjectValue | null, env: Env): Value {
    return this.handlers.call(this, call, name, user, env);
  }

  method(call: CallExpression, of: Value, name: string, env: Env): Value {
    return this.handlers.method(this, call, of, name, env);
  }

  assign(target: Expression, op: string, value: Value, env: Env): void {
    if (target.k === 'name') {
      if (target.name === 'import') this.importName(textOf(value) ?? '', op, env);
      else this.assignName(target.name, op, value, env);
      return;
    }
    if (target.k === 'call') return;
    const key =
      target.k === 'prop'
        ? target.name
        : target.k === 'index'
          ? textOf(this.interpreter.eval(target.index, env))
          : null;
    if (key === null || (target.k !== 'prop' && target.k !== 'index')) return;
    const of = this.interpreter.eval(target.of, env);
    if (of.t === 'map') of.entries.set(key, updated(of.entries.get(key) ?? UNKNOWN, op, value, env));
    else if (of.t === 'project') this.assignProject(of.project, of.path, key, value);
    else if (of.t === 'place')
      this.assignName(key, op, value, {
        ...env,
        blocks: [...env.blocks, ...of.blocks],
        project: of.project ?? env.project,
      });
    else if (of.t === 'list' && value.t === 'list') of.items.push(...value.items);
  }

  private assignProject(project: Project | null, path: string, key: string, value: Value): void {
    const text = textOf(value);
    if (key === 'name' && path === ':' && text !== null) this.build.name = text;
    else if (key === 'projectDir' && text !== null) this.settings.directories.set(path, text);
    else if (key === 'group' && project) project.group = text;
    else if (project) project.ext.set(key, value);
  }

  private assignName(name: string, op: string, value: Value, env: Env): void {
    const block = env.blocks.at(-1);
    if (env.blocks.includes('gradlePlugin')) {
      this.declarePlugin(name, value);
      return;
    }
    if (env.blocks.length > 0) {
      if (this.handlers.assign(this, name, op, value, env)) return;
      if (block === 'extra' || block === 'ext') env.project?.ext.set(name, value);
      return;
    }
    if (name === 'group' && env.project) env.project.group = textOf(value);
    else if (name === 'namespace' && env.project) return;
    else if (env.project?.ext.has(name))
      env.project.ext.set(name, updated(env.project.ext.get(name) ?? UNKNOWN, op, value, env));
    else {
      let outer: Scope = env.scope;
      while (outer.parent) outer = outer.parent;
      outer.vars.set(name, value);
    }
  }

  /** `id = "x"` and `implementationClass = "Y"` of the project's own plugins, in either order. */
  declarePlugin(name: string, value: Value): void {
    if (name === 'id') this.declared.id = textOf(value);
    else if (name === 'implementationClass') this.declared.type = textOf(value);
    else return;
    const { id, type } = this.declared;
    if (id !== null && type !== null) {
      this.build.pluginClasses.set(id, type);
      this.declared = { id: null, type: null };
    }
  }

  private importName(name: string, alias: string, env: Env): void {
    const constants = this.build.constants.byQualifiedName;
    if (name.endsWith('.*')) {
      const of = constants.get(name.slice(0, -2));
      if (of?.t === 'object') for (const [n, v] of of.scope.vars) env.scope.vars.set(n, v);
      return;
    }
    const value = constants.get(name);
    if (value) env.scope.vars.set(alias || name.slice(name.lastIndexOf('.') + 1), value);
  }

  /** Reads a script that another one applies. */
  applyFrom(value: Value, env: Env, line: number): void {
    const text = textOf(value);
    const tell = (message: string) => this.problem(env.file, line, message);
    if (text === null) {
      tell('the script applied here could not be told; what it declares is missing');
      return;
    }
    if (/^https?:/.test(text)) {
      tell(`the script ${text} is applied from the network and was not read; keep a copy in the tree to have it read`);
      return;
    }
    const candidates = this.candidates(text, env);
    const found = candidates.find((path) => this.scripts.has(path));
    if (found !== undefined && env.project) {
      const { uncertain, disabled } = env;
      this.runScript(found, env.project, new Scope(null), { uncertain, disabled, depth: env.depth + 1 });
    } else if (!env.disabled && !/node_modules|\/build\//.test(text) && candidates.length > 0) {
      const shown = text.replace(TREE, '').replace(/^\//, '');
      tell(`the applied script ${shown} is not in the tree; what it declares is missing`);
    }
  }

  /** Whether a script is in the tree; nothing is known of other files. */
  holdsScript(text: string, env: Env): Value {
    if (!/\.gradle(?:\.kts)?$/.test(text)) return UNKNOWN;
    return { t: 'bool', b: this.candidates(text, env).some((path) => this.scripts.has(path)) };
  }

  private candidates(text: string, env: Env): string[] {
    const bases = text.startsWith(TREE) ? [''] : [dirname(env.file), env.project?.dir ?? '', this.build.dir];
    const paths = bases.map((base) => this.path(text, base));
    return [...new Set(paths.filter((p): p is string => p !== null && p !== ''))];
  }

  /** A path of a script as a path of the tree, or null where it lies outside. */
  path(text: string, base: string): string | null {
    const clean = text.replace(/^file:(?:\/\/)?/, '');
    if (clean.startsWith(TREE)) return joinPath(clean.slice(1).replace(/^\/+/, ''));
    return joinPath(base, clean);
  }
}
