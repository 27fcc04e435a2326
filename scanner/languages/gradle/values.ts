/** Small operations on what expressions come to. */
import type { ListValue, Value } from './model.js';

/** Stands inside a text for a piece that could not be read. */
export const UNREAD = '\u0000';
/** Begins a text that is a path from the root of the tree. */
export const TREE = '\u0001';

export const UNKNOWN: Value = { t: 'unknown' };
export const NULL: Value = { t: 'null' };

export function str(s: string): Value {
  return { t: 'str', s };
}

export function list(items: Value[]): ListValue {
  return { t: 'list', items };
}

export function known(v: Value): boolean {
  return v.t !== 'unknown' && v.t !== 'null' && v.t !== 'place';
}

/** Several values as one: unread ones are dropped where a read one stands beside them, equal ones fall together. */
export function either(items: readonly Value[]): Value {
  const flat = items.flatMap((v) => (v.t === 'either' ? v.items : [v]));
  const read = flat.filter(known);
  const out: Value[] = [];
  const seen = new Set<string>();
  for (const v of read) {
    const key = v.t === 'str' ? `s${v.s}` : v.t === 'num' ? `n${v.n}` : v.t === 'bool' ? `b${v.b}` : null;
    if (key !== null) {
      if (seen.has(key)) continue;
      seen.add(key);
    }
    out.push(v);
    if (out.length >= 16) break;
  }
  const first = out[0];
  if (first === undefined) return flat[0] ?? UNKNOWN;
  return out.length === 1 ? first : { t: 'either', items: out };
}

/** The texts a value can be when put inside a text. */
export function texts(v: Value): readonly string[] {
  switch (v.t) {
    case 'str':
      return [v.s];
    case 'num':
      return [String(v.n)];
    case 'bool':
      return [String(v.b)];
    case 'either': {
      const all = [...new Set(v.items.flatMap(texts))];
      return all.length > 0 && all.length <= 8 ? all : [UNREAD];
    }
    case 'project':
      return [v.path];
    default:
      return [UNREAD];
  }
}

/** One text, or null where it is not exactly one that was read to the end. */
export function textOf(v: Value): string | null {
  const all = texts(v);
  const only = all[0];
  return all.length === 1 && only !== undefined && !only.includes(UNREAD) ? only : null;
}

/** Joins texts that may each be one of several; gives up beyond 16 results. */
export function joinTexts(parts: readonly (readonly string[])[]): Value {
  let results: string[] = [''];
  for (const part of parts) {
    const options = results.length * part.length > 16 ? [UNREAD] : part;
    results = results.flatMap((r) => (r.length > 20_000 ? [r] : options.map((p) => r + p)));
  }
  return either(results.map(str));
}
