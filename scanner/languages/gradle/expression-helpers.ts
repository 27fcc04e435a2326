/** Small questions about expressions and tokens. */
import type { Expression } from './ast.js';
import type { Cursor } from './cursor.js';
import type { Token } from './tokens.js';

/** Precedence of operators. */
export const BINARY: Readonly<Record<string, number>> = {
  '?:': 2,
  '||': 3,
  '&&': 4,
  '==': 5,
  '!=': 5,
  '===': 5,
  '!==': 5,
  '=~': 5,
  '<': 6,
  '>': 6,
  '<=': 6,
  '>=': 6,
  '..': 8,
  '..<': 8,
  '<<': 9,
  '+': 10,
  '-': 10,
  '*': 11,
  '/': 11,
  '%': 11,
};
/** Words that join two values; their precedence is that of comparison. */
export const WORD_OPERATORS = new Set(['in', 'is', 'as', 'instanceof', 'to']);

/** Words after which no argument of a call without parentheses can begin. */
export const NOT_AN_ARGUMENT = new Set([
  'in',
  'is',
  'as',
  'instanceof',
  'else',
  'extends',
  'implements',
  'catch',
  'finally',
  'while',
]);

/** True for what may stand before arguments. */
export function isCallable(e: Expression): boolean {
  return e.k === 'name' || e.k === 'prop' || e.k === 'call' || e.k === 'str' || e.k === 'index';
}

/** True where an argument of a call without parentheses can begin. */
export function startsArgument(token: Token): boolean {
  if (token.t === 'id') return !NOT_AN_ARGUMENT.has(token.v);
  return token.t === 'str' || token.t === 'num' || (token.t === 'op' && token.v === '[');
}

/** The value of a number as written. */
export function numberOf(v: string): number {
  const n = Number(v.replace(/_/g, '').replace(/[lLfFdDgG]$/, ''));
  return Number.isFinite(n) ? n : 0;
}

/** Names before `->`, where they stand within a bounded distance. */
export function closureParams(c: Cursor): string[] {
  const names: string[] = [];
  let expectName = true;
  let open = 0;
  for (let i = 0; i < 60; i++) {
    const token = c.peek(i);
    if (token.t === 'op' && token.v === '->' && open === 0) {
      c.at += i + 1;
      return names;
    }
    if (token.t === 'id') {
      // `String name` and `name: Type` both come down to the word before a comma, a colon or the arrow.
      if (expectName) {
        const after = c.peek(i + 1);
        if (after.t === 'op' && [',', ':', '->', '=', ')'].includes(after.v)) {
          names.push(token.v);
          expectName = false;
        }
      }
    } else if (token.t === 'op' && ',:.<>?*()=[]@'.includes(token.v)) {
      if (token.v === '(') open++;
      else if (token.v === ')') {
        if (--open < 0) return [];
      } else if (token.v === ',') expectName = true;
    } else if (token.t !== 'nl' && token.t !== 'num' && token.t !== 'str') return [];
  }
  return [];
}

/** Steps over a type behind `as` or `is`. */
export function skipType(c: Cursor): void {
  while (c.peek().t === 'id') {
    c.next();
    const args = c.typeArguments(0);
    if (args) c.at += args.length;
    while (c.isOp('?') || c.isOp('[') || c.isOp(']')) c.next();
    if (!c.takeOp('.')) return;
  }
}
