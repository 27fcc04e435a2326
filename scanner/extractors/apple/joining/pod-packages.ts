/** Joins a Podfile, its lock file and the targets of the projects it serves into packages. */
import type { Scope } from '../../../../core/platforms.js';
import type { Observation, PackageFact } from '../../../../core/plugins.js';
import { byCodeUnit, isWithin, joinPath, sortedSet } from '../../../../core/text.js';
import type { PodfileFacts, PodUse } from '../../../languages/ruby/podfile.js';
import type { PodLockFacts } from '../podfile-lock.js';
import { LockGraph } from './lock-graph.js';
import type { Modules, Place } from './modules.js';
import { isThirdPartyPath, rootOf } from './pods.js';
import { isTestName, type ProjectUnit, type World } from './world.js';

export interface PodArea {
  readonly dir: string;
  readonly podfile: { readonly path: string; readonly facts: PodfileFacts } | null;
  readonly lock: { readonly path: string; readonly facts: PodLockFacts } | null;
}

export interface PodResult {
  readonly packages: PackageFact[];
  readonly observations: Observation[];
}

interface Seed {
  readonly spec: string;
  readonly places: readonly Place[];
  readonly requirement: string | null;
  readonly local: boolean;
  readonly line: number;
  readonly file: string;
}

const EXTENSION_NAME =
  /(?:Extension|Widgets?|Intents?|Share|Service|NSE|Clip|Watch|Keyboard|Today|Sticker|Action)(?:Extension|UI|App)?s?$/i;

/** Packages and subspecs of one Podfile and its lock file. */
export function joinPods(area: PodArea, world: World, modules: Modules): PodResult {
  const placer = new TargetPlaces(area, world, modules);
  const seeds = area.podfile ? gathered(declared(area.podfile, placer), placer) : [];
  if (area.lock) seeds.push(...fromLockOnly(area, area.lock, seeds, placer));
  const lock = area.lock ? new LockGraph(area.lock.facts) : null;
  const packages = new Map<string, PackageFact>();
  const observations = new Map<string, Observation>();
  const spread = new Map<string, Place[]>();

  for (const seed of seeds) {
    const root = rootOf(seed.spec);
    const version = lock?.versions.get(root) ?? null;
    for (const place of seed.places) {
      note(packages, {
        kind: 'pod',
        name: root,
        version: version ?? seed.requirement,
        versionFrom: version !== null ? 'lock' : seed.requirement !== null ? 'manifest' : null,
        scope: place.scope,
        module: place.module,
        direct: true,
        requestedBy: lock?.askedBy(root) ?? [],
        local: seed.local,
        location: { file: seed.file, line: seed.line },
        technique: seed.file === area.lock?.path ? 'lock-file-analysis' : 'manifest-analysis',
      });
      if (seed.spec.includes('/')) noteSpec(observations, seed.spec, place, { file: seed.file, line: seed.line }, area);
      if (place.scope === 'disabled') continue;
      for (const spec of lock?.reach(seed.spec) ?? []) spread.set(spec, [...(spread.get(spec) ?? []), place]);
    }
  }
  const named = new Set(seeds.map((seed) => rootOf(seed.spec)));
  for (const pod of area.lock?.facts.pods ?? []) {
    const root = rootOf(pod.spec);
    const file = area.lock?.path ?? '';
    const places = spread.get(pod.spec) ?? (named.has(root) ? [] : [placer.fallback()]);
    for (const place of placer.merged(distinctPlaces(places))) {
      if (pod.spec.includes('/')) noteSpec(observations, pod.spec, place, { file, line: pod.line }, area);
      if (named.has(root)) continue;
      const path = area.lock?.facts.paths[root];
      note(packages, {
        kind: 'pod',
        name: root,
        version: pod.version,
        versionFrom: pod.version === null ? null : 'lock',
        scope: place.scope,
        module: place.module,
        direct: false,
        requestedBy: lock?.askedBy(root) ?? [],
        local: path !== undefined && isLocal(path),
        location: { file, line: pod.line },
        technique: 'lock-file-analysis',
      });
    }
  }
  return {
    packages: withoutNarrower([...packages.values()]),
    observations: withoutNarrower([...observations.values()]),
  };
}

function note(packages: Map<string, PackageFact>, fact: PackageFact): void {
  const key = `${fact.name}\0${fact.module}\0${fact.scope}`;
  const old = packages.get(key);
  if (!old) packages.set(key, fact);
  else if (old.local && !fact.local) packages.set(key, { ...old, local: false });
}

function noteSpec(
  observations: Map<string, Observation>,
  spec: string,
  place: Place,
  location: Observation['location'],
  area: PodArea,
): void {
  const key = `${spec}\0${place.module}\0${place.scope}`;
  if (observations.has(key)) return;
  const technique = location.file === area.lock?.path ? 'lock-file-analysis' : 'manifest-analysis';
  observations.set(key, {
    kind: 'pod',
    value: spec,
    scope: place.scope,
    module: place.module,
    platform: 'ios',
    location,
    technique,
  });
}

/** A test or debug entry says nothing more where the same name reaches users of the same module, or any module of the same Podfile. */
function withoutNarrower<T extends { scope: Scope; module: string | null; name?: string; value?: string }>(
  facts: readonly T[],
): T[] {
  const nameOf = (fact: T): string => fact.name ?? fact.value ?? '';
  const reaching = new Set(facts.filter((f) => reaches(f.scope)).map(nameOf));
  const released = new Set(facts.filter((f) => f.scope === 'release').map((f) => `${nameOf(f)}\0${f.module}`));
  return facts.filter((fact) => {
    if (fact.scope === 'test' || fact.scope === 'debug' || fact.scope === 'disabled')
      return !reaching.has(nameOf(fact));
    return fact.scope === 'release' || !released.has(`${nameOf(fact)}\0${fact.module}`);
  });
}

function reaches(scope: Scope): boolean {
  return scope === 'release' || scope === 'unknown' || scope.startsWith('target:');
}

function isLocal(path: string): boolean {
  return !isThirdPartyPath(path);
}

function declared(podfile: { readonly path: string; readonly facts: PodfileFacts }, placer: TargetPlaces): Seed[] {
  const { facts } = podfile;
  const users = usersOf(facts);
  return facts.pods.flatMap((pod, index): Seed[] => {
    const targets = users.get(index) ?? [];
    const places = placer.merged(
      distinctPlaces(targets.flatMap((target) => placer.of(target)).map((place) => narrowed(place, pod))),
    );
    const used = places.length > 0 ? places : placer.unused(pod);
    const common = {
      places: used,
      requirement: pod.requirement,
      local: pod.path !== null && isLocal(pod.path),
      line: pod.line,
      file: podfile.path,
    };
    const specs = pod.subspecs.length > 0 ? pod.subspecs : [pod.spec];
    return specs.map((spec) => ({ ...common, spec }));
  });
}

/** One seed per spec: a method that several targets call names its pods once for each. The first place stays. */
function gathered(seeds: readonly Seed[], placer: TargetPlaces): Seed[] {
  const bySpec = new Map<string, Seed>();
  for (const seed of seeds) {
    const key = `${seed.spec}\0${seed.local}`;
    const old = bySpec.get(key);
    const places = placer.merged(distinctPlaces([...(old?.places ?? []), ...seed.places]));
    bySpec.set(key, old ? { ...old, requirement: old.requirement ?? seed.requirement, places } : { ...seed, places });
  }
  return [...bySpec.values()];
}

/** Indexes of the targets that use each pod, with inheritance. */
function usersOf(facts: PodfileFacts): Map<number, (number | null)[]> {
  const users = new Map<number, (number | null)[]>();
  const concrete = facts.targets.flatMap((target, i) => (target.abstract ? [] : [i]));
  facts.pods.forEach((pod, index) => {
    if (pod.target === null && concrete.length === 0) {
      users.set(index, [null]);
      return;
    }
    users.set(
      index,
      concrete.filter((i) => inherits(facts, i, pod.target)),
    );
  });
  return users;
}

function inherits(facts: PodfileFacts, target: number, from: number | null): boolean {
  let at: number | null = target;
  for (let steps = 0; steps < 100; steps++) {
    if (at === from) return true;
    const current: PodfileFacts['targets'][number] | undefined = at === null ? undefined : facts.targets[at];
    if (current?.inherit !== 'complete') return false;
    at = current.parent;
  }
  return false;
}

function narrowed(place: Place, pod: PodUse): Place {
  if (pod.disabled) return { ...place, scope: 'disabled' };
  if (place.scope === 'test' || pod.configurations.length === 0) return place;
  return pod.configurations.every((name) => /debug/i.test(name)) ? { ...place, scope: 'debug' } : place;
}

function distinctPlaces(places: readonly Place[]): Place[] {
  const seen = new Map(places.map((place) => [`${place.module}\0${place.scope}`, place]));
  return [...seen.values()].sort((a, b) => byCodeUnit(`${a.module}\0${a.scope}`, `${b.module}\0${b.scope}`));
}

/** Pods the lock file lists as asked for that the Podfile does not name: added by helpers, or by a Podfile that is not there. */
function fromLockOnly(
  area: PodArea,
  lock: NonNullable<PodArea['lock']>,
  seeds: readonly Seed[],
  placer: TargetPlaces,
): Seed[] {
  const named = new Set(seeds.map((seed) => seed.spec));
  const roots = new Set(seeds.map((seed) => rootOf(seed.spec)));
  const helpers = area.podfile?.facts.helpers ?? [];
  const users = area.podfile?.facts.targets.flatMap((target, i) => {
    const helped = helpers.some((helper) => inherits(area.podfile?.facts ?? EMPTY, i, helper.target));
    return helped && !target.abstract ? [i] : [];
  });
  const places = users && users.length > 0 ? placer.merged(distinctPlaces(users.flatMap((i) => placer.of(i)))) : [];
  const used = places.length > 0 ? places : [placer.fallback()];
  return lock.facts.dependencies.flatMap((dependency): Seed[] => {
    const root = rootOf(dependency.spec);
    if (named.has(dependency.spec) || (roots.has(root) && dependency.spec === root)) return [];
    const path = dependency.path ?? lock.facts.paths[root] ?? null;
    return [
      {
        spec: dependency.spec,
        places: used,
        requirement: null,
        local: path !== null && isLocal(path),
        line: dependency.line,
        file: lock.path,
      },
    ];
  });
}

const EMPTY: PodfileFacts = { targets: [], pods: [], helpers: [], projects: [], linkWith: [] };

/** Where the pods of each target of a Podfile go. */
class TargetPlaces {
  private readonly area: PodArea;
  private readonly modules: Modules;
  private readonly projects: readonly ProjectUnit[];

  constructor(area: PodArea, world: World, modules: Modules) {
    this.area = area;
    this.modules = modules;
    const named = (area.podfile?.facts.projects ?? []).flatMap(
      (p) => joinPath(area.dir, p.endsWith('.xcodeproj') ? p : `${p}.xcodeproj`) ?? [],
    );
    const near = world.projects.filter(
      (unit) => isWithin(unit.dir, area.dir) || named.some((n) => unit.path === `${n}/project.pbxproj`),
    );
    const rank = (unit: ProjectUnit): number =>
      named.some((n) => unit.path === `${n}/project.pbxproj`) ? 0 : unit.dir === area.dir ? 1 : 2;
    this.projects = [...near].sort(
      (a, b) => rank(a) - rank(b) || a.dir.length - b.dir.length || byCodeUnit(a.path, b.path),
    );
    this.register();
  }

  /** Without a project the targets of the Podfile are all that is known of the apps. */
  private register(): void {
    const { dir, podfile } = this.area;
    if (this.projects.length > 0) {
      if (!this.modules.has(dir)) {
        const apps = sortedSet(this.projects.flatMap((unit) => unit.targets.flatMap((t) => t.apps)));
        this.modules.add(dir, {
          apps: apps.length > 0 ? apps : this.modules.nearestApps(dir),
          ios: this.platforms().ios,
        });
      }
      return;
    }
    const mine = (podfile?.facts.targets ?? []).filter((t) => !t.abstract && !isTestName(t.name) && isIos(t.platform));
    const apps = mine.filter((t) => !EXTENSION_NAME.test(t.name));
    if (!this.modules.has(dir)) {
      for (const target of apps.length > 0 ? apps : mine.slice(0, 1)) {
        this.modules.addApp({
          id: `ios:${target.name}`,
          name: target.name,
          platform: 'ios',
          applicationId: null,
          module: dir,
          variants: [],
        });
      }
    }
    const ids =
      apps.length > 0 || mine.length > 0 ? (apps.length > 0 ? apps : mine.slice(0, 1)).map((t) => `ios:${t.name}`) : [];
    this.modules.add(dir, { apps: ids.length > 0 ? ids : this.modules.nearestApps(dir), ios: this.platforms().ios });
  }

  private platforms(): { ios: boolean } {
    const targets = this.area.podfile?.facts.targets ?? [];
    return { ios: targets.length === 0 || targets.some((t) => isIos(t.platform)) };
  }

  of(index: number | null): Place[] {
    const target = index === null ? undefined : this.area.podfile?.facts.targets[index];
    if (!target) return [this.fallback()];
    for (const unit of this.projects) {
      const found = unit.targets.find((t) => t.target.name === target.name);
      if (!found) continue;
      const place = this.modules.placeOf(found);
      return place ? [place] : [];
    }
    if (isTestName(target.name)) return [{ module: this.area.dir, scope: 'test' }];
    const apps = this.modules.appsOf(this.area.dir);
    if (!isIos(target.platform) && apps.length > 0) return [];
    const mine = apps.includes(`ios:${target.name}`);
    return [{ module: this.area.dir, scope: mine && apps.length > 1 ? `target:${target.name}` : 'release' }];
  }

  merged(places: readonly Place[]): Place[] {
    return this.modules.merged(
      places,
      this.projects.flatMap((unit) => unit.targets),
    );
  }

  /** A pod that no target takes: tools in an abstract target of their own, or a target of a system that is not looked at. */
  unused(pod: PodUse): Place[] {
    const facts = this.area.podfile?.facts ?? EMPTY;
    const children = facts.targets.some((t, i) => !t.abstract && pod.target !== null && isBelow(facts, i, pod.target));
    if (children) return [];
    return [{ module: this.area.dir, scope: pod.disabled ? 'disabled' : 'build-tool' }];
  }

  fallback(): Place {
    return {
      module: this.area.dir,
      scope: this.area.podfile && this.modules.appsOf(this.area.dir).length === 1 ? 'release' : 'unknown',
    };
  }
}

function isIos(platform: string | null): boolean {
  return platform === null || platform === 'ios';
}

function isBelow(facts: PodfileFacts, index: number, ancestor: number): boolean {
  let at: number | null = index;
  for (let steps = 0; at !== null && steps < 100; steps++) {
    if (at === ancestor) return true;
    at = facts.targets[at]?.parent ?? null;
  }
  return false;
}
