/** The columns of the SDK table, in the order of the specification. */
import { type Column, column } from './table.js';

export const SDK_COLUMNS = [
  column('seq', '序号', 'No.', true, 0.6),
  column('category', 'SDK类别', 'SDK category', true, 1),
  column('sdk_name', '第三方SDK名称', 'SDK name', true, 1.6),
  column('package', '包名、库标识', 'Package or library ID', false, 1.8),
  column('version', 'SDK版本', 'SDK version', false, 1),
  column('provider', '第三方主体名称', 'Provider (legal entity)', true, 1.6),
  column('provider_contact', '第三方联系方式', 'Provider contact', false, 1.4),
  column('platforms', '适用系统', 'Platforms', true, 1.1),
  column('purpose', '使用目的', 'Purpose', true, 1.5),
  column('scenario', '使用场景', 'Scenario', true, 1.5),
  column('data_types', '收集的个人信息种类', 'Personal information categories', true, 3),
  column('data_fields', '个人信息字段', 'Personal information fields', false, 3),
  column('necessity', '必要、可选', 'Required or optional', true, 2.5),
  column('sensitive', '是否含敏感个人信息', 'Sensitive personal information', true, 1.4),
  column('permissions', '申请的系统权限', 'System permissions', true, 2.8),
  column('method', '收集方式', 'Collection method', true, 1.1),
  column('role', '合作类型', 'Legal role', false, 1),
  column('desensitize', '去标识化与传输安全', 'De-identification and transport', false, 1.5),
  column('frequency', '收集频次、时机', 'Frequency and timing', false, 1.3),
  column('background', '后台、自启动', 'Background and self-start', false, 1.3),
  column('retention', '保存期限', 'Retention', false, 1.3),
  column('overseas', '出境情况', 'Cross-border transfer', false, 1.3),
  column('privacy_url', '第三方隐私政策链接', 'Privacy policy URL', true, 1.8),
  column('website_url', '官网链接', 'Website URL', false, 1.5),
  column('opt_out', '关闭方式', 'Opt out', false, 1.5),
  column('updated', '更新日期', 'Updated', true, 1.2),
  column('evidence', '检测依据', 'Evidence', false, 1.8),
  column('policy_status', '政策一致性', 'Policy match', false, 1),
] as const satisfies readonly Column[];

export type SdkColumnId = (typeof SDK_COLUMNS)[number]['id'];
