import { describe, expect, it } from 'vitest';
import { nearest } from '../../core/nearest.js';

const KNOWN = ['getui/push', 'getui/gtc', 'jiguang/jpush', 'umeng/common', 'umeng/share', 'wechat/opensdk'];

describe('nearest', () => {
  it.each<[string, string[]]>([
    ['getui/pusch', ['getui/gtc', 'getui/push']],
    ['jpush', ['getui/push', 'jiguang/jpush']],
    ['umeng', ['umeng/common', 'umeng/share']],
    ['WECHAT/OPENSDK', ['wechat/opensdk']],
    ['wechat/opnsdk', ['wechat/opensdk']],
    ['completely-different-thing', []],
  ])('%s: %j', (asked, expected) => {
    expect([...nearest(asked, KNOWN)].sort()).toEqual(expected);
  });

  it('gives the closest first and no more than asked for', () => {
    expect(nearest('abcdefghi', ['abcxxfghi', 'abcdefghx', 'abcdefxxi'], 2)).toEqual(['abcdefghx', 'abcdefxxi']);
  });

  it('knows nothing where nothing is known', () => {
    expect(nearest('getui/push', [])).toEqual([]);
  });
});
