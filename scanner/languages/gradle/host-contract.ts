/** What the interpreter asks of whoever knows Gradle. */
import type { CallExpression, Expression } from './ast.js';
import type { Env, FunctionValue, ObjectValue, Value } from './model.js';

/** The meaning of names that the scripts do not define themselves. */
export interface Host {
  /** A name that no scope knows. */
  name(name: string, env: Env): Value;
  /** A property of a value; undefined where the host has nothing to say. */
  property(of: Value, name: string, env: Env): Value;
  /** A call by a bare name or text; `user` is the script's own function of that name. */
  call(call: CallExpression, name: string, user: FunctionValue | ObjectValue | null, env: Env): Value;
  /** A call of a member. */
  method(call: CallExpression, of: Value, name: string, env: Env): Value;
  /** An assignment to something that is no local name. */
  assign(target: Expression, op: string, value: Value, env: Env): void;
}
