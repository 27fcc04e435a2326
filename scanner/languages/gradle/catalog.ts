/** Version catalogs: entries, and how scripts reach them. */
import type { Location } from '../../../core/evidence.js';

export interface CatalogLibrary {
  readonly alias: string;
  /** `group:artifact`. */
  readonly module: string;
  readonly version: string | null;
  readonly location: Location;
}

export interface CatalogPlugin {
  readonly alias: string;
  readonly id: string;
  readonly version: string | null;
  readonly location: Location;
}

export interface Catalog {
  readonly name: string;
  /** All keys are in the form of an accessor: `-` and `_` are written `.`. */
  readonly versions: Map<string, string>;
  readonly libraries: Map<string, CatalogLibrary>;
  readonly bundles: Map<string, readonly string[]>;
  readonly plugins: Map<string, CatalogPlugin>;
  /** Where the catalog comes from a place that is not in the tree. */
  readonly foreign: Location | null;
}

/** Facts of a catalog file, as JSON. */
export interface CatalogFacts {
  readonly catalog: {
    readonly versions: readonly (readonly [string, string])[];
    readonly libraries: readonly CatalogLibrary[];
    readonly bundles: readonly (readonly [string, readonly string[]])[];
    readonly plugins: readonly CatalogPlugin[];
  };
}

export function newCatalog(name: string, foreign: Location | null = null): Catalog {
  return { name, versions: new Map(), libraries: new Map(), bundles: new Map(), plugins: new Map(), foreign };
}

/** `androidx-core_ktx` as scripts write it: `androidx.core.ktx`. */
export function accessorOf(alias: string): string {
  return alias.replace(/[-_]/g, '.');
}

/** Puts the entries of a catalog file into a catalog. */
export function addToCatalog(catalog: Catalog, facts: CatalogFacts): void {
  const { versions, libraries, bundles, plugins } = facts.catalog;
  for (const [alias, version] of versions) catalog.versions.set(accessorOf(alias), version);
  for (const library of libraries) catalog.libraries.set(accessorOf(library.alias), library);
  for (const [alias, members] of bundles) catalog.bundles.set(accessorOf(alias), members.map(accessorOf));
  for (const plugin of plugins) catalog.plugins.set(accessorOf(plugin.alias), plugin);
}

const UNWRAPPING = new Set([
  'get',
  'asProvider',
  'orNull',
  'getOrNull',
  'provider',
  'map',
  'toString',
  'getModule',
  'orElse',
  'getOrElse',
  'let',
  'also',
  'asLibrary',
  'toStringArray',
  'convertToDependency',
]); // prettier-ignore

/** True for calls that hand on what they are called on: `libs.x.get()`. */
export function isUnwrapping(method: string): boolean {
  return UNWRAPPING.has(method);
}
