/** The lock file: every dependency runs on the oldest Node we promise, and no download host is written down. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './source-modules.js';

const OLDEST = '20.19.0';

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly engines?: { readonly node?: string } }>>;
}

type Version = readonly [number, number, number];

const text = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
const lock = JSON.parse(text) as LockFile;

/** True where a range as npm writes it (`^20.19.0 || >= 22`, `18 || 20`) admits a version. @throws Error on any other grammar */
function admits(range: string, version: string): boolean {
  return range.split('||').some((part) => comparators(part).every((c) => holds(c, versionOf(version))));
}

function comparators(part: string): string[] {
  return part
    .trim()
    .replace(/(>=|<=|>|<|=|\^|~)\s+/g, '$1')
    .split(/\s+/)
    .filter((c) => c !== '' && c !== '*');
}

function holds(comparator: string, version: Version): boolean {
  const match = /^(?<op>>=|<=|>|<|=|\^|~)?v?(?<bare>\d+(?:\.\d+){0,2})(?:\.[x*])*$/.exec(comparator);
  if (!match?.groups) throw new Error(`${comparator} is no comparator this test can read`);
  const { op = '', bare = '' } = match.groups;
  const order = compare(version, versionOf(bare));
  const given = bare.split('.').length;
  switch (op) {
    case '>=':
      return order >= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '^':
      return order >= 0 && version[0] === versionOf(bare)[0];
    case '~':
      return order >= 0 && samePrefix(version, versionOf(bare), Math.min(2, given));
    default:
      return samePrefix(version, versionOf(bare), given);
  }
}

function versionOf(bare: string): Version {
  const [major = 0, minor = 0, patch = 0] = bare.split('.').map(Number);
  return [major, minor, patch];
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

function samePrefix(a: Version, b: Version, length: number): boolean {
  return a.slice(0, length).join('.') === b.slice(0, length).join('.');
}

describe('the lock file', () => {
  it(`every dependency runs on Node ${OLDEST}`, () => {
    const entries = Object.entries(lock.packages).flatMap(([name, { engines }]) =>
      engines?.node === undefined ? [] : [{ name, range: engines.node }],
    );
    expect(entries.length).toBeGreaterThan(20);
    expect(entries.filter(({ range }) => !admits(range, OLDEST))).toEqual([]);
  });

  it('our own engines field promises that version and no lower one', () => {
    const own = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { engines: { node: string } };
    expect(own.engines.node).toBe(`>=${OLDEST}`);
  });

  it('names no download host', () => {
    expect(text).not.toContain('"resolved"');
    expect(text.match(/https?:\/\/[^"]*\.tgz/g)).toBeNull();
  });
});

describe('admits', () => {
  it.each([
    ['>=20.19.0', true],
    ['>= 18', true],
    ['>=20.20.0', false],
    ['>=22', false],
    ['^20.19.0 || >=22.12.0', true],
    ['^20.0.0 || ^22.0.0 || >=24.0.0', true],
    ['^22.13.0 || >=24', false],
    ['18 || 20 || >=22', true],
    ['18 || 22', false],
    ['>=12 <20', false],
    ['>=12 <21', true],
    ['>=v12.22.7', true],
    ['~20.19', true],
    ['~20.18.0', false],
    ['20.x', true],
    ['*', true],
  ])('%s: %s', (range, expected) => {
    expect(admits(range, OLDEST)).toBe(expected);
  });

  it('refuses a grammar it does not know rather than guess', () => {
    expect(() => admits('latest', OLDEST)).toThrow(/latest/);
  });
});
