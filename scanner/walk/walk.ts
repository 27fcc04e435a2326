/**
 * Walks the tree once: names only, no content. Honours .gitignore and .outflowignore, the git index (a tracked file counts as
 * present), limits on depth and count; links are not followed, so no loop and no way out of the root.
 */
import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { Problem } from '../../core/inventory.js';
import { byCodeUnit } from '../../core/text.js';
import { readBounded } from './bounded.js';
import { readGit } from './git.js';
import { isBuildOutput, isVendored, NEVER_ENTERED } from './rules.js';

export interface WalkLimits {
  readonly maxFiles: number;
  readonly maxDepth: number;
}

export const DEFAULT_LIMITS: WalkLimits = { maxFiles: 400_000, maxDepth: 60 };

export interface WalkOptions {
  readonly limits: WalkLimits;
  /** Read ignored files too (`--no-ignore`). */
  readonly noIgnore: boolean;
  /** True where an extractor would read this path: used to count what ignoring left out. */
  readonly wanted: (path: string) => boolean;
  readonly onProgress?: ((files: number) => void) | undefined;
}

export interface FileEntry {
  /** Relative, NFC, forward slashes: the name in every output. */
  readonly path: string;
  /** The name on disk, relative; differs from `path` only where the disk's name is not NFC. */
  readonly diskPath: string;
  /** In a directory of other people's source. */
  readonly vendored: boolean;
}

export interface WalkResult {
  readonly files: readonly FileEntry[];
  readonly commit: string | null;
  readonly problems: readonly Problem[];
  /** Why files or directories were left out; `files` the first 50. */
  readonly skipped: readonly { readonly why: string; readonly count: number; readonly files: readonly string[] }[];
  /** True where a limit cut the walk: the result is incomplete. */
  readonly cut: boolean;
}

const GIT_IGNORE = '.gitignore';
/** The project's own rules for this tool: they hold for tracked files too. */
const OWN_IGNORE = '.outflowignore';
const MAX_IGNORE_BYTES = 1024 * 1024;
const MAX_GLOBSTARS = 4;
/** How many entries of ignored directories are looked at to count what an extractor would have wanted. */
const IGNORED_LOOK = 20_000;

interface Rules {
  readonly base: string;
  readonly matcher: Ignore;
  readonly parent: Rules | null;
}

/** The two sets of rules in force in a directory. */
interface RuleSets {
  readonly git: Rules | null;
  readonly own: Rules | null;
}

const NO_RULES: RuleSets = { git: null, own: null };

/** Walks `root`, an existing directory. Files come sorted by path. */
export function walkTree(root: string, options: WalkOptions): WalkResult {
  return new Walker(root, options).run();
}

class Walker {
  readonly #root: string;
  readonly #options: WalkOptions;
  readonly #files: FileEntry[] = [];
  readonly #problems: Problem[] = [];
  readonly #skipped = new Map<string, { count: number; files: string[] }>();
  readonly #tracked: ReadonlySet<string> | null;
  readonly #trackedDirs: ReadonlySet<string>;
  readonly #commit: string | null;
  #cut = false;
  #look = IGNORED_LOOK;

  constructor(root: string, options: WalkOptions) {
    this.#root = root;
    this.#options = options;
    const git = readGit(root);
    this.#commit = git.commit;
    this.#tracked = git.tracked;
    const dirs = new Set<string>();
    for (const path of git.tracked ?? []) {
      for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
        const dir = path.slice(0, at);
        if (dirs.has(dir)) break;
        dirs.add(dir);
      }
    }
    this.#trackedDirs = dirs;
  }

  run(): WalkResult {
    const exclude = this.#readIgnore('.git/info/exclude');
    this.#directory('', '', 0, { git: exclude ? { base: '', matcher: exclude, parent: null } : null, own: null });
    this.#files.sort((a, b) => byCodeUnit(a.path, b.path));
    const skipped = [...this.#skipped]
      .sort((a, b) => byCodeUnit(a[0], b[0]))
      .map(([why, s]) => ({ why, count: s.count, files: s.files.sort(byCodeUnit) }));
    return { files: this.#files, commit: this.#commit, problems: this.#problems, skipped, cut: this.#cut };
  }

  #directory(diskPath: string, path: string, depth: number, inherited: RuleSets): void {
    if (depth > this.#options.limits.maxDepth) {
      this.#skip(`directories deeper than ${this.#options.limits.maxDepth}`, path);
      this.#cut = true;
      return;
    }
    const entries = this.#list(diskPath, path);
    const rules = this.#options.noIgnore ? NO_RULES : this.#rulesOf(entries, diskPath, path, inherited);
    const names = entries.map((e) => e.name);
    for (const entry of entries) {
      if (this.#cut && this.#files.length >= this.#options.limits.maxFiles) return;
      const disk = diskPath === '' ? entry.name : `${diskPath}/${entry.name}`;
      const relative = (path === '' ? entry.name : `${path}/${entry.name}`).normalize('NFC');
      if (entry.isSymbolicLink()) this.#skip('symbolic links, which are not followed', relative);
      else if (entry.isDirectory()) this.#enter(entry, disk, relative, names, depth, rules);
      else if (entry.isFile()) this.#file(disk, relative, rules);
      else this.#skip('devices, sockets and pipes', relative);
    }
  }

  #enter(entry: Dirent, disk: string, path: string, siblings: readonly string[], depth: number, rules: RuleSets): void {
    if (NEVER_ENTERED.has(entry.name)) {
      if (entry.name !== '.git')
        this.#skip(`${entry.name}: installed packages, caches or results, named by manifests elsewhere`, path);
      return;
    }
    const tracked = this.#trackedDirs.has(path);
    if (!tracked && !this.#options.noIgnore && isBuildOutput(entry.name, siblings)) {
      this.#skip(`${entry.name}: build results beside a manifest`, path);
      return;
    }
    if (isLeftOut(rules, path, true, tracked)) {
      this.#countIgnored(disk, path);
      return;
    }
    this.#directory(disk, path, depth + 1, rules);
  }

  #file(disk: string, path: string, rules: RuleSets): void {
    if (isLeftOut(rules, path, false, this.#tracked?.has(path) === true)) {
      if (this.#options.wanted(path))
        this.#skip('ignored files that an extractor would read (--no-ignore reads them)', path);
      return;
    }
    if (this.#files.length >= this.#options.limits.maxFiles) {
      this.#skip(`files beyond the first ${this.#options.limits.maxFiles}`, path);
      this.#cut = true;
      return;
    }
    this.#files.push({ path, diskPath: disk, vendored: isVendored(path) });
    if (this.#files.length % 1000 === 0) this.#options.onProgress?.(this.#files.length);
  }

  /** Looks into an ignored directory, names only and bounded, for files that an extractor would have wanted. */
  #countIgnored(disk: string, path: string): void {
    const queue = [{ disk, path, depth: 0 }];
    for (let next = queue.pop(); next !== undefined && this.#look > 0; next = queue.pop()) {
      for (const entry of this.#list(next.disk, next.path)) {
        if (this.#look-- <= 0) return;
        const child = `${next.path}/${entry.name}`.normalize('NFC');
        if (entry.isDirectory()) {
          if (!NEVER_ENTERED.has(entry.name) && next.depth < 20)
            queue.push({ disk: `${next.disk}/${entry.name}`, path: child, depth: next.depth + 1 });
        } else if (entry.isFile() && this.#options.wanted(child)) {
          this.#skip('ignored files that an extractor would read (--no-ignore reads them)', child);
        }
      }
    }
  }

  #list(diskPath: string, path: string): Dirent[] {
    try {
      return readdirSync(join(this.#root, diskPath), { withFileTypes: true }).sort((a, b) =>
        byCodeUnit(a.name, b.name),
      );
    } catch (error) {
      this.#problem(
        path === '' ? '.' : path,
        `this directory could not be read (${codeOf(error)}): what is in it is not in the result; give read permission and scan again`,
      );
      return [];
    }
  }

  #rulesOf(entries: readonly Dirent[], diskPath: string, path: string, inherited: RuleSets): RuleSets {
    const below = (name: string, parent: Rules | null): Rules | null => {
      if (!entries.some((e) => e.name === name && e.isFile())) return parent;
      const matcher = this.#readIgnore(diskPath === '' ? name : `${diskPath}/${name}`);
      return matcher ? { base: path, matcher, parent } : parent;
    };
    return { git: below(GIT_IGNORE, inherited.git), own: below(OWN_IGNORE, inherited.own) };
  }

  #readIgnore(diskPath: string): Ignore | null {
    const bytes = readBounded(join(this.#root, diskPath), MAX_IGNORE_BYTES);
    if (bytes === null) {
      if (this.#exists(diskPath))
        this.#problem(diskPath, 'this ignore file could not be read or is larger than 1 MiB, and was not applied');
      return null;
    }
    const lines = bytes
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/);
    // A pattern of many `**` costs more with each of them; nobody writes more than a few.
    const costly = lines.filter((line) => (line.match(/\*\*/g)?.length ?? 0) > MAX_GLOBSTARS);
    if (costly.length > 0)
      this.#problem(diskPath, `${costly.length} patterns with more than ${MAX_GLOBSTARS} ** were not applied`);
    return ignore({ allowRelativePaths: true, ignorecase: false }).add(lines.filter((line) => !costly.includes(line)));
  }

  #exists(diskPath: string): boolean {
    try {
      lstatSync(join(this.#root, diskPath));
      return true;
    } catch {
      return false;
    }
  }

  #skip(why: string, path: string): void {
    const entry = this.#skipped.get(why) ?? { count: 0, files: [] };
    entry.count++;
    if (entry.files.length < 50) entry.files.push(path);
    this.#skipped.set(why, entry);
  }

  #problem(file: string, message: string): void {
    this.#problems.push({ stage: 'walk', plugin: 'walk', file, line: null, message });
  }
}

/** The project's own rules decide where they say anything; else git's, which do not hold for tracked files. */
function isLeftOut(rules: RuleSets, path: string, directory: boolean, tracked: boolean): boolean {
  return verdict(rules.own, path, directory) ?? (!tracked && verdict(rules.git, path, directory) === true);
}

/** What the deepest rule file that says anything says, as in git; null where none does. */
function verdict(rules: Rules | null, path: string, directory: boolean): boolean | null {
  for (let at = rules; at !== null; at = at.parent) {
    const relative = at.base === '' ? path : path.slice(at.base.length + 1);
    const { ignored, unignored } = at.matcher.test(directory ? `${relative}/` : relative);
    if (ignored || unignored) return ignored;
  }
  return null;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
}
