/** Runs the built command line as users do: a process of its own, its output and exit code. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
export const MAIN = join(ROOT, 'dist/cli/main.js');

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Arguments for Node itself, such as a preload. */
  readonly node?: readonly string[];
  /** Runs as this user; only root may ask for it. */
  readonly uid?: number;
}

/** One run; ends after half a minute, so that a scan that hangs is a failure and not a wait. */
export function outflow(args: readonly string[], options: RunOptions = {}): Ran {
  const run = spawnSync(process.execPath, [...(options.node ?? []), MAIN, ...args], {
    encoding: 'utf8',
    cwd: options.cwd ?? ROOT,
    env: { PATH: process.env['PATH'] ?? '', LANG: 'en_US.UTF-8', ...options.env },
    maxBuffer: 256 * 1024 * 1024,
    timeout: 30_000,
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}
