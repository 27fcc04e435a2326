/** The table as a workbook, read back part by part: what stands in which cell, how it looks, and that every cell is text. */
import { describe, expect, it } from 'vitest';
import type { ScanResult } from '../../core/inventory.js';
import { lists } from '../../exporters/disclosure/lists/index.js';
import { exporter } from '../../exporters/disclosure-xlsx.js';
import { CUT } from '../../exporters/xlsx/rich-text.js';
import { rowHeight } from '../../exporters/xlsx/row-height.js';
import { sheetNames, textCell } from '../../exporters/xlsx/sheet.js';
import { FORBIDDEN, HOSTILE_TEXTS, hostileResult } from '../support/hostile-result.js';
import { LANGUAGES } from '../support/languages.js';
import {
  all,
  bytesFrom,
  childrenOf,
  first,
  parseXml,
  partsOf,
  type ReadSheet,
  readWorkbook,
  textIn,
} from '../support/office.js';
import {
  ANDROID,
  app,
  catalogue,
  catalogueSdk,
  detection,
  exportOptions,
  IOS,
  occurrence,
  scanResult,
} from '../support/scan-result.js';

const bytesOf = (result: ScanResult, options = exportOptions()) => bytesFrom(exporter, result, options);

const read = async (result: ScanResult, options = exportOptions()) => readWorkbook(await bytesOf(result, options));

const texts = (sheet: ReadSheet | undefined) => sheet?.rows.map((row) => row.map((cell) => cell.text));

async function sheetOf(name: string, result: ScanResult, options = exportOptions()): Promise<ReadSheet> {
  const book = await read(result, options);
  const sheet = book.sheets.find((s) => s.name === name);
  if (!sheet) throw new Error(`there is no sheet ${name}, but ${book.sheets.map((s) => s.name).join(', ')}`);
  return sheet;
}

const TWO_PLATFORMS = scanResult({
  project: { ...scanResult().project, apps: [app(ANDROID), app('android:b', { name: '企业版' }), app(IOS)] },
  sdks: [
    detection('tuisong/core', {
      occurrences: [occurrence(), occurrence({ app: 'android:b' }), occurrence({ app: IOS, platform: 'ios' })],
    }),
  ],
});

describe('sheets', () => {
  it('are the platforms in order, then the sources, then what must be known', async () => {
    const zh = await read(TWO_PLATFORMS);
    expect(zh.sheets.map((s) => s.name)).toEqual(['Android', 'iOS', '来源', '说明']);
    const en = await read(TWO_PLATFORMS, exportOptions({ language: 'en', sources: false }));
    expect(en.sheets.map((s) => s.name)).toEqual(['Android', 'iOS', 'About']);
  });

  it('have a name for a platform whose name Excel would refuse', async () => {
    const result = scanResult({
      project: { ...scanResult().project, apps: [app('m:b', { platform: 'miniprogram' })] },
    });
    const { sheets } = await read(result, exportOptions({ language: 'both' }));
    expect(sheets.map((s) => s.name)).toEqual(['小程序 Mini-program', '说明 About']);
  });

  it('of a tree without apps are one that says what the table is', async () => {
    const result = scanResult({ project: { ...scanResult().project, apps: [] }, sdks: [] });
    expect((await read(result)).sheets.map((s) => s.name)).toEqual(['说明']);
  });

  it.each([
    [
      ['Android', 'android', 'ANDROID'],
      ['Android', 'android (2)', 'ANDROID (3)'],
    ],
    [['a/b\\c?d*e:f[g]h'], ['a b c d e f g h']],
    [
      ["'quoted'", ''],
      ['quoted', '_'],
    ],
    [['History'], ['_History']],
    [
      ['字'.repeat(40), '字'.repeat(40)],
      ['字'.repeat(31), `${'字'.repeat(27)} (2)`],
    ],
    [[`${'a'.repeat(30)}😀`], ['a'.repeat(30)]],
    [['\u0000\ud800a'], ['a']],
  ])('named %j are called %j', (wanted, names) => {
    expect(sheetNames(wanted)).toEqual(names);
  });
});

describe('the sheet of a platform', () => {
  it('has one header row and every column of the list, the category too', async () => {
    const sheet = await sheetOf('Android', scanResult());
    expect(texts(sheet)).toEqual([
      [
        '序号',
        'SDK类别',
        '第三方SDK名称',
        '第三方主体名称',
        '适用系统',
        '使用目的',
        '使用场景',
        '收集的个人信息种类',
        '必要、可选',
        '是否含敏感个人信息',
        '申请的系统权限',
        '收集方式',
        '第三方隐私政策链接',
        '更新日期',
      ],
      [
        '1',
        '消息推送',
        '推送通',
        '推送通科技有限公司 [1]',
        'Android',
        '推送消息',
        '启动后',
        '匿名设备标识符 OAID、精确位置 [2]',
        '必要：匿名设备标识符 OAID\n可选：精确位置 [2]',
        '是：精确位置',
        '待确认',
        '待确认',
        'https://tuisong.example/privacy',
        '2026-10-05',
      ],
    ]);
  });

  it('holds the tables of all its apps, told apart by a column', async () => {
    const sheet = await sheetOf('Android', TWO_PLATFORMS, exportOptions({ columns: ['sdk_name'] }));
    expect(texts(sheet)).toEqual([
      ['应用', '第三方SDK名称'],
      ['求职 (cn.qiuzhi.app)', '推送通'],
      ['企业版 (b)', '推送通'],
    ]);
    expect(texts(await sheetOf('iOS', TWO_PLATFORMS, exportOptions({ columns: ['sdk_name'] })))).toEqual([
      ['第三方SDK名称'],
      ['推送通'],
    ]);
  });

  it('filters, keeps its header in sight, and prints it on every page', async () => {
    const { sheets, names } = await read(
      TWO_PLATFORMS,
      exportOptions({ columns: ['seq', 'sdk_name'], sources: false }),
    );
    const root = sheets[0]?.root;
    if (!root) throw new Error('there is no sheet');
    expect(first(root, 'autoFilter').attributes['ref']).toBe('A1:C3');
    expect(first(root, 'pane').attributes).toEqual({
      ySplit: '1',
      topLeftCell: 'A2',
      activePane: 'bottomLeft',
      state: 'frozen',
    });
    expect(first(root, 'pageSetup').attributes).toMatchObject({
      paperSize: '9',
      orientation: 'landscape',
      fitToWidth: '1',
      fitToHeight: '0',
    });
    expect(first(root, 'pageSetUpPr').attributes['fitToPage']).toBe('1');
    expect(names.filter((n) => n.sheet === 'Android')).toEqual([
      { name: '_xlnm._FilterDatabase', sheet: 'Android', text: "'Android'!$A$1:$C$3" },
      { name: '_xlnm.Print_Titles', sheet: 'Android', text: "'Android'!$1:$1" },
    ]);
    expect(names.filter((n) => n.sheet === '说明')).toEqual([]);
  });

  it('has its parts in the order that Excel asks for', async () => {
    const order = childrenOf((await sheetOf('Android', scanResult())).root).map((c) => c.name);
    expect(order).toEqual([
      'sheetPr',
      'sheetViews',
      'cols',
      'sheetData',
      'autoFilter',
      'hyperlinks',
      'pageMargins',
      'pageSetup',
      'headerFooter',
      'ignoredErrors',
    ]);
  });

  it('shows header, unknown cells and suggestions each in its own way', async () => {
    const result = scanResult({
      catalogue: catalogue({ sdks: { 'tuisong/core': catalogueSdk({ purposes: null, scenarios: null }) } }),
    });
    const { rows } = await sheetOf('Android', result, exportOptions({ columns: ['sdk_name', 'purpose', 'scenario'] }));
    const [head, row] = rows;
    expect(head?.map((c) => [c.bold, c.fill, c.wrapped, c.bordered])).toEqual([
      [true, 'FFE8EEF6', true, true],
      [true, 'FFE8EEF6', true, true],
      [true, 'FFE8EEF6', true, true],
    ]);
    expect(row?.map((c) => [c.text, c.italic, c.fill, c.wrapped, c.bordered])).toEqual([
      ['推送通', false, null, true, true],
      ['用于推送消息（建议）', true, null, true, true],
      ['待确认', false, 'FFFFF4E0', true, true],
    ]);
  });

  it('prints sensitive items bold among the others, and numbers of sources raised', async () => {
    const { rows } = await sheetOf('Android', scanResult(), exportOptions({ columns: ['data_types'] }));
    expect(rows[1]?.[0]?.runs).toEqual([
      { text: '匿名设备标识符 OAID', bold: false, raised: false },
      { text: '、', bold: false, raised: false },
      { text: '精确位置', bold: true, raised: false },
      { text: ' [1]', bold: false, raised: true },
    ]);
  });

  it('links an address, and only one of http or https', async () => {
    const sheet = (privacy: string) =>
      sheetOf(
        'Android',
        scanResult({
          catalogue: catalogue({
            sdks: {
              'tuisong/core': catalogueSdk({ links: { privacy, compliance: null, website: null, optOut: null } }),
            },
          }),
        }),
        exportOptions({ columns: ['privacy_url'] }),
      );
    const linkOf = async (url: string) => {
      const cell = (await sheet(url)).rows[1]?.[0];
      return [cell?.text, cell?.link];
    };
    expect(await linkOf('https://a.example/隐私 政策?a=1&b="2"')).toEqual([
      'https://a.example/隐私 政策?a=1&b="2"',
      'https://a.example/%E9%9A%90%E7%A7%81%20%E6%94%BF%E7%AD%96?a=1&b=%222%22',
    ]);
    expect(await linkOf('javascript:alert(1)')).toEqual(['javascript:alert(1)', null]);
    expect(await linkOf('file:///etc/passwd')).toEqual(['file:///etc/passwd', null]);
    expect(await linkOf(`https://a.example/${'a'.repeat(3000)}`)).toEqual([
      `https://a.example/${'a'.repeat(3000)}`,
      null,
    ]);
  });

  it('without rows is its header, and the sheet about the table says why', async () => {
    const options = exportOptions({ columns: ['seq', 'sdk_name'] });
    expect(texts(await sheetOf('Android', scanResult({ sdks: [] }), options))).toEqual([['序号', '第三方SDK名称']]);
    expect(texts(await sheetOf('说明', scanResult({ sdks: [] }), options))).toContainEqual([
      '须知',
      'Android · 求职 (cn.qiuzhi.app): 未发现第三方 SDK。',
    ]);
  });

  it.each(lists.map((l) => l.id))('prints the list %s in every language, with its columns in order', async (list) => {
    const columns = lists.find((l) => l.id === list)?.columns ?? [];
    for (const language of LANGUAGES) {
      const options = exportOptions({ list, language, columns: columns.map((c) => c.id) });
      const sheet = await sheetOf('Android', scanResult(), options);
      expect(texts(sheet)?.[0]).toEqual(
        columns.map(({ title }) => (language === 'both' ? `${title.zh} / ${title.en}` : title[language])),
      );
      expect(sheet.rows.length).toBeGreaterThan(1);
    }
  });
});

describe('the other sheets', () => {
  it('give every source that a cell numbers', async () => {
    expect(texts(await sheetOf('来源', scanResult()))).toEqual([
      ['编号', '发布者', '标题', '发布日期', '查阅日期', '网址'],
      ['[1]', '推送通科技有限公司', '关于我们', '', '2026-10-05', 'https://tuisong.example/about'],
      ['[2]', '推送通科技有限公司', '合规说明', '2026-03-01', '2026-10-05', 'https://tuisong.example/rules'],
    ]);
  });

  it('say what the table is, of what and when', async () => {
    const about = texts(await sheetOf('About', scanResult(), exportOptions({ language: 'en', list: 'collected' })));
    expect(about?.slice(0, 4)).toEqual([
      ['Title', 'Personal information collected'],
      ['Project', '求职'],
      ['Updated', '2026-10-05'],
      [
        'Note',
        'So far this list holds what the SDKs in the app are declared to collect; what the app itself collects has not been filled in, and must be before publication.',
      ],
    ]);
    expect(about?.slice(4).map((row) => row[0])).toEqual(['Marks', '', '', '']);
  });
});

describe('every cell is text', () => {
  it.each(HOSTILE_TEXTS.map((text) => [text.slice(0, 30), text]))('whatever is named %j', async (_, text) => {
    for (const { id: list, columns } of lists) {
      const options = exportOptions({ list, language: 'both', columns: columns.map((c) => c.id) });
      const bytes = await bytesOf(hostileResult(text), options);
      for (const [path, part] of Object.entries(partsOf(bytes))) {
        expect([path, FORBIDDEN.test(part)]).toEqual([path, false]);
        parseXml(part);
      }
      for (const { root, rows } of readWorkbook(bytes).sheets) {
        expect(all(root, 'f')).toEqual([]);
        for (const cell of rows.flat().filter((c) => c.type !== undefined || c.text !== '')) {
          expect([cell.type, cell.format, cell.formula]).toEqual(['s', '@', false]);
          expect(cell.text.length).toBeLessThanOrEqual(32_767);
          if (cell.link !== null) expect(cell.link).toMatch(/^https?:\/\/[\x21-\x7e]+$/);
        }
        for (const c of all(root, 'c')) expect(['s', undefined]).toContain(c.attributes['t']);
      }
    }
  });

  it.each(['=1+1', '_x003D_1', '__proto__', 'constructor', ' a ', '<b>&amp;</b>', '00123', '2026-01-02'])(
    'and %j comes back as it was',
    async (text) => {
      const sheet = await sheetOf('Android', hostileResult(text), exportOptions({ columns: ['sdk_name'] }));
      expect(sheet.rows[1]?.[1]?.runs[0]).toEqual({ text, bold: true, raised: false });
    },
  );

  it('and one that is too long for Excel is cut where everybody sees it', async () => {
    const sheet = await sheetOf(
      'Android',
      hostileResult(`${'字'.repeat(31_000)}${'😀'.repeat(2_000)}`),
      exportOptions({ columns: ['provider'] }),
    );
    const { text = '' } = sheet.rows[1]?.[1] ?? {};
    expect(text.endsWith(CUT)).toBe(true);
    expect(text.length).toBeLessThanOrEqual(32_767);
    expect(text.length).toBeGreaterThan(32_760);
    expect(text).not.toMatch(/\p{Surrogate}/u);
  });
});

describe('row heights', () => {
  it('follow the cell with the most lines', () => {
    const row = [textCell('一', 'known'), textCell('一二三四五六七八九十', 'known')];
    expect(rowHeight(row, [20, 30])).toBe(18);
    expect(rowHeight(row, [20, 11])).toBe(32);
    expect(rowHeight([textCell('a\nb\nc', 'known')], [20])).toBe(46);
    expect(rowHeight([textCell('a'.repeat(100_000), 'known')], [20])).toBe(409);
  });

  it('are no fixed heights: an edited row is measured anew', async () => {
    const rows = all((await sheetOf('Android', scanResult())).root, 'row');
    for (const row of rows) {
      expect(Number(row.attributes['ht'])).toBeGreaterThan(0);
      expect(row.attributes['customHeight']).toBeUndefined();
    }
  });
});

describe('the bytes', () => {
  it('have no time and begin with the list of parts', async () => {
    const bytes = await bytesOf(scanResult());
    expect(Object.keys(partsOf(bytes))[0]).toBe('[Content_Types].xml');
    // Local file header: time at 10, date at 12 (1980-01-01 is 0x0021).
    expect([...bytes.slice(10, 14)]).toEqual([0, 0, 0x21, 0]);
  });

  it('name every part once and only parts that exist', async () => {
    const parts = partsOf(await bytesOf(TWO_PLATFORMS));
    const types = parseXml(parts['[Content_Types].xml'] ?? '');
    const named = all(types, 'Override').map((o) => o.attributes['PartName']?.slice(1));
    expect(named.filter((path) => parts[path ?? ''] === undefined)).toEqual([]);
    expect(textIn(types)).toBe('');
  });
});
