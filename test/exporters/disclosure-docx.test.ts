/** The table as a Word document, read back part by part: chapters, tables, marks, links, and no text that is markup. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScanResult } from '../../core/inventory.js';
import { lists } from '../../exporters/disclosure/lists/index.js';
import { column } from '../../exporters/disclosure/table.js';
import { exporter } from '../../exporters/disclosure-docx.js';
import { columnWidths, pageFor } from '../../exporters/docx/page.js';
import { FORBIDDEN, HOSTILE_TEXTS, hostileResult } from '../support/hostile-result.js';
import { LANGUAGES } from '../support/languages.js';
import { all, bytesFrom, childrenOf, first, parseXml, partsOf, textIn, type XmlNode } from '../support/office.js';
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

async function read(result: ScanResult, options = exportOptions()) {
  const parts = partsOf(await bytesOf(result, options));
  const part = (path: string) => parseXml(parts[path] ?? '');
  const body = first(part('word/document.xml'), 'w:body');
  return {
    body,
    styles: part('word/styles.xml'),
    core: part('docProps/core.xml'),
    links: new Map(
      all(part('word/_rels/document.xml.rels'), 'Relationship').map((r) => [r.attributes['Id'], r.attributes]),
    ),
  };
}

/** The text of a cell or a body, a line a paragraph. */
const linesIn = (node: XmlNode) =>
  all(node, 'w:p').map((p) =>
    all(p, 'w:t')
      .map((t) => textIn(t))
      .join(''),
  );

const styleOf = (p: XmlNode) => all(p, 'w:pStyle')[0]?.attributes['w:val'] ?? null;

/** What stands outside tables: style and text of each paragraph, `table` for a table. */
const outline = (body: XmlNode) =>
  childrenOf(body).flatMap((node) => {
    if (node.name === 'w:tbl') return [['table', '']];
    if (node.name !== 'w:p') return [];
    return [[styleOf(node), all(node, 'w:t').map(textIn).join('')]];
  });

const cellsOf = (body: XmlNode) =>
  all(body, 'w:tr').map((row) => childrenOf(row, 'w:tc').map((cell) => linesIn(cell).join('\n')));

const fillOf = (cell: XmlNode) => childrenOf(first(cell, 'w:tcPr'), 'w:shd')[0]?.attributes['w:fill'] ?? null;

const TWO_PLATFORMS = scanResult({
  project: {
    ...scanResult().project,
    apps: [app(ANDROID), app('android:b', { name: null }), app(IOS, { name: null })],
  },
  sdks: [detection('tuisong/core', { occurrences: [occurrence(), occurrence({ app: IOS, platform: 'ios' })] })],
  company: {
    files: [],
    operator: { zh: '求职科技有限公司', en: 'Qiuzhi Ltd' },
    view: { columns: null, language: null },
    rules: {},
    reviewed: null,
    functions: [],
    completed: [],
    collected: [],
    recipients: [],
  },
});

describe('the document', () => {
  it('has a title, who and when, a chapter a platform, a table an app, and the sources', async () => {
    const { body } = await read(TWO_PLATFORMS);
    expect(outline(body)).toEqual([
      ['Title', '第三方 SDK 目录 · 求职'],
      ['DisclosureMeta', '运营者：求职科技有限公司'],
      ['DisclosureMeta', '更新日期：2026-10-05'],
      ['Heading1', 'Android'],
      ['Heading2', '求职 (cn.qiuzhi.app)'],
      ['table', ''],
      ['Heading2', 'b'],
      [null, '未发现第三方 SDK。'],
      ['Heading1', 'iOS'],
      ['table', ''],
      ['Heading1', '来源'],
      ['DisclosureSource', '[1]推送通科技有限公司：关于我们，查阅于 2026-10-05'],
      ['DisclosureSource', '[2]推送通科技有限公司：合规说明，发布于 2026-03-01，查阅于 2026-10-05'],
    ]);
  });

  it('prints the notes of the list, and no sources where none are asked for', async () => {
    const { body } = await read(scanResult(), exportOptions({ language: 'en', list: 'collected', sources: false }));
    expect(outline(body)).toEqual([
      ['Title', 'Personal information collected · 求职'],
      ['DisclosureMeta', 'Updated: 2026-10-05'],
      [
        'DisclosureNote',
        'So far this list holds what the SDKs in the app are declared to collect; what the app itself collects has not been filled in, and must be before publication.',
      ],
      ['Heading1', 'Android'],
      ['Heading2', '求职 (cn.qiuzhi.app)'],
      ['table', ''],
    ]);
    expect(all(body, 'w:vertAlign')).toEqual([]);
  });

  it('is written in the type of Chinese documents, with a Latin one beside it', async () => {
    const { styles } = await read(scanResult());
    expect(first(first(styles, 'w:docDefaults'), 'w:rFonts').attributes).toMatchObject({
      'w:ascii': 'Times New Roman',
      'w:eastAsia': '宋体',
    });
    const heading = all(styles, 'w:style').find((s) => s.attributes['w:styleId'] === 'Heading1');
    expect(heading && first(heading, 'w:rFonts').attributes).toMatchObject({ 'w:eastAsia': '黑体' });
  });

  it('lies on its side where it has more than five columns', async () => {
    const sizeOf = async (columns: string[] | null) =>
      first((await read(scanResult(), exportOptions({ columns }))).body, 'w:pgSz').attributes;
    expect(await sizeOf(null)).toEqual({ 'w:w': '16838', 'w:h': '11906', 'w:orient': 'landscape' });
    expect(await sizeOf(['sdk_name', 'provider'])).toEqual({ 'w:w': '11906', 'w:h': '16838', 'w:orient': 'portrait' });
  });
});

const columnOf = (width: number) => column('any', '', '', true, width);

describe('a table', () => {
  it('says the category above its rows and not beside them', async () => {
    const { body } = await read(
      scanResult(),
      exportOptions({ columns: ['seq', 'category', 'sdk_name', 'data_types', 'necessity'] }),
    );
    expect(cellsOf(body)).toEqual([
      ['序号', '第三方SDK名称', '收集的个人信息种类', '必要、可选'],
      ['SDK类别  消息推送'],
      ['1', '推送通', '匿名设备标识符 OAID、精确位置[1]', '必要：匿名设备标识符 OAID\n可选：精确位置[1]'],
    ]);
    const [, group] = all(body, 'w:tr');
    expect(group && first(group, 'w:gridSpan').attributes['w:val']).toBe('4');
  });

  it('keeps the category where it is the only column, and has no headings where rows stand without', async () => {
    expect(cellsOf((await read(scanResult(), exportOptions({ columns: ['category'] }))).body)).toEqual([
      ['SDK类别'],
      ['消息推送'],
    ]);
    expect(cellsOf((await read(scanResult(), exportOptions({ list: 'miit' }))).body)).toHaveLength(2);
  });

  it('repeats its header row, and breaks no short row', async () => {
    const { body } = await read(scanResult());
    const [head, ...rows] = all(body, 'w:tr');
    expect(head && all(head, 'w:tblHeader')).toHaveLength(1);
    for (const row of rows) {
      expect(all(row, 'w:tblHeader')).toEqual([]);
      expect(all(row, 'w:cantSplit')).toHaveLength(1);
    }
    const long = await read(hostileResult('字'.repeat(2000)), exportOptions({ columns: ['sdk_name', 'provider'] }));
    const [, longRow] = all(long.body, 'w:tr');
    expect(longRow && all(longRow, 'w:cantSplit')).toEqual([]);
  });

  it('fills the page by the shares of its columns, and gives a date its room', async () => {
    const { body } = await read(scanResult());
    const widths = all(first(body, 'w:tblGrid'), 'w:gridCol').map((c) => Number(c.attributes['w:w']));
    expect(widths).toHaveLength(13);
    expect(widths.reduce((a, b) => a + b, 0)).toBe(pageFor(13).width);
    expect(widths[6]).toBe(Math.max(...widths));
    expect(widths.at(-1)).toBeGreaterThan(900);
    expect(Number(first(body, 'w:tblW').attributes['w:w'])).toBe(pageFor(13).width);
  });

  it.each([
    [
      [1, 1],
      [0, 0],
      [500, 500],
    ],
    [
      [1, 3],
      [0, 0],
      [250, 750],
    ],
    [[], [], []],
  ])('columns of shares %j with words of %j stand %j wide', (shares, words, widths) => {
    const needs = shares.map((width, i) => ({
      column: columnOf(width),
      word: words[i] ?? 0,
    }));
    expect(columnWidths(needs, 1000, 15)).toEqual(widths);
  });

  it('of any columns and words has widths that fill the page, none of them nothing', () => {
    const need = fc.record({ width: fc.constantFrom(0.5, 0.9, 1, 1.5, 2.5, 3), word: fc.integer({ min: 0, max: 60 }) });
    fc.assert(
      fc.property(fc.array(need, { minLength: 1, maxLength: 28 }), fc.constantFrom(14, 15, 19), (needs, type) => {
        const columns = needs.map(({ width, word }) => ({ column: columnOf(width), word }));
        const widths = columnWidths(columns, 15_238, type);
        expect(widths.reduce((a, b) => a + b, 0)).toBe(15_238);
        expect(Math.min(...widths)).toBeGreaterThan(50);
      }),
    );
  });

  it('shades unknown cells, marks suggestions, prints sensitive items bold', async () => {
    const result = scanResult({
      sdks: [detection('tuisong/core', { practicesPartial: true })],
      catalogue: catalogue({ sdks: { 'tuisong/core': catalogueSdk({ purposes: null, scenarios: null }) } }),
    });
    const { body } = await read(result, exportOptions({ columns: ['data_types', 'purpose', 'scenario'] }));
    const cells = all(body, 'w:tr')
      .flatMap((row) => childrenOf(row, 'w:tc'))
      .slice(3);
    expect(cells.map((cell) => [linesIn(cell), fillOf(cell)])).toEqual([
      [['匿名设备标识符 OAID、精确位置[1]', '（来源只读到一部分，其余待确认）'], null],
      [['用于推送消息（建议）'], null],
      [['待确认'], 'FFF4E0'],
    ]);
    const bold = all(body, 'w:r').filter((r) => all(r, 'w:b').some((b) => b.attributes['w:val'] !== 'false'));
    expect(bold.map((r) => textIn(r))).toEqual(['精确位置']);
    const [, suggestion] = cells;
    expect(suggestion && all(suggestion, 'w:i')).toHaveLength(1);
  });

  it('raises the numbers of sources and leads to them', async () => {
    const { body } = await read(scanResult(), exportOptions({ columns: ['provider', 'data_types'] }));
    const marks = all(body, 'w:hyperlink').filter((h) => h.attributes['w:anchor'] !== undefined);
    expect(
      marks.map((h) => [textIn(h), h.attributes['w:anchor'], all(h, 'w:vertAlign')[0]?.attributes['w:val']]),
    ).toEqual([
      ['[1]', 'source_1', 'superscript'],
      ['[2]', 'source_2', 'superscript'],
    ]);
    expect(all(body, 'w:bookmarkStart').map((b) => [b.attributes['w:name'], b.attributes['w:id']])).toEqual([
      ['source_1', '1'],
      ['source_2', '2'],
    ]);
    expect(all(body, 'w:bookmarkEnd').map((b) => b.attributes['w:id'])).toEqual(['1', '2']);
  });

  it('links addresses of http and https alone', async () => {
    const result = (privacy: string) =>
      scanResult({
        catalogue: catalogue({
          sdks: { 'tuisong/core': catalogueSdk({ links: { privacy, compliance: null, website: null, optOut: null } }) },
        }),
      });
    const options = exportOptions({ columns: ['privacy_url'], sources: false });
    const linksIn = async (url: string) => {
      const { body, links } = await read(result(url), options);
      return all(body, 'w:hyperlink').map((h) => [textIn(h), links.get(h.attributes['r:id'])]);
    };
    expect(await linksIn('https://a.example/隐私?a=1&b=2')).toEqual([
      [
        'https://a.example/隐私?a=1&b=2',
        {
          Id: 'rIdLink1',
          Type: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink',
          Target: 'https://a.example/%E9%9A%90%E7%A7%81?a=1&b=2',
          TargetMode: 'External',
        },
      ],
    ]);
    expect(await linksIn('javascript:alert(1)')).toEqual([]);
    expect(await linksIn('file:///etc/passwd')).toEqual([]);
  });

  it.each(lists.map((l) => l.id))('prints the list %s in every language, with its columns in order', async (list) => {
    const found = lists.find((l) => l.id === list);
    const columns = found?.columns ?? [];
    for (const language of LANGUAGES) {
      const options = exportOptions({ list, language, columns: columns.map((c) => c.id) });
      const [head, ...rows] = cellsOf((await read(scanResult(), options)).body);
      expect(head).toEqual(
        columns
          .filter((c) => c.id !== found?.groupedBy)
          .map(({ title }) => (language === 'both' ? `${title.zh} / ${title.en}` : title[language])),
      );
      expect(rows.length).toBeGreaterThan(0);
    }
  });
});

describe('no text is markup', () => {
  it.each(HOSTILE_TEXTS.map((text) => [text.slice(0, 30), text]))('whatever is named %j', async (_, text) => {
    const plain = new Set<string>();
    for (const part of Object.values(partsOf(await bytesOf(hostileResult('名'), exportOptions({ language: 'both' })))))
      for (const name of part.match(/<[\w:]+/g) ?? []) plain.add(name);
    for (const { id: list } of lists) {
      const parts = partsOf(await bytesOf(hostileResult(text), exportOptions({ list, language: 'both' })));
      for (const [path, part] of Object.entries(parts)) {
        expect([path, FORBIDDEN.test(part)]).toEqual([path, false]);
        parseXml(part);
        for (const name of part.match(/<[\w:]+/g) ?? []) if (list === 'sdk') expect(plain).toContain(name);
      }
      const links = all(parseXml(parts['word/_rels/document.xml.rels'] ?? ''), 'Relationship');
      for (const { attributes } of links.filter((r) => r.attributes['TargetMode'] === 'External'))
        expect(attributes['Target']).toMatch(/^https?:\/\/[\x21-\x7e]+$/);
      expect(new Set(links.map((r) => r.attributes['Id'])).size).toBe(links.length);
      expect(parts['word/document.xml']).not.toMatch(/<w:(?:fldSimple|instrText|object|altChunk)/);
    }
  });

  it.each(['<b>&amp;</b>', '{default-bullet}', 'r:id="rIdLink1"', '_x003D_1', '$1 $&'])(
    'and %j comes back as it was',
    async (text) => {
      const { body } = await read(hostileResult(text), exportOptions({ columns: ['provider'], sources: false }));
      expect(cellsOf(body)[1]).toEqual([text]);
    },
  );
});

describe('the bytes', () => {
  it('carry the date of the table, else the beginning of zip time', async () => {
    const dated = async (date: string | null, result = scanResult()) => {
      const { core } = await read(result, exportOptions({ date }));
      return ['dcterms:created', 'dcterms:modified'].map((name) => textIn(first(core, name)));
    };
    expect(await dated('2026-03-04')).toEqual(['2026-03-04T00:00:00Z', '2026-03-04T00:00:00Z']);
    expect(await dated(null)).toEqual(['2026-10-05T00:00:00Z', '2026-10-05T00:00:00Z']);
    expect(await dated('2026-13-77')).toEqual(['1980-01-01T00:00:00Z', '1980-01-01T00:00:00Z']);
    expect(await dated(null, scanResult({ sdks: [] }))).toEqual(['1980-01-01T00:00:00Z', '1980-01-01T00:00:00Z']);
  });

  it('name nobody as the author where the operator is not known', async () => {
    expect(all((await read(scanResult())).core, 'dc:creator')).toEqual([]);
    expect(textIn(first((await read(TWO_PLATFORMS)).core, 'dc:creator'))).toBe('求职科技有限公司');
  });
});
