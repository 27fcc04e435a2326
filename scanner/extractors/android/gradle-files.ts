/** The extracted files of the ecosystem, sorted by what they are. */
import type { ExtractedFile } from '../../../core/plugins.js';
import type { Script } from '../../languages/gradle/ast.js';
import type { CatalogFacts } from '../../languages/gradle/catalog.js';
import type { LockEntry } from './gradle-lock.js';
import type { ManifestFacts } from './manifest-reader.js';

export interface GradleFiles {
  readonly scripts: ReadonlyMap<string, Script>;
  readonly constants: ReadonlyMap<string, Script>;
  readonly catalogs: ReadonlyMap<string, CatalogFacts>;
  readonly properties: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly locks: ReadonlyMap<string, readonly LockEntry[]>;
  readonly manifests: ReadonlyMap<string, ManifestFacts['manifest']>;
  readonly appNames: ReadonlyMap<string, string>;
  readonly files: readonly ExtractedFile[];
}

/** Sorts facts by kind; facts of an unexpected shape are left out. */
export function sortFiles(files: readonly ExtractedFile[]): GradleFiles {
  const scripts = new Map<string, Script>();
  const constants = new Map<string, Script>();
  const catalogs = new Map<string, CatalogFacts>();
  const properties = new Map<string, ReadonlyMap<string, string>>();
  const locks = new Map<string, readonly LockEntry[]>();
  const manifests = new Map<string, ManifestFacts['manifest']>();
  const appNames = new Map<string, string>();
  for (const file of files) {
    const facts = file.extraction.facts;
    if (typeof facts !== 'object' || facts === null) continue;
    if ('script' in facts) scripts.set(file.path, facts.script as Script);
    else if ('constants' in facts) constants.set(file.path, facts.constants as Script);
    else if ('catalog' in facts) catalogs.set(file.path, facts as CatalogFacts);
    else if ('properties' in facts) properties.set(file.path, new Map(facts.properties as [string, string][]));
    else if ('locked' in facts) locks.set(file.path, facts.locked as readonly LockEntry[]);
    else if ('manifest' in facts) manifests.set(file.path, facts.manifest as ManifestFacts['manifest']);
    else if ('appName' in facts) appNames.set(file.path, facts.appName as string);
  }
  return { scripts, constants, catalogs, properties, locks, manifests, appNames, files };
}

/** Joins a directory and a name; '' is the root. */
export function under(dir: string, name: string): string {
  return dir === '' ? name : `${dir}/${name}`;
}
