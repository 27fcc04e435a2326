/** Line numbers for offsets that mostly grow: counts on from the last answer instead of indexing the whole text. */
import { lineIndex } from '../../../core/text.js';

export function lineCounter(text: string): (offset: number) => number {
  const carriage = text.indexOf('\r');
  // Lone carriage returns end lines too, and nobody writes them any more: the slow way is good enough for them.
  if (carriage >= 0 && text.charCodeAt(carriage + 1) !== 10) return lineIndex(text);
  let line = 1;
  let at = 0;
  return (offset) => {
    if (offset < at) {
      line = 1;
      at = 0;
    }
    for (let next = text.indexOf('\n', at); next >= 0 && next < offset; next = text.indexOf('\n', at)) {
      line++;
      at = next + 1;
    }
    return line;
  };
}
