/** Runs the extractors and correlators over files that somebody else has read. Knows nothing of disks. */
import type { Problem } from '../core/inventory.js';
import type {
  Correlation,
  Correlator,
  ExtractedFile,
  Extraction,
  Extractor,
  InputFile,
  TreeView,
} from '../core/plugins.js';
import { extraction } from '../core/plugins.js';
import { byCodeUnit, sortedBy } from '../core/text.js';

/** Extracts one file; what an extractor throws becomes a problem of that file, because no file may end a scan. */
export function extractFile(extractor: Extractor, file: InputFile): Extraction {
  try {
    return extractor.extract(file);
  } catch (error) {
    return extraction({
      problems: [{ line: null, message: `${extractor.name} could not read this file: ${messageOf(error)}` }],
    });
  }
}

/** Problems of extracted files, with stage, plugin and file filled in. */
export function extractionProblems(files: readonly ExtractedFile[]): Problem[] {
  return files.flatMap((file) =>
    file.extraction.problems.map((problem) => ({
      stage: 'extract' as const,
      plugin: file.extractor,
      file: file.path,
      ...problem,
    })),
  );
}

/**
 * Hands every ecosystem its files. Files of an ecosystem without a correlator pass through as they are.
 * @returns one correlation for the whole tree
 */
export function correlateAll(
  files: readonly ExtractedFile[],
  tree: TreeView,
  extractors: readonly Extractor[],
  correlators: readonly Correlator[],
): Correlation {
  const ecosystemOf = new Map(extractors.map((extractor) => [extractor.name, extractor.ecosystem]));
  const groups = new Map<string, ExtractedFile[]>();
  for (const file of sortedBy(files, (f) => `${f.path}\0${f.extractor}`)) {
    const ecosystem = ecosystemOf.get(file.extractor) ?? '';
    const group = groups.get(ecosystem);
    if (group) group.push(file);
    else groups.set(ecosystem, [file]);
  }
  const parts: Correlation[] = [];
  for (const [ecosystem, group] of [...groups].sort((a, b) => byCodeUnit(a[0], b[0]))) {
    const correlator = correlators.find((c) => c.ecosystem === ecosystem);
    parts.push(correlator ? correlateSafely(correlator, group, tree) : passThrough(group));
  }
  return mergeCorrelations(parts);
}

/** Puts several correlations into one. */
export function mergeCorrelations(parts: readonly Correlation[]): Correlation {
  return {
    apps: parts.flatMap((p) => p.apps),
    modules: parts.flatMap((p) => p.modules),
    packages: parts.flatMap((p) => p.packages),
    observations: parts.flatMap((p) => p.observations),
    permissions: parts.flatMap((p) => p.permissions),
    problems: parts.flatMap((p) => p.problems),
  };
}

/** The extractions of files that need no correlation. */
export function passThrough(files: readonly ExtractedFile[]): Correlation {
  return {
    apps: [],
    modules: [],
    packages: files.flatMap((f) => f.extraction.packages),
    observations: files.flatMap((f) => f.extraction.observations),
    permissions: files.flatMap((f) => f.extraction.permissions),
    problems: [],
  };
}

function correlateSafely(correlator: Correlator, files: readonly ExtractedFile[], tree: TreeView): Correlation {
  try {
    return correlator.correlate(files, tree);
  } catch (error) {
    const message = `the files of ${correlator.ecosystem} could not be joined: ${messageOf(error)}; what each file says alone is still in the result`;
    return {
      ...passThrough(files),
      problems: [{ stage: 'correlate', plugin: correlator.ecosystem, file: null, line: null, message }],
    };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
