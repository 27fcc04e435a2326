/**
 * JSON as people write it: comments, trailing commas, a byte order mark, duplicate keys. Keeps where everything stands, never throws,
 * and refuses nesting that would exhaust the stack.
 */
import { type ParseError, printParseErrorCode, visit } from 'jsonc-parser';
import { lineIndex } from '../../../core/text.js';

export type JsonNode = JsonObject | JsonArray | JsonScalar;

export interface JsonObject {
  readonly type: 'object';
  readonly offset: number;
  /** In the order of the text; where a key comes twice the last one counts, as for JSON.parse. */
  readonly members: ReadonlyMap<string, JsonMember>;
}

export interface JsonMember {
  /** Where the key stands. */
  readonly offset: number;
  readonly value: JsonNode;
}

export interface JsonArray {
  readonly type: 'array';
  readonly offset: number;
  readonly items: readonly JsonNode[];
}

export interface JsonScalar {
  readonly type: 'string' | 'number' | 'boolean' | 'null';
  readonly offset: number;
  readonly value: string | number | boolean | null;
}

export interface JsonDocument {
  /** What could be read, also of a broken text; null where nothing could. */
  readonly root: JsonNode | null;
  readonly errors: readonly { readonly line: number; readonly message: string }[];
  /** Line of an offset, from 1. */
  lineAt(offset: number): number;
}

const DEEPEST = 200;
const MOST_ERRORS = 5;

/** Reads a text as JSON with comments. Errors are listed, and what stands around them is still read. */
export function parseJson(text: string): JsonDocument {
  const lineAt = lineIndex(text);
  const tooDeep = firstTooDeep(text);
  if (tooDeep !== null) {
    const message = `nested more than ${DEEPEST} levels deep; nothing of this file was read`;
    return { root: null, errors: [{ line: lineAt(tooDeep), message }], lineAt };
  }
  const builder = new TreeBuilder();
  const errors: { line: number; message: string }[] = [];
  visit(
    text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text,
    {
      onObjectBegin: (offset) => builder.open({ type: 'object', offset, members: new Map() }),
      onArrayBegin: (offset) => builder.open({ type: 'array', offset, items: [] }),
      onObjectEnd: () => builder.close(),
      onArrayEnd: () => builder.close(),
      onObjectProperty: (name, offset) => builder.key(name, offset),
      onLiteralValue: (value, offset) => builder.add(scalar(value, offset)),
      onError: (error, offset) => {
        const found = { line: lineAt(offset), message: errorName(error) };
        const last = errors.at(-1);
        if (last?.line === found.line && last.message === found.message) return;
        if (errors.length < MOST_ERRORS) errors.push(found);
      },
    },
    { allowTrailingComma: true, allowEmptyContent: true },
  );
  return { root: builder.root, errors, lineAt };
}

function errorName(error: ParseError['error']): string {
  return printParseErrorCode(error)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

function scalar(value: unknown, offset: number): JsonScalar {
  if (typeof value === 'string') return { type: 'string', offset, value };
  if (typeof value === 'number') return { type: 'number', offset, value };
  if (typeof value === 'boolean') return { type: 'boolean', offset, value };
  return { type: 'null', offset, value: null };
}

/** The offset of the first bracket that is nested too deep; strings and comments do not count. */
function firstTooDeep(text: string): number | null {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 34) {
      for (i++; i < text.length; i++) {
        const s = text.charCodeAt(i);
        if (s === 34 || s === 10) break;
        if (s === 92) i++;
      }
    } else if (c === 47 && text.charCodeAt(i + 1) === 47) {
      const newline = text.indexOf('\n', i);
      if (newline < 0) return null;
      i = newline;
    } else if (c === 47 && text.charCodeAt(i + 1) === 42) {
      const close = text.indexOf('*/', i + 2);
      if (close < 0) return null;
      i = close + 1;
    } else if (c === 123 || c === 91) {
      if (++depth > DEEPEST) return i;
    } else if (c === 125 || c === 93) depth = Math.max(0, depth - 1);
  }
  return null;
}

type OpenNode =
  | { readonly type: 'object'; readonly offset: number; readonly members: Map<string, JsonMember> }
  | { readonly type: 'array'; readonly offset: number; readonly items: JsonNode[] };

class TreeBuilder {
  root: JsonNode | null = null;
  private readonly stack: { node: OpenNode; key: { name: string; offset: number } | null }[] = [];

  open(node: OpenNode): void {
    this.add(node);
    this.stack.push({ node, key: null });
  }

  close(): void {
    this.stack.pop();
  }

  key(name: string, offset: number): void {
    const top = this.stack.at(-1);
    if (top) top.key = { name, offset };
  }

  add(value: JsonNode): void {
    const top = this.stack.at(-1);
    if (top === undefined) {
      // What follows a complete document is an error that the parser has reported; the first value counts.
      this.root ??= value;
    } else if (top.node.type === 'array') top.node.items.push(value);
    else if (top.key !== null) {
      top.node.members.set(top.key.name, { offset: top.key.offset, value });
      top.key = null;
    }
  }
}
