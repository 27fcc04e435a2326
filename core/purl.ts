/** Package URLs (github.com/package-url/purl-spec); the spelling is packageurl-js's. */
import { PackageURL } from 'packageurl-js';
import type { PackageFact } from './plugins.js';

type Named = Pick<PackageFact, 'kind' | 'name' | 'version'>;

/** The package URL of a package; kinds without a purl type of their own are `generic` with a telling namespace. */
export function purlOf({ kind, name, version }: Named): string {
  const make = (type: string, namespace: string | null, bare: string): string => {
    try {
      return new PackageURL(type, namespace || null, bare, version ?? undefined, undefined, undefined).toString();
    } catch {
      // A type has rules (swift wants a namespace and a version); what does not keep them is named all the same.
      const path = name.split('/').filter((part) => part !== '');
      const namespace = [kind, ...path.slice(0, -1)].join('/');
      return new PackageURL(
        'generic',
        namespace,
        path.at(-1) ?? 'unnamed',
        version || undefined,
        undefined,
        undefined,
      ).toString();
    }
  };
  switch (kind) {
    case 'maven': {
      const colon = name.indexOf(':');
      return colon < 0 ? make('generic', 'maven', name) : make('maven', name.slice(0, colon), name.slice(colon + 1));
    }
    // The artifact that Gradle resolves a plugin id to (docs.gradle.org, plugin markers).
    case 'gradle-plugin':
      return name.includes(':')
        ? purlOf({ kind: 'maven', name, version })
        : make('maven', name, `${name}.gradle.plugin`);
    case 'pod':
      return make('cocoapods', null, name);
    case 'spm':
      return make('swift', namespaceOf(name), lastOf(name));
    case 'npm':
      return make('npm', name.startsWith('@') ? namespaceOf(name) : null, name.startsWith('@') ? lastOf(name) : name);
    case 'pub':
      return make('pub', null, name);
    case 'carthage':
      return make('generic', `carthage${namespaceOf(name) ? `/${namespaceOf(name)}` : ''}`, lastOf(name));
    case 'archive':
      return make('generic', `archive${namespaceOf(name) ? `/${namespaceOf(name)}` : ''}`, lastOf(name));
    default:
      return make('generic', `${kind}${namespaceOf(name) ? `/${namespaceOf(name)}` : ''}`, lastOf(name));
  }
}

function namespaceOf(name: string): string | null {
  const slash = name.lastIndexOf('/');
  return slash <= 0 ? null : name.slice(0, slash);
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
