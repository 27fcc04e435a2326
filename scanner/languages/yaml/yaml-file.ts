/** YAML maps with the lines of their keys. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';

export interface YamlEntry {
  readonly key: string;
  readonly line: number;
  readonly value: unknown;
}

export interface YamlFile {
  entries(node: unknown): YamlEntry[];
  readonly root: unknown;
  readonly errors: readonly { readonly line: number | null; readonly message: string }[];
}

/** Reads a text as one YAML document; a broken text gives what could be read. */
export function readYaml(text: string): YamlFile {
  if (isTooDeep(text)) {
    const message = `nested more than ${DEEPEST} levels deep; nothing of this file was read`;
    return { root: null, entries: () => [], errors: [{ line: null, message }] };
  }
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, logLevel: 'silent' });
    const entries = (node: unknown): YamlEntry[] =>
      !isMap(node)
        ? []
        : node.items.flatMap((pair) => {
            if (!isScalar(pair.key)) return [];
            const offset = pair.key.range?.[0] ?? 0;
            return [{ key: String(pair.key.value), line: lines.linePos(offset).line, value: pair.value }];
          });
    const errors = document.errors.slice(0, 3).map((error) => ({
      line: error.linePos?.[0].line ?? null,
      message: `not valid YAML: ${error.message.split('\n')[0] ?? ''}`,
    }));
    return { root: document.contents, entries, errors };
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    return { root: null, entries: () => [], errors: [{ line: null, message: `not valid YAML: ${message}` }] };
  }
}

const DEEPEST = 100;

/**
 * The parser recurses, and at the end of the stack the engine ends the whole process where it should throw: what nests too deep is never
 * handed over. Counts brackets, indentation and sequences begun on one line; quotes are not looked at, so it may refuse a little early.
 */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let begun = 0;
  let indent = 0;
  let atStart = true;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10) {
      begun = indent = 0;
      atStart = true;
    } else if (atStart && c === 32) indent++;
    else if (atStart && (c === 45 || c === 63 || c === 58)) begun++;
    else atStart = false;
    if (c === 91 || c === 123) depth++;
    else if ((c === 93 || c === 125) && depth > 0) depth--;
    if (depth > DEEPEST || begun > DEEPEST || indent > DEEPEST * 4) return true;
  }
  return false;
}

/** The texts among the items of a sequence. */
export function textsOf(node: unknown): string[] {
  return isSeq(node) ? node.items.flatMap((item) => scalarText(item) ?? []) : [];
}

/** The value of a scalar as text; null for anything else. */
export function scalarText(node: unknown): string | null {
  return isScalar(node) && node.value !== null && node.value !== undefined ? String(node.value) : null;
}
