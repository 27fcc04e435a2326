/** Text from a tree as files may hold it, and the addresses among it that may become links. */

/** Longer addresses are printed as text: Excel repairs a workbook with a link of more than 2,079 characters. */
const LONGEST_LINK = 2000;

/**
 * One line of text: line ends and tabs become a space; what XML 1.0 cannot hold (control characters, lone surrogates, U+FFFE) and
 * what turns the reading direction is dropped.
 */
export function plainText(text: string): string {
  return text
    .replace(/[\t\n\r\u0085\u2028\u2029]+/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{Surrogate}/gu, '');
}

/** The address as a link may carry it: http or https, escaped as URLs are; null where it is no such address, or too long. */
export function webAddress(url: string | null, longest = LONGEST_LINK): string | null {
  const text = plainText(url ?? '').trim();
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const { href } = new URL(text);
  return href.length <= longest ? href : null;
}
