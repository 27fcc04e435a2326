import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { membersAt, stringAt, stringsAt, valueAt } from '../../scanner/languages/json/json-access.js';
import { parseJson } from '../../scanner/languages/json/json-document.js';

describe('parseJson', () => {
  it('reads comments, trailing commas and a byte order mark, with lines', () => {
    const document = parseJson('\ufeff{\n  // one\n  "a": "x", /* two */\n  "b": ["y",],\n}\n/* end */');
    expect(document.errors).toEqual([]);
    expect(stringAt(document.root, 'a')).toBe('x');
    expect(stringsAt(document.root, 'b')).toEqual(['y']);
    expect(membersAt(document.root).map(([key, m]) => [key, document.lineAt(m.offset)])).toEqual([
      ['a', 3],
      ['b', 4],
    ]);
  });

  it('takes the last of duplicate keys and treats __proto__ as a name', () => {
    const { root } = parseJson('{ "a": "1", "a": "2", "__proto__": { "b": "3" } }');
    expect(stringAt(root, 'a')).toBe('2');
    expect(stringAt(root, '__proto__', 'b')).toBe('3');
    expect(valueAt(root, 'b')).toBeNull();
  });

  it('reads what stands around an error and says where it is', () => {
    const document = parseJson('{ "a": "1",\n "b" "2",\n "c": "3" }');
    expect(document.errors[0]?.line).toBe(2);
    expect(stringAt(document.root, 'a')).toBe('1');
    expect(stringAt(document.root, 'c')).toBe('3');
  });

  it('refuses deep nesting without a throw', () => {
    expect(parseJson('['.repeat(100_000)).root).toBeNull();
    expect(parseJson('['.repeat(100_000)).errors[0]?.message).toContain('deep');
    expect(parseJson(`${'['.repeat(150)}${']'.repeat(150)}`).errors).toEqual([]);
  });

  it('never throws, and agrees with JSON.parse on JSON', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseJson(text);
      }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (value) => {
        const { root, errors } = parseJson(JSON.stringify(value));
        expect(errors).toEqual([]);
        for (const key of Object.keys(value)) expect(stringAt(root, key)).toBe(value[key]);
      }),
    );
  });
});
