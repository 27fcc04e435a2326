/** A company's own knowledge of its app: what its .outflow folder says, as the result carries it and as a scan uses it. */
import type { PackageKind } from './package-kinds.js';
import type { Platform } from './platforms.js';
import type { Bilingual } from './text.js';

/** The folder of the scanned tree that holds it. */
export const COMPANY_FOLDER = '.outflow';

/**
 * Columns of the SDK table that a company may fill in its own words. Not among them: what an SDK collects and who provides it,
 * which need a source and so stand in an entry of the company's own registry.
 */
export const COMPLETABLE_COLUMNS = [
  'provider_contact',
  'purpose',
  'scenario',
  'method',
  'role',
  'desensitize',
  'frequency',
  'background',
  'retention',
  'overseas',
  'privacy_url',
  'website_url',
  'opt_out',
] as const;
export type CompletableColumn = (typeof COMPLETABLE_COLUMNS)[number];

/** Key of the citation that stands behind what the company fills in itself. */
export const COMPANY_CITATION = 'company#disclosure';

/** A company's own words, carried along so that every view of the result can print them. */
export interface Company {
  /** The files read, relative to the scanned tree, or to the folder that was named. */
  readonly files: readonly string[];
  /** Who operates the app, as its tables name it. */
  readonly operator: Bilingual | null;
  /** How tables are printed where the command line does not say. */
  readonly view: {
    readonly columns: readonly string[] | null;
    readonly language: 'zh' | 'en' | 'both' | null;
  };
  /** Levels of rules that the company sets. */
  readonly rules: Readonly<Record<string, RuleLevel>>;
  /** ISO day on which the company last read its own disclosure.yaml, as the file says; null where it does not. */
  readonly reviewed: string | null;
  readonly functions: readonly BusinessFunction[];
  readonly completed: readonly CompletedSdk[];
  readonly collected: readonly CollectedItem[];
  readonly recipients: readonly Recipient[];
}

/** What the app does for its user (业务功能): login, interview, payment. */
export interface BusinessFunction {
  readonly id: string;
  readonly name: Bilingual;
}

/** Where something holds; null: everywhere. */
export interface Reach {
  readonly apps: readonly string[] | null;
  readonly platforms: readonly Platform[] | null;
}

/** Cells of one SDK's row that the company fills. */
export interface CompletedSdk extends Reach {
  readonly sdk: string;
  readonly usedFor: readonly {
    readonly function: string;
    /** A separately named product inside the SDK (WeChat: pay, login, share); null: the SDK as a whole. */
    readonly sdkFunction: string | null;
    readonly purpose: Bilingual | null;
    readonly scenario: Bilingual | null;
  }[];
  /** By column id. */
  readonly cells: Readonly<Partial<Record<CompletableColumn, Bilingual>>>;
}

/** One kind of personal data that the app itself collects. */
export interface CollectedItem extends Reach {
  readonly element: string;
  readonly function: string | null;
  readonly purpose: Bilingual;
  readonly scenario: Bilingual | null;
  readonly necessity: 'required' | 'optional' | 'unknown';
}

/** Somebody who receives personal data otherwise than by an SDK. */
export interface Recipient extends Reach {
  readonly name: Bilingual;
  readonly data: readonly string[];
  readonly purpose: Bilingual;
  readonly scenario: Bilingual | null;
  readonly method: Bilingual | null;
  readonly contact: Bilingual | null;
  readonly privacyUrl: string | null;
}

/** The class a company gives to a package that the registry does not know. */
export interface PackageRuling {
  readonly kind: PackageKind;
  /** A name, or a prefix that ends in *. */
  readonly name: string;
  readonly class: 'own' | 'library';
  readonly reason: string;
}

/** A rule's level as a company sets it. */
export type RuleLevel = 'off' | 'note' | 'warning' | 'error';

/** What a .outflow folder says, beyond the entries that are merged into the registry. */
export interface CompanyKnowledge {
  readonly company: Company;
  readonly packages: readonly PackageRuling[];
}
