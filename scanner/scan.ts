/** The whole run, top to bottom: walk, extract, correlate, detect, classify, assemble, check. */
import { statSync } from 'node:fs';
import type { CompanyKnowledge } from '../core/company.js';
import { UsageError } from '../core/errors.js';
import type { ScanResult } from '../core/inventory.js';
import type { Registry } from '../core/registry-types.js';
import { checks } from './checks/index.js';
import { classifyPackages } from './detect/classify.js';
import { detect } from './detect/detect.js';
import { PLACES_SHOWN } from './detect/evidence.js';
import type { TreeFacts } from './detect/facts.js';
import { hostsOf } from './detect/hosts.js';
import { knowledgeOf } from './detect/knowledge.js';
import { permissionsOf } from './detect/permissions.js';
import { correlateAll, extractionProblems } from './extract.js';
import { correlators, extractors } from './extractors/index.js';
import { withFindings } from './findings.js';
import { frontends } from './languages/index.js';
import { ModuleIndex } from './modules.js';
import { readTree } from './read-tree.js';
import { assemble } from './result.js';
import { treeViewOf } from './tree-view.js';
import { DEFAULT_LIMITS, type WalkLimits, walkTree } from './walk/walk.js';

export interface ScanOptions {
  readonly registry: Registry;
  readonly toolVersion: string;
  /** Project name where the manifests give none. */
  readonly name?: string | undefined;
  /** What the company's .outflow folder says; its entries are already part of `registry`. */
  readonly company?: CompanyKnowledge | undefined;
  /** ISO day that counts as today for rules of age; null leaves them out. */
  readonly date: string | null;
  /** Leaves `run` out, so that the same tree gives the same bytes. */
  readonly reproducible?: boolean | undefined;
  readonly noIgnore?: boolean | undefined;
  readonly allEvidence?: boolean | undefined;
  readonly limits?: WalkLimits | undefined;
  readonly onProgress?: ((event: ProgressEvent) => void) | undefined;
}

export interface ProgressEvent {
  readonly stage: 'walk' | 'extract' | 'correlate' | 'detect' | 'check';
  readonly done: number;
  /** null where the end is not known yet. */
  readonly total: number | null;
}

/**
 * Scans a tree. Makes no network call, starts no process, writes nothing.
 * @param root an existing directory
 * @throws UsageError where the root is not a directory that can be read
 */
export function scan(root: string, options: ScanOptions): ScanResult {
  requireDirectory(root);
  const startedAt = new Date();
  const timer = new StageTimer();
  const progress = options.onProgress ?? (() => {});

  const wanted = (path: string) => extractors.some((e) => e.fileRequired(path));
  const walk = timer.run('walk', () =>
    walkTree(root, {
      limits: options.limits ?? DEFAULT_LIMITS,
      noIgnore: options.noIgnore ?? false,
      wanted,
      onProgress: (done) => progress({ stage: 'walk', done, total: null }),
    }),
  );
  const read = timer.run('extract', () =>
    readTree(root, walk.files, {
      extractors,
      frontends,
      onProgress: (done, total) => progress({ stage: 'extract', done, total }),
    }),
  );
  progress({ stage: 'correlate', done: 0, total: 1 });
  const paths = walk.files.map((f) => f.path);
  const correlation = timer.run('correlate', () =>
    correlateAll(read.extracted, treeViewOf(paths), extractors, correlators),
  );
  progress({ stage: 'detect', done: 0, total: 1 });
  const knowledge = knowledgeOf(options.registry);
  const modules = new ModuleIndex(correlation);
  const facts: TreeFacts = { correlation, sources: read.sources, paths };
  const detected = timer.run('detect', () => ({
    detections: detect(facts, modules, knowledge),
    permissions: permissionsOf(facts, modules, knowledge),
    hosts: hostsOf(facts, modules, knowledge),
    packages: classifyPackages(facts, modules, knowledge, options.company?.packages),
  }));
  progress({ stage: 'check', done: 0, total: 1 });
  const result = timer.run('check', () =>
    withFindings(
      assemble({
        ...detected,
        toolVersion: options.toolVersion,
        knowledge,
        modules,
        correlation,
        name: projectName(modules) ?? options.name ?? null,
        commit: walk.commit,
        incomplete: walk.cut,
        problems: [...walk.problems, ...read.problems, ...extractionProblems(read.extracted), ...correlation.problems],
        coverage: [
          ...read.coverage,
          { plugin: 'walk', seen: walk.files.length, parsed: walk.files.length, skipped: walk.skipped },
        ],
        run: undefined,
        company: options.company?.company ?? null,
        placesShown: options.allEvidence ? Number.POSITIVE_INFINITY : PLACES_SHOWN,
      }),
      checks,
      { date: options.date },
      options.company?.company.rules,
    ),
  );
  if (options.reproducible) return result;
  const durationMs = Date.now() - startedAt.getTime();
  return {
    ...result,
    run: {
      startedAt: startedAt.toISOString(),
      durationMs,
      files: walk.files.length,
      bytes: read.bytes,
      stages: timer.stages,
    },
  };
}

/** The name all apps agree on, else that of the only app. */
function projectName(modules: ModuleIndex): string | null {
  const names = new Set(modules.apps.flatMap((a) => a.name ?? []));
  const [only] = names;
  return names.size === 1 && only !== undefined ? only : null;
}

function requireDirectory(root: string): void {
  let stat: ReturnType<typeof statSync>;
  try {
    stat = statSync(root);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new UsageError(
      code === 'ENOENT'
        ? `${root} does not exist: give the directory of an app's source tree`
        : `${root} cannot be read (${code})`,
    );
  }
  if (!stat.isDirectory()) throw new UsageError(`${root} is a file: give the directory that holds it`);
}

class StageTimer {
  readonly stages: Record<string, number> = {};

  run<T>(stage: string, work: () => T): T {
    const start = performance.now();
    const value = work();
    this.stages[stage] = Math.round((performance.now() - start) * 10) / 10;
    return value;
  }
}
