/** Everything a scan has read, before any of it is held against the registry. JSON, so that detection can be tested without a tree. */
import type { Correlation, SourceFacts } from '../../core/plugins.js';

export interface SourceFile {
  readonly path: string;
  readonly language: string;
  readonly facts: SourceFacts;
}

export interface TreeFacts {
  readonly correlation: Correlation;
  readonly sources: readonly SourceFile[];
  /** Every path of the walk. */
  readonly paths: readonly string[];
}
