/** Options that several commands share: how they are written, what they may hold, how they turn into export options. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Finding } from '../core/inventory.js';
import { PLATFORMS, type Platform } from '../core/platforms.js';
import type { ExportOptions } from '../core/plugins.js';

export type Language = ExportOptions['language'];
export const LEVELS = ['error', 'warning', 'note'] as const satisfies readonly Finding['level'][];

export interface ViewFlags {
  readonly app?: readonly string[];
  readonly platform?: readonly Platform[];
  readonly lang?: Language;
  readonly date?: string;
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

/** The view options of a command; tables are Chinese unless asked otherwise, the terminal follows the environment. */
export function viewOptions(flags: ViewFlags, fallback: Language): ExportOptions {
  return {
    language: flags.lang ?? fallback,
    apps: flags.app ?? null,
    platforms: flags.platform ?? null,
    date: flags.date ?? null,
  };
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
