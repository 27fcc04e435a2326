/** `outflow registry check`, `stats`, `sample`: whether entries hold together, what they hold, and which to read a second time. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../../core/errors.js';
import type { Registry } from '../../core/registry-types.js';
import { readRegistry } from '../../registry/load.js';
import {
  FIELDS,
  type FieldName,
  type RegistryStats,
  type SampledPractice,
  samplePractices,
  statsOf,
} from '../../registry/stats.js';
import { validateRegistry } from '../../registry/validate.js';
import { sampleProblems } from '../../scanner/detect/samples.js';
import type { Context } from '../context.js';
import { findSdk } from '../find-sdk.js';

export function addRegistryQuality(group: Command, context: Context, exit: (code: number) => void): void {
  group
    .command('check')
    .summary('validate the entries of a checkout, samples included')
    .argument('[dir]', 'the folder with sdks/, vendors/ …; the registry of this checkout by default')
    .action((dir: string | undefined) => exit(check(dir, context)));
  group
    .command('stats')
    .summary('what the registry holds, counted')
    .addOption(new Option('--format <format>', 'text or json').choices(['text', 'json']).default('text'))
    .option('--sdk <id...>', 'which fields of these SDKs are filled')
    .action(({ format, sdk }: { format: string; sdk?: readonly string[] }) => {
      const registry = context.registry();
      const stats = statsOf(registry);
      const ids = sdk?.map((id) => findSdk(registry, id).id);
      if (ids !== undefined) context.streams.out(fieldTable(registry, ids));
      else context.streams.out(format === 'json' ? `${JSON.stringify(stats, null, 2)}\n` : statsText(stats));
      exit(0);
    });
  group
    .command('sample')
    .summary('practices drawn at random, for a second reading against their sources')
    .requiredOption('--seed <text>', 'the same seed gives the same list')
    .option('--count <n>', 'how many', parseCount, 60)
    .addOption(
      new Option('--format <format>', 'text, markdown or json').choices(['text', 'markdown', 'json']).default('text'),
    )
    .action(({ seed, count, format }: { seed: string; count: number; format: string }) => {
      const registry = context.registry();
      context.streams.out(sampleText(samplePractices(registry, seed, count), registry, format));
      exit(0);
    });
}

function parseCount(value: string): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('A whole number from 1.');
  return count;
}

function check(dir: string | undefined, context: Context): number {
  const folder =
    dir ??
    [join(import.meta.dirname, '../../../registry'), join(import.meta.dirname, '../../registry')].find((d) =>
      existsSync(join(d, 'sdks')),
    );
  if (folder === undefined || !existsSync(join(folder, 'sdks')))
    throw new UsageError('there are no registry files here to check: give the folder that holds sdks/');
  const { registry, issues } = readRegistry(folder);
  const all = [...issues, ...validateRegistry(registry), ...sampleProblems(registry)];
  for (const issue of all)
    context.streams.out(`${issue.file}${issue.at === '' ? '' : ` ${issue.at}`}: ${issue.message}\n`);
  const practices = registry.sdks.reduce((n, s) => n + s.practices.length, 0);
  context.streams.out(
    `${registry.sdks.length} SDKs, ${registry.wrappers.length} wrappers, ${registry.vendors.length} vendors, ${practices} practices: ${all.length} problems\n`,
  );
  return all.length === 0 ? 0 : 2;
}

function statsText(s: RegistryStats): string {
  const percent = (n: number, of: number) => (of === 0 ? '-' : `${Math.round((100 * n) / of)} %`);
  const rows = (entries: readonly (readonly [string, string])[]) => {
    const width = Math.max(...entries.map(([name]) => name.length));
    return entries.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  };
  return `${[
    `${s.sdks} SDKs: practices known ${s.practicesKnown}, known in part ${s.practicesPartial}, unknown ${s.practicesUnknown}`,
    `${s.wrappers} wrappers, ${s.vendors} vendors, ${s.signatures} signatures, ${s.libraries} plain libraries`,
    `${s.practices} practices, ${s.cited} of them cited (${percent(s.cited, s.practices)})`,
    '',
    'Practices by their best source',
    ...rows(Object.entries(s.citedBy).map(([by, n]) => [by, `${n} (${percent(n, s.practices)})`] as const)),
    '',
    'SDKs by category (with known practices)',
    ...rows(Object.entries(s.byCategory).map(([id, c]) => [id, `${c.sdks} (${c.known})`] as const)),
    '',
    'By platform: SDKs, practices',
    ...rows(Object.entries(s.byPlatform).map(([id, p]) => [id, `${p.sdks}, ${p.practices}`] as const)),
    '',
    'Fields that a source fills, SDKs',
    ...rows(Object.entries(s.fields).map(([field, n]) => [field, `${n} (${percent(n, s.sdks)})`] as const)),
    '',
    `Reviews: ${s.oldestReview ?? '-'} to ${s.newestReview ?? '-'}`,
  ].join('\n')}\n`;
}

function fieldTable(registry: Registry, ids: readonly string[]): string {
  const fields = Object.keys(FIELDS) as FieldName[];
  const width = Math.max(...ids.map((id) => id.length));
  const lines = ids.map((id) => {
    const sdk = findSdk(registry, id);
    const filled = fields.map((field) => (FIELDS[field](sdk) ? 'yes' : '-').padEnd(field.length));
    return `${id.padEnd(width)}  ${filled.join('  ')}  ${sdk.practices.length}`;
  });
  return `${[`${''.padEnd(width)}  ${fields.join('  ')}  rows`, ...lines].join('\n')}\n`;
}

function sampleText(sample: readonly SampledPractice[], registry: Registry, format: string): string {
  const elements = new Map(registry.elements.map((e) => [e.id, e.name.zh]));
  const items = sample.map(({ sdk, practice: p }, i) => ({
    no: i + 1,
    sdk: sdk.id,
    element: p.element,
    name: elements.get(p.element) ?? p.element,
    platform: p.platform,
    function: p.function,
    necessity: p.necessity,
    citations: p.citations.flatMap((id) => {
      const c = sdk.citations.find((x) => x.id === id);
      return c ? [{ id, url: c.url, title: c.title, locator: c.locator, by: c.by, says: c.says }] : [];
    }),
  }));
  if (format === 'json') return `${JSON.stringify(items, null, 2)}\n`;
  const what = (i: (typeof items)[number]) =>
    `${i.sdk}${i.function === null ? '' : `#${i.function}`} · ${i.element} ${i.name} · ${i.platform} · ${i.necessity}`;
  if (format === 'markdown') {
    const link = (c: (typeof items)[number]['citations'][number]) => (c.url === null ? c.title : `<${c.url}>`);
    return `| no | practice | source |\n| --- | --- | --- |\n${items.map((i) => `| ${i.no} | ${what(i)} | ${i.citations.map(link).join(' ')} |`).join('\n')}\n`;
  }
  return items
    .map(
      (i) =>
        `${String(i.no).padStart(3)}  ${what(i)}\n${i.citations.map((c) => `     [${c.id}] ${c.by}: ${c.title}${c.locator === null ? '' : `, ${c.locator}`}\n     ${c.url ?? ''}\n`).join('')}`,
    )
    .join('');
}
