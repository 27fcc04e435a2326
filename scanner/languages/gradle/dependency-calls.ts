/** Calls inside `dependencies { }`. */
import type { Argument, CallExpression } from './ast.js';
import type { GradleHost } from './host.js';
import { type Env, type FunctionValue, type ObjectValue, Scope, type Value } from './model.js';
import { textOf, texts, UNKNOWN } from './values.js';

const STANDARD =
  /^(?:kapt|ksp)(?:[A-Z]\w*)?$|^(?:api|implementation|compile|compileOnly|compileOnlyApi|runtime|runtimeOnly|provided|providedCompile|apk|apt|classpath|annotationProcessor|coreLibraryDesugaring|lintChecks|lintPublish|wearApp|detektPlugins|developmentOnly|natives?|androidTestUtil|testUtil|debugApt|androidTestApt|testApt)$|(?:Implementation|Api|Compile|CompileOnly|CompileOnlyApi|RuntimeOnly|Runtime|Provided|Apk|AnnotationProcessor)$/;
/** Members of the dependency handler that declare nothing themselves. */
const HELPERS = new Set([
  'platform',
  'enforcedPlatform',
  'project',
  'files',
  'fileTree',
  'kotlin',
  'npm',
  'devNpm',
  'gradleApi',
  'localGroovy',
  'gradleTestKit',
  'gradleKotlinDsl',
  'embeddedKotlin',
  'testFixtures',
  'variantOf',
  'create',
  'module',
  'exclude',
  'because',
  'println',
  'print',
  'listOf',
  'arrayOf',
  'setOf',
  'mapOf',
  'mutableListOf',
  'file',
  'uri',
  'rootProject',
  'ext',
  'extra',
  'apply',
  'with',
  'run',
  'let',
  'also',
  'afterEvaluate',
  'dependencies',
  'transitive',
  'requireNotNull',
  'checkNotNull',
  'error',
  'repeat',
  'to',
  'compose',
  'substitute',
  'property',
  'findProperty',
  'hasProperty',
  'getProperty',
]); // prettier-ignore

/** True for names that are a configuration in every build. */
export function isStandardConfiguration(name: string): boolean {
  return STANDARD.test(name);
}

/**
 * A call directly in a dependencies block.
 * @returns the value of the call, or null where it is no declaration and should be read as any other call
 */
export function dependencyCall(
  host: GradleHost,
  call: CallExpression,
  name: string,
  user: FunctionValue | ObjectValue | null,
  env: Env,
): Value | null {
  if (
    name === 'constraints' ||
    name === 'components' ||
    name === 'modules' ||
    name === 'attributesSchema' ||
    name === 'artifactTypes'
  ) {
    return UNKNOWN;
  }
  if (name === 'add' || name === 'addProvider' || name === 'addProviderConvertible') {
    const [first, ...rest] = call.args;
    const configurations = first ? texts(host.interpreter.eval(first.value, env)) : [];
    for (const configuration of configurations) declare(host, call, configuration, rest, env);
    return UNKNOWN;
  }
  if (HELPERS.has(name)) return null;
  const standard = isStandardConfiguration(name);
  if (user && !standard) return null;
  const declaredHere = env.project?.extendedBy.has(name) === true;
  if (!standard && !declaredHere && (call.args.length === 0 || !call.args.some((a) => maybeDependency(host, a, env))))
    return null;
  if (name === '') return null;
  declare(host, call, name, call.args, env);
  return UNKNOWN;
}

/** True where an argument of a call by an unknown name looks like a dependency. */
function maybeDependency(host: GradleHost, arg: Argument, env: Env): boolean {
  if (arg.value.k === 'fn' || arg.value.k === 'lit') return false;
  if (arg.name !== undefined) return arg.name === 'group' || arg.name === 'name' || arg.name === 'module';
  const value = host.interpreter.eval(arg.value, env);
  return isDependencyLike(value);
}

function isDependencyLike(value: Value): boolean {
  switch (value.t) {
    case 'str':
      return /^[^\s:/]+:[^\s:/]+(?::|$)/.test(value.s);
    case 'list':
    case 'either':
      return value.items.some(isDependencyLike);
    case 'dep':
    case 'files':
    case 'file-tree':
    case 'project':
      return true;
    case 'accessor':
      return value.path[0] !== 'versions' && value.path[0] !== 'plugins';
    case 'map':
      return value.entries.has('name') && value.entries.has('group');
    default:
      return false;
  }
}

function declare(
  host: GradleHost,
  call: CallExpression,
  configuration: string,
  args: readonly Argument[],
  env: Env,
): void {
  const project = env.project;
  if (!project) return;
  const location = { file: env.file, line: call.line };
  const closure = args.find((a) => a.value.k === 'fn');
  const rich = closure ? richVersion(host, closure, env) : null;
  const record = (value: Value, arg: Argument) => {
    if (project.dependencies.length >= 20_000) return;
    const versioned = rich === null ? value : withVersion(value, rich);
    const { blocks, disabled } = env;
    project.dependencies.push({ configuration, value: versioned, expression: arg.value, blocks, disabled, location });
  };
  const named = args.filter((a) => a.name !== undefined && a.value.k !== 'fn');
  const notation = named.find(
    (a) => a.name === 'dependencyNotation' || a.name === 'provider' || a.name === 'dependency',
  );
  if (notation) record(host.interpreter.eval(notation.value, env), notation);
  else if (named.some((a) => a.name === 'name' || a.name === 'group' || a.name === 'module')) {
    const entries = new Map<string, Value>();
    for (const arg of named) if (arg.name !== undefined) entries.set(arg.name, host.interpreter.eval(arg.value, env));
    const first = named[0];
    if (first) record({ t: 'map', entries }, first);
    return;
  }
  const positional = args.filter((a) => a.name === undefined && a.value.k !== 'fn');
  const values = positional.map((arg) => ({ arg, value: host.interpreter.eval(arg.value, env) }));
  const [group, artifact, version] = values;
  const parts = [group, artifact, version].map((v) => (v ? textOf(v.value) : null));
  if (
    group &&
    artifact &&
    positional.length <= 3 &&
    parts[0] &&
    !parts[0].includes(':') &&
    parts[1] &&
    !parts[1].includes(':')
  ) {
    // Kotlin's implementation("group", "artifact", "version").
    record({ t: 'str', s: parts.filter((p) => p !== null).join(':') }, group.arg);
    return;
  }
  for (const { arg, value } of values) record(value, arg);
}

function richVersion(host: GradleHost, closure: Argument, env: Env): string | null {
  host.richVersion = null;
  const value = host.interpreter.eval(closure.value, env);
  if (value.t === 'fn')
    host.interpreter.invoke(value, [], env, {
      blocks: [...env.blocks, 'dependency'],
      scope: new Scope(value.env.scope),
    });
  const found = host.richVersion;
  host.richVersion = null;
  return found;
}

function withVersion(value: Value, version: string): Value {
  if (value.t !== 'str' || value.s.split(':').length !== 2) return value;
  return { t: 'str', s: `${value.s}:${version}` };
}
