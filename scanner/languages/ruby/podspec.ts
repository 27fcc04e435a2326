/** What a podspec says: its name, version and dependencies. */
import { type Host, type HostCall, Interpreter } from './interpreter.js';
import { parseRuby } from './parser.js';
import { HOLE, textOf, texts, type Value } from './values.js';

export interface PodspecDependency {
  readonly name: string;
  readonly requirement: string | null;
  /** Inside a `test_spec` or `app_spec`. */
  readonly test: boolean;
  readonly line: number;
}

export interface PodspecFacts {
  readonly name: string | null;
  readonly nameLine: number;
  readonly version: string | null;
  readonly dependencies: readonly PodspecDependency[];
  readonly vendored: readonly { readonly path: string; readonly line: number }[];
}

/** Reads a `*.podspec` in Ruby. Never throws. */
export function readPodspec(text: string): PodspecFacts {
  const reader = new PodspecReader();
  new Interpreter(reader).run(parseRuby(text).body);
  return {
    name: reader.name,
    nameLine: reader.nameLine,
    version: reader.version,
    dependencies: reader.dependencies,
    vendored: reader.vendored,
  };
}

class PodspecReader implements Host {
  name: string | null = null;
  nameLine = 1;
  version: string | null = null;
  readonly dependencies: PodspecDependency[] = [];
  readonly vendored: { path: string; line: number }[] = [];
  private test = 0;

  call(call: HostCall): Value | undefined {
    const first = textOf(call.args[0]);
    const known = first !== null && !first.includes(HOLE);
    switch (call.name) {
      case 'name=':
        if (known && this.name === null) {
          this.name = first;
          this.nameLine = call.line;
        }
        return null;
      case 'version=':
        if (known) this.version ??= first;
        return null;
      case 'vendored_frameworks=':
      case 'vendored_framework=':
      case 'vendored_libraries=':
      case 'vendored_library=':
        for (const path of texts(call.args[0])) this.vendored.push({ path, line: call.line });
        return null;
      case 'dependency': {
        const root = first?.split('/')[0] ?? '';
        if (first === null || root === '' || root.includes(HOLE)) return null;
        const requirements = call.args
          .slice(1)
          .flatMap((arg) => texts(arg))
          .filter((t) => !t.includes(HOLE));
        const name = first.includes(HOLE) ? root : first;
        const requirement = requirements.length > 0 ? requirements.join(', ') : null;
        this.dependencies.push({ name, requirement, test: this.test > 0, line: call.line });
        return null;
      }
      case 'test_spec':
      case 'app_spec':
        this.test++;
        call.runBlock(null);
        this.test--;
        return null;
      default:
        return undefined;
    }
  }
}
