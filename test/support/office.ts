/** Reads office documents back as far as tests ask: their parts as strict XML, a workbook's cells as a reader shows them. */
import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import type { ScanResult } from '../../core/inventory.js';
import type { Exporter, ExportOptions } from '../../core/plugins.js';

export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlNode | string)[];
}

/** The text of every part by its path. */
export function partsOf(archive: Uint8Array): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(archive)).map(([path, bytes]) => [path, strFromU8(bytes)]));
}

/** A document of well-formed XML. @throws Error where it is not */
export function parseXml(text: string): XmlNode {
  const root = { name: '', attributes: {}, children: [] as (XmlNode | string)[] };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const node = { name, attributes, children: [] as (XmlNode | string)[] };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('text', (t) => open.at(-1)?.children.push(t));
  parser.on('closetag', () => open.pop());
  parser.write(text).close();
  const [document] = childrenOf(root);
  if (!document) throw new Error('the document has no element');
  return document;
}

export function childrenOf(node: XmlNode, name?: string): XmlNode[] {
  return node.children.filter((c): c is XmlNode => typeof c !== 'string' && (name === undefined || c.name === name));
}

/** All elements of a name below a node, in order. */
export function all(node: XmlNode, name: string): XmlNode[] {
  return childrenOf(node).flatMap((c) => [...(c.name === name ? [c] : []), ...all(c, name)]);
}

export function first(node: XmlNode, name: string): XmlNode {
  const [found] = all(node, name);
  if (!found) throw new Error(`there is no ${name} in ${node.name}`);
  return found;
}

export function textIn(node: XmlNode): string {
  return node.children.map((c) => (typeof c === 'string' ? c : textIn(c))).join('');
}

export interface ReadRun {
  readonly text: string;
  readonly bold: boolean;
  readonly raised: boolean;
}

export interface ReadCell {
  readonly text: string;
  readonly runs: readonly ReadRun[];
  /** `s` for text; undefined for a number. */
  readonly type: string | undefined;
  readonly formula: boolean;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly wrapped: boolean;
  readonly bordered: boolean;
  readonly fill: string | null;
  readonly format: string;
  readonly link: string | null;
}

export interface ReadSheet {
  readonly name: string;
  readonly rows: readonly (readonly ReadCell[])[];
  readonly root: XmlNode;
}

export interface ReadWorkbook {
  readonly sheets: readonly ReadSheet[];
  readonly names: readonly { readonly name: string; readonly sheet: string | undefined; readonly text: string }[];
}

export function readWorkbook(archive: Uint8Array): ReadWorkbook {
  const parts = partsOf(archive);
  const part = (path: string) => parseXml(parts[path] ?? '');
  const book = part('xl/workbook.xml');
  const strings = childrenOf(part('xl/sharedStrings.xml'), 'si').map(runsOf);
  const styles = part('xl/styles.xml');
  const sheets = all(book, 'sheet').map((sheet, i): ReadSheet => {
    const root = part(`xl/worksheets/sheet${i + 1}.xml`);
    const targets = new Map(
      all(part(`xl/worksheets/_rels/sheet${i + 1}.xml.rels`), 'Relationship').map((r) => [
        r.attributes['Id'],
        r.attributes['Target'] ?? '',
      ]),
    );
    const links = new Map(
      all(root, 'hyperlink').map((h) => [h.attributes['ref'], targets.get(h.attributes['r:id'] ?? '') ?? '']),
    );
    return {
      name: sheet.attributes['name'] ?? '',
      root,
      rows: all(root, 'row').map((row) => childrenOf(row, 'c').map((c) => cellOf(c, strings, styles, links))),
    };
  });
  return {
    sheets,
    names: all(book, 'definedName').map((n) => ({
      name: n.attributes['name'] ?? '',
      sheet: sheets[Number(n.attributes['localSheetId'])]?.name,
      text: textIn(n),
    })),
  };
}

function runsOf(item: XmlNode): ReadRun[] {
  const runs = childrenOf(item, 'r').length > 0 ? childrenOf(item, 'r') : [item];
  return runs.map((run) => ({
    text: childrenOf(run, 't')
      .map(textIn)
      .join('')
      .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    bold: all(run, 'b').length > 0,
    raised: all(run, 'vertAlign').some((v) => v.attributes['val'] === 'superscript'),
  }));
}

function cellOf(
  cell: XmlNode,
  strings: readonly (readonly ReadRun[])[],
  styles: XmlNode,
  links: ReadonlyMap<string | undefined, string>,
): ReadCell {
  const style = childrenOf(first(styles, 'cellXfs'))[Number(cell.attributes['s'] ?? 0)];
  const at = (list: string, id: string | undefined) => childrenOf(first(styles, list))[Number(id ?? 0)];
  const font = at('fonts', style?.attributes['fontId']);
  const fill = at('fills', style?.attributes['fillId']);
  const border = at('borders', style?.attributes['borderId']);
  const runs = cell.attributes['t'] === 's' ? (strings[Number(textIn(cell))] ?? []) : [];
  return {
    text: runs.map((r) => r.text).join(''),
    runs,
    type: cell.attributes['t'],
    formula: childrenOf(cell, 'f').length > 0,
    bold: font !== undefined && childrenOf(font, 'b').length > 0,
    italic: font !== undefined && childrenOf(font, 'i').length > 0,
    wrapped: style !== undefined && all(style, 'alignment').some((a) => a.attributes['wrapText'] === '1'),
    bordered: border !== undefined && all(border, 'left').some((l) => l.attributes['style'] === 'thin'),
    fill: (fill && all(fill, 'fgColor')[0]?.attributes['rgb']) ?? null,
    format:
      all(styles, 'numFmt').find((f) => f.attributes['numFmtId'] === style?.attributes['numFmtId'])?.attributes[
        'formatCode'
      ] ?? '',
    link: links.get(cell.attributes['r']) ?? null,
  };
}

/** What an exporter of bytes makes. */
export async function bytesFrom(exporter: Exporter, result: ScanResult, options: ExportOptions): Promise<Uint8Array> {
  const content = await exporter.export(result, options);
  if (typeof content === 'string') throw new Error(`${exporter.id} makes bytes`);
  return content;
}
