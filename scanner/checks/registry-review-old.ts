/** What the registry says about an SDK was last read against its sources long ago. */
import type { Check } from '../../core/plugins.js';

/** A year: vendors revise their rules at least that often. */
const MAX_AGE_DAYS = 365;
const DAY = 86_400_000;

export const check: Check = {
  id: 'registry-review-old',
  title: { zh: 'SDK 条目久未复核', en: 'The registry entry was reviewed long ago' },
  level: 'note',
  rationale: {
    zh: '厂商会修改其收集规则；一年以上未复核的条目可能已经过时。',
    en: 'Vendors change their rules; an entry not reviewed for a year may be out of date.',
  },
  remedy: {
    zh: '发布前请打开条目引用的页面核对，或更新 Outflow。',
    en: 'Open the cited pages before you publish, or update Outflow.',
  },
  reference: null,
  run: (result, { date }) => {
    if (date === null) return [];
    const today = Date.parse(date);
    return result.sdks.flatMap((sdk) => {
      const reviewed = result.catalogue.sdks[sdk.id]?.reviewed;
      if (reviewed === undefined) return [];
      const days = Math.floor((today - Date.parse(reviewed)) / DAY);
      if (!(days > MAX_AGE_DAYS)) return [];
      return [
        {
          subject: sdk.id,
          message: {
            zh: `${sdk.id} 的条目复核于 ${reviewed}，距今 ${days} 天`,
            en: `the entry of ${sdk.id} was reviewed on ${reviewed}, ${days} days ago`,
          },
          sdk: sdk.id,
          element: null,
          app: null,
          evidence: sdk.evidence.slice(0, 1),
        },
      ];
    });
  },
};
