/** Checks that every import lexer has to pass: total on any text, linear, and free of the text it read. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LanguageFrontend } from '../../core/plugins.js';

/** Imports of a text as `value` or, with several kinds, `kind value`. */
export function importsOf(frontend: LanguageFrontend, text: string, withKind = false): string[] {
  return frontend.facts(text, '').imports.map((i) => (withKind ? `${i.kind} ${i.value}` : i.value));
}

/** Registers the tests that hold for every front end; `marks` are pieces that make its lexer turn. */
export function itIsTotal(frontend: LanguageFrontend, marks: readonly string[]): void {
  it('takes any text and ends', () => {
    const piece = fc.oneof(fc.constantFrom(...marks), fc.string({ maxLength: 8 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (parts) => {
        const facts = frontend.facts(parts.join(''), 'x');
        for (const fact of facts.imports) expect(fact.line).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('reads in linear time, whatever is left open', () => {
    for (const mark of marks) {
      const text = mark.repeat(Math.ceil(400_000 / mark.length));
      const start = process.cpuUsage();
      frontend.facts(text, 'x');
      expect(process.cpuUsage(start).user / 1e6, JSON.stringify(mark)).toBeLessThan(3);
    }
  });

  it('counts lines for every kind of line end', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const [first] = frontend.facts(`//${end}//${end}"https://a.example.com/x"${end}`, 'x').hosts;
      expect(first).toEqual(end === '\r' ? undefined : { host: 'a.example.com', line: 3 });
    }
  });

  it('takes hosts from string literals only', () => {
    const hosts = (text: string) => frontend.facts(text, 'x').hosts.map((h) => h.host);
    expect(hosts('x("https://API.Example.com:8443/v1")')).toEqual(['api.example.com']);
    expect(hosts('x("see http://a.example.com, and https://b.example.com.")')).toEqual([
      'a.example.com',
      'b.example.com',
    ]);
    expect(hosts('// "https://comment.example.com"\n/* "https://block.example.com" */')).toEqual([]);
    expect(hosts('x("http://localhost:3000", "http://127.0.0.1/", "http://10.0.2.2:80", "https://nodot/")')).toEqual(
      [],
    );
    expect(hosts('x("https://%s.example.com", "https://api.%s", "ftp://f.example.com")')).toEqual([]);
  });
}
