/** Gives each jar and aar of the tree, and each that a script names, its module and scope. */
import type { Scope } from '../../../core/platforms.js';
import type { Observation, PackageFact, TreeView } from '../../../core/plugins.js';
import { basename, dirname, isWithin } from '../../../core/text.js';
import type { Project } from '../../languages/gradle/model.js';
import { TREE } from '../../languages/gradle/values.js';
import { archiveVersion } from './archive-name.js';
import type { ReadBuild } from './builds.js';
import { under } from './gradle-files.js';
import { type ArchiveUse, packageFact } from './package-facts.js';

interface Use {
  readonly project: Project;
  readonly scope: Scope;
}

/** Where each archive of the tree is used, by path. */
export class ArchiveUses {
  private readonly byPath = new Map<string, Use[]>();
  /** Archives that scripts name and the tree does not hold. */
  readonly missing: PackageFact[] = [];

  /** Resolves what the scripts of a build say about archives. */
  add(read: ReadBuild, uses: readonly ArchiveUse[], tree: TreeView, archives: readonly string[]): void {
    for (const use of uses) {
      const found = this.resolve(read, use, tree, archives);
      for (const path of found) {
        const list = this.byPath.get(path) ?? [];
        if (!list.some((u) => u.project === use.project && u.scope === use.scope))
          list.push({ project: use.project, scope: use.scope });
        this.byPath.set(path, list);
      }
    }
  }

  /** How an archive is used; empty where no script names it. */
  of(path: string): readonly Use[] {
    return this.byPath.get(path) ?? [];
  }

  private resolve(read: ReadBuild, use: ArchiveUse, tree: TreeView, archives: readonly string[]): string[] {
    const { project, what } = use;
    const { host } = read;
    if (what.kind === 'file-tree') {
      const dir = host.path(what.dir, project.dir);
      if (dir === null) return [];
      return archives.filter(
        (path) =>
          isWithin(path, dir) &&
          (what.includes.length === 0 ||
            what.includes.some((p) => matches(path.slice(dir === '' ? 0 : dir.length + 1), p))),
      );
    }
    if (what.kind === 'files') {
      return what.names.flatMap((name) => {
        const path = host.path(name, project.dir);
        if (path === null || !/\.(?:jar|aar)$/.test(path)) return [];
        if (tree.has(path)) return [path];
        if (!path.includes('*') && !/(?:^|\/)(?:build|node_modules|\.gradle)\//.test(path)) this.lost(read, use, path);
        return [];
      });
    }
    const versioned = what.version === null ? what.name : `${what.name}-${what.version}`;
    const names =
      what.extension === null ? [`${versioned}.aar`, `${versioned}.jar`] : [`${versioned}.${what.extension}`];
    const dirs = [
      ...project.flatDirs,
      ...read.build.root.flatDirs,
      under(project.dir, 'libs'),
      under(read.build.dir, 'libs'),
    ];
    const path =
      dirs.flatMap((dir) => names.map((name) => under(dir, name))).find((p) => tree.has(p)) ??
      archives.find((p) => names.includes(basename(p)) && isWithin(p, read.build.dir));
    if (path !== undefined) return [path];
    this.lost(read, use, under(project.dir, `libs/${names[0] ?? ''}`));
    return [];
  }

  private lost(read: ReadBuild, use: ArchiveUse, path: string): void {
    const version = archiveVersion(basename(path));
    this.missing.push({
      ...packageFact('archive', path, version, use.scope, use.project, use.location),
      versionFrom: version === null ? null : 'archive',
    });
    const { file, line } = use.location;
    read.host.problem(
      file,
      line ?? 1,
      `the archive ${path.replaceAll(TREE, '')} is not in the tree: what is inside it is not known`,
    );
  }
}

/** A pattern of Ant: `*` within a segment, `**` across segments. Linear in the length of both for the patterns that occur. */
function matches(path: string, pattern: string): boolean {
  const segments = path.split('/');
  const wanted = pattern.split('/').filter((s) => s !== '' && s !== '.');
  return matchSegments(segments, wanted, 0);
}

function matchSegments(path: readonly string[], wanted: readonly string[], depth: number): boolean {
  const [head, ...rest] = wanted;
  if (head === undefined) return path.length === 0;
  if (head === '**') return depth < 8 && path.some((_, i) => matchSegments(path.slice(i), rest, depth + 1));
  const first = path[0];
  return first !== undefined && matchName(first, head) && matchSegments(path.slice(1), rest, depth);
}

function matchName(name: string, pattern: string): boolean {
  const pieces = pattern.split('*');
  if (pieces.length === 1) return name === pattern;
  let at = 0;
  for (const [i, piece] of pieces.entries()) {
    if (i === 0) {
      if (!name.startsWith(piece)) return false;
      at = piece.length;
    } else if (i === pieces.length - 1) return name.length - piece.length >= at && name.endsWith(piece);
    else {
      const found = name.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
  }
  return true;
}

/** The coordinate of an archive that lies in a Maven repository inside the tree: `com/acme/lib/1.0/lib-1.0.jar`. */
export function repositoryCoordinate(path: string, names: ReadonlySet<string>): string | null {
  const segments = dirname(path).split('/');
  const version = segments.at(-1);
  const artifact = segments.at(-2);
  if (version === undefined || artifact === undefined || !basename(path).startsWith(`${artifact}-${version}`))
    return null;
  for (let from = segments.length - 3; from >= 0; from--) {
    const name = `${segments.slice(from, -2).join('.')}:${artifact}`;
    if (names.has(name)) return name;
  }
  return null;
}

/** Copies of what an archive shows, one for every module that uses it. */
export function placedObservations(
  observations: readonly Observation[],
  uses: readonly { module: string | null; scope: Scope }[],
): Observation[] {
  return uses.flatMap(({ module, scope }) => observations.map((o) => ({ ...o, module, scope })));
}
