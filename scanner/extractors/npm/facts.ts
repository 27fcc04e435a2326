/** What the npm extractors hand to the correlator: plain JSON. */

export type DependencyGroup = 'release' | 'dev' | 'optional' | 'peer';

/** One line of a manifest's dependency tables. */
export interface Dependency {
  /** The key: what source code imports. */
  readonly key: string;
  /** The package behind it; differs from the key for `npm:` aliases. */
  readonly name: string;
  readonly specifier: string;
  readonly group: DependencyGroup;
  readonly line: number;
}

/** Named lists of versions; '' is the unnamed one. */
export type Catalogs = readonly { readonly name: string; readonly entries: readonly (readonly [string, string])[] }[];

export interface PackageJsonFacts {
  readonly kind: 'package-json';
  readonly name: string | null;
  readonly version: string | null;
  readonly private: boolean;
  readonly dependencies: readonly Dependency[];
  readonly workspaces: readonly string[];
  readonly catalogs: Catalogs;
  readonly scripts: readonly { readonly name: string; readonly command: string }[];
  /** Top-level keys, for what they say about the kind of project. */
  readonly keys: readonly string[];
  readonly packageManager: string | null;
  /** Platforms that Cordova is told to build. */
  readonly cordovaPlatforms: readonly string[];
}

export interface WorkspaceFacts {
  readonly kind: 'workspace';
  readonly patterns: readonly string[];
  readonly catalogs: Catalogs;
}

/** The application ids in the configuration of a framework that makes native apps. */
export interface NativeAppFacts {
  readonly kind: 'native-app';
  readonly framework: 'expo' | 'capacitor' | 'cordova';
  readonly name: string | null;
  readonly android: string | null;
  readonly ios: string | null;
  /** Platforms the file lists; empty where it lists none. */
  readonly platforms: readonly string[];
}

export type LockFormat = 'npm' | 'yarn' | 'pnpm' | 'bun';

/** A dependency inside a lock file, resolved to an entry. */
export interface LockEdge {
  readonly entry: number;
  readonly group: DependencyGroup;
}

export interface LockEntry {
  readonly name: string;
  readonly version: string | null;
  readonly line: number | null;
  readonly edges: readonly LockEdge[];
  /** The directory of the workspace member this entry stands for, relative to the lock file; null for a package. */
  readonly member: string | null;
  /** What the lock file itself says; null where it does not. */
  readonly dev: boolean | null;
}

export interface LockFacts {
  readonly kind: 'lock';
  readonly format: LockFormat;
  readonly entries: readonly LockEntry[];
  /** Per member directory (relative to the lock file, '' is its own): key of the manifest and what it resolves to. */
  readonly importers: readonly { readonly path: string; readonly direct: readonly (readonly [string, LockEdge])[] }[];
  /** Yarn: `key@range` to entry. npm version 1: key to entry, since it has no importers. */
  readonly descriptors: readonly (readonly [string, number])[];
}

/** A lock file and where it lies. */
export interface LockFile {
  readonly file: string;
  readonly dir: string;
  readonly facts: LockFacts;
}

export type NpmFacts = PackageJsonFacts | WorkspaceFacts | NativeAppFacts | LockFacts;
