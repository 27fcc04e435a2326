/**
 * Follows the calls of a Ruby-subset program with the values its variables hold. Nothing is executed: only strings, symbols, numbers,
 * arrays and hashes are known, both branches of an unknown condition are followed, and the number of steps is bounded.
 */
import type { Block, CallExpr, Expr, Param } from './ast.js';
import { isKnownMethod, valueMethod } from './methods.js';
import { equal, HOLE, isHash, joined, textOf, truth, UNKNOWN, type Value } from './values.js';

const MAX_STEPS = 60_000;
const MAX_CALLS = 24;

/** What the host of the program sees of a call it may want to handle. */
export interface HostCall {
  readonly name: string;
  readonly receiver: Value | undefined;
  readonly args: readonly Value[];
  readonly line: number;
  readonly hasBlock: boolean;
  /** True where a condition that is known to be false stands before it. */
  readonly disabled: boolean;
  /** Follows the call's block with these values for its parameters. */
  runBlock(...args: readonly Value[]): void;
}

export interface Host {
  /** Answers a call; undefined: not known here. */
  call(call: HostCall): Value | undefined;
}

type Scope = Map<string, Value>;

export class Interpreter {
  /** True where the program is too large to be followed to its end. */
  exhausted = false;
  private steps = 0;
  private calls = 0;
  private disabled = 0;
  private scope: Scope = new Map();
  private readonly constants: Scope = new Map();
  private readonly methods = new Map<string, { params: readonly Param[]; body: readonly Expr[] }>();
  private readonly host: Host;

  constructor(host: Host) {
    this.host = host;
  }

  /** Follows a list of statements; gives the value of the last. */
  run(body: readonly Expr[]): Value {
    let last: Value = null;
    for (const expr of body) {
      last = this.evaluate(expr);
      if (expr.type === 'return') break;
    }
    return last;
  }

  private evaluate(expr: Expr): Value {
    if (++this.steps > MAX_STEPS) {
      this.exhausted = true;
      return UNKNOWN;
    }
    switch (expr.type) {
      case 'string': {
        let text = '';
        for (const part of expr.parts) {
          if (typeof part === 'string') text += part;
          else {
            const value = this.evaluate(part);
            text += typeof value === 'number' ? String(value) : (textOf(value) ?? HOLE);
          }
          if (text.length > 10_000) return UNKNOWN;
        }
        return text;
      }
      case 'symbol':
        return { symbol: expr.name };
      case 'number':
        return Number(expr.text.replaceAll('_', ''));
      case 'array':
        return expr.items.flatMap((item) => {
          const value = this.evaluate(item);
          return item.type === 'splat' && Array.isArray(value) ? value : [value];
        });
      case 'hash':
        return { pairs: expr.pairs.map(([k, v]) => [this.evaluate(k), this.evaluate(v)] as const) };
      case 'variable':
        return this.variable(expr.name);
      case 'call':
        return this.call(expr);
      case 'assign':
        return this.assign(expr);
      case 'if':
        return this.branch(this.evaluate(expr.condition), expr.yes, expr.no);
      case 'case':
        return this.caseOf(expr);
      case 'block':
        return this.run(expr.body);
      case 'def':
        this.methods.set(expr.name, expr);
        return null;
      case 'binary':
        return this.binary(expr.op, expr.left, expr.right);
      case 'not': {
        const known = truth(this.evaluate(expr.value));
        return known === null ? UNKNOWN : !known;
      }
      case 'splat':
        return this.evaluate(expr.value);
      case 'return':
        return expr.value ? this.evaluate(expr.value) : null;
      case 'opaque':
        return UNKNOWN;
    }
  }

  private variable(name: string): Value {
    if (name === 'true' || name === 'false') return name === 'true';
    if (name === 'nil') return null;
    return this.scope.get(name) ?? this.constants.get(name) ?? (this.scope.has(name) ? null : UNKNOWN);
  }

  private set(name: string, value: Value): void {
    if (/^[A-Z$@]/.test(name)) this.constants.set(name, value);
    else this.scope.set(name, value);
  }

  private assign(expr: Extract<Expr, { type: 'assign' }>): Value {
    const value = this.evaluate(expr.value);
    if (expr.target.type !== 'variable') {
      // `hash[:key] = x` and `installer.setting = x`
      if (expr.target.type === 'call' && expr.target.name === '[]' && expr.target.receiver?.type === 'variable') {
        const { name } = expr.target.receiver;
        const hash = this.variable(name);
        const key = expr.target.args[0];
        if (isHash(hash) && key) this.set(name, { pairs: [...hash.pairs, [this.evaluate(key), value]] });
      } else if (expr.target.type === 'call' && expr.target.receiver) {
        this.host.call({
          name: `${expr.target.name}=`,
          receiver: this.evaluate(expr.target.receiver),
          args: [value],
          line: expr.line,
          hasBlock: false,
          disabled: this.disabled > 0,
          runBlock: () => undefined,
        });
      }
      return value;
    }
    const { name } = expr.target;
    const old = this.variable(name);
    if (expr.op === '=') this.set(name, value);
    else if (expr.op === '+=') this.set(name, plus(old, value));
    else if (expr.op === '||=') this.set(name, old === UNKNOWN || old === null || old === false ? value : old);
    else if (expr.op === '<<=') this.set(name, UNKNOWN);
    else this.set(name, UNKNOWN);
    return this.variable(name);
  }

  private branch(condition: Value, then: readonly Expr[], otherwise: readonly Expr[]): Value {
    const known = truth(condition);
    if (known !== null) {
      // The branch not taken is followed too, as switched off: what it names is written down.
      const before = new Map(this.scope);
      this.disabled++;
      this.run(known ? otherwise : then);
      this.disabled--;
      this.scope = before;
      return this.run(known ? then : otherwise);
    }
    const before = this.scope;
    this.scope = new Map(before);
    const a = this.run(then);
    const afterThen = this.scope;
    this.scope = new Map(before);
    const b = this.run(otherwise);
    for (const [name, value] of afterThen) {
      this.scope.set(name, this.scope.has(name) ? joined(value, this.scope.get(name)) : value);
    }
    return joined(a, otherwise.length === 0 ? undefined : b);
  }

  private caseOf(expr: Extract<Expr, { type: 'case' }>): Value {
    const subject = expr.subject ? this.evaluate(expr.subject) : UNKNOWN;
    let result: Value | undefined;
    const before = new Map(this.scope);
    const after: Scope[] = [];
    for (const branch of expr.branches) {
      const hits = branch.values.map((v) => equal(subject, this.evaluate(v)));
      const off = branch.values.length > 0 && hits.every((hit) => hit === false);
      this.scope = new Map(before);
      if (off) this.disabled++;
      const value = this.run(branch.body);
      if (off) this.disabled--;
      else {
        result = joined(result, value);
        after.push(this.scope);
      }
      if (hits.includes(true)) break;
    }
    this.scope = new Map(before);
    for (const scope of after) {
      for (const [name, value] of scope) {
        const shared = this.scope.get(name);
        this.scope.set(name, shared === undefined || shared === before.get(name) ? value : joined(shared, value));
      }
    }
    return result ?? UNKNOWN;
  }

  private binary(op: string, leftExpr: Expr, rightExpr: Expr): Value {
    const left = this.evaluate(leftExpr);
    if (op === '||') {
      const known = truth(left);
      if (known === true) return left;
      const right = this.evaluate(rightExpr);
      return known === false ? right : UNKNOWN;
    }
    if (op === '&&') {
      const known = truth(left);
      if (known === false) return left;
      const right = this.evaluate(rightExpr);
      return known === true ? right : truth(right) === false ? right : UNKNOWN;
    }
    const right = this.evaluate(rightExpr);
    if (op === '+') return plus(left, right);
    if (op === '==' || op === '!=') {
      const same = equal(left, right);
      return same === null ? UNKNOWN : same === (op === '==');
    }
    if (op === '<<' && Array.isArray(left)) {
      left.push(right);
      return left;
    }
    return UNKNOWN;
  }

  private call(expr: CallExpr): Value {
    const receiver = expr.receiver ? this.evaluate(expr.receiver) : undefined;
    if (expr.receiver === null && expr.name === 'lambda') return UNKNOWN;
    const args = expr.args.flatMap((arg) => {
      const value = this.evaluate(arg);
      return arg.type === 'splat' && Array.isArray(value) ? value : [value];
    });
    const { block } = expr;
    const runBlock = (...values: readonly Value[]): Value => (block ? this.runBlock(block, values) : null);
    const method = receiver === undefined ? this.methods.get(expr.name) : undefined;
    if (method) return this.callMethod(method, args, block);
    if (expr.name === 'yield' && receiver === undefined) return this.yieldTo(args);
    if (receiver !== undefined && isKnownMethod(expr.name)) {
      const value = valueMethod(receiver, expr.name, args, block ? runBlock : null);
      if (value !== undefined) return value;
    }
    const answered = this.host.call({
      name: expr.name,
      receiver,
      args,
      line: expr.line,
      hasBlock: block !== null,
      disabled: this.disabled > 0,
      runBlock: (...values) => void runBlock(...values),
    });
    if (answered !== undefined) return answered;
    if (block) runBlock(...block.params.map(() => UNKNOWN));
    return UNKNOWN;
  }

  private runBlock(block: Block, values: readonly Value[]): Value {
    const saved = new Map<string, Value | undefined>();
    const only = values[0];
    const spread = block.params.length > 1 && values.length === 1 && Array.isArray(only) ? only : values;
    block.params.forEach((name, i) => {
      saved.set(name, this.scope.get(name));
      // What a known element does not hold is nil; where nothing is known of the call, nothing is known of its values.
      this.scope.set(name, spread[i] ?? (spread.length > 0 && spread[0] !== UNKNOWN ? null : UNKNOWN));
    });
    const result = this.run(block.body);
    for (const [name, value] of saved) {
      if (value === undefined) this.scope.delete(name);
      else this.scope.set(name, value);
    }
    return result;
  }

  private blocks: (Block | null)[] = [];

  private yieldTo(args: readonly Value[]): Value {
    const block = this.blocks.at(-1);
    if (!block) return UNKNOWN;
    const held = this.blocks;
    this.blocks = held.slice(0, -1);
    const result = this.runBlock(block, args);
    this.blocks = held;
    return result;
  }

  private callMethod(
    method: { params: readonly Param[]; body: readonly Expr[] },
    args: readonly Value[],
    block: Block | null,
  ): Value {
    if (this.calls >= MAX_CALLS) return UNKNOWN;
    this.calls++;
    const outer = this.scope;
    // A Ruby method sees no local of its caller; block bodies run by `yield` do, so the outer scope is restored for them above.
    const inner: Scope = new Map();
    const last = args.at(-1);
    const named = isHash(last) ? last : null;
    let position = 0;
    for (const param of method.params) {
      const byName = named?.pairs.find(([key]) => textOf(key) === param.name);
      const positional = args[position];
      if (byName) inner.set(param.name, byName[1]);
      else if (positional !== undefined) inner.set(param.name, positional);
      if (!byName) position++;
      if (!inner.has(param.name)) inner.set(param.name, param.fallback ? this.evaluate(param.fallback) : UNKNOWN);
    }
    this.blocks.push(block);
    this.scope = inner;
    const result = this.run(method.body);
    this.scope = outer;
    this.blocks.pop();
    this.calls--;
    return result;
  }
}

function plus(left: Value, right: Value): Value {
  if (Array.isArray(left) && Array.isArray(right)) return [...left, ...right];
  if (typeof left === 'string' || typeof right === 'string') {
    const a = typeof left === 'string' ? left : left === UNKNOWN ? HOLE : null;
    const b = typeof right === 'string' ? right : right === UNKNOWN ? HOLE : null;
    return a === null || b === null || a.length + b.length > 10_000 ? UNKNOWN : a + b;
  }
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  if (Array.isArray(left)) return left;
  return Array.isArray(right) ? right : UNKNOWN;
}
