/** Choices used as values: `if` and `when`. */
import type { Expression, FunctionLiteral } from './ast.js';
import type { Cursor } from './cursor.js';

/** What reading a choice needs of the expression reader. */
export interface ValueReader {
  readonly c: Cursor;
  read(): Expression;
  parenthesised(): Expression;
  closure(): FunctionLiteral;
}

/** `if (a) b else c` as a value. */
export function ifValue(r: ValueReader, line: number): Expression {
  if (!r.c.isOp('(')) return { k: 'name', name: 'if', line };
  const condition = r.parenthesised();
  r.c.skipNewlines();
  const options = [branch(r)];
  if (r.c.afterNewlines().v === 'else') {
    r.c.skipNewlines();
    r.c.next();
    r.c.skipNewlines();
    options.push(branch(r));
  }
  return { k: 'choice', condition, options, line };
}

/** `when (a) { b -> c }` as a value. */
export function whenValue(r: ValueReader, line: number): Expression {
  if (r.c.isOp('(')) r.c.skipBalanced();
  r.c.skipNewlines();
  const options: Expression[] = [];
  if (!r.c.takeOp('{')) return { k: 'name', name: 'when', line };
  while (!r.c.done() && !r.c.isOp('}')) {
    while (!r.c.done() && !r.c.isOp('->') && !r.c.isOp('}')) r.c.skipBalanced();
    if (!r.c.takeOp('->')) break;
    r.c.skipNewlines();
    options.push(branch(r));
    while (r.c.peek().t === 'nl' || r.c.isOp(';')) r.c.next();
  }
  r.c.takeOp('}');
  return { k: 'choice', condition: null, options, line };
}

/** A branch used as a value: a block becomes a function whose last value counts. */
function branch(r: ValueReader): Expression {
  if (!r.c.isOp('{')) return r.read();
  const line = r.c.peek().line;
  return { k: 'call', callee: r.closure(), args: [], line };
}
