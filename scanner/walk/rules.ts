/**
 * Which directories are never entered, which hold other people's code, and which files are generated or minified. The rules are
 * stated in docs/walk.md; every file they leave out is counted in the result's coverage.
 */
import { basename } from '../../core/text.js';

/** Installed packages, version control and build caches: what is in them is named by a manifest or lock file elsewhere. */
export const NEVER_ENTERED: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  'bower_components',
  'jspm_packages',
  'Pods',
  '.gradle',
  '.idea',
  '.vs',
  '.dart_tool',
  '.pub-cache',
  '.yarn',
  '.pnpm-store',
  'DerivedData',
  '.build',
  '.swiftpm',
  'oh_modules',
  '.hvigor',
  '.next',
  '.nuxt',
  '.expo',
  '.cxx',
  '.externalNativeBuild',
  '__pycache__',
  '.venv',
  'unpackage',
  'outflow-report',
]);

/** Build results, when a manifest stands beside them and version control does not hold them. */
const BUILD_OUTPUT: ReadonlySet<string> = new Set(['build', 'dist', 'out', 'target', 'coverage']);
const MANIFEST_BESIDE =
  /^(?:build\.gradle(?:\.kts)?|settings\.gradle(?:\.kts)?|package\.json|pubspec\.yaml|Package\.swift|pom\.xml|Podfile)$/;

/** Source of others, committed: manifests and archives in it count, its own imports and hosts do not. */
const VENDORED =
  /(?:^|\/)(?:vendor|vendors|vendored|third[-_]?party|3rd[-_]?party|external[-_]libs|Carthage\/(?:Checkouts|Build))\//i;

/** True where a directory of this name is left out of the walk; `siblings` are the names beside it. */
export function isBuildOutput(name: string, siblings: Iterable<string>): boolean {
  if (!BUILD_OUTPUT.has(name)) return false;
  for (const sibling of siblings) if (MANIFEST_BESIDE.test(sibling)) return true;
  return false;
}

/** True where a file lies in a directory of other people's source. */
export function isVendored(path: string): boolean {
  return VENDORED.test(path);
}

const MINIFIED_NAME = /[.-]min\.(?:js|css|mjs|cjs)$|\.(?:bundle|chunk|prod)\.js$/i;
/** Above this size a script whose lines are on average longer than MINIFIED_LINE is minified. */
const MINIFIED_SIZE = 8 * 1024;
const MINIFIED_LINE = 300;

/** True where a script is minified: its name says so, or it is above 8 KiB with lines of more than 300 characters on average. */
export function isMinified(path: string, text: string): boolean {
  if (!/\.(?:js|mjs|cjs|jsx)$/i.test(path)) return false;
  if (MINIFIED_NAME.test(basename(path))) return true;
  if (text.length < MINIFIED_SIZE) return false;
  let lines = 1;
  const probe = Math.min(text.length, 256 * 1024);
  for (let at = text.indexOf('\n'); at >= 0 && at < probe; at = text.indexOf('\n', at + 1)) lines++;
  return probe / lines > MINIFIED_LINE;
}

const GENERATED_HEAD =
  /@generated|\b(?:auto-?\s?generated|code generated|generated (?:file|code|by))\b[^\n]{0,120}|do not (?:edit|modify)/i;

/** True where the first 600 characters say that a program wrote the file. */
export function isGenerated(text: string): boolean {
  const head = text.slice(0, 600);
  return (
    /generated/i.test(head) &&
    GENERATED_HEAD.test(head) &&
    /@generated|do not (?:edit|modify)|generated file|code generated/i.test(head)
  );
}
