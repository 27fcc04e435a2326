/** The script blocks of a Vue or Svelte file. Templates and styles are passed over. */

export interface ScriptBlock {
  /** Offsets of the content. */
  readonly start: number;
  readonly end: number;
  /** The `lang` attribute, lower case; '' where absent. */
  readonly lang: string;
  /** Offsets of the value of `src`, where the block has one. */
  readonly src: readonly [number, number] | null;
}

/** Finds the blocks in one pass; HTML comments hide what is inside them. */
export function scriptBlocks(text: string): ScriptBlock[] {
  const blocks: ScriptBlock[] = [];
  // A comment that never ends hides nothing: a parser would lose the file, a scan must not.
  const lastClose = text.lastIndexOf('-->');
  const opening = /<!--|<script(?=[\s/>])/gi;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    if (match[0] === '<!--') {
      if (match.index > lastClose) continue;
      opening.lastIndex = text.indexOf('-->', match.index) + 3;
      continue;
    }
    const tag = readAttributes(text, match.index + 7);
    if (tag === null) break;
    const end = tag.selfClosing ? tag.after : closingTag(text, tag.after);
    blocks.push({ start: tag.after, end, lang: tag.lang, src: tag.src });
    opening.lastIndex = end;
  }
  return blocks;
}

function closingTag(text: string, from: number): number {
  const closing = /<\/script\s*>/gi;
  closing.lastIndex = from;
  return closing.exec(text)?.index ?? text.length;
}

function readAttributes(
  text: string,
  from: number,
): { after: number; selfClosing: boolean; lang: string; src: readonly [number, number] | null } | null {
  let lang = '';
  let src: readonly [number, number] | null = null;
  const token = /\s+|\/?>|([^\s=>/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?|[\s\S]/gy;
  token.lastIndex = from;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0] === '>' || match[0] === '/>') {
      return { after: token.lastIndex, selfClosing: match[0] === '/>', lang, src };
    }
    const name = match[1]?.toLowerCase();
    const value = match[2] ?? match[3] ?? match[4];
    if (name === undefined || value === undefined) continue;
    const end = token.lastIndex - (match[4] === undefined ? 1 : 0);
    if (name === 'lang') lang = value.toLowerCase();
    else if (name === 'src') src = [end - value.length, end];
  }
  return null;
}
