/** The disclosure table as a workbook: a sheet per platform that filters and prints well, one for the sources, one about the table. */
import type { ScanResult } from '../core/inventory.js';
import type { Exporter, ExportOptions } from '../core/plugins.js';
import type { Bilingual } from '../core/text.js';
import { disclosureOf } from './disclosure/model.js';
import type { Chapter, Column, Disclosure } from './disclosure/table.js';
import { type Language, say, WORDS } from './disclosure/text.js';
import { APP_COLUMN, placedRows } from './printing/flat-table.js';
import { plainText } from './printing/plain-text.js';
import { type PrintedCell, printedCell, printedSources, type TextPiece } from './printing/printed-cell.js';
import type { RichRun } from './xlsx/rich-text.js';
import { type Sheet, type SheetCell, sheetNames, textCell } from './xlsx/sheet.js';
import { workbookOf } from './xlsx/workbook.js';

export const exporter: Exporter = {
  id: 'disclosure-xlsx',
  title: { zh: '第三方 SDK 目录（Excel）', en: 'Disclosure table (Excel)' },
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  extension: 'xlsx',
  stem: null,
  export: (result, options) => workbookOf(sheetsOf(disclosureOf(result, options), result, options)),
};

const WORD = {
  about: { zh: '说明', en: 'About' },
  title: { zh: '标题', en: 'Title' },
  project: { zh: '项目', en: 'Project' },
  notes: { zh: '须知', en: 'Note' },
  marks: { zh: '标记', en: 'Marks' },
  markUnknown: {
    zh: '“待确认”（浅色底纹）：没有找到可以引用的来源，不等于“无”，发布前须向厂商核实。',
    en: '“to confirm” (shaded): no source that can be cited was found. It does not mean “none”: ask the provider before publication.',
  },
  markSuggestion: {
    zh: '斜体并注“建议”：该类 SDK 的通常写法，不是该 SDK 的事实，须按实际情况改写。',
    en: 'Italics with “suggested”: the usual wording for SDKs of this kind, not a fact about this one. Replace it by what holds in your app.',
  },
  markStrong: {
    zh: '粗体：SDK 名称，以及敏感个人信息。',
    en: 'Bold: names of SDKs, and sensitive personal information.',
  },
  markNumber: {
    zh: '[n]：来源编号，见“来源”工作表。',
    en: '[n]: number of the source in the sheet “Sources”.',
  },
  number: { zh: '编号', en: 'No.' },
  publisher: { zh: '发布者', en: 'Publisher' },
  page: { zh: '标题', en: 'Title' },
  published: { zh: '发布日期', en: 'Published' },
  retrieved: { zh: '查阅日期', en: 'Read on' },
  url: { zh: '网址', en: 'URL' },
} as const satisfies Record<string, Bilingual>;

function sheetsOf(disclosure: Disclosure, result: ScanResult, { language }: ExportOptions): Sheet[] {
  const sheets = [
    ...disclosure.chapters.map((chapter) => chapterSheet(chapter, disclosure, language)),
    ...(disclosure.citations.length > 0 ? [sourcesSheet(disclosure, result, language)] : []),
    aboutSheet(disclosure, language),
  ];
  const names = sheetNames(sheets.map((s) => s.name));
  return sheets.map((sheet, i) => ({ ...sheet, name: names[i] ?? sheet.name }));
}

/** Characters that stand side by side on a screen and, at a size that can be read, on A4. */
const COMFORT = 165;

/** Widths in characters. A number fits into the narrowest column, a date or HarmonyOS into every other. */
function widthsOf(columns: readonly Column[]): number[] {
  const shares = columns.reduce((sum, c) => sum + c.width, 0);
  const unit = Math.min(16, Math.max(8.5, COMFORT / shares));
  return columns.map(({ width }) => (width < 0.8 ? 6 : Math.max(11, Math.round(width * unit))));
}

/** All apps of a platform. No heading rows: filters and sorting work over the whole sheet. */
function chapterSheet(chapter: Chapter, disclosure: Disclosure, language: Language): Sheet {
  const columns = [...(chapter.tables.length > 1 ? [APP_COLUMN] : []), ...disclosure.columns];
  const numbers = disclosure.numbers;
  const rows = chapter.tables.flatMap((table) => placedRows(chapter, table));
  return {
    name: say(chapter.title, language),
    widths: widthsOf(columns),
    header: columns.length > 0,
    rows: [
      columns.map((c) => textCell(plainText(say(c.title, language)), 'head')),
      ...rows.map((row) => columns.map((c) => sheetCell(printedCell(row.cells[c.id], language, numbers)))),
    ],
  };
}

function sheetCell({ state, paragraphs, mark, note, numbers }: PrintedCell): SheetCell {
  const piece = ({ text, strong }: TextPiece): RichRun => ({ text, look: strong ? 'strong' : 'plain' });
  const runs: RichRun[] = paragraphs.flatMap((pieces, i) => [
    ...(i === 0 ? [] : [{ text: '\n', look: 'plain' } as const]),
    ...pieces.map(piece),
  ]);
  if (mark !== '') runs.push({ text: mark, look: 'plain' });
  if (numbers.length > 0) runs.push({ text: ` ${numbers.map((n) => `[${n}]`).join('')}`, look: 'number' });
  if (note !== null) runs.push({ text: `\n${note.trim()}`, look: 'warning' });
  const links = paragraphs.flat().flatMap((p) => p.link ?? []);
  return { runs, style: state, link: paragraphs.length === 1 && links.length === 1 ? (links[0] ?? null) : null };
}

function sourcesSheet(disclosure: Disclosure, result: ScanResult, language: Language): Sheet {
  const heads = [WORD.number, WORD.publisher, WORD.page, WORD.published, WORD.retrieved, WORD.url];
  return {
    name: say(WORDS.sources, language),
    widths: [8, 30, 40, 13, 13, 70],
    header: true,
    rows: [
      heads.map((head) => textCell(say(head, language), 'head')),
      ...printedSources(disclosure, result).map((s) => [
        textCell(`[${s.number}]`, 'known'),
        textCell(s.publisher, 'known'),
        textCell(s.title, 'known'),
        textCell(s.published, 'known'),
        textCell(s.retrieved, 'known'),
        textCell(s.url, 'known', s.link),
      ]),
    ],
  };
}

function aboutSheet(disclosure: Disclosure, language: Language): Sheet {
  const rows: SheetCell[][] = [];
  let last: Bilingual | null = null;
  const add = (label: Bilingual, text: string | null) => {
    if (text === null || text === '') return;
    rows.push([textCell(label === last ? '' : say(label, language), 'label'), textCell(plainText(text), 'plain')]);
    last = label;
  };
  add(WORD.title, say(disclosure.title, language));
  add(WORD.project, disclosure.project);
  add(WORDS.operator, disclosure.operator && say(disclosure.operator, language));
  add(WORDS.date, disclosure.date);
  for (const note of disclosure.notes) add(WORD.notes, say(note, language));
  for (const { title, tables } of disclosure.chapters)
    for (const table of tables)
      if (table.groups.length === 0)
        add(WORD.notes, `${say(title, language)} · ${say(table.title, language)}: ${say(WORDS.nothing, language)}`);
  const marks = [WORD.markUnknown, WORD.markSuggestion, WORD.markStrong];
  for (const mark of disclosure.citations.length > 0 ? [...marks, WORD.markNumber] : marks)
    add(WORD.marks, say(mark, language));
  return { name: say(WORD.about, language), widths: [16, 100], header: false, rows };
}
