/** Arguments of calls, with and without parentheses. */
import type { Block, Expr } from './ast.js';
import { STOPPERS, TokenStream } from './token-stream.js';

export abstract class ArgumentParser extends TokenStream {
  /** `do` belongs to a loop's head while its condition is read. */
  protected noDo = 0;

  protected abstract expression(): Expr;
  protected abstract block(): Block;

  /** Arguments and block of a call whose name has been read. */
  protected call(receiver: Expr | null, name: string, line: number): Expr {
    let args: Expr[] = [];
    if (this.isOp('(') && !this.peek().spaced) {
      this.pos++;
      const outer = this.noDo;
      this.noDo = 0;
      args = this.listUntil(')');
      this.noDo = outer;
    } else if (this.commandArgumentsFollow()) args = this.commandArguments();
    let block: Block | null = null;
    if ((this.isWord('do') && this.noDo === 0) || this.isOp('{')) block = this.block();
    return { type: 'call', receiver, name, args, block, line };
  }

  protected commandArgumentsFollow(): boolean {
    const token = this.peek();
    if (!token.spaced && token.kind !== 'str') return false;
    switch (token.kind) {
      case 'str':
      case 'sym':
      case 'num':
      case 'const':
      case 'ivar':
      case 'words':
      case 'label':
      case 'opaque':
        return true;
      case 'id':
        return !STOPPERS.has(token.text);
      case 'op': {
        if (token.text === '[' || token.text === '->' || token.text === '(') return true;
        const tight = !this.peek(1).spaced;
        return tight && ['*', '&', '**', '-', '!', '::', ':'].includes(token.text);
      }
      default:
        return false;
    }
  }

  protected commandArguments(): Expr[] {
    const args: Expr[] = [];
    do {
      this.skipNewlines();
      args.push(this.argument());
    } while (this.pos < this.tokens.length && this.accept(','));
    return foldPairs(args);
  }

  protected listUntil(close: string): Expr[] {
    const items: Expr[] = [];
    while (this.pos < this.tokens.length) {
      this.skipNewlines();
      if (this.accept(close)) return foldPairs(items);
      const from = this.pos;
      items.push(this.argument());
      this.skipNewlines();
      if (this.accept(',')) continue;
      if (this.accept(close)) return foldPairs(items);
      // `(a if b)` and other rare forms: skip what stands before the closing sign
      if (this.pos === from) this.pos++;
      const token = this.peek();
      if (token.kind === 'id' && token.text === 'end') return foldPairs(items);
    }
    return foldPairs(items);
  }

  /** One argument; `a => b` and `a: b` give a hash of one pair, folded together afterwards. */
  protected argument(): Expr {
    const token = this.peek();
    if (token.kind === 'label') {
      this.pos++;
      this.skipNewlines();
      const key: Expr = { type: 'symbol', name: token.text, line: token.line };
      const after = this.peek();
      if (after.kind === 'op' && (after.text === ',' || after.text === ')' || after.text === '}')) {
        return {
          type: 'hash',
          pairs: [[key, { type: 'variable', name: token.text, line: token.line }]],
          line: token.line,
        };
      }
      return { type: 'hash', pairs: [[key, this.expression()]], line: token.line };
    }
    const value = this.expression();
    if (this.isOp('=>')) {
      const { line } = this.next();
      this.skipNewlines();
      return { type: 'hash', pairs: [[value, this.expression()]], line };
    }
    return value;
  }
}

/** Puts the pairs of one argument list into one hash. */
function foldPairs(args: readonly Expr[]): Expr[] {
  const plain: Expr[] = [];
  const pairs: (readonly [Expr, Expr])[] = [];
  let line = 0;
  for (const arg of args) {
    if (arg.type === 'hash' && arg.pairs.length === 1) {
      pairs.push(...arg.pairs);
      line ||= arg.line;
    } else plain.push(arg);
  }
  if (pairs.length > 0) plain.push({ type: 'hash', pairs, line });
  return plain;
}
