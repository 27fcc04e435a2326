/** What the library leaves out: filters, print titles, fit to page width, links; and a pane that freezes the header row alone. */
import { escapeXml } from './rich-text.js';
import type { Sheet } from './sheet.js';

type Utility = typeof import('write-excel-file/utility');
type WorkbookOptions = NonNullable<Parameters<typeof import('write-excel-file/node')['default']>[1]>;
type Feature = NonNullable<WorkbookOptions['features']>[number];

const SHEET = 'xl/worksheets/sheet{id}.xml';
const BOOK = 'xl/workbook.xml';
const HYPERLINK = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink';

/** Inches; the library's are wider. */
const MARGINS = { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 };

export function sheetFeature(sheets: readonly Sheet[], utility: Utility): Feature {
  return {
    files: {
      transform: {
        [SHEET]: {
          transform: (xml, _options, { sheetIndex }) => withSheetParts(xml, sheets[sheetIndex], utility),
          transformElementAttributes: attributesOf,
        },
        'xl/worksheets/_rels/sheet{id}.xml.rels': {
          insert: (_options, { sheetIndex }) => relationships(sheets[sheetIndex]),
        },
        [BOOK]: { transform: (xml) => withNames(xml, sheets, utility) },
      },
    },
  };
}

type Attributes = Readonly<Record<string, string | number>>;

function attributesOf(tag: string, attributes: Attributes): Attributes {
  if (tag === 'pageSetup') return { ...attributes, fitToWidth: 1, fitToHeight: 0 };
  if (tag === 'pageMargins') return MARGINS;
  if (tag !== 'row') return attributes;
  const { customHeight: _, ...rest } = attributes;
  return rest;
}

function withSheetParts(xml: string, sheet: Sheet | undefined, utility: Utility): string {
  if (!sheet) return xml;
  const order = utility.getOrderOfSiblings(SHEET, 'worksheet') ?? [];
  const insert = (text: string, markup: string) =>
    markup === '' ? text : utility.insertElementMarkupAccordingToOrderOfSiblings(text, markup, order, 'worksheet');
  const links = linksOf(sheet).map(({ address }, i) => `<hyperlink ref="${address}" r:id="${linkId(i)}"/>`);
  return [
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    sheet.header ? `<autoFilter ref="${rangeOf(sheet, '')}"/>` : '',
    links.length > 0 ? `<hyperlinks>${links.join('')}</hyperlinks>` : '',
    '<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>',
    // Numbers and dates are text on purpose: no green corner needs to say so.
    `<ignoredErrors><ignoredError sqref="${rangeOf(sheet, '')}" numberStoredAsText="1"/></ignoredErrors>`,
  ].reduce(insert, withHeaderPane(xml, sheet, utility));
}

/** The library's pane also speaks of columns, and selects a part of the sheet that does not exist. */
function withHeaderPane(xml: string, sheet: Sheet, utility: Utility): string {
  const pane = sheet.header ? utility.findElement(xml, 'pane') : undefined;
  const markup = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  return pane ? utility.replaceElement(xml, pane, markup) : xml;
}

function withNames(xml: string, sheets: readonly Sheet[], utility: Utility): string {
  const names = sheets.flatMap((sheet, i) => {
    if (!sheet.header) return [];
    const place = escapeXml(`'${sheet.name.replaceAll("'", "''")}'!`);
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">${place}${rangeOf(sheet, '$')}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${place}$1:$1</definedName>`,
    ];
  });
  const element = utility.findElement(xml, 'definedNames');
  return element && names.length > 0
    ? utility.replaceElement(xml, element, `<definedNames>${names.join('')}</definedNames>`)
    : xml;
}

function relationships(sheet: Sheet | undefined): string {
  if (!sheet) return '';
  return linksOf(sheet)
    .map(
      ({ link }, i) =>
        `<Relationship Id="${linkId(i)}" Type="${HYPERLINK}" Target="${escapeXml(link)}" TargetMode="External"/>`,
    )
    .join('');
}

const linkId = (i: number) => `rId-link-${i + 1}`;

/** More links in one sheet than Excel opens: the rest stay text. */
const MOST_LINKS = 65_000;

function linksOf({ rows }: Sheet): { address: string; link: string }[] {
  return rows
    .flatMap((row, y) =>
      row.flatMap(({ link }, x) => (link === null ? [] : [{ address: `${letters(x)}${y + 1}`, link }])),
    )
    .slice(0, MOST_LINKS);
}

/** `A1:N12`, or `$A$1:$N$12` with `$` as the mark of a fixed place. */
function rangeOf({ rows, widths }: Sheet, mark: '' | '$'): string {
  const last = letters(Math.max(0, widths.length - 1));
  return `${mark}A${mark}1:${mark}${last}${mark}${Math.max(1, rows.length)}`;
}

/** The name of a column by its index: A to Z, then AA. */
function letters(index: number): string {
  const before = Math.floor(index / 26);
  return `${before === 0 ? '' : letters(before - 1)}${String.fromCharCode(65 + (index % 26))}`;
}
