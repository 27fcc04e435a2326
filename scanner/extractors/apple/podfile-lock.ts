import {
  type Extraction,
  type Extractor,
  extraction,
  type FileProblem,
  type InputFile,
  type PackageFact,
  packageFact,
} from '../../../core/plugins.js';
import { basename, dirname } from '../../../core/text.js';
import { isThirdPartyPath } from './joining/pods.js';

export interface LockedPod {
  /** As written: `Firebase/Analytics`. */
  readonly spec: string;
  readonly version: string | null;
  /** Specs it asks for. */
  readonly requires: readonly string[];
  readonly line: number;
}

export interface LockDependency {
  readonly spec: string;
  readonly path: string | null;
  readonly line: number;
}

export interface PodLockFacts {
  readonly pods: readonly LockedPod[];
  readonly dependencies: readonly LockDependency[];
  /** Root pod to the path it is taken from. */
  readonly paths: Readonly<Record<string, string>>;
}

/** Podfile.lock: the versions, and who asks for whom. */
export const extractor: Extractor<PodLockFacts> = {
  name: 'apple/podfile-lock',
  ecosystem: 'ios-apple',
  title: {
    zh: '读取 Podfile.lock:锁定的版本与依赖关系',
    en: 'Reads Podfile.lock: locked versions and who asks for whom',
  },
  input: 'text',
  fileRequired: (path) => basename(path) === 'Podfile.lock' || path.endsWith('.podfile.lock'),
  extract,
};

const ENTRY = /^ {2}- "?([^\s("]+(?: [^\s("]+)*)(?: \(([^)]*)\))?"?(:?)\s*$/;
const REQUIREMENT = /^ {4}- "?([^\s("]+)(?: \([^)]*\))?"?\s*$/;
const MAX_PROBLEMS = 5;

function extract(file: InputFile): Extraction<PodLockFacts> {
  const problems: FileProblem[] = [];
  const pods: { spec: string; version: string | null; requires: string[]; line: number }[] = [];
  const dependencies: LockDependency[] = [];
  const paths: Record<string, string> = {};
  let section = '';
  let external = '';
  file.text.split(/\r?\n/).forEach((row, index) => {
    const line = index + 1;
    if (row === '' || row.startsWith('#')) return;
    if (/^(?:<{7}|={7}|>{7})/.test(row)) {
      if (problems.length < MAX_PROBLEMS)
        problems.push({ line, message: 'a merge conflict was left in the lock file; both sides are read' });
      return;
    }
    const head = /^([A-Z][A-Z ]+):/.exec(row);
    if (head) {
      section = head[1] ?? '';
      return;
    }
    if (section === 'PODS') {
      const entry = ENTRY.exec(row);
      if (entry) pods.push({ spec: entry[1] ?? '', version: entry[2] ?? null, requires: [], line });
      else {
        const requirement = REQUIREMENT.exec(row);
        if (requirement) pods.at(-1)?.requires.push(requirement[1] ?? '');
        else if (problems.length < MAX_PROBLEMS)
          problems.push({ line, message: 'this line of PODS could not be read' });
      }
    } else if (section === 'DEPENDENCIES') {
      const entry = ENTRY.exec(row);
      const from = /\(from `([^`]*)`/.exec(row)?.[1];
      const spec = entry?.[1] ?? /^ {2}- "?([^\s("]+)/.exec(row)?.[1];
      if (spec)
        dependencies.push({ spec, path: from !== undefined && !/^[a-z+]+:\/\/|^git@/i.test(from) ? from : null, line });
    } else if (section === 'EXTERNAL SOURCES') {
      const name = /^ {2}"?([^\s:"][^:"]*)"?:\s*$/.exec(row);
      if (name) external = name[1] ?? '';
      const path = /^ {4}:path: "?([^"]+?)"?\s*$/.exec(row);
      if (path && external !== '') paths[external.split('/')[0] ?? external] = path[1] ?? '';
    }
  });
  if (
    pods.length === 0 &&
    dependencies.length === 0 &&
    file.text.trim() !== '' &&
    !/^PODFILE CHECKSUM:|^COCOAPODS:/m.test(file.text)
  ) {
    problems.push({ line: null, message: 'no PODS section was found; run pod install to write the lock file anew' });
  }
  const asked = new Set(dependencies.map((d) => root(d.spec)));
  const seen = new Set<string>();
  const packages = pods.flatMap((pod): PackageFact[] => {
    const name = root(pod.spec);
    if (seen.has(name)) return [];
    seen.add(name);
    const path = paths[name];
    return [
      packageFact({
        kind: 'pod',
        name,
        version: pod.version,
        versionFrom: pod.version === null ? null : 'lock',
        scope: 'unknown',
        module: dirname(file.path),
        direct: asked.has(name),
        local: path !== undefined && !isThirdPartyPath(path),
        location: { file: file.path, line: pod.line },
        technique: 'lock-file-analysis',
      }),
    ];
  });
  return extraction({ packages, facts: { pods, dependencies, paths }, problems });
}

function root(spec: string): string {
  return spec.split('/')[0] ?? spec;
}
