import { describe, expect, it } from 'vitest';
import { frontend } from '../../scanner/languages/java/frontend.js';
import { importsOf, itIsTotal } from '../support/lexer-cases.js';

describe('java front end', () => {
  itIsTotal(frontend, [
    'import ',
    'import a.b.C;',
    '"',
    '"""',
    "'",
    '\\',
    '/*',
    '*/',
    '//',
    '\n',
    'class',
    '@A(',
    '.',
    'package ',
    '`',
  ]);

  it('reads package and imports', () => {
    const text = `/* import no.No; */
// import no.No;
@NonNullApi
package com.example . app;

import java.util.List; import a.b.C;
import static org.junit.Assert.*;
import static a.b.C.method;
import /* c */ com.umeng.
    commonsdk.UMConfigure ;
import cn.jpush.android.api.*;

@Retention(value = X.class)
public final class A { String s = "import z.Z;"; }
`;
    expect(frontend.facts(text, '').package).toBe('com.example.app');
    expect(importsOf(frontend, text)).toEqual([
      'java.util.List',
      'a.b.C',
      'org.junit.Assert',
      'a.b.C.method',
      'com.umeng.commonsdk.UMConfigure',
      'cn.jpush.android.api',
    ]);
    expect(frontend.facts(text, '').imports.map((i) => i.line)).toEqual([6, 6, 7, 8, 9, 11]);
  });

  it('finds class names in literals, and is not led astray by quotes', () => {
    const text = `class A {
  char q = '"', e = '\\'', u = '\\u0041';
  String block = """
      "quoted" https://block.example.com/x \\""" still
      """;
  void m() throws Exception {
    Class.forName("com.umeng.analytics.MobclickAgent");
    Class.forName("com.example.Outer$Inner"); load("com.example.not_a_class"); load("Foo.Bar"); load("a..b.C"); load("a.C");
  }
}`;
    const facts = frontend.facts(text, '');
    expect(facts.classNames).toEqual([{ value: 'com.umeng.analytics.MobclickAgent', line: 7 }]);
    expect(facts.hosts).toEqual([{ host: 'block.example.com', line: 4 }]);
  });
});
