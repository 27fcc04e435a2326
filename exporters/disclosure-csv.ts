/**
 * The disclosure table as CSV (RFC 4180, UTF-8 with a byte order mark so that Excel reads Chinese): one header row, then every row
 * of every app. For spreadsheets and programs: no title, and no sources, whose numbers would be noise in the data; the other formats
 * have them.
 */
import type { Exporter, ExportOptions } from '../core/plugins.js';
import { disclosureOf } from './disclosure/model.js';
import type { Column, Disclosure } from './disclosure/table.js';
import { say } from './disclosure/text.js';
import { APP_COLUMN, PLATFORM_COLUMN, placedRows } from './printing/flat-table.js';
import { plainText } from './printing/plain-text.js';
import { printedCell, textOf } from './printing/printed-cell.js';

export const exporter: Exporter = {
  id: 'disclosure-csv',
  title: { zh: '第三方 SDK 目录（CSV）', en: 'Disclosure table (CSV)' },
  mediaType: 'text/csv; charset=utf-8',
  extension: 'csv',
  stem: null,
  export: (result, options) => render(disclosureOf(result, options), options),
};

function render(disclosure: Disclosure, { language }: ExportOptions): string {
  const columns = [...leadingColumns(disclosure), ...disclosure.columns];
  const rows = disclosure.chapters.flatMap((chapter) => chapter.tables.flatMap((table) => placedRows(chapter, table)));
  return csvOf([
    columns.map((c) => plainText(say(c.title, language))),
    ...rows.map((row) => columns.map((c) => textOf(printedCell(row.cells[c.id], language, new Map())))),
  ]);
}

/** Where rows of several apps stand in one table, whose they are. */
function leadingColumns({ chapters, columns }: Disclosure): Column[] {
  if (chapters.flatMap((c) => c.tables).length < 2) return [];
  return columns.some((c) => c.id === 'platforms') ? [APP_COLUMN] : [PLATFORM_COLUMN, APP_COLUMN];
}

/**
 * Rows as CSV. Every field is quoted: a spreadsheet set to another separator would otherwise cut a field in two, and the second
 * half might be a formula.
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => row.map((field) => `"${inert(field).replaceAll('"', '""')}"`).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

/** The first characters that make spreadsheets compute a field, ASCII, full-width and small, behind what they skip. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@\t\r＝＋－＠﹦﹢﹣﹫]/u;

/** A field that stays text when opened: OWASP, CSV injection, https://owasp.org/www-community/attacks/CSV_Injection */
export function inert(field: string): string {
  return FORMULA.test(field) ? `'${field}` : field;
}
