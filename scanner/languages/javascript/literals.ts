/** String literals as arguments, and what stands around them. */
import { isSpace, skipTrivia } from './characters.js';

/** The offset of the closing quote, or -1 where the line (or the text, for a template) ends first. */
export function stringEnd(text: string, at: number, end: number, quote: number): number {
  for (let i = at; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === quote) return i;
    if (c === 92) {
      if (text.charCodeAt(i + 1) === 13 && text.charCodeAt(i + 2) === 10) i++;
      i++;
    } else if (c === 10 && quote !== 96) return -1;
  }
  return -1;
}

/** A quoted string or a template without expressions that is a whole argument. */
export function soleLiteral(
  text: string,
  at: number,
  end: number,
): { start: number; end: number; after: number } | null {
  const quote = text.charCodeAt(at);
  if (quote !== 34 && quote !== 39 && quote !== 96) return null;
  const close = stringEnd(text, at + 1, end, quote);
  if (close < 0) return null;
  if (quote === 96 && text.slice(at, close).includes('${')) return null;
  const after = skipTrivia(text, close + 1, end);
  const next = text.charCodeAt(after);
  return next === 41 || next === 44 ? { start: at + 1, end: close, after } : null;
}

/** `import('x').Type` and `typeof import('x')` are types; a promise is followed by `then`, a call or nothing. */
export function isImportType(text: string, start: number, close: number, end: number): boolean {
  let before = start - 1;
  while (before >= 0 && isSpace(text.charCodeAt(before))) before--;
  if (text.slice(Math.max(0, before - 5), before + 1) === 'typeof') return true;
  if (text.charCodeAt(close) !== 41) return false;
  const dot = skipTrivia(text, close + 1, end);
  if (text.charCodeAt(dot) !== 46) return false;
  const name = skipTrivia(text, dot + 1, end);
  return !/^(?:then|catch|finally)\b/.test(text.slice(name, name + 8));
}
