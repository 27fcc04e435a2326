import type { LanguageFrontend, SourceFacts } from '../../../core/plugins.js';
import { compact } from '../lexing/compact.js';
import { headWord } from '../lexing/jvm.js';
import { afterBlockComment, afterCharLiteral, lineEnd, lookTable } from '../lexing/scan.js';
import { Sink } from '../lexing/sink.js';

/** Java at lexer speed: package, imports, hosts and class names in string literals. */
export const frontend: LanguageFrontend = { name: 'java', extensions: ['.java'], facts };

const LOOK = lookTable('/"\'');

function facts(text: string): SourceFacts {
  const sink = new Sink(text, true);
  const { length } = text;
  let head = true;
  let pos = 0;
  while (pos < length) {
    const code = text.charCodeAt(pos);
    if (LOOK[code] === 0 && !head) {
      pos++;
      continue;
    }
    if (code === 47) {
      const next = text.charCodeAt(pos + 1);
      pos = next === 47 ? lineEnd(text, pos) : next === 42 ? afterBlockComment(text, pos) : pos + 1;
    } else if (code === 34) pos = afterString(text, pos, sink);
    else if (code === 39) pos = afterCharLiteral(text, pos);
    else if (head && code >= 97 && code <= 122) {
      const end = headWord(text, pos, sink, false);
      if (end < 0) head = false;
      pos = end < 0 ? pos + 1 : end;
    } else pos++;
  }
  if (sink.package !== null) sink.package = compact(sink.package);
  return sink.facts();
}

function afterString(text: string, from: number, sink: Sink): number {
  if (text.charCodeAt(from + 1) === 34 && text.charCodeAt(from + 2) === 34) return afterTextBlock(text, from, sink);
  for (let i = from + 1; ; i++) {
    const code = text.charCodeAt(i);
    if (code === 92) i++;
    else if (code === 34 || code === 10 || Number.isNaN(code)) {
      sink.literal(from + 1, Math.min(i, text.length));
      return code === 34 ? i + 1 : i;
    }
  }
}

function afterTextBlock(text: string, from: number, sink: Sink): number {
  const start = from + 3;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 92) i++;
    else if (code === 34 && text.charCodeAt(i + 1) === 34 && text.charCodeAt(i + 2) === 34) {
      sink.literal(start, i);
      return i + 3;
    }
  }
  // `""` at the end of a broken file is an empty string, not a block that swallows the rest
  sink.literal(start, text.length);
  return text.length;
}
