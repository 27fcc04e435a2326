/** Puts the scan result together: the order of every list, the ids of evidence, the copied registry knowledge. */
import { COMPANY_CITATION, type Company } from '../core/company.js';
import type {
  Catalogue,
  CatalogueCitation,
  CatalogueSdk,
  Coverage,
  Evidence,
  Problem,
  Run,
  ScanResult,
  SdkDetection,
} from '../core/inventory.js';
import { SCAN_SCHEMA } from '../core/inventory.js';
import type { Correlation } from '../core/plugins.js';
import type { Sdk } from '../core/registry-types.js';
import { byCodeUnit, sortedBy, sortedSet } from '../core/text.js';
import type { PackageDraft } from './detect/classify.js';
import { citationKey, dataOf, functionsOf, occurrencesOf } from './detect/data.js';
import type { Detections } from './detect/detect.js';
import type { EvidenceDraft, EvidenceSet } from './detect/evidence.js';
import type { HostDraft } from './detect/hosts.js';
import type { Knowledge } from './detect/knowledge.js';
import { AccessJudge, type PermissionDraft } from './detect/permissions.js';
import type { ModuleIndex } from './modules.js';

export interface Assembly {
  readonly toolVersion: string;
  readonly knowledge: Knowledge;
  readonly modules: ModuleIndex;
  readonly correlation: Correlation;
  readonly detections: Detections;
  readonly packages: readonly PackageDraft[];
  readonly hosts: readonly HostDraft[];
  readonly permissions: readonly PermissionDraft[];
  readonly name: string | null;
  readonly commit: string | null;
  readonly incomplete: boolean;
  readonly problems: readonly Problem[];
  readonly coverage: readonly Coverage[];
  readonly run: Run | undefined;
  readonly company: Company | null;
  /** Places an evidence record lists; Infinity with --all-evidence. */
  readonly placesShown: number;
}

/** The result without findings: checks run over it and add theirs. */
export function assemble(a: Assembly): ScanResult {
  const judge = new AccessJudge(a.permissions, a.detections.settings, a.detections.drafts);
  const ids = new EvidenceIds(a.placesShown);
  const permissions = a.permissions.map((p) => ({ ...p.result, evidence: ids.freeze(p.evidence) }));
  const sdks: SdkDetection[] = a.detections.drafts.map((draft) => {
    const evidence = ids.freeze(draft.evidence);
    return {
      id: draft.sdk.id,
      name: draft.sdk.name,
      aliases: draft.sdk.aliases,
      vendor: draft.sdk.vendor,
      category: draft.sdk.category,
      hosted: draft.sdk.hosted,
      functions: functionsOf(draft).map((f) => ({ id: f.id, use: f.use, evidence: idsOf(f.evidence) })),
      confidence: draft.confidence,
      occurrences: occurrencesOf(draft, judge),
      evidence,
      data: dataOf(draft, judge).map((row) => ({ ...row, accessEvidence: idsOf(row.accessEvidence) })),
      practicesKnown: draft.sdk.practicesKnown,
      practicesPartial: draft.sdk.practicesPartial,
      collectsNone: draft.sdk.collectsNone.map((c) => ({
        platform: c.platform,
        citations: c.citations.map((id) => citationKey(draft.sdk.id, id)),
      })),
    };
  });
  const packages = a.packages.map((p) => ({ ...p.result, evidence: ids.freeze(p.evidence) }));
  const hosts = a.hosts.map((h) => ({ ...h.result, evidence: ids.freeze(h.evidence) }));
  const { registry } = a.knowledge;
  const reviews = registry.sdks.map((s) => s.reviewed.date).sort(byCodeUnit);
  const result: ScanResult = {
    schema: SCAN_SCHEMA,
    incomplete: a.incomplete,
    tool: {
      name: 'outflow',
      version: a.toolVersion,
      registry: {
        version: registry.version,
        sdks: registry.sdks.length,
        signatures:
          registry.sdks.reduce((n, s) => n + s.signatures.length, 0) +
          registry.wrappers.reduce((n, w) => n + w.signatures.length, 0),
        newestReview: reviews.at(-1) ?? null,
        oldestReview: reviews[0] ?? null,
      },
    },
    project: {
      name: a.name,
      commit: a.commit,
      ecosystems: sortedSet([...a.correlation.modules.map((m) => m.ecosystem)]),
      apps: sortedBy(a.modules.apps, (app) => app.id).map((app) => ({
        id: app.id,
        name: app.name,
        platform: app.platform,
        applicationId: app.applicationId,
        module: app.module,
        variants: [...app.variants],
      })),
      modules: a.modules.modules.map((m) => ({
        path: m.path,
        ecosystem: m.ecosystem,
        platforms: [...m.platforms],
        apps: a.modules.appsOf(m).map((app) => app.id),
      })),
    },
    sdks,
    packages,
    hosts,
    permissions,
    flows: [],
    findings: [],
    policy: null,
    company: a.company,
    catalogue: catalogueOf(sdks, permissions, hosts, a.knowledge, a.company),
    problems: sortedBy(a.problems, (p) =>
      [p.file ?? '', String(p.line ?? 0).padStart(9, '0'), p.stage, p.plugin, p.message].join('\0'),
    ),
    coverage: sortedBy(a.coverage, (c) => c.plugin),
    ...(a.run ? { run: a.run } : {}),
  };
  return result;
}

const idsOf = (drafts: readonly EvidenceDraft[]): string[] => sortedSet(drafts.map((d) => d.id));

class EvidenceIds {
  #next = 1;
  readonly #shown: number;

  constructor(shown: number) {
    this.#shown = shown;
  }

  freeze(set: EvidenceSet): Evidence[] {
    return set.sorted().map((draft) => {
      draft.id = `e${this.#next++}`;
      return draft.freeze(this.#shown);
    });
  }
}

/** Copies what the result leans on, so that an old result still prints what was true when it was made. */
function catalogueOf(
  sdks: readonly SdkDetection[],
  permissions: readonly { readonly id: string; readonly platform: string; readonly elements: readonly string[] }[],
  hosts: readonly { readonly vendor: string | null }[],
  knowledge: Knowledge,
  company: Company | null,
): Catalogue {
  const entries = sdks.flatMap((s) => knowledge.sdks.get(s.id) ?? []);
  const vendorIds = sortedSet([...entries.map((s) => s.vendor), ...hosts.flatMap((h) => h.vendor ?? [])]);
  const vendors = vendorIds.flatMap((id) => knowledge.vendors.get(id) ?? []);
  const elements = new Set([
    ...sdks.flatMap((s) => s.data.map((d) => d.element)),
    ...permissions.flatMap((p) => p.elements),
    ...(company?.collected ?? []).map((c) => c.element),
    ...(company?.recipients ?? []).flatMap((r) => r.data),
  ]);
  const categories = new Set([
    ...entries.map((s) => s.category),
    ...entries.flatMap((s) => s.functions.map((f) => f.category)),
  ]);
  const asked = new Set([
    ...permissions.map((p) => p.id),
    ...entries.flatMap((s) => s.permissions.map((p) => p.name)),
    ...entries.flatMap((s) => s.practices.flatMap((p) => (p.requires ?? []).flat())),
  ]);
  const citations = [
    ...entries.flatMap((s) => s.citations.map((c) => [citationKey(s.id, c.id), c] as const)),
    ...vendors.flatMap((v) => v.citations.map((c) => [citationKey(v.id, c.id), c] as const)),
  ];
  return {
    vendors: record(
      vendors,
      (v) => v.id,
      (v) => ({
        name: v.name,
        formerly: v.formerly.map((f) => f.name),
        country: v.country,
        role: v.role,
        contact: v.contact,
        website: v.website,
        citations: v.citations.map((c) => citationKey(v.id, c.id)),
      }),
    ),
    elements: record(
      knowledge.registry.elements.filter((e) => elements.has(e.id)),
      (e) => e.id,
      (e) => ({
        name: e.name,
        group: e.group,
        sensitive: e.sensitive,
        immutableId: e.immutableId,
        gbt35273AnnexA: e.gbt35273AnnexA,
      }),
    ),
    categories: record(
      knowledge.registry.categories.filter((c) => categories.has(c.id)),
      (c) => c.id,
      (c) => ({ name: c.name, purpose: c.purpose }),
    ),
    sdks: record(entries, (s) => s.id, catalogueSdk),
    citations: {
      ...record(
        citations,
        ([key]) => key,
        ([, { id: _, ...citation }]) => citation,
      ),
      ...companyCitation(company),
    },
    permissions: record(
      knowledge.registry.permissions.filter((p) => asked.has(p.name)),
      (p) => p.name,
      (p) => ({ zh: p.zh, protection: p.protection }),
    ),
  };
}

/** What stands behind cells that the company fills itself: its own file. */
function companyCitation(company: Company | null): Record<string, CatalogueCitation> {
  const says = company === null ? 0 : company.completed.length + company.collected.length + company.recipients.length;
  const file = company?.files.find((f) => f.endsWith('/disclosure.yaml'));
  if (company === null || says === 0 || file === undefined) return {};
  const citation: CatalogueCitation = {
    url: null,
    title: file,
    publisher: company.operator?.zh ?? '应用运营者 / the operator of the app',
    by: 'company',
    published: company.reviewed,
    retrieved: null,
    locator: null,
    language: 'zh',
    says: 'what the operator of the app says for itself',
  };
  return { [COMPANY_CITATION]: citation };
}

function catalogueSdk(sdk: Sdk): CatalogueSdk {
  const packageKinds = new Set(['maven', 'pod', 'spm', 'npm', 'pub', 'ohpm']);
  return {
    purposes: sdk.purposes,
    scenarios: sdk.scenarios,
    functions: record(
      sdk.functions,
      (f) => f.id,
      (f) => ({ name: f.name, category: f.category, purposes: f.purposes, scenarios: f.scenarios }),
    ),
    permissions: sdk.permissions.map((p) => ({
      name: p.name,
      platform: p.platform,
      necessity: p.necessity,
      purpose: p.purpose,
      inSdkManifest: p.inSdkManifest,
      citations: p.citations.map((id) => citationKey(sdk.id, id)),
    })),
    requires: sdk.practices.flatMap((p) =>
      p.requires && p.requires.length > 0
        ? [{ element: p.element, platform: p.platform, necessity: p.necessity, permissions: p.requires }]
        : [],
    ),
    disclosure: Object.fromEntries(
      Object.entries(sdk.disclosure).map(([field, fact]) => [
        field,
        fact ? { ...fact, citation: citationKey(sdk.id, fact.citation) } : null,
      ]),
    ),
    links: sdk.links,
    packages: sortedSet(sdk.signatures.filter((s) => packageKinds.has(s.kind)).map((s) => s.value)),
    reviewed: sdk.reviewed.date,
  };
}

function record<T, V>(items: readonly T[], key: (item: T) => string, value: (item: T) => V): Record<string, V> {
  return Object.fromEntries(sortedBy(items, key).map((item) => [key(item), value(item)]));
}
