/** The company completed the row of an SDK that the tree no longer carries. */
import { reachesUsers } from '../../core/platforms.js';
import type { Check } from '../../core/plugins.js';

export const check: Check = {
  id: 'completed-sdk-gone',
  title: { zh: '已补全的 SDK 不在应用中', en: 'A completed SDK is not in the app' },
  level: 'note',
  rationale: {
    zh: 'disclosure.yaml 为该 SDK 补全了单元格，但本次扫描没有在应用中找到它：或已移除，或写错了应用或平台；这些单元格不会出现在清单里。',
    en: 'disclosure.yaml completes cells of an SDK that this scan does not find in the app: it was removed, or the app or platform is wrong. The cells appear in no table.',
  },
  remedy: {
    zh: '如该 SDK 已移除，从 disclosure.yaml 和隐私政策中一并删去；否则更正 apps 或 platforms。',
    en: 'Where the SDK was removed, take it out of disclosure.yaml and out of the privacy policy; otherwise mend apps or platforms.',
  },
  reference: null,
  run: (result) => {
    const gone = (result.company?.completed ?? []).filter((entry) => {
      const sdk = result.sdks.find((s) => s.id === entry.sdk && s.confidence !== 'possible');
      return !sdk?.occurrences.some(
        (o) =>
          reachesUsers(o.scope) &&
          (entry.apps === null || (o.app !== null && entry.apps.includes(o.app))) &&
          (entry.platforms === null || o.platform === null || entry.platforms.includes(o.platform)),
      );
    });
    return gone.map((entry) => {
      const place = [...(entry.apps ?? []), ...(entry.platforms ?? [])].join(', ');
      return {
        subject: `${entry.sdk}\0${place}`,
        message: {
          zh: `disclosure.yaml 补全了 ${entry.sdk}${place === '' ? '' : `（${place}）`}，应用中没有它`,
          en: `disclosure.yaml completes ${entry.sdk}${place === '' ? '' : ` (${place})`}, which the app does not carry`,
        },
        // The tree has no place to show: the SDK is not in it.
        sdk: null,
        element: null,
        app: null,
        evidence: [],
      };
    });
  },
};
