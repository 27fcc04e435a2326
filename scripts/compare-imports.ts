/**
 * Holds the import lexers equal to a parser's trees on real files.
 *
 * Usage, after a build:
 *   node dist/scripts/compare-imports.js <directory> <java|kotlin|swift|objc|dart> [how many files, default 300]
 *
 * It takes files evenly from the whole directory, reads the imports of each twice - with the lexer and from the syntax tree of
 * tree-sitter - and prints how many agree, every difference, and the speed of the lexer. A file whose tree holds an error near an
 * import is counted apart: there the parser is not the judge.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Language, type Node, Parser } from 'web-tree-sitter';
import type { LanguageFrontend } from '../core/plugins.js';
import { frontend as dart } from '../scanner/languages/dart/frontend.js';
import { frontend as java } from '../scanner/languages/java/frontend.js';
import { frontend as kotlin } from '../scanner/languages/kotlin/frontend.js';
import { frontend as objc } from '../scanner/languages/objc/frontend.js';
import { isSystemDirectory, isSystemHeader } from '../scanner/languages/objc/headers.js';
import { frontend as swift } from '../scanner/languages/swift/frontend.js';

interface Side {
  readonly frontend: LanguageFrontend;
  /** Imports of one node as `kind value`; null where the node is none. */
  readonly imports: (node: Node) => readonly string[] | null;
}

const squeezed = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** `import static a.b.C.*;` as the contract wants it. */
function jvmImport(node: Node): readonly string[] | null {
  if (node.type !== 'import_declaration' && node.type !== 'import_header') return null;
  const text = squeezed(node.text)
    .replace(/^import /, '')
    .replace(/^static /, '')
    .replace(/ as \S+$/, '')
    .replace(/;$/, '')
    .replace(/`/g, '')
    .replace(/ ?\. ?/g, '.')
    .trim()
    .replace(/\.\*$/, '');
  return [`java ${text}`];
}

function swiftImport(node: Node): readonly string[] | null {
  if (node.type !== 'import_declaration') return null;
  const text = squeezed(node.text)
    .replace(/^.*?\bimport /, '')
    .replace(/^(?:class|struct|enum|protocol|typealias|func|let|var) /, '');
  return [`swift ${text.replace(/[.;\s].*$/, '').replaceAll('`', '')}`];
}

function objcImport(node: Node): readonly string[] | null {
  if (node.type === 'module_import') return [`objc-framework ${/import\s+(\w+)/.exec(node.text)?.[1] ?? ''}`];
  if (node.type !== 'preproc_include' && node.type !== 'preproc_import') return null;
  const match = /[<"]([^>"\n]+)[>"]/.exec(node.text);
  const name = match?.[1]?.trim() ?? '';
  const angle = /^[^"]*</.test(node.text);
  const first = name.split('/')[0] ?? '';
  if (!angle) return /\.(?:h|hh|hpp)$/i.test(name) ? [`objc-header ${name.slice(name.lastIndexOf('/') + 1)}`] : [];
  if (name.includes('/')) return isSystemDirectory(first) || first.startsWith('.') ? [] : [`objc-framework ${first}`];
  return name.endsWith('.h') && !isSystemHeader(name) ? [`objc-header ${name}`] : [];
}

function dartImport(node: Node): readonly string[] | null {
  if (!['import_specification', 'library_export', 'part_directive'].includes(node.type)) return null;
  return [...node.text.matchAll(/['"]package:([^/'"]+)/g)].map((m) => `dart ${m[1] ?? ''}`);
}

const SIDES: Readonly<Record<string, Side>> = {
  java: { frontend: java, imports: jvmImport },
  kotlin: { frontend: kotlin, imports: jvmImport },
  swift: { frontend: swift, imports: swiftImport },
  objc: { frontend: objc, imports: objcImport },
  dart: { frontend: dart, imports: dartImport },
};

const SKIPPED = new Set(['.git', 'node_modules', 'build', 'Pods', 'DerivedData', '.gradle']);

function sourceFiles(dir: string, extensions: readonly string[], out: string[] = []): string[] {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    if (SKIPPED.has(entry.name)) continue;
    const path = join(dir, entry.name);
    if (entry.isDirectory()) sourceFiles(path, extensions, out);
    else if (entry.isFile() && extensions.some((e) => entry.name.endsWith(e))) out.push(path);
  }
  return out;
}

interface Tree {
  readonly imports: string[];
  /** True where the tree holds an error on or right before a line with the word import or include. */
  readonly doubtful: boolean;
}

function fromTree(root: Node, side: Side, text: string): Tree {
  const imports: string[] = [];
  const errorLines: number[] = [];
  const stack: Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const found = side.imports(node);
    if (found) {
      imports.push(...found);
      if (node.hasError) errorLines.push(node.startPosition.row);
      continue;
    }
    if (node.isError || node.isMissing) {
      for (
        let row = node.startPosition.row;
        row <= Math.min(node.endPosition.row, node.startPosition.row + 2000);
        row++
      )
        errorLines.push(row);
    }
    for (const child of node.children) if (child) stack.push(child);
  }
  const lines = text.split('\n');
  const doubtful = errorLines.some((row) =>
    [row - 1, row, row + 1].some((r) => /\b(?:import|include|export|part)\b/.test(lines[r] ?? '')),
  );
  return { imports, doubtful };
}

async function main(): Promise<void> {
  const [dir, name = '', limit = '300'] = process.argv.slice(2);
  const side = SIDES[name];
  if (dir === undefined || side === undefined) {
    console.error('usage: compare-imports <directory> <java|kotlin|swift|objc|dart> [files]');
    process.exitCode = 2;
    return;
  }
  const require = createRequire(import.meta.url);
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve(`tree-sitter-wasms/out/tree-sitter-${name}.wasm`)));
  const all = sourceFiles(dir, side.frontend.extensions).sort();
  const step = Math.max(1, Math.floor(all.length / Number(limit)));
  const files = all.filter((_, i) => i % step === 0).slice(0, Number(limit));
  let equal = 0;
  let doubtful = 0;
  let imports = 0;
  const differing: string[] = [];
  const texts: string[] = [];
  for (const file of files) {
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    texts.push(text);
    const tree = parser.parse(text);
    if (!tree) continue;
    const parsed = fromTree(tree.rootNode, side, text);
    tree.delete();
    const wanted = parsed.imports.sort();
    const got = side.frontend
      .facts(text, file)
      .imports.map((i) => `${i.kind} ${i.value}`)
      .sort();
    imports += wanted.length;
    if (wanted.join('\n') === got.join('\n')) {
      equal++;
      continue;
    }
    if (parsed.doubtful) doubtful++;
    const count = (list: readonly string[], item: string): number => list.filter((x) => x === item).length;
    const names = [...new Set([...wanted, ...got])];
    const onlyTree = names.filter((n) => count(wanted, n) > count(got, n));
    const onlyLexer = names.filter((n) => count(got, n) > count(wanted, n));
    differing.push(
      `${parsed.doubtful ? '(parser error near an import) ' : ''}${file}\n    only parser: ${onlyTree.join(', ') || '-'}\n    only lexer:  ${onlyLexer.join(', ') || '-'}`,
    );
  }
  const bytes = texts.reduce((sum, text) => sum + text.length, 0);
  for (const text of texts) side.frontend.facts(text, '');
  const rounds = Math.max(3, Math.ceil(100_000_000 / Math.max(bytes, 1)));
  // Processor time: other work on the machine does not count.
  const start = process.cpuUsage();
  for (let i = 0; i < Math.min(rounds, 50); i++) for (const text of texts) side.frontend.facts(text, '');
  const speed = (bytes * Math.min(rounds, 50)) / process.cpuUsage(start).user;
  for (const difference of differing) console.log(difference);
  console.log(
    `${name}: ${files.length} of ${all.length} files, ${imports} imports; ${equal} agree, ${differing.length - doubtful} differ, ${doubtful} differ where the parser met errors; lexer ${speed.toFixed(0)} MB/s`,
  );
}

await main();
