/** Paper, type and the widths of columns on it. Lengths are twips: 1/20 of a point. */
import type { Column } from '../disclosure/table.js';

/** A4, as the shorter and the longer side. */
const A4 = { short: 11_906, long: 16_838 } as const;

/** What lies between the margins. */
export interface Space {
  readonly width: number;
  readonly height: number;
}

export interface Page extends Space {
  readonly landscape: boolean;
  readonly margin: number;
}

/** Tables of more than five columns lie on their side. */
export function pageFor(columns: number): Page {
  const landscape = columns > 5;
  const margin = landscape ? 800 : 1_100;
  const [width, height] = landscape ? [A4.long, A4.short] : [A4.short, A4.long];
  return { landscape, margin, width: width - 2 * margin, height: height - 2 * margin };
}

/** Type of table cells in half points, smaller the more columns stand side by side; never below 7 points. */
export function cellType(columns: number): number {
  if (columns <= 5) return 19;
  if (columns <= 8) return 17;
  return columns <= 11 ? 16 : columns <= 14 ? 15 : 14;
}

/** Between text and the border of a cell, left and right. */
export const CELL_MARGIN = 60;

/** What a cell needs for words that should not be broken: a date, the name of a system. */
export interface Needs {
  readonly column: Column;
  /** Widest short word, in characters of half an em. */
  readonly word: number;
}

/** Twips of half an em, and a little, for each half point of type. */
const HALF_EM = 5.5;
/** How much wider than its share a column may grow for the sake of a long word. */
const MOST_GROWTH = 1.15;
/** Every column may have this much for its words: two ideographs, or a date in small type. */
const SMALLEST = 1_000;

/** Widths of columns that fill a page: by their shares, but none narrower than its short words where the others can give way. */
export function columnWidths(needs: readonly Needs[], total: number, type: number): number[] {
  const shares = needs.map(({ column }) => column.width);
  const all = shares.reduce((a, b) => a + b, 0);
  const smallest = Math.min(SMALLEST, total / needs.length);
  const wanted = needs.map(({ column, word }) =>
    Math.min(
      word * type * HALF_EM + 2 * CELL_MARGIN + 20,
      Math.max(MOST_GROWTH * (column.width / all) * total, smallest),
    ),
  );
  // Together they may want more than there is.
  const scale = Math.min(1, total / wanted.reduce((a, b) => a + b, 0));
  const least = wanted.map((width) => width * scale);
  const fixed = new Set<number>();
  // Columns that are too narrow by their share get what they need; what is left is shared out again.
  for (;;) {
    const taken = [...fixed].reduce((n, i) => n + (least[i] ?? 0), 0);
    const open = shares.reduce((n, share, i) => n + (fixed.has(i) ? 0 : share), 0);
    const unit = open > 0 ? (total - taken) / open : 0;
    const narrow = shares.findIndex((share, i) => !fixed.has(i) && share * unit < (least[i] ?? 0));
    if (narrow >= 0 && fixed.size < shares.length - 1) fixed.add(narrow);
    else
      return rounded(
        shares.map((share, i) => (fixed.has(i) ? (least[i] ?? 0) : share * unit)),
        total,
      );
  }
}

/** Whole twips that sum up to the total; the widest column takes the rest. */
function rounded(widths: readonly number[], total: number): number[] {
  const whole = widths.map(Math.floor);
  const widest = whole.indexOf(Math.max(...whole));
  const rest = total - whole.reduce((a, b) => a + b, 0);
  return whole.map((width, i) => (i === widest ? width + rest : width));
}

/** The width of a text in characters of half an em: ideographs are two wide, capitals a little more than one. */
export function halfEms(text: string): number {
  let width = 0;
  for (const c of text) width += c >= '\u2e80' ? 2 : /[A-Z@%&mw]/.test(c) ? 1.2 : 1;
  return width;
}
