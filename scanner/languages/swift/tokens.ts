/** Tokens of Swift as far as a package manifest needs them: words, strings and signs, without comments. */

export interface SwiftToken {
  readonly kind: 'word' | 'string' | 'op' | 'number';
  /** Content of a string, with its interpolations as written. */
  readonly text: string;
  readonly line: number;
}

/** Splits Swift text into tokens. Total and linear. */
export function tokenizeSwift(text: string): SwiftToken[] {
  const out: SwiftToken[] = [];
  let pos = 0;
  let line = 1;
  const count = (from: number, to: number): void => {
    for (let i = text.indexOf('\n', from); i >= 0 && i < to; i = text.indexOf('\n', i + 1)) line++;
  };
  while (pos < text.length) {
    const c = text[pos] ?? '';
    if (c === '\n') {
      line++;
      pos++;
    } else if (c <= ' ') pos++;
    else if (c === '/' && text[pos + 1] === '/') {
      const end = text.indexOf('\n', pos);
      pos = end < 0 ? text.length : end;
    } else if (c === '/' && text[pos + 1] === '*') {
      const end = blockCommentEnd(text, pos);
      count(pos, end);
      pos = end;
    } else if (c === '"' || (c === '#' && /^#+"/.test(text.slice(pos, pos + 8)))) {
      const { value, end } = stringAt(text, pos);
      out.push({ kind: 'string', text: value, line });
      count(pos, end);
      pos = end;
    } else if (/[A-Za-z_0-9$`]/.test(c)) {
      const match = /^`?[A-Za-z_0-9$]*`?/.exec(text.slice(pos, pos + 200));
      const word = match?.[0] || c;
      out.push({ kind: /^[0-9]/.test(word) ? 'number' : 'word', text: word.replaceAll('`', ''), line });
      pos += word.length;
    } else {
      const op = text.startsWith('..<', pos) || text.startsWith('...', pos) ? text.slice(pos, pos + 3) : c;
      out.push({ kind: 'op', text: op, line });
      pos += op.length;
    }
  }
  return out;
}

function blockCommentEnd(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 47 && text.charCodeAt(i + 1) === 42) {
      depth++;
      i++;
    } else if (c === 42 && text.charCodeAt(i + 1) === 47) {
      i++;
      if (--depth === 0) return i + 1;
    }
  }
  return text.length;
}

function stringAt(text: string, from: number): { value: string; end: number } {
  let hashes = 0;
  while (text[from + hashes] === '#') hashes++;
  const open = from + hashes;
  const quote = text.startsWith('"""', open) ? '"""' : '"';
  const close = quote + '#'.repeat(hashes);
  let i = open + quote.length;
  const start = i;
  for (; i < text.length; i++) {
    if (hashes === 0 && text[i] === '\\') i++;
    else if (text.startsWith(close, i)) return { value: text.slice(start, i), end: i + close.length };
    else if (quote === '"' && text[i] === '\n') break;
  }
  return { value: text.slice(start, Math.min(i, text.length)), end: Math.min(i, text.length) };
}
