/** The elements of an HTML or XML text, with positions. Broken markup gives what can be seen, never an error. */
import { Parser } from 'htmlparser2';

export interface HtmlElement {
  /** Lower case in HTML, as written in XML. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Of the opening bracket. */
  readonly offset: number;
  /** Offsets of the raw text directly behind the opening tag, up to the next tag: a script's code, an element's words. */
  readonly contentStart: number;
  readonly contentEnd: number;
}

export interface ElementOptions {
  /** Names that are wanted; all others are passed over. */
  readonly names: ReadonlySet<string>;
  readonly xml?: boolean;
}

/** Lists the wanted elements in the order of the text. */
export function elementsOf(text: string, options: ElementOptions): HtmlElement[] {
  const found: HtmlElement[] = [];
  /** The wanted element whose content has not ended yet. */
  let open: Omit<HtmlElement, 'contentEnd'> | null = null;
  const finish = (at: number) => {
    if (open !== null) found.push({ ...open, contentEnd: Math.max(at, open.contentStart) });
    open = null;
  };
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        finish(parser.startIndex);
        if (!options.names.has(name)) return;
        open = { name, attributes, offset: parser.startIndex, contentStart: parser.endIndex + 1 };
      },
      onclosetag: (_name, implied) => {
        if (!implied) finish(parser.startIndex);
      },
    },
    options.xml ? { xmlMode: true } : { recognizeSelfClosing: false },
  );
  parser.end(text);
  finish(text.length);
  return found;
}
