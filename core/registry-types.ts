/** What the registry knows: the shape of an SDK, a wrapper, a vendor, a data element and the sources behind them. */
import type { Strength } from './evidence.js';
import type { Platform } from './platforms.js';
import type { SignatureKind } from './signatures.js';
import type { Bilingual } from './text.js';

/** A name whose Chinese or English form may be missing (many SDKs have only one). */
export interface Name {
  readonly zh: string | null;
  readonly en: string | null;
}

/** A pattern that names an SDK. `strength` is only there where it differs from the kind's own. */
export interface Signature {
  readonly kind: SignatureKind;
  readonly value: string;
  readonly strength?: Strength | undefined;
  /** Only on these platforms; absent: wherever the kind can occur. */
  readonly platforms?: readonly Platform[] | undefined;
}

/**
 * One call of an SDK, precise enough for every language front end.
 * `lang`: java, kotlin, objc, swift, dart, javascript (TypeScript and Vue are javascript), arkts.
 * `owner`: class, module or global; `member`: method, full Objective-C selector, Swift or Dart name, or a member path in JavaScript.
 */
export interface CallPattern {
  readonly lang: readonly CallLanguage[];
  readonly owner: string;
  readonly member: string;
  readonly static?: boolean | undefined;
  /** A property write rather than a call. */
  readonly write?: boolean | undefined;
  /** Number of arguments where overloads differ. */
  readonly arity?: number | undefined;
  readonly versions?: string | undefined;
  /** Argument labels in order (Swift, Dart); `_` for none. */
  readonly labels?: readonly string[] | undefined;
  /** A constant that decides: `{ path: provider, equals: weixin }`. */
  readonly when?: { readonly path: string; readonly equals: string | number | boolean } | undefined;
  readonly args?: readonly CallArgument[] | undefined;
  readonly citations?: readonly string[] | undefined;
}

export const CALL_LANGUAGES = ['java', 'kotlin', 'objc', 'swift', 'dart', 'javascript', 'arkts'] as const;
export type CallLanguage = (typeof CALL_LANGUAGES)[number];

/** `index` counts from 0; the receiver is `this`; `path` names a key inside an object argument. */
export interface CallArgument {
  readonly index: number | 'this';
  readonly path?: string | undefined;
  /** A data element id, or `any` for a free argument (event properties). */
  readonly element: string;
}

/** A call, or a key with a value, that turns practices on or off. */
export interface Switch {
  readonly id: string;
  readonly kind: 'call' | 'manifest-meta-data' | 'plist-key' | 'config-key';
  readonly call?: CallPattern | undefined;
  readonly key?: string | undefined;
  /** The value, or argument, that turns the practices off. */
  readonly offValue?: string | undefined;
  /** Collection state when nothing is set, as the source says. */
  readonly default: 'on' | 'off' | 'unknown';
  readonly platforms: readonly Platform[];
  /** Elements it governs; `all`: everything the SDK collects. */
  readonly governs: readonly string[] | 'all';
  readonly citations: readonly string[];
}

/** One data element an SDK receives on one platform, as a source says it. */
export interface DataPractice {
  readonly element: string;
  readonly platform: Platform;
  /** Id of the function it belongs to alone, or null for the SDK as a whole. */
  readonly function: string | null;
  readonly necessity: 'required' | 'optional' | 'unknown';
  readonly purposes: Bilingual | null;
  readonly trigger: Bilingual | null;
  readonly versions: string | null;
  /** Any-of lists of permissions or plist keys: one of every list must be had. [] none is needed, null not known. */
  readonly requires: readonly (readonly string[])[] | null;
  readonly citations: readonly string[];
}

/** A product with a name of its own inside one artifact (WeChat: pay, login, share). */
export interface SdkFunction {
  readonly id: string;
  readonly name: Name;
  readonly aliases: readonly string[];
  readonly category: string;
  readonly purposes: Bilingual | null;
  readonly scenarios: Bilingual | null;
  /** What shows in a tree that the function is used. */
  readonly shownBy: readonly Signature[];
  readonly calls: readonly CallPattern[];
}

/** An SDK that arrives inside another. */
export interface Bring {
  readonly sdk: string;
  readonly function: string | null;
  readonly platforms: readonly Platform[];
  /** `always`, or the trace that shows it. */
  readonly when: 'always' | Signature;
  readonly versionMap: Readonly<Record<string, string>> | null;
  readonly citations: readonly string[];
}

export interface SdkPermission {
  readonly name: string;
  readonly platform: Platform;
  readonly necessity: 'required' | 'optional' | 'unknown';
  readonly purpose: Bilingual | null;
  /** Whether the SDK's own manifest asks for it, so that the app need not. */
  readonly inSdkManifest: 'yes' | 'no' | 'unknown';
  readonly citations: readonly string[];
}

/** A start without a call: a content provider, a meta-data switch, a Gradle plugin, Objective-C +load. */
export interface AutomaticStart {
  readonly kind: 'manifest-provider' | 'manifest-meta-data' | 'gradle-plugin' | 'load';
  readonly value: string;
  readonly platforms: readonly Platform[];
  readonly citations: readonly string[];
}

/** A cell of the disclosure table that a source fills. */
export interface DisclosureFact extends Bilingual {
  readonly citation: string;
}

export const DISCLOSURE_FIELDS = [
  'method',
  'frequency',
  'background',
  'retention',
  'overseas',
  'desensitize',
  'optOut',
  'contact',
] as const;
export type DisclosureField = (typeof DISCLOSURE_FIELDS)[number];

/** Who says a fact: the vendor's page, the vendor's own artifact, another company's published disclosure, or the company that scans. */
export const CITATION_BY = ['vendor', 'vendor-artifact', 'other-disclosure', 'company'] as const;

export interface Citation {
  readonly id: string;
  /** null only where `by` is company: a document without an address. */
  readonly url: string | null;
  readonly title: string;
  readonly publisher: string;
  readonly by: (typeof CITATION_BY)[number];
  /** ISO date (day, month or year) the page gives for itself, or null. */
  readonly published: string | null;
  /** ISO date on which we read it. */
  readonly retrieved: string;
  readonly locator: string | null;
  readonly language: string;
  /** What it says, in our own words, at most 120 characters. */
  readonly says: string;
}

/** A line in which a signature must be found, and a near miss in which it must not. */
export interface Sample {
  readonly kind: SignatureKind;
  readonly match: string;
  readonly nearMiss: string;
}

export interface Links {
  readonly privacy: string | null;
  readonly compliance: string | null;
  readonly website: string | null;
  readonly optOut: string | null;
}

/** One SDK: what a vendor ships, names and publishes terms for. */
export interface Sdk {
  readonly id: string;
  readonly formerIds: readonly string[];
  readonly name: Name;
  readonly aliases: readonly string[];
  readonly vendor: string;
  readonly category: string;
  readonly purposes: Bilingual | null;
  readonly scenarios: Bilingual | null;
  readonly platforms: readonly Platform[];
  /** True for a service of the host platform (WeChat login in a mini-program): listed apart from embedded SDKs. */
  readonly hosted: boolean;
  readonly partOf: string | null;
  readonly functions: readonly SdkFunction[];
  readonly signatures: readonly Signature[];
  readonly brings: readonly Bring[];
  readonly practicesKnown: boolean;
  /** True where only a part of the source's list could be read: what is listed holds, and there may be more. */
  readonly practicesPartial: boolean;
  /** Platforms on which a source says in so many words that it collects no personal data. */
  readonly collectsNone: readonly { readonly platform: Platform; readonly citations: readonly string[] }[];
  /** Where we looked in vain, when practices are not known. */
  readonly searched: readonly { readonly where: string; readonly date: string }[];
  readonly practices: readonly DataPractice[];
  readonly permissions: readonly SdkPermission[];
  readonly init: readonly CallPattern[];
  readonly consent: {
    readonly preInit: readonly CallPattern[];
    readonly grant: readonly CallPattern[];
    readonly deny: readonly CallPattern[];
    readonly automatic: readonly AutomaticStart[];
  };
  readonly sinks: readonly CallPattern[];
  readonly switches: readonly Switch[];
  readonly disclosure: Readonly<Partial<Record<DisclosureField, DisclosureFact | null | undefined>>>;
  readonly links: Links;
  readonly samples: readonly Sample[];
  readonly citations: readonly Citation[];
  readonly reviewed: { readonly date: string; readonly how: string };
}

/** A package that only carries a vendor's SDK. Its author is never a recipient. */
export interface Wrapper {
  readonly id: string;
  readonly ecosystem: string;
  readonly signatures: readonly Signature[];
  readonly author: string;
  readonly brings: readonly Bring[];
  readonly citations: readonly Citation[];
  readonly reviewed: { readonly date: string; readonly how: string };
}

/** The legal entity that receives data. */
export interface Vendor {
  readonly id: string;
  readonly name: Name;
  readonly formerly: readonly { readonly name: Name; readonly until: string | null }[];
  /** ISO 3166-1 alpha-2 of the registered seat, or null; never shown as where data goes. */
  readonly country: string | null;
  readonly role: 'entrusted' | 'independent' | 'joint' | 'unknown';
  readonly contact: string | null;
  readonly website: string | null;
  readonly citations: readonly Citation[];
}

/** One kind of personal data; a row of data-elements.tsv. */
export interface DataElement {
  readonly id: string;
  readonly group: string;
  readonly name: Bilingual;
  readonly sensitive: 'yes' | 'no' | 'cond';
  readonly gbt35273AnnexB: 'yes' | 'no' | 'cond';
  readonly gbt45574AnnexA: 'yes' | 'no' | 'cond';
  readonly immutableId: boolean;
  readonly googleTypes: readonly string[];
  readonly appleTypes: readonly string[];
  readonly gbt35273AnnexA: string;
  /** For umbrella elements: what they usually cover. */
  readonly members: readonly string[];
  readonly synonyms: readonly string[];
  readonly notes: string;
}

export interface Category {
  readonly id: string;
  readonly name: Bilingual;
  /** The usual wording of the purpose column for this kind of SDK: a suggestion, never a fact. */
  readonly purpose: Bilingual;
  readonly harmonyPartnerClass: string | null;
  readonly typicalElements: readonly string[];
}

/** A permission, plist key or privacy API of a platform. */
export interface PermissionInfo {
  readonly platform: Platform | 'uniapp';
  readonly name: string;
  readonly kind: string;
  readonly protection: string;
  readonly zh: string;
  readonly elements: readonly string[];
  readonly notes: string;
}

export interface AppType {
  readonly id: string;
  readonly no: number;
  readonly name: Bilingual;
  readonly basicFunction: string;
  readonly necessaryElements: readonly string[];
  readonly notes: string;
}

/** One value of a store's or platform's own vocabulary: data types, purposes, required-reason APIs. */
export interface PlatformEnum {
  /** google_data_type, apple_data_type … */
  readonly kind: string;
  readonly code: string;
  readonly label: string;
  readonly note: string;
}

/** A plain library; `debug` where its makers mean it for debug builds alone, with the page that says so. */
export interface LibraryEntry {
  readonly value: string;
  readonly name?: string | undefined;
  readonly debug?: { readonly url: string; readonly says: string } | undefined;
}

/** Plain libraries of one kind of coordinate. */
export interface LibraryList {
  readonly kind: SignatureKind;
  readonly libraries: readonly LibraryEntry[];
}

/** The whole registry as loaded; every list sorted by id. */
export interface Registry {
  readonly version: string;
  readonly sdks: readonly Sdk[];
  readonly wrappers: readonly Wrapper[];
  readonly vendors: readonly Vendor[];
  readonly elements: readonly DataElement[];
  readonly categories: readonly Category[];
  readonly permissions: readonly PermissionInfo[];
  readonly appTypes: readonly AppType[];
  readonly platformEnums: readonly PlatformEnum[];
  readonly libraries: readonly LibraryList[];
  /** Hosts that are names rather than services (XML namespaces, licences, examples), and documentation sites. */
  readonly plainHosts: readonly string[];
}
