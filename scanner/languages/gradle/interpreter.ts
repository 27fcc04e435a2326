/**
 * Reads statements in order and works out values, without running anything: names, texts, lists, maps, functions of the scripts
 * themselves. What Gradle's own names mean is left to a host. Bounded by a step budget.
 */
import type { Argument, CallExpression, Expression, Statement } from './ast.js';
import type { Host } from './host-contract.js';
import { MAX_CALLS, MAX_NESTING, MAX_RECURSION, NAMED_BY } from './limits.js';
import { type Env, type FunctionValue, type Lazy, type ObjectValue, Scope, type Value } from './model.js';
import { compare, each, getterOf, lookupLocal, plus, updated } from './operations.js';
import { either, joinTexts, known, list, NULL, str, textOf, texts, UNKNOWN } from './values.js';

export class Interpreter {
  private steps = 0;
  private nesting = 0;
  private everExhausted = false;
  /** How often each function body is being read at the moment. */
  private readonly active = new Map<readonly Statement[], number>();
  private readonly budget: number;
  private readonly host: Host;

  constructor(host: Host, budget: number) {
    this.host = host;
    this.budget = budget;
  }

  private exhausted(): boolean {
    return this.steps > this.budget;
  }

  /** Gives the next script a budget of its own. */
  restart(): void {
    this.everExhausted ||= this.exhausted();
    this.steps = 0;
  }

  /** True where a budget ran out and something was not read. */
  wasExhausted(): boolean {
    return this.everExhausted || this.exhausted();
  }

  /** Reads statements; gives what `return` or the last expression gives. */
  run(statements: readonly Statement[], env: Env): Value {
    let last: Value = UNKNOWN;
    const returned: Value[] = [];
    this.hoist(statements, env);
    for (const statement of statements) {
      if (++this.steps > this.budget) break;
      if (statement.k === 'return') {
        returned.push(statement.value ? this.eval(statement.value, env) : NULL);
        // What follows is still read: the condition around the return may not hold.
        continue;
      }
      last = this.statement(statement, env, returned);
    }
    return returned.length > 0 ? either(returned) : last;
  }

  /** Functions and classes may be used above the place where they are written. */
  private hoist(statements: readonly Statement[], env: Env): void {
    for (const s of statements) {
      if (s.k === 'fun') env.scope.vars.set(s.name, { t: 'fn', name: s.name, params: s.params, body: s.body, env });
      else if (s.k === 'class') env.scope.vars.set(s.name, this.objectOf(s, env));
    }
  }

  /** A class or object with its members, worked out when asked for. */
  objectOf(s: Extract<Statement, { k: 'class' }>, env: Env): ObjectValue {
    const scope = new Scope(env.scope);
    const inner: Env = { ...env, scope };
    this.members(s.body, inner);
    return { t: 'object', name: s.name, supers: s.supers, params: s.params, body: s.body, scope, env };
  }

  /** Defines what a class body or a file of constants holds. */
  members(body: readonly Statement[], env: Env): void {
    this.hoist(body, env);
    const lazy = (expression: Expression): Lazy => ({ t: 'lazy', expression, env, busy: false });
    for (const s of body) {
      if (s.k === 'def' && s.value && s.getter === true) env.scope.vars.set(s.name, getterOf(s.name, s.value, env));
      else if (s.k === 'def' && s.value) env.scope.vars.set(s.name, lazy(s.value));
      else if (s.k === 'expr' && s.value.k === 'assign' && s.value.target.k === 'name') {
        env.scope.vars.set(s.value.target.name, lazy(s.value.value));
      } else if (s.k === 'class' && s.name === 'Companion') {
        const companion = env.scope.vars.get(s.name);
        if (companion?.t === 'object')
          for (const [n, v] of companion.scope.vars) if (!env.scope.vars.has(n)) env.scope.vars.set(n, v);
      } else if (s.k === 'block') {
        for (const inner of s.body) this.statement(inner, env, []);
      }
    }
  }

  private statement(s: Statement, env: Env, returned: Value[]): Value {
    switch (s.k) {
      case 'expr':
        return this.eval(s.value, env);
      case 'def': {
        const value = s.value ? (s.by ? this.delegated(s.name, s.value, env) : this.eval(s.value, env)) : NULL;
        env.scope.vars.set(s.name, value);
        return UNKNOWN;
      }
      case 'if': {
        const condition = this.condition(s.condition, env);
        const then = this.branch(s.then, env, condition, returned);
        const otherwise = this.branch(s.otherwise, env, condition === null ? null : !condition, returned);
        return condition === true ? then : condition === false ? otherwise : either([then, otherwise]);
      }
      case 'for':
        return each(this.eval(s.of, env), (item) => {
          const scope = new Scope(env.scope);
          scope.vars.set(s.variable, item);
          return this.collectReturns(s.body, { ...env, scope }, returned);
        });
      case 'block':
        return this.collectReturns(s.body, { ...env, scope: new Scope(env.scope) }, returned);
      case 'import':
        this.host.assign({ k: 'name', name: 'import', line: s.line }, s.alias ?? '', str(s.name), env);
        return UNKNOWN;
      default:
        return UNKNOWN;
    }
  }

  private collectReturns(body: readonly Statement[], env: Env, returned: Value[]): Value {
    const value = this.run(body, env);
    if (body.some((s) => s.k === 'return')) returned.push(value);
    return value;
  }

  private branch(body: readonly Statement[], env: Env, taken: boolean | null, returned: Value[]): Value {
    if (body.length === 0) return UNKNOWN;
    const inner: Env = {
      ...env,
      scope: new Scope(env.scope),
      uncertain: env.uncertain || taken === null,
      disabled: env.disabled || taken === false,
    };
    return taken === false ? this.run(body, inner) : this.collectReturns(body, inner, returned);
  }

  /** What a condition comes to: true, false, or null where it cannot be told. */
  condition(e: Expression, env: Env): boolean | null {
    if (e.k === 'not') {
      const inner = this.condition(e.value, env);
      return inner === null ? null : !inner;
    }
    if (e.k === 'bin' && (e.op === '&&' || e.op === '||')) {
      const left = this.condition(e.left, env);
      const right = this.condition(e.right, env);
      const decides = e.op === '||';
      if (left === decides || right === decides) return decides;
      return left === null || right === null ? null : !decides;
    }
    const v = this.eval(e, env);
    return v.t === 'bool' ? v.b : null;
  }

  private delegated(name: string, e: Expression, env: Env): Value {
    const maker = e.k === 'call' && e.callee.k === 'name' ? e.callee.name : e.k === 'name' ? e.name : '';
    if (NAMED_BY.has(maker)) {
      // `val commonMain by getting { ... }` opens the block of the thing it names.
      if (e.k === 'call') this.host.call({ ...e, callee: { k: 'name', name, line: e.line } }, name, null, env);
      return { t: 'place', blocks: [name], project: null };
    }
    if (e.k === 'name' && (e.name === 'project' || e.name === 'settings' || e.name === 'rootProject'))
      return this.host.name(name, env);
    const value = this.eval(e, env);
    if (e.k === 'call') {
      const head = e.callee.k === 'name' ? e.callee.name : '';
      const first = e.args[0];
      if (head === 'extra' && first) {
        const given = first.value.k === 'fn' ? this.invokeLiteral(first.value, env) : this.eval(first.value, env);
        this.host.assign(
          { k: 'prop', of: { k: 'name', name: 'extra', line: e.line }, name, line: e.line },
          '=',
          given,
          env,
        );
        return given;
      }
      if (head === 'lazy' && first?.value.k === 'fn') return this.invokeLiteral(first.value, env);
    }
    return known(value) ? value : this.host.name(name, env);
  }

  /** Works out an expression; effects (dependencies, plugins, assignments) are told to the host on the way. */
  eval(e: Expression, env: Env): Value {
    if (++this.steps > this.budget || this.nesting >= MAX_NESTING) return UNKNOWN;
    this.nesting++;
    const value = this.valueOf(e, env);
    this.nesting--;
    return value;
  }

  private valueOf(e: Expression, env: Env): Value {
    switch (e.k) {
      case 'str':
        return joinTexts(e.parts.map((p) => (typeof p === 'string' ? [p] : texts(this.eval(p, env)))));
      case 'lit':
        return e.value === null
          ? NULL
          : typeof e.value === 'boolean'
            ? { t: 'bool', b: e.value }
            : { t: 'num', n: e.value };
      case 'name':
        return this.nameValue(e.name, env);
      case 'prop':
        return this.property(this.eval(e.of, env), e.name, env);
      case 'index': {
        const of = this.eval(e.of, env);
        const index = this.eval(e.index, env);
        if (of.t === 'list' && index.t === 'num') return of.items[index.n] ?? UNKNOWN;
        return either(texts(index).map((key) => this.property(of, key, env)));
      }
      case 'call':
        return this.call(e, env);
      case 'list':
        return list(e.items.map((item) => this.eval(item, env)));
      case 'map': {
        const entries = new Map<string, Value>();
        for (const entry of e.entries) {
          const key = textOf(this.eval(entry.key, env));
          const value = this.eval(entry.value, env);
          if (key !== null) entries.set(key, value);
        }
        return { t: 'map', entries };
      }
      case 'fn':
        return { t: 'fn', name: '', params: e.params, body: e.body, env };
      case 'bin':
        return this.binary(e, env);
      case 'not': {
        const c = this.condition(e.value, env);
        return c === null ? UNKNOWN : { t: 'bool', b: !c };
      }
      case 'choice':
        return this.choice(e, env);
      case 'assign': {
        const value = this.eval(e.value, env);
        this.assign(e.target, e.op, value, env);
        return value;
      }
      default:
        return UNKNOWN;
    }
  }

  private choice(e: Extract<Expression, { k: 'choice' }>, env: Env): Value {
    const condition = e.condition ? this.condition(e.condition, env) : null;
    const [first, second] = e.options;
    if (condition === true && first) return this.eval(first, env);
    if (condition === false) return second ? this.eval(second, env) : UNKNOWN;
    const uncertain: Env = { ...env, uncertain: true };
    return either(e.options.map((option) => this.eval(option, uncertain)));
  }

  private binary(e: Extract<Expression, { k: 'bin' }>, env: Env): Value {
    if (e.op === '&&' || e.op === '||') {
      const c = this.condition(e, env);
      return c === null ? UNKNOWN : { t: 'bool', b: c };
    }
    const left = this.eval(e.left, env);
    if (e.op === '<<') {
      this.assign(e.left, '+=', this.eval(e.right, env), env);
      return left;
    }
    const right = this.eval(e.right, env);
    if (e.op === '?:') return known(left) ? left : right;
    if (e.op === '+') return plus(left, right);
    if (e.op === 'to') {
      const key = textOf(left);
      return key === null ? UNKNOWN : { t: 'map', entries: new Map([[key, right]]) };
    }
    return compare(e.op, left, right);
  }

  private nameValue(name: string, env: Env): Value {
    const found = lookupLocal(env.scope, name);
    if (found) {
      const value = this.called(this.force(found), env);
      if (known(value) || value.t === 'null') return value;
      const outer = this.host.name(name, env);
      return known(outer) ? outer : value;
    }
    return this.host.name(name, env);
  }

  /** A getter's value at the place where it is named. */
  called(value: Value, env: Env): Value {
    return value.t === 'fn' && value.getter === true ? this.invoke(value, [], env) : value;
  }

  /** The value of a possibly lazy one. */
  force(v: Value | Lazy): Value {
    if (v.t !== 'lazy') return v;
    if (v.busy) return UNKNOWN;
    v.busy = true;
    const value = this.eval(v.expression, v.env);
    v.busy = false;
    return value;
  }

  property(of: Value, name: string, env: Env): Value {
    switch (of.t) {
      case 'either':
        return either(of.items.map((item) => this.property(item, name, env)));
      case 'object': {
        const found = of.scope.vars.get(name);
        if (found) return this.called(this.force(found), env);
        return this.host.property(of, name, env);
      }
      case 'map': {
        const found = of.entries.get(name);
        if (found) return found;
        return this.host.property(of, name, env);
      }
      default:
        return this.host.property(of, name, env);
    }
  }

  private call(e: CallExpression, env: Env): Value {
    const callee = e.callee;
    if (callee.k === 'name' || callee.k === 'str') {
      const name = callee.k === 'name' ? callee.name : (textOf(this.eval(callee, env)) ?? '');
      const found = callee.k === 'name' ? lookupLocal(env.scope, name) : null;
      const user = found ? this.force(found) : null;
      const own = user?.t === 'fn' || user?.t === 'object' ? user : null;
      return this.host.call(e, name, own, env);
    }
    if (callee.k === 'prop') {
      const of = this.eval(callee.of, env);
      return this.host.method(e, of, callee.name, env);
    }
    if (callee.k === 'fn') return this.invokeLiteral(callee, env);
    const value = this.eval(callee, env);
    if (value.t === 'fn') return this.invoke(value, this.values(e.args, env), env);
    for (const arg of e.args) this.eval(arg.value, env);
    return UNKNOWN;
  }

  /** Values of arguments, in order, with their names. */
  values(args: readonly Argument[], env: Env): { readonly name: string | undefined; readonly value: Value }[] {
    return args.map((a) => ({ name: a.name, value: this.eval(a.value, env) }));
  }

  private invokeLiteral(fn: Extract<Expression, { k: 'fn' }>, env: Env): Value {
    return this.run(fn.body, { ...env, scope: new Scope(env.scope) });
  }

  /** Reads the body of a function with its parameters set; `env` tells where the call stands. */
  invoke(
    fn: FunctionValue,
    args: readonly { readonly name?: string | undefined; readonly value: Value }[],
    env: Env,
    change: Partial<Env> = {},
  ): Value {
    if (env.depth >= MAX_CALLS || this.exhausted()) return UNKNOWN;
    const running = this.active.get(fn.body) ?? 0;
    if (running >= MAX_RECURSION) return UNKNOWN;
    const scope = new Scope(change.scope ?? fn.env.scope, change.scope?.delegate ?? null);
    const positional = args.filter((a) => a.name === undefined);
    fn.params.forEach((param, i) => {
      const given = args.find((a) => a.name === param)?.value ?? positional[i]?.value;
      if (given) scope.vars.set(param, given);
    });
    const first = positional[0];
    if (fn.params.length === 0 && first) scope.vars.set('it', first.value);
    this.active.set(fn.body, running + 1);
    const value = this.run(fn.body, {
      ...env,
      file: fn.env.file,
      ...change,
      scope,
      uncertain: env.uncertain || fn.env.uncertain,
      disabled: env.disabled || fn.env.disabled,
      depth: env.depth + 1,
    });
    this.active.set(fn.body, running);
    return value;
  }

  private assign(target: Expression, op: string, value: Value, env: Env): void {
    if (target.k === 'name') {
      for (let scope: Scope | null = env.scope; scope; scope = scope.parent) {
        const old = scope.vars.get(target.name);
        if (old) {
          scope.vars.set(target.name, updated(this.force(old), op, value, env));
          return;
        }
        if (scope.delegate) {
          const before = scope.delegate.get(target.name) ?? UNKNOWN;
          scope.delegate.set(target.name, updated(before, op, value, env));
          return;
        }
      }
    }
    this.host.assign(target, op, value, env);
  }
}
