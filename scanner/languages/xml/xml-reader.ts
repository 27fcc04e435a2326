/**
 * A small XML reader that keeps lines. Entities beyond the five of XML are never expanded, a document type is stepped over,
 * depth and size are bounded; broken XML gives what was read plus its problems.
 */
import { SaxesParser } from 'saxes';

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, trimmed at both ends. */
  readonly text: string;
  /** The line of the opening tag, from 1. */
  readonly line: number;
}

export interface XmlDocument {
  readonly root: XmlElement | null;
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

const MAX_DEPTH = 200;
const MAX_ELEMENTS = 200_000;
const MAX_DOCTYPE = 64 * 1024;
const MAX_PROBLEMS = 5;

interface Building {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: Building[];
  text: string;
  readonly line: number;
}

/** Reads a document. Total: any text gives an answer. */
export function readXml(text: string): XmlDocument {
  const problems: { line: number; message: string }[] = [];
  const doctype = /<!DOCTYPE/i.exec(text.slice(0, 4096));
  if (doctype && doctypeLength(text, doctype.index) > MAX_DOCTYPE) {
    return { root: null, problems: [{ line: 1, message: 'the document type is too long to be read' }] };
  }
  const parser = new SaxesParser({ position: true, fragment: false });
  const open: Building[] = [];
  let root: Building | null = null;
  let depth = 0;
  let count = 0;
  let line = 1;
  let stopped = false;
  parser.on('error', (error) => {
    // The parser names its position in front of the message.
    const message = error.message.replace(/^\d+:\d+: /, '');
    if (problems.length < MAX_PROBLEMS) problems.push({ line: parser.line, message: `broken XML: ${message}` });
  });
  parser.on('opentagstart', () => {
    line = parser.columnIndex === 0 && parser.line > 1 ? parser.line - 1 : parser.line;
  });
  parser.on('opentag', (tag) => {
    depth++;
    if (depth > MAX_DEPTH || ++count > MAX_ELEMENTS) {
      if (!stopped)
        problems.push({ line: parser.line, message: 'nested too deeply or too large: the rest was not read' });
      stopped = true;
      return;
    }
    const element: Building = { name: tag.name, attributes: new Map(), children: [], text: '', line };
    for (const [name, value] of Object.entries(tag.attributes)) element.attributes.set(name, String(value));
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    if (depth <= open.length) open.pop();
    depth = Math.max(0, depth - 1);
  });
  const onText = (piece: string) => {
    const at = open.at(-1);
    if (at && at.text.length < 100_000) at.text += piece;
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  try {
    parser.write(text).close();
  } catch (error) {
    problems.push({
      line: parser.line,
      message: `broken XML: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
  return { root: root === null ? null : finished(root), problems };
}

function doctypeLength(text: string, from: number): number {
  let open = 0;
  for (let i = from; i < text.length && i - from <= MAX_DOCTYPE; i++) {
    const c = text[i];
    if (c === '[') open++;
    else if (c === ']') open--;
    else if (c === '>' && open <= 0) return i - from;
  }
  return MAX_DOCTYPE + 1;
}

function finished(e: Building): XmlElement {
  // Texts are trimmed once everything is read.
  const stack = [e];
  for (let at = stack.pop(); at; at = stack.pop()) {
    at.text = at.text.trim();
    for (const child of at.children) stack.push(child);
  }
  return e;
}

/** Direct children of a name. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}
