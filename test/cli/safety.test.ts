/** A scan starts no process and opens no connection, whatever the tree is set up to do. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outflow } from '../support/cli.js';
import { tempDir, tempTree, write } from '../support/temp-tree.js';

/** Makes every way out of the process fail, and say so. */
const GUARD = `
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import workers from 'node:worker_threads';
const trap = (what) => () => { process.stderr.write('ESCAPED: ' + what + '\\n'); process.exit(70); };
for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']) childProcess[name] = trap(name);
childProcess.ChildProcess.prototype.spawn = trap('ChildProcess.spawn');
net.Socket.prototype.connect = trap('connect');
net.Server.prototype.listen = trap('listen');
dgram.Socket.prototype.send = trap('send');
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) { dns[name] = trap('dns.' + name); dns.promises[name] = trap('dns.' + name); }
workers.Worker = class { constructor() { trap('Worker')(); } };
globalThis.fetch = trap('fetch');
syncBuiltinESMExports();
`;

const guard = join(tempTree({ 'guard.mjs': GUARD }), 'guard.mjs');

/** A repository whose own configuration, hooks, wrappers and scripts leave a marker when anything of it is run. */
function trappedTree(marker: string): string {
  const root = tempTree({});
  const touch = `touch ${marker}`;
  write(root, {
    '.git/HEAD': 'ref: refs/heads/main\n',
    '.git/objects/info/x': '',
    '.git/refs/heads/.keep': '',
    '.git/config': `[core]
\trepositoryformatversion = 0
\tbare = false
\tfsmonitor = "${touch}; false"
\tsshCommand = "${touch}"
\tpager = "${touch}"
\teditor = "${touch}"
\thooksPath = .git/hooks
\tattributesFile = .git/info/attributes
[filter "trap"]
\tclean = ${touch}
\tsmudge = ${touch}
\tprocess = ${touch}
\trequired = true
[diff]
\texternal = ${touch}
[diff "trap"]
\ttextconv = ${touch}
[alias]
\tstatus = "!${touch}"
[credential]
\thelper = "!${touch}"
[remote "origin"]
\turl = "ext::sh -c ${touch}"
\tuploadpack = ${touch}
`,
    '.git/info/attributes': '* filter=trap diff=trap\n',
    '.gitattributes': '* filter=trap diff=trap\n',
    '.gitmodules': `[submodule "x"]\n\tpath = x\n\turl = -u./payload\n\tupdate = !${touch}\n`,
    'package.json': `{"name":"trapped","scripts":{"preinstall":"${touch}","postinstall":"${touch}"},"dependencies":{"@sentry/browser":"7.0.0"}}`,
    'build.gradle': `"${touch}".execute()\nexec { commandLine '${touch}' }\ndependencies { implementation 'a.b:c:1.0' }\n`,
    Podfile: `system('${touch}')\n\`${touch}\`\ntarget 'A' do\n  pod 'Sentry'\nend\n`,
    'Package.swift': `import Foundation\nlet p = Process()\nlet package = Package(name: "x")\n`,
    'app.config.js': `require('child_process').execSync('${touch}');\nmodule.exports = {};\n`,
    '.npmrc': `script-shell=${touch}\n`,
    '.outflow/config.js': `require('fs').writeFileSync('${marker}', '')`,
  });
  for (const hook of [
    'post-checkout',
    'post-index-change',
    'pre-commit',
    'fsmonitor-watchman',
    'reference-transaction',
  ])
    write(root, { [`.git/hooks/${hook}`]: `#!/bin/sh\n${touch}\n` });
  for (const name of ['gradlew', 'git', 'npm', 'node', 'pod', 'sh']) write(root, { [name]: `#!/bin/sh\n${touch}\n` });
  for (const path of [
    'gradlew',
    'git',
    'npm',
    'node',
    'pod',
    'sh',
    ...readdirSync(join(root, '.git/hooks')).map((h) => `.git/hooks/${h}`),
  ])
    chmodSync(join(root, path), 0o755);
  return root;
}

describe('the guard', () => {
  it.each([
    "require('node:child_process').spawnSync('true')",
    "fetch('http://127.0.0.1:9')",
    "require('node:net').connect(9, '127.0.0.1')",
    "require('node:dns').lookup('localhost', () => {})",
  ])('catches %s', (code) => {
    const run = spawnSync(process.execPath, ['--import', guard, '-e', code], { encoding: 'utf8' });
    expect([run.status, run.stderr.startsWith('ESCAPED: ')]).toEqual([70, true]);
  });
});

describe('a hostile repository', () => {
  const hasGit = spawnSync('git', ['--version']).status === 0;

  it.skipIf(!hasGit)('is one that git itself falls for (skipped where there is no git)', () => {
    const marker = join(tempDir(), 'marker');
    spawnSync('git', ['-c', 'safe.directory=*', 'status'], {
      cwd: trappedTree(marker),
      env: { PATH: process.env['PATH'], HOME: tempDir() },
    });
    expect(existsSync(marker)).toBe(true);
  });

  it('runs nothing in a scan, and the scan finds what is there', () => {
    const marker = join(tempDir(), 'marker');
    const root = trappedTree(marker);
    const { code, out, err } = outflow(['scan', '.', '-q', '--format', 'json'], {
      cwd: root,
      node: ['--import', guard],
      env: { PATH: `${root}:${process.env['PATH'] ?? ''}` },
    });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('@sentry/browser');
    expect(existsSync(marker)).toBe(false);
  });
});

describe('no command makes a network call or starts a process', () => {
  const scan = join(tempDir(), 'scan.json');
  it.each<[string[]]>([
    [['scan', 'examples/jobs-app', '-q', '--format', 'json', '--out', scan]],
    [['scan', 'examples/jobs-app', '-q', '--report', tempDir()]],
    [['export', 'disclosure', 'examples/jobs-app', '-q', '--format', 'html']],
    [['export', 'disclosure', '--from', scan]],
    [['registry', 'list']],
    [['registry', 'check']],
    [['explain', 'device.oaid']],
    [['--help']],
  ])('%j', (args) => {
    const { code, err } = outflow(args, { node: ['--import', guard] });
    expect(err).not.toContain('ESCAPED');
    expect(code).not.toBe(70);
    expect(code).not.toBeNull();
  });
});
