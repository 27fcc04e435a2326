/** Which of the versions seen for an SDK is the SDK's own. */
import type { PackageFact } from '../../core/plugins.js';
import type { Sdk } from '../../core/registry-types.js';

export interface SeenVersion {
  readonly versionFrom: 'lock' | 'manifest' | 'archive' | null;
  readonly versionRank: number;
}

/** A plugin of the build and a bill of materials have versions of their own, not the SDK's; `+` and `latest.release` are none. */
export function namesVersion(pkg: PackageFact): boolean {
  return (
    pkg.kind !== 'gradle-plugin' &&
    pkg.scope !== 'build-tool' &&
    !/[-:]bom$/.test(pkg.name) &&
    !isOpenVersion(pkg.version ?? '')
  );
}

/** True for `+` and `latest.release`. */
export function isOpenVersion(version: string): boolean {
  return !/\d/.test(version);
}

/** Where a signature stands among those of its entry; signatures of functions come last. */
export function rankOf(sdk: Sdk, signature: string): number {
  const at = sdk.signatures.findIndex((s) => `${s.kind}:${s.value}` === signature);
  return at < 0 ? sdk.signatures.length : at;
}

/** A lock file tells better than a manifest, that better than an archive; of equals, the SDK's first signature speaks for it. */
export function betterVersion(had: SeenVersion, from: SeenVersion['versionFrom'], rank: number): boolean {
  const sure = { lock: 3, manifest: 2, archive: 1 } as const;
  if (had.versionFrom === null) return true;
  if (from === null) return false;
  return sure[from] === sure[had.versionFrom] ? rank < had.versionRank : sure[from] > sure[had.versionFrom];
}
