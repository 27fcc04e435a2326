/** Whatever is wrong with what is handed in: a clear message or a problem in the result, and the rest is still scanned. */
import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, ftruncateSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ScanResult } from '../../core/inventory.js';
import { MAIN, outflow } from '../support/cli.js';
import { tempDir, tempTree, write } from '../support/temp-tree.js';

const SOUND = { 'sound/package.json': '{"name":"sound","dependencies":{"@sentry/browser":"7.0.0"}}' };

/** Scans a tree and expects that the sound package in it was found whatever else happened. */
function scanned(root: string): ScanResult {
  const { code, out, err } = outflow(['scan', root, '-q', '--format', 'json']);
  expect([code, err]).toEqual([0, '']);
  const result = JSON.parse(out) as ScanResult;
  expect(result.packages.map((p) => p.name)).toContain('@sentry/browser');
  return result;
}

describe('the path', () => {
  it.each<[string, string, RegExp]>([
    ['does not exist', join(tempDir(), 'nowhere'), /nowhere does not exist: give the directory/],
    ['is a file', join(tempTree({ 'a.txt': '' }), 'a.txt'), /a\.txt is a file: give the directory/],
    ['is below a file', join(tempTree({ 'a.txt': '' }), 'a.txt/b'), /cannot be read \(ENOTDIR\)/],
  ])('%s', (_, path, message) => {
    const { code, out, err } = outflow(['scan', path, '-q']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err).not.toContain('    at ');
  });

  it('is an empty directory: an empty result, which is no fault', () => {
    const { code, out } = outflow(['scan', tempDir(), '-q', '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ incomplete: false, sdks: [], packages: [], findings: [], problems: [] });
    expect(outflow(['scan', tempDir(), '-q']).out).toContain('No SDK of the registry was found');
  });
});

describe('the output', () => {
  it.each<[string, (dir: string) => string]>([
    ['in a directory that does not exist', (dir) => join(dir, 'no/where/scan.json')],
    ['that is a directory', (dir) => dir],
    ['below a file', (dir) => join(dir, 'package.json/scan.json')],
  ])('%s cannot be written: said before the scan', (_, fileIn) => {
    const file = fileIn(tempTree(SOUND['sound/package.json'] ? { 'package.json': SOUND['sound/package.json'] } : {}));
    const { code, err } = outflow(['scan', tempTree(SOUND), '--format', 'json', '--out', file]);
    expect(code).toBe(2);
    expect(err).toMatch(/^outflow: .*(?:cannot be written|is a directory|is not a directory)/);
    expect(err).not.toContain('reading files');
  });

  it('a report directory that is a file', () => {
    const dir = tempTree({ report: '' });
    const { code, err } = outflow(['scan', tempTree(SOUND), '-q', '--report', join(dir, 'report')]);
    expect([code, /cannot be used for the report/.test(err)]).toEqual([2, true]);
  });
});

describe('a broken file of each kind', () => {
  const BROKEN: Readonly<Record<string, string>> = {
    'package.json': '{"dependencies": {"a": ',
    'package-lock.json': '[[[',
    'yarn.lock': '\u0000\u0001',
    'pnpm-lock.yaml': 'a: [\n  b: }',
    'app/build.gradle': "dependencies { implementation 'a:b:1.0\n }}}}",
    'app/build.gradle.kts': 'dependencies { implementation("a',
    'settings.gradle': 'include ((((',
    'gradle/libs.versions.toml': '[libraries\nx = ',
    'app/src/main/AndroidManifest.xml': '<manifest><application></manifest>',
    'ios/Podfile': "target 'A' do\n pod 'B',,\n",
    'ios/Podfile.lock': 'PODS:\n  - A (\n :::',
    'ios/Package.swift': 'let package = Package(name: "',
    'ios/Package.resolved': '{"pins":[{]}',
    'ios/App/Info.plist': '<plist><dict><key>A</key>',
    'ios/App/App.entitlements': 'bplist00\u0000\u0000',
    'ios/PrivacyInfo.xcprivacy': '<plist><array><dict/>',
    'ios/App.xcodeproj/project.pbxproj': '// !$*UTF8*$!\n{ objects = { A = {',
    'uni/manifest.json': '{ "app-plus": { /* open ',
    'uni/pages.json': '{"pages": [',
    'mp/app.json': '{"plugins": {"a": 3}',
    'mp/project.config.json': 'undefined',
    'web/index.html': '<script src="https://',
    'pubspec.yaml': 'dependencies:\n\t- x: :',
    'pubspec.lock': 'packages: {',
    'libs/broken.aar': 'PK\u0003\u0004 and then nothing',
    'libs/broken.jar': 'no zip at all',
    'src/A.java': 'package a; import b.',
    'src/B.kt': '"""',
    'src/C.swift': '#"""',
    'src/D.m': '#import <',
    'src/E.dart': "import '",
    'src/f.ts': 'import { from `${',
    'src/G.vue': '<script>import',
  };

  it.each(Object.entries(BROKEN))('%s', (path, text) => {
    scanned(tempTree({ ...SOUND, [path]: text }));
  });

  it('all of them in one tree, and what could not be read is told with its file', () => {
    const { problems } = scanned(tempTree({ ...SOUND, ...BROKEN }));
    expect(problems.length).toBeGreaterThan(5);
    expect(problems.map((p) => p.file)).toContain('package.json');
    expect(problems.filter((p) => p.file !== null && !(p.file in BROKEN))).toEqual([]);
  });
});

describe('odd packages', () => {
  it.each<[string, Record<string, string>]>([
    [
      'a Swift package by branch',
      {
        'Package.swift':
          '// swift-tools-version:5.7\nimport PackageDescription\nlet package = Package(name: "S", dependencies: [.package(url: "https://github.com/getsentry/sentry-cocoa", branch: "main")])',
      },
    ],
    [
      'a Swift package whose version is a variable',
      {
        'Package.swift':
          '// swift-tools-version:5.7\nimport PackageDescription\nlet package = Package(name: "S", dependencies: [.package(url: "https://github.com/getsentry/sentry-cocoa", someVersion)])',
      },
    ],
    ['a pod without a name', { Podfile: "target 'A' do\n  pod ''\nend\n" }],
    [
      'a coordinate without a group',
      { 'app/build.gradle': "apply plugin: 'com.android.application'\ndependencies { implementation ':b:1.0' }" },
    ],
    ['a plugin without an id', { 'app/build.gradle': "plugins { id '' }" }],
    [
      'npm names that are none',
      { 'package.json': '{"dependencies":{"":"1","@":"1","@a/":"1","A B":"1","../x":"1","constructor":"1"}}' },
    ],
    ['a pub package without a name', { 'pubspec.yaml': 'name: a\ndependencies:\n  "": ^1.0.0\n' }],
  ])('%s', (_, files) => {
    scanned(tempTree({ ...SOUND, ...files }));
  });
});

describe('hostile files', () => {
  it('a package.json of 200 MB is a problem and no crash', () => {
    const root = tempTree({ ...SOUND, 'package.json': '{' });
    const fd = openSync(join(root, 'package.json'), 'r+');
    ftruncateSync(fd, 200 * 1024 * 1024);
    closeSync(fd);
    expect(scanned(root).problems).toEqual([
      expect.objectContaining({ file: 'package.json', message: expect.stringContaining('larger than') }),
    ]);
  });

  it('names with newlines and terminal escapes never reach the terminal raw', () => {
    const bad = 'a\u001b[2J\u001b]0;owned\u0007\nx/package.json';
    const root = tempTree({ ...SOUND, [bad]: '{"dependencies": {"stranger-x": ' });
    const { out, err } = outflow(['scan', root]);
    expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(out).toContain('\\u001b[2J');
  });

  it('a pipe in the place of a manifest or an ignore file does not hold the scan up', () => {
    const root = tempTree({ ...SOUND, '.git/info/x': '' });
    for (const path of ['package.json', '.gitignore', '.git/info/exclude', '.git/HEAD', '.git/index'])
      expect(spawnSync('mkfifo', [join(root, path)]).status).toBe(0);
    scanned(root);
  });

  it('an ignore file made to be slow does not hold the scan up', () => {
    const root = tempTree({ ...SOUND, '.gitignore': `${'**/a/'.repeat(12)}b\n`, [`${'a/'.repeat(55)}x.txt`]: '' });
    scanned(root);
  });

  it('nesting without end is a problem and no crash', () => {
    const deep = '['.repeat(200_000);
    scanned(tempTree({ ...SOUND, 'package.json': deep, 'uni/manifest.json': deep, 'pubspec.yaml': deep }));
    scanned(tempTree({ ...SOUND, 'app/build.gradle': '('.repeat(200_000), Podfile: '['.repeat(200_000) }));
    scanned(
      tempTree({
        ...SOUND,
        'ios/App/Info.plist': '<a>'.repeat(100_000),
        'x.xcodeproj/project.pbxproj': '{'.repeat(200_000),
      }),
    );
  });

  it('entities of XML are not expanded', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "${'x'.repeat(1000)}">${Array.from({ length: 8 }, (_, i) => `<!ENTITY ${'bcdefghi'[i]} "${`&${'abcdefgh'[i]};`.repeat(10)}">`).join('')}]><manifest package="&i;"/>`;
    scanned(tempTree({ ...SOUND, 'app/src/main/AndroidManifest.xml': bomb }));
  });
});

describe('a directory without permission', () => {
  const asRoot = process.getuid?.() === 0;
  // Root may read everything; the run drops to another user, who must then be able to read the build.
  const readable =
    !asRoot || spawnSync(process.execPath, [MAIN, '--version'], { uid: 65534, gid: 65534, cwd: '/' }).status === 0;

  it.skipIf(!readable)('is a problem in the result (skipped where another user cannot read the build)', () => {
    const root = tempTree({ ...SOUND });
    write(root, { 'shut/package.json': '{}' });
    chmodSync(root, 0o755);
    mkdirSync(join(root, 'open'));
    chmodSync(join(root, 'shut'), 0o000);
    const { code, out } = outflow(['scan', root, '-q', '--format', 'json'], {
      cwd: '/',
      ...(asRoot ? { uid: 65534 } : {}),
    });
    chmodSync(join(root, 'shut'), 0o755);
    expect(code).toBe(0);
    const result = JSON.parse(out) as ScanResult;
    expect(result.packages.map((p) => p.name)).toContain('@sentry/browser');
    expect(result.problems).toEqual([
      expect.objectContaining({ stage: 'walk', file: 'shut', message: expect.stringContaining('EACCES') }),
    ]);
  });
});
