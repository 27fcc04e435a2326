/**
 * 第三方共享清单, the second of the two lists that 工信部信管函〔2021〕292号 asks apps to show: which kinds of personal
 * information go to which third party, for what, when and how. SDKs, and the recipients that the company names itself.
 */
import { COMPANY_CITATION } from '../../../core/company.js';
import type { ScanResult } from '../../../core/inventory.js';
import { reaches } from '../company.js';
import { sdkGroups } from '../list-rows.js';
import { elementName } from '../sdk-cells.js';
import {
  type Cell,
  column,
  type DisclosureList,
  type Group,
  known,
  line,
  linkCell,
  type Place,
  same,
  UNKNOWN,
} from '../table.js';

export const list: DisclosureList = {
  id: 'shared',
  title: { zh: '第三方共享清单', en: 'Personal information shared with third parties' },
  stem: 'shared-list',
  columns: [
    column('seq', '序号', 'No.', true, 0.5),
    column('provider', '第三方名称', 'Third party', true, 1.6),
    column('sdk_name', '产品或 SDK', 'Product or SDK', true, 1.6),
    column('category', '类别', 'Category', false, 1),
    column('data_types', '共享的个人信息种类', 'Personal information shared', true, 3),
    column('purpose', '使用目的', 'Purpose', true, 1.5),
    column('scenario', '使用场景', 'Scenario', true, 1.5),
    column('method', '共享方式', 'How it is shared', true, 1.2),
    column('sensitive', '是否含敏感个人信息', 'Sensitive personal information', false, 1.4),
    column('overseas', '出境情况', 'Cross-border transfer', false, 1.3),
    column('provider_contact', '第三方联系方式', 'Contact', false, 1.4),
    column('privacy_url', '第三方个人信息处理规则', "Third party's privacy policy", true, 1.8),
  ],
  groupedBy: null,
  notes: () => [],
  groups(result, place, options) {
    const groups = sdkGroups(result, place, options);
    const count = groups.reduce((n, g) => n + g.rows.length, 0);
    const rest = recipientRows(result, place, count);
    return rest === null ? groups : [...groups, rest];
  },
};

function recipientRows(result: ScanResult, place: Place, before: number): Group | null {
  const here = (result.company?.recipients ?? []).filter((r) => reaches(r, place));
  if (here.length === 0) return null;
  const said = (lines: Parameters<typeof known>[0]) => known(lines, [COMPANY_CITATION]);
  const text = (value: { zh: string; en: string } | null): Cell => (value ? said([line(value)]) : UNKNOWN);
  return {
    key: 'recipients',
    title: { zh: '其他接收方', en: 'Other recipients' },
    rows: here.map((r, i) => ({
      key: `recipient:${i + 1}`,
      cells: {
        seq: known([line(same(String(before + i + 1)))]),
        provider: said([line(r.name)]),
        sdk_name: known([line({ zh: '（非 SDK 方式）', en: '(not by an SDK)' })]),
        category: known([line({ zh: '其他接收方', en: 'Other recipients' })]),
        data_types: {
          ...said(
            r.data.map((id) => line(elementName(result, id), result.catalogue.elements[id]?.sensitive === 'yes')),
          ),
          inline: true,
        },
        purpose: text(r.purpose),
        scenario: text(r.scenario),
        method: text(r.method),
        provider_contact: text(r.contact),
        privacy_url: linkCell(r.privacyUrl),
      },
    })),
  };
}
