/** Reading values out of a JSON tree whose shape nobody guarantees. */
import type { JsonMember, JsonNode, JsonObject } from './json-document.js';

/** The node as an object, or null. */
export function asObject(node: JsonNode | null | undefined): JsonObject | null {
  return node?.type === 'object' ? node : null;
}

/** The node as a string, or null. */
export function asString(node: JsonNode | null | undefined): string | null {
  return node?.type === 'string' ? String(node.value) : null;
}

/** True for the literal `true`. */
export function isTrue(node: JsonNode | null | undefined): boolean {
  return node?.type === 'boolean' && node.value === true;
}

/** The member at a path of keys, or null where any step is missing. */
export function memberAt(node: JsonNode | null | undefined, ...keys: readonly string[]): JsonMember | null {
  let member: JsonMember | null = null;
  let current = node;
  for (const key of keys) {
    member = asObject(current)?.members.get(key) ?? null;
    if (member === null) return null;
    current = member.value;
  }
  return member;
}

/** The value at a path of keys, or null. */
export function valueAt(node: JsonNode | null | undefined, ...keys: readonly string[]): JsonNode | null {
  return memberAt(node, ...keys)?.value ?? null;
}

/** The string at a path of keys, or null. */
export function stringAt(node: JsonNode | null | undefined, ...keys: readonly string[]): string | null {
  return asString(valueAt(node, ...keys));
}

/** Key and member pairs of the object at a path; none where there is no object. */
export function membersAt(node: JsonNode | null | undefined, ...keys: readonly string[]): [string, JsonMember][] {
  const object = asObject(keys.length === 0 ? node : valueAt(node, ...keys));
  return object === null ? [] : [...object.members];
}

/** The items of the array at a path; none where there is no array. */
export function itemsAt(node: JsonNode | null | undefined, ...keys: readonly string[]): readonly JsonNode[] {
  const array = keys.length === 0 ? node : valueAt(node, ...keys);
  return array?.type === 'array' ? array.items : [];
}

/** The strings among the items of the array at a path. */
export function stringsAt(node: JsonNode | null | undefined, ...keys: readonly string[]): string[] {
  return itemsAt(node, ...keys).flatMap((item) => asString(item) ?? []);
}
