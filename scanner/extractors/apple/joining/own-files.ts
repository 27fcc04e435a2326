/** Gives what Info.plists, entitlements and privacy manifests say its module and scope: those of the targets that use the file. */
import type { ExtractedFile, Observation, PermissionFact } from '../../../../core/plugins.js';
import { dirname } from '../../../../core/text.js';
import type { Modules, Place } from './modules.js';
import { resolveSetting, settingPlace } from './settings.js';
import type { World } from './world.js';

export interface Placed {
  readonly observations: Observation[];
  readonly permissions: PermissionFact[];
}

/** Places the observations and permissions of files that targets name, or that lie in their directories. */
export function placeOwnFiles(files: readonly ExtractedFile[], world: World, modules: Modules): Placed {
  const users = new Map<string, (Place | null)[]>();
  for (const target of world.targets) {
    for (const path of [...target.infoPlists, ...target.entitlements]) {
      users.set(path, [...(users.get(path) ?? []), modules.placeOf(target)]);
    }
  }
  const observations: Observation[] = [];
  const permissions: PermissionFact[] = [];
  for (const { path, extraction } of files) {
    const all = users.get(path);
    const places =
      all === undefined
        ? [{ module: modules.of(dirname(path)), scope: modules.scopeAt(path) }]
        : modules.merged(distinct(all), world.targets);
    for (const { module, scope } of places) {
      if (module !== null && modules.isForeign(module)) continue;
      for (const observation of extraction.observations) observations.push({ ...observation, module, scope });
      for (const permission of extraction.permissions) permissions.push({ ...permission, module, scope });
    }
  }
  permissions.push(...generated(world, modules));
  return { observations, permissions };
}

function distinct(places: readonly (Place | null)[]): Place[] {
  const known = places.filter((place): place is Place => place !== null);
  const reaching = known.filter((place) => place.scope !== 'test');
  const used = reaching.length > 0 ? reaching : known;
  return [...new Map(used.map((place) => [`${place.module}\0${place.scope}`, place])).values()];
}

const USAGE = /^INFOPLIST_KEY_((?:NS[A-Za-z]+|NFCReader)UsageDescription)$/;

/** Usage descriptions that are build settings, from which Xcode writes the Info.plist. */
function generated(world: World, modules: Modules): PermissionFact[] {
  const found = new Map<string, PermissionFact>();
  for (const target of world.targets) {
    const place = modules.placeOf(target);
    if (place === null || target.platform !== 'ios') continue;
    for (const { layers } of target.layers) {
      for (const layer of layers) {
        for (const name of layer.keys()) {
          const id = USAGE.exec(name)?.[1];
          const at = id === undefined ? null : settingPlace(name, layers);
          if (id === undefined || at === null || !resolveSetting(name, layers)) continue;
          const key = `${id}\0${place.module}\0${place.scope}`;
          if (found.has(key)) continue;
          const location = { file: at.file, line: at.line };
          found.set(key, {
            id,
            platform: 'ios',
            state: 'requested',
            scope: place.scope,
            module: place.module,
            location,
          });
        }
      }
    }
  }
  return [...found.values()];
}
