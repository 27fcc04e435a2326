/** What is generated is up to date, and no plugin stands without the proof that belongs to it. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checks } from '../../scanner/checks/index.js';
import { correlators, extractors } from '../../scanner/extractors/index.js';
import { ROOT } from './source-modules.js';

const FIXTURES = join(ROOT, 'test/fixtures/extractors');

/** Every file of every fixture tree, as the extractors see it. */
function fixturePaths(): string[] {
  return folders(FIXTURES).flatMap((area) =>
    folders(join(FIXTURES, area)).flatMap((name) =>
      readdirSync(join(FIXTURES, area, name, 'tree'), { recursive: true, encoding: 'utf8' }),
    ),
  );
}

function folders(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((e) => e.isDirectory())
    .map((e) => e.name);
}

function generateIndex(root: string): { status: number | null; output: string } {
  const run = spawnSync(process.execPath, [join(root, 'scripts/generate-index.mjs'), '--check'], { encoding: 'utf8' });
  return { status: run.status, output: run.stdout + run.stderr };
}

describe('generated indexes', () => {
  it('hold every plugin', () => {
    expect(generateIndex(ROOT)).toEqual({ status: 0, output: '' });
  });

  it('are reported where a plugin was added and the index was not generated', () => {
    const copy = mkdtempSync(join(tmpdir(), 'outflow-index-'));
    try {
      for (const folder of ['scripts', 'scanner', 'exporters'])
        cpSync(join(ROOT, folder), join(copy, folder), { recursive: true });
      writeFileSync(join(copy, 'scanner/checks/made-up-fault.ts'), 'export const check = {};\n');
      expect(generateIndex(copy)).toEqual({
        status: 1,
        output: 'scanner/checks/index.ts is out of date: run npm run generate\n',
      });
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });
});

describe('every plugin has its proof', () => {
  const paths = fixturePaths();

  it.each(extractors.map((e) => e.name))('%s reads a file of some fixture', (name) => {
    const extractor = extractors.find((e) => e.name === name);
    const reads = paths.filter((path) => extractor?.fileRequired(path));
    expect(reads, `put a file that ${name} reads into test/fixtures/extractors/<ecosystem>/<case>/tree`).not.toEqual(
      [],
    );
  });

  it('every fixture says what it expects', () => {
    const silent = folders(FIXTURES).flatMap((area) =>
      folders(join(FIXTURES, area))
        .filter((name) => !existsSync(join(FIXTURES, area, name, 'expected.json')))
        .map((name) => `${area}/${name}`),
    );
    expect(silent).toEqual([]);
  });

  it.each(checks.map((c) => c.id))('%s is named by a test', (id) => {
    const tests = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.endsWith('.test.ts') && !path.startsWith('house'),
    );
    const naming = tests.filter((path) => readFileSync(join(ROOT, 'test', path), 'utf8').includes(`'${id}'`));
    expect(naming, `write a test of ${id} that feeds it a result`).not.toEqual([]);
  });
});

describe('plugins agree with each other', () => {
  it('extractor names are unique and say their format', () => {
    const names = extractors.map((e) => e.name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/);
  });

  it('a correlator reads an ecosystem that some extractor fills', () => {
    const ecosystems = new Set(extractors.map((e) => e.ecosystem));
    expect(correlators.filter((c) => !ecosystems.has(c.ecosystem)).map((c) => c.ecosystem)).toEqual([]);
    expect(new Set(correlators.map((c) => c.ecosystem)).size).toBe(correlators.length);
  });
});
