/** Makes the apps of each uni-app project and gives every fact to the project it lies in. */

import type { Platform } from '../../../core/platforms.js';
import {
  type AppFact,
  type Correlation,
  type Correlator,
  type ExtractedFile,
  type ModuleFact,
  type PackageFact,
  packageFact,
  type TreeView,
} from '../../../core/plugins.js';
import { dirname, isWithin } from '../../../core/text.js';
import type { ManifestFacts, UniAppFacts } from './facts.js';

export const correlator: Correlator = { ecosystem: 'uni-app', correlate };

interface Project {
  readonly path: string;
  readonly facts: ManifestFacts;
}

function correlate(files: readonly ExtractedFile[], tree: TreeView): Correlation {
  const projects: Project[] = [];
  const versions = new Map<string, string | null>();
  for (const file of files) {
    const facts = file.extraction.facts as UniAppFacts | null;
    if (facts?.kind === 'manifest' && !facts.embedded) projects.push({ path: dirname(file.path), facts });
    else if (facts?.kind === 'plugin') versions.set(facts.id, facts.version);
  }
  // Innermost first, so that a project inside another one keeps its own files.
  projects.sort((a, b) => b.path.length - a.path.length);
  const embedded = new Set(
    files.filter((f) => (f.extraction.facts as UniAppFacts | null)?.kind === 'manifest').map((f) => f.path),
  );
  const moduleOf = (file: string): string | null =>
    projectOf(projects, file)?.path ?? (embedded.has(file) ? null : dirname(file));
  const apps = new Map(projects.map((project) => [project, appsOf(project)]));
  return {
    apps: [...apps.values()].flat(),
    modules: projects
      .map((project) => moduleFact(project, apps.get(project) ?? []))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
    packages: unique([
      ...files.flatMap((file) =>
        file.extraction.packages.map((p) => {
          const version = p.version ?? (p.kind === 'uni-native-plugin' ? (versions.get(p.name) ?? null) : null);
          return {
            ...p,
            version,
            versionFrom: version === null ? null : (p.versionFrom ?? 'manifest'),
            module: moduleOf(file.path),
          };
        }),
      ),
      ...projects.flatMap((project) => bareFolders(project, tree)),
    ]),
    observations: files.flatMap((file) =>
      file.extraction.observations.map((o) => ({ ...o, module: moduleOf(file.path) })),
    ),
    permissions: files.flatMap((file) =>
      file.extraction.permissions.map((p) => ({ ...p, module: moduleOf(file.path) })),
    ),
    problems: [],
  };
}

/** Plugins of the market that lie there without their package.json: the folder's name is the plugin's id. */
function bareFolders(project: Project, tree: TreeView): PackageFact[] {
  const folder = project.path === '' ? 'uni_modules' : `${project.path}/uni_modules`;
  const first = new Map<string, string>();
  for (const file of tree.filesBelow(folder)) {
    const [name, ...rest] = file.slice(folder.length + 1).split('/');
    if (name && rest.length > 0 && !first.has(name)) first.set(name, file);
  }
  return [...first].flatMap(([name, file]): PackageFact[] =>
    tree.has(`${folder}/${name}/package.json`)
      ? []
      : [
          packageFact({
            kind: 'uni-native-plugin',
            name,
            scope: 'release',
            module: project.path,
            location: { file, line: null },
            technique: 'file-name',
          }),
        ],
  );
}

/** The project a file lies in; what lies beside `src/` belongs to the project in `src/`. */
function projectOf(projects: readonly Project[], file: string): Project | undefined {
  return (
    projects.find((project) => isWithin(file, project.path)) ??
    projects.find((p) => (p.path === 'src' || p.path.endsWith('/src')) && isWithin(file, dirname(p.path)))
  );
}

function appsOf(project: Project): AppFact[] {
  const { facts, path } = project;
  const taken = new Set<string>();
  return facts.apps.flatMap(({ platform, applicationId }) => {
    const id = `${platform}:${applicationId ?? facts.appid ?? (path || facts.name || '.')}`;
    if (taken.has(id)) return [];
    taken.add(id);
    return [{ id, name: facts.name, platform, applicationId, module: path, variants: [] }];
  });
}

function moduleFact(project: Project, apps: readonly AppFact[]): ModuleFact {
  return {
    path: project.path,
    ecosystem: 'uni-app',
    platforms: [...new Set<Platform>(apps.map((app) => app.platform))],
    apps: apps.map((app) => app.id),
    carriesNestedApps: false,
    sourceSets: [],
    ownNames: [],
  };
}

/** A plugin that the manifest lists and whose folder is there is one package; the folder, which has its version, comes first. */
function unique(packages: readonly PackageFact[]): PackageFact[] {
  const seen = new Map<string, PackageFact>();
  for (const p of packages) {
    const key = `${p.kind}\n${p.name}\n${p.version ?? ''}\n${p.module ?? ''}`;
    if (!seen.has(key)) seen.set(key, p);
  }
  return [...seen.values()];
}
