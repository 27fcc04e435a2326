/** Assignments and calls inside `android { }` (and Kotlin multiplatform source sets) that say what is built. */
import type { CallExpression } from './ast.js';
import type { GradleHost } from './host.js';
import type { BuildTypeModel, Env, Value } from './model.js';
import { TREE, textOf, texts, UNREAD } from './values.js';

/** Members of a build type or flavour that take a block or nothing: no names of one. */
const SETTINGS = new Set([
  'manifestPlaceholders',
  'signingConfig',
  'signingConfigs',
  'proguardFiles',
  'buildConfigField',
  'resValue',
  'ndk',
  'externalNativeBuild',
  'javaCompileOptions',
  'postprocessing',
  'optimization',
  'packaging',
  'apply',
  'println',
]);
const MAKERS = new Set(['create', 'register', 'getByName', 'named', 'maybeCreate', 'findByName']);

/** True for `create("name") { }` and its like, which open the block of a named thing. */
export function isMaker(name: string): boolean {
  return MAKERS.has(name);
}

/** An assignment inside blocks. @returns true where it was one of the settings that count */
export function androidAssign(host: GradleHost, name: string, op: string, value: Value, env: Env): boolean {
  const blocks = env.blocks;
  const project = env.project;
  const block = blocks.at(-1);
  if (!project || env.disabled) return false;
  const android = project.android;
  if (name === 'namespace' && (block === 'android' || block === 'androidLibrary')) {
    android.namespace = onlyText(value) ?? android.namespace;
    return true;
  }
  if (name === 'applicationId' && block === 'defaultConfig') {
    android.applicationId = onlyText(value) ?? android.applicationId;
    return true;
  }
  const within = blocks.at(-2);
  if (within === 'productFlavors' && block !== undefined && name === 'dimension') {
    flavorOf(android.flavors, block).dimension = textOf(value);
    return true;
  }
  if (within === 'buildTypes' && block !== undefined && !SETTINGS.has(block)) {
    const type = buildTypeOf(android.buildTypes, block);
    if ((name === 'debuggable' || name === 'isDebuggable') && value.t === 'bool') type.debuggable = value.b;
    return true;
  }
  if (name === 'flavorDimensions') {
    addDimensions(android.dimensions, [value]);
    return true;
  }
  const at = blocks.indexOf('sourceSets');
  const set = at >= 0 ? (blocks[at + 1] ?? null) : null;
  if (set !== null && (name === 'srcDirs' || name === 'srcDir' || name === 'srcFile')) {
    addSourceDirs(host, set, value, env);
    return true;
  }
  return op === '=' && block === 'android';
}

/** A call inside blocks: `applicationId "x"`, `xiaomi { }`, `flavorDimensions "a", "b"`, `initWith debug`. */
export function androidCall(host: GradleHost, call: CallExpression, name: string, env: Env): void {
  const block = env.blocks.at(-1);
  const project = env.project;
  if (!project || env.disabled) return;
  const android = project.android;
  const values = call.args.filter((a) => a.value.k !== 'fn').map((a) => host.interpreter.eval(a.value, env));
  const first = values[0];
  const named = isMaker(name) && first ? textOf(first) : name;
  // `xiaomi { }` names one; inside `all { }` the same block holds calls with values, `buildConfigField(…)`, which name none.
  const names = isMaker(name) || (values.length === 0 && !SETTINGS.has(name));
  if (block === 'productFlavors' && named !== null && named !== 'all' && named !== 'configureEach' && !isLoop(named)) {
    if (names) flavorOf(android.flavors, named);
    return;
  }
  if (block === 'buildTypes' && named !== null && named !== 'all' && named !== 'configureEach' && !isLoop(named)) {
    if (names) buildTypeOf(android.buildTypes, named);
    return;
  }
  if (name === 'flavorDimensions') addDimensions(android.dimensions, values);
  else if (env.blocks.at(-2) === 'buildTypes' && block !== undefined && name === 'initWith' && first) {
    const from = first.t === 'place' ? first.blocks.at(-1) : textOf(first);
    buildTypeOf(android.buildTypes, block).initWith = from ?? null;
  } else if (first) androidAssign(host, setterName(name), 'call', first, env);
}

function setterName(name: string): string {
  return /^set[A-Z]/.test(name) ? name.charAt(3).toLowerCase() + name.slice(4) : name;
}

function isLoop(name: string): boolean {
  return (
    name === 'each' ||
    name === 'forEach' ||
    name === 'matching' ||
    name === 'withType' ||
    name === 'println' ||
    name === 'apply'
  );
}

function onlyText(value: Value): string | null {
  const all = texts(value).filter((t) => !t.includes(UNREAD));
  return all[0] ?? null;
}

function flavorOf(flavors: Map<string, { dimension: string | null }>, name: string): { dimension: string | null } {
  const found = flavors.get(name) ?? { dimension: null };
  flavors.set(name, found);
  return found;
}

function buildTypeOf(types: Map<string, BuildTypeModel>, name: string): BuildTypeModel {
  const found = types.get(name) ?? { debuggable: null, initWith: null };
  types.set(name, found);
  return found;
}

/** Adds dimensions named by texts and lists of texts. */
export function addDimensions(dimensions: string[], values: readonly Value[]): void {
  for (const value of values) {
    if (value.t === 'list') addDimensions(dimensions, value.items);
    else {
      const text = textOf(value);
      if (text !== null && !dimensions.includes(text)) dimensions.push(text);
    }
  }
}

function addSourceDirs(host: GradleHost, set: string, value: Value, env: Env): void {
  const project = env.project;
  if (!project) return;
  const dirs = project.android.sourceSets.get(set) ?? [];
  const add = (v: Value): void => {
    if (v.t === 'list') v.items.forEach(add);
    else if (v.t === 'files') for (const name of v.names) add({ t: 'str', s: name });
    else {
      const text = textOf(v);
      const path = text === null ? null : host.path(text, project.dir);
      if (path !== null && path !== '' && !dirs.includes(path) && dirs.length < 200) dirs.push(path);
    }
  };
  add(value);
  project.android.sourceSets.set(set, dirs);
}

/** The name of a path text for messages. */
export function plainPath(text: string): string {
  return text.replace(TREE, '');
}
