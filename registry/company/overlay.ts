/** Puts a company's own entries and corrections over the registry that ships. */
import type { DataPractice, LibraryList, Registry, Sdk, Vendor, Wrapper } from '../../core/registry-types.js';
import type { SignatureKind } from '../../core/signatures.js';
import { sortedBy } from '../../core/text.js';
import type { Correction } from './schema.js';

/** What a company adds; ids are already known to be new, those of corrections to be there. */
export interface OwnEntries {
  readonly sdks: readonly Sdk[];
  readonly vendors: readonly Vendor[];
  readonly wrappers: readonly Wrapper[];
  readonly libraries: readonly LibraryList[];
  readonly corrections: readonly Correction[];
  /** Packages that only carry an SDK. */
  readonly carriers: readonly { readonly kind: SignatureKind; readonly name: string; readonly sdk: string }[];
}

/** A new registry; the shipped one is not changed. */
export function overlay(base: Registry, own: OwnEntries): Registry {
  const corrections = new Map(own.corrections.map((c) => [c.id, c]));
  const sdks = [...base.sdks, ...own.sdks].map((sdk) => {
    const correction = corrections.get(sdk.id);
    const corrected = correction ? correct(sdk, correction) : sdk;
    const carriers = own.carriers.filter((c) => c.sdk === sdk.id);
    if (carriers.length === 0) return corrected;
    const signatures = carriers.map((c) => ({ kind: c.kind, value: c.name }));
    return { ...corrected, signatures: [...corrected.signatures, ...signatures] };
  });
  return {
    ...base,
    sdks: sortedBy(sdks, (s) => s.id),
    vendors: sortedBy([...base.vendors, ...own.vendors], (v) => v.id),
    wrappers: sortedBy([...base.wrappers, ...own.wrappers], (w) => w.id),
    libraries: [...base.libraries, ...own.libraries],
  };
}

/** One entry with its correction; the rules are those of `correctionSchema`. */
export function correct(sdk: Sdk, c: Correction): Sdk {
  const practices = replaceRows(sdk.practices, c.practices ?? [], rowOf).filter(
    (p) => !(c.without ?? []).some((w) => takesOut(w, p)),
  );
  return {
    ...sdk,
    name: c.name ?? sdk.name,
    aliases: [...new Set([...sdk.aliases, ...(c.aliases ?? [])])],
    purposes: c.purposes ?? sdk.purposes,
    scenarios: c.scenarios ?? sdk.scenarios,
    signatures: [...sdk.signatures, ...(c.signatures ?? [])],
    brings: [...sdk.brings, ...(c.brings ?? [])],
    practices,
    practicesKnown: c.practicesKnown ?? sdk.practicesKnown,
    searched: c.practicesKnown ? [] : sdk.searched,
    permissions: replaceRows(sdk.permissions, c.permissions ?? [], (p) => `${p.name}\0${p.platform}`),
    init: [...sdk.init, ...(c.init ?? [])],
    sinks: [...sdk.sinks, ...(c.sinks ?? [])],
    switches: [...sdk.switches, ...(c.switches ?? [])],
    disclosure: { ...sdk.disclosure, ...c.disclosure },
    links: {
      privacy: c.links?.privacy ?? sdk.links.privacy,
      compliance: c.links?.compliance ?? sdk.links.compliance,
      website: c.links?.website ?? sdk.links.website,
      optOut: c.links?.optOut ?? sdk.links.optOut,
    },
    citations: [...sdk.citations, ...(c.citations ?? [])],
    reviewed: c.reviewed,
  };
}

const rowOf = (p: DataPractice) => `${p.element}\0${p.platform}\0${p.function ?? ''}`;

function replaceRows<T>(rows: readonly T[], over: readonly T[], key: (row: T) => string): T[] {
  const replaced = new Set(over.map(key));
  return [...rows.filter((r) => !replaced.has(key(r))), ...over];
}

function takesOut(
  without: { element: string; platform?: string | undefined; function?: string | undefined },
  practice: DataPractice,
): boolean {
  return (
    without.element === practice.element &&
    (without.platform === undefined || without.platform === practice.platform) &&
    (without.function === undefined || without.function === practice.function)
  );
}
