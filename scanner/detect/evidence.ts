/** Gathers the places where a thing was seen into evidence records: one per signature, module and scope. */
import type { Location } from '../../core/evidence.js';
import type { Evidence } from '../../core/inventory.js';
import { byCodeUnit } from '../../core/text.js';

/** How many places a record shows unless all are asked for. */
export const PLACES_SHOWN = 20;

/** One sighting, before places are gathered: an evidence record of a single place. */
export type Sighting = Omit<Evidence, 'id' | 'file' | 'line' | 'places' | 'more'> & { readonly location: Location };

/** An evidence record that still grows; it gets its id when the result is put together. */
export class EvidenceDraft {
  id = '';
  readonly first: Sighting;
  readonly #places = new Map<string, Location>();

  constructor(first: Sighting) {
    this.first = first;
    this.add(first.location);
  }

  add(location: Location): void {
    this.#places.set(`${location.file}\0${location.line ?? ''}`, location);
  }

  places(): Location[] {
    return [...this.#places.values()].sort((a, b) => byCodeUnit(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0));
  }

  /** @param shown how many places the record lists; the rest is counted in `more` */
  freeze(shown: number): Evidence {
    const [first, ...rest] = this.places();
    const { location: _, ...fields } = this.first;
    return {
      id: this.id,
      file: first?.file ?? '',
      line: first?.line ?? null,
      ...fields,
      places: rest.slice(0, Math.max(0, shown - 1)).map(({ file, line }) => ({ file, line })),
      more: Math.max(0, rest.length - Math.max(0, shown - 1)),
    };
  }
}

/** Evidence of one subject. */
export class EvidenceSet {
  readonly #drafts = new Map<string, EvidenceDraft>();

  /** Adds a sighting to its record, or opens one. */
  add(sighting: Sighting): EvidenceDraft {
    const what = sighting.signature ?? `${sighting.kind}:${sighting.value}`;
    const key = [
      what,
      sighting.role,
      sighting.app ?? '',
      sighting.module ?? '',
      sighting.scope,
      sighting.technique,
    ].join('\0');
    const draft = this.#drafts.get(key);
    if (draft) {
      draft.add(sighting.location);
      return draft;
    }
    const opened = new EvidenceDraft(sighting);
    this.#drafts.set(key, opened);
    return opened;
  }

  get size(): number {
    return this.#drafts.size;
  }

  /** Sorted by place, then by what was seen. */
  sorted(): EvidenceDraft[] {
    return [...this.#drafts.values()]
      .map((draft) => ({ draft, place: draft.places()[0] }))
      .sort(
        (a, b) =>
          byCodeUnit(a.place?.file ?? '', b.place?.file ?? '') ||
          (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
          byCodeUnit(keyOf(a.draft.first), keyOf(b.draft.first)),
      )
      .map((entry) => entry.draft);
  }
}

function keyOf(s: Sighting): string {
  return [s.kind, s.value, s.signature ?? '', s.role, s.app ?? '', s.module ?? '', s.scope].join('\0');
}
