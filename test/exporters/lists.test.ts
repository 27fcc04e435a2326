/** The lists beside the SDK table, the columns a user chooses, and what a company adds. */
import { describe, expect, it } from 'vitest';
import { COMPANY_CITATION, COMPLETABLE_COLUMNS, type Company } from '../../core/company.js';
import type { ScanResult } from '../../core/inventory.js';
import type { ExportOptions } from '../../core/plugins.js';
import { SDK_COLUMNS } from '../../exporters/disclosure/columns.js';
import { lists } from '../../exporters/disclosure/lists/index.js';
import { disclosureOf } from '../../exporters/disclosure/model.js';
import type { Cell, Row } from '../../exporters/disclosure/table.js';
import { parseScan } from '../../exporters/scan-schema.js';
import { ANDROID, catalogue, data, detection, exportOptions, IOS, scanResult } from '../support/scan-result.js';

const COMPANY: Company = {
  files: ['.outflow/config.jsonc', '.outflow/disclosure.yaml'],
  operator: { zh: '求职科技', en: 'Qiuzhi' },
  view: { columns: null, language: null },
  rules: {},
  reviewed: '2026-11-20',
  functions: [
    { id: 'login', name: { zh: '登录', en: 'Login' } },
    { id: 'chat', name: { zh: '在线沟通', en: 'Chat' } },
  ],
  completed: [],
  collected: [],
  recipients: [],
};
const with_ = (company: Partial<Company>, fields: Partial<ScanResult> = {}): ScanResult =>
  scanResult({ company: { ...COMPANY, ...company }, ...fields });

const rows = (result: ScanResult, options: Partial<ExportOptions>): Row[] =>
  disclosureOf(result, exportOptions(options)).chapters.flatMap((c) =>
    c.tables.flatMap((t) => t.groups.flatMap((g) => g.rows)),
  );
const zh = (cell: Cell | undefined): string[] => (cell?.lines ?? []).map((l) => l.text.zh);
const everywhere = { apps: null, platforms: null };

describe('every list', () => {
  it.each(lists.map((l) => l.id))('%s: a cell in every row for every default column, and a stem of its own', (list) => {
    const made = disclosureOf(scanResult(), exportOptions({ list }));
    expect(made.columns.length).toBeGreaterThanOrEqual(5);
    for (const row of rows(scanResult(), { list }))
      expect(made.columns.filter((c) => row.cells[c.id] === undefined).map((c) => c.id)).toEqual([]);
    expect(lists.filter((l) => l.stem === lists.find((x) => x.id === list)?.stem)).toHaveLength(1);
  });
});

describe('columns', () => {
  it('are those asked for, in that order', () => {
    const columns = ['privacy_url', 'sdk_name', 'package'];
    expect(disclosureOf(scanResult(), exportOptions({ columns })).columns.map((c) => c.id)).toEqual(columns);
  });

  it('are the company’s where nothing is asked, for the SDK table alone', () => {
    const result = with_({ view: { columns: ['provider', 'category'], language: null } });
    const of = (options: Partial<ExportOptions>) =>
      disclosureOf(result, exportOptions(options)).columns.map((c) => c.id);
    expect(of({})).toEqual(['provider', 'category']);
    expect(of({ columns: ['sdk_name'] })).toEqual(['sdk_name']);
    expect(of({ list: 'miit' })).toHaveLength(5);
  });

  it('rows stand under headings only where the column is shown that the headings say', () => {
    expect(disclosureOf(scanResult(), exportOptions()).groupedBy).toBe('category');
    expect(disclosureOf(scanResult(), exportOptions({ columns: ['sdk_name'] })).groupedBy).toBeNull();
  });

  it('those a company may fill are columns of the SDK table, and none says what is collected or by whom', () => {
    const ids: readonly string[] = SDK_COLUMNS.map((c) => c.id);
    expect(COMPLETABLE_COLUMNS.filter((c) => !ids.includes(c))).toEqual([]);
    for (const guarded of ['data_types', 'data_fields', 'necessity', 'sensitive', 'provider', 'permissions'])
      expect(COMPLETABLE_COLUMNS).not.toContain(guarded);
  });

  it('sources can be left out', () => {
    expect(disclosureOf(scanResult(), exportOptions()).citations).toContain('tuisong/core#rules');
    expect(disclosureOf(scanResult(), exportOptions({ sources: false })).citations).toEqual([]);
  });

  it('one page that several entries cite is one source with one number', () => {
    const base = catalogue();
    const rules = base.citations['tuisong/core#rules'];
    if (!rules) throw new Error('the fixture cites its rules');
    const result = scanResult({
      sdks: [
        detection('tuisong/core', {
          data: [data('device.oaid', { citations: ['tuisong/core#rules', 'tuisong/two#again'] })],
        }),
      ],
      catalogue: catalogue({
        citations: {
          ...base.citations,
          'tuisong/two#again': { ...rules, locator: 'section 4' },
          'tuisong/two#later': { ...rules, published: '2026-09-01' },
        },
      }),
    });
    const made = disclosureOf(result, exportOptions({ columns: ['data_types'] }));
    expect(made.citations).toHaveLength(1);
    expect([...made.numbers.values()]).toEqual([1, 1]);
  });

  it('only what a shown cell cites is a source', () => {
    expect(disclosureOf(scanResult(), exportOptions({ columns: ['sdk_name'] })).citations).toEqual([]);
  });
});

describe('what the company completes', () => {
  const completed = (fields: Partial<Company['completed'][number]>) =>
    with_({ completed: [{ sdk: 'tuisong/core', ...everywhere, usedFor: [], cells: {}, ...fields }] });

  it('stands in place of what the registry says, and cites the company', () => {
    const [row] = rows(completed({ cells: { retention: { zh: '一年', en: 'one year' } } }), {});
    expect(row?.cells['retention']).toMatchObject({ state: 'known', citations: [COMPANY_CITATION] });
    expect(zh(row?.cells['retention'])).toEqual(['一年']);
    expect(zh(row?.cells['scenario'])).toEqual(['启动后']);
  });

  it('a scenario per business function is a line each', () => {
    const use = (fn: string, text: string) => ({
      function: fn,
      sdkFunction: null,
      purpose: null,
      scenario: { zh: text, en: text },
    });
    const [row] = rows(completed({ usedFor: [use('login', '验证时'), use('chat', '收到消息时')] }), {});
    expect(zh(row?.cells['scenario'])).toEqual(['登录：验证时', '在线沟通：收到消息时']);
    expect(zh(row?.cells['purpose'])).toEqual(['推送消息']);
  });

  it('holds only for the apps and platforms it names', () => {
    const cells = { retention: { zh: '一年', en: 'one year' } };
    for (const [fields, state] of [
      [{ apps: [ANDROID] }, 'known'],
      [{ apps: [IOS] }, 'unknown'],
      [{ platforms: ['ios' as const] }, 'unknown'],
      [{ sdk: 'tuisong/other' }, 'unknown'],
    ] as const)
      expect(rows(completed({ cells, ...fields }), {})[0]?.cells['retention']?.state).toBe(state);
  });

  it('an address becomes a link only where it is one', () => {
    const url = (text: string) =>
      rows(completed({ cells: { privacy_url: { zh: text, en: text } } }), {})[0]?.cells['privacy_url']?.lines[0]?.url;
    expect(url('https://qiuzhi.example/p')).toBe('https://qiuzhi.example/p');
    expect(url('javascript:alert(1)')).toBeNull();
    expect(url('see https://qiuzhi.example/p')).toBeNull();
  });
});

describe('个人信息收集清单', () => {
  it('is a row for each element and who collects it, under the classes of GB/T 35273', () => {
    const result = with_({
      collected: [
        {
          element: 'device.oaid',
          ...everywhere,
          function: 'login',
          purpose: { zh: '识别设备', en: 'to tell devices' },
          scenario: null,
          necessity: 'optional',
        },
      ],
    });
    const made = rows(result, { list: 'collected' });
    expect(made.map((r) => [zh(r.cells['data']), zh(r.cells['collector']), zh(r.cells['necessity'])].flat())).toEqual([
      ['匿名设备标识符 OAID', '本应用（登录）', '可选'],
      ['匿名设备标识符 OAID', '推送通', '必要'],
      ['精确位置', '推送通', '可选'],
    ]);
    expect(made[0]?.cells['scenario']?.state).toBe('unknown');
    expect(made[2]?.cells['sensitive']?.lines[0]).toMatchObject({ text: { zh: '是' }, strong: true });
    expect(made.map((r) => zh(r.cells['seq'])[0])).toEqual(['1', '2', '3']);
  });

  it('says so where the company has not said what the app itself collects', () => {
    const notes = (result: ScanResult) => disclosureOf(result, exportOptions({ list: 'collected' })).notes;
    expect(notes(scanResult())[0]?.zh).toContain('应用自身收集的个人信息尚未填写');
    expect(disclosureOf(scanResult(), exportOptions()).notes).toEqual([]);
  });

  it('never leaves out an SDK of which nothing is known', () => {
    const result = scanResult({ sdks: [detection('tuisong/core', { data: [], practicesKnown: false })] });
    const [row] = rows(result, { list: 'collected' });
    expect([row?.cells['data']?.state, zh(row?.cells['collector'])]).toEqual(['unknown', ['推送通']]);
  });

  it('has no row for an SDK whose source says that it collects nothing', () => {
    const result = scanResult({
      sdks: [
        detection('tuisong/core', {
          data: [],
          collectsNone: [{ platform: 'android', citations: ['tuisong/core#rules'] }],
        }),
      ],
    });
    expect(rows(result, { list: 'collected' })).toEqual([]);
  });

  it('takes the usual wording of a category for no fact', () => {
    const base = catalogue();
    const sdks = {
      'tuisong/core': { ...base.sdks['tuisong/core'], purposes: null },
    } as ScanResult['catalogue']['sdks'];
    const result = scanResult({ catalogue: catalogue({ sdks }) });
    expect(rows(result, {})[0]?.cells['purpose']?.state).toBe('suggestion');
    expect(rows(result, { list: 'collected' })[0]?.cells['purpose']?.state).toBe('unknown');
  });
});

describe('第三方共享清单', () => {
  it('has the SDKs, then the recipients that the company names, numbered on', () => {
    const result = with_({
      recipients: [
        {
          name: { zh: '背调公司', en: 'Screening Ltd' },
          ...everywhere,
          data: ['device.oaid', 'loc.precise'],
          purpose: { zh: '核实履历', en: 'to verify the CV' },
          scenario: null,
          method: { zh: '后台接口', en: 'by a server interface' },
          contact: null,
          privacyUrl: 'https://screening.example/p',
        },
      ],
    });
    const made = rows(result, { list: 'shared' });
    expect(made.map((r) => [zh(r.cells['seq'])[0], zh(r.cells['provider'])[0]])).toEqual([
      ['1', '推送通科技有限公司'],
      ['2', '背调公司'],
    ]);
    const last = made[1];
    expect(last?.cells['data_types']?.lines.map((l) => [l.text.zh, l.strong])).toEqual([
      ['匿名设备标识符 OAID', false],
      ['精确位置', true],
    ]);
    expect([last?.cells['scenario']?.state, zh(last?.cells['method'])]).toEqual(['unknown', ['后台接口']]);
  });
});

describe('the five fields of MIIT', () => {
  it('name with package, developer, data, purpose, policy: and nothing else', () => {
    const made = disclosureOf(scanResult(), exportOptions({ list: 'miit' }));
    expect(made.columns.map((c) => c.title.zh)).toEqual([
      'SDK名称（包名）',
      '开发者名称',
      '收集信息范围',
      '使用目的',
      'SDK隐私政策链接',
    ]);
    const carried = (name: string, kind: 'maven' | 'archive') => ({
      purl: `pkg:${kind}/${name}`,
      kind,
      name,
      version: null,
      versionFrom: null,
      apps: [ANDROID],
      modules: ['app'],
      scope: 'release' as const,
      direct: true,
      class: 'sdk' as const,
      sdk: 'tuisong/core',
      wrapper: null,
      debugOnly: null,
      why: { zh: '签名', en: 'signature' },
      evidence: [],
    });
    const named = (packages: ReturnType<typeof carried>[]) =>
      zh(rows(scanResult({ packages }), { list: 'miit' })[0]?.cells['sdk_name_package']);
    expect(named([carried('cn.tuisong:core', 'maven'), carried('app/libs/push.aar', 'archive')])).toEqual([
      '推送通',
      '（cn.tuisong:core、push.aar）',
    ]);
    expect(named([])).toEqual(['推送通', '待确认']);
    const [row] = rows(scanResult(), { list: 'miit' });
    expect(zh(row?.cells['data_scope'])).toEqual(['匿名设备标识符 OAID', '精确位置']);
  });
});

describe('a source that says that nothing is collected', () => {
  const none = [{ platform: 'android' as const, citations: ['tuisong/core#rules'] }];
  it('is said as that, with its source; an empty list without one stays unknown', () => {
    const cell = (fields: object) =>
      rows(scanResult({ sdks: [detection('tuisong/core', { data: [], ...fields })] }), {})[0]?.cells['data_types'];
    expect(cell({ collectsNone: none })).toMatchObject({ state: 'known', citations: ['tuisong/core#rules'] });
    expect(zh(cell({ collectsNone: none }))).toEqual(['来源声明不收集个人信息']);
    expect(cell({ collectsNone: [{ ...none[0], platform: 'ios' }] })?.state).toBe('unknown');
    expect(cell({})?.state).toBe('unknown');
  });

  it('does not stand where rows say otherwise', () => {
    const [row] = rows(
      scanResult({ sdks: [detection('tuisong/core', { data: [data('device.oaid')], collectsNone: none })] }),
      {},
    );
    expect(zh(row?.cells['data_types'])).toEqual(['匿名设备标识符 OAID']);
  });
});

describe('the result carries it', () => {
  it('through JSON and back; an earlier result without it still reads', () => {
    const result = with_({
      completed: [{ sdk: 'a/b', ...everywhere, usedFor: [], cells: { role: { zh: 'x', en: 'x' } } }],
    });
    expect(parseScan(JSON.parse(JSON.stringify(result)))).toEqual(result);
    const { company: _, ...old } = scanResult();
    expect(parseScan(JSON.parse(JSON.stringify(old))).company).toBeNull();
  });
});
