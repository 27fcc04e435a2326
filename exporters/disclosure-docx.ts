/** The disclosure table as a Word document, ready to go into a privacy policy: chapters per platform, a table per app, the sources. */
import type { FileChild } from 'docx';
import type { ScanResult } from '../core/inventory.js';
import type { Exporter, ExportOptions } from '../core/plugins.js';
import type { Bilingual } from '../core/text.js';
import { disclosureOf } from './disclosure/model.js';
import type { Chapter, Disclosure } from './disclosure/table.js';
import { type Language, say, WORDS } from './disclosure/text.js';
import { anchorOf, type Docx, linkTo } from './docx/cell.js';
import { normalised } from './docx/normalise.js';
import { cellType, pageFor } from './docx/page.js';
import { STYLE, stylesFor } from './docx/styles.js';
import { printedColumns, type TableFrame, widthsOf, wordTable } from './docx/table.js';
import { repack } from './printing/deterministic-zip.js';
import { plainText } from './printing/plain-text.js';
import { type PrintedSource, printedSources } from './printing/printed-cell.js';

export const exporter: Exporter = {
  id: 'disclosure-docx',
  title: { zh: '第三方 SDK 目录（Word）', en: 'Disclosure table (Word)' },
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  extension: 'docx',
  stem: null,
  export: (result, options) => render(disclosureOf(result, options), result, options),
};

const WORD = {
  published: { zh: '发布于', en: 'published' },
  retrieved: { zh: '查阅于', en: 'read on' },
} as const satisfies Record<string, Bilingual>;

async function render(disclosure: Disclosure, result: ScanResult, { language }: ExportOptions): Promise<Uint8Array> {
  const docx = await import('docx');
  const columns = printedColumns(disclosure);
  const { landscape, margin, ...space } = pageFor(columns.length);
  const widths = widthsOf(disclosure, language, space);
  const frame: TableFrame = { docx, disclosure, language, numbers: disclosure.numbers, space, columns, widths };
  const { LANDSCAPE, PORTRAIT } = docx.PageOrientation;
  const file = new docx.Document({
    title: titleOf(disclosure, language),
    creator: disclosure.operator ? plainText(say(disclosure.operator, language)) : '',
    lastModifiedBy: '',
    styles: stylesFor(cellType(columns.length)),
    sections: [
      {
        properties: {
          page: {
            size: { ...A4, orientation: landscape ? LANDSCAPE : PORTRAIT },
            margin: { top: margin, bottom: margin, left: margin, right: margin, footer: 400 },
          },
        },
        footers: { default: pageNumbers(docx) },
        children: [
          ...opening(docx, disclosure, language),
          ...disclosure.chapters.flatMap((chapter) => chapterOf(frame, chapter, result)),
          ...sourceList(docx, printedSources(disclosure, result), language),
        ],
      },
    ],
  });
  const archive = new Uint8Array(await docx.Packer.toArrayBuffer(file));
  return repack(archive, (parts) => normalised(parts, disclosure.date));
}

/** In twips, upright: the library turns it. */
const A4 = { width: 11_906, height: 16_838 } as const;

function titleOf({ title, project }: Disclosure, language: Language): string {
  return `${say(title, language)}${project === null ? '' : ` · ${plainText(project)}`}`;
}

/** Title, who and when, and what must be known before reading. */
function opening(docx: Docx, disclosure: Disclosure, language: Language): FileChild[] {
  const fact = (label: Bilingual, value: string | null) =>
    value === null ? [] : [`${say(label, language)}${language === 'en' ? ': ' : '：'}${plainText(value)}`];
  const facts = [
    ...fact(WORDS.operator, disclosure.operator && say(disclosure.operator, language)),
    ...fact(WORDS.date, disclosure.date),
  ];
  return [
    new docx.Paragraph({ heading: docx.HeadingLevel.TITLE, text: titleOf(disclosure, language) }),
    ...facts.map((text) => new docx.Paragraph({ style: STYLE.meta, text })),
    ...disclosure.notes.map((note) => new docx.Paragraph({ style: STYLE.note, text: plainText(say(note, language)) })),
  ];
}

function chapterOf(frame: TableFrame, chapter: Chapter, result: ScanResult): FileChild[] {
  const { docx, language } = frame;
  const isNamed = (id: string | null) => Boolean(result.project.apps.find((a) => a.id === id)?.name);
  return [
    new docx.Paragraph({ heading: docx.HeadingLevel.HEADING_1, text: plainText(say(chapter.title, language)) }),
    ...chapter.tables.flatMap((table) => [
      ...(chapter.tables.length > 1 || isNamed(table.app)
        ? [new docx.Paragraph({ heading: docx.HeadingLevel.HEADING_2, text: plainText(say(table.title, language)) })]
        : []),
      table.groups.length === 0 ? new docx.Paragraph({ text: say(WORDS.nothing, language) }) : wordTable(frame, table),
    ]),
  ];
}

/** Numbers are text, not a list of Word's: pasted into another document they still are those that the cells name. */
function sourceList(docx: Docx, sources: readonly PrintedSource[], language: Language): FileChild[] {
  if (sources.length === 0) return [];
  return [
    new docx.Paragraph({ heading: docx.HeadingLevel.HEADING_1, text: say(WORDS.sources, language) }),
    ...sources.map((source) => {
      const { number, publisher, title, link } = source;
      return new docx.Paragraph({
        style: STYLE.source,
        children: [
          new docx.Bookmark({ id: anchorOf(number), children: [new docx.TextRun({ text: `[${number}]` })] }),
          new docx.TextRun({ children: [new docx.Tab(), `${publisher}${language === 'en' ? ': ' : '：'}`] }),
          link === null ? new docx.TextRun({ text: title }) : linkTo(docx, title, link),
          new docx.TextRun({ text: datesOf(source, language) }),
        ],
      });
    }),
  ];
}

/** When the source was published and when it was read, as far as it is known. */
function datesOf({ published, retrieved }: PrintedSource, language: Language): string {
  const comma = language === 'en' ? ', ' : '，';
  const part = (label: Bilingual, day: string) => (day === '' ? '' : `${comma}${say(label, language)} ${day}`);
  return part(WORD.published, published) + part(WORD.retrieved, retrieved);
}

function pageNumbers(docx: Docx) {
  const { CURRENT, TOTAL_PAGES } = docx.PageNumber;
  return new docx.Footer({
    children: [
      new docx.Paragraph({
        style: STYLE.footer,
        alignment: docx.AlignmentType.CENTER,
        children: [CURRENT, ' / ', TOTAL_PAGES].map((text) => new docx.TextRun({ children: [text] })),
      }),
    ],
  });
}
