/** What the pub extractors hand to the correlator: plain JSON. */

export interface PubDependency {
  readonly name: string;
  readonly scope: 'release' | 'dev';
  /** The version where the constraint allows exactly one. */
  readonly version: string | null;
  /** The directory of a path dependency, relative to the pubspec. */
  readonly path: string | null;
  readonly line: number;
}

export interface PubspecFacts {
  readonly kind: 'pubspec';
  readonly name: string | null;
  readonly version: string | null;
  readonly dependencies: readonly PubDependency[];
  /** Overrides by path: the package is the project's own. */
  readonly overrides: readonly { readonly name: string; readonly path: string }[];
  readonly flutter: boolean;
  /** Built to be a plugin of others. */
  readonly plugin: boolean;
  /** `resolution: workspace`: the lock file lies with the workspace above. */
  readonly inWorkspace: boolean;
}

export interface PubLockFacts {
  readonly kind: 'lock';
  readonly packages: readonly {
    readonly name: string;
    readonly version: string | null;
    readonly dependency: string;
    readonly source: string;
    readonly line: number;
  }[];
}

export type PubFacts = PubspecFacts | PubLockFacts;
