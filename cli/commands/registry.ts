/** `outflow registry`: what the tool knows about SDKs, and whether its entries hold together. */
import { type Command, Option } from 'commander';
import type { Registry, Sdk } from '../../core/registry-types.js';
import type { Context } from '../context.js';
import { findSdk } from '../find-sdk.js';
import { addRegistryQuality } from './registry-quality.js';
import { paintOf } from './scan.js';

export function addRegistry(program: Command, context: Context, exit: (code: number) => void): void {
  const group = program
    .command('registry')
    .summary('what Outflow knows about SDKs')
    .description('Lists, shows, checks, counts and samples the registry of SDKs that ships with Outflow.');
  group
    .command('list')
    .summary('every SDK')
    .addOption(new Option('--format <format>', 'text or json').choices(['text', 'json']).default('text'))
    .action(({ format }: { format: string }) => {
      const registry = context.registry();
      context.streams.out(
        format === 'json'
          ? `${JSON.stringify(
              registry.sdks.map((s) => listed(s, registry)),
              null,
              2,
            )}\n`
          : textList(registry),
      );
      exit(0);
    });
  group
    .command('show')
    .summary('one SDK, with every practice and its source')
    .argument('<id>', 'an id such as getui/push')
    .addOption(new Option('--format <format>', 'text or json').choices(['text', 'json']).default('text'))
    .action((id: string, { format }: { format: string }) => {
      const registry = context.registry();
      const sdk = findSdk(registry, id);
      const vendor = registry.vendors.find((v) => v.id === sdk.vendor) ?? null;
      context.streams.out(
        format === 'json'
          ? `${JSON.stringify({ ...sdk, vendor }, null, 2)}\n`
          : describeSdk(sdk, registry, context.streams.colour),
      );
      exit(0);
    });
  addRegistryQuality(group, context, exit);
}

/** The public form of an entry in `registry list --format json`. */
export function listed(sdk: Sdk, registry: Registry) {
  const vendor = registry.vendors.find((v) => v.id === sdk.vendor);
  return {
    id: sdk.id,
    name: sdk.name,
    aliases: sdk.aliases,
    vendor: { id: sdk.vendor, name: vendor?.name ?? { zh: null, en: null }, formerly: vendor?.formerly ?? [] },
    category: sdk.category,
    platforms: sdk.platforms,
    signatures: sdk.signatures.map(({ kind, value }) => ({ kind, value })),
    practices: sdk.practices.map(({ element, platform, necessity, citations }) => ({
      element,
      platform,
      necessity,
      citations,
    })),
    practicesKnown: sdk.practicesKnown,
  };
}

function textList(registry: Registry): string {
  const width = Math.max(...registry.sdks.map((s) => s.id.length));
  const lines = registry.sdks.map((s) => {
    const elements = new Set(s.practices.map((p) => p.element)).size;
    return `${s.id.padEnd(width)}  ${[s.name.zh, s.name.en].filter((n) => n !== null).join(' / ')}  [${s.category}]  ${s.practicesKnown ? `${elements} data elements` : 'practices unknown'}`;
  });
  return `${lines.join('\n')}\n`;
}

/** An SDK in lines for the terminal. */
export function describeSdk(sdk: Sdk, registry: Registry, colour: boolean): string {
  const paint = paintOf(colour);
  const vendor = registry.vendors.find((v) => v.id === sdk.vendor);
  const elements = new Map(registry.elements.map((e) => [e.id, e]));
  const out = [
    `${paint.bold([sdk.name.zh, sdk.name.en].filter((n) => n !== null).join(' / '))} ${paint.dim(sdk.id)}`,
    `${[vendor?.name.zh, vendor?.name.en].filter((n) => n).join(' / ')} · ${sdk.category} · ${sdk.platforms.join(', ')}`,
    '',
  ];
  if (!sdk.practicesKnown)
    out.push(
      `${paint.yellow('practices unknown / 收集内容待确认')}: ${sdk.searched.map((s) => `${s.where} (${s.date})`).join('; ')}`,
    );
  for (const p of sdk.practices) {
    const e = elements.get(p.element);
    const mark = e?.sensitive === 'yes' ? paint.red(' *') : '';
    out.push(
      `  ${p.platform.padEnd(12)} ${p.necessity.padEnd(9)} ${e?.name.zh ?? p.element} / ${e?.name.en ?? ''}${mark} ${paint.dim(`${p.element} [${p.citations.join(', ')}]`)}`,
    );
  }
  out.push('', ...sdk.signatures.map((s) => `  ${paint.dim(s.kind.padEnd(20))} ${s.value}`), '');
  for (const c of sdk.citations)
    out.push(
      `  [${c.id}] ${c.publisher}: ${c.title}${c.published ? ` (${c.published})` : ''}`,
      `      ${c.url} ${paint.dim(`${c.by}, read ${c.retrieved}`)}`,
      `      ${c.says}`,
    );
  return `${out.join('\n')}\n`;
}
