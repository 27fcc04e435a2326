/** A package or archive from outside the project that neither the registry nor the list of plain libraries knows. */
import type { Package } from '../../core/inventory.js';
import { reachesUsers } from '../../core/platforms.js';
import type { Check, RawFinding } from '../../core/plugins.js';
import { sortedSet } from '../../core/text.js';

export const check: Check = {
  id: 'unrecognised-third-party',
  title: { zh: '未识别的第三方组件', en: 'Unrecognised third-party component' },
  level: 'warning',
  rationale: {
    zh: '未识别的组件可能是收集个人信息的 SDK；在确认之前，清单不能视为完整。',
    en: 'A component that nobody knows may be an SDK that collects personal data; until it is confirmed the inventory is not complete.',
  },
  remedy: {
    zh: '查明该组件是 SDK、普通库还是自有代码；若为 SDK，请依据厂商公布的规则补入披露清单。',
    en: 'Find out whether it is an SDK, a plain library or your own code; an SDK belongs in the disclosure table, with the rules its vendor publishes.',
  },
  reference: null,
  run: (result) => {
    const unknown = result.packages.filter((p) => p.class === 'unrecognised');
    const shown = unknown.filter((p) => p.direct && reachesUsers(p.scope));
    return [...shown.map(one), ...theRest(unknown.filter((p) => !shown.includes(p)))];
  },
};

function one(pkg: Package): RawFinding {
  const [app] = pkg.apps;
  return {
    subject: `${pkg.kind}\0${pkg.name}\0${pkg.version ?? ''}`,
    message: {
      zh: `${pkg.name}（${pkg.kind}）未被识别，注册表与普通库清单均无记录`,
      en: `${pkg.name} (${pkg.kind}) is not recognised: neither the registry nor the list of plain libraries knows it`,
    },
    sdk: null,
    element: null,
    app: pkg.apps.length === 1 ? (app ?? null) : null,
    evidence: pkg.evidence,
  };
}

/** Indirect, test and build-time packages: one note per kind, because they are many and matter less. */
function theRest(packages: readonly Package[]): RawFinding[] {
  return sortedSet(packages.map((p) => p.kind)).map((kind) => {
    const group = packages.filter((p) => p.kind === kind);
    const [first] = group;
    const names = group
      .slice(0, 5)
      .map((p) => p.name)
      .join(', ');
    return {
      subject: `rest\0${kind}`,
      level: 'note',
      message: {
        zh: `另有 ${group.length} 个间接、测试或构建期的 ${kind} 组件未被识别（${names}${group.length > 5 ? ' …' : ''}），见结果的 packages`,
        en: `${group.length} more ${kind} components, indirect or for tests and builds, are not recognised (${names}${group.length > 5 ? ' …' : ''}); see packages in the result`,
      },
      sdk: null,
      element: null,
      app: null,
      evidence: first ? first.evidence.slice(0, 1) : [],
    };
  });
}
