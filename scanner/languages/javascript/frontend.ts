/** Import facts, hosts and class names of JavaScript, TypeScript and the file types that carry them, at lexer speed. */
import type { ImportFact, LanguageFrontend, SourceFacts } from '../../../core/plugins.js';
import { compact } from '../lexing/compact.js';
import { lineCounter } from './line-counter.js';
import { type ReferenceKind, type ScriptDialect, type ScriptSink, scanScript } from './scan-script.js';
import { scriptBlocks } from './single-file-component.js';
import { packageSpecifier } from './specifiers.js';
import { hostAt, UrlFinder } from './url-finder.js';

const COMPONENT_FILE = /\.(?:vue|nvue|uvue|svelte)$/i;
const TYPED_ONLY = /\.[mc]?ts$/i;
const UTS = /\.uts$/i;
const JAVA_CLASS = /^[a-z][\w]*(?:\.[a-z_][\w]*)*\.[A-Z]\w*(?:\$\w+)*$/;
const JAVA_NAME = /^(?:com|cn|io|org|net|me|android|androidx|java|javax|kotlin|kotlinx|dalvik|uts)(?:\.\w+)+$/;

/**
 * Imports are the specifiers that name packages, subpath kept and query dropped: the reader takes the package name. A native plugin of
 * uni-app appears as `uni-native-plugin:<id>`, a mini-program plugin as `plugin://<alias>`. In UTS sources, Java names appear as kind
 * `java` and the modules of the Apple side as kind `swift`.
 */
export const frontend: LanguageFrontend = {
  name: 'javascript',
  extensions: [
    '.js',
    '.jsx',
    '.mjs',
    '.cjs',
    '.ts',
    '.tsx',
    '.mts',
    '.cts',
    '.vue',
    '.nvue',
    '.uvue',
    '.svelte',
    '.wxs',
    '.uts',
  ],
  facts,
};

function facts(text: string, path: string): SourceFacts {
  const collector = new FactCollector(text, path);
  if (COMPONENT_FILE.test(path)) {
    for (const block of scriptBlocks(text)) {
      if (block.src) {
        collector.reference('import', block.src[0], block.src[1], false);
        collector.literal(block.src[0], block.src[1], false);
      }
      const typed = block.lang === 'ts' || block.lang === 'uts';
      scanScript(text, block.start, block.end, { jsx: !typed, types: block.lang.startsWith('ts') }, collector);
    }
  } else scanScript(text, 0, text.length, dialectOf(path), collector);
  return collector.facts();
}

function dialectOf(path: string): ScriptDialect {
  const typed = TYPED_ONLY.test(path) || UTS.test(path);
  return { jsx: !typed, types: typed || /\.tsx$/i.test(path) };
}

class FactCollector implements ScriptSink {
  private readonly imports: ImportFact[] = [];
  private readonly hosts: { host: string; line: number }[] = [];
  private readonly classNames: { value: string; line: number }[] = [];
  private readonly lineOf: (offset: number) => number;
  private readonly urls: UrlFinder;
  private readonly uts: 'android' | 'apple' | 'shared' | null;

  private readonly text: string;

  constructor(text: string, path: string) {
    this.text = text;
    this.lineOf = lineCounter(text);
    this.urls = new UrlFinder(text);
    this.uts = !UTS.test(path)
      ? null
      : /\/app-ios\//.test(path)
        ? 'apple'
        : /\/app-android\//.test(path)
          ? 'android'
          : 'shared';
  }

  reference(kind: ReferenceKind, start: number, end: number, typeOnly: boolean): void {
    const written = this.text.slice(start, end);
    if (kind === 'java-class') {
      if (JAVA_CLASS.test(written)) this.classNames.push({ value: compact(written), line: this.lineOf(start) });
      return;
    }
    const fact = this.importOf(kind, written);
    if (fact === null) return;
    const line = this.lineOf(start);
    const value = compact(fact.value);
    this.imports.push(typeOnly ? { kind: fact.kind, value, line, typeOnly } : { kind: fact.kind, value, line });
  }

  literal(start: number, end: number, partial: boolean): void {
    this.urls.inLiteral(start, end, (after, begin) => {
      const host = hostAt(this.text, after, end, partial);
      // Two slashes alone begin many things; only a name that ends like a public one is a host.
      if (host === null || (begin === start && after === start + 2 && !/\.[a-z]{2,}$/.test(host))) return;
      this.hosts.push({ host: compact(host), line: this.lineOf(start) });
    });
  }

  facts(): SourceFacts {
    return { package: null, imports: this.imports, hosts: this.hosts, classNames: this.classNames };
  }

  private importOf(kind: ReferenceKind, written: string): Pick<ImportFact, 'kind' | 'value'> | null {
    const value = written.trim();
    if (kind === 'uni-native-plugin' || kind === 'miniprogram-plugin') {
      if (value === '' || value.length > 200 || /\s/.test(value)) return null;
      return { kind: 'js', value: kind === 'uni-native-plugin' ? `uni-native-plugin:${value}` : `plugin://${value}` };
    }
    if (/^plugin:\/\/[\w-]+/.test(value)) return { kind: 'js', value: value.split('/').slice(0, 3).join('/') };
    if (this.uts !== null) {
      if (this.uts !== 'apple' && JAVA_NAME.test(value)) return { kind: 'java', value };
      if (this.uts === 'apple' && /^[A-Z]\w*$/.test(value)) return { kind: 'swift', value };
    }
    const specifier = packageSpecifier(value);
    return specifier === null ? null : { kind: 'js', value: specifier };
  }
}
