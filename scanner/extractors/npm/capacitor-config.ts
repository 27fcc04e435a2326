/** capacitor.config.json and capacitor.config.ts: the application id of the native shells. */
import { type Extractor, extraction } from '../../../core/plugins.js';
import { basename } from '../../../core/text.js';
import { stringAt } from '../../languages/json/json-access.js';
import { parseJson } from '../../languages/json/json-document.js';
import type { NativeAppFacts } from './facts.js';

export const extractor: Extractor<NativeAppFacts> = {
  name: 'npm/capacitor-config',
  ecosystem: 'npm',
  title: {
    zh: 'capacitor.config.*：原生外壳的应用标识',
    en: 'capacitor.config.*: the application id of the native shells',
  },
  input: 'text',
  // Built shells hold a copy below android/ and ios/.
  fileRequired: (path) =>
    /^capacitor\.config\.(?:json|ts|js|mjs)$/.test(basename(path)) && !/(?:^|\/)(?:assets|App\/App)\//.test(path),
  extract: (file) => {
    const { appId, appName } = file.path.endsWith('.json') ? fromJson(file.text) : fromCode(file.text);
    return extraction({
      facts: { kind: 'native-app', framework: 'capacitor', name: appName, android: appId, ios: appId, platforms: [] },
    });
  },
};

function fromJson(text: string): { appId: string | null; appName: string | null } {
  const { root } = parseJson(text);
  return { appId: stringAt(root, 'appId'), appName: stringAt(root, 'appName') };
}

/** A configuration in code is never run: only what is written out as a plain string is taken. */
function fromCode(text: string): { appId: string | null; appName: string | null } {
  const literal = (key: string) =>
    new RegExp(`\\b${key}\\s*:\\s*(['"\`])([^'"\`$\\n]{1,155})\\1`).exec(text)?.[2] ?? null;
  return { appId: literal('appId'), appName: literal('appName') };
}
