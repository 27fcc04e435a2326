// Builds dist/: compiled code, the compiled registry, the version. `--if-stale` skips what is up to date.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const SOURCES = ['core', 'registry', 'scanner', 'exporters', 'cli', 'scripts', 'bench'];
const stamp = join(root, 'dist/.built');

/** Newest change below the source folders, in ms. */
function newest(dir) {
  let time = statSync(dir).mtimeMs;
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    time = Math.max(time, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return time;
}

export function isStale() {
  if (!existsSync(stamp)) return true;
  const built = statSync(stamp).mtimeMs;
  const files = ['package.json', 'tsconfig.json', 'tsconfig.build.json'].map((f) => statSync(join(root, f)).mtimeMs);
  return Math.max(...files, ...SOURCES.map((s) => newest(join(root, s)))) > built;
}

export async function build() {
  const started = Date.now();
  const index = spawnSync(process.execPath, [join(root, 'scripts/generate-index.mjs')], {
    cwd: root,
    stdio: 'inherit',
  });
  if (index.status !== 0) process.exit(index.status ?? 2);
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const compiled = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (compiled.status !== 0) process.exit(2);
  mkdirSync(join(root, 'dist'), { recursive: true });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  writeFileSync(join(root, 'dist/version.json'), `${JSON.stringify({ version })}\n`);
  const { compileRegistry } = await import(pathToFileURL(join(root, 'dist/scripts/compile-registry.js')).href);
  compileRegistry(join(root, 'registry'), join(root, 'dist/registry'));
  chmodSync(join(root, 'dist/cli/main.js'), 0o755);
  writeFileSync(stamp, `${new Date(started).toISOString()}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!process.argv.includes('--if-stale') || isStale()) await build();
}
