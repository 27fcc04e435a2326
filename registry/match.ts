/**
 * The compiled signature index: an observed kind and value to the entries that claim it, by lookup. Exact values, dotted or
 * slashed prefixes and coordinates are map lookups; only file-name patterns with a `*` inside are tried one by one, and they are few.
 */
import { SIGNATURE_KINDS, type SignatureKind } from '../core/signatures.js';

export interface Claim<T> {
  readonly kind: SignatureKind;
  /** The signature's own value, for evidence. */
  readonly value: string;
  readonly owner: T;
}

export interface SignatureIndex<T> {
  /** Every claim on an observed value, the more specific first. */
  lookup(kind: SignatureKind, value: string): readonly Claim<T>[];
}

/** Builds the index over claims. Values are compared as their kind says (case, boundaries). */
export function indexSignatures<T>(claims: Iterable<Claim<T>>): SignatureIndex<T> {
  const kinds = new Map<SignatureKind, KindIndex<T>>();
  for (const claim of claims) {
    const index = kinds.get(claim.kind) ?? { exact: new Map(), prefix: new Map(), patterns: [], prefixLengths: [] };
    kinds.set(claim.kind, index);
    add(index, claim);
  }
  for (const index of kinds.values()) {
    index.prefixLengths = [...new Set([...index.prefix.keys()].map((k) => k.length))].sort((a, b) => b - a);
  }
  return {
    lookup: (kind, value) => {
      const index = kinds.get(kind);
      return index ? find(index, kind, value) : [];
    },
  };
}

interface KindIndex<T> {
  readonly exact: Map<string, Claim<T>[]>;
  /** Values that ended in `*`, without it. */
  readonly prefix: Map<string, Claim<T>[]>;
  readonly patterns: { readonly matches: (value: string) => boolean; readonly claim: Claim<T> }[];
  prefixLengths: number[];
}

function fold(kind: SignatureKind, value: string): string {
  return SIGNATURE_KINDS[kind].caseSensitive ? value : value.toLowerCase();
}

function push<T>(map: Map<string, Claim<T>[]>, key: string, claim: Claim<T>): void {
  const list = map.get(key);
  if (list) list.push(claim);
  else map.set(key, [claim]);
}

function add<T>(index: KindIndex<T>, claim: Claim<T>): void {
  const value = fold(claim.kind, claim.value);
  const star = value.indexOf('*');
  const { matching } = SIGNATURE_KINDS[claim.kind];
  if (star < 0) push(index.exact, value, claim);
  else if (star === value.length - 1 && matching !== 'file-name') push(index.prefix, value.slice(0, -1), claim);
  else if (matching === 'coordinate' && value.endsWith(':*') && value.indexOf('*') === value.length - 3) {
    // `androidx.*:*`: every artifact of every group below.
    push(index.prefix, value.slice(0, -3), claim);
  } else index.patterns.push({ matches: globTest(value), claim });
}

function find<T>(index: KindIndex<T>, kind: SignatureKind, raw: string): readonly Claim<T>[] {
  const value = fold(kind, raw);
  const out: Claim<T>[] = [];
  const exact = index.exact.get(value);
  if (exact) out.push(...exact);
  const { matching } = SIGNATURE_KINDS[kind];
  if (matching === 'segments') {
    for (let at = lastBoundary(value, value.length); at > 0; at = lastBoundary(value, at)) {
      const claims = index.exact.get(value.slice(0, at));
      if (claims) out.push(...claims);
    }
  } else if (matching === 'host') out.push(...hostClaims(index, value));
  for (const length of index.prefixLengths) {
    if (length > value.length) continue;
    const claims = index.prefix.get(value.slice(0, length));
    if (claims) out.push(...claims);
  }
  for (const { matches, claim } of index.patterns) if (matches(value)) out.push(claim);
  return out;
}

function lastBoundary(value: string, before: number): number {
  for (let i = before - 1; i > 0; i--) {
    const c = value.charCodeAt(i);
    if (c === 46 || c === 47 || c === 58 || c === 36) return i;
  }
  return -1;
}

/** `a.b.example.com/x/y` is claimed by `example.com`, `b.example.com/x`, … : every parent host with every path prefix. */
function hostClaims<T>(index: KindIndex<T>, value: string): Claim<T>[] {
  const out: Claim<T>[] = [];
  const slash = value.indexOf('/');
  const host = slash < 0 ? value : value.slice(0, slash);
  const path = slash < 0 ? '' : value.slice(slash);
  const paths = [path];
  for (let at = path.lastIndexOf('/'); at >= 0; at = at === 0 ? -1 : path.lastIndexOf('/', at - 1)) {
    paths.push(path.slice(0, at + 1), path.slice(0, at));
  }
  if (path === '') paths.push('/');
  const labels = host.split('.');
  const seen = new Set<string>([value]);
  for (let i = 0; i < labels.length - 1; i++) {
    const parent = labels.slice(i).join('.');
    for (const p of [...paths, '']) {
      const key = parent + p;
      if (seen.has(key)) continue;
      seen.add(key);
      const claims = index.exact.get(key);
      if (claims) out.push(...claims);
    }
  }
  return out;
}

/** A test of a glob with `*` for any run of characters but `/`: the parts in order, each at its first place, so that time stays linear. */
function globTest(glob: string): (value: string) => boolean {
  const parts = glob.split(/\*+/);
  const head = parts[0] ?? '';
  const tail = parts.at(-1) ?? '';
  const middle = parts.slice(1, -1);
  return (value) => {
    if (value.includes('/') && !glob.includes('/')) return false;
    if (value.length < head.length + tail.length || !value.startsWith(head) || !value.endsWith(tail)) return false;
    const end = value.length - tail.length;
    let at = head.length;
    for (const part of middle) {
      const found = value.indexOf(part, at);
      if (found < 0 || found + part.length > end) return false;
      at = found + part.length;
    }
    return true;
  };
}
