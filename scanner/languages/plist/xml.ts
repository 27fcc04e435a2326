/** XML property lists. Entities of a document type are never expanded and nothing outside the text is ever read. */
import { SaxesParser } from 'saxes';
import { MAX_PLIST_DEPTH, type PlistEntry, type PlistProblem, type PlistReading, type PlistValue } from './value.js';

interface Frame {
  readonly kind: 'dict' | 'array' | 'plist';
  readonly line: number;
  readonly entries: PlistEntry[];
  readonly items: PlistValue[];
  key: { text: string; line: number } | null;
}

const SCALARS: Readonly<Record<string, 'string' | 'number' | 'date' | 'data'>> = {
  string: 'string',
  integer: 'number',
  real: 'number',
  date: 'date',
  data: 'data',
};
const MAX_PROBLEMS = 10;

/** Reads an XML property list; what stands before a mistake is kept. Never throws. */
export function readXmlPlist(text: string): PlistReading {
  const problems: PlistProblem[] = [];
  const report = (line: number, message: string): void => {
    if (problems.length < MAX_PROBLEMS) problems.push({ line, message });
  };
  // Build settings and preprocessor lines may stand before the declaration, which is not well formed but common.
  const start = text.indexOf('<');
  const firstLine = start > 0 ? text.slice(0, start).split('\n').length - 1 : 0;
  const parser = new SaxesParser({ position: true });
  const bottom: Frame = { kind: 'plist', line: 1, entries: [], items: [], key: null };
  const stack: Frame[] = [bottom];
  let skipped = 0;
  let buffer = '';
  let scalarLine = 0;
  let stopped = false;
  const line = (): number => parser.line + firstLine;
  const add = (value: PlistValue): void => {
    const top = stack.at(-1) ?? bottom;
    if (top.kind !== 'dict') {
      top.items.push(value);
      return;
    }
    if (top.key) top.entries.push({ key: top.key.text, line: top.key.line, value });
    else report(value.line ?? 0, 'a value without a key was left out');
    top.key = null;
  };

  parser.on('error', (error) => {
    const message = error.message.replace(/^\d+:\d+: /, '');
    // The mistakes below leave the rest readable; a parser of the platform is as lenient.
    if (!stopped) report(line(), `not well-formed XML: ${message.slice(0, 160)}`);
    if (problems.length >= MAX_PROBLEMS) stopped = true;
  });
  parser.on('opentag', (tag) => {
    buffer = '';
    scalarLine = line();
    if (tag.name !== 'dict' && tag.name !== 'array') return;
    if (skipped > 0 || stack.length > MAX_PLIST_DEPTH) {
      if (skipped++ === 0) report(line(), 'nested too deeply; what lies deeper was left out');
      return;
    }
    stack.push({ kind: tag.name, line: line(), entries: [], items: [], key: null });
  });
  parser.on('text', (value) => {
    if (buffer.length < 100_000) buffer += value;
  });
  parser.on('cdata', (value) => {
    if (buffer.length < 100_000) buffer += value;
  });
  parser.on('closetag', (tag) => {
    if (tag.name === 'dict' || tag.name === 'array') {
      if (skipped > 0) {
        skipped--;
        return;
      }
      const frame = stack.length > 1 ? stack.pop() : undefined;
      if (frame) add(closed(frame));
      return;
    }
    if (skipped > 0) return;
    const top = stack.at(-1) ?? bottom;
    if (tag.name === 'key') top.key = { text: buffer.trim(), line: line() };
    else if (tag.name === 'true' || tag.name === 'false') add({ kind: 'boolean', line: scalarLine, text: tag.name });
    else {
      const kind = SCALARS[tag.name];
      if (kind) add({ kind, line: scalarLine, text: buffer.trim() });
    }
    buffer = '';
  });
  try {
    parser.write(start > 0 ? text.slice(start) : text).close();
  } catch (error) {
    report(line(), `not readable as XML: ${error instanceof Error ? error.message.slice(0, 160) : String(error)}`);
  }
  while (stack.length > 1) {
    const frame = stack.pop();
    if (frame) add(closed(frame));
  }
  return { root: bottom.items[0] ?? null, problems };
}

function closed(frame: Frame): PlistValue {
  if (frame.kind === 'dict') return { kind: 'dict', line: frame.line, entries: frame.entries };
  return { kind: 'array', line: frame.line, items: frame.items };
}
