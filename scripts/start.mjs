// npm start: builds, scans the example app (or the path after --), prints what is inside and writes outflow-report/.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, isStale } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const from = process.env.INIT_CWD ?? process.cwd();
// --no-serve: stop after writing. There is nothing to serve yet, so it changes nothing; scripts may pass it from now on.
const args = process.argv.slice(2).filter((a) => a !== '--no-serve');
const path = args.find((a) => !a.startsWith('-'));
const target = path === undefined ? join(root, 'examples/jobs-app') : resolve(from, path);
const flags = args.filter((a) => a !== path);

if (isStale()) await build();
process.chdir(from);
const { main } = await import(pathToFileURL(join(root, 'dist/cli/run.js')).href);
process.exitCode = await main(['scan', target, '--report', 'outflow-report', ...flags]);
