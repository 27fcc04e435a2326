/** Who may import whom: one rule each, with the sentence that its offender reads. */
import type { SourceModule } from './source-modules.js';

export interface ImportRule {
  readonly name: string;
  /** What went wrong and why it is not allowed. */
  readonly sentence: string;
  /** The modules it speaks about. */
  readonly concerns: (path: string) => boolean;
  /** True where a module it speaks about may import this. */
  readonly allows: (imported: string, path: string) => boolean;
  /** A made-up import that must fail, and one beside it that must not. */
  readonly offence: { readonly path: string; readonly imported: string };
  readonly fine: { readonly path: string; readonly imported: string };
}

const OURS = /^(?:core|registry|scanner|exporters|cli|server|web|scripts|bench|test)\//;
const FILE_SYSTEM = /^(?:node:)?fs(?:\/promises)?$/;
const PROCESS = /^(?:node:)?(?:child_process|worker_threads|cluster|vm|inspector)$/;
const NETWORK = /^(?:node:)?(?:https?|http2|net|dns|dns\/promises|tls|dgram|undici|ws|axios|got|node-fetch)$/;
const PRODUCT = /^(?:core|registry|scanner|exporters|cli)\//;
const PARSERS = /^(?:@babel\/.*|ts-morph|typescript|web-tree-sitter|tree-sitter.*)$/;

const below = (...folders: readonly string[]) => {
  const prefixes = folders.map((folder) => `${folder}/`);
  return (path: string) => prefixes.some((prefix) => path.startsWith(prefix));
};
/** Everything of ours that is not in these folders is forbidden; packages and builtins are another rule's matter. */
const oursOnlyFrom =
  (...folders: readonly string[]) =>
  (imported: string) =>
    !OURS.test(imported) || below(...folders)(imported);

const ecosystemOf = (path: string): string => path.split('/').slice(0, 3).join('/');
const isExtractor = (path: string) => /^scanner\/extractors\/[^/]+\//.test(path);

export const IMPORT_RULES: readonly ImportRule[] = [
  {
    name: 'core-knows-nobody',
    sentence: 'core is the vocabulary that everything else speaks: it may import nothing of ours but core.',
    concerns: below('core'),
    allows: oursOnlyFrom('core'),
    offence: { path: 'core/graph.ts', imported: 'registry/load.ts' },
    fine: { path: 'core/graph.ts', imported: 'core/inventory.ts' },
  },
  {
    name: 'core-does-no-io',
    sentence:
      'core has no I/O, no parser and no framework: a builtin or package that does more than pure work stays out.',
    concerns: below('core'),
    allows: (imported) => OURS.test(imported) || /^(?:packageurl-js|graphology(?:-types)?)$/.test(imported),
    offence: { path: 'core/text.ts', imported: 'node:path' },
    fine: { path: 'core/purl.ts', imported: 'packageurl-js' },
  },
  {
    name: 'registry-below-scanner',
    sentence: 'the registry is knowledge, not a scan: it may import core and itself, never what uses it.',
    concerns: below('registry'),
    allows: oursOnlyFrom('core', 'registry'),
    offence: { path: 'registry/validate.ts', imported: 'scanner/detect/samples.ts' },
    fine: { path: 'registry/validate.ts', imported: 'core/errors.ts' },
  },
  {
    name: 'scanner-below-its-users',
    sentence: 'the scanner makes the result and knows nobody who shows it: it may import core, registry and itself.',
    concerns: below('scanner'),
    allows: oursOnlyFrom('core', 'registry', 'scanner'),
    offence: { path: 'scanner/scan.ts', imported: 'exporters/console.ts' },
    fine: { path: 'scanner/scan.ts', imported: 'registry/match.ts' },
  },
  {
    name: 'exporters-see-the-result-alone',
    sentence:
      'an exporter is a pure function of the result: it may import core and exporters, never the registry or the scanner.',
    concerns: below('exporters'),
    allows: oursOnlyFrom('core', 'exporters'),
    offence: { path: 'exporters/sarif.ts', imported: 'registry/load.ts' },
    fine: { path: 'exporters/sarif.ts', imported: 'exporters/disclosure/text.ts' },
  },
  {
    name: 'exporters-are-pure',
    sentence:
      'an exporter turns the result into text or bytes and nothing else: no builtin of Node is needed for that.',
    concerns: below('exporters'),
    allows: (imported) => !imported.startsWith('node:'),
    offence: { path: 'exporters/sarif.ts', imported: 'node:os' },
    fine: { path: 'exporters/scan-schema.ts', imported: 'zod' },
  },
  {
    name: 'checks-see-the-result-alone',
    sentence:
      'a check reads the result, whose catalogue carries what it needs: it may import core and no registry, scanner or builtin.',
    concerns: below('scanner/checks'),
    allows: (imported) => below('core', 'scanner/checks')(imported),
    offence: { path: 'scanner/checks/undisclosed-sdk.ts', imported: 'registry/match.ts' },
    fine: { path: 'scanner/checks/undisclosed-sdk.ts', imported: 'core/platforms.ts' },
  },
  {
    name: 'nothing-imports-the-command-line',
    sentence: 'cli is an end, like the server: no other folder of the product may import it.',
    concerns: (path) => below('core', 'registry', 'scanner', 'exporters', 'server', 'web')(path),
    allows: (imported) => !below('cli')(imported),
    offence: { path: 'server/app.ts', imported: 'cli/settings.ts' },
    fine: { path: 'server/app.ts', imported: 'exporters/index.ts' },
  },
  {
    name: 'cli-below-nothing-but-the-product',
    sentence:
      'the command line joins core, registry, scanner and exporters (and starts the server): it may import nothing from web, scripts, bench or test.',
    concerns: below('cli'),
    allows: oursOnlyFrom('core', 'registry', 'scanner', 'exporters', 'server', 'cli'),
    offence: { path: 'cli/run.ts', imported: 'scripts/compile-registry.ts' },
    fine: { path: 'cli/run.ts', imported: 'exporters/console.ts' },
  },
  {
    name: 'web-reaches-the-server-over-http',
    sentence: 'web imports core for its types and reaches the server over HTTP: no other folder of ours.',
    concerns: below('web'),
    allows: oursOnlyFrom('core', 'web'),
    offence: { path: 'web/api/client.ts', imported: 'server/app.ts' },
    fine: { path: 'web/api/client.ts', imported: 'core/inventory.ts' },
  },
  {
    name: 'extractors-stay-in-their-folder',
    sentence:
      'an extractor may import core, scanner/languages and its own ecosystem: never another ecosystem and nothing else of the scanner.',
    concerns: isExtractor,
    allows: (imported, path) =>
      !OURS.test(imported) ||
      below('core', 'scanner/languages')(imported) ||
      (isExtractor(imported) && ecosystemOf(imported) === ecosystemOf(path)),
    offence: { path: 'scanner/extractors/apple/podfile.ts', imported: 'scanner/extractors/npm/facts.ts' },
    fine: { path: 'scanner/extractors/apple/podfile.ts', imported: 'scanner/languages/ruby/podfile.ts' },
  },
  {
    name: 'extractors-are-pure',
    sentence:
      'an extractor gets text or bytes and gives data: of Node it may use what computes (buffer, zlib), never what reads files, time or the machine.',
    concerns: isExtractor,
    allows: (imported) => !imported.startsWith('node:') || /^node:(?:buffer|zlib)$/.test(imported),
    offence: { path: 'scanner/extractors/android/archive.ts', imported: 'node:fs' },
    fine: { path: 'scanner/extractors/android/archive.ts', imported: 'node:zlib' },
  },
  {
    name: 'languages-know-no-format',
    sentence:
      'a language front end or parser may import core and scanner/languages: it knows no manifest, no tree and no registry.',
    concerns: below('scanner/languages'),
    allows: (imported) =>
      OURS.test(imported)
        ? below('core', 'scanner/languages')(imported)
        : !imported.startsWith('node:') || /^node:(?:buffer|zlib)$/.test(imported),
    offence: { path: 'scanner/languages/swift/frontend.ts', imported: 'scanner/extractors/apple/podfile.ts' },
    fine: { path: 'scanner/languages/swift/frontend.ts', imported: 'core/plugins.ts' },
  },
  {
    name: 'parsers-live-in-languages',
    sentence:
      'Babel, ts-morph, the TypeScript compiler and tree-sitter are used in scanner/languages alone, so that they can be exchanged.',
    concerns: (path) => PRODUCT.test(path) && !below('scanner/languages')(path),
    allows: (imported) => !PARSERS.test(imported),
    offence: { path: 'scanner/detect/sight.ts', imported: '@babel/parser' },
    fine: { path: 'scanner/detect/sight.ts', imported: 'core/signatures.ts' },
  },
  {
    name: 'detection-opens-no-file',
    sentence: 'detection works on facts that were read before: it may not import the walk or the reader.',
    concerns: below('scanner/detect'),
    allows: (imported) =>
      !below('scanner/walk')(imported) && imported !== 'scanner/read-tree.ts' && imported !== 'scanner/scan.ts',
    offence: { path: 'scanner/detect/detect.ts', imported: 'scanner/walk/read.ts' },
    fine: { path: 'scanner/detect/detect.ts', imported: 'scanner/modules.ts' },
  },
  {
    name: 'few-touch-files',
    sentence:
      'only scanner/walk, scanner/scan.ts, registry/load.ts, registry/company/read.ts, cli, stores of the server, scripts and bench touch the file system.',
    concerns: (path) =>
      !below('scanner/walk', 'cli', 'server/stores', 'scripts', 'bench')(path) &&
      path !== 'scanner/scan.ts' &&
      path !== 'registry/load.ts' &&
      path !== 'registry/company/read.ts',
    allows: (imported) => !FILE_SYSTEM.test(imported),
    offence: { path: 'scanner/read-tree.ts', imported: 'node:fs/promises' },
    fine: { path: 'scanner/read-tree.ts', imported: 'scanner/walk/read.ts' },
  },
  {
    name: 'no-process-is-started',
    sentence:
      'a repository can make git and build tools run commands of its own: nothing but scripts, bench and test starts a process, a worker or a machine for code.',
    concerns: (path) => !below('scripts', 'bench')(path),
    allows: (imported) => !PROCESS.test(imported),
    offence: { path: 'scanner/walk/git.ts', imported: 'node:child_process' },
    fine: { path: 'scanner/walk/git.ts', imported: 'node:fs' },
  },
  {
    name: 'a-scan-makes-no-network-call',
    sentence:
      'source trees are confidential: core, registry, scanner, exporters and cli import nothing that can open a connection.',
    concerns: (path) => PRODUCT.test(path),
    allows: (imported) => !NETWORK.test(imported),
    offence: { path: 'registry/load.ts', imported: 'node:https' },
    fine: { path: 'registry/load.ts', imported: 'node:path' },
  },
  {
    name: 'express-lives-in-server',
    sentence: 'express is the server’s own matter: no other folder imports it.',
    concerns: (path) => !below('server')(path),
    allows: (imported) => imported !== 'express',
    offence: { path: 'cli/run.ts', imported: 'express' },
    fine: { path: 'cli/run.ts', imported: 'commander' },
  },
  {
    name: 'sigma-lives-in-the-graph',
    sentence: 'sigma draws the graph and is bound in web/graph alone: state, panels and the API client do not know it.',
    concerns: (path) => !below('web/graph')(path),
    allows: (imported) => !/^sigma(?:\/|$)/.test(imported),
    offence: { path: 'web/panels/details.tsx', imported: 'sigma' },
    fine: { path: 'web/panels/details.tsx', imported: 'react' },
  },
  {
    name: 'the-product-needs-no-tests',
    sentence: 'what ships imports nothing from test, scripts or bench.',
    concerns: (path) => PRODUCT.test(path) || below('server', 'web')(path),
    allows: (imported) => !below('test', 'scripts', 'bench')(imported),
    offence: { path: 'scanner/detect/samples.ts', imported: 'test/support/fixture-tree.ts' },
    fine: { path: 'scanner/detect/samples.ts', imported: 'scanner/extract.ts' },
  },
];

/** The sentence for every import of these modules that a rule forbids. */
export function offencesAgainst(rule: ImportRule, modules: readonly SourceModule[]): string[] {
  return modules
    .filter((module) => rule.concerns(module.path))
    .flatMap((module) =>
      module.imports
        .filter((imported) => !rule.allows(imported, module.path))
        .map((imported) => `${module.path} imports ${imported}: ${rule.sentence}`),
    );
}
