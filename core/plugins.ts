/**
 * The contracts of everything that is added by adding one file: extractors, correlators, language front ends, checks, exporters.
 * And the records that travel between the stages before the result: facts as read from one file, and what an ecosystem makes of them.
 */
import type { Location, Technique } from './evidence.js';
import type { Finding, Problem, ScanResult } from './inventory.js';
import type { PackageKind } from './package-kinds.js';
import type { Platform, Scope } from './platforms.js';
import type { SignatureKind } from './signatures.js';
import type { Bilingual } from './text.js';

/** A file as a plugin sees it. */
export interface InputFile {
  /** Relative to the root, NFC, forward slashes. */
  readonly path: string;
  /** Decoded text without a byte order mark; '' for an extractor that reads bytes or the path alone. */
  readonly text: string;
  /** Raw bytes; empty unless the extractor's `input` is `bytes`. */
  readonly bytes: Uint8Array;
}

/** The names of the files of the tree, for plugins that resolve references. No content. */
export interface TreeView {
  has(path: string): boolean;
  /** Files directly in a directory ('' is the root), names only, sorted. */
  filesIn(dir: string): readonly string[];
  /** Every file below a directory, as paths, sorted. */
  filesBelow(dir: string): readonly string[];
}

/**
 * A package as a manifest or lock file names it: a coordinate, pod, npm package, repository, or an archive in the tree.
 * `module` is the directory of the module it belongs to ('' is the root), or null where only the correlator can tell.
 */
export interface PackageFact {
  readonly kind: PackageKind;
  /** maven `group:artifact`; pod root name; npm name; spm normalised `host/owner/name`; archive: path in the tree. */
  readonly name: string;
  readonly version: string | null;
  readonly versionFrom: 'lock' | 'manifest' | 'archive' | null;
  readonly scope: Scope;
  readonly module: string | null;
  /** False for a package that only a lock file names as another package's dependency. */
  readonly direct: boolean;
  /** Names, of the same kind, of the packages that ask for it, where a lock file says so. */
  readonly requestedBy: readonly string[];
  /** True where it is part of the project: a path dependency, a workspace, a local pod. */
  readonly local: boolean;
  readonly location: Location;
  readonly technique: Technique;
}

/** Anything else a file shows that a signature may match: an import, a component, a meta-data name, a URL scheme, a native library … */
export interface Observation {
  readonly kind: SignatureKind;
  /** Never a secret: key-like values are dropped by the extractor (see `redacted`). */
  readonly value: string;
  readonly scope: Scope;
  /** null: the module is found from the path. */
  readonly module: string | null;
  /** null: the module's platforms. */
  readonly platform: Platform | null;
  readonly location: Location;
  readonly technique: Technique;
  /** The plain setting of a switch (`true`, `false`, a number), never a key. */
  readonly setting?: string | undefined;
  /** The length of a key-like value that was seen here and is not stored. */
  readonly redacted?: { readonly name: string; readonly length: number } | undefined;
}

/** A permission, plist key or privacy API that an app's own files ask for or take away. */
export interface PermissionFact {
  readonly id: string;
  readonly platform: Platform;
  readonly state: 'requested' | 'removed';
  readonly scope: Scope;
  readonly module: string | null;
  readonly location: Location;
}

/** What an extractor returns. `facts` is JSON, read by the ecosystem's correlator alone. */
export interface Extraction<Facts = unknown> {
  readonly packages: readonly PackageFact[];
  readonly observations: readonly Observation[];
  readonly permissions: readonly PermissionFact[];
  readonly facts: Facts | null;
  readonly problems: readonly FileProblem[];
}

/** A problem inside one file; the runner adds stage, plugin and file. */
export interface FileProblem {
  readonly line: number | null;
  /** What is wrong and, where there is one, the mend. */
  readonly message: string;
}

/** One file format. Pure: text (or bytes, or only the path) in, facts out; a broken file gives problems, never a throw. */
export interface Extractor<Facts = unknown> {
  /** `<ecosystem folder>/<format>`, e.g. `cocoapods/podfile-lock`. */
  readonly name: string;
  /** The correlator that reads the facts. */
  readonly ecosystem: string;
  /** One sentence for the docs: which files it reads and what for. */
  readonly title: Bilingual;
  readonly input: 'text' | 'bytes' | 'path';
  /** A larger file is skipped and counted; absent: the walk's own limit. */
  readonly maxBytes?: number;
  /** True where the file is also wanted from vendored directories (Pods, node_modules are never entered). */
  readonly alsoVendored?: boolean;
  /** A string test, cheap on every file of the tree. */
  fileRequired(path: string): boolean;
  extract(file: InputFile): Extraction<Facts>;
}

/** One file after extraction. */
export interface ExtractedFile {
  readonly path: string;
  readonly extractor: string;
  readonly extraction: Extraction;
}

/** An application that the tree builds. Id: `<platform>:<application id, else module path, else name>`. */
export interface AppFact {
  readonly id: string;
  readonly name: string | null;
  readonly platform: Platform;
  readonly applicationId: string | null;
  readonly module: string;
  readonly variants: readonly string[];
}

/** A part of the tree that is built as one: a Gradle module, an Xcode target, a directory with package.json, a uni-app project. */
export interface ModuleFact {
  /** Directory; '' is the root. */
  readonly path: string;
  readonly ecosystem: string;
  /** Platforms its code runs on; empty where unknown. */
  readonly platforms: readonly Platform[];
  /** Apps it is part of, through the dependencies between modules. */
  readonly apps: readonly string[];
  /** True where it is part of every app that lies below it (a React Native package.json above android/ and ios/). */
  readonly carriesNestedApps: boolean;
  /**
   * Modules below it (paths) that are built with it: a workspace member, an example that depends on it. An app that lies in another
   * module of this ecosystem with apps of its own is that module's alone.
   */
  readonly carriesThrough?: readonly string[] | undefined;
  /** Source sets: path prefix, relative to the module, to the scope of what lies in it (`src/test` to `test`); longest wins. */
  readonly sourceSets: readonly { readonly prefix: string; readonly scope: Scope }[];
  /** Names by which the project's own packages are known here (group, npm scope, Java package prefix). */
  readonly ownNames: readonly string[];
}

/** What an ecosystem makes of its files. Everything is attached to modules by now. */
export interface Correlation {
  readonly apps: readonly AppFact[];
  readonly modules: readonly ModuleFact[];
  readonly packages: readonly PackageFact[];
  readonly observations: readonly Observation[];
  readonly permissions: readonly PermissionFact[];
  readonly problems: readonly Problem[];
}

/** Joins the files of one ecosystem: variables, catalogs, module dependencies, apps. Pure and total: it reports, never throws. */
export interface Correlator {
  readonly ecosystem: string;
  /**
   * @param files every extracted file of this ecosystem, sorted by path; their packages, observations and permissions must be
   *   passed on in the correlation (completed with module, scope, version), or they are lost
   */
  correlate(files: readonly ExtractedFile[], tree: TreeView): Correlation;
}

/** One imported module, package, header or framework. */
export interface ImportFact {
  readonly kind: ImportKind;
  /** Java, Kotlin: dotted name, with `.*` dropped; ObjC: `Framework` for `<Framework/X.h>` and `@import Framework`, `X.h` for a quoted header; JS: the specifier. */
  readonly value: string;
  readonly line: number;
  /** True for `import type`: gone when built. */
  readonly typeOnly?: boolean | undefined;
}
export const IMPORT_KINDS = ['java', 'objc-framework', 'objc-header', 'swift', 'js', 'dart'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** What a front end's lexer sees in one source file. Strings must not keep the file's text alive: see `compact`. */
export interface SourceFacts {
  /** The Java or Kotlin package the file declares. */
  readonly package: string | null;
  readonly imports: readonly ImportFact[];
  /** Hosts of absolute URLs in string literals, lower case, without port; comments do not count. */
  readonly hosts: readonly { readonly host: string; readonly line: number }[];
  /** String literals that look like a fully qualified Java class (reflection). */
  readonly classNames: readonly { readonly value: string; readonly line: number }[];
}

export interface LanguageFrontend {
  readonly name: string;
  /** With the dot, lower case. */
  readonly extensions: readonly string[];
  /** At lexer speed; total: any text gives facts. */
  facts(text: string, path: string): SourceFacts;
}

/** A rule over the result. */
export interface Check {
  readonly id: string;
  readonly title: Bilingual;
  readonly level: 'error' | 'warning' | 'note';
  readonly rationale: Bilingual;
  readonly remedy: Bilingual;
  /** Where the rule comes from: a heading of the docs, or a law or standard that was read at the source. */
  readonly reference: string | null;
  /** Pure; findings without id (the runner gives stable ids from `subject`). */
  run(result: ScanResult, options: CheckOptions): readonly RawFinding[];
}

export interface CheckOptions {
  /** ISO day that counts as today where a rule speaks of age; null: rules of age do not run. */
  readonly date: string | null;
}

/** A finding before it has its id: `subject` is what makes it this finding and no other (never a line number). */
export type RawFinding = Omit<Finding, 'id' | 'rule' | 'level' | 'accepted' | 'reference' | 'remedy'> & {
  readonly subject: string;
  readonly level?: Finding['level'] | undefined;
  readonly remedy?: Bilingual | undefined;
};

export interface ExportOptions {
  readonly language: 'zh' | 'en' | 'both';
  /** Only these apps (ids); null: all. */
  readonly apps: readonly string[] | null;
  readonly platforms: readonly Platform[] | null;
  /** ISO day printed as the date of the table; null: the newest review among the SDKs shown. */
  readonly date: string | null;
  /** Which list tables print: an id of exporters/disclosure/lists. */
  readonly list: string;
  /** Ids of the columns to print, in order; null: those of the company's configuration, else the list's own. */
  readonly columns: readonly string[] | null;
  /** False leaves the numbered sources out, for a page that is published. */
  readonly sources: boolean;
}

/** A pure function of the result: the same input gives the same bytes. */
export interface Exporter {
  readonly id: string;
  readonly title: Bilingual;
  readonly mediaType: string;
  /** Without the dot. */
  readonly extension: string;
  /** File name without extension in a report folder; null for tables, which are named for their list. */
  readonly stem: string | null;
  export(result: ScanResult, options: ExportOptions): string | Uint8Array | Promise<string | Uint8Array>;
  /** What the receiver of this format must know: a value that is too long for it, a field that it asks for and nobody knows. */
  warnings?(result: ScanResult, options: ExportOptions): readonly Bilingual[];
}

/** An extraction that holds nothing but what is given. */
export function extraction<Facts>(parts: Partial<Extraction<Facts>>): Extraction<Facts> {
  return { packages: [], observations: [], permissions: [], facts: null, problems: [], ...parts };
}

/** The fields of a package that say something; the rest is what is most often true: direct, from outside the project, without a version. */
export function packageFact(
  parts: Pick<PackageFact, 'kind' | 'name' | 'scope' | 'location' | 'technique'> & Partial<PackageFact>,
): PackageFact {
  return { version: null, versionFrom: null, module: null, direct: true, requestedBy: [], local: false, ...parts };
}
