/** A document without what its library draws at random or from the clock: ids of links and bookmarks, and dates. */
import type { XmlParts } from '../printing/deterministic-zip.js';

const DOCUMENT = 'word/document.xml';
const LINKS = 'word/_rels/document.xml.rels';
const PROPERTIES = 'docProps/core.xml';

/** The parts of a document with numbered ids, and a day of its making: that of the table, else the beginning of zip time. */
export function normalised(parts: XmlParts, date: string | null): XmlParts {
  const document = parts[DOCUMENT] ?? '';
  const ids = linkIds(document);
  return {
    ...parts,
    [DOCUMENT]: numberedBookmarks(renamed(document, 'r:id', ids)),
    [LINKS]: renamed(parts[LINKS] ?? '', 'Id', ids),
    [PROPERTIES]: dated(parts[PROPERTIES] ?? '', date),
  };
}

/** New ids of links by the order in which the document names them. Text cannot hold a quote, so no text looks like an attribute. */
function linkIds(document: string): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const [, id = ''] of document.matchAll(/<w:hyperlink [^>]*r:id="(rId[^"]*)"/g))
    if (!ids.has(id)) ids.set(id, `rIdLink${ids.size + 1}`);
  return ids;
}

function renamed(text: string, attribute: string, ids: ReadonlyMap<string, string>): string {
  return text.replace(
    new RegExp(`(\\s${attribute}=")(rId[^"]*)"`, 'g'),
    (_, before: string, id: string) => `${before}${ids.get(id) ?? id}"`,
  );
}

/** No bookmark stands inside another here, so a start and the end that follows it belong together. */
function numberedBookmarks(text: string): string {
  let number = 0;
  return text.replace(/(<w:bookmark(Start|End)\b[^>]*\sw:id=")[^"]*"/g, (_, before: string, which: string) => {
    if (which === 'Start') number++;
    return `${before}${number}"`;
  });
}

function dated(text: string, date: string | null): string {
  const isDay = date !== null && /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date));
  const time = `${isDay ? date : '1980-01-01'}T00:00:00Z`;
  return text.replace(/(<dcterms:(?:created|modified)\b[^>]*>)[^<]*/g, `$1${time}`);
}
