/** A disclosure table as data: what every printed format renders, and what a list must give to be printed by all of them. */
import type { ScanResult } from '../../core/inventory.js';
import type { Platform } from '../../core/platforms.js';
import type { ExportOptions } from '../../core/plugins.js';
import { type Bilingual, sortedSet } from '../../core/text.js';
import { WORDS } from './text.js';

/** A value with what stands behind it. `suggestion`: the usual wording of the category, not a fact about this SDK. */
export interface Cell {
  readonly state: 'known' | 'unknown' | 'suggestion';
  readonly lines: readonly CellLine[];
  /** True where the lines are items of one running list rather than lines of their own. */
  readonly inline: boolean;
  /** What a reader must know of the cell as a whole: that the source was read in part. */
  readonly note: Bilingual | null;
  /** Keys into the catalogue's citations. */
  readonly citations: readonly string[];
}

export interface CellLine {
  readonly text: Bilingual;
  /** Printed bold: names, and sensitive data. */
  readonly strong: boolean;
  readonly url: string | null;
}

export interface Column {
  readonly id: string;
  readonly title: Bilingual;
  readonly inDefault: boolean;
  /** Share of the width, where a format has a fixed one; a short text is 1. */
  readonly width: number;
}

export const column = <Id extends string>(id: Id, zh: string, en: string, inDefault: boolean, width: number) => ({
  id,
  title: { zh, en },
  inDefault,
  width,
});

export interface Row {
  /** What the row is about: an SDK's id, an element's, or `recipient:<n>`. */
  readonly key: string;
  /** By column id; a column without a cell prints as empty. */
  readonly cells: Readonly<Record<string, Cell>>;
}

export interface Group {
  readonly key: string;
  readonly title: Bilingual;
  readonly rows: readonly Row[];
}

export interface AppTable {
  /** null: modules that belong to no app. */
  readonly app: string | null;
  readonly title: Bilingual;
  readonly groups: readonly Group[];
}

export interface Chapter {
  readonly platform: Platform;
  readonly title: Bilingual;
  readonly tables: readonly AppTable[];
}

export interface Disclosure {
  readonly title: Bilingual;
  readonly project: string | null;
  readonly operator: Bilingual | null;
  readonly date: string | null;
  /** Paragraphs above the tables: what the list holds and what it does not. */
  readonly notes: readonly Bilingual[];
  /** The columns to print, in order. */
  readonly columns: readonly Column[];
  /** The column whose value the heading of a group already says; null where rows stand without headings. */
  readonly groupedBy: string | null;
  readonly chapters: readonly Chapter[];
  /** The sources in the order in which the tables name them, each once, by one citation key; empty where sources are left out. */
  readonly citations: readonly string[];
  /** The number of its source, from 1, for every citation key of a shown cell: several entries may cite one page. */
  readonly numbers: ReadonlyMap<string, number>;
}

/** One kind of list: which columns it has and what its rows are. Added by adding a file to lists/. */
export interface DisclosureList {
  readonly id: string;
  readonly title: Bilingual;
  /** File name without extension in a report folder. */
  readonly stem: string;
  readonly columns: readonly Column[];
  readonly groupedBy: string | null;
  notes(result: ScanResult): readonly Bilingual[];
  /** The rows of one app on one platform, in order. */
  groups(result: ScanResult, place: Place, options: ExportOptions): readonly Group[];
}

/** Whose table: an app (null: modules of no app) on a platform. */
export interface Place {
  readonly app: string | null;
  readonly platform: Platform;
}

export const same = (text: string): Bilingual => ({ zh: text, en: text });

export const line = (text: Bilingual, strong = false, url: string | null = null): CellLine => ({ text, strong, url });

export const known = (lines: readonly CellLine[], citations: readonly string[] = []): Cell => ({
  state: 'known',
  lines,
  inline: false,
  note: null,
  citations: sortedSet(citations),
});

export const UNKNOWN: Cell = {
  state: 'unknown',
  lines: [line(WORDS.toConfirm)],
  inline: false,
  note: null,
  citations: [],
};

/** The numbers of the sources behind a cell, rising, each once. */
export function numbersOf(cell: Cell, numbers: ReadonlyMap<string, number>): number[] {
  return [...new Set(cell.citations.flatMap((key) => numbers.get(key) ?? []))].sort((a, b) => a - b);
}

export const linkCell = (url: string | null | undefined): Cell =>
  url ? known([line(same(url), false, url)]) : UNKNOWN;
