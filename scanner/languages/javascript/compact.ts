/** Strings that do not hold on to the file they came from. */

/**
 * A function that copies and shares strings: V8 keeps a whole file alive for a slice of 13 or more characters of it.
 * One interner per file is enough: names repeat inside files, and nothing lives on with it.
 */
export function interner(): (slice: string) => string {
  const known = new Map<string, string>();
  return (slice) => {
    const found = known.get(slice);
    if (found !== undefined) return found;
    // Joining makes a new string; taking the first character away again flattens it.
    const copy = ` ${slice}`.slice(1);
    known.set(copy, copy);
    return copy;
  };
}
