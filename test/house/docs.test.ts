/** The written pages: links lead somewhere, tests that they name exist, and they speak of the project alone. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NEVER_ENTERED } from '../../scanner/walk/rules.js';
import { ROOT } from './source-modules.js';

const PAGES = [
  'README.md',
  'README.zh.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'NOTICE',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`)
    .sort(),
];
const read = (page: string) => readFileSync(join(ROOT, page), 'utf8');

/** Targets of relative links that do not exist. */
function deadLinks(page: string, text: string): string[] {
  return [...text.matchAll(/\]\((?<target>[^)\s]+)\)/g)]
    .map((match) => match.groups?.['target'] ?? '')
    .filter((target) => !/^(?:https?:|#|mailto:)/.test(target))
    .filter((target) => !existsSync(join(ROOT, dirname(page), target.replace(/#.*/, ''))));
}

describe('pages', () => {
  it.each(PAGES)('%s: every relative link leads somewhere', (page) => {
    expect(deadLinks(page, read(page))).toEqual([]);
  });

  it('a dead link would be seen', () => {
    expect(deadLinks('docs/walk.md', '[a](nowhere.md) [b](../README.md#use) [c](https://example.com/x)')).toEqual([
      'nowhere.md',
    ]);
  });

  it.each(PAGES)('%s: names no directory of a machine', (page) => {
    expect(read(page).match(/(?:^|[\s("'`])\/(?:work|home|root|tmp|Users)\/\S*/g)).toBeNull();
  });

  it.each(['ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/walk.md'])('%s: the tests it names exist', (page) => {
    const named = [...new Set(read(page).match(/test\/[\w/-]+\.test\.ts/g) ?? [])].filter(
      (path) => !/some-fault|disclosure-foo/.test(path),
    );
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('every invariant of ARCHITECTURE.md names the test that holds it', () => {
    const [, section = ''] = read('ARCHITECTURE.md').split('## Invariants');
    const rows = (section.split('\n## ')[0] ?? '')
      .split('\n')
      .filter((l) => l.startsWith('| ') && !/^\| (?:---|invariant)/.test(l));
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter((row) => !/`test\/[\w/-]+\.test\.ts`/.test(row))).toEqual([]);
  });

  it('both READMEs show the two commands and have a place for the sample', () => {
    for (const page of ['README.md', 'README.zh.md']) {
      const text = read(page);
      expect(text).toContain('npm ci && npm start');
      expect(text).toContain('npm ci && npm test');
      expect(text).toMatch(/<!-- sample:start -->[\s\S]+<!-- sample:end -->/);
    }
  });

  it('docs/walk.md names every directory that is never entered', () => {
    const text = read('docs/walk.md');
    expect([...NEVER_ENTERED].filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it('NOTICE names every library that is installed beside the package, and no other', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    const named = [...read('NOTICE').matchAll(/^ {2}(?<name>[\w@/-]+) {2,}/gm)].map((m) => m.groups?.['name']);
    expect(named).toEqual(Object.keys(dependencies).sort());
  });
});
