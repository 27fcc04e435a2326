/** Pieces of declarations: names, types to step over, parameters, imports. */
import type { Statement } from './ast.js';
import type { Cursor } from './cursor.js';

/** `a.b<T>.c`: the last name of a possibly qualified one. */
export function dottedLast(c: Cursor): string {
  let name = '';
  for (;;) {
    if (c.peek().t !== 'id') return name;
    name = c.next().v;
    const types = c.typeArguments(0);
    if (types) c.at += types.length;
    c.takeOp('?');
    if (!c.takeOp('.') && !c.takeOp('?.')) return name;
  }
}

/** Steps over a type up to `=`, `{`, `by`, a comma, a closing parenthesis or the end of the line. */
export function skipTypeUntil(c: Cursor): void {
  for (;;) {
    const token = c.peek();
    if (token.t === 'nl' || token.t === 'eof') return;
    if (token.t === 'id' && token.v === 'by') return;
    if (token.t === 'op' && ['=', '{', '}', ')', ',', ';'].includes(token.v)) return;
    if (token.t === 'op' && (token.v === '(' || token.v === '[')) c.skipBalanced();
    else if (token.t === 'op' && token.v === '<') {
      const types = c.typeArguments(0);
      c.at += types ? types.length : 1;
    } else c.next();
  }
}

/** True where a brace stands behind the parenthesis at an offset (looking a bounded way). */
export function bodyFollows(c: Cursor, ahead: number): boolean {
  let open = 0;
  for (let i = ahead; i < ahead + 120; i++) {
    const token = c.peek(i);
    if (token.t === 'eof') return false;
    if (token.t !== 'op') continue;
    if (token.v === '(') open++;
    else if (token.v === ')' && --open === 0) {
      const next = c.peek(i + 1);
      return (next.t === 'op' && next.v === '{') || (next.t === 'id' && next.v === 'throws');
    }
  }
  return false;
}

/** Names of parameters: the last word before `,`, `:`, `=` or `)`. */
export function parameters(c: Cursor): string[] {
  const names: string[] = [];
  c.next();
  let open = 0;
  let last = '';
  let taken = false;
  for (;;) {
    const token = c.next();
    if (token.t === 'eof') return names;
    if (token.t === 'id' && open === 0 && !taken) last = token.v;
    if (token.t !== 'op') continue;
    const end = open === 0 && token.v === ')';
    if (open === 0 && !taken && (end || token.v === ',' || token.v === ':' || token.v === '=')) {
      if (last !== '') names.push(last);
      taken = true;
    }
    if (end) return names;
    if (token.v === ',' && open === 0) {
      taken = false;
      last = '';
    } else if ('([{<'.includes(token.v)) open++;
    else if (')]}>'.includes(token.v)) open--;
  }
}

/** `import a.b.C as D`, `package a.b`. */
export function importOrPackage(c: Cursor, word: string, line: number): Statement[] {
  c.next();
  if (c.isId('static')) c.next();
  let name = '';
  while (c.peek().t === 'id' || c.isOp('.') || c.isOp('*') || c.isOp('.*') || c.isOp('*.')) {
    if (c.peek().t === 'id' && name !== '' && !name.endsWith('.')) break;
    name += c.next().v;
  }
  let alias: string | null = null;
  if (c.isId('as')) {
    c.next();
    alias = c.next().v;
  }
  return [word === 'import' ? { k: 'import', name, alias, line } : { k: 'package', name, line }];
}
