/** Which SDKs stand in the table of an app, in which order, and the rows they make. */
import type { Occurrence, ScanResult, SdkDetection } from '../../core/inventory.js';
import { reachesUsers } from '../../core/platforms.js';
import type { ExportOptions } from '../../core/plugins.js';
import { type Bilingual, byCodeUnit } from '../../core/text.js';
import { CATEGORY_ORDER } from './order.js';
import { type SdkCells, sdkCells } from './sdk-cells.js';
import { type Group, known, line, type Place, same } from './table.js';
import { joinTexts, WORDS } from './text.js';

export interface SdkHere {
  readonly sdk: SdkDetection;
  readonly here: readonly Occurrence[];
}

/** SDKs that reach users of an app on a platform; those that only hints point to are left out. */
export function sdksOf(result: ScanResult, { app, platform }: Place): SdkHere[] {
  return result.sdks
    .filter((s) => s.confidence !== 'possible')
    .flatMap((sdk) => {
      const here = sdk.occurrences.filter((o) => o.app === app && o.platform === platform && reachesUsers(o.scope));
      return here.length === 0 ? [] : [{ sdk, here }];
    });
}

interface CategoryGroup {
  readonly key: string;
  readonly category: string;
  readonly title: Bilingual;
  readonly items: readonly SdkHere[];
}

/** By category in the order of published tables, services of the host platform last; by name within. */
function byCategory(result: ScanResult, items: readonly SdkHere[]): CategoryGroup[] {
  const groups = new Map<string, { hosted: boolean; category: string; items: SdkHere[] }>();
  for (const item of items) {
    const { hosted, category } = item.sdk;
    const at = String(CATEGORY_ORDER.indexOf(category)).padStart(3, '0');
    const key = `${hosted ? 1 : 0}\0${at}\0${category}`;
    const group = groups.get(key) ?? { hosted, category, items: [] };
    groups.set(key, group);
    group.items.push(item);
  }
  return [...groups]
    .sort((a, b) => byCodeUnit(a[0], b[0]))
    .map(([key, { hosted, category, items }]) => {
      const name = result.catalogue.categories[category]?.name ?? same(category);
      return {
        key: key.replaceAll('\0', '/'),
        category,
        title: hosted ? joinTexts([name, WORDS.hosted], ' · ', ' · ') : name,
        items: items.sort((a, b) => byCodeUnit(sortName(a.sdk), sortName(b.sdk)) || byCodeUnit(a.sdk.id, b.sdk.id)),
      };
    });
}

function sortName(sdk: SdkDetection): string {
  return sdk.name.zh ?? sdk.name.en ?? sdk.id;
}

/** A group whose rows have every cell of the SDK table. */
export interface SdkGroup extends Group {
  readonly rows: readonly { readonly key: string; readonly cells: SdkCells }[];
}

/** One row an SDK, with every cell; numbered through the table. */
export function sdkGroups(result: ScanResult, place: Place, options: ExportOptions): SdkGroup[] {
  let seq = 0;
  return byCategory(result, sdksOf(result, place)).map((group) => {
    const category = known([line(result.catalogue.categories[group.category]?.name ?? same(group.category))]);
    return {
      key: group.key,
      title: group.title,
      rows: group.items.map(({ sdk, here }) => ({
        key: sdk.id,
        cells: { seq: known([line(same(String(++seq)))]), category, ...sdkCells(result, sdk, here, place, options) },
      })),
    };
  });
}
