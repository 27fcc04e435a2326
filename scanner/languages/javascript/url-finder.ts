/** Finds the hosts of absolute URLs in string literals without looking at the literals that hold none. */

const HOST =
  /^(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9_])?\.){1,10}[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?$/;
const LONGEST_HOST = 253;

/**
 * The host of the URL whose `//` has its end at `at`: lower case, without user name and port.
 * @param end where the literal ends
 * @param partial the literal goes on with an expression, so that a host at its very end is only the beginning of one
 */
export function hostAt(text: string, at: number, end: number, partial: boolean): string | null {
  const limit = Math.min(end, at + LONGEST_HOST + 100);
  let from = at;
  let i = at;
  for (; i < limit; i++) {
    const c = text.charCodeAt(i);
    if (c === 64) from = i + 1;
    else if (c === 58) {
      const user = text.slice(i, limit).search(/[@/?#\s]/);
      if (user < 0 || text.charCodeAt(i + user) !== 64) break;
    } else if (!isHostCharacter(c)) break;
  }
  if (i === end && partial) return null;
  const host = text.slice(from, i);
  return host.length <= LONGEST_HOST && HOST.test(host) ? host.toLowerCase() : null;
}

function isHostCharacter(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || c === 45 || c === 46 || c === 95;
}

/** Every `://` (also written `:\/\/`) of a text, handed out literal by literal; the literals must come in the order of the text. */
export class UrlFinder {
  private next: number;
  private nextEscaped: number;

  private readonly text: string;

  constructor(text: string) {
    this.text = text;
    this.next = text.indexOf('://');
    this.nextEscaped = text.indexOf(':\\/\\/');
  }

  /** Calls `found` with the offset behind the slashes of every URL in a literal. */
  inLiteral(start: number, end: number, found: (afterSlashes: number, begin: number) => void): void {
    const { text } = this;
    if (this.isProtocolRelative(start, end)) found(start + 2, start);
    while (this.next >= 0 && this.next < start) this.next = text.indexOf('://', Math.max(this.next + 3, start));
    while (this.next >= 0 && this.next < end) {
      if (this.isWebScheme(this.next, start)) found(this.next + 3, this.schemeStart(this.next, start));
      this.next = text.indexOf('://', this.next + 3);
    }
    while (this.nextEscaped >= 0 && this.nextEscaped < start)
      this.nextEscaped = text.indexOf(':\\/\\/', Math.max(this.nextEscaped + 5, start));
    while (this.nextEscaped >= 0 && this.nextEscaped < end) {
      if (this.isWebScheme(this.nextEscaped, start))
        found(this.nextEscaped + 5, this.schemeStart(this.nextEscaped, start));
      this.nextEscaped = text.indexOf(':\\/\\/', this.nextEscaped + 5);
    }
  }

  private isProtocolRelative(start: number, end: number): boolean {
    const { text } = this;
    return end - start > 5 && text.charCodeAt(start) === 47 && text.charCodeAt(start + 1) === 47;
  }

  private isWebScheme(colon: number, start: number): boolean {
    return /^(?:https?|wss?)$/i.test(this.text.slice(this.schemeStart(colon, start), colon));
  }

  private schemeStart(colon: number, start: number): number {
    let i = colon;
    while (i > start && colon - i < 6 && /[A-Za-z]/.test(this.text.charAt(i - 1))) i--;
    return i;
  }
}
