import { describe, expect, it } from 'vitest';
import { type Confidence, type GradedMatch, gradeConfidence, type Strength } from '../../core/evidence.js';
import { reachesUsers, type Scope } from '../../core/platforms.js';

const match = (kind: string, strength: Strength): GradedMatch => ({ kind, strength });

describe('gradeConfidence', () => {
  it.each<[string, GradedMatch[], Confidence]>([
    ['nothing', [], 'possible'],
    ['one hint', [match('query-scheme', 'hint')], 'possible'],
    ['many hints of many kinds', ['a', 'b', 'c', 'd'].map((kind) => match(kind, 'hint')), 'possible'],
    ['one strong', [match('java-package', 'strong')], 'likely'],
    ['two strong of one kind', [match('java-package', 'strong'), match('java-package', 'strong')], 'likely'],
    ['one strong and hints', [match('framework', 'strong'), match('url-scheme', 'hint')], 'likely'],
    ['two strong of two kinds', [match('java-package', 'strong'), match('native-lib', 'strong')], 'certain'],
    ['one proof', [match('maven', 'proof')], 'certain'],
    ['hints, then a proof', [match('url-scheme', 'hint'), match('pod', 'proof')], 'certain'],
  ])('%s: %s', (_, matches, expected) => {
    expect(gradeConfidence(matches)).toBe(expected);
  });
});

describe('reachesUsers', () => {
  it.each<[Scope, boolean]>([
    ['release', true],
    ['unknown', true],
    ['flavor:global', true],
    ['target:Widget', true],
    ['debug', false],
    ['test', false],
    ['dev', false],
    ['compile-only', false],
    ['build-tool', false],
    ['disabled', false],
  ])('%s: %s', (scope, expected) => {
    expect(reachesUsers(scope)).toBe(expected);
  });
});
