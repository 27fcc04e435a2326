/** A small scan result written by hand, for tests of what only sees results. Every part can be replaced. */
import type {
  App,
  Catalogue,
  CatalogueSdk,
  Evidence,
  Occurrence,
  ScanResult,
  SdkData,
  SdkDetection,
} from '../../core/inventory.js';
import type { ExportOptions } from '../../core/plugins.js';

export const ANDROID = 'android:cn.qiuzhi.app';
export const IOS = 'ios:cn.qiuzhi.app';

export function app(id: string, fields: Partial<App> = {}): App {
  const platform = id.startsWith('ios:') ? 'ios' : 'android';
  return {
    id,
    name: '求职',
    platform,
    applicationId: id.slice(id.indexOf(':') + 1),
    module: 'app',
    variants: [],
    ...fields,
  };
}

export function evidence(id: string, fields: Partial<Evidence> = {}): Evidence {
  return {
    id,
    file: 'app/build.gradle',
    line: 12,
    kind: 'maven',
    value: 'cn.tuisong:core:3.1.0',
    signature: 'maven:cn.tuisong:core',
    strength: 'proof',
    technique: 'manifest-analysis',
    role: 'identify',
    app: ANDROID,
    module: 'app',
    scope: 'release',
    places: [],
    more: 0,
    ...fields,
  };
}

export function occurrence(fields: Partial<Occurrence> = {}): Occurrence {
  return {
    app: ANDROID,
    module: 'app',
    platform: 'android',
    scope: 'release',
    version: '3.1.0',
    versionFrom: 'manifest',
    use: 'linked',
    via: [],
    ...fields,
  };
}

export function data(element: string, fields: Partial<SdkData> = {}): SdkData {
  return {
    element,
    platform: 'android',
    app: ANDROID,
    function: null,
    necessity: 'required',
    purposes: null,
    versions: null,
    basis: 'declared',
    access: 'unknown',
    accessEvidence: [],
    citations: ['tuisong/core#rules'],
    ...fields,
  };
}

export function detection(id: string, fields: Partial<SdkDetection> = {}): SdkDetection {
  return {
    id,
    name: { zh: '推送通', en: 'Tuisong' },
    aliases: [],
    vendor: 'tuisong',
    category: 'push_aggregate',
    hosted: false,
    functions: [],
    confidence: 'certain',
    occurrences: [occurrence()],
    evidence: [evidence('e1')],
    data: [data('device.oaid'), data('loc.precise', { necessity: 'optional' })],
    practicesKnown: true,
    practicesPartial: false,
    collectsNone: [],
    ...fields,
  };
}

export function catalogueSdk(fields: Partial<CatalogueSdk> = {}): CatalogueSdk {
  return {
    purposes: { zh: '推送消息', en: 'to push messages' },
    scenarios: { zh: '启动后', en: 'after the start' },
    functions: {},
    permissions: [],
    requires: [],
    disclosure: {},
    links: { privacy: 'https://tuisong.example/privacy', compliance: null, website: null, optOut: null },
    packages: ['cn.tuisong:core'],
    reviewed: '2026-10-05',
    ...fields,
  };
}

export function catalogue(fields: Partial<Catalogue> = {}): Catalogue {
  return {
    vendors: {
      tuisong: {
        name: { zh: '推送通科技有限公司', en: 'Tuisong Technology Ltd' },
        formerly: [],
        country: 'CN',
        role: 'entrusted',
        contact: null,
        website: null,
        citations: ['tuisong#about'],
      },
    },
    elements: {
      'device.oaid': {
        name: { zh: '匿名设备标识符 OAID', en: 'OAID' },
        group: 'device',
        sensitive: 'no',
        immutableId: false,
        gbt35273AnnexA: '',
      },
      'loc.precise': {
        name: { zh: '精确位置', en: 'Precise location' },
        group: 'loc',
        sensitive: 'yes',
        immutableId: false,
        gbt35273AnnexA: '',
      },
      'net.ip': {
        name: { zh: 'IP 地址', en: 'IP address' },
        group: 'net',
        sensitive: 'cond',
        immutableId: false,
        gbt35273AnnexA: '',
      },
    },
    categories: {
      push_aggregate: {
        name: { zh: '消息推送', en: 'Push' },
        purpose: { zh: '用于推送消息', en: 'usual wording of push' },
      },
      payment: { name: { zh: '支付', en: 'Payment' }, purpose: { zh: '用于支付', en: 'usual wording of payment' } },
      advertising: { name: { zh: '广告', en: 'Advertising' }, purpose: { zh: '用于广告', en: 'usual wording of ads' } },
    },
    sdks: { 'tuisong/core': catalogueSdk() },
    citations: {
      'tuisong/core#rules': {
        url: 'https://tuisong.example/rules',
        title: '合规说明',
        publisher: '推送通科技有限公司',
        by: 'vendor',
        published: '2026-03-01',
        retrieved: '2026-10-05',
        locator: null,
        language: 'zh',
        says: 'lists what is collected',
      },
      'tuisong#about': {
        url: 'https://tuisong.example/about',
        title: '关于我们',
        publisher: '推送通科技有限公司',
        by: 'vendor',
        published: null,
        retrieved: '2026-10-05',
        locator: null,
        language: 'zh',
        says: 'names the company',
      },
    },
    permissions: {},
    ...fields,
  };
}

/** One Android app with one SDK, unless told otherwise. */
export function scanResult(fields: Partial<ScanResult> = {}): ScanResult {
  return {
    schema: 'outflow/scan/1',
    incomplete: false,
    tool: {
      name: 'outflow',
      version: '9.9.9',
      registry: {
        version: '2026-10-05',
        sdks: 1,
        signatures: 1,
        newestReview: '2026-10-05',
        oldestReview: '2026-10-05',
      },
    },
    project: {
      name: '求职',
      commit: null,
      ecosystems: ['android-gradle'],
      apps: [app(ANDROID)],
      modules: [{ path: 'app', ecosystem: 'android-gradle', platforms: ['android'], apps: [ANDROID] }],
    },
    sdks: [detection('tuisong/core')],
    packages: [],
    hosts: [],
    permissions: [],
    flows: [],
    findings: [],
    policy: null,
    company: null,
    catalogue: catalogue(),
    problems: [],
    coverage: [],
    ...fields,
  };
}

/** Export options with what most tests do not ask about: everything, in Chinese, with sources. */
export function exportOptions(fields: Partial<ExportOptions> = {}): ExportOptions {
  return {
    language: 'zh',
    apps: null,
    platforms: null,
    date: null,
    list: 'sdk',
    columns: null,
    sources: true,
    ...fields,
  };
}
