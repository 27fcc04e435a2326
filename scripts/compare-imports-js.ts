/**
 * Compares the import facts and hosts of the JavaScript lexer with those of a parser on real files.
 *
 * Usage: node dist/scripts/compare-imports-js.js [--limit <files>] [--show <differences>] [--speed] <directory>...
 *
 * Every .js, .jsx, .mjs, .cjs, .ts, .tsx, .mts, .cts, .vue and .svelte file below the directories is read by both (node_modules, .git,
 * dist and minified files are passed over); with --limit, that many are taken evenly from all. Ends with code 1 where a file differs
 * that the parser could read without an error.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type ParserOptions, parse } from '@babel/parser';
import type { SourceFacts } from '../core/plugins.js';
import { lineIndex } from '../core/text.js';
import { frontend } from '../scanner/languages/javascript/frontend.js';
import { packageSpecifier } from '../scanner/languages/javascript/specifiers.js';
import { hostAt, UrlFinder } from '../scanner/languages/javascript/url-finder.js';

const EXTENSIONS = new Set(['.js', '.jsx', '.mjs', '.cjs', '.ts', '.tsx', '.mts', '.cts', '.vue', '.svelte']);
const SKIPPED = new Set(['node_modules', '.git', 'dist', 'unpackage', 'Pods']);

interface AstNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

interface Parsed {
  readonly imports: string[];
  readonly hosts: string[];
  /** The parser met errors: its tree may lack parts. */
  readonly errors: number;
}

function filesBelow(dir: string, out: string[]): string[] {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) filesBelow(join(dir, entry.name), out);
    else if (
      entry.isFile() &&
      EXTENSIONS.has(extname(entry.name).toLowerCase()) &&
      !/\.min\.[cm]?js$/.test(entry.name)
    ) {
      out.push(join(dir, entry.name));
    }
  }
  return out;
}

function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && typeof (value as AstNode).type === 'string';
}

function eachNode(root: AstNode, visit: (node: AstNode) => void): void {
  const stack = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    visit(node);
    for (const [key, value] of Object.entries(node)) {
      if (key === 'tokens' || key === 'comments' || key.endsWith('Comments') || key === 'errors' || key === 'extra')
        continue;
      if (isNode(value)) stack.push(value);
      else if (Array.isArray(value)) for (const item of value) if (isNode(item)) stack.push(item);
    }
  }
}

function optionsFor(path: string, lang: string): ParserOptions {
  const extension = extname(path).toLowerCase();
  const typed = /ts$/.test(extension) || lang.startsWith('ts') || extension === '.tsx';
  const jsx = extension !== '.ts' && extension !== '.mts' && extension !== '.cts' && lang !== 'ts';
  return {
    sourceType: 'unambiguous',
    errorRecovery: true,
    allowReturnOutsideFunction: true,
    allowAwaitOutsideFunction: true,
    allowUndeclaredExports: true,
    plugins: [
      typed ? 'typescript' : 'flow',
      ...(jsx ? (['jsx'] as const) : []),
      'decorators-legacy',
      'importAttributes',
    ],
  };
}

/** The script blocks as a parser of single-file components sees them: comments and templates blanked first. */
function blocksOf(path: string, text: string): { code: string; lang: string; src: string | null; srcAt: number }[] {
  if (!/\.(?:vue|svelte)$/i.test(path)) return [{ code: text, lang: '', src: null, srcAt: 0 }];
  const blank = (part: string) => part.replace(/[^\n]/g, ' ');
  const visible = text.replace(/<!--[\s\S]*?-->/g, blank);
  return [...visible.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi)].map((match) => {
    const start = match.index + match[0].indexOf('>') + 1;
    const code = blank(text.slice(0, start)) + text.slice(start, start + (match[2] ?? '').length);
    const src = /\bsrc\s*=\s*["']([^"']*)["']/.exec(match[1] ?? '');
    return {
      code,
      lang: /\blang\s*=\s*["']?([a-z]+)/i.exec(match[1] ?? '')?.[1] ?? '',
      src: src?.[1] ?? null,
      srcAt: match.index,
    };
  });
}

function byParser(path: string, text: string): Parsed | null {
  const imports: string[] = [];
  const hosts: string[] = [];
  let errors = 0;
  for (const block of blocksOf(path, text)) {
    const lineAt = lineIndex(block.code);
    if (block.src !== null) {
      const value = packageSpecifier(block.src);
      if (value !== null) imports.push(`${lineIndex(text)(block.srcAt)} ${value}`);
    }
    let root: AstNode;
    try {
      const file = parse(block.code, optionsFor(path, block.lang));
      errors += file.errors?.length ?? 0;
      root = file.program as unknown as AstNode;
    } catch {
      return null;
    }
    const literals: [number, number, boolean][] = [];
    eachNode(root, (node) => {
      const found = specifierOf(node);
      if (found !== null) {
        const value = packageSpecifier(found.value.trim());
        if (value !== null) imports.push(`${lineAt(found.at)} ${value}${found.typeOnly ? ' type' : ''}`);
      }
      if (node.type === 'StringLiteral' || node.type === 'DirectiveLiteral')
        literals.push([node.start + 1, node.end - 1, false]);
      else if (node.type === 'TemplateElement') literals.push([node.start, node.end, node['tail'] !== true]);
    });
    const urls = new UrlFinder(block.code);
    for (const [start, end, partial] of literals.sort((a, b) => a[0] - b[0])) {
      urls.inLiteral(start, end, (after, begin) => {
        const host = hostAt(block.code, after, end, partial);
        if (host !== null && !(begin === start && after === start + 2 && !/\.[a-z]{2,}$/.test(host))) {
          hosts.push(`${lineAt(start)} ${host}`);
        }
      });
    }
  }
  return { imports: imports.sort(), hosts: hosts.sort(), errors };
}

function literalValue(node: unknown): { value: string; at: number } | null {
  if (!isNode(node)) return null;
  if (node.type === 'StringLiteral') return { value: String(node['value']), at: node.start };
  if (node.type === 'TSLiteralType') return literalValue(node['literal']);
  const quasis = node.type === 'TemplateLiteral' && Array.isArray(node['quasis']) ? node['quasis'] : [];
  const only: unknown = quasis.length === 1 ? quasis[0] : null;
  if (!isNode(only)) return null;
  return { value: String((only['value'] as { cooked?: unknown }).cooked), at: node.start };
}

function specifierOf(node: AstNode): { value: string; at: number; typeOnly: boolean } | null {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration': {
      const source = literalValue(node['source']);
      return source && { ...source, typeOnly: isTypeDeclaration(node) };
    }
    case 'TSExternalModuleReference': {
      const source = literalValue(node['expression']);
      // Read as the call of `require` that it looks like: the lexer does not tell a type from a value here.
      return source && { ...source, typeOnly: false };
    }
    case 'ImportExpression': {
      const source = literalValue(node['source']);
      return source && { ...source, typeOnly: false };
    }
    case 'TSImportType': {
      const source = literalValue(node['argument']);
      return source && { ...source, typeOnly: true };
    }
    case 'CallExpression':
    case 'OptionalCallExpression': {
      const callee = node['callee'];
      const args = node['arguments'];
      const isImport = isNode(callee) && callee.type === 'Import';
      const isRequire = isNode(callee) && callee.type === 'Identifier' && callee['name'] === 'require';
      const source = (isImport || isRequire) && Array.isArray(args) ? literalValue(args[0]) : null;
      return source && { ...source, typeOnly: false };
    }
    default:
      return null;
  }
}

function isTypeDeclaration(node: AstNode): boolean {
  const kind = node['importKind'] ?? node['exportKind'];
  if (kind === 'type' || kind === 'typeof') return true;
  const specifiers = (Array.isArray(node['specifiers']) ? node['specifiers'] : []).filter(isNode);
  return (
    specifiers.length > 0 &&
    specifiers.every((s) => [s['importKind'], s['exportKind']].some((mark) => mark === 'type' || mark === 'typeof'))
  );
}

function byLexer(facts: SourceFacts): { imports: string[]; hosts: string[] } {
  return {
    imports: facts.imports
      .filter((i) => i.kind === 'js' && !/^(?:uni-native-plugin:|plugin:\/\/)/.test(i.value))
      .map((i) => `${i.line} ${i.value}${i.typeOnly ? ' type' : ''}`)
      .sort(),
    hosts: facts.hosts.map((h) => `${h.line} ${h.host}`).sort(),
  };
}

/** What is in one list and not in the other, counted. */
function difference(a: readonly string[], b: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const item of b) left.set(item, (left.get(item) ?? 0) + 1);
  return a.filter((item) => {
    const count = left.get(item) ?? 0;
    left.set(item, count - 1);
    return count <= 0;
  });
}

function main(args: readonly string[]): number {
  const value = (name: string, fallback: number) =>
    args.includes(name) ? Number(args[args.indexOf(name) + 1]) : fallback;
  const limit = value('--limit', Number.POSITIVE_INFINITY);
  const show = value('--show', 20);
  const dirs = args.filter((arg, i) => !arg.startsWith('--') && !['--limit', '--show'].includes(args[i - 1] ?? ''));
  const all = dirs.flatMap((dir) => filesBelow(dir, [])).sort();
  const step = Math.max(1, all.length / limit);
  const chosen = Array.from({ length: Math.min(all.length, limit) }, (_, i) => all[Math.floor(i * step)] ?? '');
  const total = {
    files: 0,
    equal: 0,
    differ: 0,
    differWithErrors: 0,
    unparsed: 0,
    imports: 0,
    hosts: 0,
    bytes: 0,
    ms: 0,
  };
  let shown = 0;
  for (const path of chosen) {
    const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    const began = performance.now();
    const lexed = byLexer(frontend.facts(text, path));
    total.ms += performance.now() - began;
    total.bytes += text.length;
    total.files++;
    if (args.includes('--speed')) continue;
    const parsed = byParser(path, text);
    if (parsed === null) {
      total.unparsed++;
      continue;
    }
    total.imports += parsed.imports.length;
    total.hosts += parsed.hosts.length;
    const differences = [
      ...difference(parsed.imports, lexed.imports).map((item) => `missed import ${item}`),
      ...difference(lexed.imports, parsed.imports).map((item) => `extra import ${item}`),
      ...difference(parsed.hosts, lexed.hosts).map((item) => `missed host ${item}`),
      ...difference(lexed.hosts, parsed.hosts).map((item) => `extra host ${item}`),
    ];
    if (differences.length === 0) total.equal++;
    else {
      if (parsed.errors > 0) total.differWithErrors++;
      else total.differ++;
      if (shown++ < show)
        console.log(`${path} (parser errors: ${parsed.errors})\n  ${differences.slice(0, 8).join('\n  ')}`);
    }
  }
  console.log(total);
  console.log(`lexer: ${(total.bytes / 1e6 / (total.ms / 1e3)).toFixed(0)} MB/s`);
  return total.differ > 0 ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
