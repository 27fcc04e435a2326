/** Strings that do not keep the text alive from which they were cut. */

const MAX_HELD = 50_000;
const held = new Map<string, string>();

/**
 * A copy of a string that shares no memory with the text it was sliced from, so that the text can be freed. Equal strings give one copy.
 * What is remembered is bounded: past the bound the table starts afresh.
 */
export function compact(text: string): string {
  const known = held.get(text);
  if (known !== undefined) return known;
  const copy = Buffer.from(text).toString();
  if (held.size >= MAX_HELD) held.clear();
  held.set(copy, copy);
  return copy;
}
