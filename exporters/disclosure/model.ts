/**
 * The disclosure table as data: chapters per platform, one table per app, rows grouped by category. Every printed format is a
 * rendering of this. Says nothing that the result does not hold: what is unknown is a cell of kind `unknown`.
 */
import type { CatalogueSdk, Occurrence, ScanResult, SdkData, SdkDetection } from '../../core/inventory.js';
import { PLATFORMS, type Platform, reachesUsers } from '../../core/platforms.js';
import type { ExportOptions } from '../../core/plugins.js';
import { type Bilingual, byCodeUnit, sortedSet } from '../../core/text.js';
import { CATEGORY_ORDER } from './order.js';
import { joinTexts, nameOf, PLATFORM_NAMES, WORDS } from './text.js';

/** A value with what stands behind it. `suggestion`: the usual wording of the category, not a fact about this SDK. */
export interface Cell {
  readonly state: 'known' | 'unknown' | 'suggestion';
  readonly lines: readonly CellLine[];
  /** True where the lines are items of one running list rather than lines of their own. */
  readonly inline: boolean;
  /** What a reader must know of the cell as a whole: that the source was read in part. */
  readonly note: Bilingual | null;
  /** Keys into the catalogue's citations. */
  readonly citations: readonly string[];
}

export interface CellLine {
  readonly text: Bilingual;
  readonly strong: boolean;
  readonly url: string | null;
}

export interface Row {
  readonly sdk: string;
  readonly cells: Readonly<Record<string, Cell>>;
}

export interface Group {
  readonly category: string;
  readonly title: Bilingual;
  readonly rows: readonly Row[];
}

export interface AppTable {
  /** null: modules that belong to no app. */
  readonly app: string | null;
  readonly title: Bilingual;
  readonly groups: readonly Group[];
}

export interface Chapter {
  readonly platform: Platform;
  readonly title: Bilingual;
  readonly tables: readonly AppTable[];
}

export interface Disclosure {
  readonly title: Bilingual;
  readonly project: string | null;
  readonly date: string | null;
  readonly chapters: readonly Chapter[];
  /** Citation keys in the order in which the tables name them. */
  readonly citations: readonly string[];
}

/** Builds the table from a result. SDKs that only hints point to, and those of tests and debug builds, are left out. */
export function disclosureOf(result: ScanResult, options: ExportOptions): Disclosure {
  const wanted = result.sdks.filter((s) => s.confidence !== 'possible');
  const chapters = PLATFORMS.filter((p) => options.platforms === null || options.platforms.includes(p)).flatMap(
    (platform) => {
      const apps = appsOn(result, wanted, platform).filter(
        (app) => options.apps === null || (app !== null && options.apps.includes(app)),
      );
      const tables = apps.map((app) => tableOf(result, wanted, platform, app, options));
      return tables.length === 0 ? [] : [{ platform, title: PLATFORM_NAMES[platform], tables }];
    },
  );
  const shown = new Set(
    chapters.flatMap((c) => c.tables.flatMap((t) => t.groups.flatMap((g) => g.rows.map((r) => r.sdk)))),
  );
  const citations: string[] = [];
  for (const row of chapters.flatMap((c) => c.tables.flatMap((t) => t.groups.flatMap((g) => g.rows)))) {
    for (const cell of Object.values(row.cells))
      for (const key of cell.citations) if (!citations.includes(key)) citations.push(key);
  }
  return {
    title: WORDS.title,
    project: result.project.name,
    date: options.date ?? newestReview(result, shown),
    chapters,
    citations,
  };
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
function appsOn(result: ScanResult, sdks: readonly SdkDetection[], platform: Platform): (string | null)[] {
  const apps: (string | null)[] = result.project.apps.filter((a) => a.platform === platform).map((a) => a.id);
  if (sdks.some((s) => s.occurrences.some((o) => o.app === null && o.platform === platform && reachesUsers(o.scope))))
    apps.push(null);
  return apps;
}

function tableOf(
  result: ScanResult,
  sdks: readonly SdkDetection[],
  platform: Platform,
  app: string | null,
  options: ExportOptions,
): AppTable {
  const entries = sdks.flatMap((sdk) => {
    const here = sdk.occurrences.filter((o) => o.app === app && o.platform === platform && reachesUsers(o.scope));
    return here.length === 0 ? [] : [{ sdk, here }];
  });
  const groups = new Map<string, { hosted: boolean; category: string; items: typeof entries }>();
  for (const entry of entries) {
    const key = `${entry.sdk.hosted ? 1 : 0}\0${String(CATEGORY_ORDER.indexOf(entry.sdk.category)).padStart(3, '0')}\0${entry.sdk.category}`;
    const group = groups.get(key) ?? { hosted: entry.sdk.hosted, category: entry.sdk.category, items: [] };
    groups.set(key, group);
    group.items.push(entry);
  }
  let seq = 0;
  const sorted = [...groups]
    .sort((a, b) => byCodeUnit(a[0], b[0]))
    .map(([, group]) => {
      const name = result.catalogue.categories[group.category]?.name ?? { zh: group.category, en: group.category };
      const rows = group.items
        .sort((a, b) =>
          byCodeUnit(a.sdk.name.zh ?? a.sdk.name.en ?? a.sdk.id, b.sdk.name.zh ?? b.sdk.name.en ?? b.sdk.id),
        )
        .map(({ sdk, here }) => rowOf(result, sdk, here, platform, app, ++seq, name, options));
      const title = group.hosted ? joinTexts([name, WORDS.hosted], ' · ', ' · ') : name;
      return { category: group.category, title, rows };
    });
  const found = result.project.apps.find((a) => a.id === app);
  const title =
    app === null
      ? WORDS.noApp
      : same(found?.name ? `${found.name} (${found.applicationId ?? app})` : (found?.applicationId ?? app));
  return { app, title, groups: sorted };
}

const same = (text: string): Bilingual => ({ zh: text, en: text });
const line = (text: Bilingual, strong = false, url: string | null = null): CellLine => ({ text, strong, url });
const known = (lines: readonly CellLine[], citations: readonly string[] = []): Cell => ({
  state: 'known',
  lines,
  inline: false,
  note: null,
  citations: sortedSet(citations),
});
const UNKNOWN: Cell = { state: 'unknown', lines: [line(WORDS.toConfirm)], inline: false, note: null, citations: [] };

function rowOf(
  result: ScanResult,
  sdk: SdkDetection,
  here: readonly Occurrence[],
  platform: Platform,
  app: string | null,
  seq: number,
  category: Bilingual,
  options: ExportOptions,
): Row {
  const { catalogue } = result;
  const entry = catalogue.sdks[sdk.id];
  const vendor = catalogue.vendors[sdk.vendor];
  const data = dataShown(sdk, platform, app);
  const usual = catalogue.categories[sdk.category]?.purpose;
  const date = options.date ?? entry?.reviewed ?? null;
  const link = (url: string | null | undefined) => (url ? known([line(same(url), false, url)]) : UNKNOWN);
  const fact = (field: keyof CatalogueSdk['disclosure']) => {
    const value = entry?.disclosure[field];
    return value ? known([line({ zh: value.zh, en: value.en })], [value.citation]) : UNKNOWN;
  };
  const purposes = purposesOf(sdk, entry);
  const scenarios = scenariosOf(sdk, entry);
  const cells: Record<string, Cell> = {
    seq: known([line(same(String(seq)))]),
    category: known([line(category)]),
    sdk_name: known(nameLines(result, sdk, here, entry)),
    package: entry && entry.packages.length > 0 ? known(entry.packages.map((p) => line(same(p)))) : UNKNOWN,
    version: versionCell(here),
    provider: vendor ? known([line(nameOf(vendor.name, sdk.vendor))], vendor.citations) : UNKNOWN,
    provider_contact: vendor?.contact ? known([line(same(vendor.contact))], vendor.citations) : fact('contact'),
    platforms: known([line(PLATFORM_NAMES[platform])]),
    purpose:
      purposes.length > 0
        ? known(purposes.map((p) => line(p)))
        : usual
          ? { state: 'suggestion', lines: [line(usual)], inline: false, note: null, citations: [] }
          : UNKNOWN,
    scenario: scenarios.length > 0 ? known(scenarios.map((s) => line(s))) : UNKNOWN,
    data_types: dataCell(result, sdk, data),
    data_fields: UNKNOWN,
    necessity: necessityCell(result, sdk, data),
    sensitive: sensitiveCell(result, sdk, data),
    permissions: permissionsCell(result, entry, platform),
    method: fact('method'),
    role: roleCell(vendor?.role, vendor?.citations ?? []),
    desensitize: fact('desensitize'),
    frequency: fact('frequency'),
    background: fact('background'),
    retention: fact('retention'),
    overseas: fact('overseas'),
    privacy_url: link(entry?.links.privacy),
    website_url: link(entry?.links.website ?? vendor?.website),
    opt_out: entry?.links.optOut ? link(entry.links.optOut) : fact('optOut'),
    updated: date ? known([line(same(date))]) : UNKNOWN,
    evidence: known(sdk.evidence.slice(0, 5).map((e) => line(same(e.line === null ? e.file : `${e.file}:${e.line}`)))),
    policy_status: UNKNOWN,
  };
  return { sdk: sdk.id, cells };
}

/** Name, the functions seen in use, and what brought it where nothing names it. */
function nameLines(
  result: ScanResult,
  sdk: SdkDetection,
  here: readonly Occurrence[],
  entry: CatalogueSdk | undefined,
): CellLine[] {
  const lines = [line(nameOf(sdk.name, sdk.id), true)];
  const used = sdk.functions.filter((f) => f.use !== 'unknown').flatMap((f) => entry?.functions[f.id]?.name ?? []);
  if (used.length > 0) {
    const names = joinTexts(used.map((n) => nameOf(n, '')));
    lines.push(line({ zh: `${WORDS.functions.zh}：${names.zh}`, en: `${WORDS.functions.en}: ${names.en}` }));
  } else if (sdk.functions.length > 0) lines.push(line(WORDS.functionsUnknown));
  const via = sortedSet(here.every((o) => o.via.length > 0) ? here.flatMap((o) => o.via) : []);
  if (via.length > 0) {
    const names = joinTexts(
      via.map((id) => nameOf(result.sdks.find((s) => s.id === id)?.name ?? { zh: null, en: null }, id)),
    );
    lines.push(line({ zh: `${WORDS.brought.zh}：${names.zh}`, en: `${WORDS.brought.en}: ${names.en}` }));
  }
  return lines;
}

function versionCell(here: readonly Occurrence[]): Cell {
  const versions = sortedSet(here.flatMap((o) => o.version ?? []));
  return versions.length > 0 ? known(versions.map((v) => line(same(v)))) : UNKNOWN;
}

/** Practices of the SDK as a whole and of the functions in use; all of them where no function could be told. */
function dataShown(sdk: SdkDetection, platform: Platform, app: string | null): readonly SdkData[] {
  const used = new Set(sdk.functions.filter((f) => f.use !== 'unknown').map((f) => f.id));
  return sdk.data.filter(
    (d) => d.platform === platform && d.app === app && (d.function === null || used.size === 0 || used.has(d.function)),
  );
}

function purposesOf(sdk: SdkDetection, entry: CatalogueSdk | undefined): Bilingual[] {
  const used = sdk.functions.filter((f) => f.use !== 'unknown').flatMap((f) => entry?.functions[f.id]?.purposes ?? []);
  if (used.length > 0) return used;
  return entry?.purposes ? [entry.purposes] : [];
}

function scenariosOf(sdk: SdkDetection, entry: CatalogueSdk | undefined): Bilingual[] {
  const used = sdk.functions.filter((f) => f.use !== 'unknown').flatMap((f) => entry?.functions[f.id]?.scenarios ?? []);
  if (used.length > 0) return used;
  return entry?.scenarios ? [entry.scenarios] : [];
}

function elementName(result: ScanResult, id: string): Bilingual {
  return result.catalogue.elements[id]?.name ?? { zh: id, en: id };
}

/** Elements of several rows, each once. */
function elementsOf(data: readonly SdkData[]): string[] {
  return [...new Set(data.map((d) => d.element))];
}

function dataCell(result: ScanResult, sdk: SdkDetection, data: readonly SdkData[]): Cell {
  if (!sdk.practicesKnown || data.length === 0) return UNKNOWN;
  const lines = elementsOf(data).map((id) =>
    line(elementName(result, id), result.catalogue.elements[id]?.sensitive === 'yes'),
  );
  return {
    ...known(
      lines,
      data.flatMap((d) => d.citations),
    ),
    inline: true,
    note: sdk.practicesPartial ? WORDS.perhapsMore : null,
  };
}

const CLOSED: Readonly<Partial<Record<SdkData['access'], Bilingual>>> = {
  'switched-off': WORDS.switchedOff,
  removed: WORDS.removed,
  'not-requested': WORDS.notRequested,
};

/** `required: a, b`, `optional: c (switched off in this app)`, as the sources say it. */
function necessityCell(result: ScanResult, sdk: SdkDetection, data: readonly SdkData[]): Cell {
  if (!sdk.practicesKnown || data.length === 0) return UNKNOWN;
  const citations = data.flatMap((d) => d.citations);
  // Where the source says nothing of it and nothing is closed, the list of the data cell need not stand here again.
  if (data.every((d) => d.necessity === 'unknown' && CLOSED[d.access] === undefined))
    return known([line(WORDS.unstated)], citations);
  const lines: CellLine[] = [];
  for (const [necessity, word] of NECESSITIES) {
    const rows = data.filter((d) => d.necessity === necessity);
    if (rows.length === 0) continue;
    const names = joinTexts(
      elementsOf(rows).map((id) =>
        withState(
          elementName(result, id),
          rows.filter((r) => r.element === id),
        ),
      ),
    );
    lines.push(line({ zh: `${word.zh}：${names.zh}`, en: `${word.en}: ${names.en}` }));
  }
  return known(lines, citations);
}

const NECESSITIES = [
  ['required', WORDS.required],
  ['optional', WORDS.optional],
  ['unknown', WORDS.unstated],
] as const;

/** The element's name, with why it cannot happen in this app where that holds for every row. */
function withState(name: Bilingual, rows: readonly SdkData[]): Bilingual {
  const states = rows.map((r) => CLOSED[r.access]);
  const [state] = states;
  return state && states.every((s) => s !== undefined)
    ? { zh: `${name.zh}（${state.zh}）`, en: `${name.en} (${state.en})` }
    : name;
}

function sensitiveCell(result: ScanResult, sdk: SdkDetection, data: readonly SdkData[]): Cell {
  if (!sdk.practicesKnown || data.length === 0) return UNKNOWN;
  const level = (id: string) => result.catalogue.elements[id]?.sensitive ?? 'no';
  const yes = elementsOf(data).filter((id) => level(id) === 'yes');
  const maybe = elementsOf(data).filter((id) => level(id) === 'cond');
  const lines: CellLine[] = [];
  if (yes.length > 0) {
    const names = joinTexts(yes.map((id) => elementName(result, id)));
    lines.push(line({ zh: `${WORDS.yes.zh}：${names.zh}`, en: `${WORDS.yes.en}: ${names.en}` }, true));
  }
  if (maybe.length > 0) {
    const names = joinTexts(maybe.map((id) => elementName(result, id)));
    lines.push(line({ zh: `${WORDS.conditional.zh}：${names.zh}`, en: `${WORDS.conditional.en}: ${names.en}` }));
  }
  return known(lines.length > 0 ? lines : [line(WORDS.no)]);
}

function permissionsCell(result: ScanResult, entry: CatalogueSdk | undefined, platform: Platform): Cell {
  const rows = entry?.permissions.filter((p) => p.platform === platform) ?? [];
  if (rows.length === 0) return UNKNOWN;
  const lines = rows.map((p) => {
    const zh = result.catalogue.permissions[p.name]?.zh;
    const short = p.name.replace(/^android\.permission\./, '');
    const need = p.necessity === 'unknown' ? null : p.necessity === 'required' ? WORDS.required : WORDS.optional;
    const purpose = p.purpose;
    return line({
      zh: `${short}${zh ? `（${zh}）` : ''}${need ? `［${need.zh}］` : ''}${purpose ? `：${purpose.zh}` : ''}`,
      en: `${short}${need ? ` [${need.en.toLowerCase()}]` : ''}${purpose ? `: ${purpose.en}` : ''}`,
    });
  });
  return known(
    lines,
    rows.flatMap((p) => p.citations),
  );
}

function roleCell(role: string | undefined, citations: readonly string[]): Cell {
  const names: Readonly<Record<string, Bilingual>> = {
    entrusted: { zh: '委托处理', en: 'entrusted' },
    independent: { zh: '独立处理者', en: 'independent handler' },
    joint: { zh: '共同处理', en: 'joint handler' },
  };
  const name = role === undefined ? undefined : names[role];
  return name ? known([line(name)], citations) : UNKNOWN;
}
