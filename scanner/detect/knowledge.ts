/** The registry as detection needs it: signature indexes and lookups by id. */
import type { Strength } from '../../core/evidence.js';
import type { Registry, Sdk, Signature, Vendor, Wrapper } from '../../core/registry-types.js';
import { SIGNATURE_KINDS, type SignatureKind } from '../../core/signatures.js';
import { type Claim, indexSignatures, type SignatureIndex } from '../../registry/match.js';

/** What a signature names: an SDK, a wrapper that carries some, or a separately named function of an SDK. */
export type Owner =
  | { readonly type: 'sdk'; readonly sdk: Sdk; readonly signature: Signature }
  | { readonly type: 'wrapper'; readonly wrapper: Wrapper; readonly signature: Signature }
  | { readonly type: 'function'; readonly sdk: Sdk; readonly functionId: string; readonly signature: Signature };

export interface Library {
  readonly name: string;
  readonly value: string;
  /** The page that says it is for debug builds alone. */
  readonly debug: string | null;
}

export interface Knowledge {
  readonly registry: Registry;
  readonly sdks: ReadonlyMap<string, Sdk>;
  readonly vendors: ReadonlyMap<string, Vendor>;
  /** SDKs, wrappers and functions by signature; only the most specific claims of a value. */
  claims(kind: SignatureKind, value: string): readonly Claim<Owner>[];
  /** Triggers of `brings` and keys of switches are looked up in what was observed, not here. */
  library(kind: SignatureKind, value: string): Library | null;
  isPlainHost(host: string): boolean;
}

export function strengthOf(claim: Claim<Owner>): Strength {
  return claim.owner.signature.strength ?? SIGNATURE_KINDS[claim.kind].strength;
}

/** Builds the indexes once per scan. */
export function knowledgeOf(registry: Registry): Knowledge {
  const claims: Claim<Owner>[] = [];
  for (const sdk of registry.sdks) {
    for (const signature of sdk.signatures)
      claims.push({ kind: signature.kind, value: signature.value, owner: { type: 'sdk', sdk, signature } });
    for (const fn of sdk.functions) {
      for (const signature of fn.shownBy) {
        claims.push({
          kind: signature.kind,
          value: signature.value,
          owner: { type: 'function', sdk, functionId: fn.id, signature },
        });
      }
    }
  }
  for (const wrapper of registry.wrappers) {
    for (const signature of wrapper.signatures)
      claims.push({ kind: signature.kind, value: signature.value, owner: { type: 'wrapper', wrapper, signature } });
  }
  const index = indexSignatures(claims);
  const libraries = indexSignatures(
    registry.libraries.flatMap((list) =>
      list.libraries.map((l) => ({
        kind: list.kind,
        value: l.value,
        owner: { name: l.name ?? l.value, value: l.value, debug: l.debug?.url ?? null },
      })),
    ),
  );
  const plainHosts = new Set(registry.plainHosts);
  const memo = new Map<string, readonly Claim<Owner>[]>();
  return {
    registry,
    sdks: new Map(registry.sdks.map((s) => [s.id, s])),
    vendors: new Map(registry.vendors.map((v) => [v.id, v])),
    claims: (kind, value) => {
      const key = `${kind}\0${value}`;
      let found = memo.get(key);
      if (!found) {
        found = mostSpecific(index, kind, value);
        memo.set(key, found);
      }
      return found;
    },
    library: (kind, value) => libraries.lookup(kind, value)[0]?.owner ?? null,
    isPlainHost: (host) => {
      for (let at = host; at.includes('.'); at = at.slice(at.indexOf('.') + 1)) if (plainHosts.has(at)) return true;
      return false;
    },
  };
}

/** Of SDKs and wrappers only those of the longest matching signature; functions of the same SDK beside them, all of them. */
function mostSpecific(index: SignatureIndex<Owner>, kind: SignatureKind, value: string): readonly Claim<Owner>[] {
  const all = index.lookup(kind, value);
  if (all.length < 2) return all;
  const named = all.filter((c) => c.owner.type !== 'function');
  const [first] = named;
  const best = first ? named.filter((c) => c.value === first.value) : [];
  return [...best, ...all.filter((c) => c.owner.type === 'function')];
}
