/** Where a thing was seen, how it was seen, and how sure that makes us. */

/** A place in the scanned tree. `file` is relative to the root, NFC, forward slashes; inside an archive `a.aar!/classes.jar!/x`. */
export interface Location {
  readonly file: string;
  /** Counts from 1; null where a line has no meaning (archives, binaries, file names). */
  readonly line: number | null;
}

/** How much one match of a signature is worth on its own. */
export const STRENGTHS = ['proof', 'strong', 'hint'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** How a fact was read. */
export const TECHNIQUES = [
  'manifest-analysis',
  'lock-file-analysis',
  'source-analysis',
  'archive-analysis',
  'file-name',
] as const;
export type Technique = (typeof TECHNIQUES)[number];

/** What an evidence record shows about its SDK. */
export const ROLES = ['identify', 'version', 'use', 'switch', 'access'] as const;
export type Role = (typeof ROLES)[number];

/** certain: one proof, or two strong signatures of different kinds; likely: one strong; possible: hints only. */
export const CONFIDENCES = ['certain', 'likely', 'possible'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** One matched signature as the confidence rule sees it. */
export interface GradedMatch {
  readonly kind: string;
  readonly strength: Strength;
}

/** Grades a set of matches of one SDK by the rule of the registry: one proof, or two strong of different kinds, is certain. */
export function gradeConfidence(matches: Iterable<GradedMatch>): Confidence {
  const strongKinds = new Set<string>();
  for (const match of matches) {
    if (match.strength === 'proof') return 'certain';
    if (match.strength === 'strong') strongKinds.add(match.kind);
  }
  if (strongKinds.size >= 2) return 'certain';
  return strongKinds.size === 1 ? 'likely' : 'possible';
}
