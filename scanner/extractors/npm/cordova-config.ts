/** Cordova's config.xml: application id, platforms, plugins and the hosts the app may reach. */
import { type Extractor, extraction, type Observation } from '../../../core/plugins.js';
import { basename, lineIndex } from '../../../core/text.js';
import { elementsOf, type HtmlElement } from '../../languages/html/elements.js';
import type { NativeAppFacts } from './facts.js';

const NAMES = new Set(
  'widget name engine platform plugin gap:plugin feature access allow-navigation allow-intent'.split(' '),
);

export const extractor: Extractor<NativeAppFacts> = {
  name: 'npm/cordova-config',
  ecosystem: 'npm',
  title: {
    zh: 'Cordova 的 config.xml：应用标识、平台与插件',
    en: "Cordova's config.xml: application id, platforms and plugins",
  },
  input: 'text',
  // Android resources are often called config.xml too; Cordova's build output is one of them.
  fileRequired: (path) => basename(path) === 'config.xml' && !/(?:^|\/)(?:res|platforms)\//.test(path),
  extract: (file) => {
    if (!/<widget[\s>]/.test(file.text)) return extraction({});
    const lineAt = lineIndex(file.text);
    const elements = elementsOf(file.text, { names: NAMES, xml: true });
    const widget = elements.find((element) => element.name === 'widget');
    const name = elements.find((element) => element.name === 'name');
    const id = widget?.attributes['id'] || null;
    return extraction({
      observations: elements.flatMap((element) => observe(element, file.path, lineAt(element.offset))),
      facts: {
        kind: 'native-app',
        framework: 'cordova',
        name: name ? file.text.slice(name.contentStart, name.contentEnd).trim() || null : null,
        android: widget?.attributes['android-packageName'] || id,
        ios: widget?.attributes['ios-CFBundleIdentifier'] || id,
        platforms: elements.flatMap((e) =>
          e.name === 'engine' || e.name === 'platform' ? (e.attributes['name'] ?? []) : [],
        ),
      },
    });
  },
};

function observe(element: HtmlElement, file: string, line: number): Observation[] {
  const { name, attributes } = element;
  const base = {
    scope: 'release' as const,
    module: null,
    platform: null,
    location: { file, line },
    technique: 'manifest-analysis' as const,
  };
  if (name === 'plugin' || name === 'gap:plugin') {
    const id = attributes['name'] ?? attributes['id'];
    return id ? [{ ...base, kind: 'cordova', value: id }] : [];
  }
  // Old versions list plugins as features: <feature name="http://plugins.cordova.io/api/device"/> says nothing of the package.
  const target = attributes['origin'] ?? attributes['href'];
  if (target === undefined || name === 'feature') return [];
  const host = /^https?:\/\/(?:\*\.)?([A-Za-z0-9.-]+\.[A-Za-z]{2,})/.exec(target)?.[1];
  return host === undefined ? [] : [{ ...base, kind: 'domain', value: host.toLowerCase() }];
}
