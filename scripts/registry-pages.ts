/** The registry as pages: an index, and a page per SDK with every practice, its source and how the SDK is told. */
import type { Citation, Name, Registry, Sdk, Vendor } from '../core/registry-types.js';
import type { Bilingual } from '../core/text.js';
import { escapeText } from '../exporters/disclosure-markdown.js';
import { formatCall } from '../registry/calls.js';
import { statsOf } from '../registry/stats.js';

/** Markdown by path from the root of the checkout. */
export function registryPages(registry: Registry): ReadonlyMap<string, string> {
  const files = new Map<string, string>([['docs/registry.md', indexPage(registry)]]);
  const page = pageWith(registry);
  for (const sdk of registry.sdks) files.set(`docs/registry/${sdk.id}.md`, page(sdk));
  return files;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `|${' --- |'.repeat(head.length)}`,
  ...rows.map((r) => `| ${r.join(' | ')} |`),
  '',
];
const both = (text: Bilingual | null): string =>
  text === null ? '' : `${escapeText(text.zh)} / ${escapeText(text.en)}`;
const named = (name: Name | undefined, fallback: string): string =>
  [name?.zh, name?.en]
    .filter((n): n is string => typeof n === 'string')
    .map(escapeText)
    .join(' / ') || fallback;
const NECESSITY = {
  required: '必要 / required',
  optional: '可选 / optional',
  unknown: '来源未说明 / not stated',
} as const;

function indexPage(registry: Registry): string {
  const stats = statsOf(registry);
  const vendors = new Map(registry.vendors.map((v) => [v.id, v]));
  const categories = new Map(registry.categories.map((c) => [c.id, c.name]));
  const known = stats.practicesKnown + stats.practicesPartial;
  const out = [
    '',
    '# The registry',
    '',
    `${stats.sdks} SDKs (${known} with sourced practices), ${stats.wrappers} wrappers, ${stats.vendors} vendors, ${stats.libraries} plain libraries; ${stats.practices} practices, each with its source. \`outflow registry show <id>\` prints an entry, \`outflow registry stats\` the counts.`,
    '',
  ];
  for (const category of [...new Set(registry.sdks.map((s) => s.category))].sort()) {
    const name = categories.get(category);
    out.push(`## ${name ? both(name) : category}`, '');
    const rows = registry.sdks
      .filter((s) => s.category === category)
      .map((s) => [
        `[${s.id}](registry/${s.id}.md)`,
        named(s.name, s.id),
        named(vendors.get(s.vendor)?.name, s.vendor),
        s.platforms.join(', '),
        practicesOf(s),
        s.reviewed.date,
      ]);
    out.push(...table(['id', '名称 / name', '主体 / provider', 'platforms', 'practices', 'reviewed'], rows));
  }
  return `${out.join('\n').trimEnd()}\n`;
}

function practicesOf(sdk: Sdk): string {
  if (!sdk.practicesKnown) return '待确认 / unknown';
  return `${sdk.practices.length}${sdk.practicesPartial ? ' (partial)' : ''}`;
}

function pageWith(registry: Registry): (sdk: Sdk) => string {
  const vendors = new Map(registry.vendors.map((v) => [v.id, v]));
  const elements = new Map(registry.elements.map((e) => [e.id, e]));
  const categories = new Map(registry.categories.map((c) => [c.id, c.name]));
  const carriers = new Map<string, string[]>();
  for (const w of registry.wrappers)
    for (const sdk of new Set(w.brings.map((b) => b.sdk))) carriers.set(sdk, [...(carriers.get(sdk) ?? []), w.id]);
  return (sdk) => {
    const marks = new Map(sdk.citations.map((c, i) => [c.id, `[${i + 1}](#s${i + 1})`]));
    const cite = (ids: readonly string[]) => ids.flatMap((id) => marks.get(id) ?? []).join(' ');
    const out: string[] = ['', `# ${named(sdk.name, sdk.id)}`, '', `\`${sdk.id}\``, ''];
    out.push(...facts(sdk, vendors.get(sdk.vendor), categories.get(sdk.category)));
    out.push('## 收集的个人信息 / Personal information', '');
    if (!sdk.practicesKnown) {
      out.push('待确认：没有找到来源。/ To confirm: no source was found. Looked at:', '');
      out.push(...sdk.searched.map((s) => `- ${escapeText(s.where)} (${s.date})`), '');
    }
    if (sdk.practicesPartial) out.push('来源只读到一部分。/ The source was read in part: there may be more.', '');
    for (const none of sdk.collectsNone)
      out.push(
        `${none.platform}: 来源声明不收集个人信息 / its source says that none is collected ${cite(none.citations)}`,
        '',
      );
    if (sdk.practices.length > 0) {
      const rows = sdk.practices.map((p) => {
        const e = elements.get(p.element);
        const name = `${e?.name.zh ?? p.element} / ${e?.name.en ?? ''}`;
        const fn = sdk.functions.find((f) => f.id === p.function);
        return [
          p.platform,
          e?.sensitive === 'yes' ? `**${name}**` : name,
          fn ? named(fn.name, fn.id) : '',
          NECESSITY[p.necessity],
          both(p.purposes),
          cite(p.citations),
        ];
      });
      out.push(
        ...table(
          ['platform', '个人信息 / data', '功能 / function', '必要性 / necessity', '目的 / purpose', '来源 / source'],
          rows,
        ),
      );
    }
    if (sdk.permissions.length > 0) {
      out.push('## 权限 / Permissions', '');
      const rows = sdk.permissions.map((p) => [
        p.platform,
        `\`${p.name}\``,
        NECESSITY[p.necessity],
        both(p.purpose),
        p.inSdkManifest,
        cite(p.citations),
      ]);
      out.push(
        ...table(
          ['platform', 'permission', '必要性 / necessity', '用途 / for', "in the SDK's own manifest", '来源 / source'],
          rows,
        ),
      );
    }
    out.push(...calls(sdk, cite));
    out.push(...cells(sdk, cite));
    out.push('## 识别 / How it is told', '');
    const signatures = [
      ...sdk.signatures.map((s) => ['', s] as const),
      ...sdk.functions.flatMap((f) => f.shownBy.map((s) => [f.id, s] as const)),
    ];
    out.push(
      ...table(
        ['kind', 'value', 'function'],
        signatures.map(([fn, s]) => [`\`${s.kind}\``, `\`${s.value.replaceAll('|', '\\|')}\``, fn]),
      ),
    );
    const carried = carriers.get(sdk.id) ?? [];
    if (carried.length > 0) out.push(`Wrappers that carry it: ${carried.map((id) => `\`${id}\``).join(', ')}`, '');
    if (sdk.brings.length > 0) {
      const rows = sdk.brings.map((b) => [
        `[${b.sdk}](${'../'}${b.sdk}.md)`,
        b.platforms.join(', '),
        b.when === 'always' ? 'always' : `\`${b.when.kind}:${b.when.value}\``,
        cite(b.citations),
      ]);
      out.push('Brings with it:', '', ...table(['SDK', 'platforms', 'when', '来源 / source'], rows));
    }
    out.push('## 来源 / Sources', '', ...sdk.citations.flatMap(source), '');
    out.push(`Reviewed ${sdk.reviewed.date}: ${escapeText(sdk.reviewed.how)}.`);
    return `${out.join('\n').trimEnd()}\n`;
  };
}

function facts(sdk: Sdk, vendor: Vendor | undefined, category: Bilingual | undefined): string[] {
  const link = (url: string | null) => (url === null ? '' : `<${url}>`);
  const rows: [string, string][] = [
    ['类别 / category', category ? both(category) : sdk.category],
    ['主体 / provider', named(vendor?.name, sdk.vendor)],
    ['平台 / platforms', sdk.platforms.join(', ')],
    ['别名 / aliases', sdk.aliases.map(escapeText).join('、')],
    ['目的 / purpose', both(sdk.purposes)],
    ['场景 / scenario', both(sdk.scenarios)],
    ['隐私政策 / privacy policy', link(sdk.links.privacy)],
    ['合规说明 / compliance guide', link(sdk.links.compliance)],
    ['官网 / website', link(sdk.links.website)],
    ['退出 / opt out', link(sdk.links.optOut)],
  ];
  return table(
    ['', ''],
    rows.filter(([, value]) => value !== ''),
  );
}

function calls(sdk: Sdk, cite: (ids: readonly string[]) => string): string[] {
  const rows: string[][] = [];
  const add = (what: string, list: Sdk['init']) => {
    for (const c of list) rows.push([what, c.lang.join(', '), `\`${formatCall(c)}\``, cite(c.citations ?? [])]);
  };
  add('starts collection', sdk.init);
  add('before start, collects nothing yet', sdk.consent.preInit);
  add('consent given', sdk.consent.grant);
  add('consent denied', sdk.consent.deny);
  add('hands over data', [...sdk.sinks, ...sdk.functions.flatMap((f) => f.calls)]);
  for (const s of sdk.switches) {
    const value = s.call
      ? `\`${formatCall(s.call)}\``
      : `\`${s.key ?? ''}${s.offValue === undefined ? '' : ` = ${s.offValue}`}\``;
    const governs = s.governs === 'all' ? 'everything' : s.governs.join(', ');
    rows.push([
      `switch for ${governs} (default ${s.default})`,
      s.call?.lang.join(', ') ?? s.kind,
      value,
      cite(s.citations),
    ]);
  }
  for (const a of sdk.consent.automatic) rows.push(['starts by itself', a.kind, `\`${a.value}\``, cite(a.citations)]);
  return rows.length === 0
    ? []
    : ['## 调用与开关 / Calls and switches', '', ...table(['what', 'language', 'call or key', '来源 / source'], rows)];
}

function cells(sdk: Sdk, cite: (ids: readonly string[]) => string): string[] {
  const rows = Object.entries(sdk.disclosure).flatMap(([field, fact]) =>
    fact ? [[field, both(fact), cite([fact.citation])]] : [],
  );
  return rows.length === 0
    ? []
    : ['## 其他披露事项 / Further disclosures', '', ...table(['field', '', '来源 / source'], rows)];
}

function source(c: Citation, i: number): string[] {
  const date = c.published === null ? '' : `, ${c.published}`;
  const place = c.locator === null ? '' : `, ${escapeText(c.locator)}`;
  const address = c.url === null ? '' : ` <${c.url}>`;
  return [
    `<a id="s${i + 1}"></a>${i + 1}. ${escapeText(c.publisher)}: ${escapeText(c.title)}${date}${place}.${address} (${c.by}, read ${c.retrieved}) — ${escapeText(c.says)}`,
    '',
  ];
}
