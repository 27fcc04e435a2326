/** YAML as data: unique keys, no anchors, one document; with the line of every path, for messages. */
import { isAlias, isNode, LineCounter, parseDocument, visit } from 'yaml';

export interface YamlData {
  readonly value: unknown;
  /** What makes it unusable, with its line; null where it can be used. */
  readonly problem: { readonly message: string; readonly line: number | null } | null;
  /** The line, from 1, on which the value of a path stands, or the nearest part of the path that is there. */
  lineOf(path: readonly PropertyKey[]): number | null;
}

/** Total: any text gives data or a problem. An entry has no use for aliases, and they are how a small file is made to expand. */
export function readYaml(text: string): YamlData {
  const counter = new LineCounter();
  const document = parseDocument(text, { uniqueKeys: true, lineCounter: counter });
  const line = (offset: number) => counter.linePos(offset).line;
  const broken = (message: string, at: number | null): YamlData => ({
    value: null,
    problem: { message, line: at },
    lineOf: () => null,
  });
  const [first] = document.errors;
  if (first) return broken(`is not valid YAML: ${first.message.split('\n')[0]}`, line(first.pos[0]));
  if (/[&*]\w/.test(text)) {
    let alias: number | null = null;
    visit(document, (_, node) => {
      if (isAlias(node) && alias === null) alias = node.range ? line(node.range[0]) : 0;
    });
    if (alias !== null) return broken('holds a YAML anchor or alias: write the value out', alias);
  }
  return {
    value: document.toJS(),
    problem: null,
    lineOf: (path) => {
      for (let length = path.length; length > 0; length--) {
        const node = document.getIn(path.slice(0, length), true);
        if (isNode(node) && node.range) return line(node.range[0]);
      }
      return null;
    },
  };
}
