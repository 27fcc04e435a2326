/** Reads every file that a plugin wants, once each, and keeps count of what was seen, read and left out. */
import type { Coverage, Problem } from '../core/inventory.js';
import type { ExtractedFile, Extractor, InputFile, LanguageFrontend } from '../core/plugins.js';
import { byCodeUnit } from '../core/text.js';
import type { SourceFile } from './detect/facts.js';
import { extractFile } from './extract.js';
import { decode, looksBinary } from './walk/decode.js';
import { readBytes } from './walk/read.js';
import { isGenerated, isMinified } from './walk/rules.js';
import type { FileEntry } from './walk/walk.js';

/** A source or manifest above this is not read: no hand-written file is that large. */
export const MAX_TEXT_BYTES = 5 * 1024 * 1024;
const MAX_LISTED = 50;

export interface ReadTree {
  readonly extracted: readonly ExtractedFile[];
  readonly sources: readonly SourceFile[];
  readonly problems: readonly Problem[];
  readonly coverage: readonly Coverage[];
  readonly bytes: number;
}

export interface ReadOptions {
  readonly extractors: readonly Extractor[];
  readonly frontends: readonly LanguageFrontend[];
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Reads the files of a walk. Everything is bounded by bytes; nothing is kept of a file but what its plugins made of it. */
export function readTree(root: string, files: readonly FileEntry[], options: ReadOptions): ReadTree {
  const byExtension = new Map<string, LanguageFrontend>();
  for (const frontend of options.frontends)
    for (const extension of frontend.extensions) byExtension.set(extension, frontend);
  const counts = new CoverageCounts();
  const extracted: ExtractedFile[] = [];
  const sources: SourceFile[] = [];
  const problems: Problem[] = [];
  let bytes = 0;
  files.forEach((entry, i) => {
    if (i % 500 === 0) options.onProgress?.(i, files.length);
    const wanting = options.extractors.filter((e) => e.fileRequired(entry.path));
    const frontend = byExtension.get(extensionOf(entry.path));
    if (wanting.length === 0 && !frontend) return;
    for (const e of wanting) counts.seen(e.name);
    if (frontend) counts.seen(frontend.name);
    if (entry.vendored && frontend)
      counts.skipped(frontend.name, "other people's source, in a vendored directory", entry.path);
    const lexed = frontend && !entry.vendored ? frontend : null;
    for (const e of wanting) {
      if (e.input !== 'path') continue;
      extracted.push({
        path: entry.path,
        extractor: e.name,
        extraction: extractFile(e, { path: entry.path, text: '', bytes: EMPTY }),
      });
      counts.parsed(e.name);
    }
    const reading = wanting.filter((e) => e.input !== 'path');
    if (reading.length === 0 && !lexed) return;
    const limit = Math.max(lexed ? MAX_TEXT_BYTES : 0, ...reading.map((e) => e.maxBytes ?? MAX_TEXT_BYTES));
    const read = readBytes(root, entry, limit);
    if (!read.ok) {
      for (const e of reading) counts.skipped(e.name, read.why, entry.path);
      if (lexed) counts.skipped(lexed.name, read.why, entry.path);
      // Too large is a stated rule for sources; for a manifest it is a gap in the inventory, and said as such.
      if (!read.tooLarge || reading.length > 0) {
        problems.push({
          stage: 'walk',
          plugin: 'walk',
          file: entry.path,
          line: null,
          message: `this file ${read.tooLarge ? 'is ' : ''}${read.why}, so what it declares is not in the result`,
        });
      }
      return;
    }
    bytes += read.bytes.length;
    let text: string | null = null;
    const textOf = (): string => {
      text ??= decode(read.bytes).text;
      return text;
    };
    for (const e of reading) {
      if (read.bytes.length > (e.maxBytes ?? MAX_TEXT_BYTES)) {
        counts.skipped(e.name, 'larger than its limit', entry.path);
        problems.push({
          stage: 'extract',
          plugin: e.name,
          file: entry.path,
          line: null,
          message: 'this file is larger than the limit of its extractor, so what it declares is not in the result',
        });
        continue;
      }
      const input: InputFile =
        e.input === 'bytes'
          ? { path: entry.path, text: '', bytes: Buffer.from(read.bytes) }
          : { path: entry.path, text: textOf(), bytes: EMPTY };
      extracted.push({ path: entry.path, extractor: e.name, extraction: extractFile(e, input) });
      counts.parsed(e.name);
    }
    if (lexed) lex(lexed, entry.path, read.bytes, textOf, counts, sources);
  });
  return { extracted, sources, problems, coverage: counts.list(), bytes };
}

const EMPTY = new Uint8Array();

function lex(
  frontend: LanguageFrontend,
  path: string,
  bytes: Buffer,
  textOf: () => string,
  counts: CoverageCounts,
  sources: SourceFile[],
): void {
  const text = bytes.length > MAX_TEXT_BYTES || looksBinary(bytes) ? null : textOf();
  const why = reasonToSkip(path, bytes, text);
  if (why !== null || text === null) {
    counts.skipped(frontend.name, why ?? 'not text', path);
    return;
  }
  counts.parsed(frontend.name);
  const facts = frontend.facts(text, path);
  if (facts.imports.length + facts.hosts.length + facts.classNames.length > 0)
    sources.push({ path, language: frontend.name, facts });
}

/** Why a source file is not lexed: the stated rules of docs/walk.md. */
function reasonToSkip(path: string, bytes: Buffer, text: string | null): string | null {
  if (bytes.length > MAX_TEXT_BYTES) return 'larger than 5 MiB';
  if (text === null) return 'not text';
  if (isMinified(path, text)) return 'minified';
  return isGenerated(text) ? 'generated, as its head says' : null;
}

function extensionOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot <= path.lastIndexOf('/') ? '' : path.slice(dot).toLowerCase();
}

class CoverageCounts {
  readonly #plugins = new Map<
    string,
    { seen: number; parsed: number; skipped: Map<string, { count: number; files: string[] }> }
  >();

  #of(plugin: string) {
    const found = this.#plugins.get(plugin);
    if (found) return found;
    const opened = { seen: 0, parsed: 0, skipped: new Map<string, { count: number; files: string[] }>() };
    this.#plugins.set(plugin, opened);
    return opened;
  }

  seen(plugin: string): void {
    this.#of(plugin).seen++;
  }

  parsed(plugin: string): void {
    this.#of(plugin).parsed++;
  }

  skipped(plugin: string, why: string, file: string): void {
    const { skipped } = this.#of(plugin);
    const entry = skipped.get(why) ?? { count: 0, files: [] };
    entry.count++;
    if (entry.files.length < MAX_LISTED) entry.files.push(file);
    skipped.set(why, entry);
  }

  list(): Coverage[] {
    return [...this.#plugins].map(([plugin, c]) => ({
      plugin,
      seen: c.seen,
      parsed: c.parsed,
      skipped: [...c.skipped]
        .sort((a, b) => byCodeUnit(a[0], b[0]))
        .map(([why, s]) => ({ why, count: s.count, files: s.files })),
    }));
  }
}
