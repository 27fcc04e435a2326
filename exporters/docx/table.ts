/** One app's table in Word: a header row that repeats, headings of groups across the table, rows that stay whole where they are short. */
import type { Table, TableRow } from 'docx';
import type { AppTable, Column, Disclosure, Row } from '../disclosure/table.js';
import { type Language, say } from '../disclosure/text.js';
import { plainText } from '../printing/plain-text.js';
import { type PrintedCell, printedCell, textOf } from '../printing/printed-cell.js';
import { type Docx, wordCell } from './cell.js';
import { CELL_MARGIN, cellType, columnWidths, halfEms, type Space } from './page.js';
import { INK, STYLE } from './styles.js';

/** What all tables of a document share. */
export interface TableFrame {
  readonly docx: Docx;
  readonly disclosure: Disclosure;
  readonly language: Language;
  readonly numbers: ReadonlyMap<string, number>;
  readonly space: Space;
  readonly columns: readonly Column[];
  /** Of these columns, so that all tables of a document stand alike. */
  readonly widths: readonly number[];
}

/** The columns that are printed: what the heading of a group says, none need repeat. */
export function printedColumns({ columns, groupedBy }: Disclosure): readonly Column[] {
  const rest = columns.filter((c) => c.id !== groupedBy);
  return rest.length > 0 ? rest : columns;
}

/** A row of more than this share of the page may go on on the next one. */
const WHOLE_ROW = 0.22;
/** How much wider bold Latin type of headings is than that of cells. */
const HEAD_TYPE = 1.2;
/** Two ideographs side by side. */
const SHORTEST_WORD = 4;
/** Wider words are broken rather than given room. */
const LONGEST_WORD = 26;

/** The widths of a document's columns, for all its tables. */
export function widthsOf(disclosure: Disclosure, language: Language, space: Space): readonly number[] {
  const columns = printedColumns(disclosure);
  const rows = disclosure.chapters.flatMap((c) => c.tables.flatMap((t) => t.groups.flatMap((g) => g.rows)));
  const needs = columns.map((column) => {
    let word = Math.max(SHORTEST_WORD, longestWord(say(column.title, language)) * HEAD_TYPE);
    for (const row of rows)
      word = Math.max(word, longestWord(textOf(printedCell(row.cells[column.id], language, NO_NUMBERS))));
    return { column, word };
  });
  return columnWidths(needs, space.width, cellType(columns.length));
}

const NO_NUMBERS: ReadonlyMap<string, number> = new Map();

export function wordTable(frame: TableFrame, table: AppTable): Table {
  const { docx, disclosure, language, numbers, space, columns, widths } = frame;
  const heading = disclosure.columns.find((c) => c.id === disclosure.groupedBy && !columns.includes(c));
  const cellsOf = (row: Row) => columns.map((c) => printedCell(row.cells[c.id], language, numbers));
  const rows = table.groups.flatMap((group) => [
    ...(heading
      ? [groupRow(docx, plainText(say(heading.title, language)), plainText(say(group.title, language)), widths)]
      : []),
    ...group.rows.map((row) => bodyRow(docx, cellsOf(row), widths, space)),
  ]);
  return new docx.Table({
    layout: docx.TableLayoutType.FIXED,
    width: { size: space.width, type: docx.WidthType.DXA },
    columnWidths: widths,
    margins: { marginUnitType: docx.WidthType.DXA, top: 20, bottom: 20, left: CELL_MARGIN, right: CELL_MARGIN },
    borders: borders(docx),
    rows: [headRow(frame), ...rows],
  });
}

function headRow({ docx, language, columns, widths }: TableFrame): TableRow {
  return new docx.TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(
      (column, i) =>
        new docx.TableCell({
          width: { size: widths[i] ?? 0, type: docx.WidthType.DXA },
          shading: { type: docx.ShadingType.CLEAR, color: 'auto', fill: INK.head },
          verticalAlign: docx.VerticalAlign.CENTER,
          children: [new docx.Paragraph({ style: STYLE.head, text: plainText(say(column.title, language)) })],
        }),
    ),
  });
}

/** The heading of a group: the name of the column it stands for, small, and its value. */
function groupRow(docx: Docx, label: string, title: string, widths: readonly number[]): TableRow {
  return new docx.TableRow({
    cantSplit: true,
    children: [
      new docx.TableCell({
        columnSpan: widths.length,
        width: { size: widths.reduce((a, b) => a + b, 0), type: docx.WidthType.DXA },
        shading: { type: docx.ShadingType.CLEAR, color: 'auto', fill: INK.group },
        children: [
          new docx.Paragraph({
            style: STYLE.group,
            children: [
              new docx.TextRun({ text: `${label}  `, bold: false, color: INK.soft }),
              new docx.TextRun({ text: title }),
            ],
          }),
        ],
      }),
    ],
  });
}

function bodyRow(docx: Docx, cells: readonly PrintedCell[], widths: readonly number[], space: Space): TableRow {
  const type = cellType(widths.length);
  const lines = Math.max(
    1,
    ...cells.map((cell, i) => linesOf(cell, ((widths[i] ?? 1) - 2 * CELL_MARGIN) / (type * 5))),
  );
  return new docx.TableRow({
    ...(lines * type * 12.5 < space.height * WHOLE_ROW ? { cantSplit: true } : {}),
    children: cells.map((cell, i) => wordCell(docx, cell, widths[i] ?? 0)),
  });
}

/** Lines that a cell takes where this many characters of half an em stand in one. */
function linesOf(cell: PrintedCell, room: number): number {
  return textOf(cell)
    .split('\n')
    .reduce((n, line) => n + Math.max(1, Math.ceil(halfEms(line) / Math.max(1, room))), 0);
}

/** The widest word that is short enough to stand unbroken. */
function longestWord(text: string): number {
  const words = text.split(/[\s\u2e80-\uffff]+/);
  return Math.max(0, ...words.map(halfEms).filter((width) => width <= LONGEST_WORD));
}

function borders(docx: Docx) {
  const line = { style: docx.BorderStyle.SINGLE, size: 4, color: INK.line };
  return { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line };
}
