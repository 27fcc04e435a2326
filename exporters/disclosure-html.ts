/** The disclosure table as one self-contained page: no script, no request, readable on a phone and on paper. */
import type { ScanResult } from '../core/inventory.js';
import type { Exporter, ExportOptions } from '../core/plugins.js';
import { disclosureOf } from './disclosure/model.js';
import { type AppTable, type Cell, type Column, type Disclosure, numbersOf } from './disclosure/table.js';
import { type Language, SEPARATOR, say, WORDS } from './disclosure/text.js';

export const exporter: Exporter = {
  id: 'disclosure-html',
  title: { zh: '第三方 SDK 目录（HTML）', en: 'Disclosure table (HTML)' },
  mediaType: 'text/html; charset=utf-8',
  extension: 'html',
  stem: null,
  export: (result, options) => render(disclosureOf(result, options), result, options),
};

const STYLE = `
:root { color-scheme: light; --ink: #1c2430; --soft: #5b6675; --line: #d9dfe7; --head: #f3f6fa; --accent: #0b5cad; --warn: #8a4b00; --warn-bg: #fff4e0; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.5rem 4rem; max-width: 130rem; color: var(--ink); background: #fff; font: 15px/1.6 "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif; }
h1 { font-size: 1.7rem; margin: 0 0 .2rem; } h2 { margin: 2.5rem 0 .5rem; font-size: 1.35rem; border-bottom: 2px solid var(--accent); padding-bottom: .3rem; }
h3 { margin: 1.5rem 0 .6rem; font-size: 1.05rem; color: var(--soft); font-weight: 600; }
.date { color: var(--soft); margin: 0; } .note { color: var(--warn); background: var(--warn-bg); padding: .5rem .8rem; border-radius: 4px; max-width: 60rem; }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
th, td { border: 1px solid var(--line); padding: .5rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { background: var(--head); font-weight: 600; position: sticky; top: 0; }
tr.group small { color: var(--soft); font-weight: 400; }
tr.group th { background: #fafbfd; color: var(--accent); font-weight: 600; }
td ul { margin: 0; padding: 0; list-style: none; } td li + li { margin-top: .15rem; }
td.seq { text-align: center; }
@media not screen and (max-width: 60rem) { table { table-layout: fixed; } }
.unknown { color: var(--warn); background: var(--warn-bg); border-radius: 3px; padding: 0 .3em; }
.suggestion { color: var(--soft); font-style: italic; } .suggestion small { font-style: normal; border: 1px solid var(--line); border-radius: 3px; padding: 0 .3em; }
sup { font-size: .75em; line-height: 0; } sup a { margin-left: .15em; } a { color: var(--accent); }
ol.sources { font-size: 13px; padding-left: 2.2rem; } ol.sources li { margin-bottom: .3rem; } :target { background: #fff7d6; }
@media screen and (max-width: 60rem) {
  body { padding: 1rem; } table, tbody, tr, td { display: block; width: 100%; } thead, colgroup { display: none; }
  tr { border: 1px solid var(--line); border-radius: 6px; margin-bottom: 1rem; overflow: hidden; } tr.group { border: 0; margin: 1rem 0 .4rem; } tr.group th { display: block; border: 0; }
  td { border: 0; border-bottom: 1px solid var(--line); } td:last-child { border-bottom: 0; } td.seq { width: auto; text-align: left; }
  td::before { content: attr(data-label); display: block; color: var(--soft); font-size: 12px; }
}
@media print {
  @page { size: A4 landscape; margin: 10mm; } body { padding: 0; max-width: none; font-size: 10px; } table { font-size: 8px; } th, td { padding: 2px 4px; }
  thead { display: table-header-group; } thead th { position: static; } tr { break-inside: avoid; } tr.group, h3 { break-after: avoid; } h2 { break-before: page; } h2:first-of-type { break-before: auto; } a { color: inherit; text-decoration: none; }
}`;

function render(disclosure: Disclosure, result: ScanResult, { language }: ExportOptions): string {
  const { numbers } = disclosure;
  const title = `${say(disclosure.title, language)}${disclosure.project ? ` · ${disclosure.project}` : ''}`;
  const body: string[] = [`<h1>${escapeHtml(title)}</h1>`];
  if (disclosure.date)
    body.push(
      `<p class="date">${escapeHtml(say(WORDS.date, language))}: <time>${escapeHtml(disclosure.date)}</time></p>`,
    );
  if (disclosure.operator)
    body.push(
      `<p class="date">${escapeHtml(say(WORDS.operator, language))}: ${escapeHtml(say(disclosure.operator, language))}</p>`,
    );
  for (const note of disclosure.notes) body.push(`<p class="note">${escapeHtml(say(note, language))}</p>`);
  for (const chapter of disclosure.chapters) {
    body.push(`<section id="${chapter.platform}"><h2>${escapeHtml(say(chapter.title, language))}</h2>`);
    for (const table of chapter.tables) body.push(tableHtml(table, disclosure, language, numbers));
    body.push('</section>');
  }
  if (disclosure.citations.length > 0) {
    body.push(`<section id="sources"><h2>${escapeHtml(say(WORDS.sources, language))}</h2><ol class="sources">`);
    for (const key of disclosure.citations) {
      const c = result.catalogue.citations[key];
      const date = c?.published ? `, ${escapeHtml(c.published)}` : '';
      body.push(
        c
          ? `<li id="s${numbers.get(key)}">${escapeHtml(c.publisher)}: ${c.url === null ? escapeHtml(c.title) : `<a href="${escapeUrl(c.url)}" rel="noreferrer">${escapeHtml(c.title)}</a>`}${date}${c.retrieved === null ? '' : ` (${escapeHtml(c.retrieved)})`}</li>`
          : '<li></li>',
      );
    }
    body.push('</ol></section>');
  }
  const lang = language === 'en' ? 'en' : 'zh-CN';
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${STYLE}
</style>
</head>
<body>
${body.join('\n')}
</body>
</html>
`;
}

function tableHtml(
  table: AppTable,
  { columns: all, groupedBy }: Disclosure,
  language: Language,
  numbers: ReadonlyMap<string, number>,
): string {
  const heading = `<h3>${escapeHtml(say(table.title, language))}</h3>`;
  if (table.groups.length === 0) return `${heading}\n<p>${escapeHtml(say(WORDS.nothing, language))}</p>`;
  // What a heading says, a column need not repeat.
  const heads = groupedBy === null ? undefined : all.find((c) => c.id === groupedBy);
  const columns = all.filter((c) => c !== heads);
  const head = `<thead><tr>${columns.map((c) => `<th scope="col">${escapeHtml(say(c.title, language))}</th>`).join('')}</tr></thead>`;
  const rows = table.groups.flatMap((group) => [
    ...(heads
      ? [
          `<tr class="group"><th colspan="${columns.length}" scope="colgroup"><small>${escapeHtml(say(heads.title, language))}</small> ${escapeHtml(say(group.title, language))}</th></tr>`,
        ]
      : []),
    ...group.rows.map(
      (row) =>
        `<tr>${columns.map((c) => `<td class="${c.id}" data-label="${escapeHtml(say(c.title, language))}">${cellHtml(row.cells[c.id], language, numbers)}</td>`).join('')}</tr>`,
    ),
  ]);
  const widths = columns.map((c) => widthOf(c, language));
  const total = widths.reduce((sum, width) => sum + width, 0);
  const cols = widths.map((width) => `<col style="width:${((100 * width) / total).toFixed(2)}%">`).join('');
  return `${heading}\n<table>\n<colgroup>${cols}</colgroup>\n${head}\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`;
}

/** Letters of a heading that stand side by side in a column of width 1; its edges take one and a half. */
const LETTERS = 7;

/** The width of a column, and no less than the longest English word of its heading needs. */
function widthOf({ width, title }: Column, language: Language): number {
  if (language === 'zh') return width;
  return Math.max(width, ...title.en.split(/[\s-]+/).map((word) => (word.length + 1.5) / LETTERS));
}

function cellHtml(cell: Cell | undefined, language: Language, numbers: ReadonlyMap<string, number>): string {
  if (!cell) return '';
  const lines = cell.lines.map((l) => {
    const text = escapeHtml(say(l.text, language));
    const linked = l.url === null ? text : `<a href="${escapeUrl(l.url)}" rel="noreferrer">${text}</a>`;
    return l.strong ? `<strong>${linked}</strong>` : linked;
  });
  const notes = numbersOf(cell, numbers)
    .map((n) => `<a href="#s${n}">[${n}]</a>`)
    .join('');
  const inner = cell.inline
    ? lines.join(SEPARATOR[language])
    : lines.length === 1
      ? (lines[0] ?? '')
      : `<ul>${lines.map((l) => `<li>${l}</li>`).join('')}</ul>`;
  const sup = notes === '' ? '' : `<sup>${notes}</sup>`;
  if (cell.state === 'unknown') return `<span class="unknown">${inner}</span>`;
  if (cell.state === 'suggestion')
    return `<span class="suggestion">${inner} <small>${escapeHtml(say(WORDS.suggestion, language))}</small></span>`;
  const note = cell.note === null ? '' : ` <span class="unknown">${escapeHtml(say(cell.note, language))}</span>`;
  return `${inner}${sup}${note}`;
}

/** Text for HTML content and quoted attributes; control and direction characters are dropped. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c);
}

/** An address for an attribute: http and https alone, anything else is dropped. */
function escapeUrl(url: string): string {
  return /^https?:\/\//i.test(url) ? escapeHtml(url) : '#';
}
