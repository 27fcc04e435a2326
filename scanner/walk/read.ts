/** Reads one file of the tree: bounded, links not followed, decoded once. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { FileEntry } from './walk.js';

export type ReadResult =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly why: string; readonly tooLarge: boolean };

/** A buffer that is used again for every file, so that reading ten thousand files allocates once. */
let scratch = Buffer.allocUnsafe(1024 * 1024);

/**
 * Reads a whole regular file of at most `maxBytes`.
 * @returns bytes that are valid until the next call (copy what must live longer), or why there are none
 */
export function readBytes(root: string, entry: FileEntry, maxBytes: number): ReadResult {
  let fd: number | null = null;
  try {
    fd = openSync(join(root, entry.diskPath), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stat = fstatSync(fd);
    if (!stat.isFile()) return { ok: false, why: 'is not a regular file', tooLarge: false };
    if (stat.size > maxBytes) return { ok: false, why: `larger than ${formatBytes(maxBytes)}`, tooLarge: true };
    if (stat.size > scratch.length) scratch = Buffer.allocUnsafe(Math.min(maxBytes, stat.size * 2));
    let length = 0;
    while (length < stat.size) {
      const n = readSync(fd, scratch, length, stat.size - length, length);
      if (n === 0) break;
      length += n;
    }
    return { ok: true, bytes: scratch.subarray(0, length) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'error';
    return { ok: false, why: `could not be read (${code})`, tooLarge: false };
  } finally {
    if (fd !== null) closeSync(fd);
  }
}

/** 5242880 as `5 MiB`. */
export function formatBytes(bytes: number): string {
  if (bytes >= 1024 * 1024) return `${+(bytes / 1024 / 1024).toFixed(1)} MiB`;
  return bytes >= 1024 ? `${+(bytes / 1024).toFixed(1)} KiB` : `${bytes} bytes`;
}
