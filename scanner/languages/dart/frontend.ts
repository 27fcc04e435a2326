import type { LanguageFrontend, SourceFacts } from '../../../core/plugins.js';
import { afterNestedComment, afterSpace, isWordCode, lineEnd, lookTable } from '../lexing/scan.js';
import { Sink } from '../lexing/sink.js';

/** Dart at lexer speed: packages of import, export and part directives, hosts in string literals. */
export const frontend: LanguageFrontend = { name: 'dart', extensions: ['.dart'], facts };

const MAX_DEPTH = 100;
const LOOK = lookTable('/"\'{}');
const DIRECTIVES: readonly string[] = ['import', 'export', 'part', 'augment'];

function facts(text: string): SourceFacts {
  const lexer = new DartLexer(text);
  lexer.code(0, 0);
  return lexer.sink.facts();
}

class DartLexer {
  readonly sink: Sink;
  private readonly text: string;
  /** No directive can follow a declaration; `{` is the first sign of one that no directive holds. */
  private head = true;

  constructor(text: string) {
    this.text = text;
    this.sink = new Sink(text, false);
  }

  /** Passes over code; inside an interpolation (`depth` > 0) up to the brace that closes it. */
  code(from: number, depth: number): number {
    const { text } = this;
    const { length } = text;
    let braces = 0;
    let pos = from;
    while (pos < length) {
      const code = text.charCodeAt(pos);
      if (LOOK[code] === 0 && !this.head) {
        pos++;
        continue;
      }
      if (code === 47) {
        const next = text.charCodeAt(pos + 1);
        pos = next === 47 ? lineEnd(text, pos) : next === 42 ? afterNestedComment(text, pos) : pos + 1;
      } else if (code === 34 || code === 39) pos = this.string(pos, depth).end;
      else if (code === 123) {
        this.head = false;
        if (depth > 0) braces++;
        pos++;
      } else if (code === 125 && depth > 0) {
        if (braces === 0) return pos + 1;
        braces--;
        pos++;
      } else if (this.head && (code === 105 || code === 101 || code === 112) && !isWordCode(text.charCodeAt(pos - 1)))
        pos = this.directive(pos);
      else pos++;
    }
    return pos;
  }

  /** A directive that opens here, up to its `;`; a word that opens none is passed over. */
  private directive(from: number): number {
    const { text } = this;
    const word = DIRECTIVES.find((d) => text.startsWith(d, from));
    if (word === undefined) return from + 1;
    let pos = afterSpace(text, from + word.length, true);
    if (pos === from + word.length && text.charCodeAt(pos) !== 39 && text.charCodeAt(pos) !== 34) return from + 1;
    if (text.startsWith('augment', pos)) pos = afterSpace(text, pos + 7, true);
    const quote = text.charCodeAt(pos);
    if (quote !== 34 && quote !== 39) return from + word.length;
    for (let uris = 0; uris < 16; uris++) {
      const { end, content } = this.string(pos, 0);
      if (content.startsWith('package:')) {
        const slash = content.indexOf('/');
        this.sink.import('dart', content.slice(8, slash < 0 ? content.length : slash), from);
      }
      pos = afterSpace(text, end, true);
      // `if (dart.library.io) 'other.dart'`
      const condition = text.startsWith('if', pos) ? afterSpace(text, pos + 2, true) : -1;
      if (condition < 0 || text.charCodeAt(condition) !== 40) return pos;
      const length = text.slice(condition, condition + 500).indexOf(')');
      if (length < 0) return pos;
      // A test may compare with a string; the directive's own follows the parenthesis.
      pos = afterSpace(text, condition + length + 1, true);
      const next = text.charCodeAt(pos);
      if (next !== 34 && next !== 39) return pos;
    }
    return pos;
  }

  private string(from: number, depth: number): { end: number; content: string } {
    const { text, sink } = this;
    const quote = text.charCodeAt(from);
    const before = text.charCodeAt(from - 1);
    const raw = before === 114 && !isWordCode(text.charCodeAt(from - 2));
    const triple = text.charCodeAt(from + 1) === quote && text.charCodeAt(from + 2) === quote;
    let start = from + (triple ? 3 : 1);
    const first = start;
    let pos = start;
    for (;;) {
      const code = text.charCodeAt(pos);
      if (Number.isNaN(code)) break;
      if (!raw && code === 92) pos += 2;
      else if (!raw && code === 36 && text.charCodeAt(pos + 1) === 123 && depth < MAX_DEPTH) {
        sink.literal(start, pos);
        pos = this.code(pos + 2, depth + 1);
        start = pos;
      } else if (
        code === quote &&
        (!triple || (text.charCodeAt(pos + 1) === quote && text.charCodeAt(pos + 2) === quote))
      ) {
        sink.literal(start, pos);
        return { end: pos + (triple ? 3 : 1), content: this.head && pos - first < 500 ? text.slice(first, pos) : '' };
      } else if (!triple && code === 10) {
        sink.literal(start, pos);
        return { end: pos, content: '' };
      } else pos++;
    }
    sink.literal(start, text.length);
    return { end: text.length, content: '' };
  }
}
