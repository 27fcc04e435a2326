/** Which packages of a Package.swift its targets use, and for what. */
import type { Scope } from '../../../../core/platforms.js';
import type { ManifestFacts } from '../../../languages/swift/manifest.js';
import { packageIdentity } from '../../../languages/swift/package-url.js';

/**
 * Scope of each package by identity: release where a target uses it, test where only tests do, build-tool where only plugins do.
 * A package that no target names is unknown: a product of another name may be taken from it.
 */
export function manifestScopes(facts: ManifestFacts): Map<string, Scope> {
  const identities = new Map<string, string>();
  for (const pkg of facts.packages) {
    identities.set(pkg.identity, pkg.identity);
    if (pkg.name !== null) identities.set(pkg.name.toLowerCase(), pkg.identity);
    identities.set(packageIdentity(pkg.url ?? pkg.path ?? ''), pkg.identity);
  }
  const scopes = new Map<string, Scope>();
  const own = new Set(facts.targets.map((target) => target.name));
  let unplaced: Scope | null = null;
  for (const target of facts.targets) {
    for (const dependency of target.dependencies) {
      const scope: Scope =
        target.kind === 'test'
          ? 'test'
          : dependency.plugin || target.kind === 'plugin' || target.kind === 'macro'
            ? 'build-tool'
            : 'release';
      const identity = identities.get((dependency.package ?? dependency.name).toLowerCase());
      if (identity !== undefined) scopes.set(identity, wider(scopes.get(identity), scope));
      else if (!own.has(dependency.name)) unplaced = wider(unplaced ?? undefined, scope);
    }
  }
  // `"Alamofire"` by product name alone may come from any package that nothing else names.
  if (unplaced !== null)
    for (const pkg of facts.packages) if (!scopes.has(pkg.identity)) scopes.set(pkg.identity, unplaced);
  return scopes;
}

/** Of two scopes the one that reaches further. */
export function wider(a: Scope | undefined, b: Scope): Scope {
  if (a === undefined) return b;
  const order = ['disabled', 'build-tool', 'dev', 'test', 'debug', 'unknown'];
  const rank = (scope: Scope): number => {
    const at = order.indexOf(scope);
    return at < 0 ? (scope === 'release' ? order.length + 1 : order.length) : at;
  };
  return rank(b) > rank(a) ? b : a;
}
