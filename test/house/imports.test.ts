/** Holds the direction of imports: every rule against the whole source, and every rule against an offender made up for it. */
import { describe, expect, it } from 'vitest';
import { IMPORT_RULES, offencesAgainst } from './import-rules.js';
import { cyclesOf, readModule, sourceModules } from './source-modules.js';

const modules = sourceModules();

describe('imports', () => {
  it('reads the whole source', () => {
    const paths = modules.map((m) => m.path);
    for (const path of ['core/text.ts', 'registry/load.ts', 'scanner/scan.ts', 'exporters/console.ts', 'cli/main.ts'])
      expect(paths).toContain(path);
    expect(modules.find((m) => m.path === 'cli/main.ts')?.imports).toEqual(['cli/run.ts']);
  });

  for (const rule of IMPORT_RULES) {
    it(rule.name, () => {
      expect(offencesAgainst(rule, modules)).toEqual([]);
    });
  }

  it('no cycle among the top-level folders', () => {
    const edges = new Map<string, Set<string>>();
    for (const { path, imports } of modules) {
      const from = path.split('/')[0] ?? '';
      for (const imported of imports) {
        const to = imported.includes('/') && !imported.startsWith('@') ? (imported.split('/')[0] ?? '') : '';
        if (to === '' || to === from || !modules.some((m) => m.path.startsWith(`${to}/`))) continue;
        edges.set(from, (edges.get(from) ?? new Set()).add(to));
      }
    }
    expect([...edges.keys()]).toContain('cli');
    expect(cyclesOf(edges).map((cycle) => cycle.join(' -> '))).toEqual([]);
  });

  it('no cycle among the files of scanner/detect', () => {
    const detect = modules.filter((m) => m.path.startsWith('scanner/detect/'));
    const edges = new Map(
      detect.map((m) => [m.path, m.imports.filter((imported) => imported.startsWith('scanner/detect/'))]),
    );
    expect(detect.length).toBeGreaterThan(5);
    expect(cyclesOf(edges).map((cycle) => cycle.join(' -> '))).toEqual([]);
  });

  it('no global that opens a connection or runs text as code is called by what ships', () => {
    const callers = modules
      .filter((m) => /^(?:core|registry|scanner|exporters|cli)\//.test(m.path))
      .flatMap((m) => m.calls.map((call) => `${m.path} calls ${call}`));
    expect(callers).toEqual([]);
  });
});

describe('the rules themselves', () => {
  for (const rule of IMPORT_RULES) {
    it(`${rule.name} catches its offender and lets its neighbour pass`, () => {
      const module = ({ path, imported }: { path: string; imported: string }) => ({
        path,
        imports: [imported],
        calls: [],
      });
      expect(offencesAgainst(rule, [module(rule.offence)])).toEqual([
        `${rule.offence.path} imports ${rule.offence.imported}: ${rule.sentence}`,
      ]);
      expect(offencesAgainst(rule, [module(rule.fine)])).toEqual([]);
    });
  }

  it.each([
    ['import { a } from "./a.js";', ['scanner/walk/a.ts']],
    ['import type { A } from "../../core/a.js";', ['core/a.ts']],
    ['export * from "../scan.js";', ['scanner/scan.ts']],
    ['const a = await import("node:fs");', ['node:fs']],
    ['const a = require("node:net");', ['node:net']],
    ['// import { a } from "./a.js";\nconst text = `import "./b.js"`;', []],
  ])('imports of %j', (text, expected) => {
    expect(readModule('scanner/walk/walk.ts', text).imports).toEqual(expected);
  });

  it.each([
    ['fetch("https://example.com");', ['fetch']],
    ['globalThis.fetch(url);', ['fetch']],
    ['new WebSocket(url);', ['WebSocket']],
    ['eval(text); new Function("return 1");', ['Function', 'eval']],
    ['store.fetch(url); // fetch()\nconst s = "fetch(1)";', []],
  ])('calls of %j', (text, expected) => {
    expect(readModule('core/a.ts', text).calls).toEqual(expected);
  });

  it('finds the cycle of a made-up graph, and none where there is none', () => {
    expect(cyclesOf(new Map(Object.entries({ a: ['b'], b: ['c'], c: ['a'] })))).toEqual([['a', 'b', 'c', 'a']]);
    expect(cyclesOf(new Map(Object.entries({ a: ['b', 'c'], b: ['c'], c: [] })))).toEqual([]);
    expect(cyclesOf(new Map(Object.entries({ a: ['a'] })))).toEqual([['a', 'a']]);
  });
});
