/** The words a scan for imports must know. */
/** The written form of a module reference. */
export type ReferenceKind =
  | 'import'
  | 'export'
  | 'dynamic'
  | 'require'
  | 'uni-native-plugin'
  | 'miniprogram-plugin'
  | 'java-class';
/** Words after which an operand follows, so that `/` begins a regular expression and `<` an element. */
export const BEFORE_OPERAND = new Set(
  'return typeof instanceof in of new delete void throw case do else yield await default extends'.split(' '),
);
export const BLOCK_WORDS = new Set(['do', 'else']);
export const HEAD_WORDS = new Set(['if', 'while', 'for', 'with']);
export const CALLS: ReadonlyMap<string, ReferenceKind> = new Map([
  ['require', 'require'],
  ['requireNativePlugin', 'uni-native-plugin'],
  ['requirePlugin', 'miniprogram-plugin'],
  ['importClass', 'java-class'],
  ['newObject', 'java-class'],
]);

/** First letter to the lengths (as bits) of the words that matter: all other words are passed over without being cut out. */
export const LENGTHS = new Uint32Array(128);
for (const word of [...BEFORE_OPERAND, ...HEAD_WORDS, ...CALLS.keys(), 'import', 'export']) {
  const first = word.charCodeAt(0);
  LENGTHS[first] = (LENGTHS[first] ?? 0) | (1 << word.length);
}
