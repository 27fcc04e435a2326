/** A permission that reads personal data is in the app only because the manifest of an SDK asks for it. */
import type { Evidence, ScanResult, SdkDetection } from '../../core/inventory.js';
import { reachesUsers } from '../../core/platforms.js';
import type { Check } from '../../core/plugins.js';
import { type Bilingual, byCodeUnit } from '../../core/text.js';

export const check: Check = {
  id: 'permission-from-sdk-alone',
  title: { zh: '权限仅由 SDK 自行申请', en: 'Only an SDK asks for this permission' },
  level: 'note',
  rationale: {
    zh: '构建时 SDK 的清单会并入应用清单：应用自己没有申请的权限也会出现在安装包里，并须在隐私政策中说明。',
    en: "The build merges the manifest of an SDK into that of the app: a permission that the app's own manifests do not ask for is in the package all the same, and the policy must explain it.",
  },
  remedy: {
    zh: '不需要时以 tools:node="remove" 移除；需要时在应用清单中写明，并在隐私政策中说明用途。',
    en: 'Where it is not needed, remove it with tools:node="remove"; where it is, ask for it in the app\'s own manifest and explain it in the policy.',
  },
  reference: null,
  run: (result) =>
    [...merged(result).values()]
      .sort((a, b) => byCodeUnit(a.subject, b.subject))
      .map(({ subject, id, app, sdk, by, evidence }) => ({
        subject,
        message: {
          zh: `${app ?? '该模块'} 的 ${id} 仅由 ${by.zh} 的清单申请，应用自己的清单没有申请`,
          en: `${id} is in ${app ?? 'this module'} only by the manifest of ${by.en}; the app's own manifests do not ask for it`,
        },
        sdk,
        element: null,
        app,
        evidence,
      })),
};

interface Merged {
  readonly subject: string;
  readonly id: string;
  readonly app: string | null;
  readonly sdk: string | null;
  readonly by: Bilingual;
  readonly evidence: readonly Evidence[];
}

/** By app and permission: asked for by an archive of the tree, or by a manifest that the registry knows. */
function merged(result: ScanResult): Map<string, Merged> {
  const out = new Map<string, Merged>();
  for (const p of result.permissions) {
    if (p.state !== 'requested' || !isDangerous(result, p.id) || p.evidence.length === 0) continue;
    if (p.evidence.some((e) => !e.file.includes('!/'))) continue;
    const archives = [...new Set(p.evidence.map((e) => e.file.slice(0, e.file.indexOf('!/'))))];
    const sdk = result.packages.find((pkg) => pkg.kind === 'archive' && archives.includes(pkg.name))?.sdk ?? null;
    const subject = `${p.app ?? ''}\0${p.id}`;
    const by = archives.join(', ');
    out.set(subject, { subject, id: p.id, app: p.app, sdk, by: { zh: by, en: by }, evidence: p.evidence });
  }
  const stated = new Set(result.permissions.map((p) => `${p.app ?? ''}\0${p.id}`));
  for (const [subject, asked] of knownManifests(result)) {
    if (stated.has(subject)) continue;
    const [first] = asked.sdks;
    out.set(subject, {
      subject,
      id: asked.id,
      app: asked.app,
      sdk: asked.sdks.length === 1 ? (first?.id ?? null) : null,
      by: {
        zh: asked.sdks.map((s) => s.name.zh ?? s.name.en ?? s.id).join('、'),
        en: asked.sdks.map((s) => s.name.en ?? s.name.zh ?? s.id).join(', '),
      },
      evidence: asked.sdks.flatMap((s) => s.evidence.slice(0, 1)),
    });
  }
  return out;
}

interface Asked {
  readonly id: string;
  readonly app: string | null;
  readonly sdks: SdkDetection[];
}

/** By app and permission: the SDKs in it whose own manifest is known to ask for it. */
function knownManifests(result: ScanResult): Map<string, Asked> {
  const out = new Map<string, Asked>();
  for (const sdk of result.sdks) {
    if (sdk.confidence === 'possible') continue;
    for (const p of result.catalogue.sdks[sdk.id]?.permissions ?? []) {
      if (p.inSdkManifest !== 'yes' || !isDangerous(result, p.name)) continue;
      for (const o of sdk.occurrences) {
        if (o.platform !== p.platform || !reachesUsers(o.scope)) continue;
        const subject = `${o.app ?? ''}\0${p.name}`;
        const asked = out.get(subject) ?? { id: p.name, app: o.app, sdks: [] };
        out.set(subject, asked);
        if (!asked.sdks.includes(sdk)) asked.sdks.push(sdk);
      }
    }
  }
  return out;
}

/** Permissions that guard something of the user, and that the user grants one by one, by Android's own word. */
function isDangerous(result: ScanResult, id: string): boolean {
  return result.catalogue.permissions[id]?.protection === 'dangerous';
}
