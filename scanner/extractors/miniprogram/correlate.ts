/** Joins project configurations with the programs they point to, and gives every fact to its program. */
import type {
  AppFact,
  Correlation,
  Correlator,
  ExtractedFile,
  ModuleFact,
  PackageFact,
  TreeView,
} from '../../../core/plugins.js';
import { byCodeUnit, dirname, isWithin, joinPath } from '../../../core/text.js';
import type { MiniProgramFacts, ProjectConfigFacts } from './facts.js';

export const correlator: Correlator = { ecosystem: 'miniprogram', correlate };

/** What lies beside app.json in a program that can be built; a template or a fixture has the one file only. */
const BESIDE_APP = [
  'app.js',
  'app.ts',
  'app.wxss',
  'app.acss',
  'app.ttss',
  'app.css',
  'app.less',
  'app.scss',
  'game.js',
];

interface Program {
  readonly path: string;
  readonly configs: ProjectConfigFacts[];
}

function correlate(files: readonly ExtractedFile[], tree: TreeView): Correlation {
  const programs = programsOf(files, tree);
  const apps = programs.map((program) => ({ program, apps: appsOf(program) }));
  const innermost = [...programs].sort((a, b) => b.path.length - a.path.length);
  const moduleOf = (file: string) => innermost.find((program) => isWithin(file, program.path))?.path ?? null;
  return {
    apps: distinct(apps.flatMap((entry) => entry.apps)),
    modules: apps.map(
      ({ program, apps }): ModuleFact => ({
        path: program.path,
        ecosystem: 'miniprogram',
        platforms: ['miniprogram'],
        apps: apps.map((app) => app.id),
        carriesNestedApps: false,
        sourceSets: [],
        ownNames: [],
      }),
    ),
    packages: [
      ...files.flatMap((file) =>
        file.extraction.packages
          .filter((p) => p.kind !== 'npm')
          .map((p) => ({ ...p, module: moduleOf(file.path) ?? dirname(file.path) })),
      ),
      ...vendored(files, moduleOf),
    ],
    observations: files.flatMap((file) =>
      file.extraction.observations.map((o) => ({ ...o, module: moduleOf(file.path) ?? dirname(file.path) })),
    ),
    permissions: files.flatMap((file) =>
      file.extraction.permissions.map((p) => ({ ...p, module: moduleOf(file.path) ?? dirname(file.path) })),
    ),
    problems: [],
  };
}

function programsOf(files: readonly ExtractedFile[], tree: TreeView): Program[] {
  const factsOf = (file: ExtractedFile) => file.extraction.facts as MiniProgramFacts | null;
  const programDirs = new Set(files.filter((file) => factsOf(file)?.kind === 'app').map((file) => dirname(file.path)));
  const programs = new Map<string, Program>();
  const add = (path: string, config: ProjectConfigFacts | null) => {
    const program = programs.get(path) ?? { path, configs: [] };
    if (config) program.configs.push(config);
    programs.set(path, program);
  };
  for (const file of files) {
    const facts = factsOf(file);
    if (facts?.kind !== 'project') continue;
    const dir = dirname(file.path);
    const root = joinPath(dir, facts.root) ?? dir;
    if (programDirs.has(root)) add(root, facts);
    // The configuration of a uni-app project is written by its own build, and that project is read on its own.
    else if (tree.has(beside(dir, 'manifest.json')) || tree.has(beside(dir, 'src/manifest.json'))) continue;
    // A framework that compiles to mini-programs: the sources lie beside the configuration.
    else if (facts.appid !== null) add(dir, facts);
  }
  for (const dir of programDirs) {
    if (!programs.has(dir) && BESIDE_APP.some((name) => tree.has(beside(dir, name)))) add(dir, null);
  }
  return [...programs.values()].sort((a, b) => byCodeUnit(a.path, b.path));
}

function beside(dir: string, name: string): string {
  return dir === '' ? name : `${dir}/${name}`;
}

function appsOf(program: Program): AppFact[] {
  const configs = program.configs.length > 0 ? program.configs : [null];
  return distinct(
    configs.map((config) => ({
      id: `miniprogram:${config?.appid ?? (program.path || config?.name || '.')}`,
      name: config?.name ?? null,
      platform: 'miniprogram',
      applicationId: config?.appid ?? null,
      module: program.path,
      variants: [],
    })),
  );
}

function distinct(apps: readonly AppFact[]): AppFact[] {
  const seen = new Map<string, AppFact>();
  for (const app of apps) if (!seen.has(app.id)) seen.set(app.id, app);
  return [...seen.values()];
}

/** Copies in miniprogram_npm that no package.json above them declares: one fact per package and program. */
function vendored(files: readonly ExtractedFile[], moduleOf: (file: string) => string | null): PackageFact[] {
  const declared = new Map<string, ReadonlySet<string>>();
  for (const file of files) {
    const facts = file.extraction.facts as MiniProgramFacts | null;
    if (facts?.kind === 'package-names') declared.set(dirname(file.path), new Set(facts.names));
  }
  const found = new Map<string, PackageFact>();
  for (const file of files) {
    for (const p of file.extraction.packages) {
      if (p.kind !== 'npm') continue;
      const above = [...declared].filter(([dir]) => isWithin(file.path, dir));
      if (above.some(([, names]) => names.has(p.name))) continue;
      const module =
        moduleOf(file.path) ?? file.path.slice(0, file.path.lastIndexOf('/miniprogram_npm/') + 1).replace(/\/$/, '');
      const key = `${module}\n${p.name}`;
      // With a package.json above, what it does not name came in with something that it names.
      if (!found.has(key)) found.set(key, { ...p, module, direct: above.length === 0 });
    }
  }
  return [...found.values()];
}
