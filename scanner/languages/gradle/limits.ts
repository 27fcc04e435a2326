/** Bounds of reading. */

/** Calls inside calls. */
export const MAX_CALLS = 24;
/** Times that one function may be read inside itself. */
export const MAX_RECURSION = 2;
/** Expressions inside expressions, over all calls: far more than real code has, far less than the stack holds. */
export const MAX_NESTING = 450;
/** Kotlin's delegates that make or find the thing a property is named after. */
export const NAMED_BY = new Set(['getting', 'creating', 'registering', 'existing']);
