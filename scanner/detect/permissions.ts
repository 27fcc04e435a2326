/** The permissions an app asks for or takes away, and the access that follows for each practice of an SDK. */
import type { Access, Permission } from '../../core/inventory.js';
import { type Platform, reachesUsers } from '../../core/platforms.js';
import type { DataPractice, Sdk, Switch } from '../../core/registry-types.js';
import { sortedBy } from '../../core/text.js';
import type { ModuleIndex } from '../modules.js';
import type { DetectionDraft, SettingSight } from './detect.js';
import { type EvidenceDraft, EvidenceSet } from './evidence.js';
import type { TreeFacts } from './facts.js';
import type { Knowledge } from './knowledge.js';

export interface PermissionDraft {
  readonly result: Omit<Permission, 'evidence'>;
  readonly evidence: EvidenceSet;
}

const FAMILY = { android: 'android', ios: 'apple', harmony: null, miniprogram: 'js', web: 'js', server: null } as const;

/** One record per app, permission and state. A permission that an app removes is `removed` even where another manifest asks for it. */
export function permissionsOf(facts: TreeFacts, modules: ModuleIndex, knowledge: Knowledge): PermissionDraft[] {
  const elements = new Map(knowledge.registry.permissions.map((p) => [`${p.platform}\0${p.name}`, p.elements]));
  const drafts = new Map<
    string,
    { app: string | null; id: string; platform: Platform; state: 'requested' | 'removed'; evidence: EvidenceSet }
  >();
  for (const fact of facts.correlation.permissions) {
    if (fact.scope === 'test') continue;
    const family = FAMILY[fact.platform];
    const place =
      fact.module === null
        ? modules.placeOfFile(fact.location.file, family)
        : modules.placeOfModule(fact.module, family, fact.scope);
    const apps = place.apps.filter((a) => a.platform === fact.platform).map((a) => a.id);
    for (const app of apps.length > 0 ? apps : [null]) {
      const key = [app ?? '', fact.platform, fact.id, fact.state].join('\0');
      const draft = drafts.get(key) ?? {
        app,
        id: fact.id,
        platform: fact.platform,
        state: fact.state,
        evidence: new EvidenceSet(),
      };
      drafts.set(key, draft);
      draft.evidence.add({
        location: fact.location,
        kind: 'permission',
        value: fact.id,
        signature: null,
        strength: null,
        technique: 'manifest-analysis',
        role: 'access',
        app,
        module: place.module,
        scope: fact.scope === 'unknown' ? place.scope : fact.scope,
      });
    }
  }
  return sortedBy(drafts.values(), (d) => [d.platform, d.app ?? '', d.id, d.state].join('\0')).map((d) => ({
    result: {
      id: d.id,
      platform: d.platform,
      app: d.app,
      state: d.state,
      elements: elements.get(`${d.platform}\0${d.id}`) ?? [],
    },
    evidence: d.evidence,
  }));
}

export interface AccessVerdict {
  readonly access: Access;
  readonly evidence: readonly EvidenceDraft[];
}

/** Answers, for one app, whether a practice can happen: what it needs, what the app asks for, what is switched off. */
export class AccessJudge {
  readonly #byApp = new Map<string, Map<string, PermissionDraft>>();
  readonly #settings: readonly SettingSight[];
  /** By app: permissions that the manifests of its SDKs are known to ask for, and so the merged manifest does. */
  readonly #merged = new Map<string, Set<string>>();

  constructor(
    permissions: readonly PermissionDraft[],
    settings: readonly SettingSight[],
    detections: readonly DetectionDraft[] = [],
  ) {
    this.#settings = settings;
    for (const { sdk, confidence, occurrences } of detections) {
      if (confidence === 'possible') continue;
      for (const { app, platform, scope } of occurrences.values()) {
        if (platform === null || !reachesUsers(scope)) continue;
        const key = appKey(app, platform);
        const merged = this.#merged.get(key) ?? new Set<string>();
        this.#merged.set(key, merged);
        for (const p of sdk.permissions) if (p.platform === platform && p.inSdkManifest === 'yes') merged.add(p.name);
      }
    }
    for (const draft of permissions) {
      const key = appKey(draft.result.app, draft.result.platform);
      const map = this.#byApp.get(key) ?? new Map<string, PermissionDraft>();
      this.#byApp.set(key, map);
      const other = map.get(draft.result.id);
      if (!other || draft.result.state === 'removed') map.set(draft.result.id, draft);
    }
  }

  /** The switch that turns everything of an SDK off in an app, where its key is set so. */
  switchedOff(sdk: Sdk, app: string | null, platform: Platform, element: string | null): SettingSight | null {
    for (const toggle of sdk.switches) {
      if (!toggle.platforms.includes(platform)) continue;
      if (!(toggle.governs === 'all' || (element !== null && toggle.governs.includes(element)))) continue;
      const setting = this.#settingOf(toggle, app);
      if (setting) return setting;
    }
    return null;
  }

  judge(sdk: Sdk, practice: DataPractice, app: string | null, platform: Platform): AccessVerdict {
    const off = this.switchedOff(sdk, app, platform, practice.element);
    if (off) return { access: 'switched-off', evidence: [] };
    if (practice.requires === null) return { access: 'unknown', evidence: [] };
    if (practice.requires.length === 0) return { access: 'no-permission-needed', evidence: [] };
    const asked = this.#byApp.get(appKey(app, platform)) ?? new Map<string, PermissionDraft>();
    const evidenceOf = (names: readonly string[]) => names.flatMap((n) => asked.get(n)?.evidence.sorted() ?? []);
    const groups = practice.requires.map((anyOf) => {
      const states = anyOf.map((name) => ({ name, state: this.#stateOf(sdk, name, app, platform, asked) }));
      const has = (state: string) => states.filter((s) => s.state === state).map((s) => s.name);
      if (has('requested').length > 0) return { state: 'requested' as const, names: has('requested') };
      if (has('unknown').length > 0) return { state: 'unknown' as const, names: [] };
      return has('removed').length > 0
        ? { state: 'removed' as const, names: has('removed') }
        : { state: 'not-requested' as const, names: [] };
    });
    // One group that is closed closes the practice, whatever the others say.
    const decisive =
      groups.find((g) => g.state === 'removed') ??
      groups.find((g) => g.state === 'not-requested') ??
      groups.find((g) => g.state === 'unknown');
    if (decisive) return { access: decisive.state, evidence: evidenceOf(decisive.names) };
    return { access: 'requested', evidence: evidenceOf(groups.flatMap((g) => g.names)) };
  }

  /** Of one permission: asked by the app, by the SDK's own manifest or by that of another SDK in the app, removed, surely not asked, or unknown. */
  #stateOf(
    sdk: Sdk,
    name: string,
    app: string | null,
    platform: Platform,
    asked: ReadonlyMap<string, PermissionDraft>,
  ): 'requested' | 'removed' | 'absent' | 'unknown' {
    const own = asked.get(name)?.result.state;
    if (own !== undefined) return own;
    const declared = sdk.permissions.find((p) => p.name === name && p.platform === platform)?.inSdkManifest;
    if (declared === 'yes' || this.#merged.get(appKey(app, platform))?.has(name)) return 'requested';
    return declared === 'no' ? 'absent' : 'unknown';
  }

  #settingOf(toggle: Switch, app: string | null): SettingSight | null {
    if (toggle.key === undefined || toggle.offValue === undefined) return null;
    const hits = this.#settings.filter(
      (s) =>
        s.key === toggle.key &&
        (s.sight.place.apps.length === 0 ? app === null : s.sight.place.apps.some((a) => a.id === app)),
    );
    const inRelease = hits.filter((s) => s.sight.place.scope !== 'debug' && s.sight.place.scope !== 'test');
    return inRelease.length > 0 && inRelease.every((s) => s.value.toLowerCase() === toggle.offValue?.toLowerCase())
      ? (inRelease[0] ?? null)
      : null;
  }
}

function appKey(app: string | null, platform: Platform): string {
  return `${app ?? ''}\0${platform}`;
}
