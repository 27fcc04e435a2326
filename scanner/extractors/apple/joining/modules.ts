/** Modules of the Apple side: the directory of each project, and directories below it whose files belong to other apps than the rest. */
import type { Scope } from '../../../../core/platforms.js';
import type { AppFact, ModuleFact, TreeView } from '../../../../core/plugins.js';
import { byCodeUnit, dirname, isWithin, sortedSet } from '../../../../core/text.js';
import type { AppleTarget, World } from './world.js';

/** Where the things of one target go. */
export interface Place {
  readonly module: string;
  readonly scope: Scope;
}

interface Draft {
  readonly path: string;
  apps: Set<string>;
  /** False where only systems other than iOS are built. */
  ios: boolean;
  readonly sourceSets: Map<string, Scope>;
  readonly ownNames: Set<string>;
}

export class Modules {
  private readonly drafts = new Map<string, Draft>();
  /** Directories of projects: their targets fall back on them. */
  private readonly areas = new Map<string, AppleTarget[]>();
  private readonly apps: AppFact[];
  private readonly world: World;

  constructor(world: World, tree: TreeView) {
    this.world = world;
    this.apps = [...world.apps];
    for (const target of world.targets) {
      const area = this.areas.get(target.project.dir);
      if (area) area.push(target);
      else this.areas.set(target.project.dir, [target]);
    }
    for (const [dir, targets] of this.areas) this.addArea(dir, targets);
    for (const unit of world.projects) {
      const draft = this.draft(unit.dir);
      for (const target of unit.targets) if (target.kind === 'library') draft.ownNames.add(target.target.name);
    }
    for (const dir of this.areas.keys()) this.addTestFolders(dir, tree);
  }

  /** All apps, also those that only a Podfile knows. */
  allApps(): readonly AppFact[] {
    return this.apps;
  }

  addApp(app: AppFact): void {
    if (!this.apps.some((a) => a.id === app.id)) this.apps.push(app);
  }

  /** Makes a directory a module, or adds apps and names to the one that is there. */
  add(
    path: string,
    parts: { apps?: Iterable<string>; ios?: boolean; ownNames?: Iterable<string>; tests?: Iterable<string> },
  ): void {
    const draft = this.draft(path);
    for (const app of parts.apps ?? []) draft.apps.add(app);
    if (parts.ios) draft.ios = true;
    for (const name of parts.ownNames ?? []) draft.ownNames.add(name);
    for (const prefix of parts.tests ?? []) draft.sourceSets.set(prefix, 'test');
  }

  has(path: string): boolean {
    return this.drafts.has(path);
  }

  /** The deepest module that holds a path; null where none does. */
  of(path: string): string | null {
    for (let dir = path; ; dir = dirname(dir)) {
      if (this.drafts.has(dir)) return dir;
      if (dir === '') return null;
    }
  }

  appsOf(module: string): readonly string[] {
    return sortedSet(this.drafts.get(module)?.apps ?? []);
  }

  /** Apps of the projects nearest to a directory: below it, else below the first directory above it that holds any. */
  nearestApps(dir: string): readonly string[] {
    for (let at = dir; ; at = dirname(at)) {
      const found = this.apps.filter((app) => isWithin(app.module, at));
      const dirs = new Set(found.map((app) => app.module));
      // At the root of a tree with many unrelated projects nearness says nothing.
      if (found.length > 0 && (at !== '' || dir === '' || dirs.size === 1 || this.areas.has('')))
        return sortedSet(found.map((app) => app.id));
      if (at === '') return [];
    }
  }

  /** `test` where a path lies in a test directory of its module. */
  scopeAt(path: string): Scope {
    const module = this.of(path);
    const draft = module === null ? undefined : this.drafts.get(module);
    if (!draft) return 'release';
    const rest = draft.path === '' ? path : path.slice(draft.path.length + 1);
    for (const [prefix, scope] of draft.sourceSets) if (isWithin(rest, prefix)) return scope;
    return 'release';
  }

  /** Where a target's packages go; null for a target of another system that has no directory of its own. */
  placeOf(target: AppleTarget): Place | null {
    const area = target.project.dir;
    const whole = this.appsOf(area);
    if (target.kind === 'test') return { module: this.homeOf(target) ?? area, scope: 'test' };
    if (target.apps.length === 0) {
      const home = this.homeOf(target);
      if (target.platform === 'ios') return { module: home ?? area, scope: 'release' };
      const mine = home ?? area;
      return this.appsOf(mine).length === 0 ? { module: mine, scope: 'release' } : null;
    }
    const home = this.homeOf(target);
    if (sameApps(target.apps, whole)) return { module: area, scope: 'release' };
    if (home !== null) return { module: home, scope: `target:${target.target.name}` };
    return { module: area, scope: `target:${target.target.name}` };
  }

  /**
   * Places of one thing, with those of single targets put together as `release` where they cover every app of their module.
   */
  merged(places: readonly Place[], targets: readonly AppleTarget[]): Place[] {
    const out: Place[] = [];
    for (const module of sortedSet(places.map((place) => place.module))) {
      const here = places.filter((place) => place.module === module);
      const named = here.filter((place) => place.scope.startsWith('target:'));
      const covered = new Set(
        named.flatMap((place) =>
          targets.filter((t) => `target:${t.target.name}` === place.scope && t.apps.length > 0).flatMap((t) => t.apps),
        ),
      );
      const whole = this.appsOf(module);
      const all = named.length > 0 && whole.length > 0 && whole.every((app) => covered.has(app));
      const list: Place[] = all
        ? [{ module, scope: 'release' }, ...here.filter((place) => !named.includes(place))]
        : here;
      out.push(...new Map(list.map((place) => [place.scope, place])).values());
    }
    return out;
  }

  /** True for a module that only other systems than iOS build. */
  isForeign(module: string): boolean {
    return this.drafts.get(module)?.ios === false;
  }

  facts(): ModuleFact[] {
    return [...this.drafts.values()]
      .sort((a, b) => byCodeUnit(a.path, b.path))
      .map((draft) => ({
        path: draft.path,
        ecosystem: 'ios-apple',
        platforms: draft.ios ? (['ios'] as const) : [],
        apps: sortedSet(draft.apps),
        carriesNestedApps: false,
        sourceSets: [...draft.sourceSets]
          .sort((a, b) => byCodeUnit(a[0], b[0]))
          .map(([prefix, scope]) => ({ prefix, scope })),
        ownNames: sortedSet(draft.ownNames),
      }));
  }

  private draft(path: string): Draft {
    const found = this.drafts.get(path);
    if (found) return found;
    const draft: Draft = { path, apps: new Set(), ios: false, sourceSets: new Map(), ownNames: new Set() };
    this.drafts.set(path, draft);
    return draft;
  }

  /** The module of its own that a target has below its project, if any. */
  private homeOf(target: AppleTarget): string | null {
    const counts = new Map<string, number>();
    const inside = target.dirs.filter((dir) => dir !== target.project.dir && isWithin(dir, target.project.dir));
    for (const dir of target.dirs) {
      const module = this.of(dir);
      if (module === null || module === target.project.dir || !isWithin(module, target.project.dir)) continue;
      if (target.kind === 'test' || sameApps(this.appsOf(module), target.apps))
        counts.set(module, (counts.get(module) ?? 0) + 1);
    }
    const [best] = [...counts].sort((a, b) => b[1] - a[1] || byCodeUnit(a[0], b[0]));
    // A folder or two of its own among many shared ones are no home.
    return best && best[1] * 2 >= inside.length ? best[0] : null;
  }

  private addArea(dir: string, targets: readonly AppleTarget[]): void {
    const apps = sortedSet(targets.flatMap((t) => t.apps));
    const ios = targets.some((t) => t.platform === 'ios');
    this.add(dir, { apps: apps.length > 0 ? apps : ios ? this.nearestApps(dir) : [], ios });
    const whole = this.appsOf(dir);
    const built = targets.filter((t) => t.kind !== 'test');
    const node = new Map<string, { apps: Set<string>; keys: Set<string> }>();
    const note = (path: string, key: string, target: AppleTarget): void => {
      const at = node.get(path) ?? { apps: new Set(), keys: new Set() };
      at.keys.add(key);
      for (const app of target.apps) at.apps.add(app);
      node.set(path, at);
    };
    for (const target of built) {
      const key = target.apps.length === 0 && target.platform === 'ios' ? whole.join('\n') : target.apps.join('\n');
      for (const source of target.dirs) {
        if (!isWithin(source, dir)) continue;
        for (let at = source; at !== dir && isWithin(at, dir); at = dirname(at)) note(at, key, target);
      }
    }
    // A directory whose files all belong to one set of apps, other than what lies around it, is a module.
    for (const [path, { keys }] of [...node].sort((a, b) => a[0].length - b[0].length)) {
      const [only] = keys;
      if (keys.size !== 1 || only === undefined) continue;
      const around = this.of(dirname(path)) ?? dir;
      if (only === this.appsOf(around).join('\n')) continue;
      this.add(path, { apps: only === '' ? [] : only.split('\n'), ios: only !== '' });
    }
    this.addTestSources(targets);
  }

  /** The topmost directories that hold files of test targets only. */
  private addTestSources(targets: readonly AppleTarget[]): void {
    const other = targets.filter((t) => t.kind !== 'test').flatMap((t) => t.dirs);
    for (const target of targets) {
      if (target.kind !== 'test') continue;
      for (const dir of target.dirs) {
        const clean = (path: string): boolean =>
          path !== target.project.dir && path !== '' && !other.some((o) => isWithin(o, path));
        if (!clean(dir) || !isWithin(dir, target.project.dir)) continue;
        let top = dir;
        while (clean(dirname(top)) && isWithin(dirname(top), target.project.dir)) top = dirname(top);
        const module = this.of(top);
        if (module === null || module === top) continue;
        this.add(module, { tests: [module === '' ? top : top.slice(module.length + 1)] });
      }
    }
  }

  /** `AppTests` and `AppUITests` beside the project, also where the project file could not be read in full. */
  private addTestFolders(dir: string, tree: TreeView): void {
    const names = new Set<string>();
    for (const unit of this.world.projects) {
      if (unit.dir !== dir) continue;
      for (const target of unit.targets) if (target.kind === 'test') names.add(target.target.name);
      for (const suffix of ['Tests', 'UITests']) names.add(`${unit.name}${suffix}`);
    }
    for (const name of names) {
      const path = dir === '' ? name : `${dir}/${name}`;
      if (!this.drafts.has(path) && tree.filesBelow(path).length > 0) this.add(dir, { tests: [name] });
    }
  }
}

function sameApps(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((app, i) => app === b[i]);
}
