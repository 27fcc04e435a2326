/** The Xcode projects of the tree with their targets sorted out: what each builds, for which system, and which apps it ends up in. */
import type { AppFact } from '../../../../core/plugins.js';
import { basename, byCodeUnit, dirname, joinPath, sortedSet } from '../../../../core/text.js';
import type { XcodeConfiguration, XcodeProject, XcodeTarget } from '../../../languages/pbxproj/project.js';
import {
  configurationLayer,
  resolveSetting,
  type SettingLayer,
  UNRESOLVED,
  type XcconfigFile,
  xcconfigLayer,
} from './settings.js';

export type TargetKind = 'app' | 'extension' | 'test' | 'library' | 'other';
export type ApplePlatform = 'ios' | 'macos' | 'tvos' | 'watchos' | 'visionos';

export interface AppleTarget {
  readonly project: ProjectUnit;
  readonly target: XcodeTarget;
  readonly kind: TargetKind;
  readonly platform: ApplePlatform;
  /** Layers of settings by configuration; the released one first. */
  readonly layers: readonly { readonly name: string; readonly layers: readonly SettingLayer[] }[];
  readonly infoPlists: readonly string[];
  readonly entitlements: readonly string[];
  /** Directories in the tree that hold its files. */
  readonly dirs: readonly string[];
  /** Ids of the iOS apps it is part of, sorted. */
  apps: readonly string[];
}

export interface ProjectUnit {
  /** Path of project.pbxproj. */
  readonly path: string;
  /** Directory that holds the .xcodeproj. */
  readonly dir: string;
  readonly name: string;
  readonly project: XcodeProject;
  targets: readonly AppleTarget[];
}

export interface InfoPlistLook {
  readonly bundleId: string | null;
  readonly displayName: string | null;
  readonly extensionPoint: string | null;
}

export interface World {
  readonly projects: readonly ProjectUnit[];
  readonly targets: readonly AppleTarget[];
  readonly apps: readonly AppFact[];
}

const TEST_NAME = /(?:Tests?|UITests?|Specs?|TestBundle)$/;

/** True where a target's name says that it holds tests. */
export function isTestName(name: string): boolean {
  return TEST_NAME.test(name) && !/^(?:Tests?|Specs?)$/.test(name);
}

/** Builds the world from parsed projects. */
export function buildWorld(
  parsed: readonly { readonly path: string; readonly project: XcodeProject }[],
  xcconfigs: ReadonlyMap<string, XcconfigFile>,
  infoPlists: ReadonlyMap<string, InfoPlistLook>,
): World {
  // A project that was copied into another's bundle is no part of the tree's build.
  const real = parsed.filter(({ path }) => !dirname(dirname(path)).includes('.xcodeproj'));
  const projects = real.map(({ path, project }): ProjectUnit => {
    const container = dirname(path);
    const unit: ProjectUnit = {
      path,
      dir: dirname(container),
      name: basename(container).replace(/\.xcodeproj$/, ''),
      project,
      targets: [],
    };
    unit.targets = project.targets.map((target) => appleTarget(unit, target, xcconfigs, infoPlists));
    return unit;
  });
  const targets = projects.flatMap((unit) => unit.targets);
  const apps = nameApps(projects, infoPlists);
  return { projects, targets, apps };
}

function appleTarget(
  unit: ProjectUnit,
  target: XcodeTarget,
  xcconfigs: ReadonlyMap<string, XcconfigFile>,
  infoPlists: ReadonlyMap<string, InfoPlistLook>,
): AppleTarget {
  const configurations = [...target.configurations].sort(
    (a, b) => configurationRank(a, target) - configurationRank(b, target),
  );
  const layers = configurations.map((configuration) => {
    const shared = unit.project.configurations.find((c) => c.name === configuration.name);
    const builtIn = new Map(
      Object.entries({
        TARGET_NAME: target.name,
        TARGETNAME: target.name,
        PROJECT_NAME: unit.name,
        CONFIGURATION: configuration.name,
        SRCROOT: '.',
        PROJECT_DIR: '.',
        SOURCE_ROOT: '.',
      }).map(([key, text]) => [key, { text, file: unit.path, line: null }]),
    );
    return {
      name: configuration.name,
      layers: [
        configurationLayer(configuration, unit.path),
        base(unit, configuration, xcconfigs),
        configurationLayer(shared, unit.path),
        base(unit, shared, xcconfigs),
        builtIn,
      ],
    };
  });
  const files = (setting: string): string[] =>
    sortedSet(
      layers.flatMap(({ layers: l }) => {
        const value = resolveSetting(setting, l)?.replace(/^"|"$/g, '');
        const path = value ? joinPath(unit.dir, value) : null;
        return path === null || path.includes(UNRESOLVED) ? [] : [path];
      }),
    );
  const plists = files('INFOPLIST_FILE');
  const inTree = (dirs: readonly string[]): string[] =>
    dirs.flatMap((dir) => (dir.startsWith('$') || dir.startsWith('/') ? [] : (joinPath(unit.dir, dir) ?? [])));
  return {
    project: unit,
    target,
    kind: kindOf(
      target,
      plists.map((p) => infoPlists.get(p)),
    ),
    platform: platformOf(target, layers[0]?.layers ?? []),
    layers,
    infoPlists: plists,
    entitlements: files('CODE_SIGN_ENTITLEMENTS'),
    dirs: sortedSet([...inTree(target.folders), ...inTree(target.sourceDirs), ...plists.map(dirname)]),
    apps: [],
  };
}

/** A released configuration counts before a debug one. */
function configurationRank(configuration: XcodeConfiguration, target: XcodeTarget): number {
  if (configuration.name === 'Release') return 0;
  if (/debug/i.test(configuration.name)) return 3;
  return configuration.name === target.defaultConfiguration ? 1 : 2;
}

function base(
  unit: ProjectUnit,
  configuration: XcodeConfiguration | undefined,
  xcconfigs: ReadonlyMap<string, XcconfigFile>,
): SettingLayer {
  const path = configuration?.base ? joinPath(unit.dir, configuration.base) : null;
  return path === null ? new Map() : xcconfigLayer(path, xcconfigs);
}

function kindOf(target: XcodeTarget, plists: readonly (InfoPlistLook | undefined)[]): TargetKind {
  const type = target.productType.replace('com.apple.product-type.', '');
  if (type.includes('unit-test') || type.includes('ui-testing') || type.includes('ocunit')) return 'test';
  if (type === 'application' || type === 'application.messages') return 'app';
  if (type.startsWith('application') || type.includes('extension')) return 'extension';
  if (type.includes('framework') || type.startsWith('library')) return isTestName(target.name) ? 'test' : 'library';
  return plists.some((p) => p?.extensionPoint) ? 'extension' : 'other';
}

function platformOf(target: XcodeTarget, layers: readonly SettingLayer[]): ApplePlatform {
  if (/watch(?:kit|app)/.test(target.productType)) return 'watchos';
  if (target.productType.includes('tv-')) return 'tvos';
  // The platforms it supports say more than the system it is built for first.
  for (const said of [resolveSetting('SUPPORTED_PLATFORMS', layers) ?? '', resolveSetting('SDKROOT', layers) ?? '']) {
    if (said.includes('iphoneos')) return 'ios';
    for (const [word, platform] of SDKS) if (said.includes(word)) return platform;
  }
  const sets = (name: string): boolean => resolveSetting(name, layers) !== null;
  if (sets('IPHONEOS_DEPLOYMENT_TARGET')) return 'ios';
  if (sets('MACOSX_DEPLOYMENT_TARGET')) return 'macos';
  if (sets('WATCHOS_DEPLOYMENT_TARGET')) return 'watchos';
  if (sets('TVOS_DEPLOYMENT_TARGET')) return 'tvos';
  return 'ios';
}
const SDKS: readonly (readonly [string, ApplePlatform])[] = [
  ['macosx', 'macos'],
  ['appletv', 'tvos'],
  ['watch', 'watchos'],
  ['xros', 'visionos'],
];

interface AppDraft {
  readonly target: AppleTarget;
  readonly bundleId: string | null;
  readonly name: string;
  readonly variants: readonly string[];
}

/** Gives every iOS app its id; targets of one project that build one bundle id are one app with variants. */
function nameApps(projects: readonly ProjectUnit[], infoPlists: ReadonlyMap<string, InfoPlistLook>): AppFact[] {
  const apps = new Map<string, { fact: AppFact; project: ProjectUnit }>();
  const own = new Map<AppleTarget, string>();
  for (const unit of projects) {
    for (const target of unit.targets) {
      if (target.kind !== 'app' || target.platform !== 'ios') continue;
      const draft = draftApp(target, infoPlists);
      let id = `ios:${draft.bundleId ?? target.target.name}`;
      const taken = apps.get(id);
      if (taken && taken.project === unit && draft.bundleId !== null) {
        apps.set(id, {
          ...taken,
          fact: {
            ...taken.fact,
            variants: sortedSet([...taken.fact.variants, taken.fact.name ?? '', target.target.name]),
          },
        });
        own.set(target, id);
        continue;
      }
      if (taken) id = `ios:${unit.dir === '' ? unit.name : unit.dir}/${target.target.name}`;
      apps.set(id, {
        project: unit,
        fact: {
          id,
          name: draft.name,
          platform: 'ios',
          applicationId: draft.bundleId,
          module: unit.dir,
          variants: draft.variants,
        },
      });
      own.set(target, id);
    }
    spread(unit, own);
  }
  spreadAcross(projects);
  return withTargetNames(
    [...apps.values()].map(({ fact }) => fact),
    projects,
  ).sort((a, b) => byCodeUnit(a.id, b.id));
}

/** Where one directory builds several apps, an app's variants are the names of its targets: those that `target:<name>` scopes speak of. */
function withTargetNames(apps: readonly AppFact[], projects: readonly ProjectUnit[]): AppFact[] {
  return apps.map((app) => {
    if (!apps.some((other) => other !== app && other.module === app.module)) return app;
    const own = projects
      .filter((unit) => unit.dir === app.module)
      .flatMap((unit) => unit.targets.filter((t) => t.kind !== 'test' && t.apps.includes(app.id)));
    return { ...app, variants: sortedSet(own.map((t) => t.target.name)) };
  });
}

/** A library of one project that targets of another project link by its name (one workspace builds both) goes into their apps. */
function spreadAcross(projects: readonly ProjectUnit[]): void {
  const libraries = new Map<string, AppleTarget[]>();
  for (const target of projects.flatMap((unit) => unit.targets)) {
    if (target.kind !== 'library' || target.platform !== 'ios') continue;
    libraries.set(target.target.name, [...(libraries.get(target.target.name) ?? []), target]);
  }
  const queue = projects.flatMap((unit) => unit.targets).filter((t) => t.kind !== 'test' && t.apps.length > 0);
  const give = (target: AppleTarget, apps: readonly string[]): void => {
    const all = sortedSet([...target.apps, ...apps]);
    if (all.length === target.apps.length) return;
    target.apps = all;
    queue.push(target);
  };
  for (let from = queue.pop(); from; from = queue.pop()) {
    const { project, apps } = from;
    for (const linked of from.target.linked) {
      const found = libraries.get(linked.name.replace(/\.(?:framework|a)$/, ''));
      const [only] = found ?? [];
      // A name that several projects build is any of theirs; one that lies in the tree as a file is none.
      if (!only || found?.length !== 1 || only.project === project || linked.system || linked.path !== null) continue;
      give(only, apps);
    }
    for (const id of [...from.target.dependsOn, ...from.target.linkedTargets]) {
      const other = project.targets.find((t) => t.target.id === id);
      if (other && other.kind !== 'app' && other.kind !== 'test') give(other, apps);
    }
  }
}

function draftApp(target: AppleTarget, infoPlists: ReadonlyMap<string, InfoPlistLook>): AppDraft {
  const plists = target.infoPlists.flatMap((path) => infoPlists.get(path) ?? []);
  const idFor = (layers: readonly SettingLayer[]): string | null => {
    const literal = plists.map((p) => p.bundleId).find((id) => id && !/\$[({]/.test(id));
    const value = resolveSetting('PRODUCT_BUNDLE_IDENTIFIER', layers) ?? literal ?? null;
    // What nothing defines is empty, as in Xcode; an id with a gap where it stood is not known.
    const known = value?.replaceAll(UNRESOLVED, '') ?? '';
    return /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/.test(known) && (known === value || known.includes('.'))
      ? known
      : null;
  };
  const ids = target.layers.map(({ name, layers }) => ({ name, id: idFor(layers) }));
  const distinct = new Set(ids.flatMap(({ id }) => id ?? []));
  const variables = target.layers[0]?.layers ?? [];
  const shown = [
    resolveSetting('INFOPLIST_KEY_CFBundleDisplayName', variables),
    ...plists.map((p) => expandName(p.displayName, variables)),
    resolveSetting('PRODUCT_NAME', variables),
  ].find((name) => name && !name.includes(UNRESOLVED));
  return {
    target,
    bundleId: ids.find(({ id }) => id !== null)?.id ?? null,
    name: shown?.trim() || target.target.name,
    variants: distinct.size > 1 ? sortedSet(ids.map(({ name }) => name)) : [],
  };
}

function expandName(name: string | null, layers: readonly SettingLayer[]): string | null {
  if (name === null || !name.includes('$')) return name;
  const once = new Map([['\0', { text: name, file: '', line: null }]]);
  return resolveSetting('\0', [once, ...layers]);
}

/** Every target belongs to the apps that depend on it; what no app of the project depends on belongs to all of them. */
function spread(unit: ProjectUnit, own: ReadonlyMap<AppleTarget, string>): void {
  const byId = new Map(unit.targets.map((t) => [t.target.id, t]));
  const reached = new Map<AppleTarget, Set<string>>();
  const all = new Set<string>();
  for (const start of unit.targets) {
    const app = own.get(start);
    if (app === undefined) continue;
    all.add(app);
    const queue = [start];
    const seen = new Set(queue);
    for (let next = queue.pop(); next; next = queue.pop()) {
      const set = reached.get(next) ?? new Set();
      reached.set(next, set.add(app));
      for (const id of [...next.target.dependsOn, ...next.target.linkedTargets]) {
        const other = byId.get(id);
        // An app that another app depends on (a watch app's host, a test host) keeps to itself.
        if (other && !seen.has(other) && !(other.kind === 'app' && other.platform === 'ios')) {
          seen.add(other);
          queue.push(other);
        }
      }
    }
  }
  for (const target of unit.targets) {
    const found = reached.get(target);
    if (found) target.apps = sortedSet(found);
    else if (target.kind === 'test') {
      const hosts = target.target.dependsOn.flatMap(
        (id) => byId.get(id)?.apps ?? [...(reached.get(byId.get(id) ?? target) ?? [])],
      );
      target.apps = hosts.length > 0 ? sortedSet(hosts) : target.platform === 'ios' ? sortedSet(all) : [];
    } else target.apps = target.platform === 'ios' ? sortedSet(all) : [];
  }
}
