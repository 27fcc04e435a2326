/** A company's .outflow folder: what it may say, what is an error, and how its entries lie over the shipped ones. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse as parseJsonc } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CompanyError } from '../../core/errors.js';
import type { Registry } from '../../core/registry-types.js';
import { loadCompany } from '../../registry/company/load.js';
import { MAX_FILES } from '../../registry/company/read.js';
import { validateRegistry } from '../../registry/validate.js';
import { ROOT } from '../support/cli.js';
import { registryOf, sdk } from '../support/scan-inline.js';
import { tempDir } from '../support/temp-tree.js';

const signed = (coordinate: string) => ({
  signatures: [{ kind: 'maven', value: coordinate }],
  samples: [{ kind: 'maven', match: `implementation '${coordinate}:1.0'`, nearMiss: "implementation 'a.b:c:1.0'" }],
});
const BASE: Registry = registryOf([
  sdk('getui/gtc', signed('com.getui:gtc')),
  sdk('getui/push', signed('com.getui:push')),
  sdk('tencent/trtc', { formerIds: ['tencent/liteav'], ...signed('com.tencent.liteav:trtc') }),
]);
const VOCABULARY = { rules: ['practices-unknown', 'debug-sdk-in-release'], columns: ['sdk_name', 'provider'] };
const CITATION =
  '{ id: contract, title: 数据处理协议, publisher: 求职科技, by: company, retrieved: 2026-11-01, says: names what is processed }';
const REVIEWED = 'reviewed: { date: 2026-11-02, how: read against the contract }';

/** A .outflow folder with these files. */
function outflow(files: Readonly<Record<string, string | Uint8Array>>): string {
  const dir = join(tempDir(), '.outflow');
  mkdirSync(dir);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  return dir;
}

const load = (files: Readonly<Record<string, string | Uint8Array>>) => {
  const loaded = loadCompany(outflow(files), BASE, VOCABULARY);
  if (loaded === null) throw new Error('the folder is there');
  return loaded;
};

/** The faults of a folder, a line each. */
function faults(files: Readonly<Record<string, string | Uint8Array>>): string[] {
  try {
    load(files);
  } catch (error) {
    if (error instanceof CompanyError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('what a folder says', () => {
  it('nothing where it is not there', () => {
    expect(loadCompany(join(tempDir(), '.outflow'), BASE, VOCABULARY)).toBeNull();
  });

  it('an empty one changes nothing', () => {
    const { registry, company } = load({});
    expect(registry.sdks).toEqual(BASE.sdks);
    expect(company.company).toMatchObject({ files: [], operator: null, completed: [], collected: [], recipients: [] });
  });

  it('settings: operator, language, columns, rules, packages; comments and trailing commas are fine', () => {
    const { company } = load({
      'config.jsonc': `\uFEFF{
        // who operates the app
        "operator": "求职科技有限公司", "language": "zh", "columns": ["provider", "sdk_name"],
        "rules": { "practices-unknown": "off" },
        "packages": [{ "package": "npm:@qiuzhi/*", "class": "own", "reason": "our own scope" }],
      }`.slice(1),
    });
    expect(company.company).toMatchObject({
      operator: { zh: '求职科技有限公司', en: '求职科技有限公司' },
      view: { columns: ['provider', 'sdk_name'], language: 'zh' },
      rules: { 'practices-unknown': 'off' },
    });
    expect(company.packages).toEqual([{ kind: 'npm', name: '@qiuzhi/*', class: 'own', reason: 'our own scope' }]);
  });

  it('completed cells: one wording for both languages, or each; a former id is the id of today', () => {
    const { company } = load({
      'disclosure.yaml': `
reviewed: 2026-11-20
functions:
  - { id: video, name: { zh: 视频简历, en: Résumé video } }
sdks:
  - sdk: tencent/liteav
    platforms: [android]
    usedFor: [{ function: video, scenario: { zh: 录制时 } }]
    cells: { retention: { zh: 一年, en: one year }, overseas: 不出境 }
collected:
  - { data: [device.oaid, net.ip], function: video, purpose: 统计, necessity: optional }
recipients:
  - { name: 背调公司, data: [person.name], purpose: 核实履历 }
`,
    }).company;
    expect(company.reviewed).toBe('2026-11-20');
    expect(company.completed).toEqual([
      {
        sdk: 'tencent/trtc',
        apps: null,
        platforms: ['android'],
        usedFor: [{ function: 'video', sdkFunction: null, purpose: null, scenario: { zh: '录制时', en: '录制时' } }],
        cells: { retention: { zh: '一年', en: 'one year' }, overseas: { zh: '不出境', en: '不出境' } },
      },
    ]);
    expect(company.collected.map((c) => [c.element, c.necessity])).toEqual([
      ['device.oaid', 'optional'],
      ['net.ip', 'optional'],
    ]);
    expect(company.recipients.map((r) => [r.name.zh, r.privacyUrl])).toEqual([['背调公司', null]]);
  });
});

describe('own entries and corrections', () => {
  const OWN = `id: qiuzhi/partner
name: { zh: 伙伴 SDK, en: null }
vendor: qiuzhi-partner
category: analytics
platforms: [android]
signatures: [{ kind: maven, value: "com.qiuzhi.partner:bridge" }]
practicesKnown: true
practices: [{ element: device.oaid, platform: android, necessity: required, citations: [contract] }]
${REVIEWED}
citations: [${CITATION}]
`;
  const VENDOR = `id: qiuzhi-partner\nname: { zh: 伙伴公司, en: null }\ncitations: [${CITATION}]\n`;

  it('an entry of its own is found like a shipped one, may cite a document without an address, and needs no samples', () => {
    const { registry } = load({
      'registry/sdks/qiuzhi/partner.yaml': OWN,
      'registry/vendors/qiuzhi-partner.yaml': VENDOR,
    });
    expect(registry.sdks.map((s) => s.id)).toEqual(['getui/gtc', 'getui/push', 'qiuzhi/partner', 'tencent/trtc']);
    expect(registry.sdks[2]?.citations[0]?.url).toBeNull();
    expect(BASE.sdks).toHaveLength(3);
  });

  it('a shipped entry may not cite a company, and an entry without samples is a fault there', () => {
    const { registry } = load({
      'registry/sdks/qiuzhi/partner.yaml': OWN,
      'registry/vendors/qiuzhi-partner.yaml': VENDOR,
    });
    const found = validateRegistry(registry).filter((i) => i.file === 'sdks/qiuzhi/partner.yaml');
    expect(found.map((i) => i.message)).toEqual([
      'by: company is for entries in a .outflow folder',
      'no sample for signature kind maven',
    ]);
  });

  it.each([
    [
      'a vendor that nobody knows',
      { 'registry/sdks/qiuzhi/partner.yaml': OWN },
      'there is no vendors/qiuzhi-partner.yaml',
    ],
    [
      'an id that ships',
      { 'registry/sdks/getui/push.yaml': OWN.replace('qiuzhi/partner', 'getui/push') },
      'put what differs into registry/corrections/getui/push.yaml',
    ],
    [
      'a name that is not the id',
      { 'registry/sdks/qiuzhi/other.yaml': OWN, 'registry/vendors/qiuzhi-partner.yaml': VENDOR },
      "is qiuzhi/partner, but the file's name says qiuzhi/other",
    ],
    [
      'a citation that is not there',
      {
        'registry/sdks/qiuzhi/partner.yaml': OWN.replace('citations: [contract] }]', 'citations: [contrct] }]'),
        'registry/vendors/qiuzhi-partner.yaml': VENDOR,
      },
      'there is no citation contrct',
    ],
    [
      'a citation without an address that is not its own',
      {
        'registry/sdks/qiuzhi/partner.yaml': OWN.replace('by: company', 'by: vendor'),
        'registry/vendors/qiuzhi-partner.yaml': VENDOR,
      },
      'only a document of the company itself',
    ],
    [
      'a signature that a shipped SDK has',
      {
        'registry/sdks/qiuzhi/partner.yaml': OWN.replace('com.qiuzhi.partner:bridge', 'com.getui:push'),
        'registry/vendors/qiuzhi-partner.yaml': VENDOR,
      },
      'com.getui:push',
    ],
  ])('%s is an error', (_, files, message) => {
    expect(faults(files).join('\n')).toContain(message);
  });

  it('a correction replaces, adds and takes out rows, and keeps the rest', () => {
    const { registry } = load({
      'registry/corrections/getui/push.yaml': `id: getui/push
reason: our contract says so
aliases: [推推]
practices:
  - { element: device.oaid, platform: android, necessity: optional, citations: [contract] }
  - { element: net.ip, platform: ios, necessity: required, citations: [contract] }
without: []
links: { privacy: "https://getui.example/privacy" }
citations: [${CITATION}]
${REVIEWED}
`,
      'registry/corrections/getui/gtc.yaml': `id: getui/gtc
reason: not in our edition
practices: [{ element: net.ip, platform: android, necessity: unknown, citations: [contract] }]
without: [{ element: device.oaid, platform: android }]
citations: [${CITATION}]
${REVIEWED}
`,
    });
    const rows = (id: string) =>
      registry.sdks
        .find((s) => s.id === id)
        ?.practices.map((p) => `${p.element} ${p.platform} ${p.necessity} ${p.citations}`);
    expect(rows('getui/push')).toEqual(['device.oaid android optional contract', 'net.ip ios required contract']);
    expect(rows('getui/gtc')).toEqual(['net.ip android unknown contract']);
    const push = registry.sdks.find((s) => s.id === 'getui/push');
    expect([push?.aliases, push?.links.privacy, push?.signatures, push?.reviewed.date]).toEqual([
      ['推推'],
      'https://getui.example/privacy',
      signed('com.getui:push').signatures,
      '2026-11-02',
    ]);
    expect(BASE.sdks[1]?.practices.map((p) => p.necessity)).toEqual(['required']);
  });

  it('a package of class sdk becomes a signature of that SDK', () => {
    const { registry } = load({
      'config.jsonc':
        '{ "packages": [{ "package": "archive:push-core.aar", "class": "sdk", "sdk": "getui/push", "reason": "renamed" }] }',
    });
    expect(registry.sdks.find((s) => s.id === 'getui/push')?.signatures.at(-1)).toEqual({
      kind: 'archive-name',
      value: 'push-core.aar',
    });
  });
});

describe('faults name file, line and key, and suggest the right one', () => {
  it.each([
    [
      'config.jsonc',
      '{\n  "langage": "zh"\n}',
      '.outflow/config.jsonc:2 langage: there is no key langage here; nearest: language',
    ],
    ['config.jsonc', '{ "language": "cn" }', '.outflow/config.jsonc:1 language: is one of zh, en, both'],
    [
      'config.jsonc',
      '{ "columns": ["providr"] }',
      '.outflow/config.jsonc:1 columns[0]: there is no column providr; nearest: provider',
    ],
    [
      'config.jsonc',
      '{\n "rules": {\n  "practice-unknown": "off" } }',
      '.outflow/config.jsonc:3 rules.practice-unknown: there is no rule practice-unknown; nearest: practices-unknown',
    ],
    [
      'config.jsonc',
      '{ "packages": [{ "package": "bridge", "class": "own", "reason": "x" }] }',
      '.outflow/config.jsonc:1 packages[0].package: is written <kind>:<name>',
    ],
    [
      'config.jsonc',
      '{ "packages": [{ "package": "npm:a", "class": "ours", "reason": "x" }] }',
      '.outflow/config.jsonc:1 packages[0].class: is one of own, library, sdk',
    ],
    [
      'config.jsonc',
      '{ "packages": [{ "package": "npm:a", "class": "sdk", "sdk": "getui/psh", "reason": "x" }] }',
      '.outflow/config.jsonc:1 packages[0].sdk: there is no SDK getui/psh; nearest: getui/push',
    ],
    ['config.jsonc', '{ "operator": ', '.outflow/config.jsonc:1: is not valid JSON with comments'],
    [
      'disclosure.yaml',
      'sdks:\n  - sdk: getui/psh\n',
      '.outflow/disclosure.yaml:2 sdks[0].sdk: there is no SDK getui/psh; nearest: getui/push',
    ],
    [
      'disclosure.yaml',
      'sdks:\n  - sdk: getui/push\n    cells: { retension: x }\n',
      '.outflow/disclosure.yaml:3 sdks[0].cells.retension: there is no key retension here; nearest: retention',
    ],
    [
      'disclosure.yaml',
      'sdks:\n  - { sdk: getui/push, cells: { data_types: x } }\n',
      '.outflow/disclosure.yaml:2 sdks[0].cells.data_types: there is no key data_types here',
    ],
    [
      'disclosure.yaml',
      'functions: [{ id: login, name: 登录 }]\nsdks:\n  - sdk: getui/push\n    usedFor: [{ function: logn }]\n',
      '.outflow/disclosure.yaml:4 sdks[0].usedFor[0].function: there is no business function logn; nearest: login',
    ],
    [
      'disclosure.yaml',
      'functions: [{ id: login, name: 登录 }]\nsdks:\n  - sdk: getui/push\n    usedFor: [{ function: login, sdkFunction: pay }]\n',
      '.outflow/disclosure.yaml:4 sdks[0].usedFor[0].sdkFunction: there is no function of getui/push pay',
    ],
    [
      'disclosure.yaml',
      'functions: [{ id: login, name: 登录 }, { id: login, name: 注册 }]\n',
      '.outflow/disclosure.yaml:1 functions[1].id: login is there twice',
    ],
    [
      'disclosure.yaml',
      'collected:\n  - { data: device.oiad, purpose: x }\n',
      '.outflow/disclosure.yaml:2 collected[0].data: there is no data element device.oiad; nearest: device.oaid',
    ],
    [
      'disclosure.yaml',
      'recipients:\n  - { name: x, data: [person.nam], purpose: x }\n',
      '.outflow/disclosure.yaml:2 recipients[0].data[0]: there is no data element person.nam; nearest: person.name',
    ],
    [
      'disclosure.yaml',
      'recipients:\n  - { name: x, data: [person.name], purpose: x, privacyUrl: "javascript:alert(1)" }\n',
      '.outflow/disclosure.yaml:2 recipients[0].privacyUrl',
    ],
    ['disclosure.yaml', 'sdks: [\n', '.outflow/disclosure.yaml:'],
    ['disclosure.yaml', 'sdks: &a [*a, *a]\n', 'holds a YAML anchor or alias'],
    ['disclosure.yaml', 'sdks:\n  - { sdk: getui/push }\nsdks: []\n', 'is not valid YAML'],
    ['disclosures.yaml', 'sdks: []\n', '.outflow/disclosures.yaml: is not read; nearest: disclosure.yaml'],
    ['config.json', '{}', '.outflow/config.json: is not read; nearest: config.jsonc'],
    [
      'registry/sdk/a/b.yaml',
      'id: a/b\n',
      '.outflow/registry/sdk/a/b.yaml: is not read; folders of registry/ are sdks',
    ],
    [
      'registry/corrections/getui/psh.yaml',
      `id: getui/psh\nreason: x\n${REVIEWED}\n`,
      'there is no SDK getui/psh to correct; nearest: getui/push',
    ],
  ])('%s: %j', (file, text, message) => {
    expect(faults({ [file]: text }).join('\n')).toContain(message);
  });

  it('tells all of them at once', () => {
    expect(
      faults({ 'config.jsonc': '{ "langage": "zh", "colums": [] }', 'disclosure.yaml': 'sdk: []\n' }).map(
        (f) => f.split(':')[0],
      ),
    ).toEqual(['.outflow/config.jsonc', '.outflow/config.jsonc', '.outflow/disclosure.yaml']);
  });

  it('leaves notes and other papers alone', () => {
    expect(faults({ 'README.md': '# why', 'minutes/2026.docx': 'x' })).toEqual([]);
  });
});

describe('a folder that nobody vouches for', () => {
  it('GBK, a giant file, a link and too many files are errors, not crashes', () => {
    expect(faults({ 'disclosure.yaml': new Uint8Array([0xcd, 0xc6, 0xcb, 0xcd]) })[0]).toContain('is not UTF-8');
    expect(faults({ 'disclosure.yaml': `# ${'x'.repeat(1024 * 1024)}` })[0]).toContain('is larger than 1 MiB');
    const dir = outflow({});
    symlinkSync('/etc/passwd', join(dir, 'disclosure.yaml'));
    expect(() => loadCompany(dir, BASE, VOCABULARY)).toThrow('is a link, which is not followed');
    const many = Object.fromEntries(Array.from({ length: MAX_FILES + 1 }, (_, i) => [`notes/${i}.txt`, '']));
    expect(faults(many).join('\n')).toContain('one file too many');
  });

  it('a link in place of the folder, or a file, is an error', () => {
    const dir = tempDir();
    symlinkSync(outflow({}), join(dir, '.outflow'));
    expect(() => loadCompany(join(dir, '.outflow'), BASE, VOCABULARY)).toThrow('is no directory of its own');
    writeFileSync(join(dir, 'file'), '');
    expect(() => loadCompany(join(dir, 'file'), BASE, VOCABULARY)).toThrow(CompanyError);
  });

  it('keys that mean something to JavaScript are keys like any other', () => {
    expect(faults({ 'config.jsonc': '{ "__proto__": { "x": 1 }, "constructor": 1 }' }).join('\n')).toContain(
      'constructor',
    );
    expect(faults({ 'config.jsonc': '{ "rules": { "toString": "off" } }' }).join('\n')).toContain(
      'there is no rule toString',
    );
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe('the JSON Schemas that editors use', () => {
  const validator = (name: string) => {
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    return ajv.compile(JSON.parse(readFileSync(join(ROOT, `docs/schema/company-${name}.schema.json`), 'utf8')));
  };
  const folder = join(ROOT, 'examples/jobs-app/.outflow');

  it('accept what the bundled example writes', () => {
    const config = validator('config');
    expect([config(parseJsonc(readFileSync(join(folder, 'config.jsonc'), 'utf8'))), config.errors]).toEqual([
      true,
      null,
    ]);
    const disclosure = validator('disclosure');
    expect([disclosure(parse(readFileSync(join(folder, 'disclosure.yaml'), 'utf8'))), disclosure.errors]).toEqual([
      true,
      null,
    ]);
  });

  it('refuse a mistyped key', () => {
    expect(validator('config')({ langage: 'zh' })).toBe(false);
    expect(validator('disclosure')({ sdks: [{ sdk: 'getui/push', cells: { retension: 'x' } }] })).toBe(false);
    expect(validator('correction')({ id: 'getui/push' })).toBe(false);
  });
});
