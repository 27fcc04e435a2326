/** Calls of members, by the kind of value they are called on. */
import { dirname, joinPath } from '../../../core/text.js';
import { addDimensions } from './android-block.js';
import { argument, isAndroidExtension, runClosures } from './arguments.js';
import type { CallExpression } from './ast.js';
import { bareCall, blockCall, callUser } from './calls.js';
import { accessorOf, isUnwrapping } from './catalog.js';
import { catalogSuffix } from './catalog-calls.js';
import { extendsFrom } from './configuration-calls.js';
import type { GradleHost } from './host.js';
import type { Env, Value } from './model.js';
import { each, lookupLocal, updated } from './operations.js';
import { applyPlugin, hasPlugin, pluginSuffix } from './plugin-calls.js';
import { either, joinTexts, known, list, str, TREE, textOf, texts, UNKNOWN, UNREAD } from './values.js';

const LOOPS = new Set([
  'each',
  'forEach',
  'all',
  'configureEach',
  'map',
  'collect',
  'flatMap',
  'onEach',
  'mapNotNull',
  'collectEntries',
  'eachWithIndex',
  'forEachIndexed',
]); // prettier-ignore
const SCOPE_CALLS = new Set(['apply', 'run', 'also', 'let', 'with', 'takeIf', 'configure', 'tap']);

export function memberCall(host: GradleHost, call: CallExpression, of: Value, name: string, env: Env): Value {
  if (pluginSuffix(host, call, name, env) || catalogSuffix(host, call, name, env)) return UNKNOWN;
  switch (of.t) {
    case 'fn':
      if (name === 'call' || name === 'invoke' || name === 'execute' || name === 'doCall') {
        return host.interpreter.invoke(of, host.interpreter.values(call.args, env), env);
      }
      break;
    case 'either':
      return either(of.items.slice(0, 8).map((item) => memberCall(host, call, item, name, env)));
    case 'accessor':
      return accessorCall(host, call, of, name, env);
    case 'map':
    case 'list':
      return collectionCall(host, call, of, name, env) ?? extension(host, call, of, name, env);
    case 'str':
      return textCall(host, call, of.s, name, env) ?? extension(host, call, of, name, env);
    case 'project':
      return projectCall(host, call, of, name, env);
    case 'place':
      return placeCall(host, call, of, name, env);
    case 'object': {
      const found = of.scope.vars.get(name);
      const member = found ? host.interpreter.force(found) : null;
      if (member?.t === 'fn' || member?.t === 'object') return callUser(host, call, member, env);
      const getter = /^get([A-Z])(.*)$/.exec(name);
      if (getter) return host.interpreter.property(of, (getter[1] ?? '').toLowerCase() + (getter[2] ?? ''), env);
      break;
    }
    case 'dep':
    case 'files':
    case 'file-tree':
      if (isUnwrapping(name) || ['because', 'matching', 'include', 'exclude', 'builtBy', 'classifier'].includes(name)) {
        return of;
      }
      break;
    case 'num':
    case 'bool':
      return of;
    default:
  }
  return extension(host, call, of, name, env);
}

/** A function of the scripts called on a value, scope functions, or a block on something unread. */
function extension(host: GradleHost, call: CallExpression, of: Value, name: string, env: Env): Value {
  if (SCOPE_CALLS.has(name) && call.args.some((a) => a.value.k === 'fn')) {
    const value = runClosures(host, call.args, env, {}, [of]);
    return name === 'run' || name === 'let' || name === 'with' ? value : of;
  }
  const local = lookupLocal(env.scope, name);
  const user = local ? host.interpreter.force(local) : host.name(name, { ...env, blocks: [] });
  if (user.t === 'fn') return callUser(host, call, user, env, of);
  if (call.args.some((a) => a.value.k === 'fn')) {
    if (LOOPS.has(name)) return runClosures(host, call.args, env, { uncertain: true });
    const first = argument(host, call.args, 'type', 0, env);
    const type = call.type ?? (first?.t === 'place' ? first.blocks.at(-1) : undefined) ?? '';
    return runClosures(host, call.args, env, {
      blocks: isAndroidExtension(type) ? ['android'] : [...env.blocks.slice(0, 12), name],
    });
  }
  for (const arg of call.args) host.interpreter.eval(arg.value, env);
  return isUnwrapping(name) ? of : UNKNOWN;
}

function accessorCall(
  host: GradleHost,
  call: CallExpression,
  of: Extract<Value, { t: 'accessor' }>,
  name: string,
  env: Env,
): Value {
  const catalog = host.build.catalogs.get(of.catalog);
  const find = /^find(Library|Bundle|Version|Plugin)$/.exec(name);
  if (find) {
    const alias = argument(host, call.args, 'alias', 0, env);
    const out = (alias ? texts(alias) : [UNREAD]).map((text): Value => {
      if (text.includes(UNREAD)) {
        if (find[1] !== 'Version') host.build.unreadCatalogs.set(of.catalog, { file: env.file, line: call.line });
        return UNKNOWN;
      }
      const path = accessorOf(text).split('.');
      if (find[1] === 'Library') return { t: 'accessor', catalog: of.catalog, path };
      return { t: 'accessor', catalog: of.catalog, path: [`${(find[1] ?? '').toLowerCase()}s`, ...path] };
    });
    return either(out);
  }
  if (isUnwrapping(name)) {
    if (of.path[0] !== 'versions') return of;
    const version = catalog?.versions.get(of.path.slice(1).join('.'));
    return version === undefined ? UNKNOWN : str(version);
  }
  if (name === 'named' || name === 'find') return of;
  const getter = /^get([A-Z])(.*)$/.exec(name);
  if (getter && call.args.length === 0)
    return host.property(of, (getter[1] ?? '').toLowerCase() + (getter[2] ?? ''), env);
  return extension(host, call, of, name, env);
}

function collectionCall(
  host: GradleHost,
  call: CallExpression,
  of: Extract<Value, { t: 'map' | 'list' }>,
  name: string,
  env: Env,
): Value | null {
  if (of.t === 'map') {
    const own = of.entries.get(name) ?? (of.extOf ? host.projectProperty(of.extOf, name) : undefined);
    if (own?.t === 'fn') return callUser(host, call, own, env);
  }
  const closure = call.args.find((a) => a.value.k === 'fn');
  if (LOOPS.has(name) && closure) {
    const fn = host.interpreter.eval(closure.value, env);
    if (fn.t !== 'fn') return UNKNOWN;
    let index = 0;
    return each(of, (item, key) => {
      const value = item.t === 'map' && key ? (item.entries.get('value') ?? UNKNOWN) : item;
      const given =
        key && fn.params.length > 1
          ? [{ value: key }, { value }]
          : name === 'forEachIndexed'
            ? [{ value: { t: 'num' as const, n: index++ } }, { value }]
            : [{ value: item }]; // prettier-ignore
      return host.interpreter.invoke(fn, given, env);
    });
  }
  const first = argument(host, call.args, 'key', 0, env);
  const key = first ? textOf(first) : null;
  switch (name) {
    case 'get':
    case 'getAt':
    case 'getValue':
    case 'getProperty':
    case 'getOrDefault':
    case 'getOrElse':
    case 'getOrNull': {
      if (of.t === 'list') return first?.t === 'num' ? (of.items[first.n] ?? UNKNOWN) : UNKNOWN;
      const found = first ? either(texts(first).map((k) => host.interpreter.property(of, k, env))) : UNKNOWN;
      return known(found) ? found : (argument(host, call.args, 'default', 1, env) ?? found);
    }
    case 'put':
    case 'set':
    case 'putIfAbsent':
    case 'setProperty': {
      const value = argument(host, call.args, 'value', 1, env);
      if (of.t === 'map' && key !== null && value && !env.disabled)
        of.entries.set(key, updated(of.entries.get(key) ?? UNKNOWN, '=', value, env));
      return UNKNOWN;
    }
    case 'has':
    case 'hasProperty':
    case 'containsKey':
      return of.t === 'map' && key !== null && known(host.interpreter.property(of, key, env))
        ? { t: 'bool', b: true }
        : UNKNOWN;
    case 'add':
    case 'addAll':
    case 'plusAssign':
    case 'leftShift':
      if (of.t === 'list' && first && of.items.length < 5000)
        of.items.push(...(first.t === 'list' ? first.items : [first]));
      return UNKNOWN;
    case 'plus':
      return of.t === 'list' && first ? list([...of.items, ...(first.t === 'list' ? first.items : [first])]) : of;
    case 'values':
      return of.t === 'map' ? list([...of.entries.values()]) : of;
    case 'toTypedArray':
    case 'toList':
    case 'toSet':
    case 'flatten':
    case 'filter':
    case 'findAll':
    case 'sorted':
    case 'distinct':
    case 'asReversed':
      return of;
    case 'first':
      return of.t === 'list' ? (of.items[0] ?? UNKNOWN) : UNKNOWN;
    default:
      return null;
  }
}

function textCall(host: GradleHost, call: CallExpression, s: string, name: string, env: Env): Value | null {
  const first = argument(host, call.args, 'value', 0, env);
  const text = first ? textOf(first) : null;
  switch (name) {
    case 'toString':
    case 'trim':
    case 'get':
    case 'asFile':
    case 'getAsFile':
    case 'getAbsolutePath':
    case 'intern':
    case 'stripIndent':
    case 'trimIndent':
      return str(s);
    case 'exists':
      return host.holdsScript(s, env);
    case 'toBoolean':
    case 'asBoolean':
      return s === 'true' || s === 'false' ? { t: 'bool', b: s === 'true' } : UNKNOWN;
    case 'toInt':
    case 'toInteger':
    case 'toLong':
      return /^\d{1,15}$/.test(s) ? { t: 'num', n: Number(s) } : UNKNOWN;
    case 'equals':
      return text === null || s.includes(UNREAD) ? UNKNOWN : { t: 'bool', b: s === text };
    case 'contains':
    case 'startsWith':
    case 'endsWith': {
      if (text === null || s.includes(UNREAD)) return UNKNOWN;
      const b = name === 'contains' ? s.includes(text) : name === 'startsWith' ? s.startsWith(text) : s.endsWith(text);
      return { t: 'bool', b };
    }
    case 'replace': {
      const by = argument(host, call.args, 'by', 1, env);
      const to = by ? textOf(by) : null;
      return text === null || to === null || text === '' ? UNKNOWN : str(s.replaceAll(text, () => to));
    }
    case 'toLowerCase':
    case 'lowercase':
      return str(s.toLowerCase());
    case 'capitalize':
      return str(s.charAt(0).toUpperCase() + s.slice(1));
    case 'plus':
    case 'concat':
      return first ? joinTexts([[s], texts(first)]) : str(s);
    case 'format':
    case 'formatted': {
      const values = host.interpreter.values(call.args, env).map((a) => textOf(a.value) ?? UNREAD);
      let at = 0;
      return str(s.replace(/%(?:\d+\$)?s/g, () => values[at++] ?? UNREAD));
    }
    case 'resolve':
    case 'file':
    case 'dir':
      if (text === null) return UNKNOWN;
      return s.startsWith(TREE) ? resolved(s, text) : str(`${s}/${text}`);
    case 'getParentFile':
    case 'getParent':
      return s.startsWith(TREE) ? str(TREE + dirname(s.slice(1))) : UNKNOWN;
    case 'split':
      return text !== null && text.length === 1 ? list(s.split(text).map(str)) : UNKNOWN;
    default:
      return null;
  }
}

function resolved(base: string, text: string): Value {
  const path = joinPath(base.slice(1).replace(/^\/+/, ''), text);
  return path === null ? UNKNOWN : str(TREE + path);
}

function projectCall(
  host: GradleHost,
  call: CallExpression,
  of: Extract<Value, { t: 'project' }>,
  name: string,
  env: Env,
): Value {
  const project = of.project;
  if (SCOPE_CALLS.has(name) && name !== 'apply' && name !== 'configure')
    return runClosures(host, call.args, env, { project }, [of]);
  if (!project) return UNKNOWN;
  if (name === 'evaluationDependsOn') return UNKNOWN;
  if (name === 'getProperties') return host.extOf(project);
  const local = lookupLocal(env.scope, name);
  const user = local ? host.interpreter.force(local) : UNKNOWN;
  if (user.t === 'fn') return callUser(host, call, user, { ...env, project }, of);
  const same = project === env.project;
  return bareCall(host, call, name, null, {
    ...env,
    project,
    blocks: same ? env.blocks.filter((b) => b !== 'dependencies') : [],
  });
}

function placeCall(
  host: GradleHost,
  call: CallExpression,
  of: Extract<Value, { t: 'place' }>,
  name: string,
  env: Env,
): Value {
  const last = of.blocks.at(-1) ?? '';
  const project = of.project ?? env.project;
  const inner: Env = { ...env, project };
  if (last === 'plugins' || last === 'pluginManager') {
    if (name === 'apply') {
      applyPlugin(host, argument(host, call.args, 'plugin', 0, env), { ...inner, blocks: [] }, call.line);
      return UNKNOWN;
    }
    if (name === 'withId' || name === 'withPlugin' || name === 'withType')
      return runClosures(host, call.args, inner, { blocks: [] });
    if (name === 'hasPlugin') return hasPlugin(host, call, inner);
  }
  if (name === 'extendsFrom') {
    extendsFrom(host, last, call, inner);
    return UNKNOWN;
  }
  if (last === 'artifacts' && name === 'add' && project) {
    // A module that is nothing but an archive: `artifacts.add("default", file("x.aar"))`.
    const [configuration, file] = host.interpreter.values(call.args, env);
    const path = file ? textOf(file.value) : null;
    const expression = call.args[1]?.value;
    if (configuration && path !== null && expression) {
      const value: Value = { t: 'files', names: [path] };
      const location = { file: env.file, line: call.line };
      project.dependencies.push({
        configuration: textOf(configuration.value) ?? 'default',
        value,
        expression,
        blocks: [],
        disabled: env.disabled,
        location,
      });
    }
    return UNKNOWN;
  }
  if (last === 'flavorDimensions' && (name === 'add' || name === 'addAll') && project) {
    addDimensions(
      project.android.dimensions,
      host.interpreter.values(call.args, env).map((a) => a.value),
    );
    return UNKNOWN;
  }
  if (of.blocks[0] === 'extensions' || name === 'getByType' || name === 'configure') {
    const first = argument(host, call.args, 'type', 0, env);
    const type =
      call.type ?? (first?.t === 'place' ? first.blocks.find((b) => b !== 'class' && b !== 'java') : undefined) ?? '';
    const byName = first ? textOf(first) : null;
    if (isAndroidExtension(type) || byName === 'android') {
      runClosures(host, call.args, inner, { blocks: ['android'] }, [{ t: 'place', blocks: ['android'], project }]);
      return { t: 'place', blocks: ['android'], project };
    }
    if (type === 'VersionCatalogsExtension') return { t: 'place', blocks: ['versionCatalogsExtension'], project };
    if (type.startsWith('LibrariesFor')) return { t: 'accessor', catalog: type.slice(12).toLowerCase(), path: [] };
  }
  if (last === 'versionCatalogsExtension' || last === 'versionCatalogs') {
    const first = argument(host, call.args, 'name', 0, env);
    const catalog = first ? textOf(first) : null;
    if (name === 'named' || name === 'find') return catalog === null ? UNKNOWN : { t: 'accessor', catalog, path: [] };
  }
  const user = host.name(name, { ...inner, blocks: [] });
  if (user.t === 'fn') return callUser(host, call, user, inner, of);
  const at = { ...inner, blocks: [...env.blocks, ...of.blocks].slice(0, 24) };
  if (SCOPE_CALLS.has(name)) return runClosures(host, call.args, at, {}, [of]);
  // `String.format("g:a:%s", version)`, `Paths.get("a")`
  if (last === 'String' && name === 'format') {
    const [pattern, ...rest] = host.interpreter.values(call.args, env).map((a) => textOf(a.value) ?? UNREAD);
    let i = 0;
    return str((pattern ?? UNREAD).replace(/%(?:\d+\$)?s/g, () => rest[i++] ?? UNREAD));
  }
  if (
    ['dependencies', 'sourceSets', 'productFlavors', 'buildTypes', 'repositories'].includes(last) ||
    of.blocks.includes('sourceSets')
  ) {
    return bareCall(host, call, name, null, at);
  }
  if (['gradle', 'settings', 'providers', 'layout', 'project', 'objects', 'rootProject'].includes(last)) {
    const value = bareCall(host, call, name, null, { ...inner, blocks: env.blocks });
    return value;
  }
  return blockCall(host, call, name, at);
}
