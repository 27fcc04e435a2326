/** Options that several commands share: how they are written, what they may hold, how they turn into export options. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../core/errors.js';
import type { Finding, ScanResult } from '../core/inventory.js';
import { nearest } from '../core/nearest.js';
import { PLATFORMS, type Platform } from '../core/platforms.js';
import type { ExportOptions } from '../core/plugins.js';
import { listOf } from '../exporters/disclosure/model.js';

export type Language = ExportOptions['language'];
export const LEVELS = ['error', 'warning', 'note'] as const satisfies readonly Finding['level'][];

export interface ViewFlags {
  readonly app?: readonly string[];
  readonly platform?: readonly Platform[];
  readonly lang?: Language;
  readonly date?: string;
  readonly list?: string;
  readonly columns?: readonly string[];
  readonly sources?: boolean;
}

/** Adds --app --platform --lang --date. */
export function withViewFlags(command: Command): Command {
  return command
    .option('--app <id...>', 'only these apps, by id (android:com.acme.jobs)')
    .addOption(new Option('--platform <name...>', 'only these platforms').choices([...PLATFORMS]))
    .addOption(new Option('--lang <language>', 'zh, en or both').choices(['zh', 'en', 'both']))
    .addOption(
      new Option('--date <day>', 'the day printed on tables and taken as today by rules of age').argParser(parseDay),
    );
}

/** Adds what shapes a table: --columns --no-sources. */
export function withTableFlags(command: Command): Command {
  return command
    .addOption(
      new Option('--columns <ids>', 'the columns of the table, in order: sdk_name,provider,data_types').argParser(
        (value) =>
          value
            .split(',')
            .map((id) => id.trim())
            .filter((id) => id !== ''),
      ),
    )
    .option('--no-sources', 'leave out the numbered sources, for a table that is published');
}

/**
 * The view options of a command: what it was told, else what the company's configuration says, else Chinese for tables and the
 * environment's language for the terminal.
 */
export function viewOptions(flags: ViewFlags, fallback: Language, result: ScanResult | null): ExportOptions {
  return {
    language: flags.lang ?? result?.company?.view.language ?? fallback,
    apps: flags.app ?? null,
    platforms: flags.platform ?? null,
    date: flags.date ?? null,
    list: flags.list ?? 'sdk',
    columns: flags.columns ?? null,
    sources: flags.sources !== false,
  };
}

/** A column that is not there would silently be missing. @throws UsageError with the nearest names */
export function requireKnownColumns(flags: ViewFlags): void {
  const list = listOf(flags.list ?? 'sdk');
  const known = list.columns.map((c) => c.id);
  for (const id of flags.columns ?? []) {
    if (known.includes(id)) continue;
    const near = nearest(id, known);
    throw new UsageError(
      `the list ${list.id} has no column ${id}${near.length > 0 ? `; nearest: ${near.join(', ')}` : ''}. It has ${known.join(', ')}`,
    );
  }
  if (flags.columns?.length === 0) throw new UsageError('--columns is empty: give at least one column');
}

/** zh where the environment's language is Chinese, else en. */
export function terminalLanguage(env: NodeJS.ProcessEnv = process.env): Language {
  return /^zh/i.test(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '') ? 'zh' : 'en';
}

function parseDay(value: string): string {
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(value) ||
    Number.isNaN(Date.parse(value)) ||
    new Date(value).toISOString().slice(0, 10) !== value
  ) {
    throw new InvalidArgumentError('A day is written 2026-11-22.');
  }
  return value;
}

/** True where a finding is at or above a level. */
export function atOrAbove(level: Finding['level'], threshold: Finding['level']): boolean {
  return LEVELS.indexOf(level) <= LEVELS.indexOf(threshold);
}
