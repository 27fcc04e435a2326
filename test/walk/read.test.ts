/** Reading one file: bounded, links not followed, nothing but regular files. */
import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, openSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatBytes, readBytes } from '../../scanner/walk/read.js';
import { tempTree } from '../support/temp-tree.js';

const entry = (path: string) => ({ path, diskPath: path, vendored: false });

describe('readBytes', () => {
  it('reads a whole file, and a later, larger one', () => {
    const large = 'x'.repeat(3 * 1024 * 1024);
    const root = tempTree({ 'a.txt': 'alpha', 'b.txt': large });
    const first = readBytes(root, entry('a.txt'), 10);
    expect(first.ok && first.bytes.toString()).toBe('alpha');
    const second = readBytes(root, entry('b.txt'), 5 * 1024 * 1024);
    expect(second.ok && second.bytes.length).toBe(large.length);
  });

  it('reads a file of exactly the limit and none above it', () => {
    const root = tempTree({ five: '12345', six: '123456' });
    expect(readBytes(root, entry('five'), 5).ok).toBe(true);
    expect(readBytes(root, entry('six'), 5)).toEqual({ ok: false, why: 'larger than 5 bytes', tooLarge: true });
  });

  it('refuses a sparse file of 8 GiB without reading it', () => {
    const root = tempTree({ 'package.json': '' });
    const fd = openSync(join(root, 'package.json'), 'r+');
    ftruncateSync(fd, 8 * 1024 ** 3);
    closeSync(fd);
    expect(readBytes(root, entry('package.json'), 5 * 1024 * 1024)).toMatchObject({ ok: false, tooLarge: true });
  });

  it.each<[string, (path: string) => void, string]>([
    ['a link', (path) => symlinkSync('/etc/hostname', path), 'could not be read (ELOOP)'],
    ['a directory', (path) => mkdirSync(path), 'is not a regular file'],
    ['a pipe', (path) => void spawnSync('mkfifo', [path]), 'is not a regular file'],
    ['nothing', () => {}, 'could not be read (ENOENT)'],
  ])('does not read %s', (_, make, why) => {
    const root = tempTree({});
    make(join(root, 'x'));
    expect(readBytes(root, entry('x'), 100)).toEqual({ ok: false, why, tooLarge: false });
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 bytes'],
    [1023, '1023 bytes'],
    [1024, '1 KiB'],
    [1536, '1.5 KiB'],
    [5 * 1024 * 1024, '5 MiB'],
  ])('%i as %s', (bytes, expected) => {
    expect(formatBytes(bytes)).toBe(expected);
  });
});
