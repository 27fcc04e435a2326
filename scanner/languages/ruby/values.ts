/** Values of the Ruby subset while a Podfile is followed. What cannot be known is `UNKNOWN`; a hole in a string is `HOLE`. */

export interface UnknownValue {
  readonly unknown: true;
}
export const UNKNOWN: UnknownValue = { unknown: true };
/** Stands for an interpolated part of a string that could not be read. */
export const HOLE = '\ufffc';

export interface SymbolValue {
  readonly symbol: string;
}
export interface HashValue {
  readonly pairs: readonly (readonly [Value, Value])[];
}
export type Value = string | number | boolean | null | UnknownValue | SymbolValue | HashValue | Value[];

/** The text of a string or symbol; null for anything else. */
export function textOf(value: Value | undefined): string | null {
  if (typeof value === 'string') return value;
  if (isSymbol(value)) return value.symbol;
  return null;
}

export function isSymbol(value: Value | undefined): value is SymbolValue {
  return typeof value === 'object' && value !== null && 'symbol' in value;
}

export function isHash(value: Value | undefined): value is HashValue {
  return typeof value === 'object' && value !== null && 'pairs' in value;
}

/** A value of a hash by the text of its key. */
export function option(hash: HashValue | null, ...names: readonly string[]): Value | undefined {
  for (const [key, value] of hash?.pairs ?? []) {
    const text = textOf(key);
    if (text !== null && names.includes(text)) return value;
  }
  return undefined;
}

/** Texts of a string, a symbol or a (nested) array of them. */
export function texts(value: Value | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => texts(item));
  const text = textOf(value);
  return text === null ? [] : [text];
}

/** True, false, or null where it cannot be known. */
export function truth(value: Value): boolean | null {
  if (value === UNKNOWN) return null;
  return value !== null && value !== false;
}

/** Equality of plain values; null where one of them is unknown. */
export function equal(a: Value, b: Value): boolean | null {
  if (a === UNKNOWN || b === UNKNOWN) return null;
  if (typeof a === 'string' && typeof b === 'string') return a.includes(HOLE) || b.includes(HOLE) ? null : a === b;
  if (isSymbol(a) && isSymbol(b)) return a.symbol === b.symbol;
  if (typeof a !== 'object' && typeof b !== 'object') return a === b;
  return null;
}

/** What a variable holds after two branches of which either may have run. */
export function joined(a: Value | undefined, b: Value | undefined): Value {
  if (a === undefined) return b ?? null;
  if (b === undefined || a === b) return a;
  if (Array.isArray(a) && Array.isArray(b)) {
    const out = [...a];
    for (const item of b) if (!out.some((o) => o === item || equal(o, item) === true)) out.push(item);
    return out;
  }
  return equal(a, b) === true ? a : UNKNOWN;
}
