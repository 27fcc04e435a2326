/** Versions that lock files fix, and the packages that only they name. */
import type { Scope } from '../../../core/platforms.js';
import { type PackageFact, packageFact } from '../../../core/plugins.js';
import { dirname } from '../../../core/text.js';
import type { AndroidModel } from '../../languages/gradle/model.js';
import type { LockEntry } from './gradle-lock.js';
import { capital, variantScope } from './gradle-scopes.js';

/** The directory of the module that a lock file belongs to. */
export function lockedModule(path: string): string {
  const at = path.indexOf('gradle/dependency-locks/');
  return at >= 0 ? path.slice(0, Math.max(0, at - 1)) : dirname(path);
}

/** Gives packages the versions of a module's lock file and adds those that only the lock file names. */
export function applyLock(
  packages: PackageFact[],
  path: string,
  entries: readonly LockEntry[],
  android: AndroidModel,
): PackageFact[] {
  const module = lockedModule(path);
  const locked = new Map(entries.map((entry) => [entry.name, entry]));
  const direct = new Set<string>();
  const out = packages.map((fact): PackageFact => {
    if (fact.kind !== 'maven' || fact.module !== module || fact.scope === 'disabled') return fact;
    const entry = locked.get(fact.name);
    if (!entry) return fact;
    direct.add(fact.name);
    return { ...fact, version: entry.version, versionFrom: 'lock' };
  });
  for (const entry of entries) {
    if (direct.has(entry.name)) continue;
    for (const scope of scopesOf(entry.configurations, android)) {
      out.push(
        packageFact({
          kind: 'maven',
          name: entry.name,
          version: entry.version,
          versionFrom: 'lock',
          scope,
          module,
          direct: false,
          location: { file: path, line: entry.line },
          technique: 'lock-file-analysis',
        }),
      );
    }
  }
  return out;
}

/** The scopes of the configurations that hold an entry; release swallows the narrower ones that ship. */
function scopesOf(configurations: readonly string[], android: AndroidModel): Scope[] {
  const scopes = new Set(configurations.map((c) => classpathScope(c, android)));
  if (scopes.size === 0) return ['unknown'];
  if (scopes.has('release')) return ['release'];
  const shipped = [...scopes].filter((s) => s === 'unknown' || s.startsWith('flavor:'));
  if (shipped.length > 0) return shipped.sort();
  for (const scope of ['debug', 'compile-only', 'build-tool', 'test'] as const) if (scopes.has(scope)) return [scope];
  return ['unknown'];
}

/** `xiaomiReleaseRuntimeClasspath`, `debugUnitTestCompileClasspath`, `_internal_aapt2_binary`, `classpath`. */
function classpathScope(configuration: string, android: AndroidModel): Scope {
  if (/(?:UnitTest|AndroidTest|TestFixtures)|^(?:test|androidTest)/.test(configuration)) return 'test';
  const match = /^(.*?)(Runtime|Compile|AnnotationProcessor)(?:Only)?Classpath$/i.exec(configuration);
  if (!match) return 'build-tool';
  const variant = match[1] ?? '';
  if (
    /AnnotationProcessor/i.test(match[2] ?? '') ||
    /^(?:kapt|ksp)/i.test(variant) ||
    /annotationProcessor/i.test(configuration)
  )
    return 'build-tool';
  if (variant === '' || variant === 'release') return 'release';
  if (variant === 'debug') return 'debug';
  const flavors = [...android.flavors.keys()];
  const known = flavors.find((flavor) => variant.startsWith(flavor));
  if (known !== undefined || variant.endsWith('Release') || variant.endsWith('Debug'))
    return variantScope(variant, android);
  return android.buildTypes.has(variant)
    ? variantScope(variant, android)
    : capital(variant) === variant
      ? 'build-tool'
      : 'unknown';
}
