/** One app declares two versions of the same SDK package. */
import type { Package } from '../../core/inventory.js';
import { reachesUsers } from '../../core/platforms.js';
import type { Check, RawFinding } from '../../core/plugins.js';
import { sortedSet } from '../../core/text.js';

/** A plain version; ranges and `latest` may well resolve to the same one. */
const FIXED = /^v?\d+(?:\.\d+)*(?:[-.+]?[A-Za-z][\w.]*)?$/;

export const check: Check = {
  id: 'sdk-version-conflict',
  title: { zh: '同一 SDK 有多个版本', en: 'Two versions of one SDK' },
  level: 'warning',
  rationale: {
    zh: '不同版本的收集行为可能不同；披露的内容应与实际打包的版本一致。',
    en: 'Versions differ in what they collect; the disclosure must be about the version that is really packaged.',
  },
  remedy: { zh: '统一版本，或在构建中强制使用一个版本。', en: 'Agree on one version, or force one in the build.' },
  reference: null,
  run: (result) => {
    const groups = new Map<string, Package[]>();
    for (const p of result.packages) {
      if (
        p.class !== 'sdk' ||
        p.kind === 'archive' ||
        p.version === null ||
        !FIXED.test(p.version) ||
        !reachesUsers(p.scope)
      )
        continue;
      for (const app of p.apps) {
        const key = [app, p.kind, p.name, p.versionFrom ?? ''].join('\0');
        const list = groups.get(key);
        if (list) list.push(p);
        else groups.set(key, [p]);
      }
    }
    return [...groups].filter(([, list]) => list.length > 1).map(([key, list]) => conflict(key, list));
  },
};

function conflict(key: string, packages: readonly Package[]): RawFinding {
  const [app = '', , name = ''] = key.split('\0');
  const versions = sortedSet(packages.flatMap((p) => p.version ?? [])).join(', ');
  return {
    subject: key,
    message: {
      zh: `${app} 声明了 ${name} 的多个版本：${versions}`,
      en: `${app} declares several versions of ${name}: ${versions}`,
    },
    sdk: packages[0]?.sdk ?? null,
    element: null,
    app,
    evidence: packages.flatMap((p) => p.evidence),
  };
}
