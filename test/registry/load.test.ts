/** Reading registry files: a broken one is named with its key, and the others are still read. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RegistryError } from '../../core/errors.js';
import { loadRegistry, readRegistry } from '../../registry/load.js';
import { parseTable } from '../../registry/tables.js';
import { validateRegistry } from '../../registry/validate.js';
import { tempDir } from '../support/temp-tree.js';

const CITATION = `citations:
  - { id: rules, url: "https://vendor.example/rules", title: 规则, publisher: 某公司, by: vendor, retrieved: 2026-11-01, says: lists what is collected }
`;
const SDK = `id: tuisong/core
name: { zh: 推送通, en: Tuisong }
vendor: tuisong
category: push_aggregate
platforms: [android]
signatures: [{ kind: maven, value: "cn.tuisong:core" }]
practicesKnown: true
practices:
  - { element: device.oaid, platform: android, necessity: required, citations: [rules] }
samples:
  - { kind: maven, match: "implementation 'cn.tuisong:core:1.0'", nearMiss: "implementation 'cn.tuisong2:core:1.0'" }
reviewed: { date: 2026-11-01, how: read }
${CITATION}`;
const VENDOR = `id: tuisong
name: { zh: 推送通科技有限公司, en: null }
${CITATION}`;
const TABLES = {
  'data-elements/elements.tsv':
    'id\tgroup\tzh\ten\tsensitive\ndevice.oaid\tdevice\t匿名设备标识符\tOAID\tno\nnet.ip\tnet\tIP 地址\tIP address\tcond\n',
  'categories/categories.tsv':
    'id\tzh\ten\tpurpose_wording_zh\tpurpose_wording_en\npush_aggregate\t推送\tPush\t用于推送\tto push\n',
  'permissions/permissions.tsv': 'platform\tname\tkind\tprotection\tzh\telements\tnotes\n',
  'app-types/app-types.tsv': 'id\tno\tzh\ten\n',
  'platform-enums/platform-enums.tsv': 'kind\tcode\tlabel\tgroup_or_note\n',
};

/** A registry folder with one sound SDK and vendor, and these files over it. */
function folder(files: Readonly<Record<string, string>> = {}): string {
  const dir = tempDir();
  const all = { 'sdks/tuisong/core.yaml': SDK, 'vendors/tuisong.yaml': VENDOR, ...TABLES, ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return dir;
}

const issuesOf = (files: Readonly<Record<string, string>>) => {
  const { registry, issues } = readRegistry(folder(files));
  return [...issues, ...validateRegistry(registry)].map((i) => `${i.file} ${i.at}: ${i.message}`);
};
/** The SDK with one piece of its text exchanged. */
const changed = (from: string, to: string) => {
  expect(SDK).toContain(from);
  return { 'sdks/tuisong/core.yaml': SDK.replace(from, to) };
};

describe('a sound folder', () => {
  it('loads without an issue, with what was left out filled in', () => {
    const { registry, issues } = readRegistry(folder());
    expect([...issues, ...validateRegistry(registry)]).toEqual([]);
    expect(registry.version).toBe('2026-11-01');
    expect(registry.sdks[0]).toMatchObject({
      id: 'tuisong/core',
      aliases: [],
      hosted: false,
      partOf: null,
      practices: [{ requires: null, purposes: null, function: null }],
    });
  });

  it('is what loadRegistry gives, and what it throws on says where', () => {
    expect(loadRegistry(folder()).sdks.map((s) => s.id)).toEqual(['tuisong/core']);
    expect(() => loadRegistry(folder(changed('vendor: tuisong\n', '')))).toThrow(RegistryError);
    expect(() => loadRegistry(folder(changed('vendor: tuisong\n', '')))).toThrow(/^sdks\/tuisong\/core\.yaml vendor: /);
  });
});

describe('the table of elements', () => {
  it('names only types of the stores, and members that are elements', () => {
    const head = 'id\tgroup\tzh\ten\tgoogle_type\tapple_type\tmembers\n';
    const { registry } = readRegistry(
      folder({
        'data-elements/elements.tsv': `${head}device.oaid\tdevice\tOAID\tOAID\tPSL_MADE_UP\tMadeUp\tdevice.nothing\n`,
        'platform-enums/platform-enums.tsv':
          'kind\tcode\tlabel\tgroup_or_note\ngoogle_data_type\tPSL_DEVICE_ID\tDevice\t\napple_data_type\tNSPrivacyCollectedDataTypeDeviceID\tDeviceID\t\n',
      }),
    );
    const said = validateRegistry(registry).filter((i) => i.file === 'data-elements/elements.tsv');
    expect(said.map((i) => i.at)).toEqual(['device.oaid google_type', 'device.oaid apple_type', 'device.oaid members']);
  });
});

describe('what is wrong is said with file and key', () => {
  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['no YAML', { 'sdks/tuisong/core.yaml': 'id: [unclosed\n' }, /^sdks\/tuisong\/core\.yaml : is not valid YAML: /],
    [
      'a key twice',
      changed('vendor: tuisong', 'vendor: tuisong\nvendor: other'),
      /core\.yaml : is not valid YAML: .*unique/,
    ],
    ['a key that does not exist', changed('vendor: tuisong', 'vendor: tuisong\nvendro: x'), /core\.yaml : .*vendro/],
    ['a missing key', changed('vendor: tuisong\n', ''), /core\.yaml vendor: /],
    [
      'an id that is not its path',
      changed('id: tuisong/core', 'id: tuisong/other'),
      /core\.yaml id: is tuisong\/other, but the file's name says tuisong\/core/,
    ],
    [
      'an id that is no id',
      changed('id: tuisong/core', 'id: Tuisong'),
      /core\.yaml id: an id is <vendor brand>\/<product>/,
    ],
    [
      'a kind that does not exist',
      changed('kind: maven, value', 'kind: mavne, value'),
      /core\.yaml signatures\[0\]\.kind: /,
    ],
    [
      'a necessity that does not exist',
      changed('necessity: required', 'necessity: always'),
      /core\.yaml practices\[0\]\.necessity: /,
    ],
    [
      'a claim without citation',
      changed('citations: [rules]', 'citations: []'),
      /core\.yaml practices\[0\]\.citations: no citation, no claim/,
    ],
    [
      'a citation that is not there',
      changed('citations: [rules]', 'citations: [other]'),
      /core\.yaml practices\[0\]\.citations: there is no citation other/,
    ],
    [
      'an element that is not there',
      changed('device.oaid', 'device.odin'),
      /core\.yaml practices\[0\]\.element: device\.odin is not a data element/,
    ],
    [
      'a platform the SDK does not have',
      changed('platform: android', 'platform: ios'),
      /core\.yaml practices\[0\]\.platform: ios is not a platform of the SDK/,
    ],
    [
      'a category that is not there',
      changed('push_aggregate', 'push_all'),
      /core\.yaml category: push_all is not a category/,
    ],
    [
      'a vendor that is not there',
      changed('vendor: tuisong', 'vendor: nobody'),
      /core\.yaml vendor: there is no vendors\/nobody\.yaml/,
    ],
    [
      'an address of another scheme',
      changed('https://vendor.example', 'javascript://vendor.example'),
      /core\.yaml citations\[0\]\.url: /,
    ],
    ['a day that is none', changed('date: 2026-11-01', 'date: 1.11.2026'), /core\.yaml reviewed\.date: an ISO day/],
    [
      'a coordinate without artifact',
      changed('value: "cn.tuisong:core"', 'value: cn.tuisong'),
      /core\.yaml signatures maven cn\.tuisong: is not group:artifact/,
    ],
    [
      'a signature that matches everything',
      changed('value: "cn.tuisong:core"', 'value: "*:*"'),
      /core\.yaml signatures maven \*:\*: matches everything/,
    ],
    [
      'no sample for a kind',
      changed('samples:\n  - { kind: maven', 'samples:\n  - { kind: pod'),
      /core\.yaml samples: no sample for signature kind maven/,
    ],
    [
      'practices known, none written',
      changed(
        'practices:\n  - { element: device.oaid, platform: android, necessity: required, citations: [rules] }',
        'practices: []',
      ),
      /core\.yaml practices: is empty although practices are known/,
    ],
    [
      'practices unknown, not searched',
      changed(
        'practicesKnown: true\npractices:\n  - { element: device.oaid, platform: android, necessity: required, citations: [rules] }',
        'practicesKnown: false',
      ),
      /core\.yaml searched: say where a source was looked for/,
    ],
    [
      'a table with a cell too many',
      { 'categories/categories.tsv': 'id\tzh\npush_aggregate\t推送\tPush\n' },
      /^categories\/categories\.tsv : .*line 2: 3 cells under 2 columns/,
    ],
    [
      'a vendor file under another name',
      { 'vendors/other.yaml': VENDOR },
      /vendors\/other\.yaml id: is tuisong, but the file's name says other/,
    ],
    [
      'a library that is a signature',
      { 'libraries/maven.yaml': 'kind: maven\nlibraries: [{ value: "cn.tuisong:core" }]\n' },
      /libraries\/maven\.yaml cn\.tuisong:core: is a signature of tuisong\/core/,
    ],
  ])('%s', (_, files, expected) => {
    expect(issuesOf(files).join('\n')).toMatch(new RegExp(expected.source, 'm'));
  });

  it('two entries that claim one signature', () => {
    const other = SDK.replace('id: tuisong/core', 'id: tuisong/second');
    expect(issuesOf({ 'sdks/tuisong/second.yaml': other })).toEqual([
      'sdks/tuisong/second.yaml signatures maven:cn.tuisong:core: is claimed by tuisong/core too',
    ]);
    const part = other.replace('vendor:', 'partOf: tuisong/core\nvendor:');
    expect(issuesOf({ 'sdks/tuisong/second.yaml': part })).toEqual([]);
  });

  it('a wrapper that brings an SDK which is not there', () => {
    const wrapper = `id: flutter/tuisong\necosystem: pub\nsignatures: [{ kind: pub, value: tuisong }]\nauthor: somebody\nbrings: [{ sdk: tuisong/none, platforms: [android], citations: [rules] }]\nreviewed: { date: 2026-11-01, how: read }\n${CITATION}`;
    expect(issuesOf({ 'wrappers/flutter/tuisong.yaml': wrapper }).join('\n')).toMatch(
      /^wrappers\/flutter\/tuisong.* brings\[0\]\.sdk: there is no SDK tuisong\/none$/m,
    );
  });

  it('an alias bomb is refused and the rest is read', () => {
    const bomb = `a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: [*c, *c, *c, *c]\n`;
    const { registry, issues } = readRegistry(folder({ 'sdks/tuisong/bomb.yaml': bomb }));
    expect(issues.map((i) => i.file)).toEqual(['sdks/tuisong/bomb.yaml']);
    expect(registry.sdks.map((s) => s.id)).toEqual(['tuisong/core']);
  });

  it('one broken file does not hide the others', () => {
    const { registry, issues } = readRegistry(folder({ 'sdks/tuisong/broken.yaml': '{' }));
    expect(issues).toHaveLength(1);
    expect(registry.sdks).toHaveLength(1);
  });
});

describe('parseTable', () => {
  it('reads rows by the names of the head, missing cells as empty, with any line end', () => {
    expect(parseTable('a\tb\tc\r\n1\t2\t3\r\n4\n\n', 'x.tsv')).toEqual([
      { a: '1', b: '2', c: '3' },
      { a: '4', b: '', c: '' },
    ]);
  });
});
