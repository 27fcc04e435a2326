/** Writes git index files byte by byte, as git-scm.com/docs/index-format has them. */

export interface IndexEntry {
  readonly path: string;
  /** Sets the extended flag of version 3 and later (skip-worktree). */
  readonly extended?: boolean;
}

/** An index of version 2, 3 or 4 that names these paths, with a trailing checksum of zeros. */
export function gitIndex(version: 2 | 3 | 4, entries: readonly IndexEntry[], count: number = entries.length): Buffer {
  const head = Buffer.alloc(12);
  head.write('DIRC', 0, 'latin1');
  head.writeUInt32BE(version, 4);
  head.writeUInt32BE(count, 8);
  let previous = Buffer.alloc(0);
  const body = entries.map((entry) => {
    const name = Buffer.from(entry.path, 'utf8');
    const bytes = version === 4 ? compressed(entry, name, previous) : padded(entry, name);
    previous = name;
    return bytes;
  });
  return Buffer.concat([head, ...body, Buffer.alloc(20)]);
}

/** Times, device, inode, mode, owner, size, SHA-1 and flags: 62 bytes, and two more where the extended flag is set. */
function fixedPart(entry: IndexEntry, nameLength: number): Buffer {
  const bytes = Buffer.alloc(entry.extended ? 64 : 62);
  bytes.writeUInt32BE(0o100644, 24);
  bytes.fill(0xab, 40, 60);
  bytes.writeUInt16BE(Math.min(nameLength, 0xfff) | (entry.extended ? 0x4000 : 0), 60);
  if (entry.extended) bytes.writeUInt16BE(0x4000, 62);
  return bytes;
}

/** One to eight NUL bytes end an entry, so that its length is a multiple of eight. */
function padded(entry: IndexEntry, name: Buffer): Buffer {
  const fixed = fixedPart(entry, name.length);
  const length = fixed.length + name.length;
  return Buffer.concat([fixed, name, Buffer.alloc(8 - (length % 8))]);
}

function compressed(entry: IndexEntry, name: Buffer, previous: Buffer): Buffer {
  let shared = 0;
  while (shared < Math.min(name.length, previous.length) && name[shared] === previous[shared]) shared++;
  return Buffer.concat([
    fixedPart(entry, name.length),
    varint(previous.length - shared),
    name.subarray(shared),
    Buffer.alloc(1),
  ]);
}

/** The offset encoding of pack files: seven bits a byte, most significant first, with one added per continuation. */
export function varint(value: number): Buffer {
  const bytes = [value & 127];
  for (let rest = value >> 7; rest > 0; rest >>= 7) {
    rest -= 1;
    bytes.unshift(128 | (rest & 127));
  }
  return Buffer.from(bytes);
}
