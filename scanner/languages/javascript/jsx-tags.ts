/** The open JSX elements of a scan: their names, and whether a closing tag of that name still comes. */
import { isIdentifierPart, skipTrivia } from './characters.js';

export class JsxTags {
  private readonly names: string[] = [];
  /** Name to the offset of its last closing tag; filled in one pass when first asked. */
  private lastClosing: Map<string, number> | null = null;

  private readonly text: string;
  private readonly end: number;

  constructor(text: string, end: number) {
    this.text = text;
    this.end = end;
  }

  /** The offset behind an element name (`a`, `Foo.Bar`, `svg:rect`, `my-tag`) and its type arguments. */
  nameEnd(from: number): number {
    let i = from;
    while (i < this.end) {
      const c = this.text.charCodeAt(i);
      if (!isIdentifierPart(c) && c !== 46 && c !== 45 && c !== 58) break;
      i++;
    }
    return i > from && this.text.charCodeAt(i) === 60 ? this.typeArgumentsEnd(i) : i;
  }

  /** True where what follows the name says that this is a list of type parameters. */
  isTypeParameter(after: number): boolean {
    const next = skipTrivia(this.text, after, this.end);
    return (
      this.text.charCodeAt(next) === 44 ||
      this.text.charCodeAt(next) === 61 ||
      /^extends\s/.test(this.text.slice(next, next + 8))
    );
  }

  open(from: number, to: number): void {
    const written = this.text.slice(from, Math.min(to, from + 80));
    const types = written.indexOf('<');
    this.names.push(types < 0 ? written : written.slice(0, types));
  }

  close(): void {
    this.names.pop();
  }

  /** True where a closing tag of the innermost element comes after `at`. */
  isClosedAfter(at: number): boolean {
    this.lastClosing ??= this.closingTags();
    return (this.lastClosing.get(this.names.at(-1) ?? '') ?? -1) > at;
  }

  private closingTags(): Map<string, number> {
    const { text, end } = this;
    const found = new Map<string, number>();
    for (let at = text.indexOf('</'); at >= 0 && at < end; at = text.indexOf('</', at + 2)) {
      const from = skipTrivia(text, at + 2, Math.min(end, at + 200));
      found.set(text.slice(from, Math.min(this.nameEnd(from), from + 80)), at);
    }
    return found;
  }

  private typeArgumentsEnd(from: number): number {
    let depth = 0;
    const limit = Math.min(this.end, from + 500);
    for (let i = from; i < limit; i++) {
      const c = this.text.charCodeAt(i);
      if (c === 60) depth++;
      else if (c === 62 && this.text.charCodeAt(i - 1) !== 61 && --depth === 0) return i + 1;
    }
    return from;
  }
}
