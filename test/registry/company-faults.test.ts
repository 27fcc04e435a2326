/** What is wrong in a company's .outflow folder: told with file, line and key, all at once; and folders that nobody vouches for. */
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CompanyError } from '../../core/errors.js';
import { loadCompany } from '../../registry/company/load.js';
import { MAX_FILES } from '../../registry/company/read.js';
import { BASE, faults, outflowFolder, REVIEWED, VOCABULARY } from '../support/company-folder.js';
import { tempDir } from '../support/temp-tree.js';

describe('faults name file, line and key, and suggest the right one', () => {
  it.each([
    [
      'config.jsonc',
      '{\n  "langage": "zh"\n}',
      '.outflow/config.jsonc:2 langage: there is no key langage here; nearest: language',
    ],
    ['config.jsonc', '{ "language": "cn" }', '.outflow/config.jsonc:1 language: is one of zh, en, both'],
    [
      'config.jsonc',
      '{ "columns": ["providr"] }',
      '.outflow/config.jsonc:1 columns[0]: there is no column providr; nearest: provider',
    ],
    [
      'config.jsonc',
      '{\n "rules": {\n  "practice-unknown": "off" } }',
      '.outflow/config.jsonc:3 rules.practice-unknown: there is no rule practice-unknown; nearest: practices-unknown',
    ],
    [
      'config.jsonc',
      '{ "packages": [{ "package": "bridge", "class": "own", "reason": "x" }] }',
      '.outflow/config.jsonc:1 packages[0].package: is written <kind>:<name>',
    ],
    [
      'config.jsonc',
      '{ "packages": [{ "package": "npm:a", "class": "ours", "reason": "x" }] }',
      '.outflow/config.jsonc:1 packages[0].class: is one of own, library, sdk',
    ],
    [
      'config.jsonc',
      '{ "packages": [{ "package": "npm:a", "class": "sdk", "sdk": "getui/psh", "reason": "x" }] }',
      '.outflow/config.jsonc:1 packages[0].sdk: there is no SDK getui/psh; nearest: getui/push',
    ],
    ['config.jsonc', '{ "operator": ', '.outflow/config.jsonc:1: is not valid JSON with comments'],
    [
      'disclosure.yaml',
      'sdks:\n  - sdk: getui/psh\n',
      '.outflow/disclosure.yaml:2 sdks[0].sdk: there is no SDK getui/psh; nearest: getui/push',
    ],
    [
      'disclosure.yaml',
      'sdks:\n  - sdk: getui/push\n    cells: { retension: x }\n',
      '.outflow/disclosure.yaml:3 sdks[0].cells.retension: there is no key retension here; nearest: retention',
    ],
    [
      'disclosure.yaml',
      'sdks:\n  - { sdk: getui/push, cells: { data_types: x } }\n',
      '.outflow/disclosure.yaml:2 sdks[0].cells.data_types: there is no key data_types here',
    ],
    [
      'disclosure.yaml',
      'functions: [{ id: login, name: 登录 }]\nsdks:\n  - sdk: getui/push\n    usedFor: [{ function: logn }]\n',
      '.outflow/disclosure.yaml:4 sdks[0].usedFor[0].function: there is no business function logn; nearest: login',
    ],
    [
      'disclosure.yaml',
      'functions: [{ id: login, name: 登录 }]\nsdks:\n  - sdk: getui/push\n    usedFor: [{ function: login, sdkFunction: pay }]\n',
      '.outflow/disclosure.yaml:4 sdks[0].usedFor[0].sdkFunction: there is no function of getui/push pay',
    ],
    [
      'disclosure.yaml',
      'functions: [{ id: login, name: 登录 }, { id: login, name: 注册 }]\n',
      '.outflow/disclosure.yaml:1 functions[1].id: login is there twice',
    ],
    [
      'disclosure.yaml',
      'collected:\n  - { data: device.oiad, purpose: x }\n',
      '.outflow/disclosure.yaml:2 collected[0].data: there is no data element device.oiad; nearest: device.oaid',
    ],
    [
      'disclosure.yaml',
      'recipients:\n  - { name: x, data: [person.nam], purpose: x }\n',
      '.outflow/disclosure.yaml:2 recipients[0].data[0]: there is no data element person.nam; nearest: person.name',
    ],
    [
      'disclosure.yaml',
      'recipients:\n  - { name: x, data: [person.name], purpose: x, privacyUrl: "javascript:alert(1)" }\n',
      '.outflow/disclosure.yaml:2 recipients[0].privacyUrl',
    ],
    ['disclosure.yaml', 'sdks: [\n', '.outflow/disclosure.yaml:'],
    ['disclosure.yaml', 'sdks: &a [*a, *a]\n', 'holds a YAML anchor or alias'],
    ['disclosure.yaml', 'sdks:\n  - { sdk: getui/push }\nsdks: []\n', 'is not valid YAML'],
    ['disclosures.yaml', 'sdks: []\n', '.outflow/disclosures.yaml: is not read; nearest: disclosure.yaml'],
    ['config.json', '{}', '.outflow/config.json: is not read; nearest: config.jsonc'],
    [
      'registry/sdk/a/b.yaml',
      'id: a/b\n',
      '.outflow/registry/sdk/a/b.yaml: is not read; folders of registry/ are sdks',
    ],
    [
      'registry/corrections/getui/psh.yaml',
      `id: getui/psh\nreason: x\n${REVIEWED}\n`,
      'there is no SDK getui/psh to correct; nearest: getui/push',
    ],
  ])('%s: %j', (file, text, message) => {
    expect(faults({ [file]: text }).join('\n')).toContain(message);
  });

  it('tells all of them at once', () => {
    expect(
      faults({ 'config.jsonc': '{ "langage": "zh", "colums": [] }', 'disclosure.yaml': 'sdk: []\n' }).map(
        (f) => f.split(':')[0],
      ),
    ).toEqual(['.outflow/config.jsonc', '.outflow/config.jsonc', '.outflow/disclosure.yaml']);
  });

  it('leaves notes and other papers alone', () => {
    expect(faults({ 'README.md': '# why', 'minutes/2026.docx': 'x' })).toEqual([]);
  });
});

describe('a folder that nobody vouches for', () => {
  it('GBK, a giant file, a link and too many files are errors, not crashes', () => {
    expect(faults({ 'disclosure.yaml': new Uint8Array([0xcd, 0xc6, 0xcb, 0xcd]) })[0]).toContain('is not UTF-8');
    expect(faults({ 'disclosure.yaml': `# ${'x'.repeat(1024 * 1024)}` })[0]).toContain('is larger than 1 MiB');
    const dir = outflowFolder({});
    symlinkSync('/etc/passwd', join(dir, 'disclosure.yaml'));
    expect(() => loadCompany(dir, BASE, VOCABULARY)).toThrow('is a link, which is not followed');
    const many = Object.fromEntries(Array.from({ length: MAX_FILES + 1 }, (_, i) => [`notes/${i}.txt`, '']));
    expect(faults(many).join('\n')).toContain('one file too many');
  });

  it('a link in place of the folder, or a file, is an error', () => {
    const dir = tempDir();
    symlinkSync(outflowFolder({}), join(dir, '.outflow'));
    expect(() => loadCompany(join(dir, '.outflow'), BASE, VOCABULARY)).toThrow('is no directory of its own');
    writeFileSync(join(dir, 'file'), '');
    expect(() => loadCompany(join(dir, 'file'), BASE, VOCABULARY)).toThrow(CompanyError);
  });

  it('keys that mean something to JavaScript are keys like any other', () => {
    expect(faults({ 'config.jsonc': '{ "__proto__": { "x": 1 }, "constructor": 1 }' }).join('\n')).toContain(
      'constructor',
    );
    expect(faults({ 'config.jsonc': '{ "rules": { "toString": "off" } }' }).join('\n')).toContain(
      'there is no rule toString',
    );
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
