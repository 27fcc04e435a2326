/** Build settings of a target: its own, its xcconfig's, the project's, the project's xcconfig's; variables resolved. */
import { dirname, joinPath } from '../../../../core/text.js';
import type { XcodeConfiguration } from '../../../languages/pbxproj/project.js';

export interface XcconfigFile {
  readonly settings: readonly { readonly name: string; readonly value: string; readonly line: number }[];
  readonly includes: readonly string[];
}

/** A value and where it was written. */
export interface SettingValue {
  readonly text: string;
  readonly file: string;
  readonly line: number | null;
}

export type SettingLayer = ReadonlyMap<string, SettingValue>;

/** Stands for a variable that nothing defines. */
export const UNRESOLVED = '\ufffc';
const MAX_DEPTH = 12;
const MAX_LENGTH = 4000;

/** The settings of an xcconfig and of what it includes; a later line wins. */
export function xcconfigLayer(
  path: string,
  files: ReadonlyMap<string, XcconfigFile>,
  open: ReadonlySet<string> = new Set(),
): SettingLayer {
  const layer = new Map<string, SettingValue>();
  const file = files.get(path);
  if (!file || open.has(path) || open.size > MAX_DEPTH) return layer;
  for (const include of file.includes) {
    const target = joinPath(dirname(path), include);
    if (target === null) continue;
    for (const [name, value] of xcconfigLayer(target, files, new Set([...open, path]))) layer.set(name, value);
  }
  for (const { name, value, line } of file.settings) layer.set(name, { text: value, file: path, line });
  return layer;
}

/** The settings written in one configuration of the project file. */
export function configurationLayer(configuration: XcodeConfiguration | undefined, file: string): SettingLayer {
  const layer = new Map<string, SettingValue>();
  for (const [name, text] of Object.entries(configuration?.settings ?? {})) {
    layer.set(name, { text, file, line: configuration?.settingLines[name] ?? null });
  }
  return layer;
}

/** Resolves a setting over layers, the first wins; `$(inherited)` is the next. Null where nothing sets it. */
export function resolveSetting(name: string, layers: readonly SettingLayer[], from = 0, depth = 0): string | null {
  for (let i = from; i < layers.length; i++) {
    const value = layers[i]?.get(name);
    if (value !== undefined) return expand(value.text, name, layers, i, depth);
  }
  return null;
}

/** Where the setting that wins is written. */
export function settingPlace(name: string, layers: readonly SettingLayer[]): SettingValue | null {
  for (const layer of layers) {
    const value = layer.get(name);
    if (value !== undefined) return value;
  }
  return null;
}

function expand(text: string, own: string, layers: readonly SettingLayer[], at: number, depth: number): string {
  if (depth > MAX_DEPTH) return UNRESOLVED;
  // `$NAME` without brackets is a variable too.
  let out = text.replace(/\$([A-Za-z_][A-Za-z0-9_]*)/g, '$($1)');
  // Innermost first, for `$(BUNDLE_ID_$(CONFIGURATION))`.
  for (let round = 0; round < 4 && /\$[({]/.test(out); round++) {
    const before = out;
    out = out.replace(/\$(?:\(([^(){}$]*)\)|\{([^(){}$]*)\})/g, (_, a: string | undefined, b: string | undefined) => {
      const [name = '', ...modifiers] = (a ?? b ?? '').split(':');
      const value =
        name === 'inherited' || name === own
          ? resolveSetting(own, layers, at + 1, depth + 1)
          : resolveSetting(name, layers, 0, depth + 1);
      const fallback = modifiers.find((m) => m.startsWith('default='))?.slice('default='.length);
      const known = value ?? fallback ?? (name === 'inherited' ? '' : UNRESOLVED);
      return modifiers.reduce(modified, known);
    });
    if (out === before || out.length > MAX_LENGTH) break;
  }
  return out.length > MAX_LENGTH ? out.slice(0, MAX_LENGTH) : out;
}

function modified(value: string, modifier: string): string {
  if (modifier === 'lower') return value.toLowerCase();
  if (modifier === 'upper') return value.toUpperCase();
  if (modifier === 'rfc1034identifier') return value.replace(/[^A-Za-z0-9.\ufffc-]/g, '-');
  if (modifier === 'c99extidentifier' || modifier === 'identifier') return value.replace(/[^A-Za-z0-9_\ufffc]/g, '_');
  return value;
}
