/** Finds an SDK that a person names. */
import { UsageError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import type { Registry, Sdk } from '../core/registry-types.js';

/** @throws UsageError with the nearest ids where there is none of this name */
export function findSdk(registry: Registry, id: string): Sdk {
  const sdk = registry.sdks.find((s) => s.id === id || s.formerIds.includes(id));
  if (sdk) return sdk;
  const near = nearest(
    id,
    registry.sdks.map((s) => s.id),
  );
  throw new UsageError(`there is no SDK ${id}${near.length > 0 ? `; nearest: ${near.join(', ')}` : ''}`);
}
