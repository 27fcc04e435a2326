/** A tool whose makers mean it for debug builds is part of a release build. */
import { reachesUsers } from '../../core/platforms.js';
import type { Check } from '../../core/plugins.js';

export const check: Check = {
  id: 'debug-sdk-in-release',
  title: { zh: '调试工具进入发布包', en: 'A debugging tool is in the release build' },
  level: 'error',
  rationale: {
    zh: '调试工具会记录网络请求、数据库或界面内容；进入发布包就可能泄露用户的个人信息。',
    en: 'A debugging tool records requests, databases or screens; in a release build it can expose the personal data of users.',
  },
  remedy: {
    zh: "将依赖改为仅用于调试构建（如 debugImplementation、:configurations => ['Debug']、devDependencies），发布构建使用其空实现。",
    en: "Depend on it in debug builds alone (debugImplementation, :configurations => ['Debug'], devDependencies) and use its no-op variant in release.",
  },
  reference: null,
  run: (result) =>
    result.packages
      .filter((p) => p.debugOnly !== null && p.scope !== 'unknown' && reachesUsers(p.scope))
      .map((p) => ({
        subject: `${p.kind}\0${p.name}`,
        message: {
          zh: `${p.name} 只应出现在调试构建中（见 ${p.debugOnly}），却以 ${p.scope} 范围声明`,
          en: `${p.name} is meant for debug builds alone (see ${p.debugOnly}), but it is declared with scope ${p.scope}`,
        },
        sdk: p.sdk,
        element: null,
        app: p.apps.length === 1 ? (p.apps[0] ?? null) : null,
        evidence: p.evidence.filter((e) => reachesUsers(e.scope)),
      })),
};
