/** The code that a build compiles for itself: constants by name, plugin classes, plugins written as scripts. */
import { basename, dirname, isWithin } from '../../../core/text.js';
import type { Script, Statement } from '../../languages/gradle/ast.js';
import type { Interpreter } from '../../languages/gradle/interpreter.js';
import { type Env, type Lazy, Scope, type Value } from '../../languages/gradle/model.js';
import type { GradleFiles } from './gradle-files.js';

export interface BuildCode {
  /** Plugin id to the path of the script that is the plugin. */
  readonly scriptPlugins: Map<string, string>;
  /** Plugin id to class, from META-INF/gradle-plugins. */
  readonly classes: Map<string, string>;
}

/** Names of build code, to be filled in. */
export interface ConstantTable {
  readonly byName: Map<string, Value[]>;
  readonly byQualifiedName: Map<string, Value>;
}

/** Reads the build code in some directories into a table. Values are worked out when they are asked for. */
export function readBuildCode(
  files: GradleFiles,
  dirs: readonly string[],
  interpreter: Interpreter,
  table: ConstantTable,
): BuildCode {
  const code: BuildCode = { scriptPlugins: new Map(), classes: new Map() };
  if (dirs.length === 0) return code;
  const inDirs = (path: string) => dirs.some((dir) => isWithin(path, dir));
  const shared = new Map<string, Scope>();
  const outside: { readonly name: string; readonly value: Lazy }[] = [];
  for (const [path, script] of files.constants) {
    if (inDirs(path)) outside.push(...addConstants(table, path, script, interpreter, shared));
  }
  // Constants outside any object are worked out once every file is known: they may refer to any of them.
  for (const { name, value } of outside)
    table.byName.set(name, [...(table.byName.get(name) ?? []), interpreter.force(value)]);
  for (const [path, script] of files.scripts) {
    if (!inDirs(path) || !/\/src\/main\/(?:kotlin|groovy|java)\//.test(`/${path}`)) continue;
    const name = basename(path).replace(/\.gradle(?:\.kts)?$/, '');
    const declared = script.body.find((s): s is Extract<Statement, { k: 'package' }> => s.k === 'package')?.name;
    const folder = dirname(path)
      .replace(/^.*\/src\/main\/(?:kotlin|groovy|java)\/?/, '')
      .replace(/\//g, '.');
    for (const prefix of [declared, folder, ''])
      if (prefix !== undefined) code.scriptPlugins.set(prefix === '' ? name : `${prefix}.${name}`, path);
  }
  for (const [path, properties] of files.properties) {
    const type = properties.get('implementation-class');
    if (type !== undefined && inDirs(path)) code.classes.set(basename(path).replace(/\.properties$/, ''), type);
  }
  return code;
}

/** Registers the objects, classes and functions of a file. @returns its constants outside any object */
function addConstants(
  table: ConstantTable,
  path: string,
  script: Script,
  interpreter: Interpreter,
  shared: Map<string, Scope>,
): { readonly name: string; readonly value: Lazy }[] {
  const pkg = script.body.find((s): s is Extract<Statement, { k: 'package' }> => s.k === 'package')?.name ?? '';
  // Files of one package see each other's names.
  const outer = shared.get(pkg) ?? new Scope(null);
  shared.set(pkg, outer);
  const scope = new Scope(outer);
  const env: Env = { scope, file: path, blocks: [], project: null, uncertain: false, disabled: false, depth: 0 };
  interpreter.members(script.body, env);
  const outside: { name: string; value: Lazy }[] = [];
  for (const [name, value] of scope.vars) {
    if (!outer.vars.has(name)) outer.vars.set(name, value);
    if (value.t === 'lazy') outside.push({ name, value });
    else addName(table, pkg, name, value);
  }
  return outside;
}

function addName(code: ConstantTable, pkg: string, name: string, value: Value): void {
  const all = code.byName.get(name);
  if (all) all.push(value);
  else code.byName.set(name, [value]);
  addQualified(code, pkg === '' ? name : `${pkg}.${name}`, value, 0);
}

function addQualified(code: ConstantTable, name: string, value: Value, depth: number): void {
  code.byQualifiedName.set(name, value);
  if (value.t !== 'object' || depth > 6) return;
  for (const [inner, v] of value.scope.vars)
    if (v.t === 'object' || v.t === 'fn') addQualified(code, `${name}.${inner}`, v, depth + 1);
}
