/** The list of third parties for AppGallery Connect: its shape, its limits, and that nothing is cut or left out in silence. */
import { describe, expect, it } from 'vitest';
import type { CatalogueSdk, ScanResult, SdkDetection } from '../../core/inventory.js';
import type { Bilingual } from '../../core/text.js';
import { fitted, LIMITS, type ThirdSharedInfo } from '../../exporters/huawei/fields.js';
import { exporter } from '../../exporters/huawei-third-shared.js';
import { FORBIDDEN, HOSTILE_TEXTS, hostileResult } from '../support/hostile-result.js';
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

type Lists = Record<string, { readonly thirdSharedInfos: readonly ThirdSharedInfo[] }>;

async function listsOf(result: ScanResult, options = exportOptions()): Promise<Lists> {
  const content = await exporter.export(result, options);
  if (typeof content !== 'string') throw new Error('JSON is text');
  return JSON.parse(content) as Lists;
}

async function firstOf(result: ScanResult, options = exportOptions()): Promise<ThirdSharedInfo> {
  const info = (await listsOf(result, options))[ANDROID]?.thirdSharedInfos[0];
  if (!info) throw new Error('there is no third party');
  return info;
}

const warningsOf = (result: ScanResult, options = exportOptions()): readonly Bilingual[] =>
  exporter.warnings?.(result, options) ?? [];

/** One app with one SDK of which everything is known, but for what is given. */
function known(entry: Partial<CatalogueSdk> = {}, sdk: Partial<SdkDetection> = {}): ScanResult {
  return scanResult({
    sdks: [detection('tuisong/core', sdk)],
    catalogue: catalogue({
      sdks: {
        'tuisong/core': catalogueSdk({
          disclosure: { method: { zh: 'SDK 自行采集', en: 'collected by the SDK', citation: 'tuisong/core#rules' } },
          ...entry,
        }),
      },
    }),
  });
}

const NAMES_ONLY: Bilingual = {
  zh: 'dataItems 在此为个人信息名称，提交前须按华为的 DataItem 格式改写或删去（personalType 已含相同内容）',
  en: 'dataItems holds names here: bring them into the form of DataItem that Huawei asks for, or leave them out (personalType says the same)',
};

describe('the list', () => {
  it('has an object an app, and in it the third parties with their fields', async () => {
    expect(await exporter.export(known(), exportOptions())).toBe(
      `${JSON.stringify(
        {
          [ANDROID]: {
            thirdSharedInfos: [
              {
                name: '推送通科技有限公司（推送通）',
                purpose: '推送消息',
                personalType: '匿名设备标识符 OAID、精确位置',
                officialPrivacyUrl: 'https://tuisong.example/privacy',
                serviceType: '消息推送',
                scene: '启动后',
                shareType: 'SDK 自行采集',
                dataItems: ['匿名设备标识符 OAID', '精确位置'],
              },
            ],
          },
        },
        null,
        2,
      )}\n`,
    );
    expect(warningsOf(known())).toEqual([NAMES_ONLY]);
  });

  it('is in English where that is asked for, in Chinese where both are', async () => {
    expect(await firstOf(known(), exportOptions({ language: 'en' }))).toEqual({
      name: 'Tuisong Technology Ltd (Tuisong)',
      purpose: 'to push messages',
      personalType: 'OAID, Precise location',
      officialPrivacyUrl: 'https://tuisong.example/privacy',
      serviceType: 'Push',
      scene: 'after the start',
      shareType: 'collected by the SDK',
      dataItems: ['OAID', 'Precise location'],
    });
    expect(await firstOf(known(), exportOptions({ language: 'both' }))).toEqual(await firstOf(known()));
  });

  it('is of the apps of Android and HarmonyOS alone, and of those asked for', async () => {
    const harmony = 'harmony:cn.qiuzhi.app';
    const result = scanResult({
      project: { ...scanResult().project, apps: [app(ANDROID), app(IOS), app(harmony, { platform: 'harmony' })] },
      sdks: [
        detection('tuisong/core', {
          occurrences: [
            occurrence(),
            occurrence({ app: IOS, platform: 'ios' }),
            occurrence({ app: harmony, platform: 'harmony' }),
          ],
        }),
      ],
    });
    expect(Object.keys(await listsOf(result))).toEqual([ANDROID, harmony]);
    expect(Object.keys(await listsOf(result, exportOptions({ apps: [harmony] })))).toEqual([harmony]);
    expect(Object.keys(await listsOf(result, exportOptions({ platforms: ['android', 'ios'] })))).toEqual([ANDROID]);
    expect(await listsOf(result, exportOptions({ platforms: ['ios'] }))).toEqual({});
    expect(warningsOf(result, exportOptions({ apps: [IOS] }))).toEqual([
      {
        zh: '没有 Android 或 HarmonyOS 应用，清单为空',
        en: 'there is no Android and no HarmonyOS app: the list is empty',
      },
    ]);
  });

  it('holds the recipients that the company names, under their own name', async () => {
    const result = hostileResult('快递公司');
    const recipient = (await listsOf(result))[ANDROID]?.thirdSharedInfos.at(-1);
    expect(recipient).toEqual({
      name: '快递公司',
      purpose: '快递公司',
      personalType: '快递公司',
      officialPrivacyUrl: 'https://evil.example/%E5%BF%AB%E9%80%92%E5%85%AC%E5%8F%B8',
      serviceType: '其他接收方',
      scene: '快递公司',
      shareType: '快递公司',
      dataItems: ['快递公司'],
    });
  });

  it('leaves modules of no app out, and says so', async () => {
    const result = scanResult({ sdks: [detection('tuisong/core', { occurrences: [occurrence({ app: null })] })] });
    expect(await listsOf(result)).toEqual({ [ANDROID]: { thirdSharedInfos: [] } });
    expect(warningsOf(result)).toEqual([
      { zh: '未归属任何应用的模块中的 SDK 没有列入', en: 'SDKs of modules that belong to no app are left out' },
    ]);
  });
});

describe('what nobody knows', () => {
  it('is left empty and reported, and a usual wording is no knowledge', async () => {
    const links = { privacy: null, compliance: null, website: 'https://tuisong.example', optOut: null };
    const result = known(
      { purposes: null, scenarios: null, disclosure: {}, links },
      { data: [], practicesKnown: false },
    );
    expect(await firstOf(result)).toEqual({
      name: '推送通科技有限公司（推送通）',
      purpose: '',
      personalType: '',
      officialPrivacyUrl: '',
      serviceType: '消息推送',
      scene: '',
      shareType: '',
      dataItems: [],
    });
    expect(warningsOf(result)).toEqual([
      {
        zh: `推送通（tuisong/core, ${ANDROID}）：personalType、officialPrivacyUrl、scene、shareType 待确认，已留空，提交前请补全`,
        en: `Tuisong (tuisong/core, ${ANDROID}): nobody knows personalType, officialPrivacyUrl, scene, shareType: left empty, fill in before you submit`,
      },
      {
        zh: `推送通（tuisong/core, ${ANDROID}）：purpose 只有该类 SDK 的通常写法，不是事实，已留空`,
        en: `Tuisong (tuisong/core, ${ANDROID}): purpose has only the usual wording for SDKs of this kind, which is no fact: left empty`,
      },
    ]);
  });

  it('of the legal entity leaves the name of the SDK', async () => {
    const result = known({}, { vendor: 'nobody' });
    expect((await firstOf(result)).name).toBe('推送通');
    expect(warningsOf(result)).toContainEqual({
      zh: `推送通（tuisong/core, ${ANDROID}）：第三方主体名称待确认，name 只写了 SDK 名称`,
      en: `Tuisong (tuisong/core, ${ANDROID}): nobody knows the legal entity: name holds the name of the SDK alone`,
    });
  });

  it('of a source that was read in part is said', () => {
    expect(warningsOf(known({}, { practicesPartial: true }))).toContainEqual({
      zh: `推送通（tuisong/core, ${ANDROID}）：来源只读到一部分，personalType 可能不全`,
      en: `Tuisong (tuisong/core, ${ANDROID}): the source was read in part: personalType may lack some kinds of information`,
    });
  });

  it('a source that says nothing is collected is knowledge, and no data item', async () => {
    const result = known(
      {},
      { data: [], practicesKnown: true, collectsNone: [{ platform: 'android', citations: ['tuisong/core#rules'] }] },
    );
    expect(await firstOf(result)).toMatchObject({ personalType: '来源声明不收集个人信息', dataItems: [] });
    expect(warningsOf(result)).toEqual([]);
  });
});

describe('limits', () => {
  it.each([
    [['ab', 'cd', 'ef'], '、', 100, 'ab、cd、ef', 8],
    [['ab', 'cd', 'ef'], '、', 8, 'ab、cd、ef', 8],
    [['ab', 'cd', 'ef'], '、', 7, 'ab、cd', 8],
    [['ab', 'cd', 'ef'], '、', 5, 'ab、cd', 8],
    [['IMEI、MEID', 'OAID'], '、', 6, 'IMEI', 14],
    [['一句；二句；三句'], '；', 6, '一句；二句', 8],
    [['没有标点的一句话'], '；', 4, '', 8],
    [[], '、', 5, '', 0],
  ])('%j joined by %j within %d is %j of %d', (items, separator, limit, text, length) => {
    expect(fitted(items, separator, limit)).toEqual({ text, length });
  });

  it('cut at the last whole item, and say of what, from how much to how much', async () => {
    const elements = Object.fromEntries(
      Array.from({ length: 120 }, (_, i) => [
        `x.${i}`,
        {
          name: { zh: `第${100 + i}项`, en: `item ${100 + i}` },
          group: 'x',
          sensitive: 'no' as const,
          immutableId: false,
          gbt35273AnnexA: '',
        },
      ]),
    );
    const base = known({}, { data: Object.keys(elements).map((id) => data(id)) });
    const result = { ...base, catalogue: { ...base.catalogue, elements } };
    const info = await firstOf(result);
    expect(info.personalType).toHaveLength(5 * 83 + 82);
    expect(info.personalType.endsWith('、第182项')).toBe(true);
    expect(info.dataItems).toHaveLength(120);
    expect(warningsOf(result)[0]).toEqual({
      zh: `推送通（tuisong/core, ${ANDROID}）：personalType 共 719 字，上限 500 字，已在最后一个完整项处截为 497 字，请改写后再提交`,
      en: `Tuisong (tuisong/core, ${ANDROID}): personalType has 719 characters and takes 500: cut to 497 behind the last whole item, shorten it by hand`,
    });
  });

  it('leave out what cannot be cut: an address, a sentence without an end', async () => {
    const privacy = `https://tuisong.example/${'a'.repeat(3000)}`;
    const result = known({
      scenarios: { zh: '景'.repeat(201), en: 'x' },
      links: { privacy, compliance: null, website: null, optOut: null },
    });
    expect(await firstOf(result)).toMatchObject({ scene: '', officialPrivacyUrl: '' });
    expect(warningsOf(result).slice(0, 2)).toEqual([
      {
        zh: `推送通（tuisong/core, ${ANDROID}）：officialPrivacyUrl 共 ${privacy.length} 字，上限 1024 字，没有可截断之处，已留空，请改写后填入`,
        en: `Tuisong (tuisong/core, ${ANDROID}): officialPrivacyUrl has ${privacy.length} characters, takes 1024 and cannot be cut: left empty, fill in a shorter one`,
      },
      {
        zh: `推送通（tuisong/core, ${ANDROID}）：scene 共 201 字，上限 200 字，没有可截断之处，已留空，请改写后填入`,
        en: `Tuisong (tuisong/core, ${ANDROID}): scene has 201 characters, takes 200 and cannot be cut: left empty, fill in a shorter one`,
      },
    ]);
  });

  it('of data items keep the first, those of third parties keep all, both with a word', async () => {
    const elements = Object.fromEntries(
      Array.from({ length: 201 }, (_, i) => [
        `x.${i}`,
        { ...catalogue().elements['net.ip'], name: { zh: `${i}`, en: `${i}` } },
      ]),
    ) as ScanResult['catalogue']['elements'];
    const base = known({}, { data: Object.keys(elements).map((id) => data(id)) });
    const many = { ...base, catalogue: { ...base.catalogue, elements } };
    expect((await firstOf(many)).dataItems).toHaveLength(200);
    expect(warningsOf(many).map((w) => w.en)).toContainEqual(
      `Tuisong (tuisong/core, ${ANDROID}): dataItems has 201 members and takes 200: only the first 200 are there`,
    );
    const crowd = scanResult({ sdks: Array.from({ length: 201 }, (_, i) => detection(`tuisong/${i}`)) });
    expect((await listsOf(crowd))[ANDROID]?.thirdSharedInfos).toHaveLength(201);
    expect(warningsOf(crowd)[0]).toEqual({
      zh: `${ANDROID}：共 201 个第三方，上限 200 个，全部写出，请合并后再提交`,
      en: `${ANDROID}: 201 third parties, and the list takes 200: all are there, merge some before you submit`,
    });
  });

  it.each(HOSTILE_TEXTS.map((text) => [text.slice(0, 30), text]))('hold whatever is named %j', async (_, text) => {
    const result = hostileResult(text);
    for (const language of ['zh', 'en'] as const) {
      const options = exportOptions({ language });
      for (const info of Object.values(await listsOf(result, options)).flatMap((l) => l.thirdSharedInfos)) {
        for (const [field, limit] of Object.entries(LIMITS)) {
          const value = info[field as keyof typeof LIMITS];
          expect(value.length).toBeLessThanOrEqual(limit);
          expect(value).not.toMatch(FORBIDDEN);
        }
        expect(info.officialPrivacyUrl).toMatch(/^(?:$|https?:\/\/)/);
      }
      for (const warning of warningsOf(result, options)) expect(`${warning.zh}${warning.en}`).not.toMatch(FORBIDDEN);
    }
  });
});

describe('the exporter', () => {
  it('names its file, and is no table', () => {
    expect([exporter.id, exporter.extension, exporter.stem]).toEqual([
      'huawei-third-shared',
      'json',
      'huawei-third-shared',
    ]);
  });
});
