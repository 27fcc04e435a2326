/** The company's own knowledge on the command line: which folder, and whether what it names is there. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { COMPANY_FOLDER, type CompanyKnowledge, type Reach } from '../core/company.js';
import { UsageError } from '../core/errors.js';
import type { ScanResult } from '../core/inventory.js';
import { nearest } from '../core/nearest.js';
import type { Registry } from '../core/registry-types.js';
import { SDK_COLUMNS } from '../exporters/disclosure/columns.js';
import { loadCompany } from '../registry/company/load.js';
import { checks } from '../scanner/checks/index.js';
import type { Context } from './context.js';

/** Adds --company and --no-company. */
export function withCompanyFlags(command: Command): Command {
  return command
    .option('--company <dir>', `the folder of the company's own knowledge; ${COMPANY_FOLDER} of the tree by default`)
    .option('--no-company', `leave ${COMPANY_FOLDER} unread`);
}

/**
 * The registry with the company's own entries, and the rest of what its folder says.
 * @throws CompanyError naming every fault; UsageError where the named folder is not there
 */
export function companyOf(
  root: string,
  folder: string | boolean | undefined,
  context: Context,
): { registry: Registry; company: CompanyKnowledge | null } {
  const registry = context.registry();
  if (folder === false) return { registry, company: null };
  const named = typeof folder === 'string' ? folder : null;
  const vocabulary = {
    rules: checks.map((c) => c.id),
    columns: SDK_COLUMNS.map((c) => c.id),
  };
  const loaded = loadCompany(named ?? join(root, COMPANY_FOLDER), registry, vocabulary);
  if (loaded === null && named !== null) throw new UsageError(`${named} does not exist: --company takes a directory`);
  return loaded ?? { registry, company: null };
}

/** An app that the tree does not have would silently leave a cell empty. @throws UsageError */
export function requireAppsOfCompany(result: ScanResult): void {
  const { company } = result;
  if (company === null) return;
  const known = result.project.apps.map((a) => a.id);
  const reaches: readonly Reach[] = [...company.completed, ...company.collected, ...company.recipients];
  for (const app of reaches.flatMap((r) => r.apps ?? [])) {
    if (known.includes(app)) continue;
    const near = nearest(app, known);
    throw new UsageError(
      `disclosure.yaml names the app ${app}, which the tree does not have${near.length > 0 ? `; nearest: ${near.join(', ')}` : ''}. It has ${known.length > 0 ? known.join(', ') : 'none'}`,
    );
  }
}
