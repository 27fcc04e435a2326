/** Puts every package and archive of the tree into exactly one class, and says why. */
import type { PackageRuling } from '../../core/company.js';
import type { Package, PackageClass } from '../../core/inventory.js';
import { reachesUsers, type Scope } from '../../core/platforms.js';
import type { PackageFact } from '../../core/plugins.js';
import { purlOf } from '../../core/purl.js';
import { SIGNATURE_OF_PACKAGE, type SignatureKind } from '../../core/signatures.js';
import { type Bilingual, sortedBy, sortedSet } from '../../core/text.js';
import type { ModuleIndex } from '../modules.js';
import { EvidenceSet } from './evidence.js';
import type { TreeFacts } from './facts.js';
import { type Knowledge, strengthOf } from './knowledge.js';
import { archiveName, kindsOfPackage, packageSight, targetsOf } from './sight.js';

export interface PackageDraft {
  readonly result: Omit<Package, 'evidence'>;
  readonly evidence: EvidenceSet;
}

interface Verdict {
  readonly class: PackageClass;
  readonly sdk: string | null;
  readonly wrapper: string | null;
  readonly debugOnly: string | null;
  readonly why: Bilingual;
}

/** Scopes from the one that reaches users most surely to the one that reaches them least. */
const SCOPE_ORDER: readonly Scope[] = [
  'release',
  'unknown',
  'debug',
  'compile-only',
  'dev',
  'test',
  'build-tool',
  'disabled',
];

/** Classes all packages of a tree; one record per kind, name and version. */
export function classifyPackages(
  facts: TreeFacts,
  modules: ModuleIndex,
  knowledge: Knowledge,
  rulings: readonly PackageRuling[] = [],
): PackageDraft[] {
  const own = ownNamesOf(modules);
  const archives = archiveContents(facts);
  const groups = new Map<string, PackageFact[]>();
  for (const pkg of facts.correlation.packages) {
    const key = [pkg.kind, pkg.name, pkg.version ?? ''].join('\0');
    const group = groups.get(key);
    if (group) group.push(pkg);
    else groups.set(key, [pkg]);
  }
  const drafts = [...groups.values()].map((group) =>
    draftOf(group, modules, (pkg) => ruled(pkg, verdictOf(pkg, own, archives, knowledge), rulings)),
  );
  return sortedBy(drafts, (d) => `${d.result.purl}\0${d.result.kind}`);
}

function draftOf(
  group: readonly PackageFact[],
  modules: ModuleIndex,
  judge: (pkg: PackageFact) => Verdict,
): PackageDraft {
  const chosen = group.find((p) => p.local) ?? group.find((p) => p.direct) ?? group[0];
  if (!chosen) throw new Error('a group of packages is never empty');
  const evidence = new EvidenceSet();
  const apps = new Set<string>();
  const moduleNames = new Set<string>();
  for (const pkg of group) {
    const sighted = packageSight(pkg, modules);
    const [kind] = kindsOfPackage(pkg);
    // A plugin's source in uni_modules is compiled into the app of every platform; only its native parts know two.
    const everywhere = pkg.kind === 'uni-native-plugin' && /(?:^|\/)uni_modules\//.test(pkg.location.file);
    if (everywhere) for (const app of sighted.place.apps) apps.add(app.id);
    for (const target of targetsOf(sighted, kind ?? SIGNATURE_OF_PACKAGE[pkg.kind]))
      if (target.app !== null) apps.add(target.app);
    if (sighted.place.module !== null) moduleNames.add(sighted.place.module);
    evidence.add({
      location: pkg.location,
      kind: pkg.kind,
      value: pkg.version === null ? pkg.name : `${pkg.name}:${pkg.version}`,
      signature: null,
      strength: null,
      technique: pkg.technique,
      role: 'identify',
      app: null,
      module: sighted.place.module,
      scope: pkg.scope,
    });
  }
  const verdict = judge(chosen);
  const result = {
    purl: purlOf(chosen),
    kind: chosen.kind,
    name: chosen.name,
    version: chosen.version,
    versionFrom: chosen.versionFrom,
    apps: sortedSet(apps),
    modules: sortedSet(moduleNames),
    scope: widestScope(group.map((p) => p.scope)),
    direct: group.some((p) => p.direct),
    ...verdict,
  };
  return { result, evidence };
}

/** The scope in which a package reaches users most surely. */
export function widestScope(scopes: readonly Scope[]): Scope {
  const rank = (scope: Scope) => {
    const at = SCOPE_ORDER.indexOf(scope);
    return at >= 0 ? at * 2 : reachesUsers(scope) ? 1 : SCOPE_ORDER.length * 2;
  };
  return [...scopes].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))[0] ?? 'unknown';
}

/** What nothing else knows, the company may know. */
function ruled(pkg: PackageFact, verdict: Verdict, rulings: readonly PackageRuling[]): Verdict {
  if (verdict.class !== 'unrecognised') return verdict;
  const found = rulings.find(
    (r) =>
      r.kind === pkg.kind && (r.name.endsWith('*') ? pkg.name.startsWith(r.name.slice(0, -1)) : r.name === pkg.name),
  );
  return found ? plain(found.class, `公司归类：${found.reason}`, `classed by the company: ${found.reason}`) : verdict;
}

function verdictOf(
  pkg: PackageFact,
  own: OwnNames,
  archives: ReadonlyMap<string, readonly string[]>,
  knowledge: Knowledge,
): Verdict {
  const kind = SIGNATURE_OF_PACKAGE[pkg.kind];
  // A pod taken from a path may be somebody else's all the same: a copy in the tree, code that a framework writes, the framework itself.
  const isKnownPod = pkg.kind === 'pod' && isKnown(pkg.name, knowledge);
  if (pkg.local && pkg.kind !== 'archive' && !isKnownPod)
    return plain(
      'own',
      '项目以路径或工作区引用，属于本项目',
      'the project refers to it by path or workspace: it is part of the project',
    );
  const names = pkg.kind === 'archive' ? archiveName(pkg.name) : pkg.name;
  for (const k of kindsOfPackage(pkg)) {
    const claimed = claimVerdict(k, names, knowledge);
    if (claimed) return claimed;
  }
  if (pkg.kind === 'archive') return archiveVerdict(pkg, own, archives, knowledge);
  const library = knowledge.library(kind, pkg.name);
  if (library)
    return {
      ...plain(
        'library',
        `已知的普通库 ${library.name}（${library.value}）`,
        `known plain library ${library.name} (${library.value})`,
      ),
      debugOnly: library.debug,
    };
  if (own.owns(pkg))
    return plain('own', '坐标属于本项目的组或作用域', "the coordinate lies in the project's own group or scope");
  if (!pkg.direct && pkg.requestedBy.length > 0) {
    const by = pkg.requestedBy.slice(0, 3).join(', ');
    return plain(
      'unrecognised',
      `锁文件中的间接依赖，由 ${by} 引入；注册表与普通库清单均无记录`,
      `an indirect dependency in the lock file, asked for by ${by}; neither the registry nor the list of plain libraries knows it`,
    );
  }
  return plain(
    'unrecognised',
    '清单文件声明的第三方坐标；注册表与普通库清单均无记录',
    'a coordinate from outside the project; neither the registry nor the list of plain libraries knows it',
  );
}

function isKnown(pod: string, knowledge: Knowledge): boolean {
  return knowledge.library('pod', pod) !== null || claimVerdict('pod', pod, knowledge) !== null;
}

function claimVerdict(kind: SignatureKind, name: string, knowledge: Knowledge): Verdict | null {
  for (const claim of knowledge.claims(kind, name)) {
    // A repository's address says what the package is, however little it says of what the app links from it.
    if (strengthOf(claim) === 'hint' && kind !== 'spm') continue;
    const signature = `${claim.kind}:${claim.value}`;
    if (claim.owner.type === 'wrapper') {
      const { wrapper } = claim.owner;
      const sdk = wrapper.brings[0]?.sdk ?? null;
      return {
        class: 'sdk',
        sdk,
        wrapper: wrapper.id,
        debugOnly: null,
        why: {
          zh: `封装包，携带 ${wrapper.brings.map((b) => b.sdk).join('、')}（${signature}）`,
          en: `a wrapper that carries ${wrapper.brings.map((b) => b.sdk).join(', ')} (${signature})`,
        },
      };
    }
    const { sdk } = claim.owner;
    return {
      class: 'sdk',
      sdk: sdk.id,
      wrapper: null,
      debugOnly: null,
      why: { zh: `注册表签名 ${signature}`, en: `signature ${signature} of the registry` },
    };
  }
  return null;
}

function archiveVerdict(
  pkg: PackageFact,
  own: OwnNames,
  archives: ReadonlyMap<string, readonly string[]>,
  knowledge: Knowledge,
): Verdict {
  if (pkg.scope === 'build-tool')
    return plain('library', '构建工具自带的归档', 'an archive of the build tool, not of the app');
  const packages = archives.get(pkg.name) ?? [];
  const counts = new Map<string, number>();
  let library = 0;
  let ours = 0;
  for (const name of packages) {
    const [claim] = knowledge.claims('java-package', name);
    if (claim && claim.owner.type !== 'wrapper')
      counts.set(claim.owner.sdk.id, (counts.get(claim.owner.sdk.id) ?? 0) + 1);
    else if (plainJava(name, knowledge)) library++;
    else if (own.ownsJava(name)) ours++;
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (best)
    return {
      class: 'sdk',
      sdk: best[0],
      wrapper: null,
      debugOnly: null,
      why: {
        zh: `归档内含该 SDK 的 ${best[1]} 个 Java 包`,
        en: `the archive holds ${best[1]} Java packages of the SDK`,
      },
    };
  const byName =
    knowledge.library('archive-name', archiveName(pkg.name)) ?? knowledge.library('framework', archiveName(pkg.name));
  if (byName) return plain('library', `已知的普通库 ${byName.name}`, `known plain library ${byName.name}`);
  if (packages.length > 0 && library === packages.length)
    return plain(
      'library',
      '归档内的 Java 包全部属于已知普通库',
      'every Java package in the archive belongs to a known plain library',
    );
  if (packages.length > 0 && ours === packages.length)
    return plain('own', '归档内的 Java 包全部属于本项目', "every Java package in the archive is the project's own");
  const shown = packages.slice(0, 3).join(', ');
  return packages.length > 0
    ? plain(
        'unrecognised',
        `树中的归档，含 ${shown} 等包，注册表无记录`,
        `an archive in the tree that holds ${shown}; the registry does not know it`,
      )
    : plain(
        'unrecognised',
        '树中的二进制归档，注册表无记录',
        'a binary archive in the tree; the registry does not know it',
      );
}

/** True for a Java package of a plain library: by its own name, or where a whole Maven group is plain and its classes bear the group's name. */
function plainJava(name: string, knowledge: Knowledge): boolean {
  return knowledge.library('java-package', name) !== null || knowledge.library('maven', `${name}:x`) !== null;
}

function plain(cls: PackageClass, zh: string, en: string): Verdict {
  return { class: cls, sdk: null, wrapper: null, debugOnly: null, why: { zh, en } };
}

interface OwnNames {
  owns(pkg: PackageFact): boolean;
  ownsJava(name: string): boolean;
}

/** Groups that many unrelated projects share: never a sign of ownership. */
const SHARED_GROUPS = new Set([
  'com.github',
  'io.github',
  'com.gitee',
  'com.gitlab',
  'org.jetbrains',
  'com.example',
  'com.android',
  'com.google',
]);

/** What the project calls its own: groups and Java prefixes of Android modules, names and scopes of npm packages, local pods. */
function ownNamesOf(modules: ModuleIndex): OwnNames {
  const java = new Set<string>();
  const names = new Set<string>();
  for (const module of modules.modules) {
    for (const name of module.ownNames) {
      if (module.ecosystem === 'android-gradle') {
        if (name.split('.').length >= 2 && !SHARED_GROUPS.has(name)) java.add(name);
      } else names.add(name);
    }
  }
  const ownsJava = (name: string) => {
    for (let at = name; at.includes('.'); at = at.slice(0, at.lastIndexOf('.'))) if (java.has(at)) return true;
    return false;
  };
  return {
    owns: (pkg) =>
      pkg.kind === 'maven'
        ? ownsJava(pkg.name.split(':')[0] ?? '')
        : pkg.kind === 'gradle-plugin'
          ? ownsJava(pkg.name)
          : names.has(pkg.name),
    ownsJava,
  };
}

/** Java packages seen inside each archive: `libs/x.aar` to its packages. */
function archiveContents(facts: TreeFacts): ReadonlyMap<string, readonly string[]> {
  const out = new Map<string, string[]>();
  for (const o of facts.correlation.observations) {
    if (o.kind !== 'java-package' || o.technique !== 'archive-analysis') continue;
    const archive = o.location.file.split('!/')[0] ?? o.location.file;
    const list = out.get(archive);
    if (list) list.push(o.value);
    else out.set(archive, [o.value]);
  }
  return out;
}
