/** The table as CSV: what a program reads back is what the table says, and no field is a formula when a spreadsheet opens it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScanResult } from '../../core/inventory.js';
import { lists } from '../../exporters/disclosure/lists/index.js';
import { csvOf, exporter, inert } from '../../exporters/disclosure-csv.js';
import { FORBIDDEN, HOSTILE_TEXTS, hostileResult } from '../support/hostile-result.js';
import { LANGUAGES } from '../support/languages.js';
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

async function csv(result: ScanResult, options = exportOptions()): Promise<string> {
  const content = await exporter.export(result, options);
  if (typeof content !== 'string') throw new Error('CSV is text');
  return content;
}

/** Reads RFC 4180. @throws Error where a quote or a line end stands where none may */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    const match = /"((?:[^"]|"")*)"(,|\r\n)|([^",\r\n]*)(,|\r\n)/y;
    match.lastIndex = at;
    const found = match.exec(text);
    if (!found) throw new Error(`no field of RFC 4180 at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`);
    row.push(found[1]?.replaceAll('""', '"') ?? found[3] ?? '');
    if ((found[2] ?? found[4]) === '\r\n') {
      rows.push(row);
      row = [];
    }
    at = match.lastIndex;
  }
  return rows;
}

const rowsOf = async (result: ScanResult, options = exportOptions()) => parse(await csv(result, options));

/** Columns of a row by their headings. */
async function recordsOf(result: ScanResult, options = exportOptions()): Promise<Record<string, string>[]> {
  const [head = [], ...rows] = await rowsOf(result, options);
  return rows.map((row) => Object.fromEntries(row.map((field, i) => [head[i] ?? '', field])));
}

const TWO_APPS = scanResult({
  project: { ...scanResult().project, apps: [app(ANDROID), app(IOS, { name: '求职 iOS' })] },
  sdks: [detection('tuisong/core', { occurrences: [occurrence(), occurrence({ app: IOS, platform: 'ios' })] })],
});

describe('the file', () => {
  it('of one app is its table and nothing else', async () => {
    const options = exportOptions({
      language: 'en',
      columns: ['seq', 'sdk_name', 'data_types', 'necessity', 'method'],
    });
    expect(await csv(scanResult(), options)).toBe(
      [
        '\ufeff"No.","SDK name","Personal information categories","Required or optional","Collection method"\r\n',
        '"1","Tuisong","OAID, Precise location","Required: OAID\nOptional: Precise location","to confirm"\r\n',
      ].join(''),
    );
  });

  it('names the app where there are several, and the platform where no column does', async () => {
    const named = await rowsOf(TWO_APPS, exportOptions({ columns: ['platforms', 'sdk_name'] }));
    expect(named).toEqual([
      ['应用', '适用系统', '第三方SDK名称'],
      ['求职 (cn.qiuzhi.app)', 'Android', '推送通'],
      ['求职 iOS (cn.qiuzhi.app)', 'iOS', '推送通'],
    ]);
    const placed = await rowsOf(TWO_APPS, exportOptions({ columns: ['sdk_name'] }));
    expect(placed).toEqual([
      ['适用系统', '应用', '第三方SDK名称'],
      ['Android', '求职 (cn.qiuzhi.app)', '推送通'],
      ['iOS', '求职 iOS (cn.qiuzhi.app)', '推送通'],
    ]);
  });

  it('says which cells are unknown, suggested, or known in part', async () => {
    const result = scanResult({
      sdks: [detection('tuisong/core', { practicesPartial: true })],
      catalogue: catalogue({ sdks: { 'tuisong/core': catalogueSdk({ purposes: null, scenarios: null }) } }),
    });
    expect((await recordsOf(result))[0]).toMatchObject({
      使用目的: '用于推送消息（建议）',
      使用场景: '待确认',
      收集的个人信息种类: '匿名设备标识符 OAID、精确位置\n（来源只读到一部分，其余待确认）',
    });
    expect((await recordsOf(result, exportOptions({ language: 'en' })))[0]).toMatchObject({
      Purpose: 'usual wording of push (suggested)',
      Scenario: 'to confirm',
      'Personal information categories':
        'OAID, Precise location\n(the source was read in part: the rest is to confirm)',
    });
    expect((await recordsOf(result, exportOptions({ language: 'both' })))[0]).toMatchObject({
      '使用目的 / Purpose': '用于推送消息 / usual wording of push（建议 / suggested）',
    });
  });

  it('leaves sources out, whether or not they are asked for', async () => {
    expect(await csv(scanResult(), exportOptions({ sources: true }))).toBe(
      await csv(scanResult(), exportOptions({ sources: false })),
    );
    expect(await csv(scanResult())).not.toContain('[1]');
  });

  it('of an app without SDKs is the header row', async () => {
    expect(await rowsOf(scanResult({ sdks: [] }), exportOptions({ columns: ['seq', 'sdk_name'] }))).toEqual([
      ['序号', '第三方SDK名称'],
    ]);
  });

  it.each(lists.map((l) => l.id))('prints the list %s in every language, with its columns in order', async (list) => {
    const columns = lists.find((l) => l.id === list)?.columns.filter((c) => c.inDefault) ?? [];
    for (const language of LANGUAGES) {
      const [head, ...rows] = await rowsOf(scanResult(), exportOptions({ list, language }));
      expect(head).toEqual(
        columns.map(({ title }) => (language === 'both' ? `${title.zh} / ${title.en}` : title[language])),
      );
      expect(rows.length).toBeGreaterThan(0);
    }
  });
});

describe('no field is a formula', () => {
  const DANGEROUS = /^[\s\p{Cc}\p{Cf}]*[=+\-@\t\r＝＋－＠]/u;

  it.each([
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(1)', "'@SUM(1)"],
    ['\t1', "'\t1"],
    ['\r1', "'\r1"],
    ['  =1', "'  =1"],
    ['\u0000=1', "'\u0000=1"],
    ['\u200b=1', "'\u200b=1"],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠a', "'＠a"],
    ['a=1', 'a=1'],
    ['1', '1'],
    ['', ''],
    ["'=1", "'=1"],
    ['待确认', '待确认'],
  ])('%j is written as %j', (field, expected) => {
    expect(inert(field)).toBe(expected);
  });

  it('any rows come back as they were, but for the quote that keeps a field text', () => {
    const field = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', "'", ' ', '＝', '字', ';') }),
    );
    const table = fc
      .integer({ min: 1, max: 5 })
      .chain((width) => fc.array(fc.array(field, { minLength: width, maxLength: width }), { minLength: 1 }));
    fc.assert(
      fc.property(table, (rows) => {
        const read = parse(csvOf(rows));
        expect(read).toEqual(rows.map((row) => row.map(inert)));
        for (const text of read.flat()) expect(text).not.toMatch(DANGEROUS);
        expect(read.map((row, y) => row.map((text, x) => (text === rows[y]?.[x] ? text : text.slice(1))))).toEqual(
          rows,
        );
      }),
    );
  });

  it.each(HOSTILE_TEXTS.map((text) => [text.slice(0, 30), text]))('nothing that is named %j', async (_, text) => {
    for (const { id: list, columns } of lists)
      for (const language of LANGUAGES) {
        const options = exportOptions({ list, language, columns: columns.map((c) => c.id) });
        const rows = await rowsOf(hostileResult(text), options);
        expect(new Set(rows.map((row) => row.length)).size).toBe(1);
        for (const cell of rows.flat()) {
          expect(cell).not.toMatch(DANGEROUS);
          expect(cell).not.toMatch(FORBIDDEN);
        }
      }
  });

  it('keeps a long text whole', async () => {
    const text = '字'.repeat(40_000);
    const rows = await rowsOf(hostileResult(text), exportOptions({ columns: ['sdk_name'], apps: [ANDROID] }));
    expect(rows[1]?.[0]?.split('\n')[0]).toBe(text);
  });
});
