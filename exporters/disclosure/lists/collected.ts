/**
 * 个人信息收集清单, the first of the two lists that 工信部信管函〔2021〕292号 asks apps to show: every kind of personal
 * information that the app or an SDK in it collects, for what and when. What the app itself collects is the company's to say
 * (.outflow/disclosure.yaml); a list without it says so.
 */
import { COMPANY_CITATION } from '../../../core/company.js';
import type { ScanResult, SdkData } from '../../../core/inventory.js';
import type { ExportOptions } from '../../../core/plugins.js';
import { type Bilingual, byCodeUnit } from '../../../core/text.js';
import { annexName, annexOrder } from '../annex.js';
import { functionName, reaches, scenariosFor } from '../company.js';
import { sdkGroups, sdksOf } from '../list-rows.js';
import { dataShown, elementName } from '../sdk-cells.js';
import {
  type Cell,
  column,
  type DisclosureList,
  type Group,
  known,
  line,
  type Place,
  same,
  UNKNOWN,
} from '../table.js';
import { nameOf, WORDS } from '../text.js';

const WORD = {
  app: { zh: '本应用', en: 'this app' },
  ownMissing: {
    zh: '本清单目前只列出所集成的 SDK 声明收集的个人信息；应用自身收集的个人信息尚未填写，发布前须补全。',
    en: 'So far this list holds what the SDKs in the app are declared to collect; what the app itself collects has not been filled in, and must be before publication.',
  },
  unknownGroup: { zh: '收集内容待确认的 SDK', en: 'SDKs whose collection is to confirm' },
} as const satisfies Record<string, Bilingual>;

export const list: DisclosureList = {
  id: 'collected',
  title: { zh: '个人信息收集清单', en: 'Personal information collected' },
  stem: 'collected-list',
  columns: [
    column('seq', '序号', 'No.', true, 0.5),
    column('data_class', '个人信息类别', 'Class of personal information', true, 1.2),
    column('data', '个人信息名称', 'Personal information', true, 1.4),
    column('collector', '收集方', 'Collected by', true, 1.6),
    column('purpose', '使用目的', 'Purpose', true, 3),
    column('scenario', '使用场景', 'Scenario', true, 2.5),
    column('necessity', '必要、可选', 'Required or optional', true, 1),
    column('sensitive', '是否敏感个人信息', 'Sensitive', true, 0.9),
  ],
  groupedBy: 'data_class',
  notes: (result) => ((result.company?.collected.length ?? 0) > 0 ? [] : [WORD.ownMissing]),
  groups: collectedGroups,
};

/** Who collects one element: a row of its own. */
interface Collector {
  readonly name: Bilingual;
  readonly purposes: readonly Bilingual[];
  readonly scenarios: readonly Bilingual[];
  readonly necessity: SdkData['necessity'];
  readonly citations: readonly string[];
}

function collectedGroups(result: ScanResult, place: Place, options: ExportOptions): Group[] {
  const elements = new Map<string, Collector[]>();
  const add = (element: string, collector: Collector) => {
    const all = elements.get(element) ?? [];
    elements.set(element, all);
    all.push(collector);
  };
  for (const item of result.company?.collected ?? []) {
    if (!reaches(item, place)) continue;
    const use = item.function === null ? undefined : functionName(result, item.function);
    add(item.element, {
      name: use ? { zh: `${WORD.app.zh}（${use.zh}）`, en: `${WORD.app.en} (${use.en})` } : WORD.app,
      purposes: [item.purpose],
      scenarios: item.scenario ? [item.scenario] : [],
      necessity: item.necessity,
      citations: [COMPANY_CITATION],
    });
  }
  const sdks = new Map(sdksOf(result, place).map((s) => [s.sdk.id, s.sdk]));
  const unknown: Bilingual[] = [];
  for (const row of sdkGroups(result, place, options).flatMap((g) => g.rows)) {
    const sdk = sdks.get(row.key);
    if (!sdk) continue;
    const name = nameOf(sdk.name, sdk.id);
    if (row.cells.data_types.state === 'unknown') unknown.push(name);
    const rows = dataShown(sdk, place.platform, place.app);
    for (const element of new Set(rows.map((d) => d.element))) {
      const own = rows.filter((d) => d.element === element);
      const purposes = own.flatMap((d) => d.purposes ?? []);
      add(element, {
        name,
        purposes: purposes.length > 0 ? distinct(purposes) : saidBy(row.cells.purpose),
        scenarios: scenariosFor(result, sdk.id, onlyFunction(own), place) ?? saidBy(row.cells.scenario),
        necessity: strictest(own),
        citations: own.flatMap((d) => d.citations),
      });
    }
  }
  const groups = new Map<string, string[]>();
  for (const element of [...elements.keys()].sort(byCodeUnit)) {
    const kind = annexName(result.catalogue.elements[element]?.gbt35273AnnexA ?? '').zh;
    groups.set(kind, [...(groups.get(kind) ?? []), element]);
  }
  let seq = 0;
  const out: Group[] = [...groups]
    .sort((a, b) => annexOrder(a[0]) - annexOrder(b[0]))
    .map(([kind, ids]) => ({
      key: kind,
      title: annexName(kind),
      rows: ids.flatMap((id) =>
        (elements.get(id) ?? []).map((collector) => ({
          key: `${id}:${collector.name.en}`,
          cells: itemCells(result, id, collector, ++seq, annexName(kind)),
        })),
      ),
    }));
  if (unknown.length > 0) {
    out.push({
      key: 'unknown',
      title: WORD.unknownGroup,
      rows: unknown.map((name) => ({
        key: `unknown:${name.en}`,
        cells: {
          seq: known([line(same(String(++seq)))]),
          data_class: known([line(WORD.unknownGroup)]),
          data: UNKNOWN,
          collector: known([line(name)]),
          purpose: UNKNOWN,
          scenario: UNKNOWN,
          necessity: UNKNOWN,
          sensitive: UNKNOWN,
        },
      })),
    });
  }
  return out;
}

function itemCells(
  result: ScanResult,
  id: string,
  collector: Collector,
  seq: number,
  kind: Bilingual,
): Record<string, Cell> {
  const level = result.catalogue.elements[id]?.sensitive ?? 'no';
  const texts = (all: readonly Bilingual[]) => (all.length > 0 ? known(all.map((t) => line(t))) : UNKNOWN);
  return {
    seq: known([line(same(String(seq)))]),
    data_class: known([line(kind)]),
    data: known([line(elementName(result, id), level === 'yes')], collector.citations),
    collector: known([line(collector.name)]),
    purpose: texts(collector.purposes),
    scenario: texts(collector.scenarios),
    necessity: known([line(NECESSITY[collector.necessity])]),
    sensitive: known([
      level === 'yes' ? line(WORDS.yes, true) : level === 'cond' ? line(WORDS.conditional) : line(WORDS.no),
    ]),
  };
}

const NECESSITY = { required: WORDS.required, optional: WORDS.optional, unknown: WORDS.unstated } as const;

/** What an SDK's own row says, where somebody says it: a usual wording is no fact. */
function saidBy(cell: Cell): readonly Bilingual[] {
  return cell.state === 'known' ? cell.lines.map((l) => l.text) : [];
}

/** The one function of the SDK that rows belong to; null where they belong to several, or to the SDK as a whole. */
function onlyFunction(rows: readonly SdkData[]): string | null {
  const functions = new Set(rows.map((d) => d.function));
  const [first] = functions;
  return functions.size === 1 ? (first ?? null) : null;
}

/** Required where one function of the SDK requires it. */
function strictest(rows: readonly SdkData[]): SdkData['necessity'] {
  for (const necessity of ['required', 'optional'] as const)
    if (rows.some((r) => r.necessity === necessity)) return necessity;
  return 'unknown';
}

function distinct(texts: readonly Bilingual[]): Bilingual[] {
  return [...new Map(texts.map((t) => [`${t.zh}\0${t.en}`, t])).values()];
}
