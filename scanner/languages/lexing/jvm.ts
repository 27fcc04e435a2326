/** The head of a Java or Kotlin file: `package` and `import` up to the first declaration, where the grammars allow no more of them. */
import { afterSpace, isWordCode } from './scan.js';
import type { Sink } from './sink.js';

/** Reads one statement of the head at a word; gives the offset behind it, or -1 where the word opens a declaration. */
export function headWord(text: string, from: number, sink: Sink, kotlin: boolean): number {
  let end = from;
  while (isWordCode(text.charCodeAt(end))) end++;
  const before = text.charCodeAt(from - 1);
  // `X::class` and `.class` in the arguments of an annotation, `@interface`
  if (before === 58 || before === 46) return end;
  const word = text.slice(from, end);
  if (word === 'import' || word === 'package') return statement(text, from, end, word, sink, kotlin);
  return DECLARATIONS.has(word) && (!kotlin || word !== 'record') ? -1 : end;
}

const DECLARATIONS = new Set(['class', 'interface', 'enum', 'record', 'object', 'fun', 'val', 'var', 'typealias']);

function statement(text: string, start: number, afterWord: number, word: string, sink: Sink, kotlin: boolean): number {
  let pos = afterSpace(text, afterWord, kotlin);
  if (pos === afterWord) return afterWord;
  let name = dotted(text, pos, kotlin);
  if (!kotlin && (name.value === 'static' || name.value === 'module')) {
    pos = afterSpace(text, name.end, false);
    const rest = dotted(text, pos, false);
    if (rest.value !== '') name = rest;
  }
  if (name.value === '') return afterWord;
  if (word === 'import') sink.import('java', name.value, start);
  else if (sink.package === null) sink.package = name.value;
  return name.end;
}

/** A dotted name, with white space and comments around its dots and backticks dropped; `.*` at its end is passed over. */
function dotted(text: string, from: number, kotlin: boolean): { value: string; end: number } {
  let pos = from;
  let value = '';
  for (;;) {
    const tick = text.charCodeAt(pos) === 96;
    let start = pos;
    let end: number;
    if (tick) {
      start = pos + 1;
      const length = text.slice(start, start + 200).indexOf('`');
      if (length < 0) return { value, end: pos };
      end = start + length;
      pos = end + 1;
    } else {
      end = pos;
      while (isWordCode(text.charCodeAt(end))) end++;
      pos = end;
    }
    if (end === start) return { value, end: pos };
    value = value === '' ? text.slice(start, end) : `${value}.${text.slice(start, end)}`;
    const dot = kotlin ? sameLine(text, pos) : afterSpace(text, pos, false);
    if (text.charCodeAt(dot) !== 46 || value.length > 1000) return { value, end: pos };
    pos = afterSpace(text, dot + 1, kotlin);
    if (text.charCodeAt(pos) === 42) return { value, end: pos + 1 };
  }
}

function sameLine(text: string, from: number): number {
  let pos = from;
  while (text.charCodeAt(pos) === 32 || text.charCodeAt(pos) === 9) pos++;
  return pos;
}
