/** What the mini-program extractors hand to the correlator: plain JSON. */

export interface AppJsonFacts {
  readonly kind: 'app';
}

export interface ProjectConfigFacts {
  readonly kind: 'project';
  readonly appid: string | null;
  readonly name: string | null;
  /** Where the program lies, relative to the configuration. */
  readonly root: string;
  readonly cloudRoot: string | null;
}

export interface PackageNamesFacts {
  readonly kind: 'package-names';
  readonly names: readonly string[];
}

export type MiniProgramFacts = AppJsonFacts | ProjectConfigFacts | PackageNamesFacts;
