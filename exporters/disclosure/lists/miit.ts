/**
 * The five fields that MIIT's national SDK management platform asks for, and app stores check at release: name with package,
 * developer, scope of data, purpose, privacy policy (as Huawei relays the sample to its developers).
 */
import { sdkGroups } from '../list-rows.js';
import { type Cell, column, type DisclosureList, known, line } from '../table.js';
import { joinTexts, WORDS } from '../text.js';

export const list: DisclosureList = {
  id: 'miit',
  title: { zh: '第三方 SDK 备案信息', en: 'Third-party SDKs: the five fields of the MIIT platform' },
  stem: 'miit-sdk-fields',
  columns: [
    column('sdk_name_package', 'SDK名称（包名）', 'SDK name (package)', true, 2),
    column('developer', '开发者名称', 'Developer', true, 1.6),
    column('data_scope', '收集信息范围', 'Data collected', true, 3),
    column('purpose', '使用目的', 'Purpose', true, 1.6),
    column('privacy_url', 'SDK隐私政策链接', 'Privacy policy URL', true, 2),
  ],
  groupedBy: null,
  notes: () => [],
  groups: (result, place, options) =>
    sdkGroups(result, place, options).map((group) => ({
      ...group,
      rows: group.rows.map(({ key, cells }) => ({
        key,
        cells: {
          sdk_name_package: nameWithPackage(cells.sdk_name, cells.package),
          developer: cells.provider,
          data_scope: cells.data_types,
          purpose: cells.purpose,
          privacy_url: cells.privacy_url,
        },
      })),
    })),
};

/** The name, and the packages in a line of their own; functions and what brought it are no part of the field. */
function nameWithPackage(name: Cell, packages: Cell): Cell {
  const [first] = name.lines;
  if (!first) return name;
  if (packages.state !== 'known') return known([first, line(WORDS.toConfirm)]);
  const inside = joinTexts(packages.lines.map((l) => l.text));
  return known([first, line({ zh: `（${inside.zh}）`, en: `(${inside.en})` })]);
}
