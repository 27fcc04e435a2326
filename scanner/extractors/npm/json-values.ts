/** Reading plain values from JSON.parse, for lock files that are too large for a tree with positions. */

/** The value as an object; null for anything else. */
export function record(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** An own property; `__proto__` and the like are names like any other. */
export function own(object: Record<string, unknown> | null, key: string): unknown {
  return object !== null && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** An own property that is a string. */
export function ownString(object: Record<string, unknown> | null, key: string): string | null {
  const value = own(object, key);
  return typeof value === 'string' ? value : null;
}

/** The own keys of a property that is an object. */
export function ownKeys(object: Record<string, unknown> | null, key: string): string[] {
  const value = record(own(object, key));
  return value === null ? [] : Object.keys(value);
}
