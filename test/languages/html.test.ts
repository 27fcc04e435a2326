import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementsOf } from '../../scanner/languages/html/elements.js';

const names = new Set(['script', 'img', 'plugin']);

describe('elementsOf', () => {
  it('gives attributes, places and the raw content of scripts', () => {
    const text =
      '<p><SCRIPT src=a.js data-x="1"></SCRIPT>\n<!-- <script>no</script> --><script>if (a < b) "</p>";</script>';
    const found = elementsOf(text, { names });
    expect(found.map((e) => [e.attributes['src'] ?? null, text.slice(e.contentStart, e.contentEnd)])).toEqual([
      ['a.js', ''],
      [null, 'if (a < b) "</p>";'],
    ]);
    expect(text.startsWith('<SCRIPT', found[0]?.offset)).toBe(true);
  });

  it('keeps the case of names in XML', () => {
    const found = elementsOf('<widget><plugin name="X" /><Plugin name="Y"/></widget>', { names, xml: true });
    expect(found.map((e) => e.attributes['name'])).toEqual(['X']);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (text, xml) => {
        elementsOf(text, { names, xml });
        elementsOf(`<script ${text}><img ${text}`, { names, xml });
      }),
    );
  });
});
