/** A company's own knowledge: reads its .outflow folder, holds it against the registry, and puts its entries over the shipped ones. */
import type { Company, CompanyKnowledge, PackageRuling, Reach } from '../../core/company.js';
import { CompanyError } from '../../core/errors.js';
import type { PackageKind } from '../../core/package-kinds.js';
import type { LibraryList, Registry, Sdk, Vendor, Wrapper } from '../../core/registry-types.js';
import { SIGNATURE_OF_PACKAGE } from '../../core/signatures.js';
import type { Bilingual } from '../../core/text.js';
import { librariesSchema, sdkSchema, vendorSchema, wrapperSchema } from '../schema.js';
import { validateRegistry } from '../validate.js';
import { suggestion } from './explain.js';
import { type OwnEntries, overlay } from './overlay.js';
import { type CompanyFile, CompanyFolder, kindOf } from './read.js';
import {
  type CompanyConfig,
  type CompanyDisclosure,
  configSchema,
  correctionSchema,
  disclosureSchema,
} from './schema.js';

/** Names that other layers know, for checking what the folder says. */
export interface Vocabulary {
  readonly rules: readonly string[];
  /** Ids of the columns of the SDK table. */
  readonly columns: readonly string[];
}

const CONFIG = 'config.jsonc';
const DISCLOSURE = 'disclosure.yaml';
const ENTRY_FOLDERS = ['sdks', 'vendors', 'wrappers', 'libraries', 'corrections'] as const;

/**
 * @param folder the .outflow folder, or one in its place
 * @returns null where there is no such folder
 * @throws CompanyError with every fault of the folder
 */
export function loadCompany(
  folder: string,
  base: Registry,
  vocabulary: Vocabulary,
): { readonly registry: Registry; readonly company: CompanyKnowledge } | null {
  const kind = kindOf(folder);
  if (kind === 'absent') return null;
  if (kind === 'other')
    throw new CompanyError([
      { file: folder, line: null, at: '', message: 'is no directory of its own: it must be one, and no link' },
    ]);
  const reader = new CompanyFolder(folder);
  const own = readEntries(reader, base);
  const config = reader.read(CONFIG, configSchema);
  const disclosure = reader.read(DISCLOSURE, disclosureSchema);
  for (const path of reader.files) reportUnknownFile(reader, path);

  const ids = new Map([...base.sdks, ...own.sdks].flatMap((s) => [s.id, ...s.formerIds].map((id) => [id, s.id])));
  const check = new Checker(reader, ids, base, own.sdks, vocabulary);
  if (config) check.config(config);
  if (disclosure) check.disclosure(disclosure);
  const carriers = (config?.value.packages ?? []).flatMap((p) => {
    const sdk = p.class === 'sdk' ? ids.get(p.sdk) : undefined;
    return sdk === undefined ? [] : [{ ...packageOf(p.package), sdk }];
  });
  const entries: OwnEntries = {
    ...own,
    carriers: carriers.map((c) => ({ kind: SIGNATURE_OF_PACKAGE[c.kind], name: c.name, sdk: c.sdk })),
  };
  const registry = overlay(base, entries);
  if (reader.issues.length === 0 && hasEntries(entries)) validate(reader, registry, entries);
  if (reader.issues.length > 0) throw new CompanyError(reader.issues);
  return {
    registry,
    company: {
      company: companyOf(reader, config?.value ?? null, disclosure?.value ?? null, ids),
      packages: (config?.value.packages ?? []).flatMap((p): PackageRuling[] =>
        p.class === 'sdk' ? [] : [{ ...packageOf(p.package), class: p.class, reason: p.reason }],
      ),
    },
  };
}

function hasEntries(own: OwnEntries): boolean {
  return Object.values(own).some((list) => list.length > 0);
}

/** The entries below registry/; each path is that of its id, as in the shipped registry. */
function readEntries(reader: CompanyFolder, base: Registry): Omit<OwnEntries, 'carriers'> {
  const below = (folder: string) =>
    reader.files.filter((f) => f.startsWith(`registry/${folder}/`) && f.endsWith('.yaml'));
  const shipped = {
    sdks: new Set(base.sdks.flatMap((s) => [s.id, ...s.formerIds])),
    vendors: new Set(base.vendors.map((v) => v.id)),
    wrappers: new Set(base.wrappers.map((w) => w.id)),
  };
  const fresh = <T extends { readonly id: string }>(folder: keyof typeof shipped, path: string, value: T): T[] => {
    if (!shipped[folder].has(value.id)) return [value];
    const mend = folder === 'sdks' ? `: put what differs into registry/corrections/${value.id}.yaml` : '';
    reader.report(path, ['id'], `${value.id} is already in the registry that ships with Outflow${mend}`);
    return [];
  };
  const sdks = below('sdks').flatMap((path) => {
    const file = reader.read(path, sdkSchema);
    return file && sameName(reader, path, file.value.id) ? fresh('sdks', path, file.value as Sdk) : [];
  });
  const vendors = below('vendors').flatMap((path) => {
    const file = reader.read(path, vendorSchema);
    return file && sameName(reader, path, file.value.id) ? fresh('vendors', path, file.value as Vendor) : [];
  });
  const wrappers = below('wrappers').flatMap((path) => {
    const file = reader.read(path, wrapperSchema);
    return file ? fresh('wrappers', path, file.value as Wrapper) : [];
  });
  const libraries = below('libraries').flatMap((path) => {
    const file = reader.read(path, librariesSchema);
    return file ? [file.value as LibraryList] : [];
  });
  const corrections = below('corrections').flatMap((path) => {
    const file = reader.read(path, correctionSchema);
    if (!file || !sameName(reader, path, file.value.id)) return [];
    if (base.sdks.some((s) => s.id === file.value.id)) return [file.value];
    const known = base.sdks.map((s) => s.id);
    reader.report(path, ['id'], `there is no SDK ${file.value.id} to correct${suggestion(file.value.id, known)}`);
    return [];
  });
  return { sdks, vendors, wrappers, libraries, corrections };
}

function sameName(reader: CompanyFolder, path: string, id: string): boolean {
  const stem = path
    .split('/')
    .slice(2)
    .join('/')
    .replace(/\.yaml$/, '');
  if (stem === id) return true;
  reader.report(path, ['id'], `is ${id}, but the file's name says ${stem}: they must agree`);
  return false;
}

/** A file nobody reads is a file somebody thinks is read. Notes and other papers may lie here as they like. */
function reportUnknownFile(reader: CompanyFolder, path: string): void {
  if (!/\.(?:ya?ml|jsonc?)$/.test(path) || path === CONFIG || path === DISCLOSURE) return;
  const [top, folder] = path.split('/');
  if (top === 'registry') {
    if (path.endsWith('.yaml') && (ENTRY_FOLDERS as readonly string[]).includes(folder ?? '')) return;
    const mend = path.endsWith('.yaml')
      ? `; folders of registry/ are ${ENTRY_FOLDERS.join(', ')}`
      : ': entries are files that end in .yaml';
    reader.report(path, [], `is not read${mend}`);
    return;
  }
  reader.report(
    path,
    [],
    `is not read${suggestion(path, [CONFIG, DISCLOSURE])}; Outflow reads ${CONFIG}, ${DISCLOSURE} and registry/`,
  );
}

/** What `maven:com.acme:core` names. */
function packageOf(text: string): { kind: PackageKind; name: string } {
  const at = text.indexOf(':');
  return { kind: text.slice(0, at) as PackageKind, name: text.slice(at + 1) };
}

/** Names in the two main files that must be known elsewhere. */
class Checker {
  private readonly reader: CompanyFolder;
  private readonly ids: ReadonlyMap<string, string>;
  private readonly elements: readonly string[];
  private readonly sdks: readonly Sdk[];
  private readonly vocabulary: Vocabulary;

  constructor(
    reader: CompanyFolder,
    ids: ReadonlyMap<string, string>,
    base: Registry,
    own: readonly Sdk[],
    vocabulary: Vocabulary,
  ) {
    this.reader = reader;
    this.ids = ids;
    this.elements = base.elements.map((e) => e.id);
    this.sdks = [...base.sdks, ...own];
    this.vocabulary = vocabulary;
  }

  config(file: CompanyFile<CompanyConfig>): void {
    for (const rule of Object.keys(file.value.rules))
      this.among(CONFIG, file, ['rules', rule], rule, this.vocabulary.rules, 'rule');
    file.value.columns?.forEach((column, i) => {
      this.among(CONFIG, file, ['columns', i], column, this.vocabulary.columns, 'column');
    });
    file.value.packages.forEach((p, i) => {
      if (p.class === 'sdk') this.among(CONFIG, file, ['packages', i, 'sdk'], p.sdk, [...this.ids.keys()], 'SDK');
    });
  }

  disclosure(file: CompanyFile<CompanyDisclosure>): void {
    const { functions, sdks, collected, recipients } = file.value;
    const known = functions.map((f) => f.id);
    const among = (path: readonly PropertyKey[], asked: string, names: readonly string[], what: string) =>
      this.among(DISCLOSURE, file, path, asked, names, what);
    known.forEach((id, i) => {
      if (known.indexOf(id) !== i)
        this.reader.report(
          DISCLOSURE,
          ['functions', i, 'id'],
          `${id} is there twice`,
          file.lineOf(['functions', i, 'id']),
        );
    });
    sdks.forEach((entry, i) => {
      among(['sdks', i, 'sdk'], entry.sdk, [...this.ids.keys()], 'SDK');
      entry.usedFor.forEach((use, j) => {
        among(['sdks', i, 'usedFor', j, 'function'], use.function, known, 'business function');
        const parts = this.sdks.find((s) => s.id === this.ids.get(entry.sdk))?.functions.map((f) => f.id) ?? [];
        if (use.sdkFunction !== undefined)
          among(['sdks', i, 'usedFor', j, 'sdkFunction'], use.sdkFunction, parts, `function of ${entry.sdk}`);
      });
    });
    collected.forEach((item, i) => {
      for (const element of listOf(item.data)) among(['collected', i, 'data'], element, this.elements, 'data element');
      if (item.function !== undefined) among(['collected', i, 'function'], item.function, known, 'business function');
    });
    recipients.forEach((recipient, i) => {
      recipient.data.forEach((element, j) => {
        among(['recipients', i, 'data', j], element, this.elements, 'data element');
      });
    });
  }

  private among(
    path: string,
    file: CompanyFile<unknown>,
    at: readonly PropertyKey[],
    asked: string,
    known: readonly string[],
    what: string,
  ): void {
    if (known.includes(asked)) return;
    this.reader.report(path, at, `there is no ${what} ${asked}${suggestion(asked, known)}`, file.lineOf(at));
  }
}

/** The rules between entries, over the whole of what a scan will use; the shipped part of it is sound. */
function validate(reader: CompanyFolder, registry: Registry, own: OwnEntries): void {
  const corrected = new Set(own.corrections.map((c) => `sdks/${c.id}.yaml`));
  const owned = new Set([
    ...own.sdks.map((s) => s.id),
    ...own.vendors.map((v) => v.id),
    ...own.corrections.map((c) => c.id),
    ...own.carriers.map((c) => c.sdk),
  ]);
  for (const issue of validateRegistry(registry, owned)) {
    const path = corrected.has(issue.file) ? issue.file.replace(/^sdks/, 'corrections') : issue.file;
    reader.issues.push({ file: reader.label(`registry/${path}`), line: null, at: issue.at, message: issue.message });
  }
}

const listOf = (data: string | readonly string[]): readonly string[] => (typeof data === 'string' ? [data] : data);

function companyOf(
  reader: CompanyFolder,
  config: CompanyConfig | null,
  disclosure: CompanyDisclosure | null,
  ids: ReadonlyMap<string, string>,
): Company {
  const reach = (r: { apps?: readonly string[] | undefined; platforms?: Reach['platforms'] | undefined }): Reach => ({
    apps: r.apps ?? null,
    platforms: r.platforms ?? null,
  });
  return {
    files: reader.files
      .filter((f) => f === CONFIG || f === DISCLOSURE || f.startsWith('registry/'))
      .map((f) => reader.label(f)),
    operator: config?.operator ?? null,
    view: { columns: config?.columns ?? null, language: config?.language ?? null },
    rules: config?.rules ?? {},
    reviewed: disclosure?.reviewed ?? null,
    functions: disclosure?.functions ?? [],
    completed: (disclosure?.sdks ?? []).map((entry) => ({
      sdk: ids.get(entry.sdk) ?? entry.sdk,
      ...reach(entry),
      usedFor: entry.usedFor.map((u) => ({
        function: u.function,
        sdkFunction: u.sdkFunction ?? null,
        purpose: u.purpose ?? null,
        scenario: u.scenario ?? null,
      })),
      cells: Object.fromEntries(
        Object.entries(entry.cells).filter((cell): cell is [string, Bilingual] => cell[1] !== undefined),
      ),
    })),
    collected: (disclosure?.collected ?? []).flatMap((item) =>
      listOf(item.data).map((element) => ({
        element,
        ...reach(item),
        function: item.function ?? null,
        purpose: item.purpose,
        scenario: item.scenario ?? null,
        necessity: item.necessity,
      })),
    ),
    recipients: (disclosure?.recipients ?? []).map((r) => ({
      name: r.name,
      ...reach(r),
      data: r.data,
      purpose: r.purpose,
      scenario: r.scenario ?? null,
      method: r.method ?? null,
      contact: r.contact ?? null,
      privacyUrl: r.privacyUrl ?? null,
    })),
  };
}
