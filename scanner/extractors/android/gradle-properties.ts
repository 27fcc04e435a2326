/** gradle.properties and the other property files that builds take names and versions from. */
import { type Extractor, extraction } from '../../../core/plugins.js';

export interface PropertiesFacts {
  readonly properties: readonly (readonly [string, string])[];
}

/** Versions, names and switches are wanted; keys and passwords are not kept. */
const SECRET_NAME = /password|passwd|secret|token|credential|apikey|api_key|appkey|app_key|storekey|keyalias/i;

export const extractor: Extractor<PropertiesFacts> = {
  name: 'android/gradle-properties',
  ecosystem: 'android-gradle',
  title: {
    zh: '读取 gradle.properties 中脚本用到的值',
    en: 'Reads gradle.properties for values that scripts use',
  },
  input: 'text',
  fileRequired: (path) =>
    /(?:^|\/)(?:gradle|versions|gradle-wrapper)\.properties$/.test(path) ||
    /META-INF\/gradle-plugins\/[^/]+\.properties$/.test(path),
  extract: (file) =>
    extraction({ facts: { properties: readProperties(file.text).filter(([name]) => !SECRET_NAME.test(name)) } }),
};

/** Reads `name=value`, `name: value` and `name value` lines; a backslash at the end of a line goes on. */
export function readProperties(text: string): [string, string][] {
  const out: [string, string][] = [];
  const lines = text.split(/\r\n|\r|\n/);
  for (let i = 0; i < lines.length; i++) {
    let line = (lines[i] ?? '').trimStart();
    if (line === '' || line.startsWith('#') || line.startsWith('!')) continue;
    const parts: string[] = [];
    while (/(?:^|[^\\])(?:\\\\)*\\$/.test(line.slice(-8)) && i + 1 < lines.length) {
      parts.push(line.slice(0, -1));
      line = (lines[++i] ?? '').trimStart();
    }
    parts.push(line);
    const whole = parts.join('');
    const match = /^((?:\\.|[^\s:=\\])+)\s*[=:]?\s*/.exec(whole);
    if (match?.[1] !== undefined)
      out.push([match[1].replace(/\\(.)/g, '$1'), whole.slice(match[0].length).trimEnd().replace(/\\(.)/g, '$1')]);
  }
  return out;
}
