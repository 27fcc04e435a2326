/** Suggests what a mistyped id may have meant. */
import { byCodeUnit } from './text.js';

/**
 * Up to three known names that an asked one may have meant: those that hold it first, then by edits. Within a third of the
 * length of edits, or with a part (between slashes) in common.
 */
export function nearest(asked: string, known: readonly string[], count = 3): string[] {
  const wanted = asked.toLowerCase();
  return known
    .map((name) => ({ name, distance: name.includes(wanted) ? 0 : editDistance(wanted, name) }))
    .filter(
      ({ name, distance }) =>
        distance <= Math.max(2, Math.floor(Math.max(name.length, wanted.length) / 3)) ||
        name.split('/').some((part) => part !== '' && wanted.includes(part)),
    )
    .sort((a, b) => a.distance - b.distance || byCodeUnit(a.name, b.name))
    .slice(0, count)
    .map(({ name }) => name);
}

/** Levenshtein distance (V. I. Levenshtein, 1966), two rows. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(
        (previous[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
