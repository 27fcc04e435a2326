/** What the walk enters, what it leaves out and counts, and what it does with trees that were made to harm. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isBuildOutput, isVendored } from '../../scanner/walk/rules.js';
import { DEFAULT_LIMITS, type WalkOptions, walkTree } from '../../scanner/walk/walk.js';
import { tempDir, tempTree, write } from '../support/temp-tree.js';
import { gitIndex } from './git-index.js';

const walk = (root: string, options: Partial<WalkOptions> = {}) =>
  walkTree(root, { limits: DEFAULT_LIMITS, noIgnore: false, wanted: () => false, ...options });
const pathsIn = (root: string, options: Partial<WalkOptions> = {}) => walk(root, options).files.map((f) => f.path);

describe('what is entered', () => {
  it('files come sorted by code unit, whatever the disk says', () => {
    const root = tempTree({ 'b.txt': '', 'a/z.txt': '', 'a-b.txt': '', 'a.txt': '', 'B.txt': '' });
    expect(pathsIn(root)).toEqual(['B.txt', 'a-b.txt', 'a.txt', 'a/z.txt', 'b.txt']);
  });

  it.each(['node_modules', 'Pods', '.gradle', 'oh_modules', 'unpackage', 'DerivedData', '.git'])(
    '%s is never entered, tracked or not',
    (name) => {
      const root = tempTree({
        [`app/${name}/x/package.json`]: '{}',
        'app/package.json': '{}',
        '.git/index': gitIndex(2, [{ path: `app/${name}/x/package.json` }]),
      });
      expect(pathsIn(root)).toEqual(['app/package.json']);
      expect(pathsIn(root, { noIgnore: true })).toEqual(['app/package.json']);
    },
  );

  it('build results beside a manifest are left out and counted', () => {
    const root = tempTree({
      'app/build.gradle': '',
      'app/build/outputs/a.txt': '',
      'docs/build/guide.txt': '',
      'web/package.json': '{}',
      'web/dist/bundle.js': '',
    });
    const { files, skipped } = walk(root);
    expect(files.map((f) => f.path)).toEqual(['app/build.gradle', 'docs/build/guide.txt', 'web/package.json']);
    expect(skipped).toEqual([
      { why: 'build: build results beside a manifest', count: 1, files: ['app/build'] },
      { why: 'dist: build results beside a manifest', count: 1, files: ['web/dist'] },
    ]);
  });

  it('build results that version control holds are entered', () => {
    const root = tempTree({
      'package.json': '{}',
      'dist/sdk.js': '',
      '.git/index': gitIndex(2, [{ path: 'dist/sdk.js' }]),
    });
    expect(pathsIn(root)).toEqual(['dist/sdk.js', 'package.json']);
  });

  it.each<[string, string[], boolean]>([
    ['build', ['build.gradle.kts'], true],
    ['build', ['settings.gradle'], true],
    ['target', ['pom.xml'], true],
    ['dist', ['package.json'], true],
    ['out', ['Package.swift'], true],
    ['build', ['README.md', 'build.txt'], false],
    ['builds', ['package.json'], false],
    ['src', ['package.json'], false],
  ])('%s beside %j: build output %s', (name, siblings, expected) => {
    expect(isBuildOutput(name, siblings)).toBe(expected);
  });

  it.each<[string, boolean]>([
    ['vendor/wechat/WXApi.h', true],
    ['app/third_party/a.c', true],
    ['app/third-party/a.c', true],
    ['app/thirdparty/a.c', true],
    ['ThirdParty/UMSocial/a.m', true],
    ['Carthage/Checkouts/x/a.swift', true],
    ['src/vendor.ts', false],
    ['src/vendoring/a.ts', false],
    ['app/src/main/java/com/acme/external/A.java', false],
  ])('%s is vendored: %s', (path, expected) => {
    expect(isVendored(path)).toBe(expected);
  });

  it('marks vendored files and keeps them', () => {
    const root = tempTree({ 'vendor/pay/Podfile': '', 'src/a.swift': '' });
    expect(walk(root).files.map((f) => [f.path, f.vendored])).toEqual([
      ['src/a.swift', false],
      ['vendor/pay/Podfile', true],
    ]);
  });
});

describe('links', () => {
  it('are counted and not followed: loops end, nothing outside the tree is named', () => {
    const outside = tempTree({ 'secret.txt': 'x', 'package.json': '{}' });
    const root = tempTree({ 'a/b/file.txt': '' });
    symlinkSync('..', join(root, 'a/b/loop'));
    symlinkSync('.', join(root, 'a/self'));
    symlinkSync(outside, join(root, 'outside'));
    symlinkSync(join(outside, 'package.json'), join(root, 'package.json'));
    symlinkSync('nowhere', join(root, 'dangling'));
    const { files, skipped, problems } = walk(root);
    expect(files.map((f) => f.path)).toEqual(['a/b/file.txt']);
    expect(skipped).toEqual([
      {
        why: 'symbolic links, which are not followed',
        count: 5,
        files: ['a/b/loop', 'a/self', 'dangling', 'outside', 'package.json'],
      },
    ]);
    expect(problems).toEqual([]);
  });

  it('an ignore file that is a link is not applied: its text would come from outside', () => {
    const outside = tempTree({ rules: '*\n' });
    const root = tempTree({ 'a.txt': '' });
    symlinkSync(join(outside, 'rules'), join(root, '.gitignore'));
    expect(pathsIn(root)).toEqual(['a.txt']);
  });

  it('the root itself may be a link', () => {
    const root = tempTree({ 'a.txt': '' });
    const link = join(tempDir(), 'link');
    symlinkSync(root, link);
    expect(pathsIn(link)).toEqual(['a.txt']);
  });
});

describe('limits', () => {
  it('a directory deeper than the limit cuts the walk, and that is said', () => {
    const root = tempTree({ 'a/b/c/d/deep.txt': '', 'a/b/here.txt': '', 'z.txt': '' });
    const { files, cut, skipped } = walk(root, { limits: { maxFiles: 100, maxDepth: 3 } });
    expect(files.map((f) => f.path)).toEqual(['a/b/here.txt', 'z.txt']);
    expect(cut).toBe(true);
    expect(skipped).toEqual([{ why: 'directories deeper than 3', count: 1, files: ['a/b/c/d'] }]);
  });

  it('files beyond the limit cut the walk, and that is said', () => {
    const root = tempTree({ a: '', b: '', c: '', d: '' });
    const { files, cut, skipped } = walk(root, { limits: { maxFiles: 2, maxDepth: 10 } });
    expect(files.map((f) => f.path)).toEqual(['a', 'b']);
    expect(cut).toBe(true);
    expect(skipped[0]).toMatchObject({ why: 'files beyond the first 2' });
  });

  it('exactly as many files as the limit is no cut', () => {
    const { files, cut } = walk(tempTree({ a: '', b: '' }), { limits: { maxFiles: 2, maxDepth: 10 } });
    expect([files.length, cut]).toEqual([2, false]);
  });

  it('a chain of 70 directories ends at the default depth', () => {
    const { cut } = walk(tempTree({ [`${'d/'.repeat(70)}x`]: '' }));
    expect(cut).toBe(true);
  });

  it('reports progress every thousand files', () => {
    const root = tempDir();
    for (let i = 0; i < 2100; i++) writeFileSync(join(root, `f${i}`), '');
    const seen: number[] = [];
    walk(root, { onProgress: (count) => seen.push(count) });
    expect(seen).toEqual([1000, 2000]);
  });
});

describe('names', () => {
  it('with newlines, escapes and quotes are kept as they are', () => {
    const names = ['line\nbreak.txt', '\u001b[31mred\u001b[0m.txt', 'quote".txt', 'tab\t.txt', '-rf', '\u202eexe.txt'];
    const root = tempTree(Object.fromEntries(names.map((name) => [name, ''])));
    expect(pathsIn(root)).toEqual([...names].sort());
  });

  it('that are not NFC are told in NFC and opened by the name on disk', () => {
    const root = tempTree({ 'cafe\u0301/re\u0301sume\u0301.txt': '' });
    expect(walk(root).files).toEqual([
      { path: 'caf\u00e9/r\u00e9sum\u00e9.txt', diskPath: 'cafe\u0301/re\u0301sume\u0301.txt', vendored: false },
    ]);
  });

  it('that are no UTF-8 at all do not end the walk', () => {
    const root = tempTree({ 'a.txt': '' });
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xd6, 0xd0, 0x2e, 0x74])]), '');
    expect(pathsIn(root)).toContain('a.txt');
  });
});

describe('what is no file', () => {
  it('a pipe is counted and never opened', () => {
    const root = tempTree({ 'a.txt': '' });
    expect(spawnSync('mkfifo', [join(root, 'package.json'), join(root, '.gitignore')]).status).toBe(0);
    const { files, skipped } = walk(root);
    expect(files.map((f) => f.path)).toEqual(['a.txt']);
    expect(skipped).toEqual([{ why: 'devices, sockets and pipes', count: 2, files: ['.gitignore', 'package.json'] }]);
  });
});

describe('a directory without permission', () => {
  // Root may read everything, so the test drops to another user where it is root, and needs nothing else where it is not.
  const asRoot = process.getuid?.() === 0;

  it('is a problem of its own, and the rest is walked', () => {
    const root = tempTree({ 'open/a.txt': '', 'shut/b.txt': '', 'z.txt': '' });
    chmodSync(root, 0o755);
    chmodSync(join(root, 'shut'), 0o000);
    if (asRoot) process.seteuid?.(65534);
    let result: ReturnType<typeof walk>;
    try {
      result = walk(root);
    } finally {
      if (asRoot) process.seteuid?.(0);
      chmodSync(join(root, 'shut'), 0o755);
    }
    expect(result.files.map((f) => f.path)).toEqual(['open/a.txt', 'z.txt']);
    expect(result.problems).toEqual([
      expect.objectContaining({ stage: 'walk', file: 'shut', message: expect.stringContaining('EACCES') }),
    ]);
  });
});

describe('a directory that goes away', () => {
  it('while ignored directories are counted is a problem and no crash', () => {
    const root = tempTree({ '.gitignore': 'gone/\n', 'gone/sub/a.txt': '', 'z.txt': '' });
    const wanted = (path: string) => {
      if (path === 'gone/sub/a.txt') rmSync(join(root, 'gone'), { recursive: true, force: true });
      return false;
    };
    mkdirSync(join(root, 'gone/sub2'));
    write(root, { 'gone/sub2/b.txt': '' });
    expect(walk(root, { wanted }).files.map((f) => f.path)).toEqual(['.gitignore', 'z.txt']);
  });
});
