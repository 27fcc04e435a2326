/** What git's own files say, read as data: index versions 2 to 4, the commit, and files made to harm. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIndex, readGit } from '../../scanner/walk/git.js';
import { tempTree } from '../support/temp-tree.js';
import { gitIndex, varint } from './git-index.js';

const PATHS = ['app/build.gradle', 'app/src/Main.kt', 'app/src/MainTest.kt', 'lib/a', 'zh/配置.json'];
const HASH = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

describe('parseIndex', () => {
  it.each([2, 3, 4] as const)('reads version %i', (version) => {
    const entries = PATHS.map((path) => ({ path }));
    expect([...(parseIndex(gitIndex(version, entries)) ?? [])]).toEqual(PATHS);
  });

  it.each([3, 4] as const)('reads entries with extended flags, version %i', (version) => {
    const entries = PATHS.map((path, i) => ({ path, extended: i % 2 === 0 }));
    expect([...(parseIndex(gitIndex(version, entries)) ?? [])]).toEqual(PATHS);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('reads a name of %i bytes, whatever padding follows', (length) => {
    const name = 'x'.repeat(length);
    expect([...(parseIndex(gitIndex(2, [{ path: name }, { path: 'z' }])) ?? [])]).toEqual([name, 'z']);
  });

  it('reads prefixes that are more than 127 bytes apart (version 4)', () => {
    const long = `a/${'d/'.repeat(200)}x`;
    expect([...(parseIndex(gitIndex(4, [{ path: long }, { path: 'b' }])) ?? [])]).toEqual([long, 'b']);
  });

  it('gives names in NFC', () => {
    expect([...(parseIndex(gitIndex(2, [{ path: 'cafe\u0301.txt' }])) ?? [])]).toEqual(['caf\u00e9.txt']);
  });

  it('an empty index is a set of no paths', () => {
    expect(parseIndex(gitIndex(2, []))).toEqual(new Set());
  });

  it.each<[string, Buffer]>([
    ['empty', Buffer.alloc(0)],
    ['not an index', Buffer.from('PK\u0003\u0004 and so on, more than twelve bytes')],
    ['version 1', withVersion(1)],
    ['version 5', withVersion(5)],
    ['cut inside the head', gitIndex(2, [{ path: 'a' }]).subarray(0, 11)],
    ['cut inside an entry', gitIndex(2, [{ path: 'a' }]).subarray(0, 40)],
    ['a count of four thousand million', gitIndex(2, [{ path: 'a' }], 0xffffffff)],
    ['a count of four thousand million, version 4', gitIndex(4, [{ path: 'a' }], 0xffffffff)],
    ['a prefix longer than the name before it', stripping(5)],
    ['a prefix number without end', Buffer.concat([entryHead(), Buffer.alloc(200, 0xff)])],
  ])('null for %s', (_, bytes) => {
    expect(parseIndex(bytes)).toBeNull();
  });

  it('null where compressed names would grow beyond any path (version 4)', () => {
    const long = 'd/'.repeat(8192);
    const entries = Array.from({ length: 40 }, (_, i) => ({ path: `${long}${i}` }));
    expect(parseIndex(gitIndex(4, entries))?.size ?? null).toBeNull();
  });

  it('never throws, whatever follows the head', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(2, 3, 4),
        fc.uint8Array({ maxLength: 400 }),
        fc.integer({ min: 0, max: 0xffffffff }),
        (version, bytes, count) => {
          const head = Buffer.alloc(12);
          head.write('DIRC', 0, 'latin1');
          head.writeUInt32BE(version, 4);
          head.writeUInt32BE(count, 8);
          const paths = parseIndex(Buffer.concat([head, bytes]));
          return paths === null || paths.size <= count;
        },
      ),
    );
  });

  it('never throws on an index with bytes changed', () => {
    const whole = gitIndex(
      4,
      PATHS.map((path) => ({ path })),
    );
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, value, cut) => {
        const bytes = Buffer.from(whole);
        bytes[at] = value;
        const paths = parseIndex(bytes.subarray(0, cut));
        return paths === null || paths instanceof Set;
      }),
    );
  });
});

describe('readGit', () => {
  const commitOf = (files: Readonly<Record<string, string>>) =>
    readGit(tempTree(Object.fromEntries(Object.entries(files).map(([path, text]) => [`.git/${path}`, text])))).commit;

  it.each<[string, Record<string, string>, string | null]>([
    ['a loose ref', { HEAD: 'ref: refs/heads/main\n', 'refs/heads/main': `${HASH}\n` }, HASH],
    ['a ref with slashes', { HEAD: 'ref: refs/heads/feat/login\n', 'refs/heads/feat/login': HASH }, HASH],
    ['a ref with a hash sign', { HEAD: 'ref: refs/heads/fix#12\n', 'refs/heads/fix#12': HASH }, HASH],
    ['a ref named in Chinese', { HEAD: 'ref: refs/heads/登录\n', 'refs/heads/登录': HASH }, HASH],
    [
      'a packed ref',
      {
        HEAD: 'ref: refs/heads/main\n',
        'packed-refs': `# pack-refs with: peeled fully-peeled sorted\n${'0'.repeat(40)} refs/heads/domain\n${HASH} refs/heads/main\n^${'1'.repeat(40)}\n`,
      },
      HASH,
    ],
    [
      'a loose ref wins over a packed one',
      { HEAD: 'ref: refs/heads/main\n', 'refs/heads/main': HASH, 'packed-refs': `${'1'.repeat(40)} refs/heads/main\n` },
      HASH,
    ],
    ['a detached head', { HEAD: `${HASH}\n` }, HASH],
    ['a detached head of a SHA-256 repository', { HEAD: 'a'.repeat(64) }, 'a'.repeat(64)],
    ['a branch without commits', { HEAD: 'ref: refs/heads/main\n' }, null],
    ['a ref that climbs', { HEAD: 'ref: refs/../../secret\n', '../secret': HASH }, null],
    ['a ref outside refs', { HEAD: 'ref: config\n', config: HASH }, null],
    ['a head that is no hash', { HEAD: 'not a hash\n' }, null],
    ['a ref that is no hash', { HEAD: 'ref: refs/heads/main\n', 'refs/heads/main': 'x' }, null],
  ])('%s', (_, files, expected) => {
    expect(commitOf(files)).toBe(expected);
  });

  it('a tree without .git has no commit and no index', () => {
    expect(readGit(tempTree({ 'a.txt': '' }))).toEqual({ commit: null, tracked: null });
  });

  it('a .git file (worktree, submodule) points elsewhere and is not followed', () => {
    const elsewhere = tempTree({ HEAD: HASH });
    expect(readGit(tempTree({ '.git': `gitdir: ${elsewhere}\n` }))).toEqual({ commit: null, tracked: null });
  });

  it('an index or head that is a link is not followed', () => {
    const elsewhere = tempTree({ HEAD: HASH, index: gitIndex(2, [{ path: 'outside' }]) });
    const root = tempTree({ '.git/description': '' });
    symlinkSync(join(elsewhere, 'HEAD'), join(root, '.git/HEAD'));
    symlinkSync(join(elsewhere, 'index'), join(root, '.git/index'));
    expect(readGit(root)).toEqual({ commit: null, tracked: null });
  });

  it('a broken index does not hide the commit', () => {
    const root = tempTree({ '.git/HEAD': HASH, '.git/index': 'DIRC' });
    expect(readGit(root)).toEqual({ commit: HASH, tracked: null });
  });
});

function withVersion(version: number): Buffer {
  const bytes = gitIndex(2, [{ path: 'a' }]);
  bytes.writeUInt32BE(version, 4);
  return bytes;
}

/** The head of a version 4 index of one entry, up to where the prefix number stands. */
function entryHead(): Buffer {
  return gitIndex(4, [{ path: 'a' }]).subarray(0, 12 + 62);
}

function stripping(count: number): Buffer {
  return Buffer.concat([entryHead(), varint(count), Buffer.from('name\0'), Buffer.alloc(20)]);
}
