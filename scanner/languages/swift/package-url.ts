/** Repositories of Swift packages under one spelling. */

/**
 * `host/owner/name`, lower case, without scheme, user, port and `.git`; scp-like `git@host:owner/name.git` too.
 * @returns null for a local path or what is no repository address
 */
export function normalisePackageUrl(url: string): string | null {
  const text = url.trim();
  if (text === '' || text.length > 500 || /[\s"'\\]/.test(text)) return null;
  const scp = /^(?:[^@/:]+@)?([^@/:]+\.[^@/:]+):(?!\/\/)(.+)$/.exec(text);
  const parsed = /^(?:git\+)?(?:https?|ssh|git):\/\/(?:[^@/]*@)?([^/:]+)(?::\d+)?\/(.+)$/i.exec(text);
  const [, host, path] = parsed ?? scp ?? [];
  if (host === undefined || path === undefined) return null;
  const clean = path
    .replace(/[?#].*$/, '')
    .replace(/^\/+|\/+$/g, '')
    .replace(/\.git$/i, '');
  return clean === '' ? null : `${host}/${clean}`.toLowerCase();
}

/** The identity by which manifests name a package: the last part of its address or path, lower case, without `.git`. */
export function packageIdentity(urlOrPath: string): string {
  const clean = urlOrPath.replace(/\/+$/, '').replace(/\.git$/i, '');
  return clean.slice(Math.max(clean.lastIndexOf('/'), clean.lastIndexOf(':')) + 1).toLowerCase();
}
