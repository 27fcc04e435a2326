/** Reads the files of a .outflow folder, which lies in a tree that nobody vouches for: no link is followed, sizes and counts are bounded. */
import { type Dirent, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findNodeAtLocation, type ParseError, parse, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { z } from 'zod';
import type { CompanyIssue } from '../../core/errors.js';
import { lineIndex, sortedBy } from '../../core/text.js';
import { pathOf } from '../load.js';
import { readYaml } from '../yaml.js';
import { explainIssues } from './explain.js';

export const MAX_FILE_BYTES = 1024 * 1024;
export const MAX_FILES = 2000;
const MAX_DEPTH = 6;

/** A file that could be read, parsed and understood. */
export interface CompanyFile<T> {
  /** As messages name it: `.outflow/disclosure.yaml`. */
  readonly label: string;
  readonly value: T;
  lineOf(path: readonly PropertyKey[]): number | null;
}

/** One folder; every fault is collected, none is thrown. */
export class CompanyFolder {
  readonly issues: CompanyIssue[] = [];
  /** Files by path relative to the folder, sorted. */
  readonly files: readonly string[];
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    const files: string[] = [];
    this.list('', 0, files);
    this.files = sortedBy(files, (f) => f);
  }

  label(path: string): string {
    return `${basename(this.folder)}/${path}`;
  }

  report(path: string, at: readonly PropertyKey[], message: string, line: number | null = null): void {
    this.issues.push({ file: this.label(path), line, at: pathOf(at), message });
  }

  /** null where the file is not there or cannot be used; the fault is then reported. */
  read<Schema extends z.ZodType>(path: string, schema: Schema): CompanyFile<z.output<Schema>> | null {
    if (!this.files.includes(path)) return null;
    const text = this.textOf(path);
    if (text === null) return null;
    const { value, problem, lineOf } = /\.jsonc?$/.test(path) ? readJsonc(text) : readYaml(text);
    if (problem) {
      this.report(path, [], problem.message, problem.line);
      return null;
    }
    const parsed = schema.safeParse(value ?? {});
    if (parsed.success) return { label: this.label(path), value: parsed.data, lineOf };
    for (const issue of explainIssues(parsed.error, schema))
      this.report(path, issue.path, issue.message, lineOf(issue.path));
    return null;
  }

  private textOf(path: string): string | null {
    const file = join(this.folder, path);
    if (lstatSync(file).size > MAX_FILE_BYTES) {
      this.report(path, [], 'is larger than 1 MiB: that is no file of this folder');
      return null;
    }
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
    } catch {
      this.report(path, [], 'is not UTF-8: save it as UTF-8');
      return null;
    }
  }

  private list(dir: string, depth: number, out: string[]): void {
    let entries: Dirent[];
    try {
      entries = readdirSync(join(this.folder, dir), { withFileTypes: true });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'error';
      this.report(dir, [], `cannot be read (${code})`);
      return;
    }
    for (const entry of sortedBy(entries, (e) => e.name)) {
      const path = dir === '' ? entry.name : `${dir}/${entry.name}`;
      if (out.length >= MAX_FILES) {
        this.report(path, [], `is one file too many: the folder may hold ${MAX_FILES}`);
        return;
      }
      if (entry.isSymbolicLink()) this.report(path, [], 'is a link, which is not followed: put the file itself here');
      else if (entry.isFile()) out.push(path);
      else if (entry.isDirectory() && depth < MAX_DEPTH) this.list(path, depth + 1, out);
    }
  }
}

/** `other`: a file, or a link, which is not followed. */
export function kindOf(folder: string): 'directory' | 'absent' | 'other' {
  try {
    return lstatSync(folder).isDirectory() ? 'directory' : 'other';
  } catch {
    return 'absent';
  }
}

function readJsonc(text: string): ReturnType<typeof readYaml> {
  const errors: ParseError[] = [];
  const options = { allowTrailingComma: true, disallowComments: false };
  const line = lineIndex(text);
  const value: unknown = parse(text, errors, options);
  const [first] = errors;
  if (first) {
    const message = `is not valid JSON with comments: ${printParseErrorCode(first.error)}`;
    return { value: null, problem: { message, line: line(first.offset) }, lineOf: () => null };
  }
  const tree = parseTree(text, [], options);
  return {
    value,
    problem: null,
    lineOf: (path) => {
      for (let length = path.length; tree && length > 0; length--) {
        const keys = path.slice(0, length).map((p) => (typeof p === 'symbol' ? String(p) : p));
        const node = findNodeAtLocation(tree, keys);
        if (node) return line(node.offset);
      }
      return null;
    },
  };
}
