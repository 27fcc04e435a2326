/** Every extractor of the JavaScript side takes any text, in time that grows with its length. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Extractor } from '../../core/plugins.js';
import { correlators, extractors } from '../../scanner/extractors/index.js';
import { satisfies } from '../../scanner/extractors/npm/range.js';
import { readSpecifier } from '../../scanner/extractors/npm/specifier.js';
import { runPlugins } from '../support/fixture-tree.js';

const SAMPLES: Readonly<Record<string, string>> = {
  'npm/package-json': 'package.json',
  'npm/package-lock': 'package-lock.json',
  'npm/yarn-lock': 'yarn.lock',
  'npm/pnpm-lock': 'pnpm-lock.yaml',
  'npm/bun-lock': 'bun.lock',
  'npm/workspace': 'pnpm-workspace.yaml',
  'npm/expo-config': 'app.config.json',
  'npm/capacitor-config': 'capacitor.config.ts',
  'npm/cordova-config': 'config.xml',
  'uni-app/manifest': 'manifest.json',
  'uni-app/pages': 'pages.json',
  'uni-app/plugin-package': 'uni_modules/a/package.json',
  'uni-app/uts-config': 'uni_modules/a/utssdk/app-ios/config.json',
  'miniprogram/app-json': 'app.json',
  'miniprogram/project-config': 'project.config.json',
  'miniprogram/package-names': 'package.json',
  'html/script-tags': 'a.html',
  'pub/pubspec': 'pubspec.yaml',
  'pub/pubspec-lock': 'pubspec.lock',
};
const mine = extractors.filter((extractor) => extractor.name in SAMPLES);
const read = (extractor: Extractor, text: string) =>
  extractor.extract({ path: SAMPLES[extractor.name] ?? 'x', text, bytes: new Uint8Array() });

describe('any text', () => {
  it('has a sample path for each extractor', () => {
    expect(mine.map((extractor) => extractor.name).sort()).toEqual(Object.keys(SAMPLES).sort());
    for (const extractor of mine)
      expect(extractor.fileRequired(SAMPLES[extractor.name] ?? ''), extractor.name).toBe(true);
  });

  it('never makes an extractor or a correlator throw', () => {
    const keys = [
      'dependencies',
      'devDependencies',
      'packages',
      'version',
      '__proto__',
      'app-plus',
      'pages',
      'workspaces',
      'plugins',
      'expo',
      'a',
      '',
    ];
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom(...keys), tie('value')),
      ),
    }));
    for (const extractor of mine) {
      fc.assert(
        fc.property(
          fc.oneof(
            fc.string(),
            value.map((v) => JSON.stringify(v)),
          ),
          (text) => void read(extractor, text),
        ),
        { numRuns: 60 },
      );
    }
    fc.assert(
      fc.property(value, value, (a, b) => {
        const files = new Map([
          ['package.json', JSON.stringify(a)],
          ['package-lock.json', JSON.stringify(b)],
          ['manifest.json', JSON.stringify(a)],
        ]);
        expect(
          runPlugins(files, mine, correlators).problems.filter((p) => p.stage === 'correlate' && p.file === null),
        ).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('is read in linear time', () => {
    for (const extractor of mine) {
      for (const seed of [
        '{"a":',
        '[',
        'a:\n',
        '"a@^1":\n  version "1"\n',
        '<a b="',
        '- ',
        "<script>'//",
        '? a\n: b\n',
        '{"dependencies":{"a":',
      ]) {
        const text = seed.repeat(Math.ceil(200_000 / seed.length));
        const began = performance.now();
        read(extractor, text);
        expect(performance.now() - began, `${extractor.name}: ${seed}`).toBeLessThan(5000);
      }
    }
  }, 120_000);
});

describe('readSpecifier', () => {
  it.each([
    ['1.2.3', { kind: 'range', name: 'k', range: '1.2.3', version: '1.2.3' }],
    ['^1.2.3', { kind: 'range', name: 'k', range: '^1.2.3', version: null }],
    ['npm:@s/r@1.0.0', { kind: 'range', name: '@s/r', range: '1.0.0', version: '1.0.0' }],
    ['npm:^1.0.0', { kind: 'range', name: 'k', range: '^1.0.0', version: null }],
    ['workspace:^', { kind: 'local', name: 'k', path: null }],
    ['workspace:../a', { kind: 'local', name: 'k', path: '../a' }],
    ['../a', { kind: 'local', name: 'k', path: '../a' }],
    ['file:a.tgz', { kind: 'remote', name: 'k' }],
    ['git+ssh://git@x.com/a.git#v1', { kind: 'remote', name: 'k' }],
    ['owner/repo#semver:^1', { kind: 'remote', name: 'k' }],
    ['catalog:ui', { kind: 'catalog', name: 'k', catalog: 'ui' }],
    ['latest', { kind: 'range', name: 'k', range: 'latest', version: null }],
  ])('%s', (written, expected) => {
    expect(readSpecifier('k', written)).toEqual(expected);
  });
});

describe('satisfies', () => {
  it.each([
    ['1.2.3', '^1.0.0', true],
    ['2.0.0', '^1.0.0', false],
    ['0.2.5', '^0.2.1', true],
    ['0.3.0', '^0.2.1', false],
    ['1.2.9', '~1.2.3', true],
    ['1.3.0', '~1.2.3', false],
    ['5.0.0', '>=4', true],
    ['1.9.0', '1.x', true],
    ['2.1.0', '^1 || ^2', true],
    ['1.0.0', 'latest', false],
  ])('%s in %s', (version, range, expected) => {
    expect(satisfies(version, range)).toBe(expected);
  });
});
