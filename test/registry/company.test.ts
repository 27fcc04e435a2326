/** A company's .outflow folder: what it may say, and how its entries lie over the shipped ones. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse as parseJsonc } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadCompany } from '../../registry/company/load.js';
import { validateRegistry } from '../../registry/validate.js';
import { ROOT } from '../support/cli.js';
import { BASE, CITATION, faults, load, REVIEWED, signed, VOCABULARY } from '../support/company-folder.js';
import { tempDir } from '../support/temp-tree.js';

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
