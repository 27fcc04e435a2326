/** YAML maps with the lines of their keys. */
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';

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

/** The value of a scalar as text; null for anything else. */
export function scalarText(node: unknown): string | null {
  return isScalar(node) && node.value !== null && node.value !== undefined ? String(node.value) : null;
}
