/** Version ranges as registry entries write them: `<6.8.0`, `>=4.1.1`, `>=4.1.1 <5`, `20.4.0`. */

const COMPARATOR = /^(<=|>=|<|>|=)?(\d+(?:\.\d+)*)$/;
/** A version as an app pins it; `^1.2`, `~> 2.0` and `1.2.+` are ranges themselves and compare with nothing. */
const PINNED = /^v?(\d+(?:\.\d+)*)(?:[-+.]?[A-Za-z][\w.+-]*)?$/;

export function isVersionRange(text: string): boolean {
  const parts = text.trim().split(/\s+/);
  return parts.every((part) => COMPARATOR.test(part));
}

/** Whether a version lies in a range; null where it cannot be told. Letters after the numbers are not compared. */
export function inVersionRange(version: string, range: string): boolean | null {
  const pinned = PINNED.exec(version.trim())?.[1];
  if (pinned === undefined || !isVersionRange(range)) return null;
  return range
    .trim()
    .split(/\s+/)
    .every((part) => {
      const [, operator = '=', bound = ''] = COMPARATOR.exec(part) ?? [];
      const order = compareNumbers(pinned, bound);
      if (operator === '<') return order < 0;
      if (operator === '<=') return order <= 0;
      if (operator === '>') return order > 0;
      if (operator === '>=') return order >= 0;
      return order === 0;
    });
}

/** Number by number; what one of them lacks is 0. */
function compareNumbers(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = (left[i] ?? 0) - (right[i] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}
