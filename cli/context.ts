/** What commands need from outside: the registry, the tool's version, the streams. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Registry } from '../core/registry-types.js';
import { loadRegistry } from '../registry/load.js';
import type { Streams } from './output.js';

export interface Context {
  readonly streams: Streams;
  readonly version: string;
  readonly registry: () => Registry;
}

export function contextOf(streams: Streams): Context {
  let registry: Registry | null = null;
  return {
    streams,
    version: readVersion(),
    registry: () => {
      registry ??= loadRegistry();
      return registry;
    },
  };
}

/** The version the build wrote down, else that of package.json in a checkout. */
function readVersion(): string {
  for (const path of ['../version.json', '../package.json']) {
    const file = join(import.meta.dirname, path);
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  }
  return '0.0.0';
}
