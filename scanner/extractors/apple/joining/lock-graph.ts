/** The dependency graph that a Podfile.lock writes down. */
import { sortedSet } from '../../../../core/text.js';
import type { PodLockFacts } from '../podfile-lock.js';
import { rootOf } from './pods.js';

/** Who asks for whom, by the lock file. */
export class LockGraph {
  readonly versions = new Map<string, string>();
  private readonly requires = new Map<string, readonly string[]>();
  private readonly asking = new Map<string, Set<string>>();
  private readonly subspecs = new Map<string, string[]>();

  constructor(facts: PodLockFacts) {
    for (const pod of facts.pods) {
      const root = rootOf(pod.spec);
      if (pod.version !== null && !this.versions.has(root)) this.versions.set(root, pod.version);
      this.requires.set(pod.spec, pod.requires);
      this.subspecs.set(root, [...(this.subspecs.get(root) ?? []), pod.spec]);
      for (const asked of pod.requires) {
        const to = rootOf(asked);
        if (to === root) continue;
        const set = this.asking.get(to) ?? new Set();
        this.asking.set(to, set.add(root));
      }
    }
  }

  askedBy(root: string): string[] {
    return sortedSet(this.asking.get(root) ?? []);
  }

  /** Every spec that comes with a spec, itself included. */
  reach(spec: string): Set<string> {
    const seen = new Set<string>();
    const queue = this.requires.has(spec) ? [spec] : [...(this.subspecs.get(rootOf(spec)) ?? [])];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(...(this.requires.get(next) ?? []));
    }
    return seen;
  }
}
