/** A worksheet as data, and names that Excel accepts for it. */
import type { RichRun } from './rich-text.js';

export type CellStyle = 'head' | 'known' | 'unknown' | 'suggestion' | 'label' | 'plain';

export interface SheetCell {
  readonly runs: readonly RichRun[];
  readonly style: CellStyle;
  /** An http or https address that the whole cell leads to. */
  readonly link: string | null;
}

export interface Sheet {
  readonly name: string;
  /** Column widths in characters. */
  readonly widths: readonly number[];
  /** True where the first row is a header: it stays in sight, filters, and is printed on every page. */
  readonly header: boolean;
  readonly rows: readonly (readonly SheetCell[])[];
}

export const textCell = (text: string, style: CellStyle, link: string | null = null): SheetCell => ({
  runs: text === '' ? [] : [{ text, look: 'plain' }],
  style,
  link,
});

/** Most characters of a sheet's name. */
const LONGEST_NAME = 31;

/** Names for sheets in order: no character that Excel refuses, not too long, and no two alike, whatever the case. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>();
  return wanted.map((text) => {
    const bare = acceptable(text);
    let name = bare;
    for (let n = 2; taken.has(name.toLowerCase()); n++) {
      const tail = ` (${n})`;
      name = `${shortened(bare, LONGEST_NAME - tail.length)}${tail}`;
    }
    taken.add(name.toLowerCase());
    return name;
  });
}

function acceptable(text: string): string {
  const name = shortened(
    text
      .replace(/[[\]:*?/\\\p{Cc}\p{Surrogate}]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .replace(/^[\s']+|[\s']+$/g, ''),
    LONGEST_NAME,
  );
  // Excel keeps this name for itself.
  return name === '' || /^history$/i.test(name) ? `_${name}` : name;
}

function shortened(text: string, length: number): string {
  let out = '';
  for (const character of text)
    if (out.length + character.length <= length) out += character;
    else break;
  return out.replace(/[\s']+$/, '');
}
