import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frontend } from '../../scanner/languages/javascript/frontend.js';
import { packageSpecifier } from '../../scanner/languages/javascript/specifiers.js';

const imports = (text: string, path = 'a.js') =>
  frontend.facts(text, path).imports.map((i) => `${i.line} ${i.value}${i.typeOnly ? ' type' : ''}`);
const hosts = (text: string, path = 'a.js') => frontend.facts(text, path).hosts.map((h) => h.host);

describe('imports', () => {
  const rows: [string, string, string[], string?][] = [
    [
      'default, named, namespace, side effect',
      "import a from 'a'\nimport {b as c, d} from \"b/x\"\nimport * as n from 'n';import 'side'",
      ['1 a', '2 b/x', '3 n', '3 side'],
    ],
    ['several lines and comments', "import {\n  a, // from 'no'\n  b /* , */,\n} from /* x */ 'pkg'", ['4 pkg']],
    [
      'export from',
      "export * from 'a'; export * as x from 'b'; export { c } from 'c'; export { d }; export default e",
      ['1 a', '1 b', '1 c'],
    ],
    [
      'type imports',
      "import type A from 'a'; import type { B } from 'b'; import { type C } from 'c'; import { type D, e } from 'd'; import type from 'f'; export type { G } from 'g'",
      ['1 a type', '1 b type', '1 c type', '1 d', '1 f', '1 g type'],
      'a.ts',
    ],
    ['import = require', "import x = require('x')", ['1 x'], 'a.ts'],
    [
      'import types',
      "let a: import('a').B; const b = import('b').then(f); type C = typeof import('c')",
      ['1 a type', '1 b', '1 c type'],
      'a.ts',
    ],
    ['no semicolons after a type', "type A = Array<B>\nimport x from 'x'\nexport * from 'y'", ['2 x', '3 y'], 'a.ts'],
    [
      'dynamic import and require',
      "import('a'); require('b'); require(`c`); x = { ...require('d') }; o.require('no'); require('e' + f); import(g); require.resolve('no')",
      ['1 a', '1 b', '1 c', '1 d'],
    ],
    [
      'not bare',
      "import './a'; import '../b'; import '/c'; import '@/d'; import '~/e'; import 'node:fs'; import 'https://x.com/y.js'; import '#f'; import '!!raw!./x'",
      [],
    ],
    [
      'query and subpath',
      "import 'firebase/auth'; import '@s/p/x?raw'; import 'lodash/'",
      ['1 firebase/auth', '1 @s/p/x', '1 lodash'],
    ],
    [
      'names that only look like keywords',
      "const a = { import: 1, require: 2 }; a.import; class X { import() {} require() {} }; imported('no'); $require('no')",
      [],
    ],
    ['comments and strings', "// import 'a'\n/* require('b') */ 'import \"c\"'; `require('d')`; require('e')", ['2 e']],
    ['hashbang', "#!/usr/bin/env node 'x\nrequire('a')", ['2 a']],
    [
      'regular expressions and divisions',
      "a = b / c; r = /['\"`/]/.test(x) / 2; if (y) /'/.exec(z); k = x++ / 2; return /require('no')/; n = a! / 2; require('a')",
      ['1 a'],
    ],
    ['template nesting', `\`\${\`\${require("a")}\`}\` + \`it's \${ {a: "}"} } \` + require("b")`, ['1 a', '1 b']],
    [
      'an apostrophe in JSX text',
      "const a = <p title='x'>Don't {require('a')} // <b/> it's `</p>; require('b')",
      ['1 a', '1 b'],
      'a.jsx',
    ],
    [
      'nested and self-closing JSX',
      "const a = c ? <A b={<B>it's</B>} {...d}/> : <><C>'</C></>; require('b')",
      ['1 b'],
      'a.jsx',
    ],
    [
      'generics that look like JSX',
      "const f = <T,>(x: T) => x; const g = <T extends U>(x: T) => \"'\"; const h: <T>(x: T) => T = y; require('a')",
      ['1 a'],
      'a.tsx',
    ],
    ['type assertions', "const a = <any>b; require('a')", ['1 a'], 'a.ts'],
    ['comparison', "if (a < b && c > d) require('a')", ['1 a']],
    ['an unclosed string ends with its line', "const a = 'oops\nrequire('b')", ['2 b']],
    [
      'native plugins',
      "uni.requireNativePlugin('JG-JPush'); requireNativePlugin(\"X\"); requirePlugin('live'); import p from 'plugin://map/page'",
      ['1 uni-native-plugin:JG-JPush', '1 uni-native-plugin:X', '1 plugin://live', '1 plugin://map'],
    ],
    [
      'Vue blocks',
      "<template><p>it's <a>import 'no'</a></p></template>\n<!-- <script>import 'no'</script> -->\n<script>\nimport a from 'a'\n</script>\n<script setup lang=\"ts\">\nimport type B from 'b'\nlet c = <any>d\n</script>\n<style>@import 'no';</style>",
      ['4 a', '7 b type'],
      'a.vue',
    ],
    ['script with src', '<script src="pkg/x.js"></script><script src="./y.js"></script>', ['1 pkg/x.js'], 'a.vue'],
    [
      'UTS on Android',
      "import UMConfigure from 'com.umeng.commonsdk.UMConfigure'",
      ['1 com.umeng.commonsdk.UMConfigure'],
      'uni_modules/x/utssdk/app-android/index.uts',
    ],
  ];
  it.each(rows)('%s', (_title, text, expected, path) => {
    expect(imports(text, path)).toEqual(expected);
  });

  it('keeps no slice of the file alive', () => {
    const fact = frontend.facts(`import 'a-rather-long-package-name'${' '.repeat(100)}`, 'a.js').imports[0];
    expect(fact?.value).toBe('a-rather-long-package-name');
  });
});

describe('hosts and class names', () => {
  it('takes hosts from literals only', () => {
    expect(
      hosts(
        `// https://no.com\nf('https://API.Example.com:8080/x'); g(\`wss://u:p@ws.example.org/\${a}\`, \`https://\${b}.no.com\`, \`https://part.\${c}\`); h('//cdn.example.net/a.js', '// no.com', '//no', 'a https://in.example.com, b'); i('http:\\/\\/esc.example.com\\/x')`,
      ),
    ).toEqual(['api.example.com', 'ws.example.org', 'cdn.example.net', 'in.example.com', 'esc.example.com']);
  });

  it('takes the classes that 5+ code loads by name', () => {
    const facts = frontend.facts(
      "plus.android.importClass('cn.jpush.android.api.JPushInterface'); plus.android.newObject('x')",
      'a.js',
    );
    expect(facts.classNames).toEqual([{ value: 'cn.jpush.android.api.JPushInterface', line: 1 }]);
  });
});

describe('packageSpecifier', () => {
  it.each([
    ['@scope/name/x', '@scope/name/x'],
    ['Base64', 'Base64'],
    ['@components', null],
    ['src/x', null],
    ['~@/x', null],
    ['', null],
    ['a b', null],
  ])('%s', (written, expected) => {
    expect(packageSpecifier(written)).toBe(expected);
  });
});

describe('robustness', () => {
  const pieces = [
    'import ',
    'from ',
    'export ',
    '{',
    '}',
    '<a',
    '>',
    '</a>',
    '/>',
    "'",
    '"',
    '`',
    '${',
    '/',
    '//',
    '/*',
    '*/',
    '(',
    ')',
    '\n',
    'require(',
    'type ',
    'x',
    '=',
    '<script>',
    '</script>',
    '[',
    '\\',
    'https://a.b/',
  ];
  it('never throws on anything', () => {
    const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''));
    for (const path of ['a.js', 'a.tsx', 'a.ts', 'a.vue']) {
      fc.assert(fc.property(fc.oneof(fc.string(), soup), (text) => void frontend.facts(text, path)));
    }
  });

  it('takes linear time on texts made to be slow', () => {
    const seeds = [
      '/[',
      '<a>',
      '<a ',
      'import{',
      'import a ',
      'import {a,',
      'require(`',
      '${`',
      '(',
      '}',
      '/*',
      "require('",
      '<!--',
      '<script>',
      "'\\",
      'a<b>',
      'https://',
      '`${',
    ];
    for (const seed of seeds) {
      const text = seed.repeat(Math.ceil(1_000_000 / seed.length));
      for (const path of ['a.jsx', 'a.vue']) {
        const began = performance.now();
        frontend.facts(text, path);
        expect(performance.now() - began, `${seed} in ${path}`).toBeLessThan(3000);
      }
    }
  }, 120_000);
});
