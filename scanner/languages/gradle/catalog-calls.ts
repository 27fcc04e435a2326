/** Version catalogs that settings scripts build by hand. */

import { argument, runClosures } from './arguments.js';
import type { CallExpression } from './ast.js';
import { accessorOf, type Catalog, newCatalog } from './catalog.js';
import type { GradleHost } from './host.js';
import type { Env, Value } from './model.js';
import { list, textOf, UNKNOWN } from './values.js';

const MARK = 'catalog:';
const ENTRIES = new Set(['from', 'library', 'alias', 'plugin', 'bundle', 'version']);

/** The entry that `version("1")` behind `library(...)` belongs to. */
interface Pending {
  readonly kind: 'library' | 'plugin';
  readonly alias: string;
  readonly name: string;
}
const pending = new WeakMap<GradleHost, Pending>();

/** Calls inside `versionCatalogs { }`. @returns null where the call stands elsewhere */
export function catalogCall(host: GradleHost, call: CallExpression, name: string, env: Env): Value | null {
  const block = env.blocks.at(-1);
  if (block === 'versionCatalogs') {
    const first = argument(host, call.args, 'name', 0, env);
    const catalogName =
      name === 'create' || name === 'register' || name === 'maybeCreate' ? (first ? textOf(first) : null) : name;
    if (catalogName === null) return UNKNOWN;
    if (!host.build.catalogs.has(catalogName)) host.build.catalogs.set(catalogName, newCatalog(catalogName));
    return runClosures(host, call.args, env, { blocks: [...env.blocks, MARK + catalogName] });
  }
  if (!block?.startsWith(MARK) || !ENTRIES.has(name)) return null;
  const catalog = host.build.catalogs.get(block.slice(MARK.length));
  if (catalog) entry(host, catalog, call, name, env);
  return UNKNOWN;
}

function entry(host: GradleHost, catalog: Catalog, call: CallExpression, name: string, env: Env): void {
  const values = host.interpreter.values(call.args, env).map((a) => a.value);
  const [first, second, third] = values.map(textOf);
  const location = { file: env.file, line: call.line };
  if (name === 'from') {
    fromOther(host, catalog, values[0] ?? UNKNOWN, env, call.line);
    return;
  }
  if (!first) return;
  const alias = accessorOf(first);
  if (name === 'version' && second) catalog.versions.set(alias, second);
  else if (name === 'library' || name === 'alias') addLibrary(host, catalog, first, second, third, location);
  else if (name === 'plugin' && second) {
    catalog.plugins.set(alias, { alias: first, id: second, version: null, location });
    pending.set(host, { kind: 'plugin', alias, name: catalog.name });
  } else if (name === 'bundle') {
    const items = values[1] ?? list([]);
    catalog.bundles.set(alias, items.t === 'list' ? items.items.flatMap((i) => textOf(i) ?? []).map(accessorOf) : []);
  }
}

function addLibrary(
  host: GradleHost,
  catalog: Catalog,
  name: string,
  second: string | null | undefined,
  third: string | null | undefined,
  location: { file: string; line: number },
): void {
  const alias = accessorOf(name);
  pending.set(host, { kind: 'library', alias, name: catalog.name });
  if (!second) return;
  const [group, artifact, version] = second.includes(':') ? second.split(':') : [second, third ?? '', undefined];
  if (group && artifact)
    catalog.libraries.set(alias, { alias: name, module: `${group}:${artifact}`, version: version ?? null, location });
}

function fromOther(host: GradleHost, catalog: Catalog, source: Value, env: Env, line: number): void {
  const names = source.t === 'files' ? source.names : [];
  const text = textOf(source);
  if (text !== null) {
    catalogForeign(host, catalog, env, line, text);
    return;
  }
  for (const name of names) {
    const path = host.path(name, host.build.dir);
    if (path !== null) host.catalogFiles.push({ catalog: catalog.name, path, location: { file: env.file, line } });
  }
  if (names.length === 0) catalogForeign(host, catalog, env, line, 'a place that could not be told');
}

function catalogForeign(host: GradleHost, catalog: Catalog, env: Env, line: number, where: string): void {
  host.build.catalogs.set(catalog.name, { ...catalog, foreign: { file: env.file, line } });
  host.problem(
    env.file,
    line,
    `the catalog ${catalog.name} comes from ${where}, outside the tree; what scripts take from it has no name here`,
  );
}

/** `library(..).version("1")`, `.versionRef("x")`, `to("g:a")`. */
export function catalogSuffix(host: GradleHost, call: CallExpression, name: string, env: Env): boolean {
  const at = pending.get(host);
  if (!env.blocks.at(-1)?.startsWith(MARK) || !at) return false;
  const catalog = host.build.catalogs.get(at.name);
  const first = argument(host, call.args, 'version', 0, env);
  const text = first ? textOf(first) : null;
  if (!catalog) return false;
  if (name === 'to' && text) {
    addLibrary(host, catalog, at.alias, text, null, { file: env.file, line: call.line });
    return true;
  }
  const version =
    name === 'version' ? text : name === 'versionRef' && text ? (catalog.versions.get(accessorOf(text)) ?? null) : null;
  if (at.kind === 'library') {
    const entry = catalog.libraries.get(at.alias);
    if (entry) catalog.libraries.set(at.alias, { ...entry, version });
  } else {
    const entry = catalog.plugins.get(at.alias);
    if (entry) catalog.plugins.set(at.alias, { ...entry, version });
  }
  return true;
}
