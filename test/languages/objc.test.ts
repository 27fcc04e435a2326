import { describe, expect, it } from 'vitest';
import { frontend } from '../../scanner/languages/objc/frontend.js';
import { importsOf, itIsTotal } from '../support/lexer-cases.js';

describe('objective-c front end', () => {
  itIsTotal(frontend, [
    '#import <',
    '#import <A/B.h>\n',
    '#import "A.h"\n',
    '@import A;',
    '"',
    '@"',
    "'",
    '\\',
    '/*',
    '*/',
    '//',
    '\n',
    '#if 0\n',
    '#endif\n',
    'R"(',
    ')"',
    '#',
  ]);

  it('reads imports of every form', () => {
    const text = `#import <UMCommon/UMCommon.h>
  # include <Bugly/Sub/Bugly.h> // why
#import "WXApi.h"
#import "Vendor/Weibo/WeiboSDK.h"
#import <TencentOpenApiSDK.h>
#include <stdio.h>
#include <sys/types.h>
#include <vector>
@import FirebaseCore.FIRApp;
#if __has_include(<AFNetworking/AFNetworking.h>)
#import <AFNetworking/AFNetworking.h>
#endif
#pragma mark - Don't "stop
// #import <No/No.h>
/* #import <No/No.h> */
#if 0
#import <Off/Off.h>
#if X
#else
#endif
#else
#import <On/On.h>
#endif
NSString *s = @"#import <No/No.h>";
#define A "x" \\
  "y"
#import MACRO_HEADER
`;
    expect(importsOf(frontend, text, true)).toEqual([
      'objc-framework UMCommon',
      'objc-framework Bugly',
      'objc-header WXApi.h',
      'objc-header WeiboSDK.h',
      'objc-header TencentOpenApiSDK.h',
      'objc-framework FirebaseCore',
      'objc-framework AFNetworking',
      'objc-framework On',
    ]);
  });

  it('keeps its place behind characters, raw strings and continued comments', () => {
    const text = `char a = '"', b = '\\''; int n = 1'000'000; int t = 'abcd';
const char *r = R"x(" #import <No/No.h> )")x";
// goes on \\
#import <No/No.h>
@import Last;
NSString *u = @"https://api.example.com";
`;
    expect(importsOf(frontend, text)).toEqual(['Last']);
    expect(frontend.facts(text, '').hosts).toEqual([{ host: 'api.example.com', line: 6 }]);
  });
});
