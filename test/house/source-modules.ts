/** Reads the project's own source as the house rules see it: which module imports what, and which network calls it makes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ts } from 'ts-morph';
import { joinPath } from '../../core/text.js';

export interface SourceModule {
  /** From the root of the checkout, e.g. `scanner/walk/walk.ts`. */
  readonly path: string;
  /** Files of the project as paths, everything else as written (`node:fs`, `yaml`). */
  readonly imports: readonly string[];
  /** Globals that reach outside or run text as code, where the module calls them. */
  readonly calls: readonly string[];
}

export const ROOT = join(import.meta.dirname, '../..');
const FOLDERS = ['core', 'registry', 'scanner', 'exporters', 'cli', 'server', 'web', 'scripts', 'bench'];
const GLOBALS = new Set(['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource', 'eval', 'Function']);

/** Every TypeScript module and script of the project, sorted; tests are not held to these rules. */
export function sourceModules(): SourceModule[] {
  return FOLDERS.flatMap((folder) => sourcePaths(folder))
    .sort()
    .map((path) => readModule(path, readFileSync(join(ROOT, path), 'utf8')));
}

function sourcePaths(folder: string): string[] {
  let entries: string[];
  try {
    entries = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
  return entries.filter((name) => /\.(?:ts|tsx|mjs)$/.test(name)).map((name) => `${folder}/${name}`);
}

/** What one module imports and calls, by the compiler's own reading of it. */
export function readModule(path: string, text: string): SourceModule {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  const imports = importedFiles.map((file) => resolve(path, file.fileName));
  return { path, imports, calls: callsOf(path, text) };
}

/** `./git.js` in `scanner/walk/walk.ts` as `scanner/walk/git.ts`. */
function resolve(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  const path = joinPath(from.slice(0, from.lastIndexOf('/')), specifier) ?? specifier;
  return path.replace(/\.js$/, '.ts').replace(/\.jsx$/, '.tsx');
}

function callsOf(path: string, text: string): string[] {
  if (![...GLOBALS].some((name) => text.includes(name))) return [];
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const name = globalNamed(node.expression);
      if (name !== null && GLOBALS.has(name)) found.add(name);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found].sort();
}

/** `fetch` and `globalThis.fetch` as `fetch`; a method of any other object is no global. */
function globalNamed(callee: ts.Expression): string | null {
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isPropertyAccessExpression(callee) && callee.expression.getText() === 'globalThis'
    ? callee.name.text
    : null;
}

/** Cycles among the nodes of a graph, each as the path that closes it; empty where there is none. */
export function cyclesOf(edges: ReadonlyMap<string, Iterable<string>>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (node: string): void => {
    const at = path.indexOf(node);
    if (at >= 0) {
      cycles.push([...path.slice(at), node]);
      return;
    }
    if (done.has(node)) return;
    path.push(node);
    for (const next of [...(edges.get(node) ?? [])].sort()) visit(next);
    path.pop();
    done.add(node);
  };
  for (const node of [...edges.keys()].sort()) visit(node);
  return cycles;
}
