/** Just enough of version ranges to tell which of a few locked versions is meant. */

/** The one candidate that can be meant: the only version there is, or the only one inside the range. */
export function onlyMatch(
  candidates: readonly number[],
  range: string,
  versionOf: (candidate: number) => string | null,
): number | null {
  const only = (list: readonly number[]) =>
    list.length > 0 && new Set(list.map(versionOf)).size === 1 ? (list.at(-1) ?? null) : null;
  return only(candidates) ?? only(candidates.filter((candidate) => satisfies(versionOf(candidate), range)));
}

/** True where a version lies in a range of the usual forms (`^`, `~`, `>=`, `x`, exact, `||`). Anything else is no match. */
export function satisfies(version: string | null, range: string): boolean {
  const [major, minor, patch] = numbers(version ?? '');
  if (major === undefined) return false;
  const found = [major, minor ?? 0, patch ?? 0];
  return range
    .replace(/^npm:/, '')
    .split('||')
    .some((part) => {
      const match = /^\s*(\^|~|>=|=|v)?\s*v?(\d+)(?:\.(\d+|x|\*))?(?:\.(\d+|x|\*))?[\w.+-]*\s*$/.exec(part);
      if (match === null) return false;
      const wanted = [match[2], match[3], match[4]].map((n) => (n === undefined || !/^\d/.test(n) ? null : Number(n)));
      return inside(found, wanted, match[1] ?? '');
    });
}

function inside(found: readonly number[], wanted: readonly (number | null)[], operator: string): boolean {
  const least = wanted.map((n) => n ?? 0);
  if (compare(found, least) < 0) return false;
  if (operator === '>=') return true;
  // `^0.2.1` allows only patches, `^0.0.1` nothing else at all.
  const significant = least.findIndex((n) => n > 0);
  const given = wanted.filter((n) => n !== null).length;
  const fixed =
    operator === '^'
      ? significant < 0
        ? given - 1
        : significant
      : operator === '~'
        ? Math.min(1, given - 1)
        : given - 1;
  return least.every((n, i) => i > fixed || found[i] === n);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < 3; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbers(version: string): number[] {
  return /^v?(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number) ?? [];
}
