/** The fixed wording of tables and reports, and how two languages stand in one cell. */

import type { Platform } from '../../core/platforms.js';
import type { ExportOptions } from '../../core/plugins.js';
import type { Name } from '../../core/registry-types.js';
import type { Bilingual } from '../../core/text.js';

export type Language = ExportOptions['language'];

export const WORDS = {
  title: { zh: '第三方 SDK 目录', en: 'Third-party SDK disclosure' },
  toConfirm: { zh: '待确认', en: 'to confirm' },
  suggestion: { zh: '建议', en: 'suggested' },
  perhapsMore: { zh: '来源只读到一部分，其余待确认', en: 'the source was read in part: the rest is to confirm' },
  collectsNone: {
    zh: '来源声明不收集个人信息',
    en: 'the source says that no personal information is collected',
  },
  required: { zh: '必要', en: 'Required' },
  optional: { zh: '可选', en: 'Optional' },
  unstated: { zh: '来源未说明', en: 'Not stated by the source' },
  none: { zh: '无', en: 'None' },
  no: { zh: '否', en: 'No' },
  yes: { zh: '是', en: 'Yes' },
  conditional: { zh: '视内容而定', en: 'depends on content' },
  switchedOff: { zh: '本应用已关闭', en: 'switched off in this app' },
  removed: { zh: '本应用已移除所需权限', en: 'this app removed the permission it needs' },
  notRequested: { zh: '本应用未申请所需权限', en: 'this app does not ask for the permission it needs' },
  sources: { zh: '来源', en: 'Sources' },
  brought: { zh: '由其引入', en: 'brought by' },
  hosted: { zh: '宿主平台服务', en: 'Services of the host platform' },
  operator: { zh: '运营者', en: 'Operator' },
  noApp: { zh: '未归属任何应用的模块', en: 'Modules that belong to no app' },
  nothing: { zh: '未发现第三方 SDK。', en: 'No third-party SDK was found.' },
  date: { zh: '更新日期', en: 'Updated' },
  openWording: {
    zh: '来源用语概括，需向厂商确认具体字段',
    en: 'the source speaks in general terms: ask the vendor for the exact fields',
  },
  functions: { zh: '功能', en: 'functions' },
  functionsUnknown: { zh: '所用功能待确认', en: 'functions used: to confirm' },
} as const satisfies Record<string, Bilingual>;

export const PLATFORM_NAMES: Readonly<Record<Platform, Bilingual>> = {
  android: { zh: 'Android', en: 'Android' },
  ios: { zh: 'iOS', en: 'iOS' },
  harmony: { zh: 'HarmonyOS', en: 'HarmonyOS' },
  miniprogram: { zh: '小程序', en: 'Mini-program' },
  web: { zh: '网页', en: 'Web' },
  server: { zh: '服务端', en: 'Server' },
};

/** Between the items of a running list. */
export const SEPARATOR: Readonly<Record<Language, string>> = { zh: '、', en: ', ', both: '; ' };

/** A text in the language asked for; in both where they differ, Chinese first. */
export function say(text: Bilingual, language: Language): string {
  if (language !== 'both') return text[language];
  return text.zh === text.en ? text.zh : `${text.zh} / ${text.en}`;
}

/** A name that may exist in one language only. */
export function nameOf(name: Name, fallback: string): Bilingual {
  return { zh: name.zh ?? name.en ?? fallback, en: name.en ?? name.zh ?? fallback };
}

/** Joins both languages of several texts, each with its own separator. */
export function joinTexts(texts: readonly Bilingual[], zh = '、', en = ', '): Bilingual {
  return { zh: texts.map((t) => t.zh).join(zh), en: texts.map((t) => t.en).join(en) };
}
