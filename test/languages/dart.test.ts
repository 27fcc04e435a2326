import { describe, expect, it } from 'vitest';
import { frontend } from '../../scanner/languages/dart/frontend.js';
import { importsOf, itIsTotal } from '../support/lexer-cases.js';

describe('dart front end', () => {
  itIsTotal(frontend, [
    'import ',
    "import 'package:a/b.dart';",
    "'",
    '"',
    "'''",
    "r'",
    '\\',
    '/*',
    '*/',
    '//',
    '\n',
    '${',
    '}',
    'if (',
    ')',
    '{',
  ]);

  it('reads packages of directives', () => {
    const text = `// import 'package:no/no.dart';
/* outer /* inner */ import 'package:no/no.dart'; */
library example;
import 'dart:io';
import 'package:flutter/material.dart' show Widget hide State;
import "package:jpush_flutter/jpush_flutter.dart" as push;
import 'src/stub.dart'
    if (dart.library.io) 'package:io_side/a.dart'
    if (dart.library.html == "true") 'package:web_side/a.dart' deferred as x;
export 'package:fluwx/fluwx.dart';
part 'a.g.dart';
void main() { final s = 'import \\'package:no/no.dart\\''; }
`;
    expect(importsOf(frontend, text)).toEqual(['flutter', 'jpush_flutter', 'io_side', 'web_side', 'fluwx']);
  });

  it('passes over strings of every form', () => {
    const text = `var a = 'x \${f("}", 'https://inner.example.com')} y', b = r'\\', c = """ " https://triple.example.com """, d = '\\'';
var e = "https://$host.example.com", g = 'https://last.example.com';`;
    expect(frontend.facts(text, '').hosts.map((h) => h.host)).toEqual([
      'inner.example.com',
      'triple.example.com',
      'last.example.com',
    ]);
  });
});
