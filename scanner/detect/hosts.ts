/** The third-party hosts that the app's own code names in URLs. */
import { getDomain } from 'tldts';
import type { Host } from '../../core/inventory.js';
import { reachesUsers } from '../../core/platforms.js';
import { sortedBy } from '../../core/text.js';
import type { ModuleIndex } from '../modules.js';
import { EvidenceSet } from './evidence.js';
import type { TreeFacts } from './facts.js';
import type { Knowledge } from './knowledge.js';

export interface HostDraft {
  readonly result: Omit<Host, 'evidence'>;
  readonly evidence: EvidenceSet;
}

/**
 * Hosts in string literals of code that reaches users. Names that are no services (XML namespaces, licences, example domains) are
 * left out; a host below the reversed application id (com.acme.jobs: acme.com) is the app's own.
 */
export function hostsOf(facts: TreeFacts, modules: ModuleIndex, knowledge: Knowledge): HostDraft[] {
  const ownDomains = new Set<string>();
  for (const app of modules.apps) {
    const [tld, name] = (app.applicationId ?? '').toLowerCase().split('.');
    if (tld && name) ownDomains.add(`${name}.${tld}`);
  }
  const hosts = new Map<string, EvidenceSet>();
  const domains = new Map<string, string | null>();
  for (const file of facts.sources) {
    for (const { host, line } of file.facts.hosts) {
      if (!domains.has(host))
        domains.set(host, knowledge.isPlainHost(host) ? null : getDomain(host, { allowPrivateDomains: false }));
      if (domains.get(host) === null) continue;
      const place = modules.placeOfFile(file.path, null);
      if (!reachesUsers(place.scope)) continue;
      const evidence = hosts.get(host) ?? new EvidenceSet();
      hosts.set(host, evidence);
      const [app] = place.apps;
      evidence.add({
        location: { file: file.path, line },
        kind: 'host',
        value: host,
        signature: null,
        strength: null,
        technique: 'source-analysis',
        role: 'identify',
        app: place.apps.length === 1 ? (app?.id ?? null) : null,
        module: place.module,
        scope: place.scope,
      });
    }
  }
  return sortedBy(hosts, ([host]) => host).map(([host, evidence]) => {
    const claim = knowledge.claims('domain', host).find((c) => c.owner.type === 'sdk');
    const vendor = claim?.owner.type === 'sdk' ? claim.owner.sdk.vendor : null;
    const own = ownDomains.has(domains.get(host) ?? '');
    return { result: { host, vendor, class: vendor !== null ? 'vendor' : own ? 'own' : 'third-party' }, evidence };
  });
}
