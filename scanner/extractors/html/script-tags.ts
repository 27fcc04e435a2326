/** Scripts, frames and hosts that a page loads. Query strings are dropped: they hold the ids of accounts. */
import { type Extractor, extraction } from '../../../core/plugins.js';
import { lineIndex } from '../../../core/text.js';
import { elementsOf, type HtmlElement } from '../../languages/html/elements.js';
import { inlineUrls } from './inline-script.js';
import { PageReport } from './page-report.js';

const NAMES = new Set(['script', 'link', 'iframe', 'frame', 'img', 'meta', 'embed', 'object', 'base', 'noscript']);
const HOST_LINKS = /\b(?:preconnect|dns-prefetch|stylesheet|preload|prefetch|modulepreload|manifest)\b/i;
/** Other types are data or templates: no browser runs them. */
const RUN_TYPES =
  /^(?:|module|importmap|text\/babel|text\/typescript|(?:text|application)\/(?:x-)?(?:java|ecma)script.*)$/i;

export const extractor: Extractor<null> = {
  name: 'html/script-tags',
  ecosystem: 'web-html',
  title: {
    zh: 'HTML 页面：外部脚本、内联加载代码、iframe 与内容安全策略',
    en: 'HTML pages: external scripts, inline loaders, frames and content security policies',
  },
  input: 'text',
  fileRequired: (path) => /\.html?$/i.test(path),
  extract: (file) => {
    const lineAt = lineIndex(file.text);
    const report = new PageReport(file.path);
    const noscript = noscriptRanges(file.text);
    for (const element of elementsOf(file.text, { names: NAMES }))
      readElement(element, file.text, noscript, lineAt, report);
    return extraction({ packages: report.packages, observations: report.observations });
  },
};

function readElement(
  element: HtmlElement,
  text: string,
  noscript: readonly (readonly [number, number])[],
  lineAt: (offset: number) => number,
  report: PageReport,
): void {
  const { attributes, name } = element;
  const line = lineAt(element.offset);
  const src = attributes['src'] ?? '';
  if (name === 'script') {
    if (!RUN_TYPES.test((attributes['type'] ?? '').trim())) return;
    if (src !== '') report.script(src, line);
    for (const url of inlineUrls(text, element.contentStart, element.contentEnd)) {
      if (url.loaded) report.script(url.url, lineAt(url.offset));
      else report.host('domain', url.url, lineAt(url.offset));
    }
  } else if (name === 'link') {
    const href = attributes['href'] ?? '';
    const isScript = attributes['as'] === 'script' || attributes['rel'] === 'modulepreload';
    if (isScript && /\.m?js(?:[?#]|$)/.test(href)) report.script(href, line);
    else if (HOST_LINKS.test(attributes['rel'] ?? '')) report.host('domain', href, line);
  } else if (name === 'meta') readMeta(attributes, line, report);
  else if (name === 'img') {
    if (isPixel(element, noscript)) report.host('domain', src, line);
  } else if (name === 'object') report.host('domain', attributes['data'] ?? '', line);
  else if (name !== 'noscript' && name !== 'base') report.host('domain', src, line);
}

function readMeta(attributes: HtmlElement['attributes'], line: number, report: PageReport): void {
  if (!/^content-security-policy(?:-report-only)?$/i.test(attributes['http-equiv'] ?? '')) return;
  for (const directive of (attributes['content'] ?? '').split(';')) {
    for (const source of directive.trim().split(/\s+/).slice(1)) {
      const host = /^(?:(?:https?|wss?):\/\/)?(?:\*\.)?((?:[\w-]+\.)+[a-z]{2,})(?::[\d*]+)?(?:\/.*)?$/i.exec(
        source,
      )?.[1];
      if (host) report.name('csp-host', host.toLowerCase(), line);
    }
  }
}

/** An image that is not there to be seen: it reports a visit. */
function isPixel(element: HtmlElement, noscript: readonly (readonly [number, number])[]): boolean {
  const { attributes, offset } = element;
  const tiny = (value: string | undefined) => value !== undefined && /^[01](?:px)?$/.test(value.trim());
  if (tiny(attributes['width']) || tiny(attributes['height'])) return true;
  if (/display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes['style'] ?? '')) return true;
  return noscript.some(([from, to]) => offset > from && offset < to);
}

function noscriptRanges(text: string): [number, number][] {
  const ranges: [number, number][] = [];
  const open = /<noscript\b/gi;
  for (let match = open.exec(text); match !== null && ranges.length < 200; match = open.exec(text)) {
    const close = indexOfClosing(text, match.index);
    if (close < 0) break;
    ranges.push([match.index, close]);
    open.lastIndex = close;
  }
  return ranges;
}

function indexOfClosing(text: string, from: number): number {
  const closing = /<\/noscript/gi;
  closing.lastIndex = from;
  return closing.exec(text)?.index ?? -1;
}
