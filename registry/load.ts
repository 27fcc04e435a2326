/**
 * Loads the registry: from its YAML files in a checkout, or from the one compiled file that ships in the package.
 * The only module here that touches files.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { RegistryError, type RegistryIssue } from '../core/errors.js';
import type { LibraryList, Registry, Sdk, Vendor, Wrapper } from '../core/registry-types.js';
import { sortedBy } from '../core/text.js';
import { librariesSchema, plainHostsSchema, sdkSchema, vendorSchema, wrapperSchema } from './schema.js';
import { readAppTypes, readCategories, readElements, readPermissions, readPlatformEnums } from './tables.js';
import { readYaml } from './yaml.js';

/** The name of the compiled registry beside this module in a build. */
export const COMPILED = 'registry.json';

/** A registry with the files that could not be used. */
export interface LoadedRegistry {
  readonly registry: Registry;
  readonly issues: readonly RegistryIssue[];
}

/**
 * The registry that belongs to this code: compiled where there is one, else from YAML.
 * @throws RegistryError where a file cannot be used
 */
export function loadRegistry(dir: string = import.meta.dirname): Registry {
  const compiled = join(dir, COMPILED);
  if (existsSync(compiled)) return JSON.parse(readFileSync(compiled, 'utf8')) as Registry;
  const { registry, issues } = readRegistry(dir);
  if (issues.length > 0) throw new RegistryError(issues);
  return registry;
}

/** Reads every registry file below a directory; a broken file is an issue, and the rest is still read. */
export function readRegistry(dir: string): LoadedRegistry {
  const issues: RegistryIssue[] = [];
  const sdks = readAll<Sdk>(dir, 'sdks', sdkSchema, issues);
  const wrappers = readAll<Wrapper>(dir, 'wrappers', wrapperSchema, issues);
  const vendors = readAll<Vendor>(dir, 'vendors', vendorSchema, issues);
  for (const { file, value } of sdks) checkStem(file, 'sdks', value.id, issues);
  for (const { file, value } of vendors) checkStem(file, 'vendors', value.id, issues);
  for (const { file, value } of wrappers) checkStem(file, 'wrappers', value.id, issues);
  const table = <T>(path: string, read: (text: string, file: string) => T[]): T[] => {
    try {
      return read(readFileSync(join(dir, path), 'utf8'), path);
    } catch (error) {
      issues.push({ file: path, at: '', message: error instanceof Error ? error.message : String(error) });
      return [];
    }
  };
  const byId = <T extends { readonly id: string }>(items: readonly { value: T }[]) =>
    sortedBy(
      items.map((i) => i.value),
      (v) => v.id,
    );
  const registry: Registry = {
    version: versionOf([...sdks, ...wrappers].map((e) => e.value.reviewed.date)),
    sdks: byId(sdks),
    wrappers: byId(wrappers),
    vendors: byId(vendors),
    elements: table('data-elements/elements.tsv', readElements),
    categories: table('categories/categories.tsv', readCategories),
    permissions: table('permissions/permissions.tsv', readPermissions),
    appTypes: table('app-types/app-types.tsv', readAppTypes),
    platformEnums: table('platform-enums/platform-enums.tsv', readPlatformEnums),
    libraries: sortedBy(
      readAll<LibraryList>(dir, 'libraries', librariesSchema, issues).map((l) => l.value),
      (l) => l.kind,
    ),
    plainHosts: readAll<{ readonly hosts: readonly string[] }>(dir, 'hosts', plainHostsSchema, issues).flatMap(
      (h) => h.value.hosts,
    ),
  };
  return { registry, issues };
}

/** The registry's version is the day of its newest review. */
function versionOf(dates: readonly string[]): string {
  return [...dates].sort().at(-1) ?? '0000-00-00';
}

function checkStem(file: string, folder: string, id: string, issues: RegistryIssue[]): void {
  const stem = file.slice(folder.length + 1).replace(/\.yaml$/, '');
  // A wrapper's id starts with a word of its own choice; its file name must still be the id's last part.
  const expected = folder === 'wrappers' ? stem.slice(stem.lastIndexOf('/') + 1) : stem;
  const actual = folder === 'wrappers' ? id.slice(id.lastIndexOf('/') + 1) : id;
  if (expected !== actual)
    issues.push({ file, at: 'id', message: `is ${id}, but the file's name says ${expected}: they must agree` });
}

function readAll<T>(
  dir: string,
  folder: string,
  schema: z.ZodType,
  issues: RegistryIssue[],
): { file: string; value: T }[] {
  const out: { file: string; value: T }[] = [];
  for (const file of yamlFiles(dir, folder)) {
    const text = readFileSync(join(dir, file), 'utf8');
    const { value, problem } = readYaml(text);
    if (problem) {
      issues.push({ file, at: '', message: problem.message });
      continue;
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) out.push({ file, value: parsed.data as T });
    else for (const issue of parsed.error.issues) issues.push({ file, at: pathOf(issue.path), message: issue.message });
  }
  return out;
}

/** `practices[3].element`. */
export function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

function yamlFiles(dir: string, folder: string): string[] {
  const base = join(dir, folder);
  if (!existsSync(base)) return [];
  return readdirSync(base, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dir.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}
