/** Small pure helpers for text and order. */

/** Wording in the two languages of every output. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** Orders by code unit, so that no locale shapes a result. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A copy sorted by code unit of a key. */
export function sortedBy<T>(items: Iterable<T>, key: (item: T) => string): T[] {
  return [...items]
    .map((item) => ({ item, key: key(item) }))
    .sort((a, b) => byCodeUnit(a.key, b.key))
    .map((entry) => entry.item);
}

/** Distinct values, sorted by code unit. */
export function sortedSet(values: Iterable<string>): string[] {
  return [...new Set(values)].sort(byCodeUnit);
}

/** The directory part of a relative path; '' for a file at the root. */
export function dirname(path: string): string {
  const at = path.lastIndexOf('/');
  return at < 0 ? '' : path.slice(0, at);
}

/** The last segment of a path. */
export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * Joins relative path parts and resolves `.` and `..`.
 * @returns the normalised path, or null where it climbs above the root or is absolute: nothing outside the tree is ever named.
 */
export function joinPath(...parts: readonly string[]): string | null {
  const out: string[] = [];
  for (const part of parts) {
    if (part.startsWith('/') || /^[A-Za-z]:/.test(part)) return null;
    for (const segment of part.split(/[\\/]/)) {
      if (segment === '' || segment === '.') continue;
      if (segment === '..') {
        if (out.pop() === undefined) return null;
      } else out.push(segment);
    }
  }
  return out.join('/');
}

/** True where `path` is `dir` or lies below it ('' is the root and holds everything). */
export function isWithin(path: string, dir: string): boolean {
  return dir === '' || path === dir || path.startsWith(`${dir}/`);
}

/**
 * A lookup from offset to line number (from 1) for one text; each answer is O(log lines).
 * Counts \n, \r\n and lone \r as line ends.
 */
export function lineIndex(text: string): (offset: number) => number {
  let starts: number[] | null = null;
  return (offset) => {
    if (starts === null) {
      starts = [0];
      for (let i = 0; i < text.length; i++) {
        const c = text.charCodeAt(i);
        if (c === 10) starts.push(i + 1);
        else if (c === 13 && text.charCodeAt(i + 1) !== 10) starts.push(i + 1);
      }
    }
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if ((starts[mid] ?? 0) <= offset) low = mid;
      else high = mid - 1;
    }
    return low + 1;
  };
}
