import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { basename, byCodeUnit, dirname, isWithin, joinPath, lineIndex, sortedBy, sortedSet } from '../../core/text.js';

describe('order', () => {
  it('is by code unit, so that no locale shapes a result', () => {
    expect(['é', 'z', 'a', 'Z', '中', '10', '9', ''].sort(byCodeUnit)).toEqual([
      '',
      '10',
      '9',
      'Z',
      'a',
      'z',
      'é',
      '中',
    ]);
  });

  it('sortedBy leaves its input alone and keeps equal keys in order', () => {
    const items = [
      { key: 'b', n: 1 },
      { key: 'a', n: 2 },
      { key: 'b', n: 3 },
    ];
    expect(sortedBy(items, (i) => i.key).map((i) => i.n)).toEqual([2, 1, 3]);
    expect(items.map((i) => i.n)).toEqual([1, 2, 3]);
  });

  it('sortedSet holds each value once', () => {
    expect(sortedSet(['b', 'a', 'b'])).toEqual(['a', 'b']);
  });
});

describe('paths', () => {
  it.each([
    ['a/b/c.txt', 'a/b', 'c.txt'],
    ['c.txt', '', 'c.txt'],
    ['a/', 'a', ''],
    ['', '', ''],
  ])('%j: directory %j, name %j', (path, dir, name) => {
    expect([dirname(path), basename(path)]).toEqual([dir, name]);
  });

  it.each<[string[], string | null]>([
    [['app', 'libs/a.aar'], 'app/libs/a.aar'],
    [['app', '../lib'], 'lib'],
    [['app', './src//main/'], 'app/src/main'],
    [['app', '..'], ''],
    [['app\\src', '..\\lib'], 'app/lib'],
    [[''], ''],
    [['app', '../..'], null],
    [['..'], null],
    [['app', '/etc/passwd'], null],
    [['app', 'C:\\Users'], null],
    [['app', 'c:x'], null],
    [['a/b', '../../../c'], null],
  ])('joinPath %j is %j', (parts, expected) => {
    expect(joinPath(...parts)).toBe(expected);
  });

  it('joinPath never climbs and never gives an absolute path', () => {
    const segment = fc.constantFrom('..', '.', '', 'a', 'b.c', '...', '/', '\\', '..\\', 'x/..', 'C:', '~');
    fc.assert(
      fc.property(fc.array(fc.oneof(segment, fc.string({ maxLength: 8 })), { maxLength: 8 }), (parts) => {
        const joined = joinPath(...parts);
        if (joined === null) return true;
        const segments = joined.split('/');
        return !joined.startsWith('/') && !segments.includes('..') && (joined === '' || !segments.includes(''));
      }),
    );
  });

  it.each([
    ['app/src', 'app', true],
    ['app', 'app', true],
    ['app', '', true],
    ['', '', true],
    ['apple', 'app', false],
    ['app', 'app/src', false],
  ])('isWithin(%j, %j): %s', (path, dir, expected) => {
    expect(isWithin(path, dir)).toBe(expected);
  });
});

describe('lineIndex', () => {
  it.each<[string, [number, number][]]>([
    ['', [[0, 1]]],
    [
      'a\nb\nc',
      [
        [0, 1],
        [1, 1],
        [2, 2],
        [4, 3],
      ],
    ],
    [
      'a\r\nb\r\n',
      [
        [0, 1],
        [3, 2],
        [6, 3],
      ],
    ],
    [
      'a\rb',
      [
        [0, 1],
        [2, 2],
      ],
    ],
    [
      '\n\n',
      [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
    ],
    ['a', [[99, 1]]],
  ])('of %j', (text, expected) => {
    const lineOf = lineIndex(text);
    expect(expected.map(([offset]) => [offset, lineOf(offset)])).toEqual(expected);
  });

  it('counts as splitting does, at every offset', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '\n', '\r\n', '\r', 'bc')), (parts) => {
        const text = parts.join('');
        const lineOf = lineIndex(text);
        for (let at = 0; at <= text.length; at++) {
          // A break that straddles the offset has not ended its line yet.
          const before = text.slice(0, at);
          const whole = before.endsWith('\r') && text[at] === '\n' ? before.slice(0, -1) : before;
          if (lineOf(at) !== whole.split(/\r\n|\r|\n/).length) return false;
        }
        return true;
      }),
    );
  });
});
