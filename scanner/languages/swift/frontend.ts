import type { LanguageFrontend, SourceFacts } from '../../../core/plugins.js';
import { afterNestedComment, afterRun, afterSpace, isWordCode, lineEnd, lookTable } from '../lexing/scan.js';
import { Sink } from '../lexing/sink.js';

/** Swift at lexer speed: imported modules and hosts in string literals. */
export const frontend: LanguageFrontend = { name: 'swift', extensions: ['.swift'], facts };

const MAX_DEPTH = 100;
const LOOK = lookTable('i/"#()');
const KINDS = new Set(['class', 'struct', 'enum', 'protocol', 'typealias', 'func', 'let', 'var']);

function facts(text: string): SourceFacts {
  const lexer = new SwiftLexer(text);
  lexer.code(0, 0);
  return lexer.sink.facts();
}

class SwiftLexer {
  readonly sink: Sink;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
    this.sink = new Sink(text, false);
  }

  /** Passes over code; inside an interpolation (`depth` > 0) up to the parenthesis that closes it. */
  code(from: number, depth: number): number {
    const { text } = this;
    const { length } = text;
    let parens = 0;
    let pos = from;
    while (pos < length) {
      const code = text.charCodeAt(pos);
      if (LOOK[code] === 0) {
        pos++;
        continue;
      }
      if (code === 105) {
        // `im`: an import may stand anywhere between statements
        if (depth === 0 && text.charCodeAt(pos + 1) === 109 && text.startsWith('import', pos)) pos = this.importAt(pos);
        else pos++;
      } else if (code === 47) {
        const next = text.charCodeAt(pos + 1);
        pos = next === 47 ? lineEnd(text, pos) : next === 42 ? afterNestedComment(text, pos) : pos + 1;
      } else if (code === 34) pos = this.string(pos, 0, depth);
      else if (code === 35) {
        const end = afterRun(text, pos, 35);
        pos = text.charCodeAt(end) === 34 ? this.string(end, end - pos, depth) : end;
      } else if (depth > 0 && code === 40) {
        parens++;
        pos++;
      } else if (depth > 0 && code === 41) {
        if (parens === 0) return pos + 1;
        parens--;
        pos++;
      } else pos++;
    }
    return pos;
  }

  private importAt(from: number): number {
    const { text } = this;
    const after = from + 6;
    const next = text.charCodeAt(after);
    const spaced =
      next === 32 || next === 9 || next === 10 || next === 13 || (next === 47 && text.charCodeAt(after + 1) === 42);
    if (!spaced || isWordCode(text.charCodeAt(from - 1)) || !this.opensStatement(from)) return after;
    let pos = afterSpace(text, after, true);
    let end = wordEnd(text, pos);
    if (KINDS.has(text.slice(pos, end))) {
      const second = afterSpace(text, end, true);
      const secondEnd = wordEnd(text, second);
      if (secondEnd > second) {
        pos = second;
        end = secondEnd;
      }
    }
    const name = text.slice(pos, end).replaceAll('`', '');
    if (name !== '' && !/^[0-9]/.test(name)) this.sink.import('swift', name, from);
    return end;
  }

  /** Before an import stand only attributes and access levels, on its line or above. */
  private opensStatement(at: number): boolean {
    const { text } = this;
    let from = at;
    while (from > 0 && at - from < 200) {
      const code = text.charCodeAt(from - 1);
      if (code === 10 || code === 13 || code === 59) break;
      from--;
    }
    return (
      from === at ||
      /^[\s\uFEFF]*(?:(?:@\w+(?:\([^()]*\))?|public|package|internal|fileprivate|private|open|\/\*[^*]*\*\/)\s+)*$/.test(
        text.slice(from, at),
      )
    );
  }

  private string(quote: number, hashes: number, depth: number): number {
    const { text, sink } = this;
    const triple =
      text.charCodeAt(quote + 1) === 34 &&
      text.charCodeAt(quote + 2) === 34 &&
      !(hashes > 0 && text.charCodeAt(quote + 2) === 35);
    // `""` and `#""#` are empty
    const size = triple ? 3 : 1;
    let start = quote + size;
    let pos = start;
    for (;;) {
      const code = text.charCodeAt(pos);
      if (Number.isNaN(code)) break;
      if (code === 92) {
        const escaped = hashes === 0 ? pos + 1 : afterHashes(text, pos + 1, hashes);
        if (escaped < 0) pos++;
        else if (text.charCodeAt(escaped) === 40 && depth < MAX_DEPTH) {
          sink.literal(start, pos);
          pos = this.code(escaped + 1, depth + 1);
          start = pos;
        } else pos = escaped + 1;
      } else if (code === 34 && this.closes(pos, triple, hashes)) {
        sink.literal(start, pos);
        return pos + size + hashes;
      } else if (code === 10 && !triple) {
        sink.literal(start, pos);
        return pos;
      } else pos++;
    }
    sink.literal(start, text.length);
    return text.length;
  }

  private closes(pos: number, triple: boolean, hashes: number): boolean {
    const { text } = this;
    if (triple && !(text.charCodeAt(pos + 1) === 34 && text.charCodeAt(pos + 2) === 34)) return false;
    return hashes === 0 || afterHashes(text, pos + (triple ? 3 : 1), hashes) >= 0;
  }
}

function wordEnd(text: string, from: number): number {
  let end = from;
  while (isWordCode(text.charCodeAt(end)) || text.charCodeAt(end) === 96) end++;
  return end;
}

/** Behind `count` hashes; -1 where fewer stand there. */
function afterHashes(text: string, from: number, count: number): number {
  for (let i = 0; i < count; i++) if (text.charCodeAt(from + i) !== 35) return -1;
  return from + count;
}
