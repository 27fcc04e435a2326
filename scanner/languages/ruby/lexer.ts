/** Tokens of the Ruby subset that Podfiles and podspecs are written in. Total: any text gives tokens, in linear time. */

export type TokenKind = 'id' | 'const' | 'ivar' | 'sym' | 'str' | 'num' | 'label' | 'words' | 'op' | 'nl' | 'opaque';

/** A piece of a string: literal text, or the source of an interpolated expression. */
export type StringPart = string | { readonly code: string; readonly line: number };

export interface Token {
  readonly kind: TokenKind;
  /** Name, operator or number as written; the text of a string without interpolation. */
  readonly text: string;
  readonly line: number;
  /** True where white space stands before it. */
  readonly spaced: boolean;
  readonly parts?: readonly StringPart[];
  readonly items?: readonly string[];
}

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
const OPERATORS = ['**=', '<=>', '===', '...', '<<=', '>>=', '||=', '&&=', '=>', '==', '!=', '>=', '<=', '&&', '||'];
const OPERATORS_2 = ['<<', '>>', '=~', '!~', '::', '&.', '..', '->', '+=', '-=', '*=', '/=', '**', '|=', '&='];
const ALL_OPERATORS = [...OPERATORS, ...OPERATORS_2];
/** Words after which a value starts, so that `/` there opens a regular expression. */
const VALUE_FOLLOWS = new Set([
  'if',
  'unless',
  'elsif',
  'and',
  'or',
  'not',
  'when',
  'return',
  'while',
  'until',
  'puts',
]);

interface Heredoc {
  readonly tag: string;
  readonly raw: boolean;
  readonly squiggly: boolean;
  readonly token: number;
}

/** Splits Ruby text into tokens. */
export function tokenize(text: string, firstLine = 1): Token[] {
  const out: Token[] = [];
  let pending: Heredoc[] = [];
  let pos = 0;
  let line = firstLine;
  let spaced = true;

  const push = (kind: TokenKind, value: string, extra?: Pick<Token, 'parts' | 'items'>, at = line): void => {
    out.push({ kind, text: value, line: at, spaced, ...extra });
    spaced = false;
  };
  const countLines = (from: number, to: number): void => {
    for (let i = text.indexOf('\n', from); i >= 0 && i < to; i = text.indexOf('\n', i + 1)) line++;
  };
  const valueMayStart = (): boolean => {
    const last = out.at(-1);
    if (last === undefined || last.kind === 'nl' || last.kind === 'label') return true;
    if (last.kind === 'op') return last.text !== ')' && last.text !== ']' && last.text !== '}';
    return last.kind === 'id' && VALUE_FOLLOWS.has(last.text);
  };
  /** Reads up to the closing delimiter; nested pairs count. Leaves `pos` behind it. */
  const quoted = (open: string, interpolates: boolean): StringPart[] => {
    const close = CLOSERS[open] ?? open;
    const parts: StringPart[] = [];
    const from = pos;
    const startLine = line;
    let buffer = '';
    let depth = 1;
    while (pos < text.length) {
      const c = text[pos] ?? '';
      if (c === '\\') {
        const next = text[pos + 1] ?? '';
        buffer += interpolates ? (ESCAPES[next] ?? next) : next === close || next === '\\' ? next : `\\${next}`;
        pos += 2;
        continue;
      }
      if (interpolates && c === '#' && text[pos + 1] === '{') {
        const end = interpolationEnd(text, pos + 2);
        if (buffer !== '') parts.push(buffer);
        buffer = '';
        parts.push({ code: text.slice(pos + 2, end), line: startLine });
        pos = end + 1;
        continue;
      }
      if (c === close && --depth === 0) break;
      if (c === open && close !== open) depth++;
      buffer += c;
      pos++;
    }
    pos++;
    countLines(from, Math.min(pos, text.length));
    if (buffer !== '' || parts.length === 0) parts.push(buffer);
    return parts;
  };
  const string = (parts: readonly StringPart[], at: number): void => {
    const plain = parts.every((p) => typeof p === 'string');
    push('str', plain ? parts.join('') : '', plain ? undefined : { parts }, at);
  };
  const heredocBodies = (): void => {
    for (const doc of pending) {
      const lines: string[] = [];
      const at = line;
      while (pos < text.length) {
        const end = text.indexOf('\n', pos);
        const row = text.slice(pos, end < 0 ? text.length : end);
        pos = end < 0 ? text.length : end + 1;
        line++;
        if (row.trim() === doc.tag) break;
        lines.push(row);
      }
      const token = out[doc.token];
      const body = (doc.squiggly ? lines.map((l) => l.trimStart()) : lines).join('\n');
      if (token) out[doc.token] = { ...token, text: body, ...(doc.raw ? {} : { parts: splitInterpolation(body, at) }) };
    }
    pending = [];
  };

  /** Passes over `=begin` … `=end` at the start of a line. */
  const documentation = (): void => {
    if (!text.startsWith('=begin', pos)) return;
    const end = text.indexOf('\n=end', pos);
    const lineEnd = end < 0 ? -1 : text.indexOf('\n', end + 5);
    const next = lineEnd < 0 ? text.length : lineEnd;
    countLines(pos, next);
    pos = next;
  };

  documentation();
  while (pos < text.length) {
    const c = text[pos] ?? '';
    if (c === '\n') {
      push('nl', '\n');
      line++;
      pos++;
      spaced = true;
      if (pending.length > 0) heredocBodies();
      documentation();
      if (text.startsWith('__END__', pos)) break;
      continue;
    }
    if (c === ' ' || c === '\t' || c === '\r' || c === '\u3000' || c === '\u00a0') {
      spaced = true;
      pos++;
      continue;
    }
    if (c === '\\' && /^\\\r?\n/.test(text.slice(pos, pos + 3))) {
      pos = text.indexOf('\n', pos) + 1;
      line++;
      spaced = true;
      continue;
    }
    if (c === '#') {
      const end = text.indexOf('\n', pos);
      pos = end < 0 ? text.length : end;
      continue;
    }
    const at = line;
    if (c === '"' || c === "'" || c === '`' || c === '\u2018' || c === '\u2019' || c === '\u201c' || c === '\u201d') {
      pos++;
      const parts = quoted(c === '\u2018' ? '\u2019' : c === '\u201c' ? '\u201d' : c, c === '"' || c === '`');
      if (c === '`') push('opaque', '`', undefined, at);
      else if (text[pos] === ':' && text[pos + 1] !== ':' && parts.every((p) => typeof p === 'string')) {
        pos++;
        push('label', parts.join(''), undefined, at);
      } else string(parts, at);
      continue;
    }
    const percent = c === '%' && percentLiteral(text, pos, valueMayStart() || (spaced && text[pos + 1] !== ' '));
    if (percent) {
      pos = percent.bodyAt;
      const parts = quoted(percent.open, percent.type === 'W' || percent.type === 'Q' || percent.type === '');
      const plain = parts.map((p) => (typeof p === 'string' ? p : '\ufffc')).join('');
      if ('wWiI'.includes(percent.type) && percent.type !== '') {
        push('words', '', { items: plain.split(/\s+/).filter((w) => w !== '') }, at);
      } else if (percent.type === 'r' || percent.type === 'x') push('opaque', percent.type, undefined, at);
      else string(parts, at);
      continue;
    }
    if (c === '/' && (valueMayStart() || (spaced && out.at(-1)?.kind === 'id' && !/\s/.test(text[pos + 1] ?? ' ')))) {
      const end = regexEnd(text, pos + 1);
      if (end > 0) {
        pos = end;
        push('opaque', '/');
        continue;
      }
    }
    const heredoc =
      c === '<' && text[pos + 1] === '<'
        ? /^<<([~-]?)(["']?)([A-Z_][A-Z0-9_]*)\2/.exec(text.slice(pos, pos + 80))
        : null;
    if (heredoc && (heredoc[1] !== '' || valueMayStart())) {
      pending.push({ tag: heredoc[3] ?? '', raw: heredoc[2] === "'", squiggly: heredoc[1] === '~', token: out.length });
      push('str', '');
      pos += heredoc[0].length;
      continue;
    }
    if (c === ':' && text[pos + 1] !== ':') {
      if (text[pos + 1] === '"' || text[pos + 1] === "'") {
        const quote = text[pos + 1] ?? '"';
        pos += 2;
        push('sym', quoted(quote, false).join(''), undefined, at);
        continue;
      }
      const end = wordEnd(text, pos + 1);
      if (end > pos + 1) {
        push('sym', text.slice(pos + 1, end));
        pos = end;
        continue;
      }
    }
    if (isWordStart(c) || c === '@' || c === '$') {
      let start = pos;
      while (text[start] === '@' || text[start] === '$') start++;
      const end = wordEnd(text, start);
      const word = text.slice(pos, Math.max(end, pos + 1));
      pos += word.length;
      if (text[pos] === ':' && text[pos + 1] !== ':' && isWordStart(c) && !(out.at(-1)?.text === '?' && spaced)) {
        pos++;
        push('label', word);
      } else push(c === '@' || c === '$' ? 'ivar' : /^\p{Lu}/u.test(word) ? 'const' : 'id', word);
      continue;
    }
    if (c >= '0' && c <= '9') {
      const match = /^[0-9][0-9_]*(?:\.[0-9]+)?/.exec(text.slice(pos, pos + 40));
      const value = match?.[0] ?? c;
      push('num', value);
      pos += value.length;
      continue;
    }
    const op = ALL_OPERATORS.find((o) => text.startsWith(o, pos)) ?? c;
    if (op === ';') push('nl', ';');
    else push('op', op);
    pos += op.length;
  }
  spaced = true;
  push('nl', '\n');
  return out;
}

/** Splits `a#{b}c` into its parts. */
function splitInterpolation(body: string, line: number): StringPart[] {
  const parts: StringPart[] = [];
  let from = 0;
  for (let at = body.indexOf('#{'); at >= 0; at = body.indexOf('#{', from)) {
    const end = interpolationEnd(body, at + 2);
    parts.push(body.slice(from, at), { code: body.slice(at + 2, end), line });
    from = end + 1;
  }
  parts.push(body.slice(from));
  return parts;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', s: ' ', '0': '\0', e: '\u001b' };

function interpolationEnd(text: string, from: number): number {
  let depth = 1;
  for (let i = from; i < text.length; i++) {
    const c = text[i];
    if (c === '{') depth++;
    else if (c === '}' && --depth === 0) return i;
    // Longer ones are not followed: each that is never closed would be searched to the end of the text.
    else if (i - from > 1000) break;
  }
  return Math.min(text.length, from);
}

function percentLiteral(
  text: string,
  pos: number,
  allowed: boolean,
): { type: string; open: string; bodyAt: number } | null {
  const match = /^%([wWqQiIrxs]?)([([{<|!/])/.exec(text.slice(pos, pos + 3));
  if (!match || !(allowed || match[1] !== '')) return null;
  return { type: match[1] ?? '', open: match[2] ?? '(', bodyAt: pos + match[0].length };
}

function regexEnd(text: string, from: number): number {
  let inClass = false;
  for (let i = from; i < text.length; i++) {
    const c = text[i];
    if (c === '\n') return -1;
    if (c === '\\') i++;
    else if (c === '[') inClass = true;
    else if (c === ']') inClass = false;
    else if (c === '/' && !inClass) {
      let end = i + 1;
      while (/[imxounse]/.test(text[end] ?? '')) end++;
      return end;
    }
  }
  return -1;
}

function isWordStart(c: string): boolean {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c === '_' || c > '\u007f';
}

/** End of an identifier, with a closing `?` or `!` that belongs to it. */
function wordEnd(text: string, from: number): number {
  let i = from;
  while (i < text.length) {
    const c = text[i] ?? '';
    if (isWordStart(c) || (c >= '0' && c <= '9')) i++;
    else break;
  }
  const mark = text[i];
  if (i > from && (mark === '?' || mark === '!') && text[i + 1] !== '=' && text[i + 1] !== '~') return i + 1;
  if (i > from && mark === '!' && text[i + 1] === '=' && text[i + 2] === '>') return i + 1;
  return i;
}
