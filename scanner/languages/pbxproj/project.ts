/** `project.pbxproj` as targets, configurations, packages and files: the objects of the list with their references followed. */
import { readPlistText } from '../plist/read.js';
import { items, member, type PlistDict, type PlistProblem, type PlistValue, scalar } from '../plist/value.js';

export interface XcodeConfiguration {
  readonly name: string;
  /** Build settings; a list is joined with spaces. */
  readonly settings: Readonly<Record<string, string>>;
  readonly settingLines: Readonly<Record<string, number>>;
  /** Path of the xcconfig it starts from, relative to the directory of the project. */
  readonly base: string | null;
}

export interface LinkedFile {
  /** Base name: `X.framework`, `libX.a`. */
  readonly name: string;
  /** Relative to the directory of the project; null for one that another target of the project builds or the system holds. */
  readonly path: string | null;
  readonly system: boolean;
  readonly line: number | null;
}

export interface PackageProduct {
  readonly product: string;
  /** Object id of the package reference; null where the project does not say. */
  readonly reference: string | null;
  readonly plugin: boolean;
  readonly line: number | null;
}

export interface XcodeTarget {
  readonly id: string;
  readonly name: string;
  /** `com.apple.product-type.application` and so on; '' for an aggregate. */
  readonly productType: string;
  readonly line: number | null;
  readonly dependsOn: readonly string[];
  /** Ids of targets whose products are linked or embedded. */
  readonly linkedTargets: readonly string[];
  readonly linked: readonly LinkedFile[];
  readonly products: readonly PackageProduct[];
  readonly configurations: readonly XcodeConfiguration[];
  readonly defaultConfiguration: string | null;
  /** Directories whose files all belong to the target (Xcode 16), relative to the directory of the project. */
  readonly folders: readonly string[];
  /** Directories of its source files, relative to the directory of the project. */
  readonly sourceDirs: readonly string[];
}

export interface RemotePackage {
  readonly id: string;
  readonly url: string;
  readonly requirement: string | null;
  readonly line: number | null;
}

export interface LocalPackage {
  readonly id: string;
  readonly path: string;
  readonly line: number | null;
}

export interface XcodeProject {
  readonly targets: readonly XcodeTarget[];
  readonly configurations: readonly XcodeConfiguration[];
  readonly remotePackages: readonly RemotePackage[];
  readonly localPackages: readonly LocalPackage[];
  /** Directories the project refers to as folders: local packages of old projects are among them. */
  readonly folders: readonly string[];
}

interface Entry {
  readonly line: number | null;
  readonly dict: PlistDict;
  readonly isa: string;
}

/** Reads a project file; null where it is none. Never throws. */
export function readXcodeProject(text: string): { project: XcodeProject | null; problems: readonly PlistProblem[] } {
  const { root, problems } = readPlistText(text);
  const objects = member(root, 'objects');
  if (objects?.kind !== 'dict') {
    return {
      project: null,
      problems: [...problems, { line: null, message: 'not an Xcode project: it has no objects' }],
    };
  }
  return { project: new ProjectReader(objects, scalar(member(root, 'rootObject'))).read(), problems };
}

class ProjectReader {
  private readonly objects = new Map<string, Entry>();
  /** Path of a file reference or group relative to the directory of the project; null where it is not below it. */
  private readonly paths = new Map<string, { path: string | null; tree: string }>();
  private readonly productTarget = new Map<string, string>();
  private readonly rootId: string | null;

  constructor(objects: PlistDict, rootId: string | null) {
    this.rootId = rootId;
    for (const entry of objects.entries) {
      if (entry.value.kind !== 'dict') continue;
      this.objects.set(entry.key, {
        line: entry.line,
        dict: entry.value,
        isa: scalar(member(entry.value, 'isa')) ?? '',
      });
    }
  }

  read(): XcodeProject {
    const rootEntry = this.rootId === null ? undefined : this.objects.get(this.rootId);
    const project = rootEntry ?? [...this.objects.values()].find((o) => o.isa === 'PBXProject');
    const base = scalar(member(project?.dict, 'projectDirPath')) ?? '';
    const mainGroup = scalar(member(project?.dict, 'mainGroup'));
    if (mainGroup) this.walkGroups(mainGroup, base);
    const all = [...this.objects];
    for (const [id, { isa, dict }] of all) {
      if (isa.endsWith('Target')) {
        const product = scalar(member(dict, 'productReference'));
        if (product) this.productTarget.set(product, id);
      }
    }
    const of = (isa: string) => all.filter(([, entry]) => entry.isa === isa);
    return {
      targets: all
        .filter(([, e]) => ['PBXNativeTarget', 'PBXAggregateTarget', 'PBXLegacyTarget'].includes(e.isa))
        .map(([id, e]) => this.target(id, e)),
      configurations: this.configurations(member(project?.dict, 'buildConfigurationList')).list,
      remotePackages: of('XCRemoteSwiftPackageReference').map(([id, e]) => ({
        id,
        url: scalar(member(e.dict, 'repositoryURL')) ?? '',
        requirement: requirementText(member(e.dict, 'requirement')),
        line: member(e.dict, 'repositoryURL')?.line ?? e.line,
      })),
      localPackages: of('XCLocalSwiftPackageReference').map(([id, e]) => ({
        id,
        path: joined(base, scalar(member(e.dict, 'relativePath')) ?? ''),
        line: e.line,
      })),
      folders: of('PBXFileReference').flatMap(([id, e]) => {
        const kind = scalar(member(e.dict, 'lastKnownFileType')) ?? '';
        const path = this.paths.get(id)?.path ?? null;
        return path !== null && /^(?:folder|wrapper|text)$/.test(kind) && !/\.[a-z]+$/i.test(path) ? [path] : [];
      }),
    };
  }

  /** Gives every reference below a group its path, without recursion: a group may hold itself. */
  private walkGroups(mainGroup: string, base: string): void {
    const queue: { id: string; dir: string }[] = [{ id: mainGroup, dir: base }];
    for (let next = queue.pop(); next; next = queue.pop()) {
      const entry = this.objects.get(next.id);
      if (!entry || this.paths.has(next.id)) continue;
      const path = scalar(member(entry.dict, 'path')) ?? '';
      const tree = scalar(member(entry.dict, 'sourceTree')) ?? '<group>';
      const own = tree === '<group>' ? joined(next.dir, path) : tree === 'SOURCE_ROOT' ? joined(base, path) : null;
      this.paths.set(next.id, { path: own, tree });
      for (const child of items(member(entry.dict, 'children'))) {
        const id = scalar(child);
        if (id) queue.push({ id, dir: own ?? '' });
      }
    }
  }

  private configurations(list: PlistValue | undefined): { list: XcodeConfiguration[]; fallback: string | null } {
    const entry = this.objects.get(scalar(list) ?? '');
    const found = items(member(entry?.dict, 'buildConfigurations')).flatMap((ref) => {
      const config = this.objects.get(scalar(ref) ?? '');
      if (!config) return [];
      const settings: Record<string, string> = {};
      const lines: Record<string, number> = {};
      const dict = member(config.dict, 'buildSettings');
      for (const { key, value, line } of dict?.kind === 'dict' ? dict.entries : []) {
        settings[key] =
          value.kind === 'array' ? value.items.map((v) => scalar(v) ?? '').join(' ') : (scalar(value) ?? '');
        if (line !== null) lines[key] = line;
      }
      const baseId = scalar(member(config.dict, 'baseConfigurationReference'));
      const anchor = this.paths.get(scalar(member(config.dict, 'baseConfigurationReferenceAnchor')) ?? '')?.path;
      const relative = scalar(member(config.dict, 'baseConfigurationReferenceRelativePath'));
      const base = baseId
        ? (this.paths.get(baseId)?.path ?? null)
        : anchor !== undefined && anchor !== null && relative
          ? joined(anchor, relative)
          : null;
      return [{ name: scalar(member(config.dict, 'name')) ?? '', settings, settingLines: lines, base }];
    });
    return { list: found, fallback: scalar(member(entry?.dict, 'defaultConfigurationName')) };
  }

  private target(id: string, entry: Entry): XcodeTarget {
    const { dict } = entry;
    const { list, fallback } = this.configurations(member(dict, 'buildConfigurationList'));
    const linked: LinkedFile[] = [];
    const linkedTargets = new Set<string>();
    const products = new Map<string, PackageProduct>();
    const sourceDirs = new Set<string>();
    const addProduct = (ref: string | null, line: number | null): void => {
      const product = ref ? this.objects.get(ref) : undefined;
      const name = scalar(member(product?.dict, 'productName'));
      if (!product || name === null) return;
      const plugin = name.startsWith('plugin:');
      const reference = scalar(member(product.dict, 'package'));
      const bare = plugin ? name.slice('plugin:'.length) : name;
      if (!products.has(`${bare} ${reference}`))
        products.set(`${bare} ${reference}`, { product: bare, reference, plugin, line: product.line ?? line });
    };
    for (const ref of items(member(dict, 'packageProductDependencies'))) addProduct(scalar(ref), null);
    const dependsOn: string[] = [];
    for (const ref of items(member(dict, 'dependencies'))) {
      const dependency = this.objects.get(scalar(ref) ?? '');
      const other = scalar(member(dependency?.dict, 'target'));
      if (other) dependsOn.push(other);
      addProduct(scalar(member(dependency?.dict, 'productRef')), dependency?.line ?? null);
    }
    for (const phaseRef of items(member(dict, 'buildPhases'))) {
      const phase = this.objects.get(scalar(phaseRef) ?? '');
      if (!phase) continue;
      const links =
        phase.isa === 'PBXFrameworksBuildPhase' ||
        phase.isa === 'PBXCopyFilesBuildPhase' ||
        phase.isa === 'PBXResourcesBuildPhase';
      for (const buildRef of items(member(phase.dict, 'files'))) {
        const build = this.objects.get(scalar(buildRef) ?? '');
        if (!build) continue;
        addProduct(scalar(member(build.dict, 'productRef')), build.line);
        const fileRef = scalar(member(build.dict, 'fileRef'));
        if (fileRef === null) continue;
        const owner = this.productTarget.get(fileRef);
        if (links && owner !== undefined && owner !== id) linkedTargets.add(owner);
        else if (links) linked.push(...this.linkedFile(fileRef, build.line));
        else if (phase.isa === 'PBXSourcesBuildPhase') {
          const path = this.paths.get(fileRef)?.path;
          if (path !== null && path !== undefined)
            sourceDirs.add(path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');
        }
      }
    }
    return {
      id,
      name: scalar(member(dict, 'name')) ?? scalar(member(dict, 'productName')) ?? id,
      productType: scalar(member(dict, 'productType')) ?? '',
      line: entry.line,
      dependsOn,
      linkedTargets: [...linkedTargets],
      linked: distinct(linked),
      products: [...products.values()],
      configurations: list,
      defaultConfiguration: fallback,
      folders: items(member(dict, 'fileSystemSynchronizedGroups')).flatMap(
        (ref) => this.paths.get(scalar(ref) ?? '')?.path ?? [],
      ),
      sourceDirs: [...sourceDirs],
    };
  }

  private linkedFile(id: string, line: number | null): LinkedFile[] {
    const entry = this.objects.get(id);
    if (!entry) return [];
    const written = scalar(member(entry.dict, 'path')) ?? scalar(member(entry.dict, 'name')) ?? '';
    const name = written.slice(written.lastIndexOf('/') + 1);
    if (!/\.(?:framework|xcframework|a|dylib|tbd)$/i.test(name)) return [];
    const place = this.paths.get(id);
    const tree = scalar(member(entry.dict, 'sourceTree')) ?? '<group>';
    const system =
      tree === 'SDKROOT' ||
      tree === 'DEVELOPER_DIR' ||
      /(?:^|\/)(?:System\/Library|usr\/lib|Platforms)\//.test(written) ||
      /\.(?:tbd|dylib)$/i.test(name);
    const built = tree === 'BUILT_PRODUCTS_DIR';
    return [{ name, path: built || system ? null : (place?.path ?? null), system, line: entry.line ?? line }];
  }
}

function distinct(files: readonly LinkedFile[]): LinkedFile[] {
  const seen = new Set<string>();
  return files.filter((file) => {
    const key = `${file.path ?? ''} ${file.name}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** `a/b/../c` without dots; a path above the project keeps its leading `..`. */
function joined(dir: string, path: string): string {
  if (path.startsWith('/') || path.startsWith('$')) return path;
  const out: string[] = [];
  for (const segment of `${dir}/${path}`.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..' && out.length > 0 && out.at(-1) !== '..') out.pop();
    else out.push(segment);
  }
  return out.join('/');
}

function requirementText(value: PlistValue | undefined): string | null {
  const kind = scalar(member(value, 'kind'));
  const minimum = scalar(member(value, 'minimumVersion'));
  const maximum = scalar(member(value, 'maximumVersion'));
  switch (kind) {
    case 'upToNextMajorVersion':
    case 'upToNextMinorVersion':
      return minimum;
    case 'versionRange':
      return minimum !== null && maximum !== null ? `${minimum}..<${maximum}` : minimum;
    case 'exactVersion':
      return scalar(member(value, 'version')) ?? minimum;
    default:
      return scalar(member(value, 'branch')) ?? scalar(member(value, 'revision'));
  }
}
