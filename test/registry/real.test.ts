/** The registry that ships: every file sound, every sample proven by the extractors, every file accepted by its JSON Schema. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readRegistry } from '../../registry/load.js';
import { validateRegistry } from '../../registry/validate.js';
import { sampleProblems } from '../../scanner/detect/samples.js';

const ROOT = join(import.meta.dirname, '../..');
const { registry, issues } = readRegistry(join(ROOT, 'registry'));
const lines = (list: readonly { file: string; at: string; message: string }[]) =>
  list.map((i) => `${i.file} ${i.at}: ${i.message}`);

function yamlFiles(folder: string): string[] {
  return readdirSync(join(ROOT, 'registry', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `registry/${folder}/${name}`)
    .sort();
}

function schema(name: string): ValidateFunction {
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(join(ROOT, `docs/schema/${name}.schema.json`), 'utf8')) as object);
}

describe('the registry', () => {
  it('has files that can be read', () => {
    expect(lines(issues)).toEqual([]);
    expect(registry.sdks.length).toBeGreaterThanOrEqual(40);
  });

  it('holds together', () => {
    expect(lines(validateRegistry(registry))).toEqual([]);
  });

  it('every sample line is recognised, every near miss is not', () => {
    expect(lines(sampleProblems(registry))).toEqual([]);
  });

  it('no practice stands without a citation that exists', () => {
    const bare = registry.sdks.flatMap((sdk) => {
      const known = new Set(sdk.citations.map((c) => c.id));
      return sdk.practices
        .filter((p) => p.citations.length === 0 || p.citations.some((id) => !known.has(id)))
        .map((p) => `${sdk.id} ${p.element}`);
    });
    expect(bare).toEqual([]);
  });

  it('nothing was read in the future and published after it was read', () => {
    const wrong = registry.sdks.flatMap((sdk) =>
      sdk.citations
        .filter((c) => c.published !== null && c.published.slice(0, 10) > c.retrieved)
        .map((c) => `${sdk.id} ${c.id}: published ${c.published}, read ${c.retrieved}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('the JSON Schemas', () => {
  it.each([
    ['sdk', 'sdks'],
    ['wrapper', 'wrappers'],
    ['vendor', 'vendors'],
    ['libraries', 'libraries'],
  ])('%s accepts every file of %s', (name, folder) => {
    const validate = schema(name);
    const files = yamlFiles(folder);
    expect(files.length).toBeGreaterThan(0);
    const refused = files.flatMap((file) =>
      validate(parse(readFileSync(join(ROOT, file), 'utf8')))
        ? []
        : (validate.errors ?? []).map((e) => `${file} ${e.instancePath}: ${e.message}`),
    );
    expect(refused).toEqual([]);
  });

  it('refuse an entry with a misspelt key, a missing one and a kind that does not exist', () => {
    const validate = schema('sdk');
    const [file] = yamlFiles('sdks');
    const sound = parse(readFileSync(join(ROOT, file ?? ''), 'utf8')) as Record<string, unknown>;
    expect(validate(sound)).toBe(true);
    expect(validate({ ...sound, vendro: 'x' })).toBe(false);
    expect(validate({ ...sound, vendor: undefined })).toBe(false);
    expect(validate({ ...sound, signatures: [{ kind: 'mavne', value: 'a:b' }] })).toBe(false);
  });
});
