/** Writes what a command made: to standard output or to files, checked before the work and replaced in one step. */
import { accessSync, constants, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../core/errors.js';

/** Where a command's text goes; a test takes its own. */
export interface Streams {
  readonly out: (text: string | Uint8Array) => void;
  readonly err: (text: string) => void;
  readonly isTerminal: boolean;
  /** Whether `out` is a screen. */
  readonly outIsTerminal: boolean;
  readonly colour: boolean;
}

export const processStreams: Streams = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
  outIsTerminal: process.stdout.isTTY === true,
  colour: process.stdout.isTTY === true && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb',
};

/**
 * Checks that a file can be written, before an hour is spent on what it shall hold.
 * @throws UsageError naming the path and the mend
 */
export function requireWritable(file: string): void {
  const path = resolve(file);
  const folder = dirname(path);
  try {
    if (!statSync(folder).isDirectory())
      throw new UsageError(`${folder} is not a directory, so ${file} cannot be written`);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `${file} cannot be written (${codeOf(error)}): ${folder} must be a directory that exists and that you may write to`,
    );
  }
  try {
    if (statSync(path).isDirectory()) throw new UsageError(`${file} is a directory: give the name of a file in it`);
  } catch (error) {
    if (error instanceof UsageError) throw error;
  }
}

/** Writes a file through a temporary one beside it, so that a reader never sees half of it. @throws UsageError */
export function writeOutput(file: string, content: string | Uint8Array): void {
  requireWritable(file);
  const path = resolve(file);
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    writeFileSync(temporary, content);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new UsageError(`${file} could not be written (${codeOf(error)})`);
  }
}

/** Makes a directory for several files. @throws UsageError */
export function requireFolder(folder: string): void {
  try {
    mkdirSync(resolve(folder), { recursive: true });
    accessSync(resolve(folder), constants.W_OK);
  } catch (error) {
    throw new UsageError(
      `${folder} cannot be used for the report (${codeOf(error)}): give a directory that you may write to`,
    );
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'error';
}
