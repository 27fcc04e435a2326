/** `outflow explain`: what a rule, an SDK or a data element means. */
import type { Command } from 'commander';
import { UsageError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';
import type { Check } from '../../core/plugins.js';
import type { DataElement, Registry } from '../../core/registry-types.js';
import { checks } from '../../scanner/checks/index.js';
import type { Context } from '../context.js';
import { describeSdk } from './registry.js';
import { paintOf } from './scan.js';

export function addExplain(program: Command, context: Context, exit: (code: number) => void): void {
  program
    .command('explain')
    .summary('what a rule, an SDK or a data element means')
    .description(
      'Explains a rule (unrecognised-third-party), an SDK (getui/push) or a data element (device.oaid), in Chinese and English.',
    )
    .argument('<id>')
    .action((id: string) => {
      context.streams.out(explain(id, context));
      exit(0);
    });
}

function explain(id: string, context: Context): string {
  const registry = context.registry();
  const colour = context.streams.colour;
  const rule = checks.find((c) => c.id === id);
  if (rule) return describeRule(rule, colour);
  const sdk = registry.sdks.find((s) => s.id === id || s.formerIds.includes(id));
  if (sdk) return describeSdk(sdk, registry, colour);
  const element = registry.elements.find((e) => e.id === id);
  if (element) return describeElement(element, registry, colour);
  const near = nearest(id, [
    ...checks.map((c) => c.id),
    ...registry.sdks.map((s) => s.id),
    ...registry.elements.map((e) => e.id),
  ]);
  throw new UsageError(
    `there is no rule, SDK or data element ${id}${near.length > 0 ? `; nearest: ${near.join(', ')}` : ''}`,
  );
}

function describeRule(rule: Check, colour: boolean): string {
  const paint = paintOf(colour);
  const lines = (['zh', 'en'] as const).flatMap((l) => [
    paint.bold(rule.title[l]),
    rule.rationale[l],
    rule.remedy[l],
    '',
  ]);
  return `${rule.id} (${rule.level})\n\n${lines.join('\n')}${rule.reference ? `${rule.reference}\n` : ''}`;
}

function describeElement(e: DataElement, registry: Registry, colour: boolean): string {
  const paint = paintOf(colour);
  const receivers = registry.sdks.filter((s) => s.practices.some((p) => p.element === e.id)).map((s) => s.id);
  const out = [
    `${paint.bold(`${e.name.zh} / ${e.name.en}`)} ${paint.dim(e.id)}`,
    `敏感 / sensitive: ${e.sensitive} (GB/T 35273-2020 annex B: ${e.gbt35273AnnexB}; GB/T 45574-2025 annex A: ${e.gbt45574AnnexA})`,
    `GB/T 35273-2020 annex A: ${e.gbt35273AnnexA || '-'}`,
    `Google Play: ${e.googleTypes.join(', ') || '-'} · Apple: ${e.appleTypes.join(', ') || '-'}`,
  ];
  if (e.members.length > 0) out.push(`概括用语，通常包括 / umbrella term, usually covers: ${e.members.join(', ')}`);
  if (e.synonyms.length > 0) out.push(`也写作 / also written: ${e.synonyms.join('、')}`);
  if (e.notes) out.push(e.notes);
  out.push(
    `${receivers.length} SDKs of the registry receive it${receivers.length > 0 ? `: ${receivers.slice(0, 12).join(', ')}${receivers.length > 12 ? ', …' : ''}` : ''}`,
  );
  return `${out.join('\n')}\n`;
}
