/** The classes of personal information of GB/T 35273-2020, annex A, in its order, as the elements table names them. */
import type { Bilingual } from '../../core/text.js';

const CLASSES: readonly Bilingual[] = [
  { zh: '个人基本资料', en: 'Basic personal data' },
  { zh: '个人身份信息', en: 'Identity data' },
  { zh: '个人生物识别信息', en: 'Biometric data' },
  { zh: '网络身份标识信息', en: 'Network identifiers' },
  { zh: '个人健康生理信息', en: 'Health data' },
  { zh: '个人教育工作信息', en: 'Education and work data' },
  { zh: '个人财产信息', en: 'Property data' },
  { zh: '个人通信信息', en: 'Communication data' },
  { zh: '联系人信息', en: 'Contacts' },
  { zh: '个人上网记录', en: 'Online activity' },
  { zh: '个人常用设备信息', en: 'Device data' },
  { zh: '个人位置信息', en: 'Location data' },
  { zh: '其他信息', en: 'Other data' },
];

/** Elements that stand in no class of the annex. */
const UNCLASSED: Bilingual = { zh: '未归类信息', en: 'Unclassified' };

/** Both names of a class by its Chinese one; '' and unknown ones are unclassified. */
export function annexName(zh: string): Bilingual {
  return CLASSES.find((c) => c.zh === zh) ?? UNCLASSED;
}

/** Place in the order of the annex; unclassified last. */
export function annexOrder(zh: string): number {
  const at = CLASSES.findIndex((c) => c.zh === zh);
  return at < 0 ? CLASSES.length : at;
}
