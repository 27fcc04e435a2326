/**
 * Sheets as the bytes of a workbook. The library writes structure and styles and never sees a text: every cell holds a key, and the
 * table of strings is written here, where nothing a text says is markup, a formula or a number.
 */
import type { CellObject } from 'write-excel-file/node';
import { repack } from '../printing/deterministic-zip.js';
import { FONT, fitted, INK, stringItem } from './rich-text.js';
import { rowHeight } from './row-height.js';
import type { CellStyle, Sheet, SheetCell } from './sheet.js';
import { sheetFeature } from './sheet-feature.js';

const STRINGS = 'xl/sharedStrings.xml';

/** The bytes of a workbook with these sheets; there must be one. */
export async function workbookOf(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const [{ default: write }, utility] = await Promise.all([
    import('write-excel-file/node'),
    import('write-excel-file/utility'),
  ]);
  const strings = new Strings();
  const book = write(
    sheets.map((sheet) => ({
      sheet: sheet.name,
      data: sheet.rows.map((row) => {
        const height = rowHeight(row, sheet.widths);
        return row.map((cell) => ({ ...cellObject(cell, strings), height }));
      }),
      columns: sheet.widths.map((width) => ({ width })),
      orientation: 'landscape' as const,
      showGridLines: false,
      ...(sheet.header ? { stickyRowsCount: 1 } : {}),
    })),
    { fontFamily: FONT.family, fontSize: FONT.size, features: [sheetFeature(sheets, utility)] },
  );
  return repack(await book.toBuffer(), (parts) => ({ ...parts, [STRINGS]: strings.written(parts[STRINGS] ?? '') }));
}

const CELL = { alignVertical: 'top', wrap: true, textColor: INK.text } as const satisfies CellObject;
const BOXED = { ...CELL, borderStyle: 'thin', borderColor: INK.line } as const satisfies CellObject;

const STYLES: Readonly<Record<CellStyle, CellObject>> = {
  head: { ...BOXED, fontWeight: 'bold', backgroundColor: INK.head, alignVertical: 'center' },
  known: BOXED,
  unknown: { ...BOXED, textColor: INK.warning, backgroundColor: INK.warningFill },
  suggestion: { ...BOXED, textColor: INK.soft, fontStyle: 'italic' },
  label: { ...CELL, fontWeight: 'bold' },
  plain: CELL,
};

function cellObject({ runs, style, link }: SheetCell, strings: Strings): CellObject {
  const look = link === null ? STYLES[style] : { ...STYLES[style], ...LINK };
  const fit = fitted(runs);
  return fit.length === 0 ? { ...look } : { ...look, value: strings.keyOf(stringItem(fit)), type: String, format: '@' };
}

const LINK = { textColor: INK.link, textDecoration: { underline: true } } as const satisfies CellObject;

/** The strings of a workbook by the keys that stand for them while the library writes it. */
class Strings {
  readonly #keys = new Map<string, string>();

  keyOf(item: string): string {
    const key = this.#keys.get(item) ?? `s${this.#keys.size}`;
    this.#keys.set(item, key);
    return key;
  }

  /** The library's table of strings with every key replaced by its string. */
  written(table: string): string {
    const items = new Map([...this.#keys].map(([item, key]) => [key, item]));
    return table.replace(/<si><t>(s\d+)<\/t><\/si>/g, (entry, key: string) => items.get(key) ?? entry);
  }
}
