/**
 * The lines of a lock file whose structure is its indentation: Yarn's own format and the subset of YAML that pnpm and Yarn write.
 * A full YAML parser takes seconds and gigabytes on the largest of them.
 */

export interface LockLine {
  readonly indent: number;
  readonly key: string;
  /** What follows the key: unquoted, '' where the value stands on the lines below. */
  readonly value: string;
  /** From 1. */
  readonly line: number;
}

/** Calls `visit` for every `key: value` line, in order. Comments, list items and the lines of long texts are passed over. */
export function eachLockLine(text: string, visit: (line: LockLine) => void): void {
  let number = 0;
  /** The indentation of a `? key` whose value follows on a `: ` line. */
  let longKey: number | null = null;
  for (let at = 0; at < text.length; ) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    number++;
    let from = at;
    while (from < end && text.charCodeAt(from) === 32) from++;
    const indent = from - at;
    const last = text.charCodeAt(end - 1) === 13 ? end - 1 : end;
    at = end + 1;
    const first = text.charCodeAt(from);
    if (from >= last || first === 35) continue;
    if (first === 63 && text.charCodeAt(from + 1) === 32) {
      longKey = indent;
      visit({ indent, key: unquote(text.slice(from + 2, last).trim()), value: '', line: number });
    } else if (first === 58 && longKey === indent) {
      const pair = readPair(text.slice(from + 1, last).trimStart());
      if (pair) visit({ indent: indent + 2, ...pair, line: number });
    } else {
      const pair = readPair(text.slice(from, last));
      if (pair) visit({ indent, ...pair, line: number });
    }
  }
}

/** `key: value`, `key:`, `"key": value` and Yarn's `key "value"`. */
function readPair(text: string): { key: string; value: string } | null {
  const quote = text.charCodeAt(0);
  if (quote === 45) return null;
  let keyEnd: number;
  if (quote === 34 || quote === 39) {
    keyEnd = text.indexOf(quote === 34 ? '"' : "'", 1) + 1;
    // `"a@^1", b@^2:` is one key of several descriptors.
    if (keyEnd === 0 || text.charCodeAt(keyEnd) === 44) keyEnd = text.endsWith(':') ? text.length - 1 : 0;
  } else {
    const colon = text.search(/:(?:\s|$)/);
    const space = text.indexOf(' ');
    // Yarn's own format has no colon between key and value, but one at the end of a heading that may hold blanks.
    keyEnd = colon >= 0 && (space < 0 || colon < space || colon === text.length - 1) ? colon : space;
  }
  if (keyEnd <= 0) return null;
  const rest = text
    .slice(keyEnd)
    .replace(/^:?\s*/, '')
    .trimEnd();
  return { key: unquote(text.slice(0, keyEnd)), value: unquote(rest) };
}

/** Takes the quotes off a scalar. A list of several quoted names is left as it is. */
export function unquote(text: string): string {
  const first = text.charCodeAt(0);
  if (text.length < 2 || (first !== 34 && first !== 39) || text.charCodeAt(text.length - 1) !== first) return text;
  const inner = text.slice(1, -1);
  return first === 34 && inner.includes('"') ? text : inner;
}
