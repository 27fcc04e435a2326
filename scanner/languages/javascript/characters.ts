/** Character classes of ECMAScript, as far as a lexer for imports and strings needs them. */

const IDENTIFIER = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const letter = (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
  const digit = c >= 48 && c <= 57;
  if (letter || digit || c === 36 || c === 95) IDENTIFIER[c] = 1;
}

/** True for a character that can stand inside an identifier or a number; every letter beyond ASCII counts. */
export function isIdentifierPart(code: number): boolean {
  return code < 128 ? IDENTIFIER[code] === 1 : !isWideSpace(code);
}

/** True for a character that can begin an identifier. */
export function isIdentifierStart(code: number): boolean {
  return isIdentifierPart(code) && !(code >= 48 && code <= 57);
}

/** True for white space, line ends included. */
export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || (code > 127 && isWideSpace(code));
}

function isWideSpace(code: number): boolean {
  return code === 0xa0 || code === 0xfeff || code === 0x2028 || code === 0x2029 || code === 0x3000;
}

/** The offset of the first character at or after `at` that is neither white space nor in a comment. */
export function skipTrivia(text: string, at: number, end: number): number {
  let i = at;
  while (i < end) {
    const c = text.charCodeAt(i);
    if (isSpace(c)) i++;
    else if (c === 47 && text.charCodeAt(i + 1) === 47) i = lineEnd(text, i, end);
    else if (c === 47 && text.charCodeAt(i + 1) === 42) {
      const close = text.indexOf('*/', i + 2);
      i = close < 0 || close + 2 > end ? end : close + 2;
    } else return i;
  }
  return end;
}

/** The offset of the line end at or after `at`. */
export function lineEnd(text: string, at: number, end: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 || newline > end ? end : newline;
}
