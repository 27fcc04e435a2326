/** From what a dependency line comes to, to coordinates, modules and archives. */
import type { CatalogLibrary } from '../../languages/gradle/catalog.js';
import type { Build, Project, Value } from '../../languages/gradle/model.js';
import { textOf, texts, UNREAD } from '../../languages/gradle/values.js';

/** One thing that a dependency line names. */
export type Named =
  | { readonly kind: 'maven'; readonly name: string; readonly version: string | null; readonly versionUnread: boolean }
  | { readonly kind: 'module'; readonly path: string; readonly project: Project | null }
  | { readonly kind: 'files'; readonly names: readonly string[] }
  | { readonly kind: 'file-tree'; readonly dir: string; readonly includes: readonly string[] }
  /** A jar or aar by base name, looked for in flat directories. */
  | { readonly kind: 'flat'; readonly name: string; readonly version: string | null; readonly extension: string | null }
  | { readonly kind: 'unread'; readonly why: string }
  | { readonly kind: 'nothing' };

const PART = /^[^\s:/"'${}()]+$/;

/** Everything that a value names as a dependency. */
export function namedBy(value: Value, build: Build, used: Set<CatalogLibrary>): Named[] {
  switch (value.t) {
    case 'str':
      return [coordinate(value.s, build)];
    case 'list':
      return value.items.flatMap((item) => namedBy(item, build, used));
    case 'either':
      return mergeVersions(value.items.flatMap((item) => namedBy(item, build, used)));
    case 'dep':
      return namedBy(value.of, build, used);
    case 'project':
      return [{ kind: 'module', path: value.path, project: value.project }];
    case 'files':
      return [{ kind: 'files', names: value.names }];
    case 'file-tree':
      return [{ kind: 'file-tree', dir: value.dir, includes: value.includes }];
    case 'accessor':
      return value.catalog === 'projects'
        ? [projectAccessor(value.path, build)]
        : catalogEntry(value.catalog, value.path, build, used);
    case 'map':
      return [fromMap(value.entries, build, used)].flat();
    case 'object':
      return fromObject(value, build, used);
    case 'null':
    case 'bool':
    case 'num':
      return [{ kind: 'nothing' }];
    default:
      return [{ kind: 'unread', why: 'its value is set in a place that could not be read' }];
  }
}

/** One of several versions: which one is not known. */
function mergeVersions(items: readonly Named[]): Named[] {
  const byName = new Map<string, Named>();
  const out: Named[] = [];
  for (const item of items) {
    if (item.kind !== 'maven') {
      out.push(item);
      continue;
    }
    const old = byName.get(item.name);
    if (old?.kind !== 'maven') byName.set(item.name, item);
    else if (old.version !== item.version) byName.set(item.name, { ...item, version: null, versionUnread: true });
  }
  return [...byName.values(), ...out];
}

/** `group:artifact[:version[:classifier]][@extension]`. */
export function coordinate(text: string, build: Build): Named {
  const [whole = '', extension = null] = text.trim().split('@', 2);
  const [group = '', artifact = '', version] = whole.split(':');
  if (group === '' && artifact !== '' && PART.test(artifact))
    return { kind: 'flat', name: artifact, version: version || null, extension };
  if (!PART.test(group) || !PART.test(artifact) || whole.includes(' ')) {
    if (/\.(?:jar|aar)$/.test(text) && !text.includes(UNREAD)) return { kind: 'files', names: [text] };
    return { kind: 'unread', why: whole.includes(UNREAD) ? 'a part of it could not be read' : 'it is no coordinate' };
  }
  if (group.includes(UNREAD) || artifact.includes(UNREAD))
    return { kind: 'unread', why: 'a part of it could not be read' };
  const name = `${group}:${artifact}`;
  if (version === '_')
    return { kind: 'maven', name, version: refreshedVersion(group, artifact, build), versionUnread: false };
  const unread = version?.includes(UNREAD) === true;
  const plain = version === undefined || version === '' || unread ? null : version.replace(/!!$/, '');
  return { kind: 'maven', name, version: plain === 'null' ? null : plain, versionUnread: unread };
}

/** The version that versions.properties keeps for `_`. */
function refreshedVersion(group: string, artifact: string, build: Build): string | null {
  const keys = [
    `version.${group}..${artifact}`,
    `version.${group}`,
    `version.${artifact}`,
    `version.${group}.${artifact}`,
  ];
  for (const key of keys) {
    const version = build.versionProperties.get(key);
    if (version !== undefined) return version;
  }
  return null;
}

function fromMap(entries: ReadonlyMap<string, Value>, build: Build, used: Set<CatalogLibrary>): Named | Named[] {
  const get = (key: string): string | null => {
    const value = entries.get(key);
    return value
      ? (textOf(value) ?? (value.t === 'unknown' || value.t === 'place' ? UNREAD : (texts(value)[0] ?? null)))
      : null;
  };
  const path = get('path');
  if (path !== null && !entries.has('name')) {
    return path.startsWith(':')
      ? { kind: 'module', path, project: build.projects.get(path) ?? null }
      : coordinate(path, build);
  }
  const name = get('name');
  if (name === null) {
    // A map of coordinates given as a whole stands for all of them.
    const inner = [...entries.values()].flatMap((v) => namedBy(v, build, used)).filter((n) => n.kind === 'maven');
    return inner.length > 0 ? inner : { kind: 'unread', why: 'it names no artifact' };
  }
  const version = get('version');
  const group = get('group');
  if (group === null) return { kind: 'flat', name, version, extension: get('ext') };
  return coordinate(`${group}:${name}${version === null ? '' : `:${version}`}`, build);
}

/** An object of the build's own code that holds exactly one coordinate stands for it. */
function fromObject(value: Extract<Value, { t: 'object' }>, build: Build, used: Set<CatalogLibrary>): Named[] {
  const found = new Map<string, Named>();
  for (const member of value.scope.vars.values()) {
    if (member.t === 'lazy' || (member.t !== 'str' && member.t !== 'either')) continue;
    for (const named of namedBy(member, build, used)) if (named.kind === 'maven') found.set(named.name, named);
  }
  if (found.size === 1) return [...found.values()];
  return [{ kind: 'unread', why: `${value.name} is an object of the build's own code` }];
}

function projectAccessor(path: readonly string[], build: Build): Named {
  const wanted = path.filter((p) => p !== 'dependencyProject').join('.');
  for (const [at, project] of build.projects) {
    if (accessorOfPath(at) === wanted) return { kind: 'module', path: at, project };
  }
  return { kind: 'module', path: `:${path.join(':')}`, project: null };
}

/** `:core-network:api_v2` as `coreNetwork.apiV2`. */
function accessorOfPath(path: string): string {
  return path
    .split(':')
    .filter((s) => s !== '')
    .map((s) => s.replace(/[-_.](\w)/g, (_, c: string) => c.toUpperCase()))
    .join('.');
}

function catalogEntry(name: string, path: readonly string[], build: Build, used: Set<CatalogLibrary>): Named[] {
  const catalog = build.catalogs.get(name);
  const alias = path.join('.');
  const shown = `${name}.${alias}`;
  if (!catalog) return [{ kind: 'unread', why: `there is no catalog ${name} in the tree` }];
  const take = (library: CatalogLibrary): Named => {
    used.add(library);
    return coordinate(library.version === null ? library.module : `${library.module}:${library.version}`, build);
  };
  const library = catalog.libraries.get(alias);
  if (library) return [take(library)];
  // `libs.x.get().module` is the coordinate without its version.
  const bare = path.at(-1) === 'module' ? catalog.libraries.get(path.slice(0, -1).join('.')) : undefined;
  if (bare) return [take(bare)];
  if (path[0] === 'bundles') {
    const members = catalog.bundles.get(path.slice(1).join('.'));
    if (members) {
      return members.map((member) => {
        const entry = catalog.libraries.get(member);
        return entry
          ? take(entry)
          : { kind: 'unread', why: `the bundle ${shown} names ${member}, which the catalog does not hold` };
      });
    }
  }
  if (path[0] === 'plugins') {
    const plugin = catalog.plugins.get(path.slice(1).join('.'));
    // A plugin's marker artifact has its id as group.
    if (plugin)
      return [
        coordinate(
          `${plugin.id}:${plugin.id}.gradle.plugin${plugin.version === null ? '' : `:${plugin.version}`}`,
          build,
        ),
      ];
  }
  return [{ kind: 'unread', why: `the catalog has no entry ${shown}` }];
}
