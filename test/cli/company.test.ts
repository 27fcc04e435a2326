/** The .outflow folder on the command line: used, named elsewhere, left out, and refused before anything is written. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ScanResult } from '../../core/inventory.js';
import { outflow } from '../support/cli.js';
import { tempDir, tempTree, write } from '../support/temp-tree.js';

const TREE = {
  'settings.gradle': "include ':app'\n",
  'app/build.gradle': `plugins { id 'com.android.application' }
android { defaultConfig { applicationId 'cn.qiuzhi.app' } }
dependencies {
  implementation 'com.getui:gtsdk:3.3.0.0'
  implementation 'com.stranger:bridge:1.0'
}
`,
  'app/src/main/AndroidManifest.xml': '<manifest xmlns:android="http://schemas.android.com/apk/res/android"/>\n',
};
const DISCLOSURE = `sdks:
  - sdk: getui/push
    cells: { retention: { zh: 注销后三十天, en: thirty days after deletion } }
`;
const scan = (root: string, ...args: string[]) =>
  outflow(['scan', root, '-q', '--format', 'json', '--reproducible', ...args]);
const parse = (text: string) => JSON.parse(text) as ScanResult;

describe('.outflow', () => {
  it('is read from the tree, printed in the table and told on the terminal', () => {
    const root = tempTree({ ...TREE, '.outflow/disclosure.yaml': DISCLOSURE });
    expect(parse(scan(root).out).company?.files).toEqual(['.outflow/disclosure.yaml']);
    const table = outflow(['export', 'disclosure', root, '-q', '--columns', 'sdk_name,retention', '--lang', 'zh']);
    expect(table.out).toContain('注销后三十天');
    expect(outflow(['scan', root, '-q', '--lang', 'en']).out).toContain('.outflow/disclosure.yaml');
  });

  it('--no-company leaves it unread, and --company reads another in its place', () => {
    const root = tempTree({ ...TREE, '.outflow/disclosure.yaml': 'sdks: [broken' });
    const other = tempTree({ 'own/disclosure.yaml': DISCLOSURE });
    expect(parse(scan(root, '--no-company').out).company).toBeNull();
    expect(parse(scan(root, '--company', join(other, 'own')).out).company?.files).toEqual(['own/disclosure.yaml']);
    const absent = scan(root, '--company', join(other, 'absent'));
    expect([absent.code, absent.err]).toEqual([2, expect.stringContaining('does not exist')]);
  });

  it.each([
    ['a broken file', { '.outflow/config.jsonc': '{ "columns": ' }, '.outflow/config.jsonc:1: is not valid JSON'],
    [
      'an unknown SDK',
      { '.outflow/disclosure.yaml': 'sdks:\n  - sdk: getui/psh\n' },
      '.outflow/disclosure.yaml:2 sdks[0].sdk: there is no SDK getui/psh; nearest: getui/push',
    ],
    [
      'an app that is not there',
      { '.outflow/disclosure.yaml': `${DISCLOSURE}    apps: [android:cn.qiuzhi.ap]\n` },
      'names the app android:cn.qiuzhi.ap, which the tree does not have; nearest: android:cn.qiuzhi.app',
    ],
  ])('%s stops with exit 2 before anything is written', (_, files, message) => {
    const root = tempTree({ ...TREE, ...files });
    const out = tempDir();
    for (const args of [
      ['scan', root, '-q', '--report', join(out, 'report')],
      ['scan', root, '-q', '--format', 'json', '-o', join(out, 'scan.json')],
      ['export', 'disclosure', root, '-q', '-o', join(out, 'table.md')],
    ]) {
      const ran = outflow(args);
      expect([ran.code, ran.out]).toEqual([2, '']);
      expect(ran.err).toContain(message);
    }
    expect(['report', 'scan.json', 'table.md'].filter((f) => existsSync(join(out, f)))).toEqual([]);
  });

  it('classes what nobody else knows, and sets the level of rules', () => {
    const root = tempTree(TREE);
    const stranger = () => {
      const result = parse(scan(root).out);
      return [
        result.packages.find((p) => p.name === 'com.stranger:bridge')?.class,
        result.findings.filter((f) => f.rule === 'unrecognised-third-party').length,
      ];
    };
    expect(stranger()).toEqual(['unrecognised', 1]);
    write(root, {
      '.outflow/config.jsonc':
        '{ "packages": [{ "package": "maven:com.stranger:*", "class": "library", "reason": "读过源码" }] }',
    });
    expect(stranger()).toEqual(['library', 0]);
    write(root, { '.outflow/config.jsonc': '{ "rules": { "unrecognised-third-party": "error" } }' });
    expect(scan(root, '--fail-on', 'error').code).toBe(1);
    write(root, { '.outflow/config.jsonc': '{ "rules": { "unrecognised-third-party": "off" } }' });
    expect(stranger()).toEqual(['unrecognised', 0]);
  });

  it('an entry of its own is found, with its own source', () => {
    const root = tempTree(TREE);
    write(root, {
      '.outflow/registry/vendors/stranger.yaml':
        'id: stranger\nname: { zh: 陌生公司, en: null }\ncitations: [{ id: dpa, title: 协议, publisher: 求职, by: company, retrieved: 2026-11-01, says: names the company }]\n',
      '.outflow/registry/sdks/stranger/bridge.yaml': `id: stranger/bridge
name: { zh: 桥, en: Bridge }
vendor: stranger
category: analytics
platforms: [android]
signatures: [{ kind: maven, value: "com.stranger:bridge" }]
practicesKnown: true
practices: [{ element: device.oaid, platform: android, necessity: required, citations: [dpa] }]
citations: [{ id: dpa, title: 协议, publisher: 求职, by: company, retrieved: 2026-11-01, says: names what is processed }]
reviewed: { date: 2026-11-01, how: read }
`,
    });
    const result = parse(scan(root).out);
    expect(result.sdks.find((s) => s.id === 'stranger/bridge')?.data.map((d) => d.citations)).toEqual([
      ['stranger/bridge#dpa'],
    ]);
    expect(outflow(['export', 'disclosure', root, '-q']).out).toContain('求职, 协议, 2026-11-01');
  });

  it('completed cells of an SDK that is gone are a finding', () => {
    const root = tempTree({ ...TREE, '.outflow/disclosure.yaml': 'sdks:\n  - sdk: wechat/opensdk\n' });
    expect(parse(scan(root).out).findings.map((f) => f.rule)).toContain('completed-sdk-gone');
  });
});

describe('lists and columns', () => {
  it('an unknown column is an error with the nearest, and with all there are', () => {
    const ran = outflow(['export', 'disclosure', tempTree(TREE), '-q', '--columns', 'sdk_name,providr']);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('the list sdk has no column providr; nearest: provider');
  });

  it('the company’s language is that of tables where the command line says none', () => {
    const root = tempTree({ ...TREE, '.outflow/config.jsonc': '{ "language": "en" }' });
    expect(outflow(['export', 'disclosure', root, '-q']).out).toContain('# Third-party SDK disclosure');
    expect(outflow(['export', 'disclosure', root, '-q', '--lang', 'zh']).out).toContain('# 第三方 SDK 目录');
  });

  it('a report holds the table in every format and the other lists beside it', () => {
    const out = tempDir();
    mkdirSync(join(out, 'x'));
    expect(outflow(['scan', tempTree(TREE), '-q', '--report', join(out, 'x')]).code).toBe(0);
    for (const file of [
      'scan.json',
      'disclosure.md',
      'disclosure.html',
      'disclosure.csv',
      'disclosure.xlsx',
      'disclosure.docx',
      'huawei-third-shared.json',
      'lists/collected-list.html',
      'lists/shared-list.xlsx',
      'lists/miit-sdk-fields.csv',
    ])
      expect([file, readFileSync(join(out, 'x', file)).length > 100]).toEqual([file, true]);
  });
});

describe('registry stats and sample', () => {
  it('every practice is cited', () => {
    const stats = JSON.parse(outflow(['registry', 'stats', '--format', 'json']).out) as Record<string, number>;
    expect(stats['cited']).toBe(stats['practices']);
    expect(stats['sdks']).toBeGreaterThan(100);
    expect((stats['citedBy'] as unknown as Record<string, number>)['company']).toBe(0);
  });

  it('the same seed gives the same practices, another gives others', () => {
    const draw = (seed: string) =>
      outflow(['registry', 'sample', '--seed', seed, '--count', '7', '--format', 'json']).out;
    expect(draw('a')).toBe(draw('a'));
    expect(draw('a')).not.toBe(draw('b'));
    expect((JSON.parse(draw('a')) as unknown[]).length).toBe(7);
    expect(outflow(['registry', 'sample', '--seed', 'a', '--count', '0']).code).toBe(2);
  });

  it('stats --sdk names the nearest id', () => {
    expect(outflow(['registry', 'stats', '--sdk', 'getui/psh']).err).toContain('nearest: getui/push');
    expect(outflow(['registry', 'stats', '--sdk', 'getui/push']).out).toMatch(/practices .*\ngetui\/push +yes/);
  });
});
