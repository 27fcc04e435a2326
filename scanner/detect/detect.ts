/** Holds every sighting against the registry and fuses what names the same SDK into one detection. */
import { type Confidence, gradeConfidence, type Strength } from '../../core/evidence.js';
import type { Use } from '../../core/inventory.js';
import type { Platform, Scope } from '../../core/platforms.js';
import type { Bring, Sdk } from '../../core/registry-types.js';
import { SIGNATURE_KINDS, type SignatureKind } from '../../core/signatures.js';
import { byCodeUnit, sortedBy, sortedSet } from '../../core/text.js';
import type { ModuleIndex } from '../modules.js';
import { type EvidenceDraft, EvidenceSet } from './evidence.js';
import type { TreeFacts } from './facts.js';
import { type Knowledge, strengthOf } from './knowledge.js';
import { type Sight, sightsOf, targetsOf } from './sight.js';
import { betterVersion, isOpenVersion, namesVersion, rankOf } from './versions.js';

/** One SDK in one module, app, platform and scope. */
export interface OccurrenceDraft {
  readonly app: string | null;
  readonly module: string;
  readonly platform: Platform | null;
  readonly scope: Scope;
  version: string | null;
  versionFrom: 'lock' | 'manifest' | 'archive' | null;
  /** Place of the signature that gave the version among those of the entry: the first ones are the SDK itself, later ones its parts. */
  versionRank: number;
  use: Use;
  /** Wrapper and SDK ids; emptied where something names the SDK itself. */
  readonly via: Set<string>;
  direct: boolean;
}

export interface DetectionDraft {
  readonly sdk: Sdk;
  readonly evidence: EvidenceSet;
  readonly occurrences: Map<string, OccurrenceDraft>;
  /** Function id to the evidence that shows it. */
  readonly functions: Map<string, Set<EvidenceDraft>>;
  readonly matches: { kind: string; strength: Strength }[];
  confidence: Confidence;
}

/** The plain setting of a manifest or plist key, per app. */
export interface SettingSight {
  readonly kind: SignatureKind;
  readonly key: string;
  readonly value: string;
  readonly sight: Sight;
}

export interface Detections {
  readonly drafts: readonly DetectionDraft[];
  readonly settings: readonly SettingSight[];
}

/** Runs detection over a whole tree. */
export function detect(facts: TreeFacts, modules: ModuleIndex, knowledge: Knowledge): Detections {
  const drafts = new Map<string, DetectionDraft>();
  const settings: SettingSight[] = [];
  const triggers = triggerSights(knowledge);
  const fileNames = (kind: SignatureKind, name: string) => knowledge.claims(kind, name).length > 0;
  for (const sighted of sightsOf(facts, modules, fileNames)) {
    if (sighted.setting === 'removed') continue;
    for (const kind of sighted.kinds) {
      if (sighted.setting !== undefined)
        settings.push({ kind, key: sighted.value, value: sighted.setting, sight: sighted });
      triggers.note(kind, sighted);
      for (const claim of knowledge.claims(kind, sighted.value)) {
        const signature = `${claim.kind}:${claim.value}`;
        const strength = weigh(strengthOf(claim), kind, sighted);
        if (claim.owner.type === 'wrapper') {
          for (const bring of claim.owner.wrapper.brings) {
            if (bring.when !== 'always') continue;
            note(drafts, knowledge, bring, sighted, kind, signature, strength, claim.owner.wrapper.id);
          }
        } else {
          const draft = draftOf(drafts, claim.owner.sdk);
          const evidence = record(
            draft,
            sighted,
            kind,
            signature,
            strength,
            claim.owner.signature.platforms ?? null,
            null,
          );
          if (claim.owner.type === 'function')
            for (const e of evidence) functionEvidence(draft, claim.owner.functionId, e);
        }
      }
    }
  }
  // A draft may have been opened for a sighting on a platform on which the SDK does not exist.
  for (const [id, draft] of drafts) if (draft.matches.length === 0) drafts.delete(id);
  spreadBrings(drafts, knowledge, triggers);
  for (const draft of drafts.values()) {
    draft.confidence = gradeConfidence(draft.matches);
    settle(draft);
  }
  return { drafts: sortedBy(drafts.values(), (d) => d.sdk.id), settings };
}

/**
 * What a mere import or file name proves is less than what a manifest or lock file does: an alias may share a package's name.
 * A plugin that lies on the build's classpath, or is switched off, and that no module applies does nothing; a class named in a
 * string may be looked for in another app, or in vain.
 */
function weigh(strength: Strength, kind: SignatureKind, sighted: Sight): Strength {
  if (kind === 'gradle-plugin' && (sighted.pkg?.kind === 'maven' || sighted.place.scope === 'disabled')) return 'hint';
  if (kind === 'java-package' && sighted.kinds.includes('java-class')) return 'hint';
  // A lock file of Swift packages pins whole packages: that something of this one is linked it does not say.
  if (strength === 'proof' && sighted.pkg?.kind === 'spm' && !sighted.pkg.direct) return 'strong';
  if (strength !== 'proof' || sighted.pkg !== null) return strength;
  return sighted.technique === 'source-analysis' && kind !== 'script-url' ? 'strong' : strength;
}

function draftOf(drafts: Map<string, DetectionDraft>, sdk: Sdk): DetectionDraft {
  const found = drafts.get(sdk.id);
  if (found) return found;
  const draft: DetectionDraft = {
    sdk,
    evidence: new EvidenceSet(),
    occurrences: new Map(),
    functions: new Map(),
    matches: [],
    confidence: 'possible',
  };
  drafts.set(sdk.id, draft);
  return draft;
}

/** A wrapper's package names the SDKs it brings. */
function note(
  drafts: Map<string, DetectionDraft>,
  knowledge: Knowledge,
  bring: Bring,
  sighted: Sight,
  kind: SignatureKind,
  signature: string,
  strength: Strength,
  wrapper: string,
): void {
  const sdk = knowledge.sdks.get(bring.sdk);
  if (!sdk) return;
  const draft = draftOf(drafts, sdk);
  const evidence = record(draft, sighted, kind, signature, strength, bring.platforms, wrapper);
  if (bring.function !== null) for (const e of evidence) functionEvidence(draft, bring.function, e);
}

function functionEvidence(draft: DetectionDraft, id: string, evidence: EvidenceDraft): void {
  const set = draft.functions.get(id) ?? new Set();
  set.add(evidence);
  draft.functions.set(id, set);
}

/** framework and swift-module are one trace seen by two compilers: they do not count as different kinds. */
function kindForConfidence(kind: SignatureKind): string {
  return kind === 'swift-module' ? 'framework' : kind === 'java-class' ? 'java-package' : kind;
}

function record(
  draft: DetectionDraft,
  sighted: Sight,
  kind: SignatureKind,
  signature: string,
  strength: Strength,
  platforms: readonly Platform[] | null,
  via: string | null,
): EvidenceDraft[] {
  // One line of a manifest may speak for every app of the project; the SDK is only in those on whose platform it exists.
  const allowed = platforms ?? draft.sdk.platforms;
  const targets = targetsOf(sighted, kind).filter((t) => t.platform === null || allowed.includes(t.platform));
  if (targets.length === 0) return [];
  draft.matches.push({ kind: kindForConfidence(kind), strength });
  const { place, pkg } = sighted;
  const [first] = targets;
  const evidence = draft.evidence.add({
    location: sighted.location,
    kind,
    value: pkg?.version ? `${sighted.value}:${pkg.version}` : sighted.value,
    signature,
    strength,
    technique: sighted.technique,
    role: 'identify',
    app: targets.length === 1 ? (first?.app ?? null) : null,
    module: place.module,
    scope: place.scope,
    ...(sighted.redacted ? { redacted: sighted.redacted } : {}),
  });
  if (strength === 'hint') return [evidence];
  for (const target of targets) {
    const occurrence = occurrenceOf(draft, target.app, place.module ?? '', target.platform, place.scope);
    if (via === null) occurrence.direct = true;
    else occurrence.via.add(via);
    const rank = rankOf(draft.sdk, signature);
    // A module that asks for whatever is newest has a version of its own, which is not known.
    if (via === null && pkg?.version && !namesVersion(pkg) && isOpenVersion(pkg.version))
      occurrence.versionRank = Math.min(occurrence.versionRank, rank);
    if (via === null && pkg?.version && namesVersion(pkg) && betterVersion(occurrence, pkg.versionFrom, rank)) {
      occurrence.version = pkg.version;
      occurrence.versionFrom = pkg.versionFrom;
      occurrence.versionRank = rank;
    }
    if (isLinked(sighted)) occurrence.use = 'linked';
  }
  return [evidence];
}

/** Code that imports it, or a binary in the tree, links it; a manifest line declares it. */
function isLinked(sighted: Sight): boolean {
  return (
    sighted.technique === 'source-analysis' ||
    sighted.technique === 'archive-analysis' ||
    sighted.pkg?.kind === 'archive'
  );
}

function occurrenceOf(
  draft: DetectionDraft,
  app: string | null,
  module: string,
  platform: Platform | null,
  scope: Scope,
): OccurrenceDraft {
  const key = [app ?? '', module, platform ?? '', scope].join('\0');
  const found = draft.occurrences.get(key);
  if (found) return found;
  const opened: OccurrenceDraft = {
    app,
    module,
    platform,
    scope,
    version: null,
    versionFrom: null,
    versionRank: Number.POSITIVE_INFINITY,
    use: 'declared',
    via: new Set(),
    direct: false,
  };
  draft.occurrences.set(key, opened);
  return opened;
}

interface Triggers {
  note(kind: SignatureKind, sighted: Sight): void;
  /** Apps in which a trigger signature was seen. */
  seen(kind: SignatureKind, value: string): readonly Sight[];
}

/** Remembers the sightings that some `brings` waits for. */
function triggerSights(knowledge: Knowledge): Triggers {
  const wanted = new Map<string, Sight[]>();
  const kinds = new Set<SignatureKind>();
  const brings = [...knowledge.registry.sdks, ...knowledge.registry.wrappers].flatMap((e) => e.brings);
  for (const bring of brings) {
    if (bring.when === 'always') continue;
    wanted.set(`${bring.when.kind}\0${bring.when.value}`, []);
    kinds.add(bring.when.kind);
  }
  const isPrefix = (kind: SignatureKind) => SIGNATURE_KINDS[kind].matching === 'segments';
  return {
    note: (kind, sighted) => {
      if (!kinds.has(kind)) return;
      wanted.get(`${kind}\0${sighted.value}`)?.push(sighted);
      if (!isPrefix(kind)) return;
      for (const [key, list] of wanted) {
        const [k, value] = key.split('\0');
        if (
          k === kind &&
          value !== undefined &&
          value !== sighted.value &&
          sighted.value.startsWith(value) &&
          /[./:]/.test(sighted.value[value.length] ?? '')
        )
          list.push(sighted);
      }
    },
    seen: (kind, value) => wanted.get(`${kind}\0${value}`) ?? [],
  };
}

/**
 * Adds what detected SDKs bring along, until nothing more comes: each brought SDK occurs where its bringer does, on the platforms
 * the entry names; with a trigger, only in apps where the trigger was seen.
 */
function spreadBrings(drafts: Map<string, DetectionDraft>, knowledge: Knowledge, triggers: Triggers): void {
  const queue = sortedSet(drafts.keys());
  const done = new Set<string>();
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (done.has(id)) continue;
    done.add(id);
    const from = drafts.get(id);
    if (!from || gradeConfidence(from.matches) === 'possible') continue;
    for (const bring of from.sdk.brings) {
      const sdk = knowledge.sdks.get(bring.sdk);
      if (!sdk || sdk.id === id) continue;
      const trigger = bring.when === 'always' ? null : triggers.seen(bring.when.kind, bring.when.value);
      if (trigger !== null && trigger.length === 0) continue;
      if (carry(drafts, from, sdk, bring, trigger)) {
        done.delete(sdk.id);
        queue.push(sdk.id);
      }
    }
  }
}

/** @returns true where the brought SDK now occurs somewhere it did not before */
function carry(
  drafts: Map<string, DetectionDraft>,
  from: DetectionDraft,
  sdk: Sdk,
  bring: Bring,
  trigger: readonly Sight[] | null,
): boolean {
  let grew = false;
  const apps = trigger === null ? null : new Set(trigger.flatMap((s) => s.place.apps.map((a) => a.id)));
  for (const at of [...from.occurrences.values()]) {
    if (at.platform !== null && !bring.platforms.includes(at.platform)) continue;
    // A plugin of the build puts nothing into the app by itself.
    if (at.scope === 'build-tool') continue;
    if (apps !== null && at.app !== null && !apps.has(at.app)) continue;
    const draft = draftOf(drafts, sdk);
    const before = draft.occurrences.size;
    const occurrence = occurrenceOf(draft, at.app, at.module, at.platform, at.scope);
    occurrence.via.add(from.sdk.id);
    if (at.use === 'linked' && draft.occurrences.size > before) occurrence.use = 'linked';
    if (draft.occurrences.size > before) grew = true;
    const place =
      from.evidence.sorted().find((e) => e.first.module === at.module && e.first.scope === at.scope) ??
      from.evidence.sorted()[0];
    const strength: Strength = gradeConfidence(from.matches) === 'certain' ? 'proof' : 'strong';
    draft.matches.push({ kind: `brings ${from.sdk.id}`, strength });
    const [location] = place?.places() ?? [];
    if (location) {
      const evidence = draft.evidence.add({
        location,
        kind: 'brings',
        value: from.sdk.id,
        signature: null,
        strength,
        technique: place?.first.technique ?? 'manifest-analysis',
        role: 'identify',
        app: at.app,
        module: at.module,
        scope: at.scope,
      });
      if (bring.function !== null) functionEvidence(draft, bring.function, evidence);
    }
    const version = at.version === null ? undefined : bring.versionMap?.[at.version];
    if (version !== undefined && occurrence.version === null) {
      occurrence.version = version;
      occurrence.versionFrom = at.versionFrom;
    }
  }
  return grew;
}

/** Last touches: what is named directly is not `via` anything; an import in one module shows the use of a package declared in another. */
function settle(draft: DetectionDraft): void {
  const linkedApps = new Set([...draft.occurrences.values()].filter((o) => o.use === 'linked').map((o) => o.app));
  const versions = new Map<string, OccurrenceDraft>();
  for (const o of draft.occurrences.values()) {
    if (o.direct) o.via.clear();
    if (o.use === 'declared' && o.app !== null && linkedApps.has(o.app)) o.use = 'linked';
    const best = versions.get(o.app ?? '');
    if (o.version !== null && (!best || o.versionRank <= best.versionRank)) versions.set(o.app ?? '', o);
  }
  for (const o of draft.occurrences.values()) {
    const known = versions.get(o.app ?? '');
    // A part of the SDK, declared in one module, has a version of its own; the SDK's is the one that another module names.
    if (known && o.app !== null && o.versionRank > known.versionRank) {
      o.version = known.version;
      o.versionFrom = known.versionFrom;
    }
  }
}

/** Occurrences in the order of the result. */
export function sortedOccurrences(draft: DetectionDraft): OccurrenceDraft[] {
  return [...draft.occurrences.values()].sort(
    (a, b) =>
      byCodeUnit(a.app ?? '', b.app ?? '') ||
      byCodeUnit(a.module, b.module) ||
      byCodeUnit(a.platform ?? '', b.platform ?? '') ||
      byCodeUnit(a.scope, b.scope),
  );
}
