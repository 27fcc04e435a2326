/** Calls that shape configurations and the places where archives are looked for. */
import type { CallExpression } from './ast.js';
import type { GradleHost } from './host.js';
import type { Env } from './model.js';
import { textOf } from './values.js';

/** True for calls whose block speaks about what is already there. */
export function isFilter(name: string): boolean {
  return ['all', 'each', 'configureEach', 'forEach', 'matching', 'withType', 'maybeCreate', 'invoke'].includes(name);
}

/** `repositories { flatDir { dirs 'libs' } }`. */
export function flatDirs(host: GradleHost, call: CallExpression, env: Env): void {
  const values = host.interpreter
    .values(call.args, env)
    .flatMap((v) => (v.value.t === 'list' ? v.value.items : [v.value]));
  for (const value of values) {
    const text = textOf(value);
    const path = text === null || !env.project ? null : host.path(text, env.project.dir);
    if (path !== null && env.project && env.project.flatDirs.length < 50) env.project.flatDirs.push(path);
  }
}

/** `configurations { foo }`, `configurations { foo { extendsFrom bar } }`. */
export function declareConfiguration(name: string, env: Env): void {
  const project = env.project;
  if (project && name !== 'all' && name !== 'extendsFrom' && !project.extendedBy.has(name))
    project.extendedBy.set(name, []);
}

/** Records that a configuration takes over the dependencies of others. */
export function extendsFrom(host: GradleHost, child: string, call: CallExpression, env: Env): void {
  const project = env.project;
  if (!project) return;
  for (const { value } of host.interpreter.values(call.args, env)) {
    const parent = value.t === 'place' ? value.blocks.at(-1) : textOf(value);
    if (!parent) continue;
    const children = project.extendedBy.get(parent) ?? [];
    children.push(child);
    project.extendedBy.set(parent, children);
  }
}
