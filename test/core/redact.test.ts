/** Keys, secrets and tokens must not reach an output; ordinary names must. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKeyName, looksLikeKey, redact } from '../../core/redact.js';

describe('isKeyName', () => {
  it.each([
    ['JPUSH_APPKEY', true],
    ['com.baidu.lbsapi.API_KEY', true],
    ['com.amap.api.v2.apikey', true],
    ['PUSH_APPID', true],
    ['pushAppSecret', true],
    ['accessKeyId', true],
    ['client-token', true],
    ['TencentMapSDK.license', true],
    ['password', true],
    ['sign', true],
    ['UMENG_CHANNEL', false],
    ['android.app.lib_name', false],
    ['monkey', false],
    ['keyboard', false],
    ['design', false],
    ['signature', false],
    ['tokenizer', false],
    ['firebase_analytics_collection_enabled', false],
  ])('%s: %s', (name, expected) => {
    expect(isKeyName(name)).toBe(expected);
  });
});

describe('looksLikeKey', () => {
  it.each([
    ['24 hex', '5f3c9b1e0a7d4c2b8e6f1a90', true],
    ['32 hex in capitals', '9E107D9D372BB6826BD81D3542A419D6', true],
    ['a UUID', '550e8400-e29b-41d4-a716-446655440000', true],
    ['a browser key of a map service', 'AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY', true],
    ['an ad unit', 'ca-app-pub-3940256099942544', true],
    ['twenty digits', '12345678901234567890', true],
    ['inside a sentence', 'the key is 5f3c9b1e0a7d4c2b8e6f1a90, keep it', true],
    ['a package', 'com.tencent.mm.opensdk.modelpay', false],
    ['a class', 'BMKLocationManagerDelegate', false],
    ['a native library', 'libBaiduMapSDK_base_v7_6_4.so', false],
    ['a meta-data name', 'firebase_analytics_collection_enabled', false],
    ['a version', '11.8.0.14176', false],
    ['a date', '2026-11-22', false],
    ['fifteen hex', '5f3c9b1e0a7d4c2', false],
  ])('%s: %s is %s', (_, value, expected) => {
    expect(looksLikeKey(value)).toBe(expected);
  });
});

describe('redact', () => {
  it('tells the length and leaves the rest', () => {
    expect(redact('JPUSH_APPKEY = "5f3c9b1e0a7d4c2b8e6f1a90" // production')).toBe(
      'JPUSH_APPKEY = "[24 characters]" // production',
    );
  });

  const around = fc.constantFrom('', '"', ' ', 'key=', "'", '\n', '<string>', ': ', '(', '中文');
  const keys = {
    'hex of 16 to 64': fc
      .array(fc.constantFrom(...'0123456789abcdef'), { minLength: 16, maxLength: 64 })
      .map((c) => c.join(''))
      .filter((key) => /\d/.test(key) && /[a-f]/.test(key)),
    UUIDs: fc.uuid(),
    'twenty digits and more': fc
      .array(fc.constantFrom(...'0123456789'), { minLength: 20, maxLength: 40 })
      .map((c) => c.join('')),
  };

  it.each(Object.entries(keys))('no key survives: %s', (_, key) => {
    fc.assert(
      fc.property(around, key, around, (before, secret, after) => !redact(before + secret + after).includes(secret)),
      { numRuns: 300 },
    );
  });

  it('no key survives: 32 letters and digits, a thousand of them drawn at random', () => {
    const key = fc
      .array(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'), {
        minLength: 32,
        maxLength: 32,
        size: 'max',
      })
      .map((c) => c.join(''));
    const drawn = fc.sample(key, { numRuns: 1000, seed: 20261122 }).filter((k) => new Set(k).size > 15);
    expect(drawn.length).toBeGreaterThan(900);
    expect(drawn.filter((k) => redact(k) === k)).toEqual([]);
  });

  it('what was redacted stays as it is', () => {
    fc.assert(fc.property(fc.string({ maxLength: 80 }), (text) => redact(redact(text)) === redact(text)));
  });

  it('any text that looks like no key is left alone', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        fc.pre(!looksLikeKey(text));
        return redact(text) === text;
      }),
    );
  });
});
