/** What is printed: the same bytes each time, in the language asked for, and nothing from a tree that acts as markup. */
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import type { ScanResult } from '../../core/inventory.js';
import type { ExportOptions } from '../../core/plugins.js';
import { consoleReport, printable } from '../../exporters/console.js';
import { exporters } from '../../exporters/index.js';
import {
  ANDROID,
  app,
  catalogue,
  catalogueSdk,
  detection,
  evidence,
  exportOptions,
  IOS,
  occurrence,
  scanResult,
} from '../support/scan-result.js';

const OPTIONS: ExportOptions = exportOptions();
const HOSTILE =
  '<script>alert(1)</script><img src=x onerror=alert(2)>"\'>\n| a | b |\r\n# head\u0007\u001b[31m\u202egnp.exe\u2066&amp;`code`[x](javascript:alert(3))';
const BAD_URL = 'javascript:alert(document.domain)';
const PLAIN = { bold: id, dim: id, red: id, yellow: id, green: id, cyan: id };

function id(text: string): string {
  return text;
}

async function render(exporter: string, result: ScanResult, options = OPTIONS): Promise<string> {
  const found = exporters.find((e) => e.id === exporter);
  if (!found) throw new Error(`there is no exporter ${exporter}`);
  const content = await found.export(result, options);
  return typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
}

/** Everything a tree or a scan.json can name, named to harm. */
function hostileResult(): ScanResult {
  const name = { zh: HOSTILE, en: HOSTILE };
  const base = catalogue();
  return scanResult({
    project: {
      ...scanResult().project,
      name: HOSTILE,
      apps: [app(ANDROID, { name: HOSTILE, applicationId: HOSTILE, module: HOSTILE, variants: [HOSTILE] })],
    },
    sdks: [
      detection('tuisong/core', {
        name,
        occurrences: [occurrence({ version: HOSTILE, via: [HOSTILE] })],
        evidence: [evidence('e1', { file: HOSTILE, value: HOSTILE })],
      }),
    ],
    findings: [
      {
        id: '0123456789abcdef',
        rule: 'unrecognised-third-party',
        level: 'warning',
        message: name,
        remedy: name,
        reference: null,
        sdk: null,
        element: null,
        app: null,
        evidence: [evidence('e2', { file: HOSTILE })],
        accepted: null,
      },
    ],
    problems: [{ stage: 'extract', plugin: 'npm/package-json', file: HOSTILE, line: 3, message: HOSTILE }],
    catalogue: catalogue({
      vendors: {
        tuisong: {
          name,
          formerly: [],
          country: null,
          role: HOSTILE,
          contact: HOSTILE,
          website: BAD_URL,
          citations: ['tuisong#about'],
        },
      },
      elements: Object.fromEntries(Object.entries(base.elements).map(([key, e]) => [key, { ...e, name }])),
      categories: { push_aggregate: { name, purpose: name } },
      sdks: {
        'tuisong/core': catalogueSdk({
          purposes: name,
          scenarios: name,
          links: { privacy: BAD_URL, compliance: null, website: BAD_URL, optOut: BAD_URL },
          disclosure: { method: { ...name, citation: 'tuisong/core#rules' } },
          reviewed: HOSTILE,
        }),
      },
      citations: Object.fromEntries(
        Object.entries(base.citations).map(([key, c]) => [
          key,
          { ...c, url: BAD_URL, title: HOSTILE, publisher: HOSTILE, published: HOSTILE, retrieved: HOSTILE },
        ]),
      ),
    }),
  });
}

describe('every exporter', () => {
  it.each(exporters.map((e) => e.id))('%s gives the same bytes for the same result', async (exporter) => {
    expect(await render(exporter, scanResult())).toBe(await render(exporter, structuredClone(scanResult())));
  });

  it('has an id, a file extension and a title of its own', () => {
    expect(exporters.map((e) => [e.id, e.extension])).toEqual([
      ['disclosure-csv', 'csv'],
      ['disclosure-docx', 'docx'],
      ['disclosure-html', 'html'],
      ['disclosure-markdown', 'md'],
      ['disclosure-xlsx', 'xlsx'],
      ['graph', 'json'],
      ['huawei-third-shared', 'json'],
      ['json', 'json'],
    ]);
    expect(new Set(exporters.map((e) => e.title.zh)).size).toBe(exporters.length);
  });
});

describe('HTML', () => {
  function elements(html: string): { name: string; attributes: Record<string, string> }[] {
    const found: { name: string; attributes: Record<string, string> }[] = [];
    const parser = new Parser({ onopentag: (name, attributes) => found.push({ name, attributes }) });
    parser.end(html);
    return found;
  }

  it('keeps to its own elements, whatever names say', async () => {
    const known = [
      'col',
      'colgroup',
      'a',
      'body',
      'h1',
      'h2',
      'h3',
      'head',
      'html',
      'li',
      'meta',
      'ol',
      'p',
      'section',
      'small',
      'span',
      'strong',
      'style',
      'sup',
      'table',
      'tbody',
      'td',
      'th',
      'thead',
      'time',
      'title',
      'tr',
      'ul',
    ];
    for (const language of ['zh', 'en', 'both'] as const) {
      const names = new Set(
        elements(await render('disclosure-html', hostileResult(), { ...OPTIONS, language })).map((e) => e.name),
      );
      expect([...names].filter((name) => !known.includes(name))).toEqual([]);
    }
  });

  it('has no event attribute and no link but to the page itself, http and https', async () => {
    for (const { name, attributes } of elements(await render('disclosure-html', hostileResult()))) {
      expect([name, Object.keys(attributes).filter((a) => a.startsWith('on'))]).toEqual([name, []]);
      if (attributes['href'] !== undefined) expect(attributes['href']).toMatch(/^(?:#|https?:\/\/)/);
      expect(attributes['src']).toBeUndefined();
    }
  });

  it('drops control and direction characters', async () => {
    expect(await render('disclosure-html', hostileResult())).not.toMatch(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/,
    );
  });

  it('loads nothing: no script, image, frame, form or outside style', async () => {
    const html = await render('disclosure-html', scanResult());
    expect(elements(html).filter((e) => /^(?:script|img|iframe|link|form|object|embed)$/.test(e.name))).toEqual([]);
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/url\(|@import/);
  });

  it('tells unknown cells, suggestions and sources apart', async () => {
    const html = await render(
      'disclosure-html',
      scanResult({ catalogue: catalogue({ sdks: { 'tuisong/core': catalogueSdk({ purposes: null }) } }) }),
    );
    expect(html).toContain('<span class="unknown">待确认</span>');
    expect(html).toContain('<span class="suggestion">用于推送消息 <small>建议</small></span>');
    expect(html).toMatch(/匿名设备标识符 OAID.*<sup>(?:<a href="#s\d+">\[\d+\]<\/a>)+<\/sup>/);
    expect(html).toMatch(/<li id="s\d+">推送通科技有限公司: <a href="https:\/\/tuisong\.example\/rules"/);
  });

  it('names its language', async () => {
    expect(await render('disclosure-html', scanResult())).toContain('<html lang="zh-CN">');
    expect(await render('disclosure-html', scanResult(), { ...OPTIONS, language: 'en' })).toContain('<html lang="en">');
  });
});

describe('Markdown', () => {
  const cellsOf = (row: string) => row.split(/(?<!\\)\|/).length - 2;

  it('every row has as many cells as the head, whatever names hold', async () => {
    const rows = (await render('disclosure-markdown', hostileResult())).split('\n').filter((l) => l.startsWith('|'));
    expect(rows.length).toBeGreaterThan(2);
    expect(new Set(rows.map(cellsOf))).toEqual(new Set([cellsOf(rows[0] ?? '')]));
  });

  it('has no element, link or heading that a name brought', async () => {
    const text = await render('disclosure-markdown', hostileResult());
    const bare = text.replaceAll('<br>', '');
    expect(bare).not.toMatch(/(?<!\\)<(?:script|img)/i);
    expect(bare).not.toMatch(/(?<!\\)\]\(/);
    expect(bare).not.toMatch(/(?<!\\)<javascript:/i);
    expect(
      text
        .split('\n')
        .filter((l) => /^#+ /.test(l))
        .map((l) => l.replace(/ .*/, '')),
    ).toEqual(['#', '##', '###', '##']);
  });

  it('drops control and direction characters', async () => {
    expect(await render('disclosure-markdown', hostileResult())).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/,
    );
  });

  it('prints the table as it is written out here', async () => {
    const result = scanResult({
      project: { ...scanResult().project, apps: [app(ANDROID), app(IOS)] },
      catalogue: catalogue({ sdks: { 'tuisong/core': catalogueSdk({ purposes: null, scenarios: null }) } }),
    });
    expect(await render('disclosure-markdown', result, { ...OPTIONS, language: 'en' })).toBe(
      [
        '# Third-party SDK disclosure · 求职',
        '',
        'Updated: 2026-10-05',
        '',
        '## Android',
        '',
        '### 求职 (cn.qiuzhi.app)',
        '',
        '| No. | SDK category | SDK name | Provider (legal entity) | Platforms | Purpose | Scenario | Personal information categories | Required or optional | Sensitive personal information | System permissions | Collection method | Privacy policy URL | Updated |',
        `|${' --- |'.repeat(14)}`,
        '| 1 | Push | **Tuisong** | Tuisong Technology Ltd [^1] | Android | usual wording of push _(suggested)_ | to confirm | OAID, **Precise location** [^2] | Required: OAID<br>Optional: Precise location [^2] | **Yes: Precise location** | to confirm | to confirm | <https://tuisong.example/privacy> | 2026-10-05 |',
        '',
        '## iOS',
        '',
        '### 求职 (cn.qiuzhi.app)',
        '',
        'No third-party SDK was found.',
        '',
        '## Sources',
        '',
        '[^1]: 推送通科技有限公司, 关于我们, <https://tuisong.example/about>, 2026-10-05',
        '[^2]: 推送通科技有限公司, 合规说明 (2026-03-01), <https://tuisong.example/rules>, 2026-10-05',
        '',
      ].join('\n'),
    );
  });

  it('in both languages, Chinese first', async () => {
    const text = await render('disclosure-markdown', scanResult(), { ...OPTIONS, language: 'both' });
    expect(text).toContain('# 第三方 SDK 目录 / Third-party SDK disclosure · 求职');
    expect(text).toContain('**推送通 / Tuisong**');
    expect(text).toContain('待确认 / to confirm');
  });
});

describe('JSON', () => {
  it('is the result itself, with two spaces of indent and a line end', async () => {
    const text = await render('json', hostileResult());
    expect(JSON.parse(text)).toEqual(hostileResult());
    expect(text).toBe(`${JSON.stringify(hostileResult(), null, 2)}\n`);
  });
});

describe('console report', () => {
  it('shows control and direction characters as codes, so that no name moves the cursor', () => {
    const report = consoleReport(hostileResult(), { ...OPTIONS, language: 'both' }, PLAIN);
    expect(report).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(report).toContain('\\u001b[31m');
    expect(report).toContain('\\u202e');
  });

  it.each([
    ['a\nb', 'a\\u000ab'],
    ['\u001b]0;title\u0007', '\\u001b]0;title\\u0007'],
    ['\u009b31m', '\\u009b31m'],
    ['中文 ok', '中文 ok'],
  ])('printable %j is %j', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it('counts what is released, names what only hints show, and where to read on', () => {
    const result = scanResult({
      sdks: [
        detection('tuisong/core'),
        detection('leak/canary', { name: { zh: '检漏', en: 'Canary' }, occurrences: [occurrence({ scope: 'debug' })] }),
        detection('maybe/sdk', { name: { zh: '或许', en: 'Maybe' }, confidence: 'possible' }),
      ],
    });
    const report = consoleReport(result, { ...OPTIONS, language: 'en' }, PLAIN);
    expect(report).toContain('Third-party SDKs 1\n');
    expect(report).toContain(
      'Tuisong tuisong/core 3.1.0\n      Push · certain · 2 data elements (1 sensitive) app/build.gradle:12',
    );
    expect(report).toContain('Only in tests, debug builds or the build itself: Canary');
    expect(report).toContain('Hints only, not counted: Maybe');
    expect(report).toContain('Nothing to act on');
  });

  it('shows a place of the platform it speaks about', () => {
    const result = scanResult({
      project: { ...scanResult().project, apps: [app(ANDROID), app(IOS, { module: 'ios' })] },
      sdks: [
        detection('tuisong/core', {
          occurrences: [occurrence(), occurrence({ app: IOS, platform: 'ios', module: 'ios' })],
          evidence: [
            evidence('e1'),
            evidence('e2', {
              file: 'ios/Podfile',
              line: 7,
              kind: 'pod',
              app: IOS,
              module: 'ios',
              signature: 'pod:Tuisong',
            }),
          ],
        }),
      ],
    });
    const [, ios = ''] = consoleReport(result, { ...OPTIONS, language: 'en' }, PLAIN).split('  iOS\n');
    expect(ios).toContain('ios/Podfile:7');
    expect(ios).not.toContain('app/build.gradle:12');
  });

  it('groups findings by rule, tells the place and how to learn more', () => {
    const [finding] = hostileResult().findings;
    if (!finding) throw new Error('the hostile result has a finding');
    const many = Array.from({ length: 11 }, (_, i) => ({
      ...finding,
      id: `id${i}`,
      message: { zh: `问题 ${i}`, en: `fault ${i}` },
      evidence: [evidence(`e${i}`, { line: i + 1 })],
    }));
    const report = consoleReport(scanResult({ findings: many }), { ...OPTIONS, language: 'en' }, PLAIN);
    expect(report).toContain('▲ warning unrecognised-third-party 11');
    expect(report).toContain('      fault 0 app/build.gradle:1\n');
    expect(report).toContain('      +3 more in the result\n');
    expect(report).toContain('outflow explain unrecognised-third-party');
  });
});
