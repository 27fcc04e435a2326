import { describe, expect, it } from 'vitest';
import { frontend } from '../../scanner/languages/kotlin/frontend.js';
import { importsOf, itIsTotal } from '../support/lexer-cases.js';

describe('kotlin front end', () => {
  itIsTotal(frontend, [
    'import ',
    'import a.b.C\n',
    '"',
    '"""',
    "'",
    '\\',
    '/*',
    '*/',
    '//',
    '\n',
    '${',
    '}',
    '$',
    '`',
    '{',
    'class ',
  ]);

  it('reads package and imports', () => {
    const text = `@file:OptIn(Experimental::class)
@file:JvmName("Import")
package com.example.\`in\`
/* outer /* inner */ import no.No */
import com.tencent.mm.opensdk.openapi.IWXAPI as Api
import kotlinx.coroutines.*
import a.b.\`object\`.C; import d.E
internal typealias X = String
fun f() { import("x") }
`;
    expect(frontend.facts(text, '').package).toBe('com.example.in');
    expect(importsOf(frontend, text)).toEqual([
      'com.tencent.mm.opensdk.openapi.IWXAPI',
      'kotlinx.coroutines',
      'a.b.object.C',
      'd.E',
    ]);
  });

  it('passes over strings with code in them', () => {
    const text = `class A {
  val a = "x \${ if (b) "https://inner.example.com/\${c["}"]}" else '"' } y https://\${host}.example.com"
  val raw = """ " \${"\\"}"}" https://raw.example.com """"
  fun \`it's "odd"\`() = Class.forName("cn.jpush.android.service.PushService")
  val last = "https://last.example.com"
}`;
    const facts = frontend.facts(text, '');
    expect(facts.hosts.map((h) => h.host)).toEqual(['inner.example.com', 'raw.example.com', 'last.example.com']);
    expect(facts.classNames).toEqual([{ value: 'cn.jpush.android.service.PushService', line: 4 }]);
  });
});
