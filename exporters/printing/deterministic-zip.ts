/** Packs office documents so that the same parts give the same bytes: their libraries write the time of day into the archive. */
import { unzipSync, type Zippable, zipSync } from 'fflate';
import { sortedBy } from '../../core/text.js';

/** The earliest time that a zip archive can hold; archives have no time zone, so this is local time. */
const EPOCH = new Date(1980, 0, 1);

/** Readers of office files tell the format by the first part. */
const FIRST = '[Content_Types].xml';

/** The text of the XML parts of a document by their paths. */
export type XmlParts = Readonly<Record<string, string>>;

/** The same archive with its XML parts edited, in fixed order, at a fixed time and level. */
export function repack(archive: Uint8Array, edit: (parts: XmlParts) => XmlParts): Uint8Array {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const files = Object.entries(unzipSync(archive)).filter(([path]) => !path.endsWith('/'));
  const isXml = (path: string) => /\.(?:xml|rels)$/.test(path);
  const edited = edit(
    Object.fromEntries(files.filter(([path]) => isXml(path)).map(([path, bytes]) => [path, decoder.decode(bytes)])),
  );
  const all = [
    ...files.filter(([path]) => !isXml(path)),
    ...Object.entries(edited).map(([path, text]): [string, Uint8Array] => [path, encoder.encode(text)]),
  ];
  const parts: Zippable = {};
  for (const [path, bytes] of sortedBy(all, ([path]) => (path === FIRST ? '' : path))) parts[path] = bytes;
  return zipSync(parts, { level: 6, mtime: EPOCH });
}
