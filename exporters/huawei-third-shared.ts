/**
 * Third parties that receive personal information, as AppGallery Connect's API takes them in an app's hosted privacy statement:
 * `thirdSharedInfos` of AgreementInfo, a list of ThirdSharedInfo. One object per Android and HarmonyOS app, by its id, also where
 * there is one app only: `{ "<app id>": { "thirdSharedInfos": [ … ] } }`. In Chinese, or in English where that is asked for: the API
 * takes one statement per language.
 *
 * https://developer.huawei.com/consumer/cn/doc/FASP-by-Template-develop-References/publish-thirdsharedinfo-0000002273503124
 * https://developer.huawei.com/consumer/cn/doc/FASP-by-Template-develop-References/publish-agreementinfo2-0000002308126485
 *
 * Every field is optional there. `dataItems` is a list of DataItem, whose members we could not look up: here they are names, to be
 * brought into the form that Huawei asks for, or left out, since `personalType` says the same.
 */
import type { ScanResult } from '../core/inventory.js';
import type { Exporter, ExportOptions } from '../core/plugins.js';
import type { Bilingual } from '../core/text.js';
import { disclosureOf } from './disclosure/model.js';
import type { AppTable } from './disclosure/table.js';
import { MOST } from './huawei/fields.js';
import { type ThirdParty, thirdPartyOf } from './huawei/third-party.js';
import { plainText } from './printing/plain-text.js';

export const exporter: Exporter = {
  id: 'huawei-third-shared',
  title: { zh: '华为应用市场第三方共享信息（JSON）', en: 'Third parties for Huawei AppGallery Connect (JSON)' },
  mediaType: 'application/json',
  extension: 'json',
  stem: 'huawei-third-shared',
  export(result, options) {
    const lists = appsOf(result, options).map(({ app, parties }) => [
      app,
      { thirdSharedInfos: parties.map((p) => p.info) },
    ]);
    return `${JSON.stringify(Object.fromEntries(lists), null, 2)}\n`;
  },
  warnings(result, options) {
    const apps = appsOf(result, options);
    const parties = apps.flatMap((a) => a.parties);
    return [
      ...(apps.length === 0 ? [WORD.noApp] : []),
      ...(tablesOf(result, options).some((t) => t.app === null) ? [WORD.loose] : []),
      ...apps.filter((a) => a.parties.length > MOST.thirdSharedInfos).map(tooMany),
      ...parties.flatMap((p) => p.warnings),
      ...(parties.some((p) => p.info.dataItems.length > 0) ? [WORD.dataItems] : []),
    ];
  },
};

const WORD = {
  noApp: {
    zh: '没有 Android 或 HarmonyOS 应用，清单为空',
    en: 'there is no Android and no HarmonyOS app: the list is empty',
  },
  loose: {
    zh: '未归属任何应用的模块中的 SDK 没有列入',
    en: 'SDKs of modules that belong to no app are left out',
  },
  dataItems: {
    zh: 'dataItems 在此为个人信息名称，提交前须按华为的 DataItem 格式改写或删去（personalType 已含相同内容）',
    en: 'dataItems holds names here: bring them into the form of DataItem that Huawei asks for, or leave them out (personalType says the same)',
  },
} as const satisfies Record<string, Bilingual>;

interface AppParties {
  readonly app: string;
  readonly parties: readonly ThirdParty[];
}

function appsOf(result: ScanResult, options: ExportOptions): AppParties[] {
  const language = options.language === 'en' ? 'en' : 'zh';
  return tablesOf(result, options).flatMap(({ app, groups }) =>
    app === null
      ? []
      : [{ app, parties: groups.flatMap((g) => g.rows).map((row) => thirdPartyOf(row, app, language)) }],
  );
}

/** The tables of the apps that Huawei's store takes. */
function tablesOf(result: ScanResult, options: ExportOptions): AppTable[] {
  const platforms = (['android', 'harmony'] as const).filter((p) => options.platforms?.includes(p) ?? true);
  return disclosureOf(result, {
    ...options,
    list: 'shared',
    columns: null,
    sources: false,
    platforms,
  }).chapters.flatMap((chapter) => chapter.tables);
}

function tooMany({ app, parties }: AppParties): Bilingual {
  const id = plainText(app);
  return {
    zh: `${id}：共 ${parties.length} 个第三方，上限 ${MOST.thirdSharedInfos} 个，全部写出，请合并后再提交`,
    en: `${id}: ${parties.length} third parties, and the list takes ${MOST.thirdSharedInfos}: all are there, merge some before you submit`,
  };
}
