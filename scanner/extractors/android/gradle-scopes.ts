/** From the name of a Gradle configuration, plugin or source set to the scope of what stands in it. */
import type { Scope } from '../../../core/platforms.js';
import type { AndroidModel } from '../../languages/gradle/model.js';

const SHIPPED =
  /^(?:implementation|api|compile|runtimeOnly|runtime|apk|coreLibraryDesugaring|wearApp|developmentOnly|default|archives)$/;
const SUFFIX =
  /(Implementation|Api|CompileOnlyApi|CompileOnly|RuntimeOnly|Runtime|Compile|Provided|Apk|AnnotationProcessor|Apt)$/;
const TOOLS =
  /^(?:classpath|annotationProcessor|apt|lintChecks|lintPublish|detektPlugins|ktlint\w*|checkstyle|pmd|spotbugs\w*|errorprone\w*|jacoco\w*|kotlinCompilerPluginClasspath\w*|kotlinNativeCompilerPluginClasspath|coveralls|protobuf\w*Tool|swagger\w*|jarJar|dokka\w*|baselineProfile)$/;

/**
 * The scope of a configuration.
 * @param extendedBy configurations of the project's own, with those that take them over
 */
export function configurationScope(
  configuration: string,
  android: AndroidModel,
  extendedBy: ReadonlyMap<string, readonly string[]>,
  depth = 0,
): Scope {
  if (/^(?:test|androidTest|testFixtures|screenshotTest)(?:[A-Z]|$)/.test(configuration)) return 'test';
  if (/^(?:androidTestUtil|testUtil)$/.test(configuration)) return 'test';
  if (/^(?:kapt|ksp)(?:[A-Z]|$)/.test(configuration) || TOOLS.test(configuration)) return 'build-tool';
  if (/^(?:compileOnly|compileOnlyApi|provided|providedCompile)$/.test(configuration)) return 'compile-only';
  if (SHIPPED.test(configuration)) return 'release';
  const suffix = SUFFIX.exec(configuration);
  const takenBy = extendedBy.get(configuration);
  if (takenBy && takenBy.length > 0 && depth < 8) {
    const scopes = takenBy.map((parent) => configurationScope(parent, android, extendedBy, depth + 1));
    return scopes.includes('release') ? 'release' : (scopes[0] ?? 'unknown');
  }
  if (!suffix) return 'unknown';
  const kind = suffix[1] ?? '';
  const variant = configuration.slice(0, -kind.length);
  // `xiaomiTestImplementation` is not Gradle's order, but multiplatform source sets end this way: `commonTest`.
  if (/Test$|TestFixtures$/.test(variant)) return 'test';
  if (kind === 'AnnotationProcessor' || kind === 'Apt') return 'build-tool';
  if (kind === 'CompileOnly' || kind === 'CompileOnlyApi' || kind === 'Provided') return 'compile-only';
  return variantScope(variant, android);
}

/** The scope of a variant's or source set's name: `debug`, `xiaomi`, `xiaomiRelease`, `androidMain`. */
export function variantScope(variant: string, android: AndroidModel): Scope {
  if (
    variant === '' ||
    variant === 'main' ||
    variant === 'release' ||
    variant === 'commonMain' ||
    variant === 'androidMain'
  )
    return 'release';
  if (variant === 'debug' || variant === 'androidDebug') return 'debug';
  if (
    /^(?:test|androidTest|androidInstrumentedTest|androidUnitTest|commonTest|testFixtures|sharedTest|screenshotTest)(?:[A-Z]|$)/.test(
      variant,
    ) ||
    /Test$/.test(variant)
  )
    return 'test';
  if (android.flavors.has(variant)) return `flavor:${variant}`;
  const type = [...android.buildTypes.keys(), 'debug', 'release'].find(
    (t) => variant === t || variant.endsWith(capital(t)),
  );
  const flavors = type === undefined ? variant : lowerFirst(variant.slice(0, -type.length));
  if (type !== undefined && isDebugType(type, android)) return 'debug';
  if (flavors !== '' && (combines(flavors, [...android.flavors.keys()]) || type === 'release'))
    return `flavor:${flavors}`;
  if (type !== undefined && flavors === '') return releaseLike(type, android) ? 'release' : 'unknown';
  if (/^[a-z][\w]*Main$/.test(variant)) return `target:${variant}`;
  return android.flavors.size > 0 ? 'unknown' : `flavor:${variant}`;
}

function isDebugType(type: string, android: AndroidModel, depth = 0): boolean {
  if (type === 'debug') return true;
  const model = android.buildTypes.get(type);
  if (!model || depth > 5) return false;
  if (model.debuggable !== null) return model.debuggable;
  return model.initWith !== null && isDebugType(model.initWith, android, depth + 1);
}

function releaseLike(type: string, android: AndroidModel): boolean {
  return type === 'release' || android.buildTypes.get(type)?.initWith === 'release';
}

/** True where a name is several flavours in a row: `chinaXiaomi`. */
function combines(name: string, flavors: readonly string[], depth = 0): boolean {
  if (name === '') return depth > 0;
  if (depth > 6) return false;
  return flavors.some((flavor) => {
    const head = depth === 0 ? flavor : capital(flavor);
    return name.startsWith(head) && combines(name.slice(head.length), flavors, depth + 1);
  });
}

/** `foo` as `Foo`. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The names of all variants: flavours of each dimension in turn, then the build type. */
export function variantNames(android: AndroidModel): string[] {
  const types = new Set(['debug', 'release', ...android.buildTypes.keys()]);
  const byDimension = new Map<string, string[]>();
  for (const dimension of android.dimensions) byDimension.set(dimension, []);
  for (const [name, { dimension }] of android.flavors) {
    const key = dimension ?? android.dimensions[0] ?? '';
    byDimension.set(key, [...(byDimension.get(key) ?? []), name]);
  }
  let names = [''];
  for (const flavors of byDimension.values()) {
    if (flavors.length === 0 || names.length * flavors.length > 64) continue;
    names = names.flatMap((name) => flavors.map((flavor) => (name === '' ? flavor : name + capital(flavor))));
  }
  return names.flatMap((name) => [...types].map((type) => (name === '' ? type : name + capital(type)))).sort();
}
