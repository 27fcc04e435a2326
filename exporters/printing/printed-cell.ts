/** A cell as office formats and CSV print it: paragraphs of runs, with the marks that every format shows. */
import type { ScanResult } from '../../core/inventory.js';
import type { Bilingual } from '../../core/text.js';
import { type Cell, type CellLine, type Disclosure, numbersOf } from '../disclosure/table.js';
import { type Language, SEPARATOR, say, WORDS } from '../disclosure/text.js';
import { plainText, webAddress } from './plain-text.js';

/** A piece of text of one look. */
export interface TextPiece {
  readonly text: string;
  readonly strong: boolean;
  /** An http or https address where the piece is a link. */
  readonly link: string | null;
}

export interface PrintedCell {
  readonly state: Cell['state'];
  readonly paragraphs: readonly (readonly TextPiece[])[];
  /** （建议） behind a suggestion, else ''. */
  readonly mark: string;
  /** What a reader must know of the cell as a whole, in brackets. */
  readonly note: string | null;
  /** Numbers of the sources behind it, rising. */
  readonly numbers: readonly number[];
}

const EMPTY: PrintedCell = { state: 'known', paragraphs: [], mark: '', note: null, numbers: [] };

/** A cell in the language asked for; what a row has no cell for is empty. */
export function printedCell(
  cell: Cell | undefined,
  language: Language,
  numbers: ReadonlyMap<string, number>,
): PrintedCell {
  if (!cell) return EMPTY;
  const pieces = cell.lines.map((line) => pieceOf(line, language));
  const separator: TextPiece = { text: SEPARATOR[language], strong: false, link: null };
  return {
    state: cell.state,
    paragraphs: cell.inline
      ? [pieces.flatMap((piece, i) => (i === 0 ? [piece] : [separator, piece]))]
      : pieces.map((piece) => [piece]),
    mark: cell.state === 'suggestion' ? inBrackets(WORDS.suggestion, language) : '',
    note: cell.note === null ? null : inBrackets(cell.note, language),
    numbers: numbersOf(cell, numbers),
  };
}

function pieceOf(line: CellLine, language: Language): TextPiece {
  return { text: plainText(say(line.text, language)), strong: line.strong, link: webAddress(line.url) };
}

function inBrackets(text: Bilingual, language: Language): string {
  return language === 'en' ? ` (${text.en})` : `（${say(text, language)}）`;
}

/** The cell as text: a line a paragraph, then the note. Sources are left out. */
export function textOf({ paragraphs, mark, note }: PrintedCell): string {
  const lines = paragraphs.map((pieces) => pieces.map((p) => p.text).join(''));
  return `${lines.join('\n')}${mark}${note === null ? '' : `\n${note.trim()}`}`;
}

/** One source as a list of sources prints it. */
export interface PrintedSource {
  readonly number: number;
  readonly publisher: string;
  readonly title: string;
  readonly published: string;
  readonly retrieved: string;
  readonly url: string;
  readonly link: string | null;
}

/** The sources of a table by number; one that the result does not hold keeps its number. */
export function printedSources(disclosure: Disclosure, result: ScanResult): PrintedSource[] {
  return disclosure.citations.map((key, i) => {
    const found = Object.hasOwn(result.catalogue.citations, key) ? result.catalogue.citations[key] : undefined;
    return {
      number: i + 1,
      publisher: plainText(found?.publisher ?? ''),
      title: plainText(found?.title ?? ''),
      published: plainText(found?.published ?? ''),
      retrieved: plainText(found?.retrieved ?? ''),
      url: plainText(found?.url ?? ''),
      link: webAddress(found?.url ?? null),
    };
  });
}
