import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScriptLanguage } from '../../scanner/languages/gradle/ast.js';
import { parseScript } from '../../scanner/languages/gradle/parser.js';
import { tokenize } from '../../scanner/languages/gradle/tokens.js';

const LANGUAGES: readonly ScriptLanguage[] = ['groovy', 'kotlin', 'java'];
const words = (text: string, language: ScriptLanguage) =>
  tokenize(text, language)
    .filter((t) => t.t !== 'nl' && t.t !== 'eof')
    .map((t) => `${t.t}:${t.v}`);

describe('tokenize', () => {
  it('reads every kind of text', () => {
    expect(words(`'a\\'b' "c" '''d'e''' """f"g""" = /h\\/i/`, 'groovy')).toEqual([
      "str:a'b",
      'str:c',
      "str:d'e",
      'str:f"g',
      'op:=',
      'str:h\\/i',
    ]); // prettier-ignore
    expect(words('"""a\\n"""" `b c`', 'kotlin')).toEqual(['str:a\\n"', 'id:b c']);
  });

  it('follows dots after a dollar in Groovy alone', () => {
    const parts = (language: ScriptLanguage) => tokenize('"$a.b:1"', language)[0]?.parts?.length;
    expect(parts('groovy')).toBe(2);
    expect(tokenize('"$a.b:1"', 'kotlin')[0]?.parts?.[1]).toBe('.b:1');
  });

  it('takes a slash for division between values', () => {
    expect(words('a = b / c / d', 'groovy')).toContain('op:/');
    expect(words('split /,/', 'groovy')).toContain('str:,');
  });

  it('counts lines in every line ending, skips comments and a byte order mark', () => {
    const lines = tokenize('\uFEFFa\r\nb\rc\n/* x\n\n*/d // e', 'groovy').filter((t) => t.t === 'id');
    expect(lines.map((t) => `${t.v}${t.line}`)).toEqual(['a1', 'b2', 'c3', 'd6']);
  });
});

const piece = fc.constantFrom(
  'implementation',
  'dependencies',
  'id',
  'fun',
  'val',
  'class',
  'if',
  'else',
  'for',
  'when',
  'def',
  'new',
  ' ',
  '\n',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '<',
  '>',
  ',',
  ':',
  ';',
  '.',
  '?.',
  '->',
  '=',
  '+',
  '?',
  '"',
  "'",
  '"""',
  '$',
  '${',
  '/',
  '\\',
  '//',
  '/*',
  '*/',
  '@',
  '`',
  '1',
  'import',
  'by',
  'object',
  'return',
  'case',
); // prettier-ignore

describe('parseScript', () => {
  it('is total', () => {
    for (const language of LANGUAGES) {
      fc.assert(
        fc.property(
          fc.array(piece, { maxLength: 80 }),
          (parts) => parseScript(parts.join(''), language).body.length >= 0,
        ),
      );
      fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => parseScript(text, language).body.length >= 0));
    }
  });

  it('takes time in proportion to the text', () => {
    const shapes = [
      '{',
      '[',
      '(',
      '"${',
      '/',
      'a<',
      '/*',
      "'",
      'if (',
      'a ? b : ',
      'x -> ',
      'a.',
      '<',
      '[a:',
      'fun f(',
      'val x: A<B, ',
      '"""',
      '/\\',
      'class A : ',
      'a + ',
      '!',
      '`',
    ]; // prettier-ignore
    for (const shape of shapes) {
      for (const language of LANGUAGES) {
        const started = performance.now();
        parseScript(shape.repeat(60_000), language);
        expect(performance.now() - started, `${language} ${shape}`).toBeLessThan(4_000);
      }
    }
  }, 120_000);
});
