import { parseBuffer } from 'bplist-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBinaryPlist } from '../../scanner/languages/plist/binary.js';
import { readPlist, readPlistText } from '../../scanner/languages/plist/read.js';
import { items, member, type PlistValue, scalar } from '../../scanner/languages/plist/value.js';

const SAMPLE = Buffer.from(
  'YnBsaXN0MDDTAQIDBAUGUWFRYlFjoQcIEAFReAgPERMVFxgaAAAAAAAAAQEAAAAAAAAACAAAAAAAAAAAAAAAAAAAABw=',
  'base64',
);

/** A binary list by hand: objects one after another, with one-byte references. */
function binary(objects: readonly (readonly number[])[], top = 0, count = objects.length): Buffer {
  const body: number[] = [...Buffer.from('bplist00')];
  const offsets = objects.map((object) => {
    const at = body.length;
    body.push(...object);
    return at;
  });
  const table = body.length;
  for (const at of offsets) body.push(at >> 8, at & 255);
  const u64 = (n: number) => [0, 0, 0, 0, (n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
  return Buffer.from([...body, 0, 0, 0, 0, 0, 0, 2, 1, ...u64(count), ...u64(top), ...u64(table)]);
}

const text = (s: string) => [0x50 + s.length, ...Buffer.from(s)];

function plain(value: PlistValue): unknown {
  if (value.kind === 'dict') return Object.fromEntries(value.entries.map((e) => [e.key, plain(e.value)]));
  if (value.kind === 'array') return value.items.map(plain);
  return value.kind === 'number' ? Number(value.text) : value.kind === 'boolean' ? value.text === 'true' : value.text;
}

describe('binary property lists', () => {
  it('reads what the reference parser reads', () => {
    const bytes = binary([[0xd3, 1, 2, 3, 4, 5, 6], text('a'), text('b'), text('c'), [0x10, 7], [0xa2, 1, 4], [0x09]]);
    const { root, problems } = readPlist(bytes);
    expect(problems).toEqual([]);
    expect(root && plain(root)).toEqual(parseBuffer(bytes)[0]);
  });

  it('cuts cycles, bounds what unfolds, and refuses lying counts', () => {
    expect(readBinaryPlist(binary([[0xa1, 0]])).problems[0]?.message).toContain('holds itself');
    const bomb = Array.from({ length: 30 }, (_, i) => [0xaa, ...Array.from({ length: 10 }, () => Math.min(i + 1, 29))]);
    bomb[29] = text('x');
    const { problems } = readBinaryPlist(binary(bomb));
    expect(problems[0]?.message).toContain('too many values');
    expect(readBinaryPlist(binary([text('x')], 0, 2 ** 31)).problems[0]?.message).toContain('counts more');
    expect(readBinaryPlist(binary([[0x5f, 0x12, 0x7f, 0xff, 0xff, 0xff]])).problems).toHaveLength(1);
    expect(readBinaryPlist(binary([text('x')], 9)).problems).toHaveLength(1);
  });

  it('never throws on damage', () => {
    fc.assert(
      fc.property(fc.nat(SAMPLE.length), fc.nat(SAMPLE.length - 1), fc.nat(255), (cut, at, byte) => {
        const damaged = Buffer.from(SAMPLE);
        damaged[at] = byte;
        readPlist(damaged);
        readPlist(damaged.subarray(0, cut));
      }),
    );
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        (bytes) => void readPlist(Buffer.concat([Buffer.from('bplist00'), bytes])),
      ),
    );
  });
});

describe('XML property lists', () => {
  const wrap = (body: string) => `<?xml version="1.0"?>\n<plist version="1.0">\n<dict>\n${body}\n</dict>\n</plist>`;

  it('keeps lines, kinds and text', () => {
    const { root } = readPlistText(
      wrap(
        '<key>a</key>\n<string>x &amp; <![CDATA[<y>]]></string>\n<key>b</key><array><true/><integer>3</integer></array>',
      ),
    );
    expect(scalar(member(root, 'a'))).toBe('x & <y>');
    expect(member(root, 'a')?.line).toBe(5);
    expect(items(member(root, 'b')).map((v) => v.kind)).toEqual(['boolean', 'number']);
  });

  it('expands no entity and reads nothing from outside', () => {
    const laughs = Array.from({ length: 12 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('');
    const bomb = `<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY e0 "ha"><!ENTITY x SYSTEM "file:///etc/hostname">${laughs}]><plist><dict><key>a</key><string>&e12;&x;</string><key>b</key><true/></dict></plist>`;
    const { root, problems } = readPlistText(bomb);
    expect(scalar(member(root, 'a'))?.length ?? 0).toBeLessThan(20);
    expect(scalar(member(root, 'b'))).toBe('true');
    expect(problems.length).toBeGreaterThan(0);
  });

  it('bounds depth', () => {
    const { problems } = readPlistText(`<plist>${'<array>'.repeat(5000)}${'</array>'.repeat(5000)}</plist>`);
    expect(problems[0]?.message).toContain('deeply');
  });

  it('keeps what stands before a mistake', () => {
    const { root, problems } = readPlistText('<plist><dict><key>a</key><true/><key>b</key><string>cut');
    expect(scalar(member(root, 'a'))).toBe('true');
    expect(problems.length).toBeGreaterThan(0);
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      '<plist>',
      '<dict>',
      '</dict>',
      '<key>',
      '</key>',
      'a',
      '<array>',
      '</array>',
      '<true/>',
      '&x;',
      '<!--',
      '-->',
      '<![CDATA[',
      '<?',
      '\n',
      '"',
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (parts) => void readPlistText(parts.join(''))));
  });
});

describe('OpenStep property lists', () => {
  it('reads dictionaries, arrays, strings and comments with lines', () => {
    const { root, problems } = readPlistText(
      '// c\n{\n\ta = "x\\"y"; /* c */\n\tb = ( 1, "2 3", );\n\tc = <0f>;\n\td.e/f-g = "$(V)";\n}',
    );
    expect(problems).toHaveLength(0);
    expect(scalar(member(root, 'a'))).toBe('x"y');
    expect(member(root, 'b')?.line).toBe(4);
    expect(items(member(root, 'b')).map((v) => scalar(v))).toEqual(['1', '2 3']);
  });

  it('never throws, in linear time', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '(',
      ')',
      '=',
      ';',
      ',',
      '"',
      "'",
      'a',
      '/*',
      '*/',
      '//',
      '\n',
      '<',
      '>',
      '\\',
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 80 }), (parts) => void readPlistText(parts.join(''))));
    for (const mark of ['{', '(', '{a=', '"', '/*', '<', '{a;', '\\']) {
      const start = process.cpuUsage();
      readPlistText(`{${mark.repeat(Math.ceil(300_000 / mark.length))}`);
      expect(process.cpuUsage(start).user / 1e6, mark).toBeLessThan(3);
    }
  });
});
