/** A result whose every name says the same text, which a tree may have written to do harm. */
import type { ScanResult } from '../../core/inventory.js';
import {
  ANDROID,
  app,
  catalogue,
  catalogueSdk,
  detection,
  evidence,
  IOS,
  occurrence,
  scanResult,
} from './scan-result.js';

/** Formulas, markup of every kind, characters that no file should hold, and names that trip up a lookup. */
export const HOSTILE_TEXTS: readonly string[] = [
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://evil.example","x")',
  '+1+1',
  '-1+1',
  '@SUM(1,2)',
  '\t=1+1',
  '\r\n=1+1',
  '  =1+1',
  '\u200b=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
  '<script>alert(1)</script><w:p/>',
  ']]>&amp;&#x41;<!--',
  '"><f>1+1</f>',
  '# head\n| a | b |\n[x](javascript:alert(1))',
  '\u0000\u0001\u0008\u000b\u001b[31m\u007f\u009b',
  '\u202egnp.exe\u2066',
  '\ud800',
  'a\udc00b',
  '\ufffe\uffff\ufeff',
  '_x003D_1+1',
  '_x000A__x0000_',
  '$1 $& {default-bullet-numbering-0}',
  '__proto__',
  'constructor',
  'r:id="rIdLink1" w:id="7"',
  '字'.repeat(40_000),
];

/** What no output may hold: control characters but the line feed, direction overrides, lone halves or what stands for them. */
export const FORBIDDEN =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffd-\uffff]|\p{Surrogate}/u;

export function hostileResult(text: string): ScanResult {
  const name = { zh: text, en: `${text} ` };
  const base = catalogue();
  return scanResult({
    project: {
      ...scanResult().project,
      name: text,
      apps: [
        app(ANDROID, { name: text, applicationId: text }),
        app('android:b', { name: null }),
        app(IOS, { name: text }),
      ],
    },
    sdks: [
      detection('tuisong/core', {
        name,
        occurrences: [
          occurrence({ version: text, via: [text] }),
          occurrence({ app: IOS, platform: 'ios', version: text }),
        ],
        evidence: [evidence('e1', { file: text, value: text })],
        practicesPartial: true,
      }),
    ],
    company: {
      files: ['.outflow/disclosure.yaml'],
      operator: name,
      view: { columns: null, language: null },
      rules: {},
      reviewed: null,
      functions: [{ id: 'login', name }],
      completed: [],
      collected: [
        {
          element: 'net.ip',
          function: 'login',
          purpose: name,
          scenario: name,
          necessity: 'unknown',
          apps: null,
          platforms: null,
        },
      ],
      recipients: [
        {
          name,
          data: ['net.ip'],
          purpose: name,
          scenario: name,
          method: name,
          contact: name,
          privacyUrl: `https://evil.example/${text}`,
          apps: null,
          platforms: null,
        },
      ],
    },
    catalogue: catalogue({
      vendors: {
        tuisong: {
          name,
          formerly: [],
          country: null,
          role: 'entrusted',
          contact: text,
          website: `javascript:${text}`,
          citations: ['tuisong#about'],
        },
      },
      elements: Object.fromEntries(Object.entries(base.elements).map(([key, e]) => [key, { ...e, name }])),
      categories: { push_aggregate: { name, purpose: name } },
      sdks: {
        'tuisong/core': catalogueSdk({
          purposes: name,
          scenarios: name,
          links: { privacy: 'javascript:alert(1)', compliance: null, website: `http://[${text}`, optOut: text },
          disclosure: { method: { ...name, citation: 'tuisong/core#rules' } },
          packages: [text],
          reviewed: text,
        }),
      },
      citations: Object.fromEntries(
        Object.entries(base.citations).map(([key, c]) => [
          key,
          { ...c, url: 'javascript:alert(1)', title: text, publisher: text, published: text, retrieved: text },
        ]),
      ),
    }),
  });
}
