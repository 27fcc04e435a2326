/** `npm run new`: what it writes is sound as far as a scaffold can be, it is in the index, and nothing is overwritten. */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { sdkSchema, vendorSchema, wrapperSchema } from '../../registry/schema.js';
import { tempDir } from '../support/temp-tree.js';
import { ROOT } from './source-modules.js';

/** A checkout without its history: enough for the scaffolds and the compiler. */
function checkout(): string {
  const copy = tempDir();
  for (const name of [
    'core',
    'exporters',
    'registry',
    'scanner',
    'scripts',
    'test/support',
    'tsconfig.json',
    'package.json',
  ])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

const copy = checkout();

function scaffold(...args: readonly string[]): { code: number | null; out: string; err: string } {
  const run = spawnSync(process.execPath, [join(copy, 'scripts/new.mjs'), ...args], { encoding: 'utf8' });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

const read = (path: string) => readFileSync(join(copy, path), 'utf8');

/** What the compiler says about these files of the copy. */
function faults(...paths: readonly string[]): string[] {
  const project = new Project({ tsConfigFilePath: join(copy, 'tsconfig.json'), skipAddingFilesFromTsConfig: true });
  const files = paths.map((path) => project.addSourceFileAtPath(join(copy, path)));
  project.resolveSourceFileDependencies();
  return files.flatMap((file) =>
    [...file.getPreEmitDiagnostics()].map((d) => `${file.getBaseName()}: ${JSON.stringify(d.getMessageText())}`),
  );
}

describe('npm run new', () => {
  it.each<[string[], string[], string, string]>([
    [
      ['extractor', 'gradle/foo-lock'],
      ['scanner/extractors/gradle/foo-lock.ts'],
      'scanner/extractors/index.ts',
      "import { extractor as gradleFooLockExtractor } from './gradle/foo-lock.js';",
    ],
    [
      ['check', 'some-fault'],
      ['scanner/checks/some-fault.ts', 'test/checks/some-fault.test.ts'],
      'scanner/checks/index.ts',
      "import { check as someFaultCheck } from './some-fault.js';",
    ],
    [
      ['export', 'disclosure-foo'],
      ['exporters/disclosure-foo.ts', 'test/exporters/disclosure-foo.test.ts'],
      'exporters/index.ts',
      "import { exporter as disclosureFooExporter } from './disclosure-foo.js';",
    ],
    [
      ['list', 'minors'],
      ['exporters/disclosure/lists/minors.ts'],
      'exporters/disclosure/lists/index.ts',
      "import { list as minorsList } from './minors.js';",
    ],
  ])('%j writes what compiles, and the index names it', (args, sources, index, line) => {
    const { code, out, err } = scaffold(...args);
    expect([code, err]).toEqual([0, '']);
    for (const source of sources) expect(out).toContain(`wrote ${source}\n`);
    expect(out).toContain('Next:\n');
    expect(read(index).split('\n')).toContain(line);
    expect(faults(...sources)).toEqual([]);
  });

  it('an extractor has a fixture that fails until it is filled in', () => {
    scaffold('extractor', 'gradle/bar-lock');
    const dir = 'test/fixtures/extractors/gradle/bar-lock';
    expect(readdirSync(join(copy, dir)).sort()).toEqual(['expected.json', 'tree']);
    const expected = JSON.parse(read(`${dir}/expected.json`)) as { packages: string[] };
    expect(expected.packages).toHaveLength(1);
  });

  it('an SDK and its vendor have the shape of the schema, and say that nothing is known yet', () => {
    expect(scaffold('sdk', 'qiuzhi/pay').code).toBe(0);
    const sdk = sdkSchema.parse(parse(read('registry/sdks/qiuzhi/pay.yaml')));
    expect(sdk).toMatchObject({ id: 'qiuzhi/pay', vendor: 'qiuzhi', practicesKnown: false, practices: [] });
    expect(vendorSchema.parse(parse(read('registry/vendors/qiuzhi.yaml')))).toMatchObject({ id: 'qiuzhi' });
  });

  it('a second SDK of a vendor leaves the vendor alone', () => {
    scaffold('sdk', 'qiuzhi/first');
    const { code, out } = scaffold('sdk', 'qiuzhi/second');
    expect([code, out.includes('registry/vendors')]).toEqual([0, false]);
  });

  it('a wrapper has the shape of the schema', () => {
    expect(scaffold('wrapper', 'pub/qiuzhi-flutter').code).toBe(0);
    expect(wrapperSchema.parse(parse(read('registry/wrappers/pub/qiuzhi-flutter.yaml')))).toMatchObject({
      id: 'pub/qiuzhi-flutter',
      ecosystem: 'pub',
    });
  });

  it('refuses to overwrite, and then writes nothing', () => {
    const before = read('scanner/checks/practices-unknown.ts');
    const { code, err } = scaffold('check', 'practices-unknown');
    expect([code, err.startsWith('scanner/checks/practices-unknown.ts is there already')]).toEqual([1, true]);
    expect(read('scanner/checks/practices-unknown.ts')).toBe(before);
    expect(readdirSync(join(copy, 'test')).includes('checks') && readdirSync(join(copy, 'test/checks'))).not.toContain(
      'practices-unknown.test.ts',
    );
  });

  it.each<[string[]]>([
    [[]],
    [['check']],
    [['plugin', 'x']],
    [['constructor', 'x']],
    [['check', 'Some Fault']],
    [['check', '../../outside']],
    [['extractor', 'no-folder']],
    [['sdk', 'a/b/c']],
  ])('%j is answered with how to ask', (args) => {
    const { code, err } = scaffold(...args);
    expect([code, err.includes('Usage: npm run new -- <kind> <name>')]).toEqual([2, true]);
  });
});
