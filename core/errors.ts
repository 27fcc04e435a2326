/** The typed errors that may end a run. Each says what is wrong, where, and how to mend it. */

/** The run cannot be done as asked: a path that does not exist, an output that cannot be written, a bad option. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface RegistryIssue {
  /** File of the registry, relative to it. */
  readonly file: string;
  /** Where in the file, e.g. `practices[3].element`; '' for the file as a whole. */
  readonly at: string;
  readonly message: string;
}

export interface CompanyIssue {
  /** As messages name it: `.outflow/disclosure.yaml`. */
  readonly file: string;
  /** From 1; null where the fault is in no one line. */
  readonly line: number | null;
  /** Where in the file, e.g. `sdks[0].sdk`; '' for the file as a whole. */
  readonly at: string;
  readonly message: string;
}

/** A .outflow folder that cannot be used as it stands. Exit code 2, before anything is written. */
export class CompanyError extends Error {
  override readonly name = 'CompanyError';
  readonly issues: readonly CompanyIssue[];
  constructor(issues: readonly CompanyIssue[]) {
    const place = (i: CompanyIssue) =>
      `${i.file}${i.line === null ? '' : `:${i.line}`}${i.at === '' ? '' : ` ${i.at}`}`;
    super(issues.map((i) => `${place(i)}: ${i.message}`).join('\n'));
    this.issues = issues;
  }
}

/** Registry files that cannot be used. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
  readonly issues: readonly RegistryIssue[];
  constructor(issues: readonly RegistryIssue[]) {
    super(issues.map((i) => `${i.file}${i.at === '' ? '' : ` ${i.at}`}: ${i.message}`).join('\n'));
    this.issues = issues;
  }
}
