import {
  type Extraction,
  type Extractor,
  extraction,
  type InputFile,
  type PackageFact,
} from '../../../core/plugins.js';
import { basename, dirname } from '../../../core/text.js';
import { type PodspecDependency, type PodspecFacts, readPodspec } from '../../languages/ruby/podspec.js';

/** Podspecs in the tree: the project's own pods and what they ask for. */
export const extractor: Extractor<PodspecFacts> = {
  name: 'apple/podspec',
  ecosystem: 'ios-apple',
  title: { zh: '读取项目自有的 podspec 及其依赖', en: "Reads the project's own podspecs and what they ask for" },
  input: 'text',
  fileRequired: (path) => path.endsWith('.podspec') || path.endsWith('.podspec.json'),
  extract,
};

function extract(file: InputFile): Extraction<PodspecFacts> {
  const json = file.path.endsWith('.json') ? readJson(file.text) : null;
  if (file.path.endsWith('.json') && json === null) {
    return extraction({
      problems: [{ line: null, message: 'not valid JSON: the dependencies of this podspec are not known' }],
    });
  }
  const read = json ?? readPodspec(file.text);
  const facts = { ...read, name: read.name ?? basename(file.path).replace(/\.podspec(?:\.json)?$/, '') };
  const own = facts.name;
  const packages = facts.dependencies.flatMap((dependency): PackageFact[] => {
    const name = dependency.name.split('/')[0] ?? dependency.name;
    if (name === own) return [];
    return [
      {
        kind: 'pod',
        name,
        version: dependency.requirement,
        versionFrom: dependency.requirement === null ? null : 'manifest',
        scope: dependency.test ? 'test' : 'release',
        module: dirname(file.path),
        direct: true,
        requestedBy: [own],
        local: false,
        location: { file: file.path, line: dependency.line },
        technique: 'manifest-analysis',
      },
    ];
  });
  return extraction({ packages, facts });
}

/** A podspec as JSON; lines are found by the first place a name is written. */
function readJson(text: string): PodspecFacts | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(parsed)) return null;
  const lineOf = (word: string): number => {
    const at = text.indexOf(JSON.stringify(word));
    return at < 0 ? 1 : text.slice(0, at).split('\n').length;
  };
  const dependencies: PodspecDependency[] = [];
  const visit = (spec: Record<string, unknown>, test: boolean, depth: number): void => {
    const asked = spec['dependencies'];
    for (const [name, versions] of Object.entries(isRecord(asked) ? asked : {})) {
      const list = Array.isArray(versions) ? versions.filter((v): v is string => typeof v === 'string') : [];
      dependencies.push({ name, requirement: list.length > 0 ? list.join(', ') : null, test, line: lineOf(name) });
    }
    if (depth > 8) return;
    for (const key of ['subspecs', 'testspecs', 'appspecs', 'ios']) {
      const inner = spec[key];
      for (const sub of Array.isArray(inner) ? inner : [inner])
        if (isRecord(sub)) visit(sub, test || key === 'testspecs' || key === 'appspecs', depth + 1);
    }
  };
  visit(parsed, false, 0);
  const name = parsed['name'];
  const version = parsed['version'];
  return {
    name: typeof name === 'string' ? name : null,
    nameLine: 1,
    version: typeof version === 'string' ? version : null,
    dependencies,
    vendored: [],
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
