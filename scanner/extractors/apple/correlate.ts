import type { Correlation, Correlator, ExtractedFile, PackageFact, TreeView } from '../../../core/plugins.js';
import { dirname, joinPath, sortedSet } from '../../../core/text.js';
import type { XcodeProject } from '../../languages/pbxproj/project.js';
import type { PodfileFacts } from '../../languages/ruby/podfile.js';
import type { PodspecFacts } from '../../languages/ruby/podspec.js';
import type { ManifestFacts } from '../../languages/swift/manifest.js';
import type { CartfileFacts } from './cartfile.js';
import type { InfoPlistFacts } from './info-plist.js';
import { joinCarthage } from './joining/carthage.js';
import { joinLinked, type Vended } from './joining/linked.js';
import { Modules } from './joining/modules.js';
import { placeOwnFiles } from './joining/own-files.js';
import { joinPods, type PodArea } from './joining/pod-packages.js';
import { isThirdPartyPath, rootOf } from './joining/pods.js';
import { joinSwiftPackages, type ManifestFile, placeManifests } from './joining/swift-packages.js';
import { buildWorld } from './joining/world.js';
import type { ResolvedFacts } from './package-resolved.js';
import type { PodLockFacts } from './podfile-lock.js';
import type { XcconfigFacts } from './xcconfig.js';

/** Apple: Xcode targets to apps and modules; Podfiles, Swift packages and linked libraries to the targets that use them. */
export const correlator: Correlator = { ecosystem: 'ios-apple', correlate };

function correlate(files: readonly ExtractedFile[], tree: TreeView): Correlation {
  const read = new Files(files);
  const xcconfigs = new Map(read.of<XcconfigFacts>('xcconfig').map(({ path, facts }) => [path, facts]));
  const infoPlists = new Map(read.of<InfoPlistFacts>('info-plist').map(({ path, facts }) => [path, facts]));
  const parsed = read.of<XcodeProject>('xcode-project').map(({ path, facts }) => ({ path, project: facts }));
  const world = buildWorld(parsed, xcconfigs, infoPlists);
  const modules = new Modules(world, tree);
  const manifests = read
    .of<ManifestFacts>('package-swift')
    .map(({ path, facts }): ManifestFile => ({ path, dir: dirname(path), facts }));
  const areas = podAreas(read);
  const pods = areas.map((area) => joinPods(area, world, modules));
  placeManifests(manifests, world, modules);
  const podspecFiles = read.of<PodspecFacts>('podspec');
  const podspecs = joinPodspecs(
    podspecFiles,
    areas,
    pods.flatMap((p) => p.packages),
    read,
    modules,
  );
  const swift = joinSwiftPackages(manifests, read.of<ResolvedFacts>('package-resolved'), world, modules);
  const carthage = joinCarthage(read.of<CartfileFacts>('cartfile'), modules);
  const bundles = read.of<{ bundle: string }>('framework').map(({ facts }) => facts.bundle);
  const linked = joinLinked(
    bundles,
    bundleVersions(bundles, infoPlists),
    vendedBy(podspecFiles, manifests),
    world,
    modules,
  );
  const own = placeOwnFiles(read.named('info-plist', 'entitlements', 'privacy-manifest'), world, modules);
  return {
    apps: modules.allApps(),
    modules: modules.facts(),
    packages: [...pods.flatMap((p) => p.packages), ...podspecs, ...swift.packages, ...carthage, ...linked.packages],
    observations: [
      ...pods.flatMap((p) => p.observations),
      ...swift.observations,
      ...linked.observations,
      ...own.observations,
    ],
    permissions: own.permissions,
    problems: swift.problems,
  };
}

class Files {
  private readonly files: readonly ExtractedFile[];

  constructor(files: readonly ExtractedFile[]) {
    this.files = files;
  }

  /** Files of one format with their facts; the format's own module wrote them. */
  of<Facts>(format: string): { path: string; facts: Facts }[] {
    return this.files.flatMap((file) =>
      file.extractor === `apple/${format}` && file.extraction.facts !== null
        ? [{ path: file.path, facts: file.extraction.facts as Facts }]
        : [],
    );
  }

  named(...formats: readonly string[]): ExtractedFile[] {
    return this.files.filter((file) => formats.some((format) => file.extractor === `apple/${format}`));
  }

  packagesOf(path: string): readonly PackageFact[] {
    return this.files.filter((file) => file.path === path).flatMap((file) => file.extraction.packages);
  }
}

function podAreas(read: Files): PodArea[] {
  const podfiles = read.of<PodfileFacts>('podfile');
  const locks = read.of<PodLockFacts>('podfile-lock');
  const areas: PodArea[] = podfiles.map((podfile) => {
    const dir = dirname(podfile.path);
    const alone =
      podfiles.filter((other) => dirname(other.path) === dir).length === 1 || /(?:^|\/)Podfile$/.test(podfile.path);
    return { dir, podfile, lock: alone ? (locks.find((lock) => dirname(lock.path) === dir) ?? null) : null };
  });
  const joined = new Set(areas.map((area) => area.lock?.path));
  for (const lock of locks) if (!joined.has(lock.path)) areas.push({ dir: dirname(lock.path), podfile: null, lock });
  return areas;
}

/** Own pods: modules of the apps whose Podfile takes them by path, with what they ask for; locked versions are joined on. */
function joinPodspecs(
  podspecs: readonly { readonly path: string; readonly facts: PodspecFacts }[],
  areas: readonly PodArea[],
  pods: readonly PackageFact[],
  read: Files,
  modules: Modules,
): PackageFact[] {
  const users = new Map<string, Set<string>>();
  for (const area of areas) {
    const paths = [
      ...(area.podfile?.facts.pods ?? []).flatMap((pod) =>
        pod.path === null ? [] : [{ name: rootOf(pod.spec), path: pod.path }],
      ),
      ...Object.entries(area.lock?.facts.paths ?? {}).map(([name, path]) => ({ name, path })),
    ];
    for (const { name, path } of paths) {
      if (isThirdPartyPath(path)) continue;
      const target = joinPath(area.dir, path);
      if (target === null) continue;
      const dir = /\.podspec(?:\.json)?$/.test(target) ? dirname(target) : target;
      const apps = pods
        .filter((p) => p.name === name && p.scope !== 'test')
        .flatMap((p) => modules.appsOf(p.module ?? ''));
      users.set(
        dir,
        new Set([...(users.get(dir) ?? []), ...apps, ...(apps.length === 0 ? modules.appsOf(area.dir) : [])]),
      );
    }
  }
  const own = new Set(podspecs.map(({ facts }) => facts.name));
  const versions = new Map(pods.flatMap((p) => (p.versionFrom === 'lock' ? [[p.name, p.version] as const] : [])));
  const packages = new Map<string, PackageFact>();
  for (const { path, facts } of podspecs) {
    const dir = dirname(path);
    const apps = users.get(dir);
    if (!modules.has(dir)) modules.add(dir, { apps: apps ?? [], ios: true });
    else if (apps) modules.add(dir, { apps });
    modules.add(dir, { ownNames: facts.name === null ? [] : [facts.name], tests: ['Tests'] });
    for (const fact of read.packagesOf(path)) {
      if (own.has(fact.name)) continue;
      const version = versions.get(fact.name);
      const key = `${fact.name}\0${dir}\0${fact.scope}`;
      const old = packages.get(key);
      const joined: PackageFact = version ? { ...fact, version, versionFrom: 'lock' } : fact;
      packages.set(key, old ? { ...old, requestedBy: sortedSet([...old.requestedBy, ...fact.requestedBy]) } : joined);
    }
  }
  return [...packages.values()];
}

/** Versions of frameworks by their Info.plist; `1.0` is what Xcode writes into a new one, and says nothing. */
function bundleVersions(
  bundles: readonly string[],
  infoPlists: ReadonlyMap<string, InfoPlistFacts>,
): Map<string, string> {
  const versions = new Map<string, string>();
  const known = new Set(bundles);
  for (const [path, facts] of infoPlists) {
    const at = path.search(/\.(?:xc)?framework\//);
    if (at < 0 || facts.version === null) continue;
    const bundle = path.slice(0, path.indexOf('/', at));
    if (known.has(bundle) && /^\d[\w.+-]*$/.test(facts.version) && !/^1(?:\.0){0,2}$/.test(facts.version))
      versions.set(bundle, facts.version);
  }
  return versions;
}

/** Bundles that podspecs and Swift packages of the tree hand on. */
function vendedBy(
  podspecs: readonly { readonly path: string; readonly facts: PodspecFacts }[],
  manifests: readonly ManifestFile[],
): Vended[] {
  const fromPods = podspecs.flatMap(({ path, facts }) =>
    facts.vendored.flatMap((vendored): Vended[] => {
      const pattern = joinPath(dirname(path), vendored.path);
      return pattern === null ? [] : [{ pattern: globPattern(pattern), module: dirname(path) }];
    }),
  );
  const fromPackages = manifests.flatMap(({ dir, facts }) =>
    facts.targets.flatMap((target): Vended[] => {
      const path = target.kind === 'binary' && target.path !== null ? joinPath(dir, target.path) : null;
      return path === null ? [] : [{ pattern: globPattern(path), module: dir }];
    }),
  );
  return [...fromPods, ...fromPackages];
}

/** A CocoaPods path pattern (`**`, `*`, `{a,b}`) as an expression for whole paths. */
function globPattern(glob: string): RegExp {
  // Many stars make matching slow; a pattern with that many is no list of bundles.
  if ((glob.match(/\*+/g) ?? []).length > 6) return /(?!)/;
  const source = glob
    .slice(0, 500)
    .replace(/[.+^$()|[\]\\?]/g, '\\$&')
    .replace(/\{([^{}]*)\}/g, (_, inner: string) => `(?:${inner.split(',').join('|')})`)
    .replace(/[{}]/g, '\\$&')
    .replace(/(?:\*\*\/)+|\*+/g, (stars) => (stars.endsWith('/') ? '(?:[^/]+/)*' : '[^/]*'));
  return new RegExp(`^${source}$`);
}
