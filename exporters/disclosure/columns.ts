/** The columns of the disclosure table, in the order of the specification. */
import type { Bilingual } from '../../core/text.js';

export interface Column {
  readonly id: ColumnId;
  readonly title: Bilingual;
  readonly inDefault: boolean;
}

const column = <Id extends string>(id: Id, zh: string, en: string, inDefault: boolean) => ({
  id,
  title: { zh, en },
  inDefault,
});

export const COLUMNS = [
  column('seq', '序号', 'No.', true),
  column('category', 'SDK类别', 'SDK category', true),
  column('sdk_name', '第三方SDK名称', 'SDK name', true),
  column('package', '包名、库标识', 'Package or library ID', false),
  column('version', 'SDK版本', 'SDK version', false),
  column('provider', '第三方主体名称', 'Provider (legal entity)', true),
  column('provider_contact', '第三方联系方式', 'Provider contact', false),
  column('platforms', '适用系统', 'Platforms', true),
  column('purpose', '使用目的', 'Purpose', true),
  column('scenario', '使用场景', 'Scenario', true),
  column('data_types', '收集的个人信息种类', 'Personal information categories', true),
  column('data_fields', '个人信息字段', 'Personal information fields', false),
  column('necessity', '必要、可选', 'Required or optional', true),
  column('sensitive', '是否含敏感个人信息', 'Sensitive personal information', true),
  column('permissions', '申请的系统权限', 'System permissions', true),
  column('method', '收集方式', 'Collection method', true),
  column('role', '合作类型', 'Legal role', false),
  column('desensitize', '去标识化与传输安全', 'De-identification and transport', false),
  column('frequency', '收集频次、时机', 'Frequency and timing', false),
  column('background', '后台、自启动', 'Background and self-start', false),
  column('retention', '保存期限', 'Retention', false),
  column('overseas', '出境情况', 'Cross-border transfer', false),
  column('privacy_url', '第三方隐私政策链接', 'Privacy policy URL', true),
  column('website_url', '官网链接', 'Website URL', false),
  column('opt_out', '关闭方式', 'Opt out', false),
  column('updated', '更新日期', 'Updated', true),
  column('evidence', '检测依据', 'Evidence', false),
  column('policy_status', '政策一致性', 'Policy match', false),
] as const;

export type ColumnId = (typeof COLUMNS)[number]['id'];

export const DEFAULT_COLUMNS: readonly Column[] = COLUMNS.filter((c) => c.inDefault);
