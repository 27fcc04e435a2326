/** The bundled example: every SDK it carries is found on the platforms that carry it, and every data cell has its source. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { disclosureOf } from '../../exporters/disclosure/model.js';
import { parseScan } from '../../exporters/scan-schema.js';
import { loadRegistry } from '../../registry/load.js';
import { scan } from '../../scanner/scan.js';
import { exportOptions } from '../support/scan-result.js';

const ROOT = join(import.meta.dirname, '../../examples/jobs-app');
const result = scan(ROOT, { registry: loadRegistry(), toolVersion: 'test', date: null, reproducible: true });

/** What the example's README says it carries: the app, and the SDKs something names in it. */
const CARRIED: Readonly<Record<string, readonly string[]>> = {
  'android:cn.qiuzhi.jobs': [
    'alipay/pay',
    'baidu/location',
    'baidu/map',
    'chuanglan/shanyan',
    'dingtalk/share',
    'feishu/share',
    'getui/gtc',
    'getui/push',
    'honor/push',
    'huawei/push-kit',
    'oppo/push',
    'tencent/faceid',
    'tencent/im',
    'tencent/qq-connect',
    'tencent/trtc',
    'umeng/common',
    'umeng/share',
    'vivo/push',
    'wechat/opensdk',
    'xiaomi/push',
  ],
  'ios:cn.qiuzhi.jobs': [
    'alipay/pay',
    'apple/apns',
    'baidu/location',
    'baidu/map',
    'chuanglan/shanyan',
    'feishu/share',
    'getui/gtc',
    'getui/push',
    'tencent/faceid',
    'tencent/im',
    'tencent/trtc',
    'umeng/common',
    'umeng/share',
    'wechat/opensdk',
  ],
  'android:__UNI__1A2B3C4': ['alipay/pay', 'baidu/map', 'dcloud/unipush', 'wechat/opensdk'],
};

describe('examples/jobs-app', () => {
  it.each(Object.entries(CARRIED))('%s: what it names is found, directly and nothing else', (app, ids) => {
    const direct = result.sdks.filter(
      (s) => s.confidence !== 'possible' && s.occurrences.some((o) => o.app === app && o.via.length === 0),
    );
    expect(direct.map((s) => s.id)).toEqual(ids);
  });

  it('what arrives inside another says so', () => {
    const brought = result.sdks.find((s) => s.id === 'cmcc/number-auth');
    expect(brought?.occurrences.map((o) => o.via)).toEqual([['chuanglan/shanyan'], ['chuanglan/shanyan']]);
  });

  it('the functions of WeChat are told apart', () => {
    const used = result.sdks.find((s) => s.id === 'wechat/opensdk')?.functions.filter((f) => f.use !== 'unknown');
    expect(used?.map((f) => f.id).sort()).toEqual(['login', 'pay', 'share']);
  });

  it('finds what was planted: the debugging tool, the unknown coordinate, the removed permission', () => {
    const rules = result.findings.map((f) => `${f.rule} ${f.message.en.split(' ')[0]}`);
    expect(rules).toContain('debug-sdk-in-release com.squareup.leakcanary:leakcanary-android');
    expect(rules).toContain('unrecognised-third-party com.qiuzhi.partner:bridge');
    const background = result.permissions.filter((p) => p.id === 'android.permission.ACCESS_BACKGROUND_LOCATION');
    expect(background.map((p) => p.state)).toEqual(['removed']);
  });

  it('keeps no key of the example in the result', () => {
    const text = JSON.stringify(result);
    for (const key of [
      '64f0c1d2b2f6fa00ba4e1a7c',
      'kR3bV9xTq2mZp7Lw4Hs8Nd1Yc6Gf5JaE',
      'wx0a1b2c3d4e5f6071',
      '1029384756',
    ])
      expect(text).not.toContain(key);
  });

  it('is valid, and the table has a row for every SDK and a citation behind every known data cell', () => {
    expect(parseScan(JSON.parse(JSON.stringify(result)))).toEqual(result);
    const table = disclosureOf(result, exportOptions({ language: 'both' }));
    const rows = table.chapters.flatMap((c) =>
      c.tables.flatMap((t) => t.groups.flatMap((g) => g.rows.map((r) => ({ app: t.app, row: r })))),
    );
    for (const [app, ids] of Object.entries(CARRIED)) {
      const shown = rows.filter((r) => r.app === app).map((r) => r.row.key);
      for (const id of ids) expect(shown, app).toContain(id);
    }
    for (const { row } of rows) {
      const cell = row.cells['data_types'];
      if (cell?.state !== 'known') continue;
      expect(cell.citations.length, row.key).toBeGreaterThan(0);
      for (const key of cell.citations) expect(result.catalogue.citations[key]?.url, key).toMatch(/^https?:\/\//);
    }
  });
});
