/**
 * Every folder test/fixtures/extractors/<ecosystem>/<case>/ is a small real project: `tree/` holds its files and `expected.json`
 * what the extractors and the correlator must make of it, as the lines of `summarise`. A list that expected.json leaves out is not compared.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { correlators, extractors } from '../../scanner/extractors/index.js';
import { readTree, runPlugins, summarise } from '../support/fixture-tree.js';

const ROOT = join(import.meta.dirname, '../fixtures/extractors');

for (const area of readdirSync(ROOT)) {
  describe(area, () => {
    for (const name of readdirSync(join(ROOT, area))) {
      it(name, () => {
        const dir = join(ROOT, area, name);
        expect(existsSync(join(dir, 'expected.json')), `${area}/${name} has no expected.json`).toBe(true);
        const expected = JSON.parse(readFileSync(join(dir, 'expected.json'), 'utf8')) as Record<string, string[]>;
        const actual = summarise(runPlugins(readTree(join(dir, 'tree')), extractors, correlators));
        expect(Object.keys(expected).length).toBeGreaterThan(0);
        for (const [key, lines] of Object.entries(expected)) expect(actual[key], key).toEqual([...lines].sort());
      });
    }
  });
}
