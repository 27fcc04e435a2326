/** Operators on values. */
import type { Expression } from './ast.js';
import type { Env, FunctionValue, Lazy, Scope, Value } from './model.js';
import { either, known, list, str, textOf, texts, UNKNOWN } from './values.js';

/** Finds a name in the scopes from the inside out. */
export function lookupLocal(scope: Scope, name: string): Value | Lazy | null {
  for (let s: Scope | null = scope; s; s = s.parent) {
    const found = s.vars.get(name) ?? s.delegate?.get(name);
    if (found) return found;
  }
  return null;
}

/** `a + b`: texts are joined, lists and maps are put together. */
export function plus(a: Value, b: Value): Value {
  if (a.t === 'list') return list([...a.items, ...(b.t === 'list' ? b.items : [b])].slice(0, 5000));
  if (a.t === 'map' && b.t === 'map') return { t: 'map', entries: new Map([...a.entries, ...b.entries]) };
  if (a.t === 'num' && b.t === 'num') return { t: 'num', n: a.n + b.n };
  if (a.t === 'str' || b.t === 'str' || a.t === 'either') {
    const left = texts(a);
    const right = texts(b);
    if (left.length * right.length > 16) return UNKNOWN;
    return either(left.flatMap((l) => (l.length > 20_000 ? [] : right.map((r): Value => ({ t: 'str', s: l + r })))));
  }
  if (b.t === 'list' && (a.t === 'unknown' || a.t === 'place')) return b;
  return UNKNOWN;
}

/** Comparison of values that are plainly one thing. */
export function compare(op: string, a: Value, b: Value): Value {
  if (op === 'in') return UNKNOWN;
  const left = a.t === 'null' ? 'null' : textOf(a);
  const right = b.t === 'null' ? 'null' : textOf(b);
  if (left === null || right === null) return UNKNOWN;
  if (op === '==' || op === '===') return { t: 'bool', b: left === right };
  if (op === '!=' || op === '!==') return { t: 'bool', b: left !== right };
  const x = Number(left);
  const y = Number(right);
  if (Number.isNaN(x) || Number.isNaN(y) || left === '' || right === '') return UNKNOWN;
  if (op === '<') return { t: 'bool', b: x < y };
  if (op === '>') return { t: 'bool', b: x > y };
  if (op === '<=') return { t: 'bool', b: x <= y };
  if (op === '>=') return { t: 'bool', b: x >= y };
  if (op === '-') return { t: 'num', n: x - y };
  if (op === '*') return { t: 'num', n: x * y };
  return UNKNOWN;
}

/** Reads a body once for every item of a list or map. */
export function each(of: Value, body: (item: Value, key: Value | null) => Value): Value {
  if (of.t === 'list') return list(of.items.slice(0, 500).map((item) => body(item, null)));
  if (of.t === 'map') {
    return list(
      [...of.entries].slice(0, 500).map(([key, value]) =>
        body(
          {
            t: 'map',
            entries: new Map<string, Value>([
              ['key', str(key)],
              ['value', value],
            ]),
          },
          str(key),
        ),
      ),
    ); // prettier-ignore
  }
  if (of.t === 'either') return either(of.items.map((item) => each(item, body)));
  return list([body(UNKNOWN, null)]);
}

/** What a name holds after an assignment; where it may not have happened, either value. */
export function updated(old: Value, op: string, value: Value, env: Env): Value {
  if (env.disabled) return old;
  const next = op === '+=' ? plus(old, value) : value;
  return env.uncertain && known(old) ? either([old, next]) : next;
}

/** The receiver of the extension function at hand, where there is one. */
export function receiverOf(env: Env): Value | null {
  for (let s: Scope | null = env.scope; s; s = s.parent) {
    const found = s.vars.get('this');
    if (found && found.t !== 'lazy') return found;
  }
  return null;
}

/** A property that is worked out at each use. */
export function getterOf(name: string, value: Expression, env: Env): FunctionValue {
  return { t: 'fn', name, params: [], body: [{ k: 'return', value, line: value.line }], env, getter: true };
}
