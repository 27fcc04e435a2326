/** The app asks for a permission that, of the SDKs in it, only optional practices need. */
import type { Permission, ScanResult } from '../../core/inventory.js';
import { reachesUsers } from '../../core/platforms.js';
import type { Check, RawFinding } from '../../core/plugins.js';

export const check: Check = {
  id: 'sdk-permission-unexplained',
  title: { zh: '权限只服务于 SDK 的可选收集', en: 'A permission serves only optional collection of SDKs' },
  level: 'note',
  rationale: {
    zh: '厂商标为可选的收集不是 SDK 工作所必需；为它申请的权限需要自身功能的理由，否则超出最小必要。',
    en: "What a vendor calls optional is not needed for the SDK to work; a permission asked for it needs a reason of the app's own, or goes beyond the minimum.",
  },
  remedy: {
    zh: '若自身功能不用此权限，请移除（Android 可用 tools:node="remove"），或关闭 SDK 的可选收集；若使用，请在隐私政策中说明目的。',
    en: 'If no function of yours uses it, remove it (tools:node="remove" on Android) or switch the optional collection off; if one does, state the purpose in the policy.',
  },
  reference: null,
  run: (result) =>
    result.permissions.filter((p) => p.state === 'requested' && p.elements.length > 0).flatMap((p) => judge(result, p)),
};

function judge(result: ScanResult, permission: Permission): RawFinding[] {
  const optional: string[] = [];
  for (const sdk of result.sdks) {
    if (sdk.confidence === 'possible') continue;
    if (!sdk.occurrences.some((o) => o.app === permission.app && reachesUsers(o.scope))) continue;
    const entry = result.catalogue.sdks[sdk.id];
    if (!entry) continue;
    const needs = [
      ...entry.permissions
        .filter((p) => p.name === permission.id && p.platform === permission.platform)
        .map((p) => p.necessity),
      ...entry.requires
        .filter((r) => r.platform === permission.platform && r.permissions.some((all) => all.includes(permission.id)))
        .map((r) => r.necessity),
    ];
    if (needs.length === 0) continue;
    if (needs.some((n) => n !== 'optional')) return [];
    optional.push(sdk.id);
  }
  if (optional.length === 0) return [];
  const names = optional.join(', ');
  return [
    {
      subject: `${permission.app ?? ''}\0${permission.platform}\0${permission.id}`,
      message: {
        zh: `已申请 ${permission.id}；所含 SDK 中仅 ${names} 的可选收集用到它`,
        en: `${permission.id} is requested; of the SDKs found, only optional practices of ${names} use it`,
      },
      sdk: optional.length === 1 ? (optional[0] ?? null) : null,
      element: null,
      app: permission.app,
      evidence: permission.evidence,
    },
  ];
}
