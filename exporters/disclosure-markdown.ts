/** The disclosure table as GitHub-flavoured Markdown, with the sources as footnotes. */
import type { ScanResult } from '../core/inventory.js';
import type { Exporter, ExportOptions } from '../core/plugins.js';
import { disclosureOf } from './disclosure/model.js';
import { type Cell, type Disclosure, numbersOf } from './disclosure/table.js';
import { type Language, SEPARATOR, say, WORDS } from './disclosure/text.js';

export const exporter: Exporter = {
  id: 'disclosure-markdown',
  title: { zh: '第三方 SDK 目录（Markdown）', en: 'Disclosure table (Markdown)' },
  mediaType: 'text/markdown; charset=utf-8',
  extension: 'md',
  stem: null,
  export: (result, options) => render(disclosureOf(result, options), result, options),
};

function render(disclosure: Disclosure, result: ScanResult, { language }: ExportOptions): string {
  const { numbers } = disclosure;
  const out: string[] = [
    `# ${say(disclosure.title, language)}${disclosure.project ? ` · ${escapeText(disclosure.project)}` : ''}`,
    '',
  ];
  if (disclosure.date) out.push(`${say(WORDS.date, language)}: ${escapeText(disclosure.date)}`, '');
  if (disclosure.operator)
    out.push(`${say(WORDS.operator, language)}: ${escapeText(say(disclosure.operator, language))}`, '');
  for (const note of disclosure.notes) out.push(`> ${say(note, language)}`, '');
  const { columns } = disclosure;
  for (const chapter of disclosure.chapters) {
    out.push(`## ${say(chapter.title, language)}`, '');
    for (const table of chapter.tables) {
      out.push(`### ${escapeText(say(table.title, language))}`, '');
      const rows = table.groups.flatMap((g) => g.rows);
      if (rows.length === 0) {
        out.push(say(WORDS.nothing, language), '');
        continue;
      }
      out.push(`| ${columns.map((c) => say(c.title, language)).join(' | ')} |`, `|${' --- |'.repeat(columns.length)}`);
      for (const row of rows)
        out.push(`| ${columns.map((c) => cellText(row.cells[c.id], language, numbers)).join(' | ')} |`);
      out.push('');
    }
  }
  if (disclosure.citations.length > 0) {
    out.push(`## ${say(WORDS.sources, language)}`, '');
    for (const key of disclosure.citations) {
      const c = result.catalogue.citations[key];
      if (c)
        out.push(
          `[^${numbers.get(key)}]: ${escapeText(c.publisher)}, ${escapeText(c.title)}${c.published ? ` (${escapeText(c.published)})` : ''}${c.url === null ? '' : `, <${escapeUrl(c.url)}>`}${c.retrieved === null ? '' : `, ${escapeText(c.retrieved)}`}`,
        );
    }
    out.push('');
  }
  return out.join('\n');
}

function cellText(cell: Cell | undefined, language: Language, numbers: ReadonlyMap<string, number>): string {
  if (!cell) return '';
  const lines = cell.lines.map((l) => {
    const text = l.url === null ? escapeText(say(l.text, language)) : `<${escapeUrl(l.url)}>`;
    return l.strong ? `**${text}**` : text;
  });
  const mark = cell.state === 'suggestion' ? ` _(${say(WORDS.suggestion, language)})_` : '';
  const remark = cell.note === null ? '' : `<br>_(${say(cell.note, language)})_`;
  const notes = numbersOf(cell, numbers).map((n) => `[^${n}]`);
  return `${lines.join(cell.inline ? SEPARATOR[language] : '<br>')}${mark}${notes.length > 0 ? ` ${notes.join('')}` : ''}${remark}`;
}

/** Names come from manifests that anybody may have written: nothing in them is markup. */
export function escapeText(text: string): string {
  return text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\\`*_{}[\]<>()#|!~$]/g, (c) => (c === '(' || c === ')' || c === '!' || c === '#' ? c : `\\${c}`));
}

/** An address between angle brackets: http and https alone, anything else is dropped. */
function escapeUrl(url: string): string {
  return /^https?:\/\//i.test(url) ? url.replace(/[<>\s|\u0000-\u001f\u007f]/g, (c) => encodeURIComponent(c)) : '#';
}
