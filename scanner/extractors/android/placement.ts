/** Finds the module of a file and the scope of its source set. */
import type { Scope } from '../../../core/platforms.js';
import type { ModuleFact } from '../../../core/plugins.js';
import { dirname, isWithin } from '../../../core/text.js';

export interface Placement {
  readonly module: ModuleFact | null;
  readonly scope: Scope;
}

export class Placements {
  private readonly byDir: ReadonlyMap<string, ModuleFact>;
  /** Directories outside a module that its script names as source: `java.srcDirs '../shared'`. */
  private readonly claimed: readonly { readonly dir: string; readonly module: ModuleFact; readonly scope: Scope }[];

  constructor(
    modules: readonly ModuleFact[],
    claimed: readonly { readonly dir: string; readonly module: ModuleFact; readonly scope: Scope }[],
  ) {
    this.byDir = new Map(modules.map((m) => [m.path, m]));
    this.claimed = [...claimed].sort((a, b) => b.dir.length - a.dir.length);
  }

  /** The module that a path lies in: the nearest one above it, unless a script claims its directory. */
  of(path: string): Placement {
    const module = this.nearest(path);
    const claim = this.claimed.find((c) => isWithin(path, c.dir));
    if (claim && (module === null || claim.dir.length > module.path.length))
      return { module: claim.module, scope: claim.scope };
    if (module === null) return { module, scope: 'unknown' };
    return { module, scope: scopeIn(module, path) };
  }

  private nearest(path: string): ModuleFact | null {
    for (let dir = dirname(path); ; dir = dirname(dir)) {
      const found = this.byDir.get(dir);
      if (found) return found;
      if (dir === '') return null;
    }
  }
}

/** The scope of a path inside a module: of the longest source set that holds it, else release. */
function scopeIn(module: ModuleFact, path: string): Scope {
  const inner = module.path === '' ? path : path.slice(module.path.length + 1);
  let best: { prefix: string; scope: Scope } | null = null;
  for (const set of module.sourceSets) {
    if (isWithin(inner, set.prefix) && (best === null || set.prefix.length > best.prefix.length)) best = set;
  }
  if (best) return best.scope;
  // A source set of which no script was read to know anything.
  return /^src\/(?!main\/)[\w-]+\//.test(inner) ? 'unknown' : 'release';
}
