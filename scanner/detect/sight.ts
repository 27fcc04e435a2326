/**
 * Turns everything that was read into sightings: one observed kind and value at one place of the project. Imports, packages,
 * manifest items and file names all come out in the same shape, so that one matcher serves them all.
 */
import type { Location, Technique } from '../../core/evidence.js';
import type { Platform, Scope } from '../../core/platforms.js';
import type { AppFact, ImportFact, Observation, PackageFact } from '../../core/plugins.js';
import { SIGNATURE_KINDS, SIGNATURE_OF_PACKAGE, type SignatureKind } from '../../core/signatures.js';
import { basename } from '../../core/text.js';
import type { Family, ModuleIndex, Place } from '../modules.js';
import type { TreeFacts } from './facts.js';

/** One observed thing at its place. `kinds`: the signature kinds under which it may be known. */
export interface Sight {
  readonly kinds: readonly SignatureKind[];
  readonly value: string;
  readonly place: Place;
  readonly platform: Platform | null;
  readonly location: Location;
  readonly technique: Technique;
  readonly pkg: PackageFact | null;
  readonly setting: string | undefined;
  readonly redacted: { readonly name: string; readonly length: number } | undefined;
}

const KIND_FAMILY: Readonly<Partial<Record<SignatureKind, Family>>> = {
  maven: 'android',
  'gradle-plugin': 'android',
  'java-package': 'android',
  'java-class': 'android',
  'manifest-component': 'android',
  'manifest-meta-data': 'android',
  'intent-action': 'android',
  permission: 'android',
  'native-lib': 'android',
  proguard: 'android',
  pod: 'apple',
  spm: 'apple',
  carthage: 'apple',
  framework: 'apple',
  'objc-header': 'apple',
  'swift-module': 'apple',
  'plist-key': 'apple',
  npm: 'js',
  'uni-module': 'js',
  'uni-app-id': 'js',
  'uni-sdk-config': 'js',
  'uni-native-plugin': 'js',
  'miniprogram-plugin': 'js',
  'script-url': 'js',
  cordova: 'js',
  capacitor: 'js',
  pub: 'dart',
};

const IMPORT_KINDS: Readonly<Record<ImportFact['kind'], readonly SignatureKind[]>> = {
  java: ['java-package'],
  'objc-framework': ['framework', 'swift-module'],
  'objc-header': ['objc-header'],
  swift: ['swift-module', 'framework'],
  js: ['npm'],
  dart: ['pub'],
};

const LANGUAGE_FAMILY: Readonly<Record<ImportFact['kind'], Family>> = {
  java: 'android',
  'objc-framework': 'apple',
  'objc-header': 'apple',
  swift: 'apple',
  js: 'js',
  dart: 'dart',
};

/** Kinds by which a bare file name can be known, tried on every path of the tree. */
const FILE_NAME_KINDS: readonly SignatureKind[] = ['asset-file', 'config-file'];

const IN_FRAMEWORK = /\.(?:xc)?framework\//;

/** Every sighting of a tree, in no particular order. Generated one by one: a large tree has a quarter of a million. */
export function* sightsOf(
  facts: TreeFacts,
  modules: ModuleIndex,
  knowsFileName: (kind: SignatureKind, name: string) => boolean,
): Generator<Sight> {
  for (const pkg of facts.correlation.packages) yield packageSight(pkg, modules);
  for (const observation of facts.correlation.observations) yield observationSight(observation, modules);
  const own = ownModuleNames(modules);
  for (const file of facts.sources) {
    // Headers inside a binary framework are the framework's, which is a sighting of its own; no code of the app imports them here.
    if (IN_FRAMEWORK.test(file.path)) continue;
    const isHeader = knowsFileName('objc-header', basename(file.path));
    for (const item of file.facts.imports) {
      if (item.typeOnly === true || own.has(item.value)) continue;
      // A loose header of an SDK that includes another of its headers lies in the tree; that the app uses it shows elsewhere.
      if (isHeader && item.kind === 'objc-header' && knowsFileName('objc-header', item.value)) continue;
      const place = modules.placeOfFile(file.path, LANGUAGE_FAMILY[item.kind]);
      const location = { file: file.path, line: item.line };
      for (const { kinds, value } of importNames(item)) yield sight(kinds, value, place, location, 'source-analysis');
    }
    for (const item of file.facts.classNames) {
      const place = modules.placeOfFile(file.path, 'android');
      yield sight(
        ['java-class', 'java-package'],
        item.value,
        place,
        { file: file.path, line: item.line },
        'source-analysis',
      );
    }
    for (const item of file.facts.hosts) {
      const place = modules.placeOfFile(file.path, null);
      yield sight(['domain'], item.host, place, { file: file.path, line: item.line }, 'source-analysis');
    }
  }
  for (const path of facts.paths) {
    const name = basename(path);
    const kinds = FILE_NAME_KINDS.filter((kind) => knowsFileName(kind, name));
    if (kinds.length > 0)
      yield sight(kinds, name, modules.placeOfFile(path, null), { file: path, line: null }, 'file-name');
  }
}

/** What the JavaScript front end writes before the id of a native plugin that code asks for. */
const NATIVE_PLUGIN = 'uni-native-plugin:';

/** Under which kinds and names an import is known: `@scope/pkg/sub/path` is asked for as itself and as `@scope/pkg`. */
function importNames(
  item: ImportFact,
): readonly { readonly kinds: readonly SignatureKind[]; readonly value: string }[] {
  const kinds = IMPORT_KINDS[item.kind];
  if (item.kind !== 'js') return [{ kinds, value: item.value }];
  if (item.value.startsWith(NATIVE_PLUGIN))
    return [{ kinds: ['uni-native-plugin'], value: item.value.slice(NATIVE_PLUGIN.length) }];
  // A mini-program plugin is imported by an alias; app.json, which names its provider, is what identifies it.
  if (item.value.startsWith('plugin:')) return [];
  const name = npmNameOf(item.value);
  return (name === item.value ? [name] : [name, item.value]).map((value) => ({ kinds, value }));
}

/** The package of a module specifier. */
export function npmNameOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}

function sight(
  kinds: readonly SignatureKind[],
  value: string,
  place: Place,
  location: Location,
  technique: Technique,
): Sight {
  return {
    kinds,
    value,
    place,
    platform: null,
    location,
    technique,
    pkg: null,
    setting: undefined,
    redacted: undefined,
  };
}

/** The sighting of a declared package or an archive in the tree. */
export function packageSight(pkg: PackageFact, modules: ModuleIndex): Sight {
  const kind = SIGNATURE_OF_PACKAGE[pkg.kind];
  const family = pkg.kind === 'archive' ? null : (KIND_FAMILY[kind] ?? null);
  const found =
    pkg.module === null
      ? modules.placeOfFile(pkg.location.file, family)
      : modules.placeOfModule(pkg.module, family, pkg.scope);
  const place = { ...found, scope: pkg.scope };
  const value = pkg.kind === 'archive' ? archiveName(pkg.name) : pkg.name;
  return { ...sight(kindsOfPackage(pkg), value, place, pkg.location, pkg.technique), pkg };
}

/** An Apple bundle or static library is known as a framework, any other archive by its file; a coordinate on the build's classpath as a plugin. */
export function kindsOfPackage(pkg: Pick<PackageFact, 'kind' | 'name' | 'scope'>): readonly SignatureKind[] {
  if (pkg.kind === 'archive') return [/\.(?:(?:xc)?framework|a)$/i.test(pkg.name) ? 'framework' : 'archive-name'];
  if (pkg.kind === 'maven' && pkg.scope === 'build-tool') return ['maven', 'gradle-plugin'];
  return [SIGNATURE_OF_PACKAGE[pkg.kind]];
}

/** `libs/X.xcframework` is known as `X`, `libs/x-1.0.jar` by its file name. */
export function archiveName(path: string): string {
  const name = basename(path);
  return name.replace(/\.(?:xc)?framework$|\.a$/i, '');
}

function observationSight(o: Observation, modules: ModuleIndex): Sight {
  const family = KIND_FAMILY[o.kind] ?? null;
  const found =
    o.module === null ? modules.placeOfFile(o.location.file, family) : modules.placeOfModule(o.module, family, o.scope);
  const place = { ...found, scope: o.scope === 'unknown' ? found.scope : o.scope };
  return {
    ...sight([o.kind], o.value, place, o.location, o.technique),
    platform: o.platform,
    setting: o.setting,
    redacted: o.redacted,
  };
}

/** Names of the project's own iOS modules and packages: importing them is not a third party. */
function ownModuleNames(modules: ModuleIndex): ReadonlySet<string> {
  return new Set(
    modules.modules
      .filter((m) => m.ecosystem === 'ios-apple' || m.ecosystem === 'npm' || m.ecosystem === 'pub')
      .flatMap((m) => m.ownNames),
  );
}

/** The apps and platforms a sighting counts for: those its kind can occur on. `null` app where the module belongs to none. */
export function targetsOf(
  sighted: Sight,
  kind: SignatureKind,
): readonly { readonly app: string | null; readonly platform: Platform | null }[] {
  const possible: readonly Platform[] = SIGNATURE_KINDS[kind].platforms;
  const fits = (platform: Platform) =>
    sighted.platform === null ? possible.length === 0 || possible.includes(platform) : sighted.platform === platform;
  const apps = appsOfTarget(
    sighted.place.apps.filter((a) => fits(a.platform)),
    sighted.place.scope,
  );
  if (apps.length > 0) return apps.map((a) => ({ app: a.id, platform: a.platform }));
  const platforms = sighted.platform ? [sighted.platform] : sighted.place.platforms.filter(fits);
  if (platforms.length > 0) return platforms.map((platform) => ({ app: null, platform }));
  const [only] = possible;
  return [{ app: null, platform: possible.length === 1 && only !== undefined ? only : null }];
}

/** Several apps may share a directory; what one Xcode target alone links is in the app of that target only. */
function appsOfTarget(apps: readonly AppFact[], scope: Scope): readonly AppFact[] {
  if (apps.length < 2 || !scope.startsWith('target:')) return apps;
  const named = apps.filter((a) => a.variants.includes(scope.slice('target:'.length)));
  return named.length > 0 ? named : apps;
}
