/** Which module, apps, platform and scope a path belongs to. */

import type { Platform, Scope } from '../core/platforms.js';
import type { AppFact, Correlation, ModuleFact } from '../core/plugins.js';
import { byCodeUnit, isWithin, sortedSet } from '../core/text.js';

/** Groups of ecosystems whose files may lie in one directory; a file prefers the module of its own family. */
export type Family = 'android' | 'apple' | 'js' | 'dart';

const FAMILY_OF: Readonly<Record<string, Family>> = {
  'android-gradle': 'android',
  'ios-apple': 'apple',
  npm: 'js',
  'uni-app': 'js',
  miniprogram: 'js',
  'web-html': 'js',
  pub: 'dart',
};

/** A place in the project: the module and the apps that its code becomes part of. */
export interface Place {
  /** null where no module holds the path. */
  readonly module: string | null;
  readonly platforms: readonly Platform[];
  readonly apps: readonly AppFact[];
  readonly scope: Scope;
}

const TEST_PATH =
  /(?:^|\/)(?:test|tests|__tests__|__mocks__|spec|specs|androidTest|e2e|UITests|[A-Za-z]+Tests)\/|(?:^|[._/])(?:test|spec)\.[cm]?[jt]sx?$|(?:^|\/)\.maestro\/|(?:^|\/)\.?(?:rn)?storybook\/|\.stories\.[cm]?[jt]sx?$/;

export class ModuleIndex {
  readonly #byDir = new Map<string, ModuleFact[]>();
  readonly #appsOf = new Map<ModuleFact, readonly AppFact[]>();
  readonly #cache = new Map<string, ModuleFact | null>();
  readonly modules: readonly ModuleFact[];
  readonly apps: readonly AppFact[];

  constructor(correlation: Pick<Correlation, 'modules' | 'apps'>) {
    this.apps = mergeApps(correlation.apps);
    const byId = new Map(this.apps.map((a) => [a.id, a]));
    this.modules = [...correlation.modules].sort((a, b) =>
      byCodeUnit(`${a.path}\0${a.ecosystem}`, `${b.path}\0${b.ecosystem}`),
    );
    for (const module of this.modules) {
      const list = this.#byDir.get(module.path);
      if (list) list.push(module);
      else this.#byDir.set(module.path, [module]);
      const nested = module.carriesNestedApps ? this.#nestedApps(module) : [];
      this.#appsOf.set(
        module,
        sortedSet([...module.apps, ...nested]).flatMap((id) => byId.get(id) ?? []),
      );
    }
  }

  /** Apps below a module, without those of an inner module that has its own manifest: a sample app, a cloud function, a site. */
  #nestedApps(outer: ModuleFact): string[] {
    const inner = this.modules.filter(
      (m) =>
        m.ecosystem === outer.ecosystem &&
        m.path !== outer.path &&
        isWithin(m.path, outer.path) &&
        !outer.carriesThrough?.includes(m.path),
    );
    const isApart = (app: AppFact) =>
      inner.some((m) => m.apps.includes(app.id) || (m.carriesNestedApps && isWithin(app.module, m.path)));
    return this.apps.flatMap((app) => (isWithin(app.module, outer.path) && !isApart(app) ? [app.id] : []));
  }

  /** The apps a module is part of, nested apps included. */
  appsOf(module: ModuleFact): readonly AppFact[] {
    return this.#appsOf.get(module) ?? [];
  }

  /** Where a fact of a known module belongs. */
  placeOfModule(path: string, family: Family | null, scope: Scope): Place {
    const module = this.#pick(this.#byDir.get(path) ?? [], family);
    if (!module) return { module: path, platforms: [], apps: [], scope };
    return { module: module.path, platforms: module.platforms, apps: this.appsOf(module), scope };
  }

  /** Where a source file or other file of the tree belongs: the deepest module above it, its own family first. */
  placeOfFile(path: string, family: Family | null): Place {
    const slash = path.lastIndexOf('/');
    const module = this.#above(slash < 0 ? '' : path.slice(0, slash), family);
    if (!module) return { module: null, platforms: [], apps: [], scope: TEST_PATH.test(path) ? 'test' : 'unknown' };
    const relative = module.path === '' ? path : path.slice(module.path.length + 1);
    return {
      module: module.path,
      platforms: module.platforms,
      apps: this.appsOf(module),
      scope: scopeIn(module, relative),
    };
  }

  #above(dir: string, family: Family | null): ModuleFact | null {
    const key = `${family ?? ''}\0${dir}`;
    const cached = this.#cache.get(key);
    if (cached !== undefined) return cached;
    const found =
      this.#search(dir, (m) => family === null || FAMILY_OF[m.ecosystem] === family) ?? this.#search(dir, () => true);
    this.#cache.set(key, found);
    return found;
  }

  #search(dir: string, fits: (module: ModuleFact) => boolean): ModuleFact | null {
    for (let at = dir; ; ) {
      const found = this.#byDir.get(at)?.find(fits);
      if (found) return found;
      if (at === '') return null;
      const slash = at.lastIndexOf('/');
      at = slash < 0 ? '' : at.slice(0, slash);
    }
  }

  #pick(modules: readonly ModuleFact[], family: Family | null): ModuleFact | undefined {
    return modules.find((m) => family !== null && FAMILY_OF[m.ecosystem] === family) ?? modules[0];
  }
}

function scopeIn(module: ModuleFact, relative: string): Scope {
  let best: { readonly prefix: string; readonly scope: Scope } | null = null;
  for (const set of module.sourceSets) {
    if (isWithin(relative, set.prefix) && (best === null || set.prefix.length > best.prefix.length)) best = set;
  }
  if (best !== null) return best.scope;
  return TEST_PATH.test(relative) ? 'test' : 'release';
}

/** The same id from two ecosystems (a React Native android/ folder) is one app. */
function mergeApps(apps: readonly AppFact[]): AppFact[] {
  const byId = new Map<string, AppFact>();
  for (const app of [...apps].sort((a, b) => byCodeUnit(`${a.id}\0${a.module}`, `${b.id}\0${b.module}`))) {
    const first = byId.get(app.id);
    if (!first) byId.set(app.id, app);
    else
      byId.set(app.id, {
        ...first,
        name: first.name ?? app.name,
        applicationId: first.applicationId ?? app.applicationId,
        variants: sortedSet([...first.variants, ...app.variants]),
      });
  }
  return [...byId.values()];
}
