import type { LanguageFrontend, SourceFacts } from '../../../core/plugins.js';
import { compact } from '../lexing/compact.js';
import { headWord } from '../lexing/jvm.js';
import { afterCharLiteral, afterNestedComment, afterRun, lineEnd, lookTable } from '../lexing/scan.js';
import { Sink } from '../lexing/sink.js';

/** Kotlin at lexer speed: package, imports, hosts and class names in string literals. */
export const frontend: LanguageFrontend = { name: 'kotlin', extensions: ['.kt'], facts };

const MAX_DEPTH = 100;
const LOOK = lookTable('/"\'`{}');

function facts(text: string): SourceFacts {
  const lexer = new KotlinLexer(text);
  lexer.code(0, 0);
  const { sink } = lexer;
  if (sink.package !== null) sink.package = compact(sink.package);
  return sink.facts();
}

class KotlinLexer {
  readonly sink: Sink;
  private readonly text: string;
  private head = true;

  constructor(text: string) {
    this.text = text;
    this.sink = new Sink(text, true);
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
      } else if (code === 34) pos = this.string(pos, depth);
      else if (code === 39) pos = afterCharLiteral(text, pos);
      else if (code === 96) pos = afterBackticks(text, pos);
      else if (depth > 0 && code === 123) {
        braces++;
        pos++;
      } else if (depth > 0 && code === 125) {
        if (braces === 0) return pos + 1;
        braces--;
        pos++;
      } else if (this.head && code >= 97 && code <= 122) {
        const end = headWord(text, pos, this.sink, true);
        if (end < 0) this.head = false;
        pos = end < 0 ? pos + 1 : end;
      } else pos++;
    }
    return pos;
  }

  private string(from: number, depth: number): number {
    const { text, sink } = this;
    const raw = text.charCodeAt(from + 1) === 34 && text.charCodeAt(from + 2) === 34;
    let start = from + (raw ? 3 : 1);
    let pos = start;
    for (;;) {
      const code = text.charCodeAt(pos);
      if (Number.isNaN(code)) break;
      if (code === 36 && text.charCodeAt(pos + 1) === 123 && depth < MAX_DEPTH) {
        sink.literal(start, pos);
        pos = this.code(pos + 2, depth + 1);
        start = pos;
      } else if (raw && code === 34 && text.charCodeAt(pos + 1) === 34 && text.charCodeAt(pos + 2) === 34) {
        // quotes beyond three belong to the content
        const end = afterRun(text, pos, 34);
        sink.literal(start, end - 3);
        return end;
      } else if (!raw && code === 92) pos += 2;
      else if (!raw && (code === 34 || code === 10)) {
        sink.literal(start, pos);
        return code === 34 ? pos + 1 : pos;
      } else pos++;
    }
    sink.literal(start, text.length);
    return text.length;
  }
}

function afterBackticks(text: string, from: number): number {
  for (let i = from + 1; ; i++) {
    const code = text.charCodeAt(i);
    if (code === 96) return i + 1;
    if (code === 10 || Number.isNaN(code)) return from + 1;
    if (i - from > 1000) return i;
  }
}
