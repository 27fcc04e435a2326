/** Joins Cartfiles with Cartfile.resolved. */
import { type PackageFact, packageFact } from '../../../../core/plugins.js';
import { basename, dirname } from '../../../../core/text.js';
import type { CartfileFacts } from '../cartfile.js';
import type { Modules } from './modules.js';

/** Packages of every Cartfile; what only the resolved file names was asked for by another. */
export function joinCarthage(
  files: readonly { readonly path: string; readonly facts: CartfileFacts }[],
  modules: Modules,
): PackageFact[] {
  const dirs = new Set(files.map((file) => dirname(file.path)));
  return [...dirs].flatMap((dir) => {
    const here = files.filter((file) => dirname(file.path) === dir);
    const resolved = here.find((file) => basename(file.path) === 'Cartfile.resolved');
    if (!modules.has(dir)) modules.add(dir, { apps: modules.nearestApps(dir), ios: true });
    const locked = new Map(resolved?.facts.entries.map((entry) => [entry.name.toLowerCase(), entry]));
    const named = new Set<string>();
    const packages = here
      .filter((file) => file !== resolved)
      .flatMap((file) =>
        file.facts.entries.map((entry): PackageFact => {
          const pin = locked.get(entry.name.toLowerCase());
          named.add(entry.name.toLowerCase());
          return packageFact({
            kind: 'carthage',
            name: entry.name,
            version: pin?.version ?? entry.version,
            versionFrom: pin?.version ? 'lock' : entry.version === null ? null : 'manifest',
            scope: basename(file.path) === 'Cartfile.private' ? 'test' : 'release',
            module: dir,
            location: { file: file.path, line: entry.line },
            technique: 'manifest-analysis',
          });
        }),
      );
    const rest = (resolved?.facts.entries ?? []).filter((entry) => !named.has(entry.name.toLowerCase()));
    return [
      ...packages,
      ...rest.map(
        (entry): PackageFact =>
          packageFact({
            kind: 'carthage',
            name: entry.name,
            version: entry.version,
            versionFrom: entry.version === null ? null : 'lock',
            scope: 'release',
            module: dir,
            direct: packages.length === 0,
            location: { file: resolved?.path ?? dir, line: entry.line },
            technique: 'lock-file-analysis',
          }),
      ),
    ];
  });
}
