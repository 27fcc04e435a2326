/** A property list with the line of every value, whichever of the three forms it was written in. */

export type PlistValue = PlistDict | PlistArray | PlistScalar;

export interface PlistDict {
  readonly kind: 'dict';
  readonly line: number | null;
  readonly entries: readonly PlistEntry[];
}

export interface PlistEntry {
  readonly key: string;
  readonly line: number | null;
  readonly value: PlistValue;
}

export interface PlistArray {
  readonly kind: 'array';
  readonly line: number | null;
  readonly items: readonly PlistValue[];
}

export interface PlistScalar {
  /** `true` and `false` are text of a boolean; an OpenStep list only knows strings. */
  readonly kind: 'string' | 'number' | 'boolean' | 'date' | 'data';
  readonly line: number | null;
  readonly text: string;
}

export interface PlistProblem {
  readonly line: number | null;
  readonly message: string;
}

export interface PlistReading {
  readonly root: PlistValue | null;
  readonly problems: readonly PlistProblem[];
}

/** Values nested deeper than this are dropped with a problem. */
export const MAX_PLIST_DEPTH = 100;

/** The value of a key; undefined where the value is no dictionary or has no such key. */
export function member(value: PlistValue | null | undefined, key: string): PlistValue | undefined {
  if (value?.kind !== 'dict') return undefined;
  return value.entries.find((entry) => entry.key === key)?.value;
}

/** Items of an array; a lone value counts as an array of one. */
export function items(value: PlistValue | undefined): readonly PlistValue[] {
  if (value === undefined) return [];
  return value.kind === 'array' ? value.items : [value];
}

/** The text of a scalar; null for a collection or nothing. */
export function scalar(value: PlistValue | undefined): string | null {
  return value === undefined || value.kind === 'dict' || value.kind === 'array' ? null : value.text;
}
