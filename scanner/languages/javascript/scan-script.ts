/**
 * One pass over a script: module specifiers and string literals, nothing else. No tree is built and nothing is ever thrown; where
 * the text is not what a parser would accept, the damage ends with the line (strings, regular expressions) or the element (JSX).
 */
import { isIdentifierPart, isIdentifierStart, isSpace, lineEnd, skipTrivia } from './characters.js';
import { JsxTags } from './jsx-tags.js';
import { isImportType, soleLiteral, stringEnd } from './literals.js';
import { readDeclaration } from './module-declarations.js';
import type { ReferenceKind } from './words.js';
import { BEFORE_OPERAND, BLOCK_WORDS, CALLS, HEAD_WORDS, LENGTHS } from './words.js';

export type { ReferenceKind } from './words.js';

/** Receives what the scan finds, in the order of the text. Offsets are those of the literal's content, without its quotes. */
export interface ScriptSink {
  reference(kind: ReferenceKind, start: number, end: number, typeOnly: boolean): void;
  /** Every string literal and literal part of a template; `partial` where a template goes on with an expression. */
  literal(start: number, end: number, partial: boolean): void;
}

export interface ScriptDialect {
  /** `<` may begin an element. */
  readonly jsx: boolean;
  /** `import('x').Y` may be a type. */
  readonly types: boolean;
}

const PAREN = 0;
/** The parentheses of `if`, `while`, `for` and `with`: a regular expression may follow. */
const HEAD = 1;
const BRACKET = 2;
const BLOCK = 3;
const OBJECT = 4;
const TEMPLATE = 5;
const JSX_EXPRESSION = 6;
const JSX_TAG = 7;
const JSX_CHILDREN = 8;

/** Scans `text` from `from` to `to`. Time is linear in the length. */
export function scanScript(text: string, from: number, to: number, dialect: ScriptDialect, sink: ScriptSink): void {
  new ScriptScan(text, to, dialect, sink).run(from);
}

class ScriptScan {
  private readonly stack: number[] = [];
  private readonly tags: JsxTags;
  /** Number of braces on the stack: a `}` without one is ignored at once. */
  private braces = 0;
  /** The previous token ends an operand. */
  private operand = false;
  /** A `{` that comes now begins an object, not a block. */
  private objectNext = false;
  private afterDot = false;
  /** The innermost open thing is an element: its tag or its children come next, not a token. */
  private inElement = false;
  /** No regular expression ends before this offset: looked for once and not found. */
  private noRegexBefore = 0;

  private readonly text: string;
  private readonly end: number;
  private readonly dialect: ScriptDialect;
  private readonly sink: ScriptSink;

  constructor(text: string, end: number, dialect: ScriptDialect, sink: ScriptSink) {
    this.text = text;
    this.end = end;
    this.dialect = dialect;
    this.sink = sink;
    this.tags = new JsxTags(text, end);
  }

  run(from: number): void {
    const { text, end } = this;
    let i = from;
    if (text.startsWith('#!', i)) i = lineEnd(text, i, end);
    while (i < end) {
      if (this.inElement) {
        i = this.stack.at(-1) === JSX_TAG ? this.tag(i) : this.children(i);
        continue;
      }
      const c = text.charCodeAt(i);
      if (c === 32 || c === 10 || c === 13 || c === 9) i++;
      else if (isIdentifierPart(c)) i = this.word(i, c);
      else i = this.punctuation(i, c);
    }
  }

  private punctuation(i: number, c: number): number {
    switch (c) {
      case 34:
      case 39:
        return this.string(i, c);
      case 96:
        return this.template(i + 1);
      case 47:
        return this.slash(i);
      case 40:
        this.stack.push(PAREN);
        return this.operator(i + 1);
      case 91:
        this.stack.push(BRACKET);
        return this.operator(i + 1);
      case 123:
        return this.openBrace(i);
      case 41:
        return this.close(i, PAREN);
      case 93:
        return this.close(i, BRACKET);
      case 125:
        return this.closeBrace(i);
      case 60:
        return this.less(i);
      case 46:
        if (this.text.startsWith('...', i)) return this.operator(i + 3);
        this.operand = false;
        this.afterDot = true;
        return i + 1;
      case 59:
        this.operator(i);
        this.objectNext = false;
        return i + 1;
      case 61:
        this.operator(i);
        if (this.text.charCodeAt(i + 1) !== 62) return i + 1;
        this.objectNext = false;
        return i + 2;
      case 43:
      case 45:
        // `a++` leaves an operand behind, `a + +b` does not.
        if (this.text.charCodeAt(i + 1) === c) return i + 2;
        return this.operator(i + 1);
      case 33:
        // The non-null mark of TypeScript keeps its operand.
        if (this.operand && this.text.charCodeAt(i + 1) !== 61) return i + 1;
        return this.operator(i + 1);
      default:
        return isSpace(c) ? i + 1 : this.operator(i + 1);
    }
  }

  private operator(next: number): number {
    this.operand = false;
    this.objectNext = true;
    this.afterDot = false;
    return next;
  }

  private value(next: number): number {
    this.operand = true;
    this.objectNext = false;
    this.afterDot = false;
    return next;
  }

  private word(start: number, first: number): number {
    const { text, end } = this;
    let i = start + 1;
    while (i < end && isIdentifierPart(text.charCodeAt(i))) i++;
    const length = i - start;
    const property = this.afterDot;
    this.value(i);
    if (first > 127 || length > 19 || ((LENGTHS[first] ?? 0) & (1 << length)) === 0) return i;
    const word = text.slice(start, i);
    if (property) return this.calledWord(word, i, true);
    if (BEFORE_OPERAND.has(word)) {
      this.operand = false;
      this.objectNext = !BLOCK_WORDS.has(word);
      return i;
    }
    if (HEAD_WORDS.has(word)) {
      const open = skipTrivia(text, i, end);
      if (text.charCodeAt(open) !== 40) return i;
      this.stack.push(HEAD);
      return this.operator(open + 1);
    }
    if (word === 'import' || word === 'export') return this.declaration(start, i);
    return this.calledWord(word, i, false);
  }

  /** `require('x')` and its kin; the argument itself is left to the main loop. */
  private calledWord(word: string, after: number, property: boolean): number {
    const { text, end } = this;
    const kind = CALLS.get(word);
    if (kind === undefined || (kind === 'require' && property)) return after;
    const open = skipTrivia(text, after, end);
    if (text.charCodeAt(open) !== 40) return after;
    const argument = soleLiteral(text, skipTrivia(text, open + 1, end), end);
    if (argument) this.sink.reference(kind, argument.start, argument.end, false);
    return after;
  }

  private declaration(start: number, after: number): number {
    const { text, end } = this;
    const next = skipTrivia(text, after, end);
    if (text.charCodeAt(start) === 105 && text.charCodeAt(next) === 40) {
      const argument = soleLiteral(text, skipTrivia(text, next + 1, end), end);
      if (argument)
        this.sink.reference(
          'dynamic',
          argument.start,
          argument.end,
          this.dialect.types && isImportType(text, start, argument.after, end),
        );
      return after;
    }
    const found = readDeclaration(text, start, next, end);
    if (found === null) {
      this.operand = false;
      return after;
    }
    if (found.specifier === null) {
      this.operand = false;
      return found.after;
    }
    const [from, to] = found.specifier;
    this.sink.reference(text.charCodeAt(start) === 105 ? 'import' : 'export', from, to, found.typeOnly);
    this.sink.literal(from, to, false);
    this.operand = false;
    return found.after;
  }

  private string(open: number, quote: number): number {
    let close = stringEnd(this.text, open + 1, this.end, quote);
    // A string cannot pass its line: what follows is read afresh.
    if (close < 0) close = lineEnd(this.text, open, this.end);
    this.sink.literal(open + 1, close, false);
    return this.value(close + 1);
  }

  private template(from: number): number {
    const { text, end } = this;
    for (let i = from; i < end; i++) {
      const c = text.charCodeAt(i);
      if (c === 96) {
        this.sink.literal(from, i, false);
        return this.value(i + 1);
      }
      if (c === 92) i++;
      else if (c === 36 && text.charCodeAt(i + 1) === 123) {
        this.sink.literal(from, i, true);
        this.stack.push(TEMPLATE);
        this.braces++;
        return this.operator(i + 2);
      }
    }
    return end;
  }

  private slash(i: number): number {
    const { text, end } = this;
    const next = text.charCodeAt(i + 1);
    if (next === 47) return lineEnd(text, i, end);
    if (next === 42) {
      const close = text.indexOf('*/', i + 2);
      return close < 0 ? end : close + 2;
    }
    if (this.operand || i < this.noRegexBefore) return this.operator(i + 1);
    let inClass = false;
    for (let k = i + 1; k < end; k++) {
      const c = text.charCodeAt(k);
      if (c === 92) k++;
      else if (c === 10) {
        this.noRegexBefore = k;
        return this.operator(i + 1);
      } else if (c === 91) inClass = true;
      else if (c === 93) inClass = false;
      else if (c === 47 && !inClass) {
        let after = k + 1;
        while (after < end && isIdentifierPart(text.charCodeAt(after))) after++;
        return this.value(after);
      }
    }
    this.noRegexBefore = end;
    return this.operator(i + 1);
  }

  private openBrace(i: number): number {
    this.stack.push(this.objectNext ? OBJECT : BLOCK);
    this.braces++;
    this.operator(i);
    this.objectNext = false;
    return i + 1;
  }

  private close(i: number, kind: number): number {
    const top = this.stack.at(-1);
    if (top === kind || (kind === PAREN && top === HEAD)) this.stack.pop();
    this.value(i);
    if (top === HEAD) this.operand = false;
    return i + 1;
  }

  private closeBrace(i: number): number {
    if (this.braces === 0) return this.operator(i + 1);
    let kind = this.stack.pop();
    while (kind !== undefined && (kind < BLOCK || kind > JSX_EXPRESSION)) kind = this.stack.pop();
    this.braces--;
    if (kind === TEMPLATE) return this.template(i + 1);
    if (kind === JSX_EXPRESSION) return this.resumeElement(i + 1);
    this.value(i);
    this.operand = kind === OBJECT;
    return i + 1;
  }

  private less(i: number): number {
    const { text } = this;
    if (text.startsWith('<!--', i) && !this.operand) return lineEnd(text, i, this.end);
    const next = text.charCodeAt(i + 1);
    if (this.operand || !this.dialect.jsx || !(next === 62 || isIdentifierStart(next))) return this.operator(i + 1);
    return this.openTag(i);
  }

  private openTag(i: number): number {
    const after = this.tags.nameEnd(i + 1);
    // Type parameters of an arrow function: `<T,>` and `<T extends X>`.
    if (this.tags.isTypeParameter(after)) return this.operator(i + 1);
    this.tags.open(i + 1, after);
    this.stack.push(JSX_TAG);
    this.inElement = true;
    return after;
  }

  /** Goes on inside the element that is on top of the stack, or in the script where there is none. */
  private resumeElement(i: number): number {
    const top = this.stack.at(-1);
    this.inElement = top === JSX_TAG || top === JSX_CHILDREN;
    if (this.inElement) return i;
    return this.value(i);
  }

  private tag(from: number): number {
    const { text, end } = this;
    let i = from;
    while (i < end) {
      i = skipTrivia(text, i, end);
      const c = text.charCodeAt(i);
      if (c === 34 || c === 39) {
        const close = text.indexOf(c === 34 ? '"' : "'", i + 1);
        if (close < 0 || close >= end) return end;
        this.sink.literal(i + 1, close, false);
        i = close + 1;
      } else if (c === 123) {
        return this.openExpression(i);
      } else if (c === 60 && isIdentifierStart(text.charCodeAt(i + 1))) return this.openTag(i);
      else if (c === 47 && text.charCodeAt(i + 1) === 62) {
        this.stack.pop();
        this.tags.close();
        return this.resumeElement(i + 2);
      } else if (c === 62) return this.tagEnd(i);
      else i++;
    }
    return end;
  }

  private openExpression(i: number): number {
    this.stack.push(JSX_EXPRESSION);
    this.braces++;
    this.inElement = false;
    return this.operator(i + 1);
  }

  private tagEnd(i: number): number {
    this.stack.pop();
    if (!this.tags.isClosedAfter(i)) {
      // `<T>(x: T) => x`: no such element is ever closed, so this was a type.
      this.tags.close();
      const next = this.resumeElement(i + 1);
      if (!this.inElement) this.operand = false;
      return next;
    }
    this.stack.push(JSX_CHILDREN);
    return i + 1;
  }

  private children(from: number): number {
    const { text, end } = this;
    for (let i = from; i < end; i++) {
      const c = text.charCodeAt(i);
      if (c === 123) {
        return this.openExpression(i);
      }
      if (c !== 60) continue;
      const next = text.charCodeAt(i + 1);
      if (next === 47) {
        this.stack.pop();
        this.tags.close();
        const close = text.indexOf('>', i);
        return close < 0 || close >= end ? end : this.resumeElement(close + 1);
      }
      if (next === 62 || isIdentifierStart(next)) return this.openTag(i);
    }
    return end;
  }
}
