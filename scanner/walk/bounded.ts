/** Reads one small file that nobody can make large, slow or elsewhere: bounded, links not followed, never a pipe. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** A regular file of at most `max` bytes; null where there is none, or it cannot be had. */
export function readBounded(path: string, max: number): Buffer | null {
  let fd: number | null = null;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stat = fstatSync(fd);
    if (!stat.isFile() || stat.size > max) return null;
    const bytes = Buffer.alloc(stat.size);
    return bytes.subarray(0, readSync(fd, bytes, 0, stat.size, 0));
  } catch {
    return null;
  } finally {
    if (fd !== null) closeSync(fd);
  }
}
