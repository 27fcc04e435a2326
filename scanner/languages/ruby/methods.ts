/** The methods of Ruby's arrays, hashes and strings that Podfiles use to build their lists of pods. */
import { equal, HOLE, isHash, isSymbol, option, textOf, UNKNOWN, type Value } from './values.js';

type RunBlock = (...values: readonly Value[]) => Value;

const ITERATORS = new Set([
  'each',
  'map',
  'collect',
  'flat_map',
  'each_pair',
  'reverse_each',
  'select',
  'filter',
  'reject',
  'each_entry',
]);
const SAME = new Set([
  'freeze',
  'dup',
  'clone',
  'to_a',
  'uniq',
  'sort',
  'compact',
  'flatten',
  'reverse',
  'to_h',
  'shuffle',
  'tap',
  'then',
]);
const OTHERS = new Set([
  ...[
    '[]',
    'each_with_index',
    'push',
    'append',
    'concat',
    'merge',
    'keys',
    'values',
    'join',
    'to_s',
    'to_sym',
    'strip',
    'downcase',
  ],
  ...[
    'upcase',
    'split',
    'nil?',
    'empty?',
    'include?',
    'key?',
    'has_key?',
    'fetch',
    'first',
    'last',
    'any?',
    'start_with?',
    '+',
    'delete',
  ],
  ...['unshift', 'chomp', 'sub', 'gsub', 'format'],
]);

/** True where `valueMethod` may know the method. */
export function isKnownMethod(name: string): boolean {
  return ITERATORS.has(name) || SAME.has(name) || OTHERS.has(name);
}

/** The value of a method of a plain value; undefined where it is not known. */
export function valueMethod(
  receiver: Value,
  name: string,
  args: readonly Value[],
  block: RunBlock | null,
): Value | undefined {
  if (receiver === UNKNOWN) return undefined;
  if (name === 'nil?') return receiver === null;
  const elements: Value[] | null = Array.isArray(receiver)
    ? receiver
    : isHash(receiver)
      ? receiver.pairs.map(([k, v]): Value => [k, v])
      : null;
  if (elements && block && (ITERATORS.has(name) || name === 'each_with_index')) {
    const results = elements.map((item, i) => {
      if (name === 'each_with_index') return block(item, i);
      return Array.isArray(item) && isHash(receiver) ? block(...item) : block(item);
    });
    if (name === 'map' || name === 'collect') return results;
    if (name === 'flat_map') return results.flatMap((r) => (Array.isArray(r) ? r : [r]));
    if (name === 'select' || name === 'filter' || name === 'reject') {
      const drop = name === 'reject';
      return elements.filter(
        (_, i) => results[i] === UNKNOWN || (results[i] !== false && results[i] !== null) !== drop,
      );
    }
    return receiver;
  }
  if (SAME.has(name))
    return name === 'flatten' && elements ? elements.flatMap((e) => (Array.isArray(e) ? e : [e])) : receiver;
  if (isHash(receiver)) return hashMethod(receiver, name, args);
  if (Array.isArray(receiver)) return arrayMethod(receiver, name, args);
  const text = textOf(receiver);
  return text === null ? undefined : stringMethod(text, name, args);
}

function hashMethod(hash: Extract<Value, { pairs: unknown }>, name: string, args: readonly Value[]): Value | undefined {
  const first = args[0];
  switch (name) {
    case '[]':
    case 'fetch':
      for (const [key, value] of hash.pairs) if (first !== undefined && equal(key, first) === true) return value;
      return first === UNKNOWN
        ? UNKNOWN
        : (args[1] ?? (textOf(first) !== null && option(hash, textOf(first) ?? '') ? UNKNOWN : null));
    case 'merge':
      return isHash(first) ? { pairs: [...first.pairs, ...hash.pairs] } : hash;
    case 'keys':
      return hash.pairs.map(([key]) => key);
    case 'values':
      return hash.pairs.map(([, value]) => value);
    case 'empty?':
      return hash.pairs.length === 0;
    case 'key?':
    case 'has_key?':
    case 'include?':
      return hash.pairs.some(([key]) => first !== undefined && equal(key, first) === true) ? true : UNKNOWN;
    default:
      return undefined;
  }
}

function arrayMethod(array: Value[], name: string, args: readonly Value[]): Value | undefined {
  const first = args[0];
  switch (name) {
    case '[]':
    case 'fetch':
      return typeof first === 'number' ? (array[first] ?? null) : UNKNOWN;
    case 'push':
    case 'append':
    case 'unshift':
      if (array.length < 10_000) array.push(...args);
      return array;
    case 'concat':
      for (const more of args) if (Array.isArray(more) && more !== array && array.length < 10_000) array.push(...more);
      return array;
    case '+':
      return Array.isArray(first) ? [...array, ...first] : array;
    case 'first':
      return array[0] ?? null;
    case 'last':
      return array.at(-1) ?? null;
    case 'join':
      return array.map((item) => textOf(item) ?? HOLE).join(textOf(first) ?? '');
    case 'empty?':
      return array.length === 0;
    case 'any?':
      return array.length > 0 ? UNKNOWN : false;
    case 'include?': {
      const hits = array.map((item) => (first === undefined ? null : equal(item, first)));
      return hits.includes(true) ? true : hits.includes(null) ? UNKNOWN : false;
    }
    default:
      return undefined;
  }
}

function stringMethod(text: string, name: string, args: readonly Value[]): Value | undefined {
  const argument = textOf(args[0]);
  switch (name) {
    case 'to_s':
    case 'strip':
    case 'chomp':
      return name === 'to_s' ? text : text.trim();
    case 'to_sym':
      return { symbol: text };
    case 'downcase':
      return text.toLowerCase();
    case 'upcase':
      return text.toUpperCase();
    case 'split':
      return argument === null ? text.split(/\s+/) : argument === '' ? UNKNOWN : text.split(argument);
    case 'empty?':
      return text.includes(HOLE) ? UNKNOWN : text === '';
    case 'include?':
      return argument === null || text.includes(HOLE) ? UNKNOWN : text.includes(argument);
    case 'start_with?':
      return argument === null || text.includes(HOLE) ? UNKNOWN : text.startsWith(argument);
    case '+':
      return text + (argument ?? HOLE);
    default:
      return isSymbol(text) ? undefined : UNKNOWN;
  }
}
