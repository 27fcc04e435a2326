/** The bundled example: every SDK it carries is found on the platforms that carry it, and every data cell has its source. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMPANY_FOLDER } from '../../core/company.js';
import { SDK_COLUMNS } from '../../exporters/disclosure/columns.js';
import { disclosureOf } from '../../exporters/disclosure/model.js';
import { parseScan } from '../../exporters/scan-schema.js';
import { loadCompany } from '../../registry/company/load.js';
import { loadRegistry } from '../../registry/load.js';
import { checks } from '../../scanner/checks/index.js';
import { scan } from '../../scanner/scan.js';
import { exportOptions } from '../support/scan-result.js';

const ROOT = join(import.meta.dirname, '../../examples/jobs-app');
const loaded = loadCompany(join(ROOT, COMPANY_FOLDER), loadRegistry(), {
  rules: checks.map((c) => c.id),
  columns: SDK_COLUMNS.map((c) => c.id),
});
if (loaded === null) throw new Error('the example has a .outflow folder');
const result = scan(ROOT, { ...loaded, toolVersion: 'test', date: null, reproducible: true });

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
    'umeng/analytics',
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
  'android:__UNI__1A2B3C4': ['alipay/pay', 'baidu/map', 'dcloud/uni-app', 'dcloud/unipush', 'wechat/opensdk'],
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

  it('finds what was planted: the debugging tool, the unknown coordinate, the removed permissions', () => {
    const rules = result.findings.map((f) => `${f.rule} ${f.message.en.split(' ')[0]}`);
    expect(rules).toContain('debug-sdk-in-release com.squareup.leakcanary:leakcanary-android');
    expect(rules).toContain('unrecognised-third-party com.qiuzhi.partner:bridge');
    for (const id of ['ACCESS_BACKGROUND_LOCATION', 'READ_PHONE_STATE']) {
      const states = result.permissions.filter((p) => p.id === `android.permission.${id}`).map((p) => p.state);
      expect([id, states]).toEqual([id, ['removed']]);
    }
  });

  it('the removed permission closes what needs it, and the table says so', () => {
    const app = 'android:cn.qiuzhi.jobs';
    const imei = result.sdks.flatMap((s) => s.data.filter((d) => d.app === app && d.element === 'device.imei'));
    expect(imei.filter((d) => d.access === 'removed').length).toBeGreaterThan(0);
    expect(imei.filter((d) => d.access === 'requested')).toEqual([]);
    const table = disclosureOf(result, exportOptions({ apps: [app] }));
    const rows = table.chapters.flatMap((c) => c.tables.flatMap((t) => t.groups.flatMap((g) => g.rows)));
    const common = rows.find((r) => r.key === 'umeng/common')?.cells['necessity'];
    expect(common?.lines.map((l) => l.text.zh).join()).toContain('本应用已移除所需权限');
  });

  it('the table has every SDK that such a policy names, by the names it gives them', () => {
    const named: readonly (readonly [string, string])[] = [
      ['闪验 SDK', 'chuanglan/shanyan'],
      ['腾讯云人脸识别 SDK', 'tencent/faceid'],
      ['腾讯云 TRTC SDK', 'tencent/trtc'],
      ['腾讯云 IM', 'tencent/im'],
      ['百度地图 SDK', 'baidu/map'],
      ['百度定位 SDK', 'baidu/location'],
      ['个推推送 SDK', 'getui/push'],
      ['华为推送', 'huawei/push-kit'],
      ['荣耀推送', 'honor/push'],
      ['OPPO 推送', 'oppo/push'],
      ['VIVO 推送', 'vivo/push'],
      ['小米推送', 'xiaomi/push'],
      ['微信支付 SDK', 'wechat/opensdk'],
      ['支付宝 SDK', 'alipay/pay'],
      ['QQ 分享 SDK', 'tencent/qq-connect'],
      ['微信分享 SDK', 'wechat/opensdk'],
      ['飞书分享 SDK', 'feishu/share'],
      ['钉钉分享 SDK', 'dingtalk/share'],
    ];
    const table = disclosureOf(result, exportOptions({ apps: ['android:cn.qiuzhi.jobs'] }));
    const rows = new Set(
      table.chapters.flatMap((c) => c.tables.flatMap((t) => t.groups.flatMap((g) => g.rows.map((r) => r.key)))),
    );
    const plain = (text: string) => text.toLowerCase().replace(/\s/g, '');
    const { registry } = loaded;
    for (const [name, id] of named) {
      expect([name, rows.has(id)]).toEqual([name, true]);
      const sdk = registry.sdks.find((s) => s.id === id);
      const names = [
        sdk?.name.zh,
        sdk?.name.en,
        ...(sdk?.aliases ?? []),
        ...(sdk?.functions ?? []).flatMap((f) => [f.name.zh, f.name.en, ...f.aliases]),
      ];
      expect([name, names.some((n) => plain(n ?? '') === plain(name))]).toEqual([name, true]);
    }
  });

  it('what the company says stands in the lists: scenarios, own collection, another recipient', () => {
    const cells = (list: string, column: string) =>
      disclosureOf(result, exportOptions({ list }))
        .chapters.flatMap((c) => c.tables.flatMap((t) => t.groups.flatMap((g) => g.rows)))
        .flatMap((r) => r.cells[column]?.lines.map((l) => l.text.zh) ?? []);
    expect(cells('sdk', 'scenario')).toContain('视频简历：用户录制视频简历时');
    expect(cells('collected', 'collector')).toContain('本应用（注册与登录）');
    expect(cells('shared', 'provider')).toContain('示例背景调查有限公司');
    expect(result.findings.filter((f) => f.rule === 'completed-sdk-gone')).toEqual([]);
  });

  it.each([
    ['android/app/src/main/java/cn/qiuzhi/jobs/JobsApplication.kt', 'SDKInitializer.setAgreePrivacy(this, true)'],
    ['android/app/src/main/java/cn/qiuzhi/jobs/JobsApplication.kt', 'UMConfigure.enableImeiCollection(false)'],
    ['android/app/src/main/java/cn/qiuzhi/jobs/LoginActivity.kt', 'MobclickAgent.userProfileMobile(phone)'],
    ['android/app/src/main/java/cn/qiuzhi/jobs/PushBinding.kt', 'bindAlias(context, account.userId)'],
    ['android/app/src/main/java/cn/qiuzhi/jobs/FaceCheck.java', 'account.getRealName()'],
    ['android/app/src/main/java/cn/qiuzhi/jobs/PayHelper.java', 'account.getPhone()'],
    ['ios/Jobs/AppDelegate.swift', 'GeTuiSdk.bindAlias(account.userId'],
    ['ios/Jobs/PayHelper.m', '@"&passback_params=%@", phone'],
    ['uni/pages/index/index.vue', 'summary: this.phone'],
    ['uni/common/push.js', 'data: { alias'],
    ['policy/privacy.md', '极光推送 SDK'],
  ])('%s holds what the README says was planted there', (file, text) => {
    expect(readFileSync(join(ROOT, file), 'utf8')).toContain(text);
  });

  it('the policy names no 友盟, and nothing in the tree is 极光', () => {
    expect(readFileSync(join(ROOT, 'policy/privacy.md'), 'utf8')).not.toContain('友盟');
    expect(result.sdks.map((s) => s.id).filter((id) => id.startsWith('jiguang/'))).toEqual([]);
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
