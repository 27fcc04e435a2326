/** A TreeView over a list of paths: names only, no content. */
import type { TreeView } from '../core/plugins.js';
import { basename, byCodeUnit, dirname } from '../core/text.js';

export function treeViewOf(paths: Iterable<string>): TreeView {
  const sorted = [...paths].sort(byCodeUnit);
  const all = new Set(sorted);
  const byDir = new Map<string, string[]>();
  for (const path of sorted) {
    const dir = dirname(path);
    const names = byDir.get(dir);
    if (names) names.push(basename(path));
    else byDir.set(dir, [basename(path)]);
  }
  return {
    has: (path) => all.has(path),
    filesIn: (dir) => byDir.get(dir) ?? [],
    filesBelow: (dir) => {
      if (dir === '') return sorted;
      const prefix = `${dir}/`;
      const from = lowerBound(sorted, prefix);
      let to = from;
      while (to < sorted.length && sorted[to]?.startsWith(prefix)) to++;
      return sorted.slice(from, to);
    },
  };
}

function lowerBound(sorted: readonly string[], key: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (byCodeUnit(sorted[mid] ?? '', key) < 0) low = mid + 1;
    else high = mid;
  }
  return low;
}
