/** Steps that the lexers share. Each takes an offset and gives the offset behind what it passed over. */

/** True for a letter, digit, `_`, `$` or a character beyond ASCII. */
export function isWordCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36 ||
    code > 127
  );
}

/** The end of the line that holds an offset. */
export function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** Behind a block comment that opens at `from` and does not nest. */
export function afterBlockComment(text: string, from: number): number {
  const end = text.indexOf('*/', from + 2);
  return end < 0 ? text.length : end + 2;
}

/** Behind a block comment that opens at `from` and nests. */
export function afterNestedComment(text: string, from: number): number {
  let depth = 1;
  let pos = from + 2;
  for (;;) {
    // Jump to the next star: each mark holds one.
    const star = text.indexOf('*', pos);
    if (star < 0) return text.length;
    if (text.charCodeAt(star + 1) === 47) {
      pos = star + 2;
      if (--depth === 0) return pos;
    } else {
      if (star > pos && text.charCodeAt(star - 1) === 47) depth++;
      pos = star + 1;
    }
  }
}

/** Behind white space and comments; `nests` for languages whose block comments nest. */
export function afterSpace(text: string, from: number, nests: boolean): number {
  let pos = from;
  for (;;) {
    const code = text.charCodeAt(pos);
    if (code === 32 || (code >= 9 && code <= 13) || code === 0xfeff || code === 0xa0) pos++;
    else if (code === 47 && text.charCodeAt(pos + 1) === 47) pos = lineEnd(text, pos);
    else if (code === 47 && text.charCodeAt(pos + 1) === 42)
      pos = nests ? afterNestedComment(text, pos) : afterBlockComment(text, pos);
    else return pos;
  }
}

/** Behind a character literal that opens at `from`; behind the quote alone where it is none. */
export function afterCharLiteral(text: string, from: number): number {
  if (text.charCodeAt(from + 1) === 92) {
    for (let i = from + 3; i < from + 12; i++) {
      const code = text.charCodeAt(i);
      if (code === 39) return i + 1;
      if (code === 10) break;
    }
    return from + 1;
  }
  if (text.charCodeAt(from + 2) === 39) return from + 3;
  if (text.charCodeAt(from + 3) === 39) return from + 4;
  return from + 1;
}

/** Behind a run of one character. */
export function afterRun(text: string, from: number, code: number): number {
  let pos = from;
  while (text.charCodeAt(pos) === code) pos++;
  return pos;
}

/** A table that is true for the characters at which a lexer has to look; all others are passed over at once. */
export function lookTable(characters: string): Uint8Array {
  const table = new Uint8Array(65536);
  for (const c of characters) table[c.charCodeAt(0)] = 1;
  return table;
}
