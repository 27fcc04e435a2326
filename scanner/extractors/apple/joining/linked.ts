/** Libraries that targets link without a package manager: files in the tree, build phases and linker flags. */
import { type Observation, type PackageFact, packageFact } from '../../../../core/plugins.js';
import { basename, dirname, isWithin, joinPath } from '../../../../core/text.js';
import { bundleOf } from './bundles.js';
import type { Modules, Place } from './modules.js';
import { resolveSetting, settingPlace } from './settings.js';
import { isSystemLibrary } from './system-frameworks.js';
import type { AppleTarget, World } from './world.js';

/** Bundles that a podspec or a Swift package hands on: `pattern` matches their paths. */
export interface Vended {
  readonly pattern: RegExp;
  readonly module: string;
}

/** Archives of the tree and libraries that targets name. */
export function joinLinked(
  bundles: readonly string[],
  versions: ReadonlyMap<string, string>,
  vended: readonly Vended[],
  world: World,
  modules: Modules,
): { packages: PackageFact[]; observations: Observation[] } {
  const observations = new Map<string, Observation>();
  const packages = new Map<string, PackageFact>();
  const users = new Map<string, Place[]>();
  const built = new Set(world.targets.map((t) => t.target.name));
  const note = (
    value: string,
    place: Place,
    file: string,
    line: number | null,
    technique: Observation['technique'] = 'manifest-analysis',
  ): void => {
    const key = `${value}\0${place.module}\0${place.scope}`;
    if (observations.has(key)) return;
    observations.set(key, {
      kind: 'framework',
      value,
      scope: place.scope,
      module: place.module,
      platform: 'ios',
      location: { file, line },
      technique,
    });
  };
  for (const target of world.targets) {
    const place = modules.placeOf(target);
    if (place === null) continue;
    for (const linked of target.target.linked) {
      const name = libraryName(linked.name);
      if (
        linked.system ||
        isSystemLibrary(name) ||
        built.has(name) ||
        name.startsWith('libPods') ||
        name.startsWith('Pods_')
      )
        continue;
      const path = linked.path === null ? null : joinPath(target.project.dir, linked.path);
      if (path !== null) users.set(path, [...(users.get(path) ?? []), place]);
      note(name, place, target.project.path, linked.line);
    }
    for (const flag of flagsOf(target)) {
      if (
        isSystemLibrary(flag.name) ||
        flag.name.startsWith('libPods') ||
        flag.name.startsWith('Pods_') ||
        built.has(flag.name)
      )
        continue;
      note(flag.name, place, flag.file, flag.line);
    }
  }
  for (const path of new Set(bundles)) {
    const places = modules.merged(placesOf(path, users, vended, observations, world, modules), world.targets);
    const version = versions.get(path) ?? null;
    for (const { module, scope } of places) {
      packages.set(
        `${path}\0${module}\0${scope}`,
        packageFact({
          kind: 'archive',
          name: path,
          version,
          versionFrom: version === null ? null : 'archive',
          scope,
          module,
          location: { file: path, line: null },
          technique: 'file-name',
        }),
      );
      note(
        bundleOf(path.endsWith('.a') ? path : `${path}/Info.plist`)?.name ?? basename(path),
        { module, scope },
        path,
        null,
        'file-name',
      );
    }
  }
  return { packages: [...packages.values()], observations: [...observations.values()] };
}

/** Places of a bundle: of the targets that link it, or the package that hands it on. */
function placesOf(
  path: string,
  users: ReadonlyMap<string, readonly Place[]>,
  vended: readonly Vended[],
  named: ReadonlyMap<string, Observation>,
  world: World,
  modules: Modules,
): Place[] {
  const inFolder = world.targets.filter((t) =>
    t.target.folders.some((folder) => isWithin(path, joinPath(t.project.dir, folder) ?? '\0')),
  );
  const places = [...(users.get(path) ?? []), ...inFolder.flatMap((t) => modules.placeOf(t) ?? [])];
  const reach = places.filter((p) => p.scope !== 'test');
  if (places.length > 0) return reach.length > 0 ? reach : places;
  const handed = vended
    .filter(({ pattern }) => pattern.test(path))
    .map(({ module }): Place => ({ module, scope: 'release' }));
  if (handed.length > 0) return handed;
  const dir = dirname(path);
  const module = modules.of(dir) ?? dir;
  if (modules.scopeAt(dir) === 'test') return [{ module, scope: 'test' }];
  const name = libraryName(basename(path));
  const mentioned = [...named.values()].some((o) => o.value === name || `lib${o.value}` === name);
  return [{ module, scope: isLeftOut(dir, mentioned, world) ? 'disabled' : 'unknown' }];
}

/**
 * True where the project around a bundle links others of its kind and says nothing of this one: it lies in the tree and is not built in.
 * In every other case (no project, nothing linked by path) nobody can tell.
 */
function isLeftOut(dir: string, mentioned: boolean, world: World): boolean {
  if (mentioned) return false;
  const around = world.projects.filter((unit) => isWithin(dir, unit.dir));
  return around.some((unit) =>
    unit.targets.some((t) => t.apps.length > 0 && t.target.linked.some((l) => l.path !== null)),
  );
}

function libraryName(file: string): string {
  return file.replace(/\.(?:xcframework|framework|a|dylib|tbd)$/i, '');
}

interface Flag {
  readonly name: string;
  readonly file: string;
  readonly line: number | null;
}

/** `-framework X`, `-weak_framework X` and `-lX` of the linker flags of a target. */
function flagsOf(target: AppleTarget): Flag[] {
  const out = new Map<string, Flag>();
  for (const { layers } of target.layers) {
    const text = resolveSetting('OTHER_LDFLAGS', layers);
    const place = settingPlace('OTHER_LDFLAGS', layers);
    if (!text || !place) continue;
    const words = text.match(/"[^"]*"|\S+/g) ?? [];
    words.forEach((word, i) => {
      const bare = word.replaceAll('"', '');
      const before = words[i - 1]?.replaceAll('"', '') ?? '';
      const name = /^-(?:weak_|reexport_|needed_)?framework$/.test(before)
        ? bare.replace(/\.framework$/, '')
        : /^-l[A-Za-z]/.test(bare)
          ? `lib${bare.slice(2)}`
          : (/(?:^|\/)(lib[A-Za-z][^/]*)\.a$/.exec(bare)?.[1] ?? '');
      if (/^[A-Za-z_][A-Za-z0-9_+.-]*$/.test(name)) out.set(name, { name, file: place.file, line: place.line });
    });
  }
  return [...out.values()];
}
