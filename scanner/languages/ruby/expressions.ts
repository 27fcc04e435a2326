/** Expressions: operators, assignments and chains of calls. */
import { ArgumentParser } from './arguments.js';
import type { Expr } from './ast.js';
import { MAX_DEPTH } from './token-stream.js';

const ASSIGNMENTS = new Set(['=', '||=', '&&=', '+=', '-=', '*=', '/=', '|=', '&=', '<<=', '>>=', '**=']);
const BINARY = new Set([
  '==',
  '!=',
  '===',
  '=~',
  '!~',
  '<=>',
  '>=',
  '<=',
  '<',
  '>',
  '&&',
  '||',
  '+',
  '-',
  '*',
  '/',
  '%',
  '<<',
  '>>',
  '|',
  '&',
  '^',
  '**',
  '..',
  '...',
]);
const PRECEDENCE: Readonly<Record<string, number>> = {
  '..': 1,
  '...': 1,
  '||': 2,
  '&&': 3,
  '<=>': 4,
  '==': 4,
  '===': 4,
  '!=': 4,
  '=~': 4,
  '!~': 4,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  '|': 6,
  '^': 6,
  '&': 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
  '**': 11,
};

export abstract class ExpressionParser extends ArgumentParser {
  protected readonly locals = new Set<string>();

  protected abstract primary(): Expr;

  /** `and`, `or` and `not` bind loosest. */
  protected expression(): Expr {
    if (this.depth > MAX_DEPTH) {
      const { line } = this.peek();
      if (this.problems.length < 20) this.problems.push({ line, message: 'nested too deeply to be read' });
      this.pos++;
      return { type: 'opaque', line };
    }
    this.depth++;
    let left = this.acceptWord('not')
      ? ({ type: 'not', value: this.assignment(), line: this.peek().line } as const)
      : this.assignment();
    while (this.isWord('and') || this.isWord('or')) {
      const token = this.next();
      this.skipNewlines();
      const right = this.assignment();
      left =
        token.text === 'and' && isEffect(right)
          ? ifExpr(left, [right], [], token)
          : { type: 'binary', op: token.text === 'and' ? '&&' : '||', left, right, line: token.line };
    }
    this.depth--;
    return left;
  }

  protected assignment(): Expr {
    const read = this.ternary();
    const token = this.peek();
    // A bare name is a call until something is assigned to it.
    const bare = read.type === 'call' && read.receiver === null && read.args.length === 0 && read.block === null;
    const assigned = bare && token.kind === 'op' && (token.text === ',' || ASSIGNMENTS.has(token.text));
    const left: Expr = assigned ? { type: 'variable', name: read.name, line: read.line } : read;
    if (token.kind === 'op' && token.text === ',' && left.type === 'variable' && this.isMultipleAssignment()) {
      while (this.pos < this.tokens.length && !this.isOp('=') && this.peek().kind !== 'nl') this.pos++;
      this.pos++;
      this.expression();
      return { type: 'opaque', line: token.line };
    }
    if (token.kind !== 'op' || !ASSIGNMENTS.has(token.text)) return read;
    this.pos++;
    this.skipNewlines();
    if (left.type === 'variable') this.locals.add(left.name);
    let value = this.expression();
    if (this.isOp(',') && left.type === 'variable') {
      const items = [value];
      while (this.accept(',')) {
        this.skipNewlines();
        items.push(this.ternary());
      }
      value = { type: 'array', items, line: token.line };
    }
    return { type: 'assign', target: left, op: token.text, value, line: token.line };
  }

  protected isMultipleAssignment(): boolean {
    for (let i = 0; i < 16; i++) {
      const token = this.peek(i);
      if (token.kind === 'op' && token.text === '=') return true;
      if (token.kind !== 'id' && !(token.kind === 'op' && (token.text === ',' || token.text === '*'))) return false;
    }
    return false;
  }

  protected ternary(): Expr {
    const condition = this.binary(0);
    if (!this.isOp('?')) return condition;
    const { line } = this.next();
    this.skipNewlines();
    const token = this.peek();
    // `a ? b : c` where the lexer saw `b:`
    let yes: Expr;
    if (token.kind === 'label') {
      this.pos++;
      yes = { type: 'variable', name: token.text, line: token.line };
    } else {
      yes = this.ternary();
      this.skipNewlines();
      this.accept(':');
    }
    this.skipNewlines();
    const symbol = this.peek();
    if (
      symbol.kind === 'sym' &&
      yes.type !== 'symbol' &&
      this.tokens[this.pos - 1]?.text !== ':' &&
      token.kind !== 'label'
    ) {
      // `a ? b :c`
      this.pos++;
      return ifExpr(condition, [yes], [{ type: 'variable', name: symbol.text, line }], { line, text: 'if' });
    }
    return ifExpr(condition, [yes], [this.ternary()], { line, text: 'if' });
  }

  protected binary(minimum: number): Expr {
    let left = this.unary();
    for (;;) {
      const token = this.peek();
      if (token.kind !== 'op' || !BINARY.has(token.text)) return left;
      const precedence = PRECEDENCE[token.text] ?? 1;
      if (precedence < minimum) return left;
      this.pos++;
      this.skipNewlines();
      const right = this.binary(precedence + 1);
      left = { type: 'binary', op: token.text, left, right, line: token.line };
    }
  }

  protected unary(): Expr {
    const token = this.peek();
    if (token.kind === 'op') {
      if (this.depth > MAX_DEPTH) return this.expression();
      if (token.text === '!' || token.text === '-' || token.text === '+' || token.text === '~') {
        this.pos++;
        this.depth++;
        const value = this.unary();
        this.depth--;
        return token.text === '!'
          ? { type: 'not', value, line: token.line }
          : token.text === '-'
            ? { type: 'opaque', line: token.line }
            : value;
      }
      if (token.text === '*' || token.text === '&' || token.text === '**') {
        this.pos++;
        this.depth++;
        const value = this.unary();
        this.depth--;
        return { type: 'splat', value, line: token.line };
      }
    }
    return this.postfix(this.primary());
  }

  protected postfix(start: Expr): Expr {
    let expr = start;
    for (;;) {
      const token = this.peek();
      if (token.kind === 'nl') {
        // a chain goes on where the next line starts with a dot
        let ahead = 1;
        while (this.peek(ahead).kind === 'nl' && this.pos + ahead < this.tokens.length) ahead++;
        const after = this.peek(ahead);
        if (after.kind === 'op' && (after.text === '.' || after.text === '&.')) {
          this.pos += ahead;
          continue;
        }
        return expr;
      }
      if (token.kind !== 'op') return expr;
      if (token.text === '.' || token.text === '&.' || token.text === '::') {
        this.pos++;
        this.skipNewlines();
        const name = this.next();
        if (name.kind === 'label') {
          // `x ? a.b: c` does not occur in practice; a label here is `a.b c: d` without its space
          this.pos--;
          return expr;
        }
        if (token.text === '::' && name.kind === 'const' && !this.isOp('(')) {
          expr = { type: 'variable', name: name.text, line: name.line };
          continue;
        }
        if (name.kind === 'op' && name.text === '(') this.pos--;
        expr = this.call(expr, name.kind === 'op' ? 'call' : name.text, name.line);
        continue;
      }
      if (token.text === '[' && !token.spaced) {
        this.pos++;
        const args = this.listUntil(']');
        expr = { type: 'call', receiver: expr, name: '[]', args, block: null, line: token.line };
        continue;
      }
      return expr;
    }
  }
}

/** An `if` or `unless` with its branches in order. */
export function ifExpr(
  condition: Expr,
  then: readonly Expr[],
  otherwise: readonly Expr[],
  at: { line: number; text: string },
): Expr {
  const negated = at.text === 'unless';
  return {
    type: 'if',
    condition,
    yes: negated ? otherwise : then,
    no: negated ? then : otherwise,
    line: at.line,
  };
}

function isEffect(expr: Expr): boolean {
  return expr.type === 'call' && expr.receiver === null && expr.args.length > 0;
}
