/** Collects what one page loads: each script and host once. */
import { type Observation, type PackageFact, packageFact } from '../../../core/plugins.js';
import { redact } from '../../../core/redact.js';
import type { SignatureKind } from '../../../core/signatures.js';

const HOST = /^(?:[\w-]+\.)+[a-z][a-z0-9-]*$/i;
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

export class PageReport {
  readonly packages: PackageFact[] = [];
  readonly observations: Observation[] = [];
  private readonly file: string;
  private readonly seen = new Set<string>();

  constructor(file: string) {
    this.file = file;
  }

  /** A script that is loaded from elsewhere; one of the site itself is nobody else's. */
  script(url: string, line: number): void {
    const parts = splitUrl(url);
    if (parts === null) return;
    const name = parts.path === '' ? parts.host : `${parts.host}/${redact(parts.path)}`;
    if (!this.name('script-url', name, line)) return;
    // A network that serves npm by name: the package is known by that name, and is one package.
    const fromCdn = npmPackage(parts.host, parts.path);
    if (fromCdn) this.package('npm', fromCdn.name, fromCdn.version, line);
    else this.package('script', name, null, line);
  }

  /** The host of a URL. */
  host(kind: SignatureKind, url: string, line: number): void {
    const parts = splitUrl(url);
    if (parts !== null) this.name(kind, parts.host, line);
  }

  /** @returns false where the page has shown it before */
  name(kind: SignatureKind, value: string, line: number): boolean {
    const key = `${kind}\n${value}`;
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    this.observations.push({
      kind,
      value,
      scope: 'release',
      module: null,
      platform: null,
      location: { file: this.file, line },
      technique: 'source-analysis',
    });
    return true;
  }

  private package(kind: 'script' | 'npm', name: string, version: string | null, line: number): void {
    this.packages.push(
      packageFact({
        kind,
        name,
        version,
        versionFrom: version === null ? null : 'manifest',
        scope: 'release',
        location: { file: this.file, line },
        technique: 'source-analysis',
      }),
    );
  }
}

/** Host and path of an absolute URL, without query and fragment; null for anything else. */
export function splitUrl(url: string): { host: string; path: string } | null {
  const match = /^\s*(?:https?:)?\/\/(?:[^/@?#\s]*@)?([^/:?#\s]+)(?::\d+)?(\/[^?#\s]*)?/i.exec(url.slice(0, 2000));
  const host = match?.[1]?.toLowerCase();
  if (host === undefined || !HOST.test(host)) return null;
  return { host, path: (match?.[2] ?? '').replace(/^\/+|\/+$/g, '') };
}

/** The npm package behind a URL of a network that serves npm by name. */
function npmPackage(host: string, path: string): { name: string; version: string | null } | null {
  const prefix = /(?:^|\.)jsdelivr\.net$/.test(host)
    ? 'npm/'
    : /^(?:www\.)?unpkg\.com$|^esm\.sh$|^cdn\.skypack\.dev$/.test(host)
      ? ''
      : null;
  if (prefix === null || !path.startsWith(prefix)) return null;
  const match = /^((?:@[\w.-]+\/)?[\w][\w.-]*)(?:@([\w.^~+-]+))?(?:\/|$)/.exec(path.slice(prefix.length));
  if (match?.[1] === undefined || match[1] === 'combine') return null;
  return { name: match[1], version: match[2] !== undefined && EXACT.test(match[2]) ? match[2] : null };
}
