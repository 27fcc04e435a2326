/** Packs office documents so that the same parts give the same bytes: their libraries write the time of day into the archive. */
import { unzipSync, type Zippable, zipSync } from 'fflate';
import { byCodeUnit } from '../core/text.js';

/** The earliest time that a zip archive can hold; archives have no time zone, so this is local time. */
const EPOCH = new Date(1980, 0, 1);

/** Readers of office files tell the format by the first part. */
const FIRST = '[Content_Types].xml';

/** What to do with the text of a part before it is packed, by its path. */
export type PartEdit = (path: string, text: string) => string;

/** The same archive, its XML parts edited, in fixed order, at a fixed time and level. */
export function repack(archive: Uint8Array, edit: PartEdit): Uint8Array {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const parts: Zippable = {};
  for (const [path, bytes] of Object.entries(unzipSync(archive)).sort((a, b) => byPath(a[0], b[0]))) {
    if (path.endsWith('/')) continue;
    parts[path] = /\.(?:xml|rels)$/.test(path) ? encoder.encode(edit(path, decoder.decode(bytes))) : bytes;
  }
  return zipSync(parts, { level: 6, mtime: EPOCH });
}

function byPath(a: string, b: string): number {
  return Number(b === FIRST) - Number(a === FIRST) || byCodeUnit(a, b);
}
