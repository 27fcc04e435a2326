/**
 * Measures the whole `outflow scan` process against `rg -c import` over the same trees. Run with `npm run bench -- <dir> [<dir>…]`;
 * `--write docs/benchmarks.md` writes the table with the command that made it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

/** Warm runs of each program; one run of each goes before and is not counted. */
const RUNS = 5;
const MIB = 1024 * 1024;
const MAIN = join(import.meta.dirname, '../cli/main.js');

interface Timed {
  readonly wallMs: number;
  /** User and system time. */
  readonly cpuMs: number;
  readonly peakBytes: number;
}

interface Measured {
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
  readonly scan: Timed;
  readonly rgMs: number;
  /** Median of the ratios of neighbouring runs. */
  readonly ratio: number;
  readonly stages: Readonly<Record<string, number>>;
}

/**
 * A wrapper that runs a program and prints what it took as the last line of standard error: the times and peak memory of a child are
 * known to its parent alone, and only once it has ended.
 */
const WRAPPER = `
const { spawnSync } = require('node:child_process');
const start = process.hrtime.bigint();
const run = spawnSync(process.argv[1], process.argv.slice(2), { stdio: ['ignore', 'ignore', 'inherit'] });
const wall = Number(process.hrtime.bigint() - start) / 1e6;
console.error(JSON.stringify({ wall, status: run.status }));
`;

function fail(message: string): never {
  console.error(`bench: ${message}`);
  process.exit(2);
}

/** Runs a program once; what it writes is thrown away. Exit codes up to `fine` are no fault (ripgrep says 1 where nothing matched). */
function time(program: string, args: readonly string[], fine: number): Timed {
  return existsSync('/usr/bin/time') ? timeByGnu(program, args, fine) : timeByWrapper(program, args, fine);
}

/** By GNU time, which asks the kernel for the child's use. */
function timeByGnu(program: string, args: readonly string[], fine: number): Timed {
  const dir = mkdtempSync(join(tmpdir(), 'outflow-bench-'));
  try {
    const report = join(dir, 'time');
    const start = performance.now();
    const run = spawnSync('/usr/bin/time', ['-f', '%U %S %M', '-o', report, program, ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const wallMs = performance.now() - start;
    if (run.status === null || run.status > fine) fail(`${program} ${args.join(' ')} ended with ${run.status}`);
    // Where the exit code is not 0, a line that says so stands before the figures.
    const [user = 0, system = 0, peak = 0] = (readFileSync(report, 'utf8').trim().split('\n').at(-1) ?? '')
      .split(' ')
      .map(Number);
    return { wallMs, cpuMs: (user + system) * 1000, peakBytes: peak * 1024 };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Without GNU time: wall time from a small wrapper, and the process's own account of its use where it is Node. */
function timeByWrapper(program: string, args: readonly string[], fine: number): Timed {
  const dir = mkdtempSync(join(tmpdir(), 'outflow-bench-'));
  try {
    const report = join(dir, 'usage');
    const hook = `process.on('exit', () => { const u = process.resourceUsage(); require('node:fs').writeFileSync(${JSON.stringify(report)}, [u.userCPUTime, u.systemCPUTime, u.maxRSS].join(' ')); });`;
    const preload = join(dir, 'usage.cjs');
    writeFileSync(preload, hook);
    const inner = program === process.execPath ? ['--require', preload, ...args] : args;
    const run = spawnSync(process.execPath, ['-e', WRAPPER, program, ...inner], { encoding: 'utf8' });
    const { wall, status } = JSON.parse(run.stderr.trim().split('\n').at(-1) ?? '{}') as {
      wall?: number;
      status?: number | null;
    };
    if (wall === undefined || typeof status !== 'number' || status > fine)
      fail(`${program} ${args.join(' ')} ended with ${status}`);
    const [user = 0, system = 0, peak = 0] = existsSync(report)
      ? readFileSync(report, 'utf8').split(' ').map(Number)
      : [];
    return { wallMs: wall, cpuMs: (user + system) / 1000, peakBytes: peak * 1024 };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Files and bytes of a tree, .git left out; links are not followed. */
function sizeOf(dir: string): { files: number; bytes: number } {
  let files = 0;
  let bytes = 0;
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) {
      if (entry.name === '.git') continue;
      const below = sizeOf(path);
      files += below.files;
      bytes += below.bytes;
    } else if (entry.isFile()) {
      files++;
      bytes += lstatSync(path).size;
    }
  }
  return { files, bytes };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}

function measure(dir: string): Measured {
  const out = mkdtempSync(join(tmpdir(), 'outflow-bench-'));
  try {
    const file = join(out, 'scan.json');
    const scanArgs = [MAIN, 'scan', dir, '--format', 'json', '-q', '-o', file];
    const scans: Timed[] = [];
    const greps: Timed[] = [];
    for (let run = 0; run <= RUNS; run++) {
      const scan = time(process.execPath, [...scanArgs, '--reproducible'], 0);
      const grep = time('rg', ['-c', 'import', dir], 1);
      if (run === 0) continue;
      scans.push(scan);
      greps.push(grep);
    }
    time(process.execPath, scanArgs, 0);
    const { run } = JSON.parse(readFileSync(file, 'utf8')) as { run: { stages: Record<string, number> } };
    return {
      name: basename(dir),
      ...sizeOf(dir),
      scan: {
        wallMs: median(scans.map((s) => s.wallMs)),
        cpuMs: median(scans.map((s) => s.cpuMs)),
        peakBytes: Math.max(...scans.map((s) => s.peakBytes)),
      },
      rgMs: median(greps.map((g) => g.wallMs)),
      ratio: median(scans.map((scan, i) => scan.wallMs / (greps[i]?.wallMs ?? Number.NaN))),
      stages: run.stages,
    };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

const seconds = (ms: number): string => (ms / 1000).toFixed(2);

function tableOf(rows: readonly Measured[]): string {
  const stages = ['walk', 'extract', 'correlate', 'detect', 'check'];
  const head = [
    'tree',
    'files',
    'MB',
    'outflow s',
    'rg s',
    'ratio',
    'user+sys s',
    'peak MB',
    ...stages.map((s) => `${s} s`),
  ];
  const lines = rows.map((r) => [
    r.name,
    String(r.files),
    (r.bytes / MIB).toFixed(0),
    seconds(r.scan.wallMs),
    seconds(r.rgMs),
    r.ratio.toFixed(1),
    seconds(r.scan.cpuMs),
    (r.scan.peakBytes / MIB).toFixed(0),
    ...stages.map((s) => seconds(r.stages[s] ?? 0)),
  ]);
  return [
    `| ${head.join(' | ')} |`,
    `| --- |${' ---: |'.repeat(head.length - 1)}`,
    ...lines.map((l) => `| ${l.join(' | ')} |`),
  ].join('\n');
}

function pageOf(rows: readonly Measured[]): string {
  return `# Benchmarks

Made by \`npm run bench -- ${rows.map((r) => `<${r.name}>`).join(' ')} --write docs/benchmarks.md\`, Node ${process.versions.node}, ${process.platform} ${process.arch}.

The whole \`outflow scan --format json --reproducible -q -o <file>\` process, from its start to its end, against \`rg -c import\` over the same tree, in turn:
one warm-up of each, then ${RUNS} of each. Times are medians; the ratio is the median of the ratios of neighbouring runs; the peak is the largest resident set of
the ${RUNS}. Files and MB leave \`.git\` out. Times per stage are from one more scan.

${tableOf(rows)}
`;
}

function main(args: readonly string[]): void {
  const at = args.indexOf('--write');
  const target = at < 0 ? null : (args[at + 1] ?? fail('--write takes a file'));
  const dirs = args
    .filter((_, i) => at < 0 || (i !== at && i !== at + 1))
    .map((dir) => resolve(process.env['INIT_CWD'] ?? '.', dir));
  if (dirs.length === 0) fail('give one or more trees: npm run bench -- <dir> [<dir>…] [--write docs/benchmarks.md]');
  const missing = dirs.find((dir) => !existsSync(dir));
  if (missing !== undefined) fail(`${missing} does not exist`);
  if (spawnSync('rg', ['--version']).status !== 0)
    fail('ripgrep is what a scan is measured against, and there is no rg here: install it (apt-get install ripgrep)');
  const rows = dirs.map((dir) => {
    console.error(`bench: ${basename(dir)}`);
    return measure(dir);
  });
  console.log(tableOf(rows));
  if (target !== null) writeFileSync(resolve(process.env['INIT_CWD'] ?? '.', target), pageOf(rows));
}

main(process.argv.slice(2));
