/** Walks over tokens: look ahead, step, skip balanced brackets. Shared by the statement and the expression reader. */
import type { ScriptLanguage } from './ast.js';
import { type Token, tokenize } from './tokens.js';

const END: Token = { t: 'eof', v: '', line: 1, spaced: true };
/** Deeper nesting than any real script has; what lies deeper is stepped over. */
const MAX_DEPTH = 200;

export class Cursor {
  at = 0;
  readonly tokens: readonly Token[];
  readonly language: ScriptLanguage;
  readonly gaps: number[] = [];
  private depth = 0;

  constructor(source: string | readonly Token[], language: ScriptLanguage) {
    this.tokens = typeof source === 'string' ? tokenize(source, language) : source;
    this.language = language;
  }

  peek(ahead = 0): Token {
    return this.tokens[this.at + ahead] ?? this.tokens.at(-1) ?? END;
  }

  next(): Token {
    const token = this.peek();
    if (this.at < this.tokens.length) this.at++;
    return token;
  }

  done(): boolean {
    return this.peek().t === 'eof';
  }

  isOp(v: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.t === 'op' && token.v === v;
  }

  isId(v: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.t === 'id' && token.v === v;
  }

  takeOp(v: string): boolean {
    if (!this.isOp(v)) return false;
    this.at++;
    return true;
  }

  skipNewlines(): void {
    while (this.peek().t === 'nl') this.at++;
  }

  /** The token after any line ends. */
  afterNewlines(): Token {
    let ahead = 0;
    while (this.peek(ahead).t === 'nl') ahead++;
    return this.peek(ahead);
  }

  gap(): void {
    if (this.gaps.length < 50) this.gaps.push(this.peek().line);
  }

  /** Runs a reader one level deeper, or steps over the bracket at hand where the nesting is too deep. */
  nested<T>(read: () => T, tooDeep: () => T): T {
    if (this.depth >= MAX_DEPTH) {
      this.gap();
      this.skipBalanced();
      return tooDeep();
    }
    this.depth++;
    try {
      return read();
    } finally {
      this.depth--;
    }
  }

  /** Steps over a bracket and all it holds, or over one token. */
  skipBalanced(): void {
    let open = 0;
    do {
      const token = this.next();
      if (token.t === 'eof') return;
      if (token.t !== 'op') continue;
      if (token.v === '(' || token.v === '[' || token.v === '{') open++;
      else if (token.v === ')' || token.v === ']' || token.v === '}') open--;
    } while (open > 0);
  }

  /**
   * Where type arguments `<...>` stand at an offset: how many tokens they take and the first name in them.
   * Looks at a bounded number of tokens.
   */
  typeArguments(ahead: number): { readonly length: number; readonly first: string } | null {
    if (!this.isOp('<', ahead)) return null;
    let open = 0;
    let first = '';
    for (let i = ahead; i < ahead + 60; i++) {
      const token = this.peek(i);
      if (token.t === 'id') {
        if (first === '' || this.isOp('.', i - 1)) first = token.v;
      } else if (token.t !== 'op') return null;
      else if (token.v === '<') open++;
      else if (token.v === '<<') open += 2;
      else if (token.v === '>') {
        if (--open === 0) return { length: i - ahead + 1, first };
      } else if (!'.,?*:&()[]'.includes(token.v) && token.v !== '->') return null;
    }
    return null;
  }
}
