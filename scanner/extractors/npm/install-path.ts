/** Paths below node_modules, as npm's lock files write them. */
import { dirname } from '../../../core/text.js';

export const MODULES = 'node_modules/';

/** True for a directory of the project itself. */
export function isMember(path: string): boolean {
  return !path.includes(MODULES);
}

/** Finds a package the way Node does: in the nearest node_modules, then further up. */
export function resolveInstalled(byPath: ReadonlyMap<string, number>, from: string, key: string): number | undefined {
  let base = from;
  for (;;) {
    const found = byPath.get(base === '' ? `${MODULES}${key}` : `${base}/${MODULES}${key}`);
    if (found !== undefined || base === '') return found;
    const modules = base.lastIndexOf(MODULES);
    base = modules < 0 ? dirname(base) : base.slice(0, Math.max(0, modules - 1));
  }
}

/** The name a package is installed under: what follows the last node_modules. */
export function installedName(path: string): string {
  const modules = path.lastIndexOf(MODULES);
  return modules < 0 ? path : path.slice(modules + MODULES.length);
}
