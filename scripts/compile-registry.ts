/** Compiles the registry's YAML files into the one JSON file that ships. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RegistryError } from '../core/errors.js';
import { COMPILED, readRegistry } from '../registry/load.js';

/**
 * @param from the folder with the YAML files
 * @param to the folder that gets registry.json
 * @throws RegistryError where a file cannot be used, after writing nothing
 */
export function compileRegistry(from: string, to: string): void {
  const { registry, issues } = readRegistry(from);
  if (issues.length > 0) throw new RegistryError(issues);
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, COMPILED), JSON.stringify(registry));
}
