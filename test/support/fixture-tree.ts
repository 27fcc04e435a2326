/** Reads a fixture folder into memory and runs the extractors and correlators on it, as a scan does. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Correlation, Correlator, ExtractedFile, Extractor, PackageFact } from '../../core/plugins.js';
import { byCodeUnit } from '../../core/text.js';
import { correlateAll, extractFile, extractionProblems } from '../../scanner/extract.js';
import { treeViewOf } from '../../scanner/tree-view.js';

export function readTree(dir: string, prefix = ''): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) for (const [p, b] of readTree(join(dir, entry.name), path)) files.set(p, b);
    else files.set(path, readFileSync(join(dir, entry.name)));
  }
  return files;
}

/** Extracts and correlates an in-memory tree with the given plugins. */
export function runPlugins(
  files: ReadonlyMap<string, Buffer | string>,
  extractors: readonly Extractor[],
  correlators: readonly Correlator[],
): Correlation {
  const extracted: ExtractedFile[] = [];
  for (const [path, content] of files) {
    for (const extractor of extractors) {
      if (!extractor.fileRequired(path)) continue;
      const buffer = typeof content === 'string' ? Buffer.from(content) : content;
      const text = extractor.input === 'text' ? buffer.toString('utf8').replace(/^\uFEFF/, '') : '';
      const bytes = extractor.input === 'bytes' ? buffer : new Uint8Array();
      extracted.push({ path, extractor: extractor.name, extraction: extractFile(extractor, { path, text, bytes }) });
    }
  }
  const correlation = correlateAll(extracted, treeViewOf(files.keys()), extractors, correlators);
  return { ...correlation, problems: [...extractionProblems(extracted), ...correlation.problems] };
}

/** A correlation as short sorted lines, for expected.json. */
export function summarise(c: Correlation): Record<string, string[]> {
  const at = (x: { location: { file: string; line: number | null } }) =>
    `@${x.location.file}:${x.location.line ?? '-'}`;
  const pkg = (p: PackageFact) =>
    [
      p.kind,
      p.name,
      p.version ?? '?',
      p.versionFrom ?? '?',
      p.scope,
      `module=${p.module ?? '?'}`,
      p.direct ? 'direct' : 'transitive',
      ...(p.local ? ['local'] : []),
      ...(p.requestedBy.length > 0 ? [`by=${p.requestedBy.join(',')}`] : []),
      at(p),
    ].join(' ');
  const lines = (items: string[]) => items.sort(byCodeUnit);
  return {
    apps: lines(c.apps.map((a) => `${a.id} name=${a.name ?? '?'} module=${a.module} variants=${a.variants.join(',')}`)),
    modules: lines(
      c.modules.map(
        (m) =>
          `${m.path || '.'} ${m.ecosystem} [${m.platforms.join(',')}] apps=${m.apps.join(',')}${m.carriesNestedApps ? ' nested' : ''}`,
      ),
    ),
    packages: lines(c.packages.map(pkg)),
    observations: lines(
      c.observations.map(
        (o) =>
          `${o.kind} ${o.value} ${o.scope} module=${o.module ?? '?'}${o.platform ? ` ${o.platform}` : ''}${o.setting === undefined ? '' : ` =${o.setting}`}${o.redacted ? ` redacted(${o.redacted.name},${o.redacted.length})` : ''} ${at(o)}`,
      ),
    ),
    permissions: lines(
      c.permissions.map((p) => `${p.state} ${p.id} ${p.platform} ${p.scope} module=${p.module ?? '?'} ${at(p)}`),
    ),
    problems: lines(c.problems.map((p) => `${p.stage} ${p.plugin} ${p.file ?? '-'}:${p.line ?? '-'} ${p.message}`)),
  };
}
