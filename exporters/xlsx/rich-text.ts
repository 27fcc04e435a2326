/** The text of a worksheet cell: runs of their own look in one string, as the workbook's table of strings holds them. */

/** How a run differs from the rest of its cell. */
export interface RichRun {
  readonly text: string;
  readonly look: 'plain' | 'strong' | 'warning' | 'number';
}

export const FONT = { family: 'Microsoft YaHei', size: 10 } as const;

/** Colours of the workbook. */
export const INK = {
  text: '#1C2430',
  soft: '#5B6675',
  line: '#C9D1DB',
  head: '#E8EEF6',
  link: '#0B5CAD',
  warning: '#8A4B00',
  warningFill: '#FFF4E0',
} as const;

/** What Excel holds in one cell: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3 */
const LONGEST = 32_767;
export const CUT = '…〔内容过长，已截断 / cut: too long for a cell〕';

/** Runs that fit into a cell together; where text had to go, the last one says so. */
export function fitted(runs: readonly RichRun[]): RichRun[] {
  const filled = runs.filter((r) => r.text !== '');
  if (filled.reduce((n, r) => n + r.text.length, 0) <= LONGEST) return filled;
  let room = LONGEST - CUT.length;
  const kept: RichRun[] = [];
  for (const run of filled) {
    const text = cutAt(run.text, room);
    if (text !== '') kept.push({ ...run, text });
    room -= text.length;
    if (text.length < run.text.length) break;
  }
  return [...kept, { text: CUT, look: 'warning' }];
}

/** The first units of a text, without half a character at the end. */
function cutAt(text: string, length: number): string {
  const part = text.slice(0, Math.max(0, length));
  return /[\ud800-\udbff]$/.test(part) ? part.slice(0, -1) : part;
}

/** The entry of the table of strings: plain text where all runs look as the cell does. */
export function stringItem(runs: readonly RichRun[]): string {
  if (runs.every((r) => r.look === 'plain')) return `<si>${textElement(runs.map((r) => r.text).join(''))}</si>`;
  return `<si>${runs.map((r) => `<r>${properties(r.look)}${textElement(r.text)}</r>`).join('')}</si>`;
}

/** Readers take `_x003D_` for the character it names (ST_Xstring), so an underscore that looks so is named itself. */
function textElement(text: string): string {
  return `<t xml:space="preserve">${escapeXml(text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_'))}</t>`;
}

/** A run that differs states its whole font: readers do not agree on what it would take from the cell. */
function properties(look: RichRun['look']): string {
  if (look === 'plain') return '';
  const bold = look === 'strong' ? '<b/>' : '';
  const colour = look === 'warning' ? INK.warning : look === 'number' ? INK.soft : INK.text;
  const raised = look === 'number' ? '<vertAlign val="superscript"/>' : '';
  return `<rPr>${bold}${raised}<sz val="${FONT.size}"/><color rgb="${colour.replace('#', 'FF')}"/><rFont val="${FONT.family}"/><family val="2"/></rPr>`;
}

/** Text for XML content and quoted attributes. */
export function escapeXml(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' })[c] ?? c,
  );
}
