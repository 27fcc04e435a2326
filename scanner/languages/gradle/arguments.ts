/** Arguments of calls. */
import type { Argument } from './ast.js';
import type { GradleHost } from './host.js';
import type { Env, Value } from './model.js';
import { UNKNOWN } from './values.js';

/** The value of an argument by name or position; closures do not count. */
export function argument(
  host: GradleHost,
  args: readonly Argument[],
  name: string,
  position: number,
  env: Env,
): Value | null {
  const named = args.find((a) => a.name === name);
  if (named) return host.interpreter.eval(named.value, env);
  const at = args.filter((a) => a.name === undefined && a.value.k !== 'fn')[position];
  return at ? host.interpreter.eval(at.value, env) : null;
}

/** Runs the closures among the arguments with other blocks around them. */
export function runClosures(
  host: GradleHost,
  args: readonly Argument[],
  env: Env,
  change: Partial<Env>,
  given: readonly Value[] = [],
): Value {
  let last: Value = UNKNOWN;
  for (const arg of args) {
    if (arg.value.k !== 'fn') continue;
    const value = host.interpreter.eval(arg.value, env);
    if (value.t === 'fn')
      last = host.interpreter.invoke(
        value,
        given.map((v) => ({ value: v })),
        env,
        { ...change, file: env.file },
      );
  }
  return last;
}

/** True for the names of the Android plugin's extension types. */
export function isAndroidExtension(type: string): boolean {
  return (
    /(?:Application|Library|Common|Base|App|AppModule|DynamicFeature|Test|Tested)Extension$/.test(type) &&
    !/Publishing|Java/.test(type)
  );
}
