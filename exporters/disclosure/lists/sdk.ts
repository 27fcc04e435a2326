/** 第三方 SDK 目录: one row an SDK. */
import { SDK_COLUMNS } from '../columns.js';
import { sdkGroups } from '../list-rows.js';
import type { DisclosureList } from '../table.js';
import { WORDS } from '../text.js';

export const list: DisclosureList = {
  id: 'sdk',
  title: WORDS.title,
  stem: 'disclosure',
  columns: SDK_COLUMNS,
  groupedBy: 'category',
  notes: () => [],
  groups: sdkGroups,
};
