/** Bytes to text, for every encoding that real projects hold. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, looksBinary } from '../../scanner/walk/decode.js';

const TEXT = 'implementation "极光推送"\n';
/** 中文推送 in GBK. */
const GBK = [0xd6, 0xd0, 0xce, 0xc4, 0xcd, 0xc6, 0xcb, 0xcd];

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

function bytes(...parts: readonly (string | readonly number[] | Buffer)[]): Buffer {
  return Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );
}

describe('decode', () => {
  it.each<[string, Buffer, string, string]>([
    ['nothing', Buffer.alloc(0), '', 'ascii'],
    ['ASCII', bytes('apply plugin\n'), 'apply plugin\n', 'ascii'],
    ['UTF-8', Buffer.from(TEXT), TEXT, 'utf-8'],
    ['UTF-8 with a mark', bytes([0xef, 0xbb, 0xbf], Buffer.from(TEXT)), TEXT, 'utf-8'],
    ['UTF-8 mark alone', bytes([0xef, 0xbb, 0xbf]), '', 'utf-8'],
    ['UTF-8 beyond the first plane', Buffer.from('𠀀 👩‍💻'), '𠀀 👩‍💻', 'utf-8'],
    ['UTF-16 LE with a mark', bytes([0xff, 0xfe], Buffer.from(TEXT, 'utf16le')), TEXT, 'utf-16le'],
    ['UTF-16 BE with a mark', bytes([0xfe, 0xff], utf16be(TEXT)), TEXT, 'utf-16be'],
    ['UTF-16 LE without a mark', Buffer.from(TEXT, 'utf16le'), TEXT, 'utf-16le'],
    ['UTF-16 BE without a mark', utf16be(TEXT), TEXT, 'utf-16be'],
    [
      'UTF-16 LE cut in the middle of a unit',
      bytes([0xff, 0xfe], Buffer.from('ab', 'utf16le'), [0x63]),
      'ab',
      'utf-16le',
    ],
    ['UTF-16 BE cut in the middle of a unit', bytes([0xfe, 0xff], utf16be('ab'), [0x00]), 'ab', 'utf-16be'],
    ['GBK', bytes('// ', GBK, '\n'), '// 中文推送\n', 'gb18030'],
    ['GB18030 in four bytes', bytes('// ', [0x95, 0x32, 0x82, 0x36], '\n'), '// 𠀀\n', 'gb18030'],
    [
      'neither: Latin-1, so that the ASCII parts still count',
      bytes('caf', [0xe9], '\nimport a.b.C;\n'),
      'café\nimport a.b.C;\n',
      'latin1',
    ],
    ['UTF-8 with one broken byte', bytes(Buffer.from('中'), [0xff], '\nimport a;'), 'ä¸\u00adÿ\nimport a;', 'latin1'],
  ])('%s', (_, input, text, encoding) => {
    expect(decode(input)).toEqual({ text, encoding });
  });

  it('never throws, and leaves ASCII as it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4096 }), (input) => typeof decode(Buffer.from(input)).text === 'string'),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 200 }), (text) => {
        fc.pre(!text.includes('\0'));
        return decode(Buffer.from(text, 'latin1')).text === text;
      }),
    );
  });

  it('gives back any text that was written as UTF-8, UTF-16 with a mark or GB18030 of two bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        fc.pre(!text.includes('\0') && !text.startsWith('\uFEFF'));
        const little = bytes([0xff, 0xfe], Buffer.from(text, 'utf16le'));
        const big = bytes([0xfe, 0xff], utf16be(text));
        return [Buffer.from(text), little, big].every((written) => decode(written).text === text);
      }),
    );
  });
});

describe('looksBinary', () => {
  it.each<[string, Buffer, boolean]>([
    ['nothing', Buffer.alloc(0), false],
    ['text', bytes('class A {}\n'), false],
    ['GBK text', bytes(GBK), false],
    ['UTF-16 LE without a mark', Buffer.from('class A {}\n', 'utf16le'), false],
    ['UTF-16 BE with a mark', bytes([0xfe, 0xff], utf16be('中\0文')), false],
    ['a zip', bytes('PK', [3, 4, 20, 0, 0, 0, 8, 0]), true],
    ['an image', bytes([0x89], 'PNG\r\n', [0x1a, 0x0a, 0, 0, 0, 13], 'IHDR'), true],
    ['zeros', Buffer.alloc(64), true],
    ['a zero byte after 8 KiB', bytes('x'.repeat(8192), [0]), false],
  ])('%s: %s', (_, input, expected) => {
    expect(looksBinary(input)).toBe(expected);
  });
});
