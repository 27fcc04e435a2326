/** What the right side of a dependency says: a range, an alias, a directory, a repository. */

export type Specifier =
  /** `version` only where the range allows exactly one. */
  | { readonly kind: 'range'; readonly name: string; readonly range: string; readonly version: string | null }
  /** A directory of the project; `path` is null where only the package manager knows it (`workspace:`). */
  | { readonly kind: 'local'; readonly name: string; readonly path: string | null }
  /** A repository or an archive: no version is written. */
  | { readonly kind: 'remote'; readonly name: string }
  | { readonly kind: 'catalog'; readonly name: string; readonly catalog: string };

const EXACT = /^=?\s*v?(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)(?:\+[0-9A-Za-z.-]+)?$/;
const ARCHIVE = /\.(?:tgz|tar\.gz|tar)$/i;
const REMOTE = /^(?:git(?:\+[a-z]+)?:|git@|https?:|ssh:|github:|gitlab:|bitbucket:|gist:|[\w-]+\/[\w.-]+(?:#.*)?$)/i;
const PROTOCOL = /^(npm|patch|file|link|portal|workspace|catalog|jsr|exec):/;

/** Reads one specifier. The name differs from the key for `npm:` aliases alone. */
export function readSpecifier(key: string, written: string): Specifier {
  const text = written.trim();
  switch (PROTOCOL.exec(text)?.[1]) {
    case 'npm':
      return readAlias(key, text.slice(4));
    case 'patch':
      return readPatch(key, text.slice(6));
    case 'file':
      return ARCHIVE.test(text) ? { kind: 'remote', name: key } : local(key, text.slice(5));
    case 'link':
      return local(key, text.slice(5));
    case 'portal':
      return local(key, text.slice(7));
    case 'workspace':
      return readWorkspace(key, text.slice(10));
    case 'catalog':
      return { kind: 'catalog', name: key, catalog: text.slice(8).trim() };
    case 'jsr':
    case 'exec':
      return { kind: 'remote', name: key };
    default:
      if (/^\.{1,2}(?:\/|$)|^~\/|^\//.test(text) && !ARCHIVE.test(text)) return local(key, text);
      if (REMOTE.test(text) || ARCHIVE.test(text)) return { kind: 'remote', name: key };
      return range(key, text);
  }
}

function readAlias(key: string, target: string): Specifier {
  const alias = /^(@[^/@]+\/[^@]+|[^@]+)(?:@(.*))?$/.exec(target);
  const name = alias?.[1];
  // `npm:^1.0.0`, as Yarn writes it, names no other package.
  if (name === undefined || /^[\^~<>=*\d]/.test(name)) return range(key, target);
  return range(name, alias?.[2] ?? '*');
}

/** `patch:name@npm%3A1.2.3#./x.patch`: the package is the one that is patched. */
function readPatch(key: string, target: string): Specifier {
  const inner = decode(target.split('#')[0] ?? '');
  const at = inner.indexOf('@', 1);
  if (at < 0) return { kind: 'remote', name: key };
  const range = inner.slice(at + 1);
  return range.startsWith('patch:') ? { kind: 'remote', name: key } : readSpecifier(inner.slice(0, at), range);
}

function readWorkspace(key: string, target: string): Specifier {
  const alias = /^(@[^/@]+\/[^@]+|[A-Za-z][^@/]*)@/.exec(target)?.[1];
  const isPath = /^\.{1,2}\//.test(target) || /^[\w-]+\//.test(target);
  return { kind: 'local', name: alias ?? key, path: isPath ? target : null };
}

function range(name: string, text: string): Specifier {
  return { kind: 'range', name, range: text, version: EXACT.exec(text.trim())?.[1] ?? null };
}

function local(name: string, path: string): Specifier {
  return { kind: 'local', name, path: path.replace(/^\/\/(?=\.)/, '') };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
