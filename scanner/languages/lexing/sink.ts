/** Collects what a lexer sees in one file: imports, hosts in string literals, and literals that name classes. */
import type { ImportFact, ImportKind, SourceFacts } from '../../../core/plugins.js';
import { lineIndex } from '../../../core/text.js';
import { compact } from './compact.js';

const MAX_HOST = 253;
const MAX_CLASS = 200;

export class Sink {
  package: string | null = null;
  private readonly imports: ImportFact[] = [];
  private readonly hosts: { host: string; line: number }[] = [];
  private readonly classNames: { value: string; line: number }[] = [];
  private readonly text: string;
  private readonly wantsClasses: boolean;
  private readonly seen = new Set<string>();
  /** The next `://` at or after the last literal: found once for many literals. */
  private nextScheme: number;
  private lineAt = 0;
  private lineNumber = 1;
  private slowLines: ((offset: number) => number) | null = null;

  constructor(text: string, wantsClasses: boolean) {
    this.text = text;
    this.wantsClasses = wantsClasses;
    this.nextScheme = text.indexOf('://');
    if (text.includes('\r') && /\r(?!\n)/.test(text)) this.slowLines = lineIndex(text);
  }

  facts(): SourceFacts {
    return { package: this.package, imports: this.imports, hosts: this.hosts, classNames: this.classNames };
  }

  import(kind: ImportKind, value: string, offset: number): void {
    if (value !== '') this.imports.push({ kind, value: compact(value), line: this.line(offset) });
  }

  /** A string literal, or a stretch of one between two interpolations, without its quotes. */
  literal(from: number, to: number): void {
    if (to - from < 5) return;
    if (this.nextScheme >= 0 && this.nextScheme < from) this.nextScheme = this.text.indexOf('://', from);
    while (this.nextScheme >= 0 && this.nextScheme < to) {
      this.host(from, to, this.nextScheme);
      this.nextScheme = this.text.indexOf('://', this.nextScheme + 3);
    }
    if (this.wantsClasses) this.className(from, to);
  }

  /** Line of an offset; offsets that grow cost nothing twice. */
  line(offset: number): number {
    if (this.slowLines === null && offset < this.lineAt) this.slowLines = lineIndex(this.text);
    if (this.slowLines !== null) return this.slowLines(offset);
    for (let at = this.text.indexOf('\n', this.lineAt); at >= 0 && at < offset; at = this.text.indexOf('\n', at + 1)) {
      this.lineNumber++;
      this.lineAt = at + 1;
    }
    this.lineAt = Math.max(this.lineAt, offset);
    return this.lineNumber;
  }

  private host(from: number, to: number, scheme: number): void {
    const { text } = this;
    const s = scheme - from >= 5 && (text.charCodeAt(scheme - 1) | 32) === 115 ? 5 : 4;
    if (scheme - s < from || text.slice(scheme - s, scheme).toLowerCase() !== (s === 5 ? 'https' : 'http')) return;
    const start = scheme + 3;
    let end = start;
    let dots = 0;
    for (; end < to; end++) {
      const code = text.charCodeAt(end);
      if (code === 46) dots++;
      else if (
        !(
          (code >= 97 && code <= 122) ||
          (code >= 48 && code <= 57) ||
          (code >= 65 && code <= 90) ||
          code === 45 ||
          code === 95
        )
      )
        break;
    }
    if (dots === 0 || end - start > MAX_HOST) return;
    // A host that goes on with a placeholder, or stands behind a user name, is not known.
    const next = text.charCodeAt(end);
    if (end < to ? !AFTER_HOST.has(next) : next === 92 || next === 36) return;
    const host = text.slice(start, end).toLowerCase().replace(/\.$/, '');
    if (!/^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.[a-z][a-z0-9-]*$/.test(host)) return;
    const line = this.line(start);
    const key = `${line} ${host}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.hosts.push({ host: compact(host), line });
  }

  private className(from: number, to: number): void {
    const { text } = this;
    const first = text.charCodeAt(from);
    if (first < 97 || first > 122 || to - from > MAX_CLASS) return;
    let dots = 0;
    let lastDot = -1;
    for (let i = from; i < to; i++) {
      const code = text.charCodeAt(i);
      if (code === 46) {
        if (lastDot === i - 1) return;
        dots++;
        lastDot = i;
      } else if (code >= 65 && code <= 90) {
        // upper case only in the last part, and there first
        if (dots < 2) return;
        if (i !== lastDot + 1) {
          const head = text.charCodeAt(lastDot + 1);
          if (head < 65 || head > 90) return;
        }
      } else if (!((code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 95)) return;
    }
    const head = text.charCodeAt(lastDot + 1);
    if (dots < 2 || head < 65 || head > 90) return;
    const value = text.slice(from, to);
    if (!CLASS_NAME.test(value)) return;
    this.classNames.push({ value: compact(value), line: this.line(from) });
  }
}

const CLASS_NAME = /^[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+\.[A-Z]\w*$/;
/** / : ? # white space and the signs that end an address in running text */
const AFTER_HOST = new Set([...'/:?#&\'"`,;)]}>|! \t\n\r'].map((c) => c.charCodeAt(0)));
