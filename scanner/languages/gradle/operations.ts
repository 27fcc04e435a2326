/** Operators on values. */
import type { Lazy, Scope, Value } from './model.js';
import { either, list, textOf, texts, UNKNOWN } from './values.js';

/** Finds a name in the scopes from the inside out. */
export function lookupLocal(scope: Scope, name: string): Value | Lazy | null {
  for (let s: Scope | null = scope; s; s = s.parent) {
    const found = s.vars.get(name) ?? s.delegate?.get(name);
    if (found) return found;
  }
  return null;
}

/** `a + b`: texts are joined, lists and maps are put together. */
export function plus(a: Value, b: Value): Value {
  if (a.t === 'list') return list([...a.items, ...(b.t === 'list' ? b.items : [b])].slice(0, 5000));
  if (a.t === 'map' && b.t === 'map') return { t: 'map', entries: new Map([...a.entries, ...b.entries]) };
  if (a.t === 'num' && b.t === 'num') return { t: 'num', n: a.n + b.n };
  if (a.t === 'str' || b.t === 'str' || a.t === 'either') {
    const left = texts(a);
    const right = texts(b);
    if (left.length * right.length > 16) return UNKNOWN;
    return either(left.flatMap((l) => (l.length > 20_000 ? [] : right.map((r): Value => ({ t: 'str', s: l + r })))));
  }
  if (b.t === 'list' && (a.t === 'unknown' || a.t === 'place')) return b;
  return UNKNOWN;
}

/** Comparison of values that are plainly one thing. */
export function compare(op: string, a: Value, b: Value): Value {
  if (op === 'in') return UNKNOWN;
  const left = a.t === 'null' ? 'null' : textOf(a);
  const right = b.t === 'null' ? 'null' : textOf(b);
  if (left === null || right === null) return UNKNOWN;
  if (op === '==' || op === '===') return { t: 'bool', b: left === right };
  if (op === '!=' || op === '!==') return { t: 'bool', b: left !== right };
  const x = Number(left);
  const y = Number(right);
  if (Number.isNaN(x) || Number.isNaN(y) || left === '' || right === '') return UNKNOWN;
  if (op === '<') return { t: 'bool', b: x < y };
  if (op === '>') return { t: 'bool', b: x > y };
  if (op === '<=') return { t: 'bool', b: x <= y };
  if (op === '>=') return { t: 'bool', b: x >= y };
  if (op === '-') return { t: 'num', n: x - y };
  if (op === '*') return { t: 'num', n: x * y };
  return UNKNOWN;
}
