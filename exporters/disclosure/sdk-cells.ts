/** The cells of one SDK in one app on one platform: what the result says of it, and what the company adds. */
import type { CatalogueSdk, Occurrence, ScanResult, SdkData, SdkDetection } from '../../core/inventory.js';
import type { Platform } from '../../core/platforms.js';
import type { ExportOptions } from '../../core/plugins.js';
import { type Bilingual, basename, sortedSet } from '../../core/text.js';
import { annexName } from './annex.js';
import type { SdkColumnId } from './columns.js';
import { completionsOf } from './company.js';
import { type Cell, type CellLine, known, line, linkCell, type Place, same, UNKNOWN } from './table.js';
import { joinTexts, nameOf, PLATFORM_NAMES, WORDS } from './text.js';

export type SdkCells = Readonly<Record<SdkColumnId, Cell>>;

/** Every cell of a row but its number and its category, which the list knows. */
export function sdkCells(
  result: ScanResult,
  sdk: SdkDetection,
  here: readonly Occurrence[],
  place: Place,
  options: ExportOptions,
): Omit<SdkCells, 'seq' | 'category'> {
  const { app, platform } = place;
  const { catalogue } = result;
  const entry = catalogue.sdks[sdk.id];
  const vendor = catalogue.vendors[sdk.vendor];
  const data = dataShown(sdk, platform, app);
  const none = sdk.collectsNone.filter((c) => c.platform === platform).flatMap((c) => c.citations);
  const usual = catalogue.categories[sdk.category]?.purpose;
  const date = options.date ?? entry?.reviewed ?? null;
  const fact = (field: keyof CatalogueSdk['disclosure']) => {
    const value = entry?.disclosure[field];
    return value ? known([line({ zh: value.zh, en: value.en })], [value.citation]) : UNKNOWN;
  };
  const purposes = purposesOf(sdk, entry);
  const scenarios = scenariosOf(sdk, entry);
  const cells = {
    sdk_name: known(nameLines(result, sdk, here, entry)),
    package: packageCell(result, sdk, place),
    version: versionCell(here),
    provider: vendor ? known([line(nameOf(vendor.name, sdk.vendor))], vendor.citations) : UNKNOWN,
    provider_contact: vendor?.contact ? known([line(same(vendor.contact))], vendor.citations) : fact('contact'),
    platforms: known([line(PLATFORM_NAMES[platform])]),
    purpose:
      purposes.length > 0
        ? known(purposes.map((p) => line(p)))
        : usual
          ? { state: 'suggestion' as const, lines: [line(usual)], inline: false, note: null, citations: [] }
          : UNKNOWN,
    scenario: scenarios.length > 0 ? known(scenarios.map((s) => line(s))) : UNKNOWN,
    data_types: noneOr(none, data, () => dataCell(result, sdk, data)),
    data_fields: noneOr(none, data, () => fieldsCell(result, sdk, data)),
    necessity:
      none.length > 0 && data.length === 0 ? known([line(WORDS.none)], none) : necessityCell(result, sdk, data),
    sensitive: none.length > 0 && data.length === 0 ? known([line(WORDS.no)], none) : sensitiveCell(result, sdk, data),
    permissions: permissionsCell(result, entry, platform),
    method: fact('method'),
    role: roleCell(vendor?.role, vendor?.citations ?? []),
    desensitize: fact('desensitize'),
    frequency: fact('frequency'),
    background: fact('background'),
    retention: fact('retention'),
    overseas: fact('overseas'),
    privacy_url: linkCell(entry?.links.privacy),
    website_url: linkCell(entry?.links.website ?? vendor?.website),
    opt_out: entry?.links.optOut ? linkCell(entry.links.optOut) : fact('optOut'),
    updated: date ? known([line(same(date))]) : UNKNOWN,
    evidence: evidenceCell(sdk, app),
    policy_status: UNKNOWN,
  };
  return { ...cells, ...completionsOf(result, sdk.id, place) };
}

/** A source that says that nothing is collected says more than an empty list. */
function noneOr(citations: readonly string[], data: readonly SdkData[], otherwise: () => Cell): Cell {
  return citations.length > 0 && data.length === 0 ? known([line(WORDS.collectsNone)], citations) : otherwise();
}

/** What carries it in this app: coordinates and archives, else the Java packages or frameworks that the code was seen to use. */
function packageCell(result: ScanResult, sdk: SdkDetection, { app }: Place): Cell {
  const here = (apps: readonly string[]) => (app === null ? apps.length === 0 : apps.includes(app));
  const found = result.packages
    .filter((p) => p.sdk === sdk.id && here(p.apps))
    .map((p) => (p.kind === 'archive' ? basename(p.name) : p.name));
  const used = sdk.evidence
    .filter((e) => USED_NAMES.has(e.kind) && e.signature !== null && (e.app === app || e.app === null))
    .map((e) => (e.signature ?? '').slice(e.kind.length + 1));
  const names = sortedSet(found.length > 0 ? found : used.filter((n) => n !== '' && !n.includes('*')));
  return names.length > 0 ? known(names.map((n) => line(same(n)))) : UNKNOWN;
}

const USED_NAMES: ReadonlySet<string> = new Set(['java-package', 'framework', 'swift-module']);

/** The first five places that show it in this app. */
function evidenceCell(sdk: SdkDetection, app: string | null): Cell {
  const here = sdk.evidence.filter((e) => e.role === 'identify' && (e.app === app || e.app === null));
  const shown = here.length > 0 ? here : sdk.evidence;
  return known(shown.slice(0, 5).map((e) => line(same(e.line === null ? e.file : `${e.file}:${e.line}`))));
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
export function dataShown(sdk: SdkDetection, platform: Platform, app: string | null): readonly SdkData[] {
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

export function elementName(result: ScanResult, id: string): Bilingual {
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

/** The same elements under the headings of GB/T 35273, annex A. */
function fieldsCell(result: ScanResult, sdk: SdkDetection, data: readonly SdkData[]): Cell {
  if (!sdk.practicesKnown || data.length === 0) return UNKNOWN;
  const kinds = new Map<string, Bilingual[]>();
  for (const id of elementsOf(data)) {
    const kind = result.catalogue.elements[id]?.gbt35273AnnexA ?? '';
    const names = kinds.get(kind) ?? [];
    kinds.set(kind, names);
    names.push(elementName(result, id));
  }
  const lines = [...kinds].map(([kind, names]) => {
    const joined = joinTexts(names);
    return line(
      kind === '' ? joined : { zh: `${annexName(kind).zh}：${joined.zh}`, en: `${annexName(kind).en}: ${joined.en}` },
    );
  });
  return known(
    lines,
    data.flatMap((d) => d.citations),
  );
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

/** Permissions of one necessity and purpose stand in one line: `必要（网络通信）：INTERNET（访问网络）、…`. */
function permissionsCell(result: ScanResult, entry: CatalogueSdk | undefined, platform: Platform): Cell {
  const rows = entry?.permissions.filter((p) => p.platform === platform) ?? [];
  if (rows.length === 0) return UNKNOWN;
  const groups = new Map<string, { first: (typeof rows)[number]; names: Bilingual[] }>();
  for (const p of rows) {
    const key = `${NECESSITY_ORDER.indexOf(p.necessity)}\0${p.purpose?.zh ?? ''}\0${p.purpose?.en ?? ''}`;
    const group = groups.get(key) ?? { first: p, names: [] };
    groups.set(key, group);
    const zh = result.catalogue.permissions[p.name]?.zh;
    const short = p.name.replace(/^android\.permission\./, '');
    group.names.push({ zh: `${short}${zh ? `（${zh}）` : ''}`, en: short });
  }
  const lines = [...groups]
    .sort((x, y) => NECESSITY_ORDER.indexOf(x[1].first.necessity) - NECESSITY_ORDER.indexOf(y[1].first.necessity))
    .map(([, { first, names }]) => {
      const need =
        first.necessity === 'unknown' ? null : first.necessity === 'required' ? WORDS.required : WORDS.optional;
      const joined = joinTexts(names);
      const head = {
        zh: need ? `${need.zh}${first.purpose ? `（${first.purpose.zh}）` : ''}` : (first.purpose?.zh ?? ''),
        en: need ? `${need.en}${first.purpose ? ` (${first.purpose.en})` : ''}` : (first.purpose?.en ?? ''),
      };
      return line({
        zh: head.zh === '' ? joined.zh : `${head.zh}：${joined.zh}`,
        en: head.en === '' ? joined.en : `${head.en}: ${joined.en}`,
      });
    });
  return known(
    lines,
    rows.flatMap((p) => p.citations),
  );
}

const NECESSITY_ORDER: readonly SdkData['necessity'][] = ['required', 'optional', 'unknown'];

function roleCell(role: string | undefined, citations: readonly string[]): Cell {
  const names: Readonly<Record<string, Bilingual>> = {
    entrusted: { zh: '委托处理', en: 'entrusted' },
    independent: { zh: '独立处理者', en: 'independent handler' },
    joint: { zh: '共同处理', en: 'joint handler' },
  };
  const name = role !== undefined && Object.hasOwn(names, role) ? names[role] : undefined;
  return name ? known([line(name)], citations) : UNKNOWN;
}
