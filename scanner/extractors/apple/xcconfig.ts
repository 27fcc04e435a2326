import { type Extraction, type Extractor, extraction, type InputFile } from '../../../core/plugins.js';

export interface XcconfigFacts {
  readonly settings: readonly { readonly name: string; readonly value: string; readonly line: number }[];
  /** Paths of `#include`d files, as written. */
  readonly includes: readonly string[];
}

/** *.xcconfig: build settings that projects start from. */
export const extractor: Extractor<XcconfigFacts> = {
  name: 'apple/xcconfig',
  ecosystem: 'ios-apple',
  title: {
    zh: '读取 xcconfig 构建设置(变量、链接参数)',
    en: 'Reads xcconfig build settings (variables, linker flags)',
  },
  input: 'text',
  fileRequired: (path) => path.endsWith('.xcconfig'),
  extract,
};

/** Settings that bear on apps and libraries, or that these may be put together from, are kept; keys are not. */
const CHAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;

function extract(file: InputFile): Extraction<XcconfigFacts> {
  const settings: { name: string; value: string; line: number }[] = [];
  const includes: string[] = [];
  file.text.split(/\r?\n/).forEach((row, index) => {
    const include = /^\s*#include\??\s+"([^"]+)"/.exec(row);
    if (include) {
      includes.push(include[1] ?? '');
      return;
    }
    const at = row.indexOf('=');
    if (at < 0 || row.trimStart().startsWith('//')) return;
    const left = row.slice(0, at).trim();
    const bracket = left.indexOf('[');
    const name = bracket < 0 ? left : left.slice(0, bracket);
    // `//` starts a comment even inside a value; `$()` breaks an address so that it is none
    const value = row
      .slice(at + 1)
      .replace(/\/\/.*$/, '')
      .trim();
    if (CHAIN.test(name)) settings.push({ name, value, line: index + 1 });
  });
  return extraction({ facts: { settings, includes } });
}
