/** yarn.lock: Yarn's own format (version 1) and the YAML of Yarn 2 and later, which are both structured by indentation. */
import { type Extractor, extraction } from '../../../core/plugins.js';
import { basename } from '../../../core/text.js';
import type { LockEdge, LockEntry, LockFacts } from './facts.js';
import { eachLockLine, unquote } from './lock-lines.js';
import { onlyMatch } from './range.js';

export const extractor: Extractor<LockFacts> = {
  name: 'npm/yarn-lock',
  ecosystem: 'npm',
  title: {
    zh: 'yarn.lock（经典版与 Berry）：锁定的版本与传递依赖',
    en: 'yarn.lock (classic and Berry): locked versions and transitive dependencies',
  },
  input: 'text',
  maxBytes: 32 * 1024 * 1024,
  fileRequired: (path) => basename(path) === 'yarn.lock',
  extract: (file) => {
    const blocks = readBlocks(file.text);
    if (blocks.length === 0 && file.text.length > 300 && !/^# yarn lockfile v1/m.test(file.text)) {
      return extraction({ problems: [{ line: 1, message: 'no lock entries found; the lock file was not read' }] });
    }
    return extraction({ facts: link(blocks) });
  },
};

interface Block {
  readonly descriptors: readonly string[];
  readonly line: number;
  version: string | null;
  resolution: string | null;
  readonly wants: { readonly key: string; readonly range: string; readonly optional: boolean }[];
}

function readBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let block: Block | null = null;
  let section = '';
  eachLockLine(text, ({ indent, key, value, line }) => {
    if (indent === 0) {
      section = '';
      block = null;
      if (key === '__metadata' || value !== '') return;
      block = { descriptors: splitDescriptors(key), line, version: null, resolution: null, wants: [] };
      blocks.push(block);
    } else if (block === null) return;
    else if (indent === 2) {
      section = value === '' ? key : '';
      if (key === 'version') block.version = value || null;
      else if (key === 'resolution') block.resolution = value || null;
    } else if (indent === 4 && (section === 'dependencies' || section === 'optionalDependencies')) {
      block.wants.push({ key, range: value, optional: section === 'optionalDependencies' });
    }
  });
  return blocks;
}

function splitDescriptors(heading: string): string[] {
  return heading.includes('"')
    ? heading.split(/,\s+(?=["'@\w])/).map((part) => unquote(part.trim()))
    : heading.split(', ').map((part) => part.trim());
}

function link(blocks: readonly Block[]): LockFacts {
  const byDescriptor = new Map<string, number>();
  const byName = new Map<string, Set<number>>();
  blocks.forEach((block, index) => {
    for (const descriptor of block.descriptors) {
      byDescriptor.set(descriptor, index);
      const name = descriptor.slice(0, descriptor.indexOf('@', 1));
      byName.set(name, (byName.get(name) ?? new Set()).add(index));
    }
  });
  // `resolutions` rewrite what is locked, not what the dependents ask for: the one version that can be meant is taken.
  const find = (key: string, range: string) =>
    byDescriptor.get(`${key}@${range}`) ??
    byDescriptor.get(`${key}@npm:${range}`) ??
    onlyMatch([...(byName.get(key) ?? [])], range, (index) => blocks[index]?.version ?? null);
  const entries = blocks.map((block): LockEntry => {
    const identity = identify(block);
    return {
      ...identity,
      line: block.line,
      edges: block.wants.flatMap(({ key, range, optional }): LockEdge[] => {
        const entry = find(key, range);
        return entry === null ? [] : [{ entry, group: optional ? 'optional' : 'release' }];
      }),
      dev: null,
    };
  });
  return { kind: 'lock', format: 'yarn', entries, importers: [], descriptors: [...byDescriptor] };
}

function identify(block: Block): { name: string; version: string | null; member: string | null } {
  const resolution = block.resolution;
  if (resolution !== null) {
    const at = resolution.indexOf('@', 1);
    const name = at < 0 ? resolution : resolution.slice(0, at);
    const reference = at < 0 ? '' : resolution.slice(at + 1);
    const member = /^(?:workspace|link|portal|file):([^:#]*)/.exec(reference)?.[1];
    if (member !== undefined && !/\.(?:tgz|tar\.gz)$/.test(member)) {
      return { name, version: null, member: member === '.' ? '' : member };
    }
    return { name, version: block.version, member: null };
  }
  const descriptor = block.descriptors[0] ?? '';
  const at = descriptor.indexOf('@', 1);
  const range = at < 0 ? '' : descriptor.slice(at + 1);
  const alias = /^npm:(@[^/@]+\/[^@]+|[A-Za-z][^@]*)@/.exec(range)?.[1];
  const local = /^(?:file|link):(.*)$/.exec(range)?.[1];
  return {
    name: alias ?? (at < 0 ? descriptor : descriptor.slice(0, at)),
    version: block.version,
    member: local !== undefined && !/\.(?:tgz|tar\.gz)$/.test(local) ? local : null,
  };
}
