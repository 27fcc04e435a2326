/** The report a person reads in a terminal: what is inside, what to look at, where to go on. */
import type { Finding, ScanResult, SdkDetection } from '../core/inventory.js';
import { PLATFORMS, type Platform, reachesUsers } from '../core/platforms.js';
import type { ExportOptions } from '../core/plugins.js';
import { type Bilingual, byCodeUnit } from '../core/text.js';
import { CATEGORY_ORDER } from './disclosure/order.js';
import { type Language, nameOf, PLATFORM_NAMES, say } from './disclosure/text.js';

/** How the report marks words; identity functions where the terminal has no colour. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
  readonly cyan: (text: string) => string;
}

const T = {
  apps: { zh: '应用', en: 'Apps' },
  noApps: { zh: '没有识别出应用；按模块列出', en: 'No app was recognised; listed by module' },
  company: { zh: '公司自有知识', en: "The company's own knowledge" },
  ruleSet: { zh: '规则级别由公司设定', en: 'rule level set by the company' },
  sdks: { zh: '第三方 SDK', en: 'Third-party SDKs' },
  noSdks: { zh: '没有发现注册表中的 SDK', en: 'No SDK of the registry was found' },
  possible: { zh: '仅有线索，未计入清单', en: 'Hints only, not counted' },
  notReleased: { zh: '仅用于测试、调试或构建', en: 'Only in tests, debug builds or the build itself' },
  packages: { zh: '组件', en: 'Components' },
  findings: { zh: '检查结果', en: 'Findings' },
  noFindings: { zh: '没有需要处理的问题', en: 'Nothing to act on' },
  problems: { zh: '未能读取或理解', en: 'Could not be read or understood' },
  data: { zh: '项个人信息', en: 'data elements' },
  sensitive: { zh: '项敏感', en: 'sensitive' },
  unknown: { zh: '收集内容待确认', en: 'what it collects: to confirm' },
  none: { zh: '来源声明不收集个人信息', en: 'collects no personal data, its source says' },
  certain: { zh: '确定', en: 'certain' },
  likely: { zh: '很可能', en: 'likely' },
  more: { zh: '其余见结果', en: 'more in the result' },
  why: { zh: '为何要处理：', en: 'Why and how to mend: ' },
} as const satisfies Record<string, Bilingual>;

/** How many findings of one rule the report prints; the result holds all. */
const SHOWN_FINDINGS = 8;

/** Printable text: what could move the cursor or colour the screen is shown as its code. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The console report. Lines end with \n; nothing in it is cut to a width. */
export function consoleReport(result: ScanResult, options: ExportOptions, paint: Paint): string {
  const { language } = options;
  const out: string[] = [];
  const heading = (text: Bilingual, extra = '') => out.push('', `${paint.bold(say(text, language))}${extra}`);
  heading(T.apps);
  const apps = result.project.apps.filter((a) => options.apps === null || options.apps.includes(a.id));
  if (apps.length === 0) out.push(`  ${say(T.noApps, language)}`);
  for (const app of apps) {
    const variants =
      app.variants.length > 0
        ? paint.dim(` [${app.variants.slice(0, 6).map(printable).join(', ')}${app.variants.length > 6 ? ', …' : ''}]`)
        : '';
    out.push(
      `  ${paint.cyan(printable(app.id))}  ${printable(app.name ?? '')}${variants} ${paint.dim(printable(app.module === '' ? '.' : app.module))}`,
    );
  }

  if (result.company !== null) {
    heading(T.company);
    out.push(`  ${result.company.files.map(printable).join(', ')}`);
    for (const [rule, level] of Object.entries(result.company.rules))
      out.push(`  ${paint.yellow(`${say(T.ruleSet, language)} ${printable(rule)}: ${level}`)}`);
  }

  const counted = result.sdks.filter((s) => s.confidence !== 'possible');
  const released = counted.filter((s) => s.occurrences.some((o) => reachesUsers(o.scope)));
  heading(T.sdks, ` ${released.length}`);
  if (released.length === 0) out.push(`  ${say(T.noSdks, language)}`);
  for (const platform of [...PLATFORMS, null]) {
    if (options.platforms !== null && (platform === null || !options.platforms.includes(platform))) continue;
    const here = released.filter((s) =>
      s.occurrences.some((o) => o.platform === platform && reachesUsers(o.scope) && appShown(o.app, options)),
    );
    if (here.length === 0) continue;
    out.push(`  ${paint.bold(platform === null ? '-' : say(PLATFORM_NAMES[platform], language))}`);
    for (const sdk of sortSdks(here)) out.push(...sdkLines(result, sdk, platform, language, paint));
  }
  const elsewhere = counted.filter((s) => !released.includes(s));
  if (elsewhere.length > 0)
    out.push(
      `  ${paint.dim(`${say(T.notReleased, language)}: ${elsewhere.map((s) => display(s, language)).join(', ')}`)}`,
    );
  const possible = result.sdks.filter((s) => s.confidence === 'possible');
  if (possible.length > 0)
    out.push(`  ${paint.dim(`${say(T.possible, language)}: ${possible.map((s) => display(s, language)).join(', ')}`)}`);

  heading(T.packages);
  const classes = ['sdk', 'library', 'own', 'unrecognised'] as const;
  const names: Record<(typeof classes)[number], Bilingual> = {
    sdk: { zh: 'SDK', en: 'SDK' },
    library: { zh: '普通库', en: 'plain library' },
    own: { zh: '自有', en: 'own' },
    unrecognised: { zh: '未识别', en: 'unrecognised' },
  };
  out.push(
    `  ${classes.map((c) => `${say(names[c], language)} ${result.packages.filter((p) => p.class === c).length}`).join(' · ')}`,
  );

  heading(T.findings, ` ${result.findings.length}`);
  if (result.findings.length === 0) out.push(`  ${paint.green(say(T.noFindings, language))}`);
  const rules = [...new Set(result.findings.map((f) => `${f.level}\0${f.rule}`))];
  for (const rule of rules)
    out.push(
      ...ruleLines(
        result.findings.filter((f) => `${f.level}\0${f.rule}` === rule),
        language,
        paint,
      ),
    );
  const [first] = result.findings;
  if (first) out.push(`  ${paint.dim(`${say(T.why, language)}outflow explain ${first.rule}`)}`);

  if (result.problems.length > 0) {
    heading(T.problems, ` ${result.problems.length}`);
    for (const p of result.problems.slice(0, 10))
      out.push(
        `  ${printable(p.file ?? '-')}${p.line === null ? '' : `:${p.line}`} ${paint.dim(printable(p.message))}`,
      );
    if (result.problems.length > 10)
      out.push(`  ${paint.dim(`+${result.problems.length - 10} ${say(T.more, language)}`)}`);
  }
  return `${out.slice(1).join('\n')}\n`;
}

function appShown(app: string | null, options: ExportOptions): boolean {
  return options.apps === null || (app !== null && options.apps.includes(app));
}

function display(sdk: SdkDetection, language: Language): string {
  return printable(say(nameOf(sdk.name, sdk.id), language));
}

function sortSdks(sdks: readonly SdkDetection[]): SdkDetection[] {
  const rank = (s: SdkDetection) => CATEGORY_ORDER.indexOf(s.category);
  return [...sdks].sort((a, b) => rank(a) - rank(b) || byCodeUnit(a.id, b.id));
}

function sdkLines(
  result: ScanResult,
  sdk: SdkDetection,
  platform: Platform | null,
  language: Language,
  paint: Paint,
): string[] {
  const occurrences = sdk.occurrences.filter((o) => o.platform === platform && reachesUsers(o.scope));
  const versions = [...new Set(occurrences.flatMap((o) => o.version ?? []))].sort(byCodeUnit).map(printable).join(', ');
  const elements = new Set(sdk.data.filter((d) => d.platform === platform).map((d) => d.element));
  const sensitive = [...elements].filter((e) => result.catalogue.elements[e]?.sensitive === 'yes').length;
  const data =
    sdk.practicesKnown && elements.size > 0
      ? `${elements.size} ${say(T.data, language)}${sensitive > 0 ? paint.red(` (${sensitive} ${say(T.sensitive, language)})`) : ''}`
      : sdk.collectsNone.some((c) => c.platform === platform)
        ? paint.green(say(T.none, language))
        : paint.yellow(say(T.unknown, language));
  const modules = new Set(occurrences.map((o) => o.module));
  const here = sdk.evidence.filter((e) => e.strength !== 'hint' && e.kind !== 'brings' && modules.has(e.module ?? ''));
  // A manifest line says more about a package than one of many imports does.
  const first =
    here.find((e) => e.technique === 'manifest-analysis') ??
    here[0] ??
    sdk.evidence.find((e) => modules.has(e.module ?? '')) ??
    sdk.evidence[0];
  const where = first ? `${printable(first.file)}${first.line === null ? '' : `:${first.line}`}` : '';
  const category = result.catalogue.categories[sdk.category]?.name;
  const via = occurrences.every((o) => o.via.length > 0)
    ? paint.dim(` ← ${[...new Set(occurrences.flatMap((o) => o.via))].sort(byCodeUnit).map(printable).join(', ')}`)
    : '';
  return [
    `    ${paint.bold(display(sdk, language))} ${paint.dim(printable(sdk.id))}${versions ? ` ${versions}` : ''}${via}`,
    `      ${category ? `${printable(say(category, language))} · ` : ''}${say(sdk.confidence === 'certain' ? T.certain : T.likely, language)} · ${data} ${paint.dim(where)}`,
  ];
}

/** The findings of one rule and level: a heading, then the first few with their places. */
function ruleLines(findings: readonly Finding[], language: Language, paint: Paint): string[] {
  const [first] = findings;
  if (!first) return [];
  const mark =
    first.level === 'error'
      ? paint.red('✖ error')
      : first.level === 'warning'
        ? paint.yellow('▲ warning')
        : paint.dim('· note');
  const lines = [`  ${mark} ${paint.bold(printable(first.rule))} ${findings.length}`];
  for (const finding of findings.slice(0, SHOWN_FINDINGS)) {
    const [place] = finding.evidence;
    const where = place ? paint.dim(` ${printable(place.file)}${place.line === null ? '' : `:${place.line}`}`) : '';
    lines.push(`      ${printable(say(finding.message, language))}${where}`);
  }
  if (findings.length > SHOWN_FINDINGS)
    lines.push(`      ${paint.dim(`+${findings.length - SHOWN_FINDINGS} ${say(T.more, language)}`)}`);
  return lines;
}
