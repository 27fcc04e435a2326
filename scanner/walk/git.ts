/**
 * What git's own files say, read as data: the commit and the paths in the index. No git process is started, because a
 * repository's configuration can run commands. Formats: git-scm.com/docs/index-format and gitrepository-layout.
 */
import { join } from 'node:path';
import { readBounded } from './bounded.js';

const MAX_INDEX = 128 * 1024 * 1024;
const MAX_SMALL = 8 * 1024 * 1024;
/** Longer than any path that a system can open: an index that says more is made to be expanded. */
const MAX_PATH = 4096;

export interface GitFacts {
  readonly commit: string | null;
  /** Paths in the index, or null where there is none that can be read. */
  readonly tracked: ReadonlySet<string> | null;
}

/** Reads `.git` directly below the root; a `.git` file (a worktree, a submodule) points elsewhere and is not followed. */
export function readGit(root: string): GitFacts {
  const index = readBounded(join(root, '.git/index'), MAX_INDEX);
  return { commit: readCommit(root), tracked: index ? parseIndex(index) : null };
}

function readCommit(root: string): string | null {
  const head = readBounded(join(root, '.git/HEAD'), 4096)?.toString('utf8').trim();
  if (head === undefined) return null;
  if (isHash(head)) return head;
  const ref = /^ref: (refs\/[^\u0000- ~^:?*[\\\u007f]+)$/.exec(head)?.[1];
  if (ref === undefined || ref.split('/').includes('..')) return null;
  const loose = readBounded(join(root, '.git', ref), 4096)
    ?.toString('latin1')
    .trim();
  if (loose !== undefined && isHash(loose)) return loose;
  const packed = readBounded(join(root, '.git/packed-refs'), MAX_SMALL)?.toString('utf8') ?? '';
  const line = packed.split('\n').find((l) => l.endsWith(` ${ref}`));
  const hash = line?.slice(0, line.indexOf(' '));
  return hash !== undefined && isHash(hash) ? hash : null;
}

const isHash = (text: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);

/**
 * Paths of an index of version 2, 3 or 4 (SHA-1 repositories).
 * @returns null where the file is not such an index or is cut short
 */
export function parseIndex(bytes: Buffer): Set<string> | null {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'DIRC') return null;
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4) return null;
  const count = bytes.readUInt32BE(8);
  const paths = new Set<string>();
  let at = 12;
  let previous = Buffer.alloc(0);
  for (let i = 0; i < count; i++) {
    if (at + 62 > bytes.length) return null;
    const flags = bytes.readUInt16BE(at + 60);
    const start = at + 62 + (version >= 3 && (flags & 0x4000) !== 0 ? 2 : 0);
    if (version === 4) {
      const strip = readVarint(bytes, start);
      if (strip === null || strip.value > previous.length) return null;
      const end = bytes.indexOf(0, strip.next);
      if (end < 0 || previous.length - strip.value + (end - strip.next) > MAX_PATH) return null;
      previous = Buffer.concat([previous.subarray(0, previous.length - strip.value), bytes.subarray(strip.next, end)]);
      paths.add(previous.toString('utf8').normalize('NFC'));
      at = end + 1;
    } else {
      const end = bytes.indexOf(0, start);
      if (end < 0) return null;
      paths.add(bytes.toString('utf8', start, end).normalize('NFC'));
      at += Math.ceil((end + 1 - at) / 8) * 8;
    }
  }
  return paths;
}

/** The offset encoding of pack files, as index version 4 uses it. */
function readVarint(bytes: Buffer, from: number): { value: number; next: number } | null {
  let at = from;
  let byte = bytes[at++];
  if (byte === undefined) return null;
  let value = byte & 127;
  while ((byte & 128) !== 0) {
    byte = bytes[at++];
    if (byte === undefined || value > 2 ** 24) return null;
    value = (value + 1) * 128 + (byte & 127);
  }
  return { value, next: at };
}
