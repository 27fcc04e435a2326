/** URLs in the string literals of an inline script, and whether they are loaded as scripts. */
import { scanScript } from '../../languages/javascript/scan-script.js';
import { hostAt, UrlFinder } from '../../languages/javascript/url-finder.js';

export interface InlineUrl {
  /** With scheme, or beginning with `//`. */
  readonly url: string;
  readonly offset: number;
  readonly loaded: boolean;
}

const LONGEST_URL = 2000;
/** Loaders that put the scheme in front themselves: `protocol + "s95.cnzz.com/z_stat.php"`. */
const BARE = /^(?:[a-z0-9-]+\.)+(?:com|cn|net|org|io|co)\/[\w./-]*\.(?:js|php)(?=$|[?%"'\\ ])/i;
/** What stands in front of a literal that is given to an element. */
const ASSIGNED =
  /(?:\.src\s*=\s*|\.setAttribute\(\s*["']src["']\s*,\s*|\bsrc\s*[:=]\s*|importScripts\(\s*|getScript\(\s*|loadScript\(\s*)$/;
const ESCAPED_SLASH = /\\\//g;

/** Lists the URLs of one script block. */
export function inlineUrls(text: string, start: number, end: number): InlineUrl[] {
  const found: InlineUrl[] = [];
  const block = text.slice(start, end);
  if (!block.includes('//') && !block.includes('\\/\\/') && !/\.(?:js|php)/.test(block)) return found;
  const urls = new UrlFinder(block);
  scanScript(
    block,
    0,
    block.length,
    { jsx: false, types: false },
    {
      reference: () => {},
      literal: (from, to, partial) => {
        urls.inLiteral(from, to, (after, begin) => {
          const host = hostAt(block, after, to, partial);
          const relative = after === begin + 2;
          if (host === null || (relative && !/\.[a-z]{2,}$/.test(host))) return;
          const url = urlAt(block, begin, to);
          found.push({ url, offset: start + begin, loaded: isLoaded(block, from, begin, url) });
        });
        const bare = to - from > 6 && to - from < LONGEST_URL ? BARE.exec(block.slice(from, to))?.[0] : undefined;
        if (bare) found.push({ url: `//${bare}`, offset: start + from, loaded: true });
      },
    },
  );
  return found;
}

function urlAt(block: string, begin: number, to: number): string {
  const rest = block.slice(begin, Math.min(to, begin + LONGEST_URL)).replace(ESCAPED_SLASH, '/');
  const stop = rest.search(/[\s"'<>\\`]|%3E|%22|%27/i);
  return stop < 0 ? rest : rest.slice(0, stop);
}

function isLoaded(block: string, literal: number, begin: number, url: string): boolean {
  if (/\.m?js$/.test(url.split(/[?#]/)[0] ?? '')) return true;
  const before = begin === literal ? block.slice(Math.max(0, literal - 60), literal - 1) : '';
  if (ASSIGNED.test(before)) return !/\.(?:png|gif|jpe?g|svg|webp|ico)$/i.test(url.split(/[?#]/)[0] ?? '');
  // A tag that is written into the page.
  return /<script[^>]*src=\\?["']?$/i.test(block.slice(Math.max(literal, begin - 200), begin));
}
