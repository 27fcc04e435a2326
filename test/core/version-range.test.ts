import { describe, expect, it } from 'vitest';
import { inVersionRange, isVersionRange } from '../../core/version-range.js';

describe('version ranges', () => {
  it.each([
    ['6.7.9', '<6.8.0', true],
    ['6.8.0', '<6.8.0', false],
    ['6.8', '<=6.8.0', true],
    ['6.10.0', '<6.8.0', false],
    ['4.1.1', '>=4.1.1', true],
    ['4.1.1', '>4.1.1', false],
    ['5.0', '>=4.1.1 <5', false],
    ['4.9.9.1', '>=4.1.1 <5', true],
    ['20.4.0', '20.4.0', true],
    ['v2.0.0-beta.1', '>=2', true],
    ['3.53.0.a', '>=3.53', true],
    ['^1.2.0', '<2', null],
    ['~> 2.0', '<3', null],
    ['1.2.+', '<2', null],
    ['latest.release', '<2', null],
    ['1.0', 'before 2.0', null],
  ])('%s in %s: %s', (version, range, expected) => {
    expect(inVersionRange(version, range)).toBe(expected);
  });

  it('know their own grammar', () => {
    expect(['<1', '>=1.2 <2', '3.0.1'].every(isVersionRange)).toBe(true);
    expect(['', 'v1', '1.x', '< 1', '^1'].some(isVersionRange)).toBe(false);
  });
});
