/** `outflow export`: the disclosure table and the scan JSON, from a tree or from an earlier scan. */
import { readFileSync, statSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { ZodError } from 'zod';
import { UsageError } from '../../core/errors.js';
import type { ScanResult } from '../../core/inventory.js';
import type { Exporter } from '../../core/plugins.js';
import { lists } from '../../exporters/disclosure/lists/index.js';
import { exporters } from '../../exporters/index.js';
import { parseScan } from '../../exporters/scan-schema.js';
import { withCompanyFlags } from '../company.js';
import type { Context } from '../context.js';
import { requireWritable, writeOutput } from '../output.js';
import { requireKnownColumns, type ViewFlags, viewOptions, withTableFlags, withViewFlags } from '../settings.js';
import { exportWith, printOut, requireKnownApps, scanWith } from './scan.js';

interface ExportFlags extends ViewFlags {
  readonly from?: string;
  readonly out?: string;
  readonly format?: string;
  readonly quiet?: boolean;
  readonly reproducible?: boolean;
  readonly company?: string | false;
}

const PREFIX = 'disclosure-';
const MAX_SCAN_BYTES = 512 * 1024 * 1024;

export function addExport(program: Command, context: Context, exit: (code: number) => void): void {
  const group = program
    .command('export')
    .summary('write the disclosure table, its sister lists, or a machine format')
    .description('Writes a view of a scan: of the tree at [path], or of an earlier scan.json (--from).');
  const tables = exporters.filter((e) => e.id.startsWith(PREFIX));
  const names = tables.map((e) => e.id.slice(PREFIX.length));
  withTableFlags(common(group.command('disclosure')))
    .summary('the third-party SDK disclosure table (第三方 SDK 目录) and its sister lists')
    .addOption(new Option('--format <format>', 'the format of the table').choices(names).default('markdown'))
    .addOption(
      new Option('--list <list>', lists.map((l) => `${l.id}: ${l.title.zh}`).join('; '))
        .choices(lists.map((l) => l.id))
        .default('sdk'),
    )
    .addHelpText(
      'after',
      `
Examples:
  outflow export disclosure --format xlsx -o sdk.xlsx            the table as a workbook, a sheet per platform
  outflow export disclosure --list shared --format docx -o a.docx  the list of what is shared with third parties
  outflow export disclosure --columns sdk_name,provider,data_types --format csv -o a.csv`,
    )
    .action(async (path: string | undefined, flags: ExportFlags) => {
      const exporter = tables.find((e) => e.id === `${PREFIX}${flags.format}`);
      if (!exporter) throw new UsageError(`there is no format ${flags.format}`);
      requireKnownColumns(flags);
      exit(await run(path, flags, exporter, context));
    });
  for (const exporter of exporters.filter((e) => !e.id.startsWith(PREFIX))) {
    common(group.command(exporter.id))
      .summary(exporter.title.en)
      .option('--reproducible', 'leave out times')
      .action(async (path: string | undefined, flags: ExportFlags) => exit(await run(path, flags, exporter, context)));
  }
}

function common(command: Command): Command {
  return withCompanyFlags(withViewFlags(command))
    .argument('[path]', 'the directory of the app; the current one where neither this nor --from is given')
    .option('--from <scan.json>', 'an earlier scan result instead of a tree')
    .option('-o, --out <file>', 'write to a file instead of the terminal')
    .option('-q, --quiet', 'no progress');
}

async function run(
  path: string | undefined,
  flags: ExportFlags,
  exporter: Exporter,
  context: Context,
): Promise<number> {
  if (path !== undefined && flags.from !== undefined) throw new UsageError('give a path or --from, not both');
  if (flags.out !== undefined) requireWritable(flags.out);
  const result =
    flags.from === undefined
      ? scanWith(path ?? '.', { ...flags, format: 'json', ignore: true }, context)
      : readScan(flags.from);
  requireKnownApps(result, flags.app);
  const content = await exportWith(exporter, result, viewOptions(flags, 'zh', result), context);
  if (flags.out === undefined) printOut(content, context);
  else writeOutput(flags.out, content);
  return result.incomplete ? 2 : 0;
}

/** Reads an earlier result. @throws UsageError naming the file and what is wrong with it */
export function readScan(file: string): ScanResult {
  let text: string;
  try {
    if (statSync(file).size > MAX_SCAN_BYTES)
      throw new UsageError(`${file} is larger than 512 MiB: that is no scan result`);
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} cannot be read: give the scan.json that outflow scan --format json wrote`);
  }
  try {
    return parseScan(JSON.parse(text));
  } catch (error) {
    if (error instanceof ZodError) {
      const [first] = error.issues;
      throw new UsageError(
        `${file} is not a scan result of this version (${first?.path.join('.') ?? ''}: ${first?.message ?? ''}): scan the tree again`,
      );
    }
    throw new UsageError(`${file} is not JSON: give the scan.json that outflow scan --format json wrote`);
  }
}
