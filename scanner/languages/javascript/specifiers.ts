/** Which module specifiers name a package. */

/** Bundlers' and frameworks' own aliases for the project's directories; an npm name cannot hold them or nobody publishes under them. */
const ALIAS = /^(?:[@~#$]{1,2}\/|[~#$]|src\/|virtual:|astro:|bun:|node:|data:|file:|https?:|blob:|\0)/;
/** `name` or `@scope/name`, then anything below it. Capital letters are allowed because old packages have them. */
const PACKAGE = /^(?:@[A-Za-z0-9_-][A-Za-z0-9._~-]*\/)?[A-Za-z0-9_-][A-Za-z0-9._~-]*(?:\/[^\s!*|<>"'`\\]*)?$/;

/**
 * The specifier where it names a package (`firebase/auth`, `@scope/name/x`), without its query.
 * @returns null for a relative or absolute path, a URL, an alias of the project's own directories and a loader chain
 */
export function packageSpecifier(written: string): string | null {
  const first = written.charCodeAt(0);
  if (written === '' || written.length > 300 || first === 46 || first === 47 || first === 92) return null;
  const query = written.search(/[?#]/);
  const specifier = query > 0 ? written.slice(0, query) : written;
  if (ALIAS.test(specifier) || !PACKAGE.test(specifier)) return null;
  return specifier.endsWith('/') ? specifier.slice(0, -1) : specifier;
}
