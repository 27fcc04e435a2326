// Scaffolds one more plugin or registry entry. Usage: npm run new -- <kind> <name>; without arguments it tells the kinds.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const PATH = /^[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/;
const today = () => new Date().toISOString().slice(0, 10);

const CITATION = (day) => `citations:
  - id: source
    url: https://example.invalid/todo
    title: TODO
    publisher: TODO
    by: vendor
    published: null
    retrieved: ${day}
    locator: null
    language: zh
    says: TODO what the page says, at most 120 characters
`;

/** What each kind writes: path to content. `optional` files are left alone where they exist. */
const KINDS = {
  extractor: {
    grammar: PATH,
    example: 'gradle/foo-lock',
    files: (name) => {
      const [ecosystem, format] = name.split('/');
      const file = `${format}.txt`;
      return {
        [`scanner/extractors/${name}.ts`]: `/** Reads ${file}: TODO what is taken from it, and what is left alone. TODO a link to the format. */
import { type Extractor, extraction } from '../../../core/plugins.js';
import { basename } from '../../../core/text.js';

export const extractor: Extractor = {
  name: '${name}',
  ecosystem: '${ecosystem}',
  title: { zh: '读取 ${file}（待补充）', en: 'Reads ${file} (to be described)' },
  input: 'text',
  fileRequired: (path) => basename(path) === '${file}',
  extract: ({ text }) =>
    extraction({
      problems: text === '' ? [] : [{ line: 1, message: 'this format is not read yet' }],
    }),
};
`,
        [`test/fixtures/extractors/${name}/tree/${file}`]: 'replace this with a small real file\n',
        [`test/fixtures/extractors/${name}/expected.json`]: `${JSON.stringify({ packages: ['replace this with the facts that must come out'] }, null, 2)}\n`,
      };
    },
    index: true,
    next: (name) => [
      `put a small real project into test/fixtures/extractors/${name}/tree and what must come out into expected.json`,
      `write scanner/extractors/${name}.ts`,
      'npx vitest run test/extractors test/house',
      'npm run generate',
    ],
  },
  sdk: {
    grammar: PATH,
    example: 'vendor/product',
    files: (name) => {
      const [vendor] = name.split('/');
      return {
        [`registry/sdks/${name}.yaml`]: `id: ${name}
name: { zh: null, en: TODO }
aliases: []
vendor: ${vendor}
category: other
purposes: null
scenarios: null
platforms: [android]
signatures:
  - { kind: maven, value: "todo.${vendor}:todo" }
practicesKnown: false        # true with practices, each cited; see docs/registry-authoring.md
searched:
  - { where: TODO where a source was looked for, date: ${today()} }
practices: []
permissions: []
links: { privacy: null, compliance: null, website: null, optOut: null }
samples:
  - { kind: maven, match: "implementation 'todo.${vendor}:todo:1.0.0'", nearMiss: "implementation 'todo.${vendor}2:todo:1.0.0'" }
${CITATION(today())}reviewed: { date: ${today()}, how: TODO }
`,
      };
    },
    optional: (name) => {
      const [vendor] = name.split('/');
      return {
        [`registry/vendors/${vendor}.yaml`]: `id: ${vendor}
name: { zh: null, en: TODO the registered name as the vendor's own policy gives it }
formerly: []
country: null
role: unknown
contact: null
website: null
${CITATION(today())}`,
      };
    },
    index: false,
    next: (name) => [
      `fill in registry/sdks/${name}.yaml by docs/registry-authoring.md: no citation, no practice`,
      'npm run -s outflow -- registry check',
      'npm run generate',
    ],
  },
  wrapper: {
    grammar: PATH,
    example: 'pub/name',
    files: (name) => {
      const [ecosystem, stem] = name.split('/');
      return {
        [`registry/wrappers/${name}.yaml`]: `id: ${name}
ecosystem: ${ecosystem}
signatures:
  - { kind: ${{ npm: 'npm', cordova: 'cordova', capacitor: 'capacitor' }[ecosystem] ?? 'pub'}, value: ${stem} }
author: TODO
brings:
  - { sdk: todo/todo, platforms: [android, ios], when: always, citations: [source] }
${CITATION(today())}reviewed: { date: ${today()}, how: TODO }
`,
      };
    },
    index: false,
    next: (name) => [
      `name in registry/wrappers/${name}.yaml what the package brings, and the page that shows it`,
      'npm run -s outflow -- registry check',
      'npm run generate',
    ],
  },
  check: {
    grammar: SLUG,
    example: 'some-fault',
    files: (name) => ({
      [`scanner/checks/${name}.ts`]: `/** TODO what is wrong where this rule speaks. */
import type { Check } from '../../core/plugins.js';

export const check: Check = {
  id: '${name}',
  title: { zh: '待补充', en: 'To be written' },
  level: 'warning',
  rationale: { zh: '待补充', en: 'To be written' },
  remedy: { zh: '待补充', en: 'To be written' },
  reference: null,
  run: () => [],
};
`,
      [`test/checks/${name}.test.ts`]: `import { describe, expect, it } from 'vitest';
import { check } from '../../scanner/checks/${name}.js';
import { scanResult } from '../support/scan-result.js';

describe('${name}', () => {
  it('finds the fault', () => {
    expect(check.id).toBe('${name}');
    expect(check.run(scanResult(), { date: null })).toHaveLength(1);
  });
});
`,
    }),
    index: true,
    next: (name) => [
      `write the fault into test/checks/${name}.test.ts, then scanner/checks/${name}.ts`,
      'npx vitest run test/checks test/house',
      'npm run generate',
    ],
  },
  list: {
    grammar: SLUG,
    example: 'minors',
    files: (name) => ({
      [`exporters/disclosure/lists/${name}.ts`]: `/** TODO what this list is for, and who asks for it. */
import { sdkGroups } from '../list-rows.js';
import { column, type DisclosureList } from '../table.js';

export const list: DisclosureList = {
  id: '${name}',
  title: { zh: '待补充', en: 'To be written' },
  stem: '${name}-list',
  columns: [column('sdk_name', '第三方SDK名称', 'SDK name', true, 1.6)],
  groupedBy: null,
  notes: () => [],
  groups: sdkGroups,
};
`,
    }),
    index: true,
    next: (name) => [
      `write what must be listed into test/exporters/lists.test.ts, then exporters/disclosure/lists/${name}.ts`,
      'npx vitest run test/exporters test/house',
      'npm run generate',
    ],
  },
  export: {
    grammar: SLUG,
    example: 'disclosure-foo',
    files: (name) => ({
      [`exporters/${name}.ts`]: `/** TODO what this format is for, and where it is defined. */
import type { Exporter } from '../core/plugins.js';
import { disclosureOf } from './disclosure/model.js';

export const exporter: Exporter = {
  id: '${name}',
  title: { zh: '待补充', en: 'To be written' },
  mediaType: 'text/plain; charset=utf-8',
  extension: 'txt',
  // A table in this format is named for its list; a format of its own kind has a file name here.
  stem: null,
  export: (result, options) => \`\${disclosureOf(result, options).title[options.language === 'en' ? 'en' : 'zh']}\\n\`,
};
`,
      [`test/exporters/${name}.test.ts`]: `import { describe, expect, it } from 'vitest';
import { exporter } from '../../exporters/${name}.js';
import { exportOptions, scanResult } from '../support/scan-result.js';

describe('${name}', () => {
  it('prints every SDK of the table', async () => {
    const text = await exporter.export(scanResult(), exportOptions());
    expect(String(text)).toContain('推送通');
  });
});
`,
    }),
    index: true,
    next: (name) => [
      `write what must be printed into test/exporters/${name}.test.ts, then exporters/${name}.ts`,
      'npx vitest run test/exporters test/house',
      'npm run generate',
    ],
  },
};

function usage(problem) {
  if (problem) console.error(`${problem}\n`);
  console.error('Usage: npm run new -- <kind> <name>');
  for (const [kind, { example }] of Object.entries(KINDS)) console.error(`  npm run new -- ${kind} ${example}`);
  process.exit(2);
}

const [kindName, name, ...rest] = process.argv.slice(2);
if (kindName === undefined || name === undefined || rest.length > 0) usage(null);
const kind = Object.hasOwn(KINDS, kindName) ? KINDS[kindName] : usage(`there is no kind ${kindName}`);
if (!kind.grammar.test(name))
  usage(`${name} is no name for ${kindName}: lower case, digits and dashes, like ${kind.example}`);

const files = kind.files(name);
const taken = Object.keys(files).filter((path) => existsSync(join(root, path)));
if (taken.length > 0) {
  console.error(
    `${taken.join(', ')} is there already, and nothing was written: choose another name, or edit that file`,
  );
  process.exit(1);
}
const optional = Object.entries(kind.optional?.(name) ?? {}).filter(([path]) => !existsSync(join(root, path)));
for (const [path, text] of [...Object.entries(files), ...optional]) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text, { flag: 'wx' });
  console.log(`wrote ${path}`);
}
if (kind.index) {
  const run = spawnSync(process.execPath, [join(root, 'scripts/generate-index.mjs')], { cwd: root, stdio: 'inherit' });
  if (run.status !== 0) process.exit(run.status ?? 2);
}
console.log('\nNext:');
for (const step of kind.next(name)) console.log(`  ${step}`);
