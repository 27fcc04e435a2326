/** A cursor over Ruby tokens, with the few questions the parsers ask of it. */
import type { Token } from './lexer.js';

export const MAX_DEPTH = 120;
const END: Token = { kind: 'nl', text: '', line: 0, spaced: true };
/** Words that end the arguments of a call written without parentheses. */
export const STOPPERS = new Set([
  'end',
  'else',
  'elsif',
  'when',
  'in',
  'rescue',
  'ensure',
  'then',
  'do',
  'and',
  'or',
  'if',
  'unless',
  'while',
  'until',
]);
/** Words that end a body. */
export const BODY_ENDS = new Set(['end', 'else', 'elsif', 'when', 'rescue', 'ensure']);

export class TokenStream {
  readonly problems: { line: number; message: string }[] = [];
  protected pos = 0;
  protected depth = 0;
  protected readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[], depth = 0) {
    this.tokens = tokens;
    this.depth = depth;
  }

  protected peek(ahead = 0): Token {
    return this.tokens[this.pos + ahead] ?? END;
  }

  protected next(): Token {
    const token = this.peek();
    this.pos++;
    return token;
  }

  protected isOp(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'op' && token.text === text;
  }

  protected isWord(text: string): boolean {
    const token = this.peek();
    return token.kind === 'id' && token.text === text;
  }

  protected accept(text: string): boolean {
    if (!this.isOp(text)) return false;
    this.pos++;
    return true;
  }

  protected acceptWord(text: string): boolean {
    if (!this.isWord(text)) return false;
    this.pos++;
    return true;
  }

  protected skipNewlines(): void {
    while (this.pos < this.tokens.length && this.peek().kind === 'nl') this.pos++;
  }
}
