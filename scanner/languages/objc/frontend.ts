import type { LanguageFrontend, SourceFacts } from '../../../core/plugins.js';
import { afterBlockComment, isWordCode, lineEnd, lookTable } from '../lexing/scan.js';
import { Sink } from '../lexing/sink.js';
import { isSystemDirectory, isSystemHeader } from './headers.js';

/** Objective-C and its headers at lexer speed: imported frameworks and headers, hosts in string literals. */
export const frontend: LanguageFrontend = { name: 'objc', extensions: ['.m', '.mm', '.h', '.pch'], facts };

const LOOK = lookTable('/"\'#@');

function facts(text: string): SourceFacts {
  const sink = new Sink(text, false);
  const { length } = text;
  /** Depth of conditionals inside a part that `#if 0` takes out; 0: nothing is taken out. */
  let off = 0;
  let pos = 0;
  while (pos < length) {
    const code = text.charCodeAt(pos);
    if (LOOK[code] === 0) {
      pos++;
      continue;
    }
    if (code === 47) {
      const next = text.charCodeAt(pos + 1);
      pos = next === 47 ? afterLineComment(text, pos) : next === 42 ? afterBlockComment(text, pos) : pos + 1;
    } else if (code === 34) {
      if (text.charCodeAt(pos - 1) === 82 && !isNamePart(text, pos - 2)) pos = afterRawString(text, pos, sink, off);
      else pos = afterString(text, pos, sink, off);
    } else if (code === 39) pos = afterCharacter(text, pos);
    else if (code === 35) {
      const directive = directiveAt(text, pos);
      if (directive === null) {
        pos++;
        continue;
      }
      const { word, end } = directive;
      if (word === 'import' || word === 'include' || word === 'include_next') {
        pos = off > 0 ? lineEnd(text, end) : header(text, pos, end, sink);
      } else if (word === 'if' || word === 'ifdef' || word === 'ifndef') {
        if (off > 0) off++;
        else if (word === 'if' && /^[ \t]+(?:0|NO|false)[ \t\r]*(?:\n|$|\/[/*])/.test(text.slice(end, end + 24)))
          off = 1;
        pos = afterDirective(text, end);
      } else if (word === 'endif' || word === 'else' || word === 'elif') {
        if (off > 0 && (word === 'endif' || off === 1)) off--;
        pos = afterDirective(text, end);
      } else if (word === 'define') pos = end;
      else pos = afterDirective(text, end);
    } else if (code === 64 && off === 0 && text.charCodeAt(pos + 1) === 105 && text.startsWith('@import', pos))
      pos = moduleImport(text, pos, sink);
    else pos++;
  }
  return sink.facts();
}

function isNamePart(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  // u8R, uR, UR and LR are prefixes too
  return isWordCode(code) && code !== 117 && code !== 85 && code !== 76 && code !== 56;
}

/** A `#` that opens a directive: only white space stands before it on its line. */
function directiveAt(text: string, at: number): { word: string; end: number } | null {
  let before = at - 1;
  for (;;) {
    const code = text.charCodeAt(before);
    if (code === 32 || code === 9 || code === 0xfeff) before--;
    else if (before < 0 || code === 10 || code === 13 || (code === 47 && text.charCodeAt(before - 1) === 42)) break;
    else return null;
  }
  let from = at + 1;
  while (text.charCodeAt(from) === 32 || text.charCodeAt(from) === 9) from++;
  let end = from;
  while (text.charCodeAt(end) === 95 || (text.charCodeAt(end) >= 97 && text.charCodeAt(end) <= 122)) end++;
  return { word: text.slice(from, end), end };
}

/** Behind the text of a directive, which may hold apostrophes; a comment that opens on its line is left to be read. */
function afterDirective(text: string, from: number): number {
  for (let i = from; ; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || Number.isNaN(code)) return Math.min(i, text.length);
    if (code === 92) i++;
    else if (code === 47 && (text.charCodeAt(i + 1) === 42 || text.charCodeAt(i + 1) === 47)) return i;
  }
}

/** `<F/H.h>`, `<H.h>` or `"H.h"` behind `#import` and `#include`. */
function header(text: string, at: number, from: number, sink: Sink): number {
  let pos = from;
  while (text.charCodeAt(pos) === 32 || text.charCodeAt(pos) === 9) pos++;
  if (text.charCodeAt(pos) === 47 && text.charCodeAt(pos + 1) === 42) {
    pos = afterBlockComment(text, pos);
    while (text.charCodeAt(pos) === 32 || text.charCodeAt(pos) === 9) pos++;
  }
  const open = text.charCodeAt(pos);
  if (open !== 60 && open !== 34) return afterDirective(text, pos);
  const stop = lineEnd(text, pos);
  const row = text.slice(pos + 1, stop);
  const length = row.indexOf(open === 60 ? '>' : '"');
  if (length < 0) return stop;
  const end = pos + 1 + length;
  const name = row.slice(0, length).trim();
  const slash = name.indexOf('/');
  if (open === 34) {
    const base = name.slice(name.lastIndexOf('/') + 1);
    if (/\.(?:h|hh|hpp)$/i.test(base)) sink.import('objc-header', base, at);
  } else if (slash > 0) {
    const framework = name.slice(0, slash);
    if (!isSystemDirectory(framework) && framework !== '..' && framework !== '.')
      sink.import('objc-framework', framework, at);
  } else if (name.endsWith('.h') && !isSystemHeader(name)) sink.import('objc-header', name, at);
  return end + 1;
}

/** `@import F.Sub;` */
function moduleImport(text: string, at: number, sink: Sink): number {
  let pos = at + 7;
  const first = text.charCodeAt(pos);
  if (first !== 32 && first !== 9) return pos;
  while (text.charCodeAt(pos) === 32 || text.charCodeAt(pos) === 9) pos++;
  let end = pos;
  while (isWordCode(text.charCodeAt(end))) end++;
  if (end > pos) sink.import('objc-framework', text.slice(pos, end), at);
  return end;
}

/** A line comment goes on where a backslash ends its line. */
function afterLineComment(text: string, from: number): number {
  let end = lineEnd(text, from);
  while (
    end < text.length &&
    (text.charCodeAt(end - 1) === 92 || (text.charCodeAt(end - 1) === 13 && text.charCodeAt(end - 2) === 92))
  )
    end = lineEnd(text, end + 1);
  return end;
}

function afterString(text: string, from: number, sink: Sink, off: number): number {
  for (let i = from + 1; ; i++) {
    const code = text.charCodeAt(i);
    if (code === 92) i++;
    else if (code === 34 || code === 10 || Number.isNaN(code)) {
      if (off === 0) sink.literal(from + 1, Math.min(i, text.length));
      return code === 34 ? i + 1 : Math.min(i, text.length);
    }
  }
}

/** C++ `R"delimiter( … )delimiter"`. */
function afterRawString(text: string, from: number, sink: Sink, off: number): number {
  const open = text.indexOf('(', from);
  if (open < 0 || open - from > 17) return afterString(text, from, sink, off);
  const close = text.indexOf(`)${text.slice(from + 1, open)}"`, open);
  // Never closed: a second search from every further one would take quadratic time.
  if (close < 0) return text.length;
  if (off === 0) sink.literal(open + 1, close);
  return close + open - from + 1;
}

/** A character constant on one line; an apostrophe that is none (a digit separator, words) is passed over alone. */
function afterCharacter(text: string, from: number): number {
  for (let i = from + 1; i < from + 14; i++) {
    const code = text.charCodeAt(i);
    if (code === 92) i++;
    else if (code === 39) return i + 1;
    else if (code === 10 || Number.isNaN(code)) break;
  }
  return from + 1;
}
