// Runs the CLI from a checkout, building first where the build is stale. Relative paths start where the user stands.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, isStale } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
if (isStale()) await build();
if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
const { main } = await import(pathToFileURL(join(root, 'dist/cli/run.js')).href);
process.exitCode = await main(process.argv.slice(2));
