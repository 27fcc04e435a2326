/** Calls by a bare name: Gradle's own, those of the scripts themselves, and blocks of any name. */
import { androidCall, isMaker } from './android-block.js';
import { argument, isAndroidExtension, runClosures } from './arguments.js';
import type { Argument, CallExpression } from './ast.js';
import { catalogCall } from './catalog-calls.js';
import { declareConfiguration, extendsFrom, flatDirs, isFilter } from './configuration-calls.js';
import { dependencyCall } from './dependency-calls.js';
import type { GradleHost } from './host.js';
import { type Env, type FunctionValue, type ObjectValue, Scope, type Value } from './model.js';
import { receiverOf } from './operations.js';
import { applyCall, pluginCall } from './plugin-calls.js';
import { known, list, str, TREE, textOf, texts, UNKNOWN } from './values.js';

const LISTS = new Set([
  'listOf',
  'arrayOf',
  'setOf',
  'mutableListOf',
  'arrayListOf',
  'listOfNotNull',
  'mutableSetOf',
  'hashSetOf',
  'asList',
  'of',
]); // prettier-ignore
const MAPS = new Set(['mapOf', 'hashMapOf', 'mutableMapOf', 'linkedMapOf', 'emptyMap', 'HashMap', 'LinkedHashMap']);
const SAME_BLOCK = new Set([
  'afterEvaluate',
  'beforeEvaluate',
  'run',
  'apply',
  'whenReady',
  'also',
  'let',
  'projectsEvaluated',
  'settingsEvaluated',
  'projectsLoaded',
]); // prettier-ignore
/** Gradle's and Kotlin's own words keep their meaning, whatever functions a script defines: `apply` inside `Plugin.apply`. */
const OWN_WORDS = new Set([
  'apply',
  'with',
  'run',
  'let',
  'also',
  'dependencies',
  'plugins',
  'android',
  'buildscript',
  'configure',
  'allprojects',
  'subprojects',
  'project',
  'ext',
  'extra',
  'listOf',
  'mapOf',
  'file',
  'files',
  'fileTree',
]); // prettier-ignore
const NO_VALUE = new Set(['gradleApi', 'localGroovy', 'gradleTestKit', 'gradleKotlinDsl']);

export function bareCall(
  host: GradleHost,
  call: CallExpression,
  name: string,
  given: FunctionValue | ObjectValue | null,
  env: Env,
): Value {
  const user = OWN_WORDS.has(name) ? null : given;
  const block = env.blocks.at(-1);
  if (block === 'dependencies') {
    const declared = dependencyCall(host, call, name, user, env);
    if (declared) return declared;
  } else if (block === 'version' && env.blocks.at(-2) === 'dependency') {
    const first = argument(host, call.args, 'version', 0, env);
    if (first && ['strictly', 'require', 'prefer'].includes(name)) host.richVersion = textOf(first) ?? host.richVersion;
    return UNKNOWN;
  }
  if (user) return callUser(host, call, user, env);
  const plugin = pluginCall(host, call, name, env);
  if (plugin) return plugin;
  const catalog = catalogCall(host, call, name, env);
  if (catalog) return catalog;
  const built = builtin(host, call, name, env);
  if (built) return built;
  const own = env.project ? host.name(name, env) : UNKNOWN;
  if (own.t === 'fn' || own.t === 'object') return callUser(host, call, own, env);
  const receiver = receiverOf(env);
  if (receiver && receiver.t !== 'project' && receiver.t !== 'place' && !call.args.some((a) => a.value.k === 'fn')) {
    const value = host.method(call, receiver, name, env);
    if (known(value)) return value;
  }
  if (/^[A-Z]/.test(name) && call.args.length > 0 && call.args.every((a) => a.name !== undefined)) {
    // `new Lib(path: "g:a:v")` of a class that was not read: its named values are all that is known of it.
    const entries = new Map<string, Value>();
    for (const arg of call.args)
      if (arg.name !== undefined) entries.set(arg.name, host.interpreter.eval(arg.value, env));
    return { t: 'map', entries };
  }
  return blockCall(host, call, name, env);
}

/** `anything { ... }`: the statements inside are read with one more block around them. */
export function blockCall(host: GradleHost, call: CallExpression, name: string, env: Env): Value {
  if (env.blocks.length > 0 && env.blocks.at(-1) !== 'dependencies') androidCall(host, call, name, env);
  else if (name === 'group' && env.project) {
    const group = argument(host, call.args, 'group', 0, env);
    if (group) env.project.group = textOf(group);
  } else for (const arg of call.args) if (arg.value.k !== 'fn') host.interpreter.eval(arg.value, env);
  if (env.blocks.includes('gradlePlugin')) {
    const value = argument(host, call.args, name, 0, env);
    if (value && !call.args.some((a) => a.value.k === 'fn')) host.declarePlugin(name, value);
  }
  if (env.blocks.at(-1) === 'flatDir' && (name === 'dirs' || name === 'dir')) flatDirs(host, call, env);
  if (env.blocks.length > 24) return UNKNOWN;
  const first = isMaker(name) ? argument(host, call.args, 'name', 0, env) : null;
  const inner = (first ? textOf(first) : null) ?? name;
  const blocks = SAME_BLOCK.has(name) || isFilter(name) ? env.blocks : [...env.blocks, inner];
  if (env.blocks.at(-1) === 'configurations') declareConfiguration(inner, env);
  return runClosures(host, call.args, env, { blocks });
}

/** Calls a function of the scripts, or makes an instance of one of their classes. */
export function callUser(
  host: GradleHost,
  call: CallExpression,
  user: FunctionValue | ObjectValue,
  env: Env,
  receiver?: Value,
): Value {
  const args = host.interpreter.values(call.args, env);
  if (user.t === 'fn') {
    const change: Partial<Env> = receiver?.t === 'project' ? { project: receiver.project, blocks: [] } : {};
    if (receiver === undefined) return host.interpreter.invoke(user, args, env, change);
    const scope = new Scope(user.env.scope);
    scope.vars.set('this', receiver);
    return host.interpreter.invoke(user, args, env, { ...change, scope });
  }
  const scope = new Scope(user.env.scope);
  const positional = args.filter((a) => a.name === undefined);
  user.params.forEach((param, i) => {
    const value = args.find((a) => a.name === param)?.value ?? positional[i]?.value;
    if (value) scope.vars.set(param, value);
  });
  host.interpreter.members(user.body, { ...user.env, scope });
  for (const arg of args) if (arg.name !== undefined) scope.vars.set(arg.name, arg.value);
  return { ...user, scope };
}

function builtin(host: GradleHost, call: CallExpression, name: string, env: Env): Value | null {
  const args = call.args;
  if (LISTS.has(name)) return list(host.interpreter.values(args, env).map((a) => a.value));
  if (MAPS.has(name)) {
    const entries = new Map<string, Value>();
    for (const { name: key, value } of host.interpreter.values(args, env)) {
      if (key !== undefined) entries.set(key, value);
      else if (value.t === 'map') for (const [k, v] of value.entries) entries.set(k, v);
    }
    return { t: 'map', entries };
  }
  if (NO_VALUE.has(name)) return { t: 'list', items: [] };
  switch (name) {
    case 'allprojects':
    case 'subprojects':
      return inject(host, call, name === 'allprojects' ? 'all' : 'sub', env);
    case 'project':
      return projectCall(host, call, env);
    case 'include':
    case 'includeFlat':
    case 'includeBuild':
      return settingsCall(host, call, name, env);
    case 'ext':
    case 'extra': {
      const project = env.project;
      if (!project || !args.some((a) => a.value.k === 'fn')) return null;
      for (const arg of args) {
        const fn = host.interpreter.eval(arg.value, env);
        if (fn.t !== 'fn') continue;
        const scope = new Scope(fn.env.scope, project.ext);
        host.interpreter.invoke(fn, [{ value: host.extOf(project) }], env, { scope, blocks: [] });
      }
      return UNKNOWN;
    }
    case 'set': {
      // `ext { set("a", 1) }`
      const key = argument(host, args, 'name', 0, env);
      const value = argument(host, args, 'value', 1, env);
      const text = key ? textOf(key) : null;
      const into = env.scope.delegate ?? env.scope.parent?.delegate ?? null;
      if (text === null || !value || !into) return null;
      into.set(text, value);
      return UNKNOWN;
    }
    case 'file':
    case 'uri':
    case 'File':
    case 'Paths':
      return fileCall(host, args, env);
    case 'files':
      return { t: 'files', names: filesOf(host.interpreter.values(args, env).map((a) => a.value)) };
    case 'fileTree':
      return fileTree(host, args, env);
    case 'platform':
    case 'enforcedPlatform':
    case 'testFixtures':
    case 'variantOf':
    case 'create': {
      if (name === 'create' && env.blocks.at(-1) !== 'dependencies') return null;
      const of = argument(host, args, 'notation', 0, env);
      return of ? { t: 'dep', of, platform: name.toLowerCase().includes('platform') } : null;
    }
    case 'kotlin': {
      if (env.blocks.at(-1) !== 'dependencies') return null;
      const module = argument(host, args, 'module', 0, env);
      const version = argument(host, args, 'version', 1, env);
      const artifact = module ? textOf(module) : null;
      if (artifact === null) return null;
      const suffix = version ? `:${textOf(version) ?? ''}` : '';
      return str(`org.jetbrains.kotlin:kotlin-${artifact}${suffix}`);
    }
    case 'property':
    case 'findProperty':
    case 'getProperty':
    case 'gradleProperty': {
      const key = argument(host, args, 'name', 0, env);
      const text = key ? textOf(key) : null;
      return text !== null && env.project ? host.projectProperty(env.project, text) : UNKNOWN;
    }
    case 'hasProperty': {
      const key = argument(host, args, 'name', 0, env);
      const text = key ? textOf(key) : null;
      const there = text !== null && env.project ? host.projectProperty(env.project, text) : UNKNOWN;
      return known(there) ? { t: 'bool', b: true } : UNKNOWN;
    }
    case 'with': {
      const of = argument(host, args, 'receiver', 0, env);
      const project = of?.t === 'project' ? of.project : env.project;
      const blocks = of?.t === 'place' ? [...env.blocks, ...of.blocks] : env.blocks;
      return runClosures(host, args, env, { project, blocks }, of ? [of] : []);
    }
    case 'configure':
      return configure(host, call, env);
    case 'apply':
      return applyCall(host, call, env);
    case 'from':
      if (env.blocks.at(-1) !== 'apply') return null;
      for (const { value } of host.interpreter.values(args, env))
        host.applyFrom(value, { ...env, blocks: [] }, call.line);
      return UNKNOWN;
    case 'extendsFrom': {
      const child = env.blocks.at(-1);
      if (child && env.blocks.includes('configurations')) extendsFrom(host, child, call, env);
      return UNKNOWN;
    }
    default:
      return null;
  }
}

function inject(host: GradleHost, call: CallExpression, to: string, env: Env): Value {
  for (const arg of call.args) {
    const value = host.interpreter.eval(arg.value, env);
    if (value.t !== 'fn' || !env.project || host.build.injected.length >= 500) continue;
    host.build.injected.push({ to, closure: { ...value, env: { ...value.env, file: env.file } }, from: env.project });
    if (to === 'all')
      host.interpreter.invoke(value, [{ value: { t: 'project', project: env.project, path: env.project.path } }], env, {
        file: env.file,
        blocks: [],
      });
  }
  return UNKNOWN;
}

function projectCall(host: GradleHost, call: CallExpression, env: Env): Value {
  const given = argument(host, call.args, 'path', 0, env);
  if (!given) return env.project ? { t: 'project', project: env.project, path: env.project.path } : UNKNOWN;
  if (given.t === 'map') return projectOf(host, textOf(given.entries.get('path') ?? UNKNOWN), env);
  const path = textOf(given);
  const of = projectOf(host, path, env);
  if (of.t === 'project' && call.args.some((a) => a.value.k === 'fn')) inject(host, call, of.path, env);
  return of;
}

function projectOf(host: GradleHost, text: string | null, env: Env): Value {
  if (text === null) return UNKNOWN;
  const base = env.project && env.project.path !== ':' ? env.project.path : '';
  const path = text.startsWith(':') ? text : `${base}:${text}`;
  return { t: 'project', project: host.build.projects.get(path) ?? null, path };
}

function settingsCall(host: GradleHost, call: CallExpression, name: string, env: Env): Value | null {
  if (env.blocks.length > 0 && !(name === 'includeBuild' && env.blocks.at(-1) === 'pluginManagement')) return null;
  if (env.disabled) return UNKNOWN;
  const values = host.interpreter
    .values(
      call.args.filter((a) => a.value.k !== 'fn'),
      env,
    )
    .flatMap((a) => (a.value.t === 'list' ? a.value.items : [a.value]));
  const location = { file: env.file, line: call.line };
  for (const value of values) {
    for (const text of texts(value)) {
      const path = textOf(str(text));
      if (path === null) {
        if (name !== 'includeBuild') host.settings.unread = true;
      } else if (name === 'includeBuild') {
        const dir = host.path(path, host.build.dir);
        if (dir !== null) host.settings.includedBuilds.push({ dir, location });
      } else
        host.settings.includes.push({ path: path.startsWith(':') ? path : `:${path.replace(/\//g, ':')}`, location });
    }
  }
  return UNKNOWN;
}

function fileCall(host: GradleHost, args: readonly Argument[], env: Env): Value {
  const parts = host.interpreter
    .values(
      args.filter((a) => a.value.k !== 'fn'),
      env,
    )
    .map((a) => textOf(a.value));
  const [first, second] = parts;
  if (first === null || first === undefined) return UNKNOWN;
  const path = second === undefined ? first : second === null ? null : `${first}/${second}`;
  if (path === null) return UNKNOWN;
  if (path.startsWith(TREE)) return str(path);
  const absolute = host.path(path, env.project?.dir ?? '');
  return absolute === null || /^\w+:/.test(path) ? str(path) : str(TREE + absolute);
}

function filesOf(values: readonly Value[]): string[] {
  return values.flatMap((v) => (v.t === 'list' ? filesOf(v.items) : v.t === 'files' ? v.names : texts(v)));
}

function fileTree(host: GradleHost, args: readonly Argument[], env: Env): Value {
  const entries = new Map<string, Value>();
  for (const { name, value } of host.interpreter.values(args, env)) {
    if (name !== undefined) entries.set(name, value);
    else if (value.t === 'map') for (const [k, v] of value.entries) entries.set(k, v);
    else if (value.t === 'str') entries.set('dir', value);
  }
  const dir = textOf(entries.get('dir') ?? UNKNOWN);
  const includes = filesOf([entries.get('include') ?? entries.get('includes') ?? list([])]);
  for (const arg of args) {
    if (arg.value.k !== 'fn') continue;
    for (const s of arg.value.body) {
      if (s.k === 'expr' && s.value.k === 'call' && s.value.callee.k === 'name' && s.value.callee.name === 'include') {
        includes.push(...filesOf(host.interpreter.values(s.value.args, env).map((a) => a.value)));
      }
    }
  }
  return dir === null ? UNKNOWN : { t: 'file-tree', dir, includes };
}

/** `configure<ApplicationExtension> { }` opens the android block; `configure(projects) { }` speaks to projects. */
function configure(host: GradleHost, call: CallExpression, env: Env): Value {
  const first = argument(host, call.args, 'type', 0, env);
  const type = call.type ?? (first?.t === 'place' ? first.blocks.at(-1) : undefined) ?? '';
  if (isAndroidExtension(type)) return runClosures(host, call.args, env, { blocks: [...env.blocks, 'android'] });
  if (first?.t === 'project') return runClosures(host, call.args, env, { project: first.project, blocks: [] });
  if (first?.t === 'place' && first.blocks.some((b) => b === 'subprojects' || b === 'allprojects')) {
    return inject(host, call, first.blocks.includes('allprojects') ? 'all' : 'sub', { ...env, uncertain: true });
  }
  if (first?.t === 'list' && first.items.every((i) => i.t === 'project')) {
    for (const item of first.items) if (item.t === 'project') inject(host, call, item.path, env);
    return UNKNOWN;
  }
  return runClosures(host, call.args, env, { blocks: [...env.blocks, type === '' ? 'configure' : type] });
}
