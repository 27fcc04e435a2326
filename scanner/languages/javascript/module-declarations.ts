/** Import and export declarations: everything between the keyword and the module specifier. */
import { isIdentifierPart, skipTrivia } from './characters.js';

export interface Declaration {
  /** Offsets of the specifier without quotes; null where the declaration names no module. */
  readonly specifier: readonly [number, number] | null;
  readonly typeOnly: boolean;
  /** Where the scan goes on. */
  readonly after: number;
}

/** A clause longer than this is no clause; it bounds the work on text that is no program. */
const LONGEST_CLAUSE = 200_000;
/** `defer name, * as name` and one to spare: more words than a clause can have outside its braces. */
const MOST_WORDS = 8;
const LONGEST_SPECIFIER = 1000;

/**
 * Reads the declaration whose keyword begins at `start`; `at` is the first token behind it.
 * @returns null where this is no declaration: the scan goes on behind the keyword
 */
export function readDeclaration(text: string, start: number, at: number, end: number): Declaration | null {
  const isImport = text.charCodeAt(start) === 105;
  const first = text.charCodeAt(at);
  if (isImport && (first === 34 || first === 39)) return withSpecifier(text, at, end, false);
  let i = at;
  let typeOnly = false;
  const afterType = typeKeyword(text, at, end);
  if (afterType !== null) {
    typeOnly = true;
    i = afterType;
  }
  if (!isImport && text.charCodeAt(i) !== 42 && text.charCodeAt(i) !== 123) return null;
  return readClause(text, i, end, typeOnly, isImport);
}

/** The offset behind a `type` or `typeof` that marks the whole declaration, or null where `type` is itself a name. */
function typeKeyword(text: string, at: number, end: number): number | null {
  if (!text.startsWith('type', at)) return null;
  const length = text.startsWith('typeof', at) ? 6 : 4;
  if (isIdentifierPart(text.charCodeAt(at + length))) return null;
  const next = skipTrivia(text, at + length, end);
  const c = text.charCodeAt(next);
  if (c === 123 || c === 42) return next;
  if (!isIdentifierPart(c)) return null;
  // `import type from 'x'` names its default import `type`; `import type from from 'x'` does not.
  if (text.startsWith('from', next) && !isIdentifierPart(text.charCodeAt(next + 4))) {
    const behind = text.charCodeAt(skipTrivia(text, next + 4, end));
    if (behind === 34 || behind === 39) return null;
  }
  return next;
}

function readClause(text: string, from: number, end: number, typeOnly: boolean, isImport: boolean): Declaration | null {
  const limit = Math.min(end, from + LONGEST_CLAUSE);
  let i = from;
  let named: { total: number; types: number } | null = null;
  let others = 0;
  while (i < limit && others < MOST_WORDS) {
    i = skipTrivia(text, i, limit);
    const c = text.charCodeAt(i);
    if (c === 123) {
      if (named !== null) return null;
      const braces = readBraces(text, i + 1, limit);
      if (braces === null) return null;
      named = braces;
      i = braces.after;
      if (!isImport) return fromClause(text, i, end, typeOnly || allTypes(named), true);
    } else if (c === 42) {
      others++;
      i++;
    } else if (c === 44) i++;
    else if (isIdentifierPart(c)) {
      const wordEnd = identifierEnd(text, i, limit);
      if (wordEnd - i === 4 && text.startsWith('from', i)) {
        const declared = withSpecifier(
          text,
          skipTrivia(text, wordEnd, end),
          end,
          typeOnly || (others === 0 && allTypes(named)),
        );
        if (declared !== null) return declared;
      }
      others++;
      i = wordEnd;
    } else return null;
  }
  return null;
}

function allTypes(named: { total: number; types: number } | null): boolean {
  return named !== null && named.total > 0 && named.total === named.types;
}

/** `export { a, b }` stands alone as often as it has a `from`. */
function fromClause(text: string, at: number, end: number, typeOnly: boolean, optional: boolean): Declaration | null {
  const next = skipTrivia(text, at, end);
  if (text.startsWith('from', next) && !isIdentifierPart(text.charCodeAt(next + 4))) {
    const declared = withSpecifier(text, skipTrivia(text, next + 4, end), end, typeOnly);
    if (declared !== null) return declared;
  }
  return optional ? { specifier: null, typeOnly, after: at } : null;
}

/** Reads the names between braces and counts those marked `type`; null where anything but names stands there. */
function readBraces(text: string, from: number, limit: number): { total: number; types: number; after: number } | null {
  let i = from;
  let total = 0;
  let types = 0;
  let words = 0;
  let marked = false;
  const finish = () => {
    if (words === 0) return;
    total++;
    // `type` alone, or `type as x`, is a name; `type X` and `type as as x` are types.
    if (marked && words !== 1 && words !== 3) types++;
    words = 0;
    marked = false;
  };
  while (i < limit) {
    i = skipTrivia(text, i, limit);
    const c = text.charCodeAt(i);
    if (c === 125) {
      finish();
      return { total, types, after: i + 1 };
    }
    if (c === 44) {
      finish();
      i++;
    } else if (isIdentifierPart(c)) {
      const wordEnd = identifierEnd(text, i, limit);
      if (words === 0) marked = /^typ(?:e|eof)$/.test(text.slice(i, Math.min(wordEnd, i + 8)));
      words++;
      i = wordEnd;
    } else if (c === 34 || c === 39) {
      const close = text.indexOf(c === 34 ? '"' : "'", i + 1);
      if (close < 0 || close >= limit) return null;
      words++;
      i = close + 1;
    } else return null;
  }
  return null;
}

function identifierEnd(text: string, from: number, end: number): number {
  let i = from;
  while (i < end && isIdentifierPart(text.charCodeAt(i))) i++;
  return i;
}

function withSpecifier(text: string, at: number, end: number, typeOnly: boolean): Declaration | null {
  const quote = text.charCodeAt(at);
  if (quote !== 34 && quote !== 39) return null;
  const limit = Math.min(end, at + LONGEST_SPECIFIER);
  for (let i = at + 1; i < limit; i++) {
    const c = text.charCodeAt(i);
    if (c === quote) return { specifier: [at + 1, i], typeOnly, after: i + 1 };
    if (c === 10) return null;
  }
  return null;
}
