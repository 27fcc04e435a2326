/** Cuts Groovy, Kotlin and Java build code into tokens. Total and linear: any text gives tokens. */
import type { ScriptLanguage } from './ast.js';

export interface Token {
  /** `nl` stands for one or more line ends. */
  readonly t: 'id' | 'str' | 'num' | 'op' | 'nl' | 'eof';
  readonly v: string;
  readonly line: number;
  /** True where blank space stands before it. */
  readonly spaced: boolean;
  /** Of a string: literal pieces and the tokens of interpolated expressions. */
  readonly parts?: readonly (string | readonly Token[])[];
}

const OPERATORS = [
  '===',
  '!==',
  '..<',
  '?.',
  '?:',
  '!!',
  '::',
  '->',
  '..',
  '==',
  '!=',
  '<=',
  '>=',
  '&&',
  '||',
  '+=',
  '-=',
  '*.',
  '<<',
  '=~',
  '++',
  '--',
]; // prettier-ignore
const MAX_INTERPOLATION = 24;

/** Reads the whole text into tokens, closed by one `eof`. */
export function tokenize(text: string, language: ScriptLanguage): Token[] {
  const scanner = new Scanner(text, language);
  return scanner.run();
}

class Scanner {
  private at = 0;
  private line = 1;
  /** The end of a line in which a slash without a partner was met: later slashes before it are operators. */
  private noSlashyBefore = -1;
  private readonly text: string;
  private readonly language: ScriptLanguage;

  constructor(text: string, language: ScriptLanguage) {
    this.text = text;
    this.language = language;
    if (text.charCodeAt(0) === 0xfeff) this.at = 1;
    if (text.startsWith('#!', this.at)) this.skipLine();
  }

  run(): Token[] {
    const tokens = this.read(0);
    tokens.push({ t: 'eof', v: '', line: this.line, spaced: true });
    return tokens;
  }

  /** Reads up to the end of the text or, inside an interpolation (depth > 0), past its closing brace. */
  private read(depth: number): Token[] {
    const out: Token[] = [];
    let braces = 0;
    while (this.at < this.text.length) {
      const before = this.at;
      const newline = this.skipBlank();
      const spaced = this.at > before;
      if (newline && out.at(-1)?.t !== 'nl') out.push({ t: 'nl', v: '\n', line: this.line, spaced });
      if (this.at >= this.text.length) break;
      const c = this.text.charAt(this.at);
      if (depth > 0) {
        if (c === '{') braces++;
        else if (c === '}' && braces-- === 0) {
          this.at++;
          return out;
        }
      }
      out.push(this.token(c, out, spaced, depth));
    }
    return out;
  }

  private token(c: string, out: readonly Token[], spaced: boolean, depth: number): Token {
    const line = this.line;
    if (c === '"' || (c === "'" && this.language !== 'java')) return this.string(c, line, spaced, depth);
    if (c === "'") return this.string(c, line, spaced, depth);
    if (c === '`') return this.backticked(line, spaced);
    if (isIdStart(c)) {
      const from = this.at;
      while (this.at < this.text.length && isIdPart(this.text.charAt(this.at))) this.at++;
      return { t: 'id', v: this.text.slice(from, this.at), line, spaced };
    }
    if (c >= '0' && c <= '9') return this.number(line, spaced);
    if (this.language === 'groovy') {
      if (c === '/' && this.slashyMayStart(out.at(-1), spaced)) {
        const slashy = this.slashy(line, spaced);
        if (slashy) return slashy;
      }
      if (c === '$' && this.text.charAt(this.at + 1) === '/') return this.dollarSlashy(line, spaced);
    }
    for (const op of OPERATORS) {
      if (this.text.startsWith(op, this.at)) {
        this.at += op.length;
        return { t: 'op', v: op, line, spaced };
      }
    }
    this.at++;
    return { t: 'op', v: c, line, spaced };
  }

  /** Steps over blanks and comments; tells whether a line end was among them. */
  private skipBlank(): boolean {
    let newline = false;
    while (this.at < this.text.length) {
      const c = this.text.charCodeAt(this.at);
      if (c === 10 || c === 13) {
        if (c === 10 || this.text.charCodeAt(this.at + 1) !== 10) this.line++;
        newline = true;
        this.at++;
      } else if (c === 32 || c === 9 || c === 12 || c === 11 || c === 0xa0 || c === 0xfeff || c === 0x3000) this.at++;
      else if (c === 92 && this.lineEndAfterBackslash()) this.at++;
      else if (c === 47 && this.text.charCodeAt(this.at + 1) === 47) this.skipLine();
      else if (c === 47 && this.text.charCodeAt(this.at + 1) === 42) newline = this.skipComment() || newline;
      else break;
    }
    return newline;
  }

  private lineEndAfterBackslash(): boolean {
    const next = this.text.charCodeAt(this.at + 1);
    if (next !== 10 && next !== 13) return false;
    this.at++;
    if (next === 13 && this.text.charCodeAt(this.at + 1) === 10) this.at++;
    this.line++;
    return true;
  }

  private skipLine(): void {
    while (this.at < this.text.length && this.text.charCodeAt(this.at) !== 10 && this.text.charCodeAt(this.at) !== 13)
      this.at++;
  }

  private skipComment(): boolean {
    let newline = false;
    let depth = 1;
    this.at += 2;
    while (this.at < this.text.length && depth > 0) {
      const c = this.text.charCodeAt(this.at);
      if (c === 42 && this.text.charCodeAt(this.at + 1) === 47) {
        depth--;
        this.at += 2;
      } else if (c === 47 && this.text.charCodeAt(this.at + 1) === 42 && this.language === 'kotlin') {
        depth++;
        this.at += 2;
      } else {
        if (c === 10 || (c === 13 && this.text.charCodeAt(this.at + 1) !== 10)) {
          this.line++;
          newline = true;
        }
        this.at++;
      }
    }
    return newline;
  }

  private backticked(line: number, spaced: boolean): Token {
    let end = this.at + 1;
    while (end < this.text.length && this.text[end] !== '`' && this.text[end] !== '\n') end++;
    const v = this.text.slice(this.at + 1, end);
    this.at = this.text[end] === '`' ? end + 1 : end;
    return { t: 'id', v, line, spaced };
  }

  private number(line: number, spaced: boolean): Token {
    const from = this.at;
    while (this.at < this.text.length) {
      const c = this.text.charAt(this.at);
      const next = this.text.charAt(this.at + 1);
      if (isIdPart(c) || (c === '.' && next >= '0' && next <= '9')) this.at++;
      else break;
    }
    return { t: 'num', v: this.text.slice(from, this.at), line, spaced };
  }

  /** A slash starts a pattern where an operand is expected, or after a word and a blank with none behind it. */
  private slashyMayStart(previous: Token | undefined, spaced: boolean): boolean {
    if (this.at < this.noSlashyBefore) return false;
    if (!previous || previous.t === 'nl') return true;
    if (previous.t === 'op') return previous.v !== ')' && previous.v !== ']' && previous.v !== '}';
    return previous.t === 'id' && spaced && !/[\s=]/.test(this.text.charAt(this.at + 1));
  }

  private slashy(line: number, spaced: boolean): Token | null {
    let end = this.at + 1;
    while (end < this.text.length) {
      const c = this.text[end];
      if (c === '\n' || c === '\r') break;
      if (c === '/') {
        const v = this.text.slice(this.at + 1, end);
        this.at = end + 1;
        return { t: 'str', v, line, spaced, parts: [v] };
      }
      end += c === '\\' ? 2 : 1;
    }
    this.noSlashyBefore = end;
    return null;
  }

  private dollarSlashy(line: number, spaced: boolean): Token {
    const found = this.text.indexOf('/$', this.at + 2);
    const end = found < 0 ? this.text.length : found;
    const v = this.text.slice(this.at + 2, end);
    this.line += countLines(v);
    this.at = Math.min(end + 2, this.text.length);
    return { t: 'str', v, line, spaced, parts: [v] };
  }

  private string(quote: string, line: number, spaced: boolean, depth: number): Token {
    const triple = this.text.startsWith(quote.repeat(3), this.at);
    const parts: (string | readonly Token[])[] = [];
    const interpolates = this.language !== 'java' && quote === '"';
    const raw = triple && this.language === 'kotlin';
    this.at += triple ? 3 : 1;
    let from = this.at;
    let piece = '';
    const flush = () => {
      piece += this.text.slice(from, this.at);
      if (piece !== '') parts.push(piece);
      piece = '';
    };
    for (;;) {
      if (this.at >= this.text.length) {
        flush();
        break;
      }
      const c = this.text.charAt(this.at);
      if (c === quote && (!triple || this.text.startsWith(quote.repeat(3), this.at))) {
        // Kotlin's `""""x""""`: of more than three quotes the last three close.
        if (raw) while (this.text[this.at + 3] === quote) this.at++;
        flush();
        this.at += triple ? 3 : 1;
        break;
      }
      if (c === '\n' || c === '\r') {
        if (!triple) {
          flush();
          break;
        }
        if (c === '\n' || this.text.charAt(this.at + 1) !== '\n') this.line++;
        this.at++;
      } else if (c === '\\' && !raw) {
        piece += this.text.slice(from, this.at);
        piece += this.escape();
        from = this.at;
      } else if (c === '$' && interpolates && depth < MAX_INTERPOLATION && this.interpolationStarts()) {
        flush();
        parts.push(this.interpolation(depth));
        from = this.at;
      } else this.at++;
    }
    const v = parts.filter((p) => typeof p === 'string').join('');
    return { t: 'str', v, line, spaced, parts };
  }

  private escape(): string {
    const c = this.text.charAt(this.at + 1);
    if (c === '\n' || c === '\r') {
      this.at += 1;
      if (c === '\r' && this.text.charAt(this.at + 1) === '\n') this.at++;
      this.at++;
      this.line++;
      return '';
    }
    if (c === 'u') {
      const hex = this.text.slice(this.at + 2, this.at + 6);
      if (/^[0-9a-fA-F]{4}$/.test(hex)) {
        this.at += 6;
        return String.fromCharCode(Number.parseInt(hex, 16));
      }
    }
    this.at = Math.min(this.at + 2, this.text.length);
    return c === 'n' ? '\n' : c === 't' ? '\t' : c === 'r' ? '\r' : c;
  }

  private interpolationStarts(): boolean {
    const next = this.text.charAt(this.at + 1);
    return next === '{' || isIdStart(next);
  }

  private interpolation(depth: number): readonly Token[] {
    this.at++;
    if (this.text[this.at] === '{') {
      this.at++;
      return [...this.read(depth + 1), { t: 'eof', v: '', line: this.line, spaced: true }];
    }
    const out: Token[] = [];
    for (;;) {
      const from = this.at;
      while (this.at < this.text.length && isIdPart(this.text.charAt(this.at)) && this.text[this.at] !== '$') this.at++;
      out.push({ t: 'id', v: this.text.slice(from, this.at), line: this.line, spaced: false });
      // Groovy follows the dots of "$a.b", Kotlin stops at the name.
      if (this.language !== 'groovy' || this.text[this.at] !== '.' || !isIdStart(this.text.charAt(this.at + 1))) break;
      out.push({ t: 'op', v: '.', line: this.line, spaced: false });
      this.at++;
    }
    out.push({ t: 'eof', v: '', line: this.line, spaced: true });
    return out;
  }
}

function isIdStart(c: string): boolean {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c === '_' || c > '\u00bf';
}

function isIdPart(c: string): boolean {
  return isIdStart(c) || (c >= '0' && c <= '9') || c === '$';
}

function countLines(text: string): number {
  let lines = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) === 10) lines++;
  return lines;
}
