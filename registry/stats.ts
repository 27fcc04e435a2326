/** What the registry holds, counted: coverage by category and platform, who says what, which fields are filled. */
import { createHash } from 'node:crypto';
import { PLATFORMS } from '../core/platforms.js';
import { CITATION_BY, type Citation, type DataPractice, type Registry, type Sdk } from '../core/registry-types.js';
import { byCodeUnit, sortedSet } from '../core/text.js';

/** Fields of an entry that a source may fill; `filled` says whether one does. */
export const FIELDS = {
  practices: (s: Sdk) => s.practicesKnown,
  necessity: (s: Sdk) => s.practices.some((p) => p.necessity !== 'unknown'),
  purposes: (s: Sdk) => s.purposes !== null || s.functions.some((f) => f.purposes !== null),
  scenarios: (s: Sdk) => s.scenarios !== null || s.functions.some((f) => f.scenarios !== null),
  permissions: (s: Sdk) => s.permissions.length > 0,
  init: (s: Sdk) => s.init.length > 0 || s.consent.automatic.length > 0,
  consent: (s: Sdk) => s.consent.preInit.length + s.consent.grant.length + s.consent.deny.length > 0,
  sinks: (s: Sdk) => s.sinks.length > 0 || s.functions.some((f) => f.calls.length > 0),
  switches: (s: Sdk) => s.switches.length > 0,
  disclosure: (s: Sdk) => Object.values(s.disclosure).some((fact) => fact),
  privacy: (s: Sdk) => s.links.privacy !== null,
  compliance: (s: Sdk) => s.links.compliance !== null,
} as const satisfies Record<string, (sdk: Sdk) => boolean>;
export type FieldName = keyof typeof FIELDS;

export interface RegistryStats {
  readonly sdks: number;
  readonly practicesKnown: number;
  readonly practicesPartial: number;
  readonly practicesUnknown: number;
  readonly wrappers: number;
  readonly vendors: number;
  readonly libraries: number;
  readonly signatures: number;
  readonly practices: number;
  /** Practices whose citations are all in place: the schema holds it, and this counts it. */
  readonly cited: number;
  /** Practices by the best source behind them. */
  readonly citedBy: Readonly<Record<Citation['by'], number>>;
  readonly byCategory: Readonly<Record<string, { readonly sdks: number; readonly known: number }>>;
  readonly byPlatform: Readonly<Record<string, { readonly sdks: number; readonly practices: number }>>;
  readonly fields: Readonly<Record<FieldName, number>>;
  readonly oldestReview: string | null;
  readonly newestReview: string | null;
}

export function statsOf(registry: Registry): RegistryStats {
  const { sdks } = registry;
  const count = (test: (sdk: Sdk) => boolean) => sdks.filter(test).length;
  const all = allPractices(registry);
  const reviews = sdks.map((s) => s.reviewed.date).sort(byCodeUnit);
  const best = all.map(({ sdk, practice }) => bestSource(sdk, practice));
  return {
    sdks: sdks.length,
    practicesKnown: count((s) => s.practicesKnown && !s.practicesPartial),
    practicesPartial: count((s) => s.practicesPartial),
    practicesUnknown: count((s) => !s.practicesKnown),
    wrappers: registry.wrappers.length,
    vendors: registry.vendors.length,
    libraries: registry.libraries.reduce((n, l) => n + l.libraries.length, 0),
    signatures:
      sdks.reduce((n, s) => n + s.signatures.length, 0) +
      registry.wrappers.reduce((n, w) => n + w.signatures.length, 0),
    practices: all.length,
    cited: best.filter((by) => by !== null).length,
    citedBy: fromEntries(CITATION_BY, (by) => best.filter((b) => b === by).length),
    byCategory: fromEntries(sortedSet(sdks.map((s) => s.category)), (category) => ({
      sdks: count((s) => s.category === category),
      known: count((s) => s.category === category && s.practicesKnown),
    })),
    byPlatform: fromEntries(PLATFORMS, (platform) => ({
      sdks: count((s) => s.platforms.includes(platform)),
      practices: all.filter((p) => p.practice.platform === platform).length,
    })),
    fields: fromEntries(Object.keys(FIELDS) as FieldName[], (field) => count(FIELDS[field])),
    oldestReview: reviews[0] ?? null,
    newestReview: reviews.at(-1) ?? null,
  };
}

function fromEntries<K extends string, V>(keys: readonly K[], value: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>;
}

/** The best source of a practice, in the order of CITATION_BY; null where a citation is not there. */
function bestSource(sdk: Sdk, practice: DataPractice): Citation['by'] | null {
  const sources = practice.citations.map((id) => sdk.citations.find((c) => c.id === id)?.by);
  if (sources.length === 0 || sources.includes(undefined)) return null;
  return CITATION_BY.find((by) => sources.includes(by)) ?? null;
}

export interface SampledPractice {
  readonly sdk: Sdk;
  readonly practice: DataPractice;
}

function allPractices(registry: Registry): SampledPractice[] {
  return registry.sdks.flatMap((sdk) => sdk.practices.map((practice) => ({ sdk, practice })));
}

/**
 * Practices drawn at random for a second reading: those with the smallest SHA-256 of the seed and what they are, so that the
 * same seed gives the same list whatever the order of files.
 */
export function samplePractices(registry: Registry, seed: string, count: number): SampledPractice[] {
  return allPractices(registry)
    .map((item) => {
      const { sdk, practice: p } = item;
      const what = [seed, sdk.id, p.element, p.platform, p.function ?? '', p.versions ?? ''].join('\0');
      return { item, rank: createHash('sha256').update(what).digest('hex') };
    })
    .sort((a, b) => byCodeUnit(a.rank, b.rank))
    .slice(0, count)
    .map(({ item }) => item);
}
