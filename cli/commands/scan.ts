/** `outflow scan`: the main job. */
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import pc from 'picocolors';
import { UsageError } from '../../core/errors.js';
import type { Finding, ScanResult } from '../../core/inventory.js';
import type { Exporter, ExportOptions } from '../../core/plugins.js';
import { consoleReport, type Paint, printable } from '../../exporters/console.js';
import { lists } from '../../exporters/disclosure/lists/index.js';
import { listOf } from '../../exporters/disclosure/model.js';
import { say } from '../../exporters/disclosure/text.js';
import { exporters } from '../../exporters/index.js';
import { scan } from '../../scanner/scan.js';
import { companyOf, requireAppsOfCompany, withCompanyFlags } from '../company.js';
import type { Context } from '../context.js';
import { requireFolder, requireWritable, writeOutput } from '../output.js';
import { progressLine } from '../progress.js';
import {
  atOrAbove,
  LEVELS,
  requireKnownColumns,
  terminalLanguage,
  type ViewFlags,
  viewOptions,
  withTableFlags,
  withViewFlags,
} from '../settings.js';

export interface ScanFlags extends ViewFlags {
  readonly format: string;
  readonly out?: string;
  readonly report?: string;
  readonly reproducible?: boolean;
  readonly failOn?: Finding['level'];
  readonly name?: string;
  readonly ignore: boolean;
  readonly allEvidence?: boolean;
  readonly quiet?: boolean;
  readonly maxFiles?: string;
  /** A folder instead of .outflow in the tree; false: none. */
  readonly company?: string | false;
}

export function addScan(program: Command, context: Context, exit: (code: number) => void): void {
  const formats = ['text', ...exporters.map((e) => e.id)];
  withCompanyFlags(withTableFlags(withViewFlags(program.command('scan'))))
    .summary('find the SDKs of an app and what they collect')
    .description(
      'Reads the source tree of an app and prints which third-party SDKs are inside, which personal data each receives\nand on whose word, and what to look at before release. Starts no process, makes no network call, runs nothing.',
    )
    .argument('[path]', 'the directory of the app', '.')
    .addOption(new Option('--format <format>', 'what to print').choices(formats).default('text'))
    .option('-o, --out <file>', 'write to a file instead of the terminal')
    .option('--report <dir>', 'also write scan.json and the disclosure table in every format into a directory')
    .option('--reproducible', 'leave out times, so that the same tree gives the same bytes')
    .addOption(
      new Option('--fail-on <level>', 'exit with 1 where a finding is at or above this level').choices([...LEVELS]),
    )
    .option('--name <name>', "the project's name, where its manifests give none")
    .option('--no-ignore', 'read files that .gitignore and .outflowignore leave out')
    .option('--all-evidence', 'list every place of every match, not the first 20')
    .option('--max-files <count>', 'stop the walk after so many files; the result is then incomplete (exit 2)')
    .option('-q, --quiet', 'no progress')
    .addHelpText(
      'after',
      `
Examples:
  outflow scan                              the app in this directory
  outflow scan ../jobs --lang zh            a report in Chinese
  outflow scan --fail-on warning            a gate for CI: exit 1 at a warning or an error
  outflow scan --format json -o scan.json   the whole result, for other tools and for outflow export --from

Exit codes: 0 fine · 1 a finding at or above --fail-on · 2 could not run, or the result is incomplete`,
    )
    .action(async (path: string, flags: ScanFlags) => exit(await runScan(path, flags, context)));
}

/** Runs a scan with the flags of the command line. @throws UsageError, CompanyError */
export function scanWith(path: string, flags: ScanFlags, context: Context): ScanResult {
  const { registry, company } = companyOf(path, flags.company, context);
  const progress = progressLine(context.streams, flags.quiet === true);
  let result: ScanResult;
  try {
    result = scan(path, {
      registry,
      company: company ?? undefined,
      toolVersion: context.version,
      name: flags.name,
      date: flags.date ?? (flags.reproducible ? null : new Date().toISOString().slice(0, 10)),
      reproducible: flags.reproducible,
      noIgnore: !flags.ignore,
      allEvidence: flags.allEvidence,
      limits: limitsOf(flags),
      onProgress: progress.report,
    });
  } finally {
    progress.end();
  }
  if (company) requireAppsOfCompany(result);
  return result;
}

async function runScan(path: string, flags: ScanFlags, context: Context): Promise<number> {
  requireKnownColumns(flags);
  if (flags.out !== undefined) requireWritable(flags.out);
  const result = scanWith(path, flags, context);
  requireKnownApps(result, flags.app);
  const content = await render(result, flags, context);
  if (flags.out === undefined) printOut(content, context);
  else writeOutput(flags.out, content);
  if (flags.report !== undefined) {
    const written = await writeReport(result, flags.report, flags);
    context.streams.err(`${written.map((f) => printable(f)).join('\n')}\n`);
  }
  return exitCode(result, flags, context);
}

/** scan.json, the disclosure table in every format, and the other lists in a folder of their own. @returns the files written */
export async function writeReport(result: ScanResult, folder: string, flags: ViewFlags): Promise<string[]> {
  requireFolder(folder);
  const options = viewOptions(flags, 'both', result);
  const files: string[] = [];
  const write = async (exporter: Exporter, path: string, view: ExportOptions) => {
    const file = join(folder, `${path}.${exporter.extension}`);
    writeOutput(file, await exporter.export(result, view));
    files.push(file);
  };
  for (const exporter of exporters) await write(exporter, exporter.stem ?? listOf('sdk').stem, options);
  requireFolder(join(folder, 'lists'));
  for (const list of lists) {
    if (list.id === 'sdk') continue;
    for (const exporter of exporters)
      if (exporter.stem === null)
        await write(exporter, `lists/${list.stem}`, { ...options, list: list.id, columns: null });
  }
  return files;
}

async function render(result: ScanResult, flags: ScanFlags, context: Context): Promise<string | Uint8Array> {
  if (flags.format === 'text') {
    const colour = context.streams.colour && flags.out === undefined;
    return consoleReport(result, viewOptions(flags, terminalLanguage(), null), paintOf(colour));
  }
  const exporter = exporters.find((e) => e.id === flags.format);
  if (!exporter) throw new UsageError(`there is no format ${flags.format}`);
  return exportWith(exporter, result, viewOptions(flags, 'zh', result), context);
}

/** The export itself, with what its receiver must know on standard error. */
export async function exportWith(
  exporter: Exporter,
  result: ScanResult,
  options: ExportOptions,
  context: Context,
): Promise<string | Uint8Array> {
  const content = await exporter.export(result, options);
  for (const warning of exporter.warnings?.(result, options) ?? [])
    context.streams.err(`outflow: ${printable(say(warning, options.language))}\n`);
  return content;
}

/** Bytes do not belong on a screen. @throws UsageError */
export function printOut(content: string | Uint8Array, context: Context): void {
  if (typeof content !== 'string' && context.streams.outIsTerminal)
    throw new UsageError('this format is binary: write it to a file with --out');
  context.streams.out(content);
}

export function paintOf(colour: boolean): Paint {
  return pc.createColors(colour);
}

/** An app that is not there would silently give an empty table. @throws UsageError */
export function requireKnownApps(result: ScanResult, apps: readonly string[] | undefined): void {
  const known = result.project.apps.map((a) => a.id);
  for (const app of apps ?? []) {
    if (!known.includes(app))
      throw new UsageError(
        `there is no app ${app} in this tree; it has ${known.length > 0 ? known.join(', ') : 'none'}`,
      );
  }
}

function exitCode(result: ScanResult, flags: ScanFlags, context: Context): number {
  if (result.incomplete) {
    context.streams.err(
      'outflow: a limit cut the scan short, so the result is incomplete; see coverage in the result\n',
    );
    return 2;
  }
  const { failOn } = flags;
  return failOn !== undefined && result.findings.some((f) => f.accepted === null && atOrAbove(f.level, failOn)) ? 1 : 0;
}

function limitsOf(flags: ScanFlags): { maxFiles: number; maxDepth: number } | undefined {
  if (flags.maxFiles === undefined) return undefined;
  const maxFiles = Number(flags.maxFiles);
  if (!Number.isInteger(maxFiles) || maxFiles < 1) throw new UsageError('--max-files takes a whole number from 1');
  return { maxFiles, maxDepth: 60 };
}
