/** What each detected SDK receives: the practices its sources declare, for the platforms on which the tree carries it. */
import type { SdkData, SdkDetection, Use } from '../../core/inventory.js';
import type { Platform } from '../../core/platforms.js';
import type { DataPractice } from '../../core/registry-types.js';
import { byCodeUnit } from '../../core/text.js';
import { inVersionRange } from '../../core/version-range.js';
import { type DetectionDraft, sortedOccurrences } from './detect.js';
import type { EvidenceDraft } from './evidence.js';
import type { AccessJudge } from './permissions.js';

export type DataDraft = Omit<SdkData, 'accessEvidence'> & { readonly accessEvidence: readonly EvidenceDraft[] };

/** Citations are keyed by the entry they stand in, so that ids of two entries never meet. */
export function citationKey(owner: string, id: string): string {
  return `${owner}#${id}`;
}

/** One row per element, platform, app and function. Certain and likely detections only: hints claim nothing. */
export function dataOf(draft: DetectionDraft, judge: AccessJudge): DataDraft[] {
  if (draft.confidence === 'possible') return [];
  const places = new Map<string, { app: string | null; platform: Platform; versions: (string | null)[] }>();
  for (const o of draft.occurrences.values()) {
    for (const platform of o.platform === null ? draft.sdk.platforms : [o.platform]) {
      const key = `${o.app ?? ''}\0${platform}`;
      const place = places.get(key) ?? { app: o.app, platform, versions: [] };
      places.set(key, place);
      place.versions.push(o.version);
    }
  }
  const rows: DataDraft[] = [];
  for (const { app, platform, versions } of places.values()) {
    for (const practice of draft.sdk.practices.filter((p) => p.platform === platform && holdsFor(p, versions))) {
      const verdict = judge.judge(draft.sdk, practice, app, platform);
      rows.push({
        element: practice.element,
        platform,
        app,
        function: practice.function,
        necessity: practice.necessity,
        purposes: practice.purposes,
        versions: practice.versions,
        basis: 'declared',
        access: verdict.access,
        accessEvidence: verdict.evidence,
        citations: practice.citations.map((id) => citationKey(draft.sdk.id, id)),
      });
    }
  }
  const key = (r: DataDraft) => [r.platform, r.app ?? '', r.function ?? '', r.element, r.versions ?? ''].join('\0');
  return rows.sort((a, b) => byCodeUnit(key(a), key(b)));
}

/** A practice of some versions alone is left out only where every version in the app is known and none is of them. */
function holdsFor({ versions }: DataPractice, seen: readonly (string | null)[]): boolean {
  return versions === null || seen.some((v) => v === null || inVersionRange(v, versions) !== false);
}

/** Functions of an artifact: `linked` or `declared` where something shows them, `unknown` where nothing does. */
export function functionsOf(draft: DetectionDraft): { id: string; use: Use; evidence: EvidenceDraft[] }[] {
  return draft.sdk.functions.map((fn) => {
    const evidence = [...(draft.functions.get(fn.id) ?? [])];
    const linked = evidence.some(
      (e) => e.first.technique === 'source-analysis' || e.first.technique === 'archive-analysis',
    );
    return { id: fn.id, use: evidence.length === 0 ? 'unknown' : linked ? 'linked' : 'declared', evidence };
  });
}

/** Occurrences as the result prints them; `switched-off` where a key of the app turns the whole SDK off. */
export function occurrencesOf(draft: DetectionDraft, judge: AccessJudge): SdkDetection['occurrences'] {
  return sortedOccurrences(draft).map((o) => ({
    app: o.app,
    module: o.module,
    platform: o.platform,
    scope: o.scope,
    version: o.version,
    versionFrom: o.versionFrom,
    use: o.platform !== null && judge.switchedOff(draft.sdk, o.app, o.platform, null) ? 'switched-off' : o.use,
    via: [...o.via].sort(byCodeUnit),
  }));
}
