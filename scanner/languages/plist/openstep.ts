/** OpenStep (ASCII) property lists, the form of `project.pbxproj`: `{ key = value; }`, `( a, b )`, `"text"`, `<hex>`. */
import { MAX_PLIST_DEPTH, type PlistEntry, type PlistProblem, type PlistReading, type PlistValue } from './value.js';

const MAX_PROBLEMS = 10;

/** Reads an OpenStep property list; what stands before a mistake is kept. Never throws, in linear time. */
export function readOpenStep(text: string): PlistReading {
  const reader = new OpenStepReader(text);
  const root = reader.root();
  return { root, problems: reader.problems };
}

class OpenStepReader {
  readonly problems: PlistProblem[] = [];
  private readonly text: string;
  private pos = 0;
  private line = 1;

  constructor(text: string) {
    this.text = text;
  }

  root(): PlistValue | null {
    this.space();
    const code = this.text.charCodeAt(this.pos);
    if (Number.isNaN(code)) return null;
    // A `.strings` file is a dictionary without braces.
    if (code !== 123 && code !== 40) return this.bareEntries();
    return this.value(0);
  }

  private problem(message: string): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ line: this.line, message });
  }

  private bareEntries(): PlistValue | null {
    const { line } = this;
    const entries = this.entries(0);
    if (entries.length === 0) {
      this.problem('not a property list');
      return null;
    }
    return { kind: 'dict', line, entries };
  }

  /** Skips white space and comments. */
  private space(): void {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.pos);
      if (code === 10) {
        this.line++;
        this.pos++;
      } else if (code === 32 || code === 9 || code === 13 || code === 0xfeff || code === 11 || code === 12) this.pos++;
      else if (code === 47 && text.charCodeAt(this.pos + 1) === 42) {
        const end = text.indexOf('*/', this.pos + 2);
        this.skipTo(end < 0 ? text.length : end + 2);
      } else if (code === 47 && text.charCodeAt(this.pos + 1) === 47) {
        const end = text.indexOf('\n', this.pos);
        this.pos = end < 0 ? text.length : end;
      } else return;
    }
  }

  private skipTo(end: number): void {
    for (let at = this.text.indexOf('\n', this.pos); at >= 0 && at < end; at = this.text.indexOf('\n', at + 1))
      this.line++;
    this.pos = end;
  }

  private value(depth: number): PlistValue {
    this.space();
    const { line } = this;
    const code = this.text.charCodeAt(this.pos);
    if ((code === 123 || code === 40) && depth > MAX_PLIST_DEPTH) {
      this.problem('nested too deeply; the rest was left out');
      this.pos = this.text.length;
      return { kind: 'string', line, text: '' };
    }
    if (code === 123) {
      this.pos++;
      const entries = this.entries(depth);
      if (this.text.charCodeAt(this.pos) === 125) this.pos++;
      else this.problem('a dictionary is not closed');
      return { kind: 'dict', line, entries };
    }
    if (code === 40) {
      this.pos++;
      return { kind: 'array', line, items: this.arrayItems(depth) };
    }
    if (code === 60) {
      const end = this.text.indexOf('>', this.pos);
      const stop = end < 0 ? this.text.length : end;
      const data = this.text.slice(this.pos + 1, stop);
      this.skipTo(Math.min(stop + 1, this.text.length));
      return { kind: 'data', line, text: data.length > 1000 ? '' : data };
    }
    return { kind: 'string', line, text: this.string() };
  }

  private entries(depth: number): PlistEntry[] {
    const entries: PlistEntry[] = [];
    for (;;) {
      this.space();
      const code = this.text.charCodeAt(this.pos);
      if (Number.isNaN(code) || code === 125) return entries;
      const from = this.pos;
      const { line } = this;
      const key = this.string();
      this.space();
      const sign = this.text.charCodeAt(this.pos);
      if (sign === 61) {
        this.pos++;
        entries.push({ key, line, value: this.value(depth + 1) });
        this.space();
        if (this.text.charCodeAt(this.pos) === 59) this.pos++;
        else if (this.text.charCodeAt(this.pos) !== 125) this.problem('`;` is missing');
      } else if (sign === 59) {
        this.pos++;
        entries.push({ key, line, value: { kind: 'string', line, text: key } });
      } else {
        this.problem(
          this.text.startsWith('<<<<<<<', from)
            ? 'a merge conflict was left in the file'
            : '`=` is missing after a key',
        );
        this.nextLine();
      }
      if (this.pos === from) this.pos++;
    }
  }

  private nextLine(): void {
    const end = this.text.indexOf('\n', this.pos);
    this.pos = end < 0 ? this.text.length : end;
  }

  private arrayItems(depth: number): PlistValue[] {
    const values: PlistValue[] = [];
    for (;;) {
      this.space();
      const code = this.text.charCodeAt(this.pos);
      if (Number.isNaN(code)) {
        this.problem('an array is not closed');
        return values;
      }
      if (code === 41) {
        this.pos++;
        return values;
      }
      if (code === 44) {
        this.pos++;
        continue;
      }
      if (code === 125 || code === 59) {
        this.problem('an array is not closed');
        return values;
      }
      const from = this.pos;
      values.push(this.value(depth + 1));
      if (this.pos === from) this.pos++;
    }
  }

  private string(): string {
    const { text } = this;
    const quote = text.charCodeAt(this.pos);
    if (quote === 34 || quote === 39) return this.quoted(quote);
    const from = this.pos;
    let pos = from;
    for (;;) {
      const code = text.charCodeAt(pos);
      // letters, digits and $ _ . / : - + @ ~ and what lies beyond ASCII
      const plain =
        (code >= 97 && code <= 122) ||
        (code >= 45 && code <= 58) ||
        (code >= 64 && code <= 90) ||
        code === 95 ||
        code === 36 ||
        code === 43 ||
        code === 126 ||
        code > 127;
      if (!plain) break;
      pos++;
    }
    this.pos = pos;
    return text.slice(from, pos);
  }

  private quoted(quote: number): string {
    const { text } = this;
    let from = this.pos + 1;
    let out = '';
    let pos = from;
    for (; pos < text.length; pos++) {
      const code = text.charCodeAt(pos);
      if (code === quote) break;
      if (code === 10) this.line++;
      if (code !== 92) continue;
      out += text.slice(from, pos);
      pos++;
      const escaped = text[pos] ?? '';
      if (escaped === '\n') this.line++;
      out += escaped === 'n' ? '\n' : escaped === 't' ? '\t' : escaped;
      from = pos + 1;
    }
    out += text.slice(from, pos);
    if (pos >= text.length) this.problem('a string is not closed');
    this.pos = Math.min(pos + 1, text.length);
    return out;
  }
}
