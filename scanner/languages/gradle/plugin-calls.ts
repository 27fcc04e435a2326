/** Plugins: `plugins { id("x") version "1" apply false }`, `apply plugin: 'x'`, `apply<X>()`, and the project's own plugin classes. */

import { argument, runClosures } from './arguments.js';
import type { CallExpression } from './ast.js';
import type { GradleHost } from './host.js';
import { type Env, Scope, type Value } from './model.js';
import { textOf, texts, UNKNOWN, UNREAD } from './values.js';

/** Calls that name a plugin. @returns null where the call is something else */
export function pluginCall(host: GradleHost, call: CallExpression, name: string, env: Env): Value | null {
  const block = env.blocks.at(-1);
  if (block === 'apply' && name === 'plugin') {
    applyPlugin(host, argument(host, call.args, 'plugin', 0, env), env, call.line);
    return UNKNOWN;
  }
  if ((block !== 'plugins' && block !== 'pluginManager') || env.blocks.includes('gradlePlugin')) return null;
  if (name === 'apply' && call.args.some((a) => a.name !== undefined || a.value.k === 'fn')) return null;
  const first = argument(host, call.args, 'id', 0, env);
  switch (name) {
    case 'id':
      for (const id of first ? texts(pluginIdOf(host, first)) : []) {
        if (id.includes(UNREAD)) host.problem(env.file, call.line, 'the plugin applied here could not be told');
        else host.addPlugin(id, null, env, call.line);
      }
      return UNKNOWN;
    case 'kotlin': {
      const text = first ? textOf(first) : null;
      if (text !== null) host.addPlugin(`org.jetbrains.kotlin.${text}`, null, env, call.line);
      return UNKNOWN;
    }
    case 'alias':
      if (first) aliasPlugin(host, first, env, call.line);
      return UNKNOWN;
    case 'apply':
    case 'applyPlugin':
      applyPlugin(host, first, env, call.line);
      return UNKNOWN;
    default:
      return null;
  }
}

/** `version "1"` and `apply false` behind a plugin. @returns false where no plugin is at hand */
export function pluginSuffix(host: GradleHost, call: CallExpression, name: string, env: Env): boolean {
  if (env.blocks.at(-1) !== 'plugins' || !host.plugin || (name !== 'version' && name !== 'apply')) return false;
  const first = argument(host, call.args, name, 0, env);
  if (name === 'version') host.plugin.version = first ? versionText(host, first) : null;
  else if (first?.t === 'bool' && !first.b) host.plugin.applied = false;
  return true;
}

function versionText(host: GradleHost, value: Value): string | null {
  if (value.t === 'accessor' && value.path[0] === 'versions') {
    return host.build.catalogs.get(value.catalog)?.versions.get(value.path.slice(1).join('.')) ?? null;
  }
  return textOf(value);
}

function pluginIdOf(host: GradleHost, value: Value): Value {
  return value.t === 'accessor'
    ? host.property(value, 'pluginId', {
        scope: new Scope(null),
        file: '',
        blocks: [],
        project: null,
        uncertain: false,
        disabled: false,
        depth: 0,
      })
    : value;
}

function aliasPlugin(host: GradleHost, value: Value, env: Env, line: number): void {
  if (value.t !== 'accessor') {
    host.problem(env.file, line, 'the plugin alias applied here could not be told');
    return;
  }
  const alias = value.path.slice(value.path[0] === 'plugins' ? 1 : 0).join('.');
  const plugin = host.build.catalogs.get(value.catalog)?.plugins.get(alias);
  if (plugin) host.addPlugin(plugin.id, plugin.version, env, line);
  else host.problem(env.file, line, `the catalog has no plugin ${value.catalog}.${value.path.join('.')}`);
}

/** `apply plugin: 'x'`, `apply from: 'y'`, `apply { ... }`, `apply<X>()`. */
export function applyCall(host: GradleHost, call: CallExpression, env: Env): Value {
  const from = argument(host, call.args, 'from', -1, env);
  if (from) host.applyFrom(from, { ...env, blocks: [] }, call.line);
  const plugin = argument(host, call.args, 'plugin', -1, env);
  if (plugin) applyPlugin(host, plugin, env, call.line);
  const only = argument(host, call.args, '', 0, env);
  if (only?.t === 'map') {
    const [f, p] = [only.entries.get('from'), only.entries.get('plugin')];
    if (f) host.applyFrom(f, { ...env, blocks: [] }, call.line);
    if (p) applyPlugin(host, p, env, call.line);
  } else if (only && env.blocks.at(-1) === 'plugins') applyPlugin(host, only, env, call.line);
  if (call.type !== undefined) runPluginClass(host, call.type, env);
  const receiver = env.blocks.at(-1) === undefined ? ['apply'] : [...env.blocks, 'apply'];
  return runClosures(host, call.args, env, { blocks: receiver });
}

/** Applies a plugin given by id, alias or class. */
export function applyPlugin(host: GradleHost, value: Value | null, env: Env, line: number): void {
  if (!value) return;
  if (value.t === 'accessor') {
    aliasPlugin(host, value, env, line);
    return;
  }
  if (value.t === 'object' || value.t === 'place') {
    const name =
      value.t === 'object'
        ? value.name
        : value.blocks.at(-1) === 'class' || value.blocks.at(-1) === 'java'
          ? value.blocks.at(-2)
          : value.blocks.at(-1);
    runPluginClass(host, name ?? '', env);
    return;
  }
  for (const id of texts(value)) {
    if (id.includes(UNREAD)) host.problem(env.file, line, 'the plugin applied here could not be told');
    else host.addPlugin(id, null, env, line);
  }
}

/** Reads what a plugin class of the project's own build code does to a project. */
export function runPluginClass(host: GradleHost, name: string, env: Env): boolean {
  const simple = name.slice(name.lastIndexOf('.') + 1);
  const found = host.build.constants.byQualifiedName.get(name) ?? host.build.constants.byName.get(simple)?.[0];
  if (found?.t !== 'object' || !env.project) return false;
  const apply = found.scope.vars.get('apply');
  if (apply?.t !== 'fn') return false;
  const scope = new Scope(apply.env.scope);
  const project: Value = { t: 'project', project: env.project, path: env.project.path };
  scope.vars.set('this', project);
  host.interpreter.invoke(apply, [{ value: project }], env, { blocks: [], scope });
  return true;
}

/** `plugins.hasPlugin("x")`: true where it is applied above, else not known. */
export function hasPlugin(host: GradleHost, call: CallExpression, env: Env): Value {
  const first = argument(host, call.args, 'id', 0, env);
  const id = first ? textOf(first) : null;
  return id !== null && env.project?.plugins.some((p) => p.id === id && p.applied) ? { t: 'bool', b: true } : UNKNOWN;
}
