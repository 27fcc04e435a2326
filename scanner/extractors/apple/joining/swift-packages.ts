/** Joins Package.swift, Package.resolved and the package references of Xcode projects. */
import type { Problem } from '../../../../core/inventory.js';
import type { Scope } from '../../../../core/platforms.js';
import { type Observation, type PackageFact, packageFact } from '../../../../core/plugins.js';
import { dirname, isWithin, joinPath, sortedSet } from '../../../../core/text.js';
import type { ManifestFacts } from '../../../languages/swift/manifest.js';
import { normalisePackageUrl, packageIdentity } from '../../../languages/swift/package-url.js';
import type { ResolvedFacts, ResolvedPin } from '../package-resolved.js';
import type { Modules, Place } from './modules.js';
import { manifestScopes } from './swift-manifest.js';
import type { World } from './world.js';

export interface ManifestFile {
  readonly path: string;
  readonly dir: string;
  readonly facts: ManifestFacts;
}

interface ResolvedFile {
  readonly path: string;
  /** The directory whose projects and packages it serves. */
  readonly dir: string;
  readonly pins: readonly ResolvedPin[];
}

export interface SwiftResult {
  readonly packages: PackageFact[];
  readonly observations: Observation[];
  readonly problems: Problem[];
}

/** Makes local Swift packages modules of the apps that link them. */
export function placeManifests(manifests: readonly ManifestFile[], world: World, modules: Modules): void {
  const apps = new Map<string, Set<string>>();
  const ios = new Map<string, boolean>();
  const byDir = new Map(manifests.map((m) => [m.dir, m]));
  for (const unit of world.projects) {
    const inTree = (path: string): string | null => joinPath(unit.dir, path);
    const references = new Map(unit.project.localPackages.map((local) => [local.id, inTree(local.path)]));
    const dirs = new Set(
      [...references.values(), ...unit.project.folders.map(inTree)].flatMap((d) =>
        d !== null && byDir.has(d) ? [d] : [],
      ),
    );
    for (const dir of dirs) {
      const products = new Set(byDir.get(dir)?.facts.products.map((p) => p.name));
      const users = unit.targets.filter(
        (t) =>
          t.kind !== 'test' &&
          t.target.products.some((p) =>
            p.reference === null ? products.has(p.product) : references.get(p.reference) === dir,
          ),
      );
      const linked = sortedSet(users.flatMap((t) => t.apps));
      const set = apps.get(dir) ?? new Set();
      for (const app of users.length > 0 ? linked : modules.appsOf(unit.dir)) set.add(app);
      apps.set(dir, set);
    }
  }
  // Packages that local packages use go where these go.
  for (let round = 0; round < 20; round++) {
    let grown = false;
    for (const manifest of manifests) {
      const from = apps.get(manifest.dir);
      if (!from) continue;
      for (const pkg of manifest.facts.packages) {
        const dir = pkg.path === null ? null : joinPath(manifest.dir, pkg.path);
        if (dir === null || !byDir.has(dir)) continue;
        const to = apps.get(dir) ?? new Set();
        const before = to.size;
        for (const app of from) to.add(app);
        if (to.size > before || !apps.has(dir)) grown = true;
        apps.set(dir, to);
      }
    }
    if (!grown) break;
  }
  for (const manifest of manifests) {
    const { facts, dir } = manifest;
    const says = facts.platforms.map((p) => p.toLowerCase());
    const isIos = says.length === 0 || says.includes('ios');
    ios.set(dir, isIos);
    const tests = facts.targets.filter((t) => t.kind === 'test').map((t) => t.path ?? `Tests/${t.name}`);
    const linked = apps.get(dir);
    const names = [
      ...facts.targets.map((t) => t.name),
      ...facts.products.map((p) => p.name),
      ...(facts.name === null ? [] : [facts.name]),
    ];
    const own = modules.has(dir) ? modules.appsOf(dir) : modules.nearestApps(dir);
    const tools = !linked && facts.products.length === 0 && facts.targets.every((t) => t.dependencies.length === 0);
    modules.add(dir, {
      apps: linked ?? (tools && !modules.has(dir) ? [] : own),
      ios: isIos,
      ownNames: names,
      tests: ['Tests', ...tests],
    });
  }
}

/** Packages by address: of projects, of manifests, and those that only lock files name. */
export function joinSwiftPackages(
  manifests: readonly ManifestFile[],
  resolved: readonly { readonly path: string; readonly facts: ResolvedFacts }[],
  world: World,
  modules: Modules,
): SwiftResult {
  const { files, problems } = lockFilesInUse(
    resolved.map(({ path, facts }): ResolvedFile => ({ path, dir: servedDir(path), pins: facts.pins })),
  );
  const packages = new Map<string, PackageFact>();
  const observations: Observation[] = [];
  const direct = new Set<string>();
  const ownProducts = new Set(
    manifests.flatMap((m) => [...m.facts.products.map((p) => p.name), ...m.facts.targets.map((t) => t.name)]),
  );
  const pinFor = (name: string, dir: string): ResolvedPin | null => {
    const holding = files.filter((file) => file.pins.some((pin) => pin.name === name));
    // A package that a project builds takes the versions of the project; its own lock file is for building it alone.
    const built = modules.appsOf(dir).length > 0;
    const rank = (file: ResolvedFile): number => (built && /\.xc(?:odeproj|workspace)\//.test(file.path) ? 0 : 1);
    const near = holding
      .filter((file) => isWithin(dir, file.dir))
      .sort((a, b) => rank(a) - rank(b) || b.dir.length - a.dir.length);
    const pins = (near.length > 0 ? near : holding).flatMap((file) => file.pins.filter((pin) => pin.name === name));
    const versions = new Set(pins.map((pin) => pin.version));
    return near.length > 0 || versions.size === 1 ? (pins[0] ?? null) : null;
  };
  const note = (name: string, requirement: string | null, place: Place, file: string, line: number | null): void => {
    direct.add(name);
    const key = `${name}\0${place.module}\0${place.scope}`;
    if (packages.has(key)) return;
    const pin = pinFor(name, place.module);
    packages.set(
      key,
      packageFact({
        kind: 'spm',
        name,
        version: pin?.version ?? requirement,
        versionFrom: pin?.version ? 'lock' : requirement === null ? null : 'manifest',
        scope: place.scope,
        module: place.module,
        location: { file, line },
        technique: 'manifest-analysis',
      }),
    );
  };

  for (const unit of world.projects) {
    for (const reference of unit.project.remotePackages) {
      const name = normalisePackageUrl(reference.url);
      if (name === null) continue;
      const uses = unit.targets.flatMap((t) =>
        t.target.products.filter((p) => p.reference === reference.id).map((product) => ({ t, product })),
      );
      const places = uses.flatMap(({ t, product }): Place[] => {
        const place = modules.placeOf(t);
        return place === null ? [] : [product.plugin ? { ...place, scope: 'build-tool' } : place];
      });
      if (uses.length === 0) places.push({ module: unit.dir, scope: 'unknown' });
      for (const place of modules.merged(places, unit.targets))
        note(name, reference.requirement, place, unit.path, reference.line);
      if (places.length === 0) direct.add(name);
    }
    const localPaths = new Set(unit.project.localPackages.map((local) => local.id));
    for (const target of unit.targets) {
      const place = modules.placeOf(target);
      if (place === null) continue;
      for (const product of target.target.products) {
        const own = product.reference === null ? ownProducts.has(product.product) : localPaths.has(product.reference);
        // Flutter writes a package of this name that holds nothing but references to its plugins.
        if (product.plugin || own || product.product.startsWith('FlutterGenerated')) continue;
        observations.push({
          kind: 'framework',
          value: product.product,
          scope: place.scope,
          module: place.module,
          platform: 'ios',
          location: { file: unit.path, line: product.line },
          technique: 'manifest-analysis',
        });
      }
    }
  }
  for (const manifest of manifests) {
    const scopes = manifestScopes(manifest.facts);
    for (const pkg of manifest.facts.packages) {
      const name = pkg.url === null ? null : normalisePackageUrl(pkg.url);
      if (name !== null)
        note(
          name,
          pkg.requirement,
          { module: manifest.dir, scope: scopes.get(pkg.identity) ?? 'unknown' },
          manifest.path,
          pkg.line,
        );
    }
    observations.push(...manifestProducts(manifest, ownProducts));
  }
  for (const file of files) {
    const home = homeOf(file, world, modules);
    for (const pin of file.pins) {
      if (pin.name === null || direct.has(pin.name)) continue;
      const key = `${pin.name}\0${home.module}\0${home.scope}`;
      if (packages.has(key)) continue;
      packages.set(
        key,
        packageFact({
          kind: 'spm',
          name: pin.name,
          version: pin.version,
          versionFrom: pin.version === null ? null : 'lock',
          scope: home.scope,
          module: home.module,
          direct: !home.declared,
          location: { file: file.path, line: pin.line },
          technique: 'lock-file-analysis',
        }),
      );
    }
  }
  return { packages: withoutNarrower([...packages.values()]), observations: distinct(observations), problems };
}

/** Products that the targets of a manifest take from packages, and binaries it downloads. */
function manifestProducts(manifest: ManifestFile, own: ReadonlySet<string>): Observation[] {
  const observation = (value: string, scope: Scope, line: number): Observation => ({
    kind: 'framework',
    value,
    scope,
    module: manifest.dir,
    platform: 'ios',
    location: { file: manifest.path, line },
    technique: 'manifest-analysis',
  });
  return manifest.facts.targets.flatMap((target) => {
    const scope: Scope =
      target.kind === 'test' ? 'test' : target.kind === 'plugin' || target.kind === 'macro' ? 'build-tool' : 'release';
    const binary = target.kind === 'binary' ? [observation(target.name, 'release', target.line)] : [];
    const remote = new Set(
      manifest.facts.packages.filter((p) => p.url !== null).map((p) => packageIdentity(p.url ?? '')),
    );
    const products = target.dependencies.filter(
      (d) => !d.plugin && !own.has(d.name) && (d.package === null || remote.has(d.package.toLowerCase())),
    );
    return [...binary, ...products.map((d) => observation(d.name, scope, target.line))];
  });
}

/**
 * A workspace and a project of one directory have lock files of their own: the workspace is what is built, the other one goes stale.
 * What it pins otherwise is told, and not taken for what is in the app.
 */
function lockFilesInUse(all: readonly ResolvedFile[]): { files: ResolvedFile[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const ofWorkspace = (file: ResolvedFile): boolean =>
    file.path.includes('.xcworkspace/') && !file.path.includes('.xcodeproj/');
  const files = all.filter((file) => {
    const used = all.find((other) => other.dir === file.dir && ofWorkspace(other));
    if (!used || ofWorkspace(file) || !/\.xcodeproj\//.test(file.path)) return true;
    const versions = new Map(used.pins.map((pin) => [pin.name, pin.version]));
    const stale = file.pins.filter((pin) => pin.name !== null && versions.get(pin.name) !== pin.version);
    const [first] = stale;
    if (first) {
      const message = `this lock file and that of the workspace, ${used.path}, disagree on ${stale.length} packages; the versions of the workspace are taken`;
      problems.push({ stage: 'correlate', plugin: 'ios-apple', file: file.path, line: first.line, message });
    }
    return false;
  });
  return { files, problems };
}

function servedDir(path: string): string {
  const bundle = /^(.*?)[^/]+\.(?:xcodeproj|xcworkspace)\//.exec(path);
  return bundle ? (bundle[1] ?? '').replace(/\/$/, '') : dirname(path);
}

function homeOf(file: ResolvedFile, world: World, modules: Modules): Place & { declared: boolean } {
  const below = world.projects.filter((unit) => isWithin(unit.dir, file.dir));
  const declared = below.length > 0 || modules.has(file.dir);
  const dirs = new Set(below.map((unit) => unit.dir));
  const [only] = dirs;
  if (modules.has(file.dir)) return { module: file.dir, scope: declared ? 'release' : 'unknown', declared };
  if (dirs.size === 1 && only !== undefined) return { module: only, scope: 'release', declared };
  modules.add(file.dir, { apps: modules.nearestApps(file.dir), ios: true });
  return { module: file.dir, scope: declared ? 'release' : 'unknown', declared };
}

function withoutNarrower(facts: readonly PackageFact[]): PackageFact[] {
  const reaching = new Set(
    facts.filter((f) => f.scope === 'release' || f.scope.startsWith('target:')).map((f) => `${f.name}\0${f.module}`),
  );
  const released = new Set(facts.filter((f) => f.scope === 'release').map((f) => `${f.name}\0${f.module}`));
  return facts.filter((f) => {
    const key = `${f.name}\0${f.module}`;
    if (f.scope === 'test' || f.scope === 'unknown' || f.scope === 'build-tool') return !reaching.has(key);
    return f.scope === 'release' || !released.has(key);
  });
}

function distinct(observations: readonly Observation[]): Observation[] {
  const seen = new Set<string>();
  return observations.filter((o) => {
    const key = `${o.kind} ${o.value} ${o.module} ${o.scope}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
