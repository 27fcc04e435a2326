/** The disclosure table as data: which rows, in which order, and what each cell may say. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ScanResult } from '../../core/inventory.js';
import type { ExportOptions } from '../../core/plugins.js';
import { SDK_COLUMNS } from '../../exporters/disclosure/columns.js';
import { disclosureOf } from '../../exporters/disclosure/model.js';
import { CATEGORY_ORDER } from '../../exporters/disclosure/order.js';
import type { Cell, Row } from '../../exporters/disclosure/table.js';
import { parseScan } from '../../exporters/scan-schema.js';
import { parseTable } from '../../registry/tables.js';
import {
  ANDROID,
  app,
  catalogue,
  catalogueSdk,
  data,
  detection,
  exportOptions,
  IOS,
  occurrence,
  scanResult,
} from '../support/scan-result.js';

const OPTIONS: ExportOptions = exportOptions();
const ROOT = join(import.meta.dirname, '../..');

function tableFile(path: string): readonly Readonly<Record<string, string>>[] {
  return parseTable(readFileSync(join(ROOT, path), 'utf8'), path);
}

const allRows = (result: ScanResult, options = OPTIONS): Row[] =>
  disclosureOf(result, options).chapters.flatMap((c) => c.tables.flatMap((t) => t.groups.flatMap((g) => g.rows)));

/** The first row's cell, in one language, with its state. */
function cell(result: ScanResult, column: string, options: ExportOptions = OPTIONS): [Cell['state'], string[]] {
  const found = allRows(result, options)[0]?.cells[column];
  if (!found) throw new Error(`no cell ${column}`);
  const language = options.language === 'en' ? 'en' : 'zh';
  return [found.state, found.lines.map((l) => l.text[language])];
}

describe('columns', () => {
  it('are those of the specification, in its order and wording', () => {
    const rows = tableFile('test/fixtures/spec/disclosure-columns.tsv');
    expect(rows).toHaveLength(28);
    expect(SDK_COLUMNS.map((c) => [c.id, c.title.zh, c.title.en, c.inDefault ? 'yes' : 'no'])).toEqual(
      rows.map((r) => [r['id'], r['zh'], r['en'], r['in_default_export']]),
    );
  });

  it('every column has a cell in every row', () => {
    const [row] = allRows(scanResult());
    expect(Object.keys(row?.cells ?? {}).sort()).toEqual(SDK_COLUMNS.map((c) => c.id).sort());
  });

  it('every required column is in the default table', () => {
    const required = tableFile('test/fixtures/spec/disclosure-columns.tsv')
      .filter((r) => r['requirement'] === 'required')
      .map((r) => r['id']);
    expect(required.filter((id) => !SDK_COLUMNS.some((c) => c.inDefault && c.id === id))).toEqual([]);
  });
});

describe('order', () => {
  it('speaks of every category once', () => {
    const known = tableFile('registry/categories/categories.tsv').map((r) => r['id']);
    expect([...CATEGORY_ORDER].sort()).toEqual([...known].sort());
  });

  it('payment stands before push and advertising last; numbers run through', () => {
    const result = scanResult({
      sdks: [
        detection('ads/sdk', { category: 'advertising', name: { zh: '广告联盟', en: 'Ads' } }),
        detection('pay/sdk', { category: 'payment', name: { zh: '支付通', en: 'Pay' } }),
        detection('tuisong/core'),
      ],
    });
    const groups = disclosureOf(result, OPTIONS).chapters[0]?.tables[0]?.groups ?? [];
    expect(groups.map((g) => [g.title.zh, g.rows.map((r) => r.key)])).toEqual([
      ['支付', ['pay/sdk']],
      ['消息推送', ['tuisong/core']],
      ['广告', ['ads/sdk']],
    ]);
    expect(allRows(result).map((r) => r.cells['seq']?.lines[0]?.text.zh)).toEqual(['1', '2', '3']);
  });

  it('services of the host platform stand in groups of their own, after the embedded ones', () => {
    const result = scanResult({
      sdks: [detection('apple/apns', { hosted: true, name: { zh: null, en: 'APNs' } }), detection('tuisong/core')],
    });
    const groups = disclosureOf(result, OPTIONS).chapters[0]?.tables[0]?.groups ?? [];
    expect(groups.map((g) => g.title.zh)).toEqual(['消息推送', '消息推送 · 宿主平台服务']);
  });
});

describe('chapters', () => {
  const both = scanResult({
    project: { ...scanResult().project, apps: [app(ANDROID), app('android:cn.qiuzhi.lite', { name: null }), app(IOS)] },
    sdks: [
      detection('tuisong/core', {
        occurrences: [occurrence(), occurrence({ app: IOS, platform: 'ios', module: 'ios' })],
        data: [data('device.oaid'), data('net.ip', { platform: 'ios', app: IOS })],
      }),
    ],
  });

  it('one per platform, one table per app, also for an app without any SDK', () => {
    const { chapters } = disclosureOf(both, OPTIONS);
    expect(chapters.map((c) => [c.platform, c.tables.map((t) => [t.title.zh, t.groups.length])])).toEqual([
      [
        'android',
        [
          ['求职 (cn.qiuzhi.app)', 1],
          ['cn.qiuzhi.lite', 0],
        ],
      ],
      ['ios', [['求职 (cn.qiuzhi.app)', 1]]],
    ]);
  });

  it('each tells what its own platform receives', () => {
    const [android, ios] = disclosureOf(both, OPTIONS).chapters.map(
      (c) => c.tables[0]?.groups[0]?.rows[0]?.cells['data_types']?.lines.map((l) => l.text.zh) ?? [],
    );
    expect([android, ios]).toEqual([['匿名设备标识符 OAID'], ['IP 地址']]);
  });

  it('can be chosen by platform and by app', () => {
    expect(disclosureOf(both, { ...OPTIONS, platforms: ['ios'] }).chapters.map((c) => c.platform)).toEqual(['ios']);
    const lite = disclosureOf(both, { ...OPTIONS, apps: ['android:cn.qiuzhi.lite'] });
    expect(lite.chapters.flatMap((c) => c.tables.map((t) => t.app))).toEqual(['android:cn.qiuzhi.lite']);
  });

  it('modules without an app come last, with a title that says so', () => {
    const result = scanResult({
      sdks: [detection('tuisong/core', { occurrences: [occurrence(), occurrence({ app: null, module: 'tool' })] })],
    });
    expect(disclosureOf(result, OPTIONS).chapters[0]?.tables.map((t) => t.title.zh)).toEqual([
      '求职 (cn.qiuzhi.app)',
      '未归属任何应用的模块',
    ]);
  });
});

describe('rows', () => {
  it.each<[string, Parameters<typeof detection>[1], number]>([
    ['certain', { confidence: 'certain' }, 1],
    ['likely', { confidence: 'likely' }, 1],
    ['hints only', { confidence: 'possible' }, 0],
    ['release', { occurrences: [occurrence({ scope: 'release' })] }, 1],
    ['a flavour', { occurrences: [occurrence({ scope: 'flavor:global' })] }, 1],
    ['an Xcode target', { occurrences: [occurrence({ scope: 'target:Share' })] }, 1],
    ['a scope that could not be read', { occurrences: [occurrence({ scope: 'unknown' })] }, 1],
    ['debug alone', { occurrences: [occurrence({ scope: 'debug' })] }, 0],
    ['tests alone', { occurrences: [occurrence({ scope: 'test' })] }, 0],
    ['the build alone', { occurrences: [occurrence({ scope: 'build-tool' })] }, 0],
    ['switched off in the manifest of packages', { occurrences: [occurrence({ scope: 'disabled' })] }, 0],
  ])('%s', (_, fields, count) => {
    expect(allRows(scanResult({ sdks: [detection('tuisong/core', fields)] }))).toHaveLength(count);
  });
});

describe('cells', () => {
  const withEntry = (fields: Parameters<typeof catalogueSdk>[0]) =>
    scanResult({ catalogue: catalogue({ sdks: { 'tuisong/core': catalogueSdk(fields) } }) });
  const withSdk = (fields: Parameters<typeof detection>[1]) =>
    scanResult({ sdks: [detection('tuisong/core', fields)] });

  it('say that there may be more where the source was read in part', () => {
    const note = (result: ScanResult) => allRows(result)[0]?.cells['data_types']?.note?.zh ?? null;
    expect(note(withSdk({ practicesPartial: true }))).toBe('来源只读到一部分，其余待确认');
    expect(note(withSdk({}))).toBeNull();
  });

  it('say to confirm where nobody said anything, and never nothing', () => {
    const result = scanResult({
      sdks: [
        detection('tuisong/core', { practicesKnown: false, data: [], occurrences: [occurrence({ version: null })] }),
      ],
      catalogue: catalogue({
        vendors: {},
        sdks: {
          'tuisong/core': catalogueSdk({
            scenarios: null,
            packages: [],
            links: { privacy: null, compliance: null, website: null, optOut: null },
          }),
        },
      }),
    });
    const columns = [
      'package',
      'version',
      'provider',
      'provider_contact',
      'scenario',
      'data_types',
      'data_fields',
      'necessity',
      'sensitive',
      'permissions',
      'method',
      'role',
      'desensitize',
      'frequency',
      'background',
      'retention',
      'overseas',
      'privacy_url',
      'website_url',
      'opt_out',
      'policy_status',
    ];
    for (const column of columns) {
      expect([column, ...cell(result, column)]).toEqual([column, 'unknown', ['待确认']]);
      expect(cell(result, column, { ...OPTIONS, language: 'en' })[1]).toEqual(['to confirm']);
    }
  });

  it('no data row where practices are known, but none for this platform: to confirm, not none', () => {
    expect(cell(withSdk({ data: [] }), 'data_types')).toEqual(['unknown', ['待确认']]);
  });

  it('the usual wording of a category is a suggestion; the SDK’s own is not', () => {
    expect(cell(withEntry({ purposes: null }), 'purpose')).toEqual(['suggestion', ['用于推送消息']]);
    expect(cell(withEntry({}), 'purpose')).toEqual(['known', ['推送消息']]);
  });

  it('every cell of data has the citations behind it', () => {
    const [row] = allRows(scanResult());
    for (const column of ['data_types', 'necessity'])
      expect([column, row?.cells[column]?.citations]).toEqual([column, ['tuisong/core#rules']]);
    expect(disclosureOf(scanResult(), OPTIONS).citations).toContain('tuisong/core#rules');
  });

  it('necessity is told as the source has it, with what the app closed', () => {
    const result = withSdk({
      data: [
        data('device.oaid'),
        data('loc.precise', { necessity: 'optional', access: 'not-requested' }),
        data('net.ip', { necessity: 'unknown' }),
      ],
    });
    expect(cell(result, 'necessity')[1]).toEqual([
      '必要：匿名设备标识符 OAID',
      '可选：精确位置（本应用未申请所需权限）',
      '来源未说明：IP 地址',
    ]);
  });

  it.each<[string, string[], string[]]>([
    ['sensitive data', ['loc.precise'], ['是：精确位置']],
    ['data that depends', ['net.ip'], ['视内容而定：IP 地址']],
    ['both', ['net.ip', 'loc.precise'], ['是：精确位置', '视内容而定：IP 地址']],
    ['neither', ['device.oaid'], ['否']],
  ])('sensitive: %s', (_, elements, expected) => {
    expect(cell(withSdk({ data: elements.map((e) => data(e)) }), 'sensitive')[1]).toEqual(expected);
  });

  it('sensitive elements stand out among the others', () => {
    const [row] = allRows(scanResult());
    expect(row?.cells['data_types']?.lines.map((l) => [l.text.zh, l.strong])).toEqual([
      ['匿名设备标识符 OAID', false],
      ['精确位置', true],
    ]);
  });

  it('permissions with their Chinese name, need and purpose', () => {
    const result = scanResult({
      catalogue: catalogue({
        sdks: {
          'tuisong/core': catalogueSdk({
            permissions: [
              {
                name: 'android.permission.READ_PHONE_STATE',
                platform: 'android',
                necessity: 'optional',
                purpose: { zh: '识别设备', en: 'to tell devices apart' },
                inSdkManifest: 'unknown',
                citations: ['tuisong/core#rules'],
              },
            ],
          }),
        },
        permissions: { 'android.permission.READ_PHONE_STATE': { zh: '读取手机状态', protection: 'dangerous' } },
      }),
    });
    expect(cell(result, 'permissions')).toEqual(['known', ['可选（识别设备）：READ_PHONE_STATE（读取手机状态）']]);
    expect(cell(result, 'permissions', { ...OPTIONS, language: 'en' })[1]).toEqual([
      'Optional (to tell devices apart): READ_PHONE_STATE',
    ]);
  });

  it('the name tells which functions are used, and who brought it', () => {
    const functions = {
      pay: {
        name: { zh: '付款', en: 'Pay' },
        category: 'payment',
        purposes: { zh: '完成付款', en: 'to pay' },
        scenarios: null,
      },
      share: { name: { zh: '转发', en: 'Share' }, category: 'share', purposes: null, scenarios: null },
    };
    const result = scanResult({
      sdks: [
        detection('tuisong/core', {
          functions: [
            { id: 'pay', use: 'linked', evidence: ['e1'] },
            { id: 'share', use: 'unknown', evidence: [] },
          ],
          occurrences: [occurrence({ via: ['cmcc/auth'] })],
          data: [data('device.oaid', { function: 'pay' }), data('net.ip', { function: 'share' })],
        }),
      ],
      catalogue: catalogue({ sdks: { 'tuisong/core': catalogueSdk({ functions }) } }),
    });
    expect(cell(result, 'sdk_name')[1]).toEqual(['推送通', '功能：付款', '由其引入：cmcc/auth']);
    expect(cell(result, 'purpose')[1]).toEqual(['完成付款']);
    expect(cell(result, 'data_types')[1]).toEqual(['匿名设备标识符 OAID']);
  });

  it('no function could be told: that is said, and the data of all of them stands', () => {
    const result = withSdk({
      functions: [{ id: 'pay', use: 'unknown', evidence: [] }],
      data: [data('device.oaid'), data('net.ip', { function: 'pay' })],
    });
    expect(cell(result, 'sdk_name')[1]).toEqual(['推送通', '所用功能待确认']);
    expect(cell(result, 'data_types')[1]).toEqual(['匿名设备标识符 OAID', 'IP 地址']);
  });

  it('a source fills method, retention and the like, with its citation', () => {
    const result = withEntry({
      disclosure: { method: { zh: 'SDK 采集', en: 'by the SDK', citation: 'tuisong/core#rules' } },
    });
    expect(cell(result, 'method')).toEqual(['known', ['SDK 采集']]);
    expect(allRows(result)[0]?.cells['method']?.citations).toEqual(['tuisong/core#rules']);
  });

  it('the date is the one asked for, else the newest review among the rows', () => {
    expect(disclosureOf(scanResult(), OPTIONS).date).toBe('2026-10-05');
    expect(disclosureOf(scanResult(), { ...OPTIONS, date: '2026-11-22' }).date).toBe('2026-11-22');
    expect(cell(scanResult(), 'updated', { ...OPTIONS, date: '2026-11-22' })[1]).toEqual(['2026-11-22']);
  });
});

describe('the hand-made result', () => {
  it('is one that the schema accepts', () => {
    expect(parseScan(JSON.parse(JSON.stringify(scanResult())))).toEqual(scanResult());
  });
});
