/**
 * Reads zip archives (jar, aar) from memory: the central directory, and single entries with a cap on what they inflate to.
 * Extraction is synchronous by contract, so the directory is read here rather than by a library that answers in callbacks.
 * Sizes that a header claims are never believed: reading stops at the cap, whatever was claimed.
 */
import { inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly compressedSize: number;
  readonly size: number;
  readonly offset: number;
}

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  readonly problems: readonly string[];
}

/** What may still be inflated, over all entries of an archive and the archives inside it. */
export interface ZipBudget {
  bytes: number;
  entries: number;
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;

export const MAX_ENTRIES = 20_000;
export const MAX_INFLATED = 64 * 1024 * 1024;

/** Reads the names and places of all entries. Total: a broken archive gives what could be read and its problems. */
export function readZipDirectory(bytes: Uint8Array, budget: ZipBudget): ZipDirectory {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) return { entries: [], problems: ['this is no complete zip archive: its directory is missing'] };
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (start === 0xffffffff || count === 0xffff)
    return { entries: [], problems: ['archives of the zip64 form are not read'] };
  const entries: ZipEntry[] = [];
  const problems = new Set<string>();
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== ENTRY_SIGNATURE) {
      problems.add('the directory of the archive is cut off or broken; entries may be missing');
      break;
    }
    if (budget.entries-- <= 0) {
      problems.add(`the archive holds more than ${MAX_ENTRIES} entries; the rest was not read`);
      break;
    }
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > bytes.byteLength) {
      problems.add('the directory of the archive is cut off or broken; entries may be missing');
      break;
    }
    const name = new TextDecoder('utf-8').decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const flags = view.getUint16(at + 8, true);
    if (isUnsafe(name)) problems.add('the archive holds an entry whose name leaves the archive; it was left out');
    else {
      entries.push({
        name,
        method: view.getUint16(at + 10, true),
        encrypted: (flags & 1) === 1,
        compressedSize: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        offset: view.getUint32(at + 42, true),
      });
    }
    at = next;
  }
  return { entries, problems: [...problems] };
}

/** The content of an entry, or a problem. Never inflates more than the budget holds. */
export function readZipEntry(
  bytes: Uint8Array,
  entry: ZipEntry,
  budget: ZipBudget,
): { readonly bytes: Uint8Array } | { readonly problem: string } {
  if (entry.encrypted) return { problem: `${entry.name} is encrypted and was not read` };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = entry.offset;
  if (at + 30 > bytes.byteLength || view.getUint32(at, true) !== LOCAL_SIGNATURE)
    return { problem: `${entry.name} is not where the archive says` };
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const to = from + entry.compressedSize;
  if (to > bytes.byteLength) return { problem: `${entry.name} is cut off` };
  const packed = bytes.subarray(from, to);
  if (entry.method === 0) {
    if (packed.byteLength > budget.bytes) return { problem: `${entry.name} is too large and was not read` };
    budget.bytes -= packed.byteLength;
    return { bytes: packed };
  }
  if (entry.method !== 8)
    return { problem: `${entry.name} is packed in a way that is not read (method ${entry.method})` };
  try {
    const out = inflateRawSync(packed, { maxOutputLength: Math.max(1, budget.bytes) });
    budget.bytes -= out.byteLength;
    return { bytes: out };
  } catch (error) {
    const tooLarge =
      error instanceof RangeError ||
      (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE');
    return {
      problem: tooLarge
        ? `${entry.name} inflates to more than may be read`
        : `${entry.name} is broken and was not read`,
    };
  }
}

/** The end record lies within the last 64 KiB; its own comment may follow. */
function findEnd(view: DataView): number | null {
  const least = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= least; at--) if (view.getUint32(at, true) === END_SIGNATURE) return at;
  return null;
}

function isUnsafe(name: string): boolean {
  return (
    name.startsWith('/') ||
    name.includes('\\') ||
    name.includes('\0') ||
    /^[A-Za-z]:/.test(name) ||
    name.split('/').includes('..')
  );
}
