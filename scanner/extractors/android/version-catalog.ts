/** Version catalogs: `gradle/libs.versions.toml` and its like, in every shape of an entry. */
import { parse } from 'smol-toml';
import { type Extractor, extraction, type FileProblem } from '../../../core/plugins.js';
import type { CatalogFacts, CatalogLibrary, CatalogPlugin } from '../../languages/gradle/catalog.js';

type Table = Readonly<Record<string, unknown>>;

export const extractor: Extractor<CatalogFacts> = {
  name: 'android/version-catalog',
  ecosystem: 'android-gradle',
  title: {
    zh: '读取版本目录 *.versions.toml',
    en: 'Reads version catalogs, *.versions.toml',
  },
  input: 'text',
  fileRequired: (path) => path.endsWith('.versions.toml'),
  extract(file) {
    const lines = entryLines(file.text);
    const problems: FileProblem[] = [];
    let table: Table;
    try {
      table = parse(file.text) as Table;
    } catch (error) {
      const line =
        typeof error === 'object' && error !== null && 'line' in error && typeof error.line === 'number'
          ? error.line
          : null;
      const message = `this catalog is not valid TOML and was read only as far as its lines are plain: ${firstLine(error)}`;
      problems.push({ line, message });
      table = parsePlainLines(file.text);
    }
    const versions: [string, string][] = [];
    for (const [alias, value] of Object.entries(section(table, 'versions'))) {
      const version = versionOf(value, new Map());
      if (version !== null) versions.push([alias, version]);
    }
    const known = new Map(versions);
    const at = (name: string, alias: string) => ({ file: file.path, line: lines.get(`${name}\0${alias}`) ?? 1 });
    const libraries: CatalogLibrary[] = [];
    for (const [alias, value] of Object.entries(section(table, 'libraries'))) {
      const library = libraryOf(value, known);
      const location = at('libraries', alias);
      if (library) libraries.push({ alias, ...library, location });
      else
        problems.push({ line: location.line, message: `the library ${alias} has no group and name that can be read` });
    }
    const plugins: CatalogPlugin[] = [];
    for (const [alias, value] of Object.entries(section(table, 'plugins'))) {
      const plugin = pluginOf(value, known);
      if (plugin) plugins.push({ alias, ...plugin, location: at('plugins', alias) });
    }
    const bundles: [string, string[]][] = [];
    for (const [alias, value] of Object.entries(section(table, 'bundles'))) {
      if (Array.isArray(value)) bundles.push([alias, value.filter((v) => typeof v === 'string')]);
    }
    return extraction({ facts: { catalog: { versions, libraries, bundles, plugins } }, problems });
  },
};

function section(table: Table, name: string): Table {
  const value = table[name];
  return isTable(value) ? value : {};
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A version as text, reference or rich version; null where there is none. */
function versionOf(value: unknown, known: ReadonlyMap<string, string>): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  if (!isTable(value)) return null;
  const ref = value['ref'];
  if (typeof ref === 'string') return known.get(ref) ?? known.get(ref.replace(/[._]/g, '-')) ?? null;
  for (const key of ['strictly', 'require', 'prefer']) {
    const rich = value[key];
    if (typeof rich === 'string' && rich !== '') return rich;
  }
  return null;
}

function libraryOf(
  value: unknown,
  known: ReadonlyMap<string, string>,
): { module: string; version: string | null } | null {
  if (typeof value === 'string') {
    const [group, name, version] = value.split(':');
    return group && name ? { module: `${group}:${name}`, version: version ?? null } : null;
  }
  if (!isTable(value)) return null;
  const { module, group, name } = value;
  const version = versionOf(value['version'], known);
  if (typeof module === 'string' && /^[^:]+:[^:]+$/.test(module)) return { module, version };
  return typeof group === 'string' && typeof name === 'string' ? { module: `${group}:${name}`, version } : null;
}

function pluginOf(value: unknown, known: ReadonlyMap<string, string>): { id: string; version: string | null } | null {
  if (typeof value === 'string') {
    const at = value.lastIndexOf(':');
    return at > 0 ? { id: value.slice(0, at), version: value.slice(at + 1) } : null;
  }
  if (!isTable(value) || typeof value['id'] !== 'string') return null;
  return { id: value['id'], version: versionOf(value['version'], known) };
}

/** Lines of entries by section and alias; TOML readers give no positions. */
function entryLines(text: string): Map<string, number> {
  const out = new Map<string, number>();
  let current = '';
  text.split(/\r\n|\r|\n/).forEach((line, i) => {
    const header = /^\s*\[\s*([\w.-]+)\s*\]/.exec(line);
    if (header) {
      const [name, alias] = (header[1] ?? '').split('.', 2);
      current = name ?? '';
      if (alias !== undefined) out.set(`${current}\0${alias}`, i + 1);
      return;
    }
    const key = /^\s*["']?([\w.-]+)["']?\s*=/.exec(line);
    const alias = key?.[1];
    if (alias === undefined) return;
    for (const name of [alias, alias.split('.', 1)[0] ?? alias]) {
      const id = `${current}\0${name}`;
      if (!out.has(id)) out.set(id, i + 1);
    }
  });
  return out;
}

/** Reads what stands on a line of its own where the whole is broken: each such line is tried as TOML. */
function parsePlainLines(text: string): Table {
  const out: Record<string, Record<string, unknown>> = {};
  let current = '';
  for (const line of text.split(/\r\n|\r|\n/)) {
    const header = /^\s*\[\s*([\w-]+)\s*\]/.exec(line);
    if (header) current = header[1] ?? '';
    else if (line.includes('=') && current !== '' && line.length < 2000) {
      try {
        const target = out[current] ?? {};
        out[current] = Object.assign(target, parse(line));
      } catch {
        // A line that is no entry by itself; the problem of the whole file is reported already.
      }
    }
  }
  return out;
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0] ?? '';
}
