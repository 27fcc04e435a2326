/** The main job end to end: exit codes, output files, the same bytes each time, a document its schema accepts. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { ScanResult } from '../../core/inventory.js';
import { outflow, ROOT } from '../support/cli.js';
import { tempDir, tempTree } from '../support/temp-tree.js';

const EXAMPLE = 'examples/jobs-app';
const STRANGER = { 'package.json': '{"name":"qiuzhi","dependencies":{"nobody-knows-this-one":"1.0.0"}}' };
const QUIET = { 'package.json': '{"name":"qiuzhi","dependencies":{}}' };
const resultOf = (text: string) => JSON.parse(text) as ScanResult;

describe('exit codes', () => {
  it.each<[string, string[], number]>([
    ['a scan', ['scan', tempTree(STRANGER), '-q'], 0],
    ['a finding at the level', ['scan', tempTree(STRANGER), '-q', '--fail-on', 'warning'], 1],
    ['a finding below the level', ['scan', tempTree(STRANGER), '-q', '--fail-on', 'error'], 0],
    ['no finding', ['scan', tempTree(QUIET), '-q', '--fail-on', 'note'], 0],
    ['an incomplete result', ['scan', tempTree({ a: '', b: '' }), '-q', '--max-files', '1'], 2],
    ['help', ['--help'], 0],
    ['help of a command', ['scan', '--help'], 0],
    ['the version', ['--version'], 0],
    ['an unknown option', ['scan', '--colour'], 2],
    ['an unknown command', ['scna'], 2],
    ['a level that is none', ['scan', '--fail-on', 'fatal'], 2],
    ['a day that is none', ['scan', '--date', '2026-02-30'], 2],
    ['a count that is none', ['scan', tempTree(QUIET), '--max-files', 'many'], 2],
    ['an app that is not there', ['scan', tempTree(QUIET), '-q', '--app', 'android:nobody'], 2],
  ])('%s: %j', (_, args, code) => {
    expect(outflow(args).code).toBe(code);
  });

  it('an unknown option is named, with what was meant', () => {
    const { err } = outflow(['scan', '--repoducible']);
    expect(err).toContain('--repoducible');
    expect(err).toContain('--reproducible');
  });
});

describe('where the output goes', () => {
  it('the report to standard output, progress to standard error, and none with -q', () => {
    const loud = outflow(['scan', EXAMPLE]);
    const quiet = outflow(['scan', EXAMPLE, '-q']);
    expect(loud.err).toContain('reading files');
    expect(quiet.err).toBe('');
    expect(loud.out).toBe(quiet.out);
    expect(quiet.out).toContain('android:cn.qiuzhi.jobs');
  });

  it('no escape codes where it is piped, nor with NO_COLOR', () => {
    for (const env of [{}, { NO_COLOR: '1' }, { TERM: 'dumb' }]) {
      const { out, err } = outflow(['scan', EXAMPLE], { env });
      expect(out + err).not.toContain('\u001b');
    }
  });

  it('--out replaces a file in one step and leaves nothing beside it', () => {
    const dir = tempDir();
    const file = join(dir, 'scan.json');
    expect(outflow(['scan', tempTree(QUIET), '-q', '--format', 'json', '-o', file])).toEqual({
      code: 0,
      out: '',
      err: '',
    });
    expect(resultOf(readFileSync(file, 'utf8')).schema).toBe('outflow/scan/1');
    expect(readdirSync(dir)).toEqual(['scan.json']);
  });

  it('--report writes the result and the table in every format', () => {
    const dir = join(tempDir(), 'new/report');
    expect(outflow(['scan', EXAMPLE, '-q', '--report', dir]).code).toBe(0);
    const table = ['csv', 'docx', 'html', 'md', 'xlsx'];
    expect(readdirSync(dir).sort()).toEqual([
      ...table.map((extension) => `disclosure.${extension}`),
      'graph.json',
      'huawei-third-shared.json',
      'lists',
      'scan.json',
    ]);
    const lists = ['collected-list', 'miit-sdk-fields', 'shared-list'];
    expect(readdirSync(join(dir, 'lists')).sort()).toEqual(lists.flatMap((l) => table.map((t) => `${l}.${t}`)));
  });

  it('the language follows the environment, and --lang wins', () => {
    const tree = tempTree(QUIET);
    expect(outflow(['scan', tree, '-q'], { env: { LANG: 'zh_CN.UTF-8' } }).out).toContain('第三方 SDK');
    expect(outflow(['scan', tree, '-q'], { env: { LANG: 'de_DE.UTF-8' } }).out).toContain('Third-party SDKs');
    expect(outflow(['scan', tree, '-q', '--lang', 'en'], { env: { LANG: 'zh_CN.UTF-8' } }).out).toContain(
      'Third-party SDKs',
    );
  });

  it('a scan writes nothing into the tree', () => {
    const tree = tempTree(STRANGER);
    outflow(['scan', tree, '-q']);
    expect(readdirSync(tree)).toEqual(['package.json']);
  });
});

describe('the result', () => {
  const first = outflow(['scan', EXAMPLE, '-q', '--format', 'json', '--reproducible']);

  it('is accepted by the JSON Schema that ships, and a broken one is not', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(
      JSON.parse(readFileSync(join(ROOT, 'docs/schema/scan-1.schema.json'), 'utf8')) as object,
    );
    const whole = resultOf(outflow(['scan', EXAMPLE, '-q', '--format', 'json']).out);
    expect([validate(whole), validate.errors]).toEqual([true, null]);
    expect([validate(resultOf(first.out)), validate.errors]).toEqual([true, null]);
    expect(validate({ ...whole, schema: 'outflow/scan/2' })).toBe(false);
    expect(validate({ ...whole, surprise: 1 })).toBe(false);
  });

  it('is the same bytes again, and from a copy in a folder of another name', () => {
    const again = outflow(['scan', EXAMPLE, '-q', '--format', 'json', '--reproducible']);
    const copy = join(tempDir(), 'something-else');
    mkdirSync(copy);
    cpSync(join(ROOT, EXAMPLE), copy, { recursive: true });
    const copied = outflow(['scan', '.', '-q', '--format', 'json', '--reproducible'], { cwd: copy });
    expect(first.code).toBe(0);
    expect(again.out === first.out).toBe(true);
    expect(copied.out === first.out).toBe(true);
  });

  it('has no time, no absolute path and no machine in it when reproducible', () => {
    const result = resultOf(first.out);
    expect(result.run).toBeUndefined();
    expect(first.out).not.toContain(ROOT);
    const { run } = resultOf(outflow(['scan', EXAMPLE, '-q', '--format', 'json']).out);
    expect(Object.keys(run?.stages ?? {}).sort()).toEqual(['check', 'correlate', 'detect', 'extract', 'walk']);
  });

  it('puts every package in exactly one class, with a reason', () => {
    const { packages } = resultOf(first.out);
    expect(packages.length).toBeGreaterThan(10);
    for (const p of packages) {
      expect(['sdk', 'library', 'own', 'unrecognised']).toContain(p.class);
      expect(p.why.zh).not.toBe('');
      expect(p.sdk !== null).toBe(p.class === 'sdk');
    }
    expect(packages.filter((p) => p.class === 'unrecognised').map((p) => p.name)).toContain(
      'com.qiuzhi.partner:bridge',
    );
  });

  it('has a citation behind every row of data, and each citation in its catalogue', () => {
    const { sdks, catalogue } = resultOf(first.out);
    const bare = sdks.flatMap((s) =>
      s.data
        .filter((d) => d.citations.length === 0 || d.citations.some((c) => catalogue.citations[c] === undefined))
        .map((d) => `${s.id} ${d.element}`),
    );
    expect(bare).toEqual([]);
    expect(sdks.flatMap((s) => s.data).length).toBeGreaterThan(50);
  });
});

describe('export', () => {
  it('from a scan gives what a scan of the tree gives', () => {
    const scan = join(tempDir(), 'scan.json');
    outflow(['scan', EXAMPLE, '-q', '--format', 'json', '-o', scan]);
    for (const format of ['markdown', 'html']) {
      const args = ['--format', format, '--lang', 'both', '--date', '2026-11-22'];
      const fromTree = outflow(['export', 'disclosure', EXAMPLE, '-q', ...args]);
      const fromScan = outflow(['export', 'disclosure', '--from', scan, ...args]);
      expect(fromScan.code).toBe(0);
      expect(fromScan.out === fromTree.out).toBe(true);
      expect(fromScan.out).toContain('第三方 SDK 目录');
    }
  });

  it.each<[string, string, RegExp]>([
    ['no JSON', 'not json', /is not JSON/],
    ['JSON of another kind', '{"schema":"outflow/scan/2"}', /is not a scan result of this version/],
    ['a list', '[]', /is not a scan result of this version/],
  ])('refuses %s', (_, text, message) => {
    const dir = tempTree({ 'scan.json': text });
    const { code, err } = outflow(['export', 'disclosure', '--from', join(dir, 'scan.json')]);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  it('refuses a path and --from together, and a --from that is not there', () => {
    expect(outflow(['export', 'disclosure', EXAMPLE, '--from', 'scan.json']).err).toMatch(/not both/);
    expect(outflow(['export', 'json', '--from', '/nowhere/scan.json']).code).toBe(2);
  });
});

describe('registry and explain', () => {
  it('registry list --format json has the documented shape', () => {
    const { code, out } = outflow(['registry', 'list', '--format', 'json']);
    expect(code).toBe(0);
    const list = JSON.parse(out) as Record<string, unknown>[];
    expect(list.length).toBeGreaterThanOrEqual(40);
    const name = { zh: expect.toSatisfy(textOrNull), en: expect.toSatisfy(textOrNull) };
    for (const entry of list) {
      expect(entry).toEqual({
        id: expect.stringMatching(/^[a-z0-9-]+\/[a-z0-9-]+$/),
        name,
        aliases: expect.any(Array),
        vendor: { id: expect.any(String), name, formerly: expect.any(Array) },
        category: expect.any(String),
        platforms: expect.any(Array),
        signatures: expect.any(Array),
        practices: expect.any(Array),
        practicesKnown: expect.any(Boolean),
      });
      for (const s of entry['signatures'] as object[]) expect(Object.keys(s)).toEqual(['kind', 'value']);
      for (const p of entry['practices'] as object[])
        expect(Object.keys(p)).toEqual(['element', 'platform', 'necessity', 'citations']);
    }
  });

  it.each<[string[], RegExp]>([
    [['registry', 'show', 'getui/push'], /个推/],
    [['explain', 'unrecognised-third-party'], /unrecognised-third-party \(warning\)/],
    [['explain', 'getui/push'], /getui\/push/],
    [['explain', 'device.oaid'], /OAID/],
  ])('%j', (args, expected) => {
    const { code, out } = outflow(args);
    expect([code, expected.test(out)]).toEqual([0, true]);
  });

  it('what is not there is answered with what is near', () => {
    const { code, err } = outflow(['explain', 'getui/pusch']);
    expect(code).toBe(2);
    expect(err).toContain('getui/push');
    expect(outflow(['registry', 'show', 'nobody/nothing']).code).toBe(2);
  });

  it('registry check names file and key of what is wrong', () => {
    const dir = tempTree({ 'sdks/acme/pay.yaml': 'id: acme/pay\nname: { zh: 付款 }\n' });
    const { code, out } = outflow(['registry', 'check', dir]);
    expect(code).toBe(2);
    expect(out).toMatch(/^sdks\/acme\/pay\.yaml vendor: /m);
    expect(existsSync(join(dir, 'registry.json'))).toBe(false);
  });
});

function textOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}
