/** The command line: arguments in, exit code out. */

import { join } from 'node:path';
import { readRegistry } from '../registry/load.js';
import { validateRegistry } from '../registry/validate.js';

export async function main(args: readonly string[]): Promise<number> {
  if (args[0] === 'registry' && args[1] === 'check') {
    const dir = join(import.meta.dirname, '../../registry');
    const { registry, issues } = readRegistry(dir);
    const all = [...issues, ...validateRegistry(registry)];
    for (const i of all) console.log(`${i.file} ${i.at}: ${i.message}`);
    console.log(
      `${registry.sdks.length} SDKs, ${registry.sdks.reduce((n, s) => n + s.practices.length, 0)} practices, ${all.length} issues`,
    );
    return all.length > 0 ? 2 : 0;
  }
  return 2;
}
