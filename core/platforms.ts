/** The platforms an app can run on and the scopes a package can be used in. */

export const PLATFORMS = ['android', 'ios', 'harmony', 'miniprogram', 'web', 'server'] as const;
/** In the order in which tables print their chapters. */
export type Platform = (typeof PLATFORMS)[number];

/**
 * Where in a build a package takes part. `flavor:<name>` is an Android product flavour, `target:<name>` an Xcode target;
 * `disabled` is written down but switched off (commented dependency sets, `apply false`); `unknown` could not be read.
 */
export type Scope =
  | 'release'
  | 'debug'
  | 'test'
  | 'dev'
  | 'compile-only'
  | 'build-tool'
  | 'disabled'
  | 'unknown'
  | `flavor:${string}`
  | `target:${string}`;

/** True where code of this scope reaches the people who use the released app (unknown counts: it may). */
export function reachesUsers(scope: Scope): boolean {
  return scope === 'release' || scope === 'unknown' || scope.startsWith('flavor:') || scope.startsWith('target:');
}
