/**
 * A list as data: chapters per platform, one table per app, rows in groups. Every printed format is a rendering of this. Says
 * nothing that the result does not hold: what is unknown is a cell of kind `unknown`.
 */
import type { ScanResult } from '../../core/inventory.js';
import { PLATFORMS, type Platform, reachesUsers } from '../../core/platforms.js';
import type { ExportOptions } from '../../core/plugins.js';
import { byCodeUnit } from '../../core/text.js';
import { sdksOf } from './list-rows.js';
import { lists } from './lists/index.js';
import { type AppTable, type Column, type Disclosure, type DisclosureList, type Place, same } from './table.js';
import { PLATFORM_NAMES, WORDS } from './text.js';

/** The list of an id. @throws Error where there is none: the command line offers those of `lists` */
export function listOf(id: string): DisclosureList {
  const found = lists.find((l) => l.id === id);
  if (!found) throw new Error(`there is no list ${id}; there are ${lists.map((l) => l.id).join(', ')}`);
  return found;
}

/** The columns to print: those asked for, else those of the company's configuration that the list has, else its own choice. */
export function columnsOf(
  list: DisclosureList,
  result: ScanResult,
  asked: readonly string[] | null,
): readonly Column[] {
  const wanted = asked ?? (list.id === 'sdk' ? (result.company?.view.columns ?? null) : null);
  if (wanted === null) return list.columns.filter((c) => c.inDefault);
  return wanted.flatMap((id) => list.columns.find((c) => c.id === id) ?? []);
}

/** Builds a list from a result. SDKs that only hints point to, and those of tests and debug builds, are left out. */
export function disclosureOf(result: ScanResult, options: ExportOptions): Disclosure {
  const list = listOf(options.list);
  const chapters = PLATFORMS.filter((p) => options.platforms === null || options.platforms.includes(p)).flatMap(
    (platform) => {
      const apps = appsOn(result, platform).filter(
        (app) => options.apps === null || (app !== null && options.apps.includes(app)),
      );
      const tables = apps.map((app) => tableOf(result, list, { app, platform }, options));
      return tables.length === 0 ? [] : [{ platform, title: PLATFORM_NAMES[platform], tables }];
    },
  );
  const columns = columnsOf(list, result, options.columns);
  const shown = new Set(
    chapters.flatMap(({ platform, tables }) =>
      tables.flatMap(({ app }) => sdksOf(result, { app, platform }).map((s) => s.sdk.id)),
    ),
  );
  const cells = chapters
    .flatMap((c) => c.tables.flatMap((t) => t.groups.flatMap((g) => g.rows)))
    .flatMap((row) => columns.flatMap(({ id }) => row.cells[id] ?? []));
  const sources = numberSources(result, options.sources ? cells.flatMap((cell) => cell.citations) : []);
  return {
    title: list.title,
    project: result.project.name,
    operator: result.company?.operator ?? null,
    date: options.date ?? newestReview(result, shown),
    notes: list.notes(result),
    columns,
    groupedBy: columns.some((c) => c.id === list.groupedBy) ? list.groupedBy : null,
    chapters,
    ...sources,
  };
}

/** One number for each page; a key that the result does not hold is a source of its own. */
function numberSources(result: ScanResult, keys: readonly string[]): Pick<Disclosure, 'citations' | 'numbers'> {
  const numbers = new Map<string, number>();
  const pages = new Map<string, number>();
  const citations: string[] = [];
  for (const key of keys) {
    if (numbers.has(key)) continue;
    const c = Object.hasOwn(result.catalogue.citations, key) ? result.catalogue.citations[key] : undefined;
    const page = c ? [c.url ?? '', c.publisher, c.title, c.published ?? '', c.retrieved ?? ''].join('\0') : key;
    const known = pages.get(page);
    numbers.set(key, known ?? citations.length + 1);
    if (known !== undefined) continue;
    citations.push(key);
    pages.set(page, citations.length);
  }
  return { citations, numbers };
}

function newestReview(result: ScanResult, shown: ReadonlySet<string>): string | null {
  return (
    [...shown]
      .flatMap((id) => result.catalogue.sdks[id]?.reviewed ?? [])
      .sort(byCodeUnit)
      .at(-1) ?? null
  );
}

/** Apps of a platform, those without any SDK too; null last where modules without an app carry SDKs. */
function appsOn(result: ScanResult, platform: Platform): (string | null)[] {
  const apps: (string | null)[] = result.project.apps.filter((a) => a.platform === platform).map((a) => a.id);
  const loose = result.sdks.some(
    (s) =>
      s.confidence !== 'possible' &&
      s.occurrences.some((o) => o.app === null && o.platform === platform && reachesUsers(o.scope)),
  );
  return loose ? [...apps, null] : apps;
}

function tableOf(result: ScanResult, list: DisclosureList, place: Place, options: ExportOptions): AppTable {
  const { app } = place;
  const found = result.project.apps.find((a) => a.id === app);
  // `android:cn.qiuzhi.jobs`: the platform is said by the chapter.
  const id = found?.applicationId ?? app?.slice(app.indexOf(':') + 1) ?? null;
  const title = app === null || id === null ? WORDS.noApp : same(found?.name ? `${found.name} (${id})` : id);
  return { app, title, groups: list.groups(result, place, options) };
}
