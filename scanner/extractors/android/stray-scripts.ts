/** Gradle scripts that no build of the tree applies: what they declare may be in use all the same, by a path that could not be read. */
import type { Problem } from '../../../core/inventory.js';
import type { PackageFact } from '../../../core/plugins.js';
import { basename, isWithin } from '../../../core/text.js';
import { newProject, Scope } from '../../languages/gradle/model.js';
import type { ReadBuild } from './builds.js';
import type { GradleFiles } from './gradle-files.js';
import { type BuildFacts, strayFacts } from './package-facts.js';

export interface StrayScripts {
  readonly found: readonly { readonly read: ReadBuild; readonly facts: BuildFacts }[];
  readonly packages: readonly PackageFact[];
  readonly problems: readonly Problem[];
}

/** Reads each such script as one of the project that it lies in; its packages have scope unknown, and one problem tells of it. */
export function readStrayScripts(files: GradleFiles, builds: readonly ReadBuild[]): StrayScripts {
  const ran = new Set(builds.flatMap(({ host }) => [...host.ran]));
  const found: { read: ReadBuild; facts: BuildFacts }[] = [];
  const problems: Problem[] = [];
  for (const path of [...files.scripts.keys()].sort()) {
    if (ran.has(path) || /^settings\.gradle(?:\.kts)?$/.test(basename(path))) continue;
    const read = builds.findLast((b) => isWithin(path, b.build.dir)) ?? builds[0];
    if (!read || read.tool) continue;
    const facts = readOne(path, read);
    if (facts.packages.length + facts.archives.length === 0) continue;
    found.push({ read, facts });
    const line = facts.packages[0]?.location.line ?? facts.archives[0]?.location.line ?? null;
    const message =
      'no build script of the tree that could be read applies this script; the packages it declares are kept with scope unknown';
    problems.push({ stage: 'correlate', plugin: 'android-gradle', file: path, line, message });
  }
  return { found, packages: found.flatMap(({ facts }) => facts.packages), problems };
}

function readOne(path: string, read: ReadBuild): BuildFacts {
  const { build, host } = read;
  const owner =
    [...build.projects.values()].filter((p) => isWithin(path, p.dir)).sort((a, b) => b.dir.length - a.dir.length)[0] ??
    build.root;
  const scratch = newProject(owner.path, owner.dir, owner, build, new Scope(null));
  const before = {
    problems: host.problems.length,
    injected: build.injected.length,
    includes: host.settings.includes.length,
  };
  host.interpreter.restart();
  host.runScript(path, scratch, scratch.scope);
  const facts = strayFacts(read, scratch);
  // The script has one problem of its own; what it would do to other projects it does not do.
  host.problems.length = before.problems;
  build.injected.length = before.injected;
  host.settings.includes.length = before.includes;
  return facts;
}
