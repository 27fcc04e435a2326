/** An SDK is in the app, but no source was found that says what it collects. */
import { reachesUsers } from '../../core/platforms.js';
import type { Check } from '../../core/plugins.js';

export const check: Check = {
  id: 'practices-unknown',
  title: { zh: 'SDK 的收集行为没有来源', en: 'No source says what this SDK collects' },
  level: 'warning',
  rationale: {
    zh: '披露清单要求逐一列出收集的个人信息；没有来源的 SDK 只能标为待确认，不能当作不收集。',
    en: 'A disclosure lists the data one by one; an SDK without a source can only be marked "to confirm", never taken to collect nothing.',
  },
  remedy: {
    zh: '向厂商索取合规说明或隐私政策，确认收集的个人信息后补全清单。',
    en: 'Ask the vendor for its compliance guide or privacy policy and complete the table with what it says.',
  },
  reference: null,
  run: (result) =>
    result.sdks
      .filter(
        (s) => !s.practicesKnown && s.confidence !== 'possible' && s.occurrences.some((o) => reachesUsers(o.scope)),
      )
      .map((s) => {
        const zh = s.name.zh ?? s.name.en ?? s.id;
        const en = s.name.en ?? s.name.zh ?? s.id;
        return {
          subject: s.id,
          message: {
            zh: `${zh}：未找到说明其收集哪些个人信息的来源`,
            en: `${en}: no source was found that says which personal data it collects`,
          },
          sdk: s.id,
          element: null,
          app: null,
          evidence: s.evidence.slice(0, 3),
        };
      }),
};
