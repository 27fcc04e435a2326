/** Line numbers for keys that come in the order of the text: one pass over the text for all of them. */

const MOST_MISSES = 20;

/** A function that gives the line of the next place where a text stands; null where it does not come again. */
export function forwardLines(text: string): (needle: string) => number | null {
  let line = 1;
  let counted = 0;
  let from = 0;
  let misses = 0;
  return (needle) => {
    // A file that is spelled otherwise than expected would be searched to its end for every key.
    if (misses > MOST_MISSES) return null;
    const at = text.indexOf(needle, from);
    if (at < 0) {
      misses++;
      return null;
    }
    for (let next = text.indexOf('\n', counted); next >= 0 && next < at; next = text.indexOf('\n', counted)) {
      line++;
      counted = next + 1;
    }
    from = at + needle.length;
    return line;
  };
}
