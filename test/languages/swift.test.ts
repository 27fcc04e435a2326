import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frontend } from '../../scanner/languages/swift/frontend.js';
import { readManifest } from '../../scanner/languages/swift/manifest.js';
import { normalisePackageUrl } from '../../scanner/languages/swift/package-url.js';
import { importsOf, itIsTotal } from '../support/lexer-cases.js';

describe('swift front end', () => {
  itIsTotal(frontend, [
    'import ',
    '@testable import A',
    '"',
    '"""',
    '#"',
    '"#',
    '\\(',
    '\\',
    ')',
    '/*',
    '*/',
    '//',
    '\n',
    '(',
    '#',
  ]);

  it('reads imports of every form', () => {
    const text = `import UIKit
@testable import App
@_exported import struct Core.Point
public import Net; import B
#if canImport(FirebaseAnalytics)
  import FirebaseAnalytics
#endif
@_spi(Private)
import UIKit.UIGestureRecognizerSubclass
/* import No /* nested */ import No */
// import No
let s = "import No", t = """
import No
"""
let x = foo.import (1), important = 1
func f(import x: Int) {}
`;
    expect(importsOf(frontend, text)).toEqual(['UIKit', 'App', 'Core', 'Net', 'B', 'FirebaseAnalytics', 'UIKit']);
  });

  it('passes over strings of every form', () => {
    const text = `let a = "\\(b(")", "https://inner.example.com")) https://a.example.com"
let c = #"no \\(interpolation) "quoted" https://raw.example.com"#, d = #"\\#(f("x"))"#, e = ""
let g = ##"a"# b"##
import After
let h = "https://\\(host).example.com"`;
    expect(importsOf(frontend, text)).toEqual(['After']);
    expect(frontend.facts(text, '').hosts.map((x) => x.host)).toEqual([
      'inner.example.com',
      'a.example.com',
      'raw.example.com',
    ]);
  });
});

describe('package manifests', () => {
  it.each([
    ['https://github.com/Owner/Name.git', 'github.com/owner/name'],
    ['git@github.com:Owner/Name.git', 'github.com/owner/name'],
    ['ssh://git@gitlab.example.com:2222/group/sub/name', 'gitlab.example.com/group/sub/name'],
    ['https://user:token@host.example/a/b/', 'host.example/a/b'],
    ['../Local', null],
    ['/abs/path', null],
    ['', null],
  ])('%s', (url, expected) => {
    expect(normalisePackageUrl(url)).toBe(expected);
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      '.package(',
      'url:',
      '"a"',
      '[',
      ']',
      '(',
      ')',
      ',',
      'let a =',
      '+',
      '.target(name: "x", ',
      '{',
      '}',
      '"""',
      'a',
      '.',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), (parts) => void readManifest(parts.join(' '))),
      { numRuns: 300 },
    );
    expect(readManifest('('.repeat(100_000)).facts.packages).toEqual([]);
    expect(readManifest(`let a = ${'['.repeat(50_000)}`).facts.packages).toEqual([]);
  });
});
