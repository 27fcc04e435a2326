/**
 * How high a row must be for its wrapped text. Not every reader measures rows when it opens a file, so the workbook says it; as no
 * custom height, so that a reader measures anew when somebody edits the row.
 */
import type { Sheet, SheetCell } from './sheet.js';

/** Points of a line of the workbook's font, and of the space around the text of a cell. */
const LINE = 14;
const PADDING = 4;
/** How much wider bold type is. */
const BOLD = 1.1;
/** The highest row that Excel allows. */
const HIGHEST = 409;

/** The height of a row in points. */
export function rowHeight(row: readonly SheetCell[], widths: Sheet['widths']): number {
  const lines = row.map((cell, i) => linesOf(cell, widths[i] ?? 10));
  return Math.min(HIGHEST, Math.max(1, ...lines) * LINE + PADDING);
}

function linesOf({ runs, style }: SheetCell, width: number): number {
  const text = runs.map((r) => r.text).join('');
  // Room that text cannot use: the margins of the cell, and the button of the filter beside a heading.
  const free = Math.max(2, width - (style === 'head' ? 2.5 : 1));
  const room = runs.some((r) => r.look === 'strong') ? free / BOLD : free;
  return text.split('\n').reduce((n, line) => n + linesOfParagraph(line, room), 0);
}

/** Lines of one paragraph: an ideograph may end any line, a word moves to the next, a word longer than a line is broken. */
function linesOfParagraph(text: string, room: number): number {
  let lines = 1;
  let used = 0;
  for (const [piece] of text.matchAll(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+|\s/gu)) {
    const size = sizeOf(piece);
    if (used + size <= room) used += size;
    else {
      if (used > 0) lines++;
      const more = Math.max(0, Math.ceil(size / room) - 1);
      lines += more;
      used = size - more * room;
    }
  }
  return lines;
}

/** The width of a piece in digits: ideographs are two wide, capitals a little more than one, small letters a little less. */
function sizeOf(piece: string): number {
  let size = 0;
  for (const c of piece) size += c >= '\u2e80' ? 2 : /[A-Z@%&mw_]/.test(c) ? 1.25 : /[a-z ]/.test(c) ? 0.92 : 1;
  return size;
}
