/** The scan result: the product's public contract. Every output is a view of this one document. */
import type { Company } from './company.js';
import type { Confidence, Role, Strength, Technique } from './evidence.js';
import type { PackageKind } from './package-kinds.js';
import type { Platform, Scope } from './platforms.js';
import type {
  Category,
  Citation,
  DataElement,
  DisclosureFact,
  DisclosureField,
  Links,
  Name,
} from './registry-types.js';
import type { Bilingual } from './text.js';

export const SCAN_SCHEMA = 'outflow/scan/1';

export interface ScanResult {
  readonly schema: typeof SCAN_SCHEMA;
  readonly incomplete: boolean;
  readonly tool: {
    readonly name: 'outflow';
    readonly version: string;
    readonly registry: {
      readonly version: string;
      readonly sdks: number;
      readonly signatures: number;
      readonly newestReview: string | null;
      readonly oldestReview: string | null;
    };
  };
  readonly project: {
    readonly name: string | null;
    readonly commit: string | null;
    readonly ecosystems: readonly string[];
    readonly apps: readonly App[];
    readonly modules: readonly Module[];
  };
  readonly sdks: readonly SdkDetection[];
  readonly packages: readonly Package[];
  readonly hosts: readonly Host[];
  readonly permissions: readonly Permission[];
  /** Personal data that the app's own code hands over; empty until code is followed. */
  readonly flows: readonly DataFlow[];
  readonly findings: readonly Finding[];
  readonly policy: null;
  /** What the company says for itself in its .outflow folder; null where there is none. */
  readonly company: Company | null;
  readonly catalogue: Catalogue;
  readonly problems: readonly Problem[];
  readonly coverage: readonly Coverage[];
  /** Left out of a reproducible result. */
  readonly run?: Run | undefined;
}

export interface App {
  readonly id: string;
  readonly name: string | null;
  readonly platform: Platform;
  readonly applicationId: string | null;
  readonly module: string;
  readonly variants: readonly string[];
}

export interface Module {
  readonly path: string;
  readonly ecosystem: string;
  readonly platforms: readonly Platform[];
  readonly apps: readonly string[];
}

/** One record per signature, module and scope: the first place, up to 20 in `places`, and `more` counts the rest. */
export interface Evidence {
  /** `e1`, `e2` … unique in the document. */
  readonly id: string;
  readonly file: string;
  readonly line: number | null;
  readonly kind: string;
  readonly value: string;
  /** `<kind>:<value>` of the registry's signature; null for evidence that no signature names. */
  readonly signature: string | null;
  readonly strength: Strength | null;
  readonly technique: Technique;
  readonly role: Role;
  readonly app: string | null;
  readonly module: string | null;
  readonly scope: Scope;
  readonly places: readonly { readonly file: string; readonly line: number | null }[];
  readonly more: number;
  /** A key-like value was seen here: its name and length, never itself. */
  readonly redacted?: { readonly name: string; readonly length: number } | undefined;
}

export type Use = 'declared' | 'linked' | 'initialised' | 'fed' | 'switched-off' | 'unknown';
export type Access = 'requested' | 'removed' | 'not-requested' | 'no-permission-needed' | 'switched-off' | 'unknown';

export interface Occurrence {
  /** null where the module belongs to no app of the tree. */
  readonly app: string | null;
  readonly module: string;
  readonly platform: Platform | null;
  readonly scope: Scope;
  readonly version: string | null;
  readonly versionFrom: 'lock' | 'manifest' | 'archive' | null;
  readonly use: Use;
  /** Ids of SDKs or wrappers that bring it in where nothing names it directly. */
  readonly via: readonly string[];
}

export interface SdkData {
  readonly element: string;
  readonly platform: Platform;
  readonly app: string | null;
  readonly function: string | null;
  readonly necessity: 'required' | 'optional' | 'unknown';
  readonly purposes: Bilingual | null;
  readonly versions: string | null;
  readonly basis: 'declared' | 'observed' | 'both';
  readonly access: Access;
  readonly accessEvidence: readonly string[];
  readonly citations: readonly string[];
}

export interface SdkDetection {
  readonly id: string;
  readonly name: Name;
  readonly aliases: readonly string[];
  readonly vendor: string;
  readonly category: string;
  readonly hosted: boolean;
  readonly functions: readonly { readonly id: string; readonly use: Use; readonly evidence: readonly string[] }[];
  readonly confidence: Confidence;
  readonly occurrences: readonly Occurrence[];
  readonly evidence: readonly Evidence[];
  readonly data: readonly SdkData[];
  readonly practicesKnown: boolean;
  /** True where the source could be read in part only: there may be more than `data` lists. */
  readonly practicesPartial: boolean;
  /** Platforms on which a source says in so many words that it collects no personal data. */
  readonly collectsNone: readonly { readonly platform: Platform; readonly citations: readonly string[] }[];
}

export type PackageClass = 'sdk' | 'library' | 'own' | 'unrecognised';

export interface Package {
  readonly purl: string;
  readonly kind: PackageKind;
  readonly name: string;
  readonly version: string | null;
  readonly versionFrom: 'lock' | 'manifest' | 'archive' | null;
  readonly apps: readonly string[];
  readonly modules: readonly string[];
  readonly scope: Scope;
  readonly direct: boolean;
  readonly class: PackageClass;
  /** The SDK it is or carries, for class sdk. */
  readonly sdk: string | null;
  /** The wrapper it is, where it only carries an SDK. */
  readonly wrapper: string | null;
  /** The page on which its makers say that it is for debug builds alone; null for all others. */
  readonly debugOnly: string | null;
  readonly why: Bilingual;
  readonly evidence: readonly Evidence[];
}

export interface Host {
  readonly host: string;
  readonly vendor: string | null;
  readonly class: 'third-party' | 'own' | 'vendor';
  readonly evidence: readonly Evidence[];
}

export interface Permission {
  readonly id: string;
  readonly platform: Platform;
  readonly app: string | null;
  readonly state: 'requested' | 'removed';
  readonly elements: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** One way from a personal value in the app's code to an argument of a call that leaves it. */
export interface DataFlow {
  /** 16 hex of SHA-256 over app, element, recipient, file, symbol, call and argument; equal ones get -2, -3. */
  readonly id: string;
  readonly element: string;
  readonly recipient: { readonly sdk: string } | { readonly host: string };
  readonly platform: Platform | null;
  readonly app: string | null;
  readonly scope: Scope;
  readonly confidence: Confidence;
  /** What was done to the value on the way: sha256, base64 … */
  readonly transforms: readonly string[];
  readonly source: FlowEnd & { readonly kind: string; readonly what: string; readonly why: Bilingual };
  readonly sink: FlowEnd & {
    readonly call: string;
    /** `index` counts from 0, the receiver is `this`; `path` names a key inside an object. */
    readonly argument: { readonly index: number | 'this'; readonly path: string | null };
  };
  readonly steps: readonly { readonly file: string; readonly line: number; readonly what: string }[];
}

export interface FlowEnd {
  readonly file: string;
  readonly line: number;
  /** The function it stands in: `LoginActivity.onSubmit`. */
  readonly symbol: string;
}

export interface Finding {
  /** 16 hex of SHA-256 over rule and subject; equal ones get -2, -3. */
  readonly id: string;
  readonly rule: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly message: Bilingual;
  readonly remedy: Bilingual;
  readonly reference: string | null;
  readonly sdk: string | null;
  readonly element: string | null;
  readonly app: string | null;
  readonly evidence: readonly Evidence[];
  readonly accepted: { readonly reason: string; readonly owner: string; readonly expires: string } | null;
}

/** All the registry knowledge a result leans on, copied, keyed by id. */
export interface Catalogue {
  readonly vendors: Readonly<Record<string, CatalogueVendor>>;
  readonly elements: Readonly<Record<string, CatalogueElement>>;
  readonly categories: Readonly<Record<string, Pick<Category, 'name' | 'purpose'>>>;
  readonly sdks: Readonly<Record<string, CatalogueSdk>>;
  /** Keyed `<sdk or vendor id>#<citation id>`. */
  readonly citations: Readonly<Record<string, CatalogueCitation>>;
  readonly permissions: Readonly<Record<string, { readonly zh: string; readonly protection: string }>>;
}

/** A source; what the company says for itself has no day on which we read it. */
export type CatalogueCitation = Omit<Citation, 'id' | 'retrieved'> & { readonly retrieved: string | null };

export interface CatalogueVendor {
  readonly name: Name;
  readonly formerly: readonly Name[];
  readonly country: string | null;
  readonly role: string;
  readonly contact: string | null;
  readonly website: string | null;
  readonly citations: readonly string[];
}

export type CatalogueElement = Pick<DataElement, 'name' | 'group' | 'sensitive' | 'immutableId' | 'gbt35273AnnexA'>;

export interface CatalogueSdk {
  readonly purposes: Bilingual | null;
  readonly scenarios: Bilingual | null;
  readonly functions: Readonly<
    Record<
      string,
      {
        readonly name: Name;
        readonly category: string;
        readonly purposes: Bilingual | null;
        readonly scenarios: Bilingual | null;
      }
    >
  >;
  readonly permissions: readonly {
    readonly name: string;
    readonly platform: Platform;
    readonly necessity: 'required' | 'optional' | 'unknown';
    readonly purpose: Bilingual | null;
    readonly inSdkManifest: 'yes' | 'no' | 'unknown';
    readonly citations: readonly string[];
  }[];
  /** Practices that only an optional practice needs a permission for are told from this: element, platform, necessity, requires. */
  readonly requires: readonly {
    readonly element: string;
    readonly platform: Platform;
    readonly necessity: 'required' | 'optional' | 'unknown';
    readonly permissions: readonly (readonly string[])[];
  }[];
  readonly disclosure: Readonly<Partial<Record<DisclosureField, DisclosureFact | null | undefined>>>;
  readonly links: Links;
  readonly packages: readonly string[];
  readonly reviewed: string;
}

/** Something that could not be read or understood; the scan goes on. */
export interface Problem {
  readonly stage: 'walk' | 'extract' | 'correlate' | 'detect' | 'check';
  readonly plugin: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly message: string;
}

export interface Coverage {
  readonly plugin: string;
  readonly seen: number;
  readonly parsed: number;
  readonly skipped: readonly { readonly why: string; readonly count: number; readonly files: readonly string[] }[];
}

export interface Run {
  readonly startedAt: string;
  readonly durationMs: number;
  readonly files: number;
  readonly bytes: number;
  /** Milliseconds per stage. */
  readonly stages: Readonly<Record<string, number>>;
}
