/** The globs of workspace lists, matched against directories without looking at any disk. */

/** A test for one list of patterns: later `!` patterns take away what earlier ones gave. */
export function workspaceMatcher(patterns: readonly string[]): (dir: string) => boolean {
  const rules = patterns.slice(0, 500).map((pattern) => {
    const negative = pattern.startsWith('!');
    return { negative, segments: segmentsOf(negative ? pattern.slice(1) : pattern) };
  });
  return (dir) => {
    const parts = dir.split('/');
    let matched = false;
    for (const rule of rules) if (rule.negative === matched && matches(rule.segments, parts)) matched = !rule.negative;
    return matched;
  };
}

function segmentsOf(pattern: string): (RegExp | '**')[] {
  const segments = pattern.split('/').filter((segment) => segment !== '' && segment !== '.');
  // Some lists name the manifest itself.
  if (segments.at(-1) === 'package.json') segments.pop();
  return segments.slice(0, 20).map((segment) => (segment === '**' ? '**' : segmentPattern(segment)));
}

function segmentPattern(segment: string): RegExp {
  let depth = 0;
  const source = segment.slice(0, 200).replace(/\*+|[\\^$.|?+()[\]{},]/g, (mark) => {
    if (mark.startsWith('*')) return '[^/]*';
    if (mark === '?') return '[^/]';
    if (mark === '{') {
      depth++;
      return '(?:';
    }
    if (mark === '}' && depth > 0) {
      depth--;
      return ')';
    }
    if (mark === ',' && depth > 0) return '|';
    return mark === ',' ? ',' : `\\${mark}`;
  });
  return new RegExp(`^${source}${')'.repeat(depth)}$`);
}

/** Whether segments match, `**` standing for any number of directories; polynomial whatever the pattern. */
function matches(segments: readonly (RegExp | '**')[], parts: readonly string[]): boolean {
  let reach = new Set([0]);
  for (const segment of segments) {
    const next = new Set<number>();
    for (const at of reach) {
      if (segment === '**') for (let i = at; i <= parts.length; i++) next.add(i);
      else if (at < parts.length && segment.test(parts[at] ?? '')) next.add(at + 1);
    }
    reach = next;
  }
  return reach.has(parts.length);
}
