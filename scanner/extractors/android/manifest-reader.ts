/** Reads an AndroidManifest.xml into observations and permissions; shared by the file in the tree and the one in an archive. */
import type { Location, Technique } from '../../../core/evidence.js';
import type { Observation, PermissionFact } from '../../../core/plugins.js';
import { isKeyName, looksLikeKey } from '../../../core/redact.js';
import type { SignatureKind } from '../../../core/signatures.js';
import { childrenOf, readXml, type XmlElement } from '../../languages/xml/xml-reader.js';

export interface ManifestFacts {
  readonly manifest: {
    readonly package: string | null;
    /** The literal label of the application, or the name of the text it refers to after `@string/`. */
    readonly label: string | null;
    readonly labelText: string | null;
  };
}

export interface ReadManifest {
  readonly facts: ManifestFacts;
  readonly observations: readonly Observation[];
  readonly permissions: readonly PermissionFact[];
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

const COMPONENTS = ['activity', 'activity-alias', 'service', 'receiver', 'provider'];
const PERMISSIONS = ['uses-permission', 'uses-permission-sdk-23', 'uses-permission-sdk-m'];
const CLASS_NAME = /^[A-Za-z_][\w$]*(?:\.[A-Za-z_][\w$]*)+$/;
/** Permissions of the system say nothing about who made an SDK. */
const SYSTEM = /^(?:android|com\.android(?!\.vending)|com\.google\.android\.things)\./;

/** Reads a manifest. @param at gives the location of a line */
export function readManifest(text: string, at: (line: number) => Location, technique: Technique): ReadManifest {
  const { root, problems } = readXml(text);
  const reader = new ManifestReader(root?.attributes.get('package') ?? null, at, technique);
  if (root?.name === 'manifest') reader.read(root);
  return {
    facts: { manifest: { package: reader.own, ...reader.label } },
    observations: reader.observations,
    permissions: reader.permissions,
    problems:
      root !== null && root.name !== 'manifest'
        ? [...problems, { line: root.line, message: `the root element is ${root.name}, not manifest` }]
        : problems,
  };
}

class ManifestReader {
  readonly observations: Observation[] = [];
  readonly permissions: PermissionFact[] = [];
  readonly own: string | null;
  label: { label: string | null; labelText: string | null } = { label: null, labelText: null };
  private readonly at: (line: number) => Location;
  private readonly technique: Technique;

  constructor(own: string | null, at: (line: number) => Location, technique: Technique) {
    this.own = own;
    this.at = at;
    this.technique = technique;
  }

  read(root: XmlElement): void {
    for (const element of root.children) {
      if (PERMISSIONS.includes(element.name)) this.usesPermission(element);
      else if (element.name === 'permission' || element.name === 'permission-group') this.permission(element);
      else if (element.name === 'queries') this.queries(element);
      else if (element.name === 'application') this.application(element);
    }
  }

  private observe(kind: SignatureKind, value: string, line: number, extra: Partial<Observation> = {}): void {
    const common = { scope: 'unknown' as const, module: null, platform: 'android' as const, technique: this.technique };
    this.observations.push({ kind, value, ...common, location: this.at(line), ...extra });
  }

  private usesPermission(element: XmlElement): void {
    const name = nameOf(element);
    const node = element.attributes.get('tools:node');
    const removed = node === 'remove' || node === 'removeAll';
    const id = name ?? (node === 'removeAll' ? '*' : null);
    if (id === null) return;
    const state = removed ? 'removed' : 'requested';
    this.permissions.push({
      id,
      platform: 'android',
      state,
      scope: 'unknown',
      module: null,
      location: this.at(element.line),
    });
    if (name !== null && !SYSTEM.test(name))
      this.observe('permission', name, element.line, removed ? { setting: 'removed' } : {});
  }

  /** A permission that the app itself declares; push services ask for one under a name of their own. */
  private permission(element: XmlElement): void {
    const name = nameOf(element);
    if (name !== null && !SYSTEM.test(name)) this.observe('permission', name, element.line, removal(element));
  }

  private queries(element: XmlElement): void {
    for (const asked of element.children) {
      if (asked.name === 'package') {
        const name = nameOf(asked);
        if (name !== null && !name.includes('${')) this.observe('query-scheme', name, asked.line);
      } else if (asked.name === 'intent') {
        for (const data of childrenOf(asked, 'data')) this.scheme('query-scheme', data);
      }
    }
  }

  private application(element: XmlElement): void {
    const label = element.attributes.get('android:label') ?? null;
    if (label !== null && !label.includes('${')) {
      const reference = /^@string\/(\w+)$/.exec(label);
      this.label = { label: label.startsWith('@') ? null : label, labelText: reference?.[1] ?? null };
    }
    for (const child of element.children) {
      if (COMPONENTS.includes(child.name)) this.component(child);
      else if (child.name === 'meta-data') this.metaData(child);
    }
  }

  private component(element: XmlElement): void {
    const name = nameOf(element);
    const removed = removal(element);
    if (name !== null && CLASS_NAME.test(name)) this.observe('manifest-component', name, element.line, removed);
    for (const child of element.children) {
      if (child.name === 'meta-data') this.metaData(child);
      else if (child.name === 'intent-filter' && removed.setting === undefined) this.intentFilter(child);
    }
  }

  private metaData(element: XmlElement): void {
    const name = nameOf(element);
    if (name === null || name.includes('${')) return;
    const value = element.attributes.get('android:value');
    this.observe('manifest-meta-data', name, element.line, { ...settingOf(name, value), ...removal(element) });
  }

  private intentFilter(element: XmlElement): void {
    for (const child of element.children) {
      if (child.name === 'data') this.scheme('url-scheme', child);
      else if (child.name === 'action' || child.name === 'category') {
        const name = nameOf(child);
        if (name !== null && !name.startsWith('android.') && !name.includes('${'))
          this.observe('intent-action', name, child.line);
      }
    }
  }

  private scheme(kind: 'url-scheme' | 'query-scheme', element: XmlElement): void {
    const scheme = element.attributes.get('android:scheme');
    if (scheme === undefined || scheme === '' || scheme.startsWith('@')) return;
    const placeholder = scheme.indexOf('${');
    const literal = placeholder < 0 ? scheme : scheme.slice(0, placeholder);
    if (literal === '') return;
    // `tencent1234567890` carries an id of an app account behind the name that counts.
    const head = /^[A-Za-z][A-Za-z.+-]*/.exec(literal)?.[0] ?? '';
    if (placeholder < 0 && (looksLikeKey(literal) || /\d{5,}/.test(literal))) {
      const value = looksLikeKey(literal) && head.length > 8 ? head.slice(0, 2) : head;
      if (value !== '')
        this.observe(kind, value, element.line, { redacted: { name: 'scheme', length: scheme.length } });
    } else this.observe(kind, literal, element.line);
  }
}

function nameOf(element: XmlElement): string | null {
  const name = element.attributes.get('android:name')?.trim();
  return name === undefined || name === '' ? null : name;
}

function removal(element: XmlElement): { setting?: string } {
  const node = element.attributes.get('tools:node');
  return node === 'remove' || node === 'removeAll' ? { setting: 'removed' } : {};
}

/** The plain value of a switch, or the length of a value that may be a key. */
function settingOf(name: string, value: string | undefined): Partial<Observation> {
  if (value === undefined || value === '' || value.startsWith('@') || value.startsWith('?') || value.includes('${'))
    return {};
  if (value === 'true' || value === 'false') return { setting: value };
  const plain = /^(?:-?\d{1,6}(?:\.\d+)?|[A-Za-z][A-Za-z_.-]{0,31})$/.test(value);
  if (isKeyName(name) || looksLikeKey(value) || !plain) {
    return isKeyName(name) || looksLikeKey(value) ? { redacted: { name, length: value.length } } : {};
  }
  return { setting: value };
}
