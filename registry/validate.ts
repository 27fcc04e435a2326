/**
 * What must hold between registry entries, beyond the shape of each: known references, one owner per signature, cited claims,
 * no prefix that unrelated code uses. Samples are proven elsewhere, by the extractors themselves.
 */
import type { RegistryIssue } from '../core/errors.js';
import type { CallPattern, Citation, Registry, Sdk, Signature } from '../core/registry-types.js';
import { SIGNATURE_KINDS } from '../core/signatures.js';
import { callProblems } from './calls.js';
import { indexSignatures } from './match.js';

type Report = (at: string, message: string) => void;

/**
 * Every fault of a registry, with the file that holds it.
 * @param owned ids of entries that a company wrote or corrected: these may cite the company, and need no samples
 */
export function validateRegistry(registry: Registry, owned: ReadonlySet<string> = new Set()): RegistryIssue[] {
  const issues: RegistryIssue[] = [];
  const known = {
    sdks: new Map(registry.sdks.map((s) => [s.id, s])),
    vendors: new Set(registry.vendors.map((v) => v.id)),
    elements: new Set(registry.elements.map((e) => e.id)),
    categories: new Set(registry.categories.map((c) => c.id)),
  };
  const ids = new Map<string, string>();
  const claimId = (id: string, owner: string, report: Report) => {
    const other = ids.get(id);
    if (other !== undefined) report('id', `${id} is already used by ${other}`);
    else ids.set(id, owner);
  };
  for (const sdk of registry.sdks) {
    const report: Report = (at, message) => issues.push({ file: `sdks/${sdk.id}.yaml`, at, message });
    claimId(sdk.id, sdk.id, report);
    for (const former of sdk.formerIds) claimId(former, `${sdk.id} (former id)`, report);
    if (!known.vendors.has(sdk.vendor)) report('vendor', `there is no vendors/${sdk.vendor}.yaml`);
    for (const category of [sdk.category, ...sdk.functions.map((f) => f.category)]) {
      if (!known.categories.has(category)) report('category', `${category} is not a category of categories.tsv`);
    }
    if (sdk.partOf !== null && !known.sdks.has(sdk.partOf)) report('partOf', `there is no SDK ${sdk.partOf}`);
    validatePractices(sdk, known.elements, report);
    validateReferences(sdk, report);
    if (!owned.has(sdk.id) && sdk.citations.some((c) => c.by === 'company'))
      report('citations', 'by: company is for entries in a .outflow folder');
    validateBrings(sdk.brings, known.sdks, sdk.citations, report);
    validateSignatures([...sdk.signatures, ...sdk.functions.flatMap((f) => f.shownBy)], report);
    validateCalls(sdk, known.elements, report);
    if (sdk.signatures.length === 0 && !sdk.hosted) report('signatures', 'an entry that nothing names is never found');
    const sampled = new Set(sdk.samples.map((s) => s.kind));
    for (const kind of owned.has(sdk.id) ? [] : new Set(sdk.signatures.map((s) => s.kind))) {
      if (!sampled.has(kind)) report('samples', `no sample for signature kind ${kind}`);
    }
  }
  for (const wrapper of registry.wrappers) {
    const report: Report = (at, message) => issues.push({ file: `wrappers/${wrapper.id}`, at, message });
    claimId(wrapper.id, `wrapper ${wrapper.id}`, report);
    validateBrings(wrapper.brings, known.sdks, wrapper.citations, report);
    validateSignatures(wrapper.signatures, report);
  }
  for (const vendor of registry.vendors) {
    const report: Report = (at, message) => issues.push({ file: `vendors/${vendor.id}.yaml`, at, message });
    uniqueCitations(vendor.citations, report);
  }
  validateElements(registry, issues);
  validateOwnership(registry, issues);
  validateLibraries(registry, issues);
  return issues;
}

/** The store types of an element are words of the stores' own vocabularies; its members are elements. */
function validateElements(registry: Registry, issues: RegistryIssue[]): void {
  const words = (kind: string) =>
    new Set(
      registry.platformEnums
        .filter((e) => e.kind === kind)
        .map((e) => e.code.replace(/^NSPrivacyCollectedDataType/, '')),
    );
  const [google, apple] = [words('google_data_type'), words('apple_data_type')];
  const elements = new Set(registry.elements.map((e) => e.id));
  for (const element of registry.elements) {
    const report: Report = (at, message) =>
      issues.push({ file: 'data-elements/elements.tsv', at: `${element.id} ${at}`, message });
    for (const type of element.googleTypes)
      if (!google.has(type)) report('google_type', `${type} is no data type of Google Play`);
    for (const type of element.appleTypes)
      if (!apple.has(type)) report('apple_type', `${type} is no collected data type of Apple`);
    for (const member of element.members) if (!elements.has(member)) report('members', `${member} is no data element`);
  }
}

function validatePractices(sdk: Sdk, elements: ReadonlySet<string>, report: Report): void {
  if (!sdk.practicesKnown && sdk.practices.length > 0) report('practicesKnown', 'is false, yet there are practices');
  if (sdk.practicesPartial && !sdk.practicesKnown) report('practicesPartial', 'is for entries with practices');
  if (!sdk.practicesKnown && sdk.searched.length === 0)
    report('searched', 'say where a source was looked for, and when');
  if (sdk.practicesKnown && sdk.practices.length === 0 && sdk.collectsNone.length === 0)
    report('practices', 'is empty although practices are known: say collectsNone where a source says so');
  if (sdk.collectsNone.length > 0 && !sdk.practicesKnown) report('collectsNone', 'is for entries with known practices');
  for (const { platform } of sdk.collectsNone) {
    if (!sdk.platforms.includes(platform)) report('collectsNone', `${platform} is not a platform of the SDK`);
    if (sdk.practices.some((p) => p.platform === platform))
      report('collectsNone', `there are practices on ${platform}: the two exclude each other`);
  }
  const functions = new Set(sdk.functions.map((f) => f.id));
  const seen = new Set<string>();
  sdk.practices.forEach((practice, i) => {
    const at = `practices[${i}]`;
    if (!elements.has(practice.element))
      report(`${at}.element`, `${practice.element} is not a data element of elements.tsv`);
    if (!sdk.platforms.includes(practice.platform))
      report(`${at}.platform`, `${practice.platform} is not a platform of the SDK`);
    if (practice.function !== null && !functions.has(practice.function))
      report(`${at}.function`, `there is no function ${practice.function}`);
    const key = [practice.element, practice.platform, practice.function ?? '', practice.versions ?? ''].join(' ');
    if (seen.has(key))
      report(at, `${practice.element} on ${practice.platform} is there twice: merge them, citing both sources`);
    seen.add(key);
  });
}

function validateReferences(sdk: Sdk, report: Report): void {
  uniqueCitations(sdk.citations, report);
  const citations = new Set(sdk.citations.map((c) => c.id));
  const cites = (at: string, list: readonly string[] | undefined) => {
    for (const id of list ?? []) if (!citations.has(id)) report(at, `there is no citation ${id}`);
  };
  sdk.practices.forEach((p, i) => {
    cites(`practices[${i}].citations`, p.citations);
  });
  sdk.collectsNone.forEach((c, i) => {
    cites(`collectsNone[${i}].citations`, c.citations);
  });
  sdk.permissions.forEach((p, i) => {
    cites(`permissions[${i}].citations`, p.citations);
  });
  sdk.switches.forEach((s, i) => {
    cites(`switches[${i}].citations`, s.citations);
  });
  sdk.consent.automatic.forEach((a, i) => {
    cites(`consent.automatic[${i}].citations`, a.citations);
  });
  for (const [field, fact] of Object.entries(sdk.disclosure)) if (fact) cites(`disclosure.${field}`, [fact.citation]);
  for (const call of allCalls(sdk)) cites('calls', call.citations);
}

function uniqueCitations(citations: readonly Citation[], report: Report): void {
  const seen = new Set<string>();
  for (const citation of citations) {
    if (seen.has(citation.id)) report('citations', `citation ${citation.id} is there twice`);
    seen.add(citation.id);
    if (citation.by === 'vendor-artifact' && !/^https?:\/\//.test(citation.url ?? ''))
      report('citations', `${citation.url} is not an address`);
  }
}

function validateBrings(
  brings: Sdk['brings'],
  sdks: ReadonlyMap<string, Sdk>,
  citations: readonly Citation[],
  report: Report,
): void {
  const ids = new Set(citations.map((c) => c.id));
  brings.forEach((bring, i) => {
    const target = sdks.get(bring.sdk);
    if (!target) report(`brings[${i}].sdk`, `there is no SDK ${bring.sdk}`);
    else if (bring.function !== null && !target.functions.some((f) => f.id === bring.function)) {
      report(`brings[${i}].function`, `${bring.sdk} has no function ${bring.function}`);
    }
    for (const id of bring.citations) if (!ids.has(id)) report(`brings[${i}].citations`, `there is no citation ${id}`);
  });
}

function validateSignatures(signatures: readonly Signature[], report: Report): void {
  for (const { kind, value, platforms } of signatures) {
    const at = `signatures ${kind} ${value}`;
    const info = SIGNATURE_KINDS[kind];
    for (const platform of platforms ?? []) {
      if (info.platforms.length > 0 && !(info.platforms as readonly string[]).includes(platform))
        report(at, `${kind} does not occur on ${platform}`);
    }
    if (info.matching === 'coordinate' && !/^[\w.-]+\*?:[\w.*-]+$/.test(value)) report(at, 'is not group:artifact');
    if ((kind === 'java-package' || kind === 'proguard') && (!value.includes('.') || value.endsWith('.')))
      report(at, 'a Java prefix has at least two labels and no dot at its end');
    if (info.matching === 'host' && /^https?:|\s/.test(value)) report(at, 'is host or host/path, without a scheme');
    if (kind === 'spm' && !/^[\w.-]+\/[\w./-]+$/.test(value)) report(at, 'is host/owner/name');
    if (/^\*+$/.test(value.replace(/[:./-]/g, ''))) report(at, 'matches everything');
  }
}

function validateCalls(sdk: Sdk, elements: ReadonlySet<string>, report: Report): void {
  for (const call of allCalls(sdk)) {
    for (const problem of callProblems(call)) report(`call ${call.owner}.${call.member}`, problem);
    for (const arg of call.args ?? []) {
      if (arg.element !== 'any' && !elements.has(arg.element))
        report(`call ${call.owner}.${call.member}`, `${arg.element} is not a data element`);
    }
  }
  sdk.switches.forEach((s, i) => {
    if ((s.kind === 'call') !== (s.call !== undefined))
      report(`switches[${i}]`, 'a switch of kind call has a call; the others have a key');
    if (s.kind !== 'call' && s.key === undefined) report(`switches[${i}].key`, 'is missing');
    if (s.governs !== 'all')
      for (const id of s.governs)
        if (!elements.has(id)) report(`switches[${i}].governs`, `${id} is not a data element`);
  });
}

/** Every call pattern of an entry. */
export function allCalls(sdk: Sdk): CallPattern[] {
  const { preInit, grant, deny } = sdk.consent;
  const switched = sdk.switches.flatMap((s) => (s.call ? [s.call] : []));
  return [
    ...sdk.init,
    ...preInit,
    ...grant,
    ...deny,
    ...sdk.sinks,
    ...switched,
    ...sdk.functions.flatMap((f) => f.calls),
  ];
}

/** One signature names one entry, unless one of two SDKs is part of the other. */
function validateOwnership(registry: Registry, issues: RegistryIssue[]): void {
  const owners = new Map<string, Sdk | string>();
  const all = [
    ...registry.sdks.flatMap((sdk) =>
      sdk.signatures.map((s) => ({ s, owner: sdk as Sdk | string, file: `sdks/${sdk.id}.yaml`, id: sdk.id })),
    ),
    ...registry.wrappers.flatMap((w) =>
      w.signatures.map((s) => ({ s, owner: w.id as Sdk | string, file: `wrappers/${w.id}`, id: w.id })),
    ),
  ];
  for (const { s, owner, file, id } of all) {
    const key = `${s.kind}:${s.value}`;
    const first = owners.get(key);
    if (first === undefined) owners.set(key, owner);
    else if (!related(first, owner)) {
      issues.push({
        file,
        at: `signatures ${key}`,
        message: `is claimed by ${typeof first === 'string' ? first : first.id} too${typeof first !== 'string' && first.id === id ? ' (written twice)' : ''}`,
      });
    }
  }
}

function related(a: Sdk | string, b: Sdk | string): boolean {
  if (typeof a === 'string' || typeof b === 'string') return false;
  return a.partOf === b.id || b.partOf === a.id;
}

/** A plain library must not cover an SDK's coordinate, and a Java prefix of an SDK must not cover a plain library. */
function validateLibraries(registry: Registry, issues: RegistryIssue[]): void {
  for (const list of registry.libraries) {
    const seen = new Set<string>();
    for (const { value } of list.libraries) {
      if (seen.has(value)) issues.push({ file: `libraries/${list.kind}.yaml`, at: value, message: 'is there twice' });
      seen.add(value);
    }
    const index = indexSignatures(list.libraries.map((l) => ({ kind: list.kind, value: l.value, owner: l.value })));
    const claimants = [
      ...registry.sdks.map((s) => ({ id: s.id, signatures: s.signatures })),
      ...registry.wrappers.map((w) => ({ id: w.id, signatures: w.signatures })),
    ];
    for (const { id, signatures } of claimants) {
      for (const s of signatures) {
        if (s.kind !== list.kind) continue;
        const [claim] = index.lookup(s.kind, s.value.replace(/\*$/, 'x'));
        // An SDK may stand inside a library's prefix: it is the more specific. The same value may not.
        if (claim && claim.value === s.value)
          issues.push({ file: `libraries/${list.kind}.yaml`, at: claim.value, message: `is a signature of ${id}` });
      }
    }
  }
  const groups = registry.libraries
    .filter((l) => l.kind === 'maven')
    .flatMap((l) => l.libraries.map((x) => x.value.split(':')[0]?.replace(/\.?\*$/, '') ?? ''))
    .filter((group) => group.split('.').length >= 2);
  for (const sdk of registry.sdks) {
    for (const s of sdk.signatures) {
      if (s.kind !== 'java-package') continue;
      const hit = groups.find((g) => g === s.value || g.startsWith(`${s.value}.`));
      if (hit !== undefined)
        issues.push({
          file: `sdks/${sdk.id}.yaml`,
          at: `signatures java-package ${s.value}`,
          message: `covers the plain library group ${hit}: take a longer prefix`,
        });
    }
  }
}
