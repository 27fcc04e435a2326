/**
 * Proves the samples of registry entries: each line is put into the file in which such a line stands, the real extractors read
 * it, and detection must name the SDK for the match and must not for the near miss.
 */
import type { RegistryIssue } from '../../core/errors.js';
import type { ExtractedFile, InputFile } from '../../core/plugins.js';
import type { Registry, Sample, Sdk } from '../../core/registry-types.js';
import type { SignatureKind } from '../../core/signatures.js';
import { correlateAll, extractFile } from '../extract.js';
import { correlators, extractors } from '../extractors/index.js';
import { frontends } from '../languages/index.js';
import { ModuleIndex } from '../modules.js';
import { treeViewOf } from '../tree-view.js';
import { detect } from './detect.js';
import type { SourceFile, TreeFacts } from './facts.js';
import { type Knowledge, knowledgeOf } from './knowledge.js';

type Files = ReadonlyMap<string, string>;

const GRADLE = 'app/build.gradle';
const MANIFEST = 'app/src/main/AndroidManifest.xml';
const PLIST = 'App/Info.plist';

const manifest = (inner: string, outer = '') =>
  `<manifest xmlns:android="http://schemas.android.com/apk/res/android" xmlns:tools="http://schemas.android.com/tools" package="sample.app">${outer}<application>${inner}</application></manifest>`;
const plist = (inner: string) =>
  `<?xml version="1.0"?><plist version="1.0"><dict><key>CFBundleIdentifier</key><string>sample.app</string>${inner}</dict></plist>`;
const uni = (body: object) => JSON.stringify({ name: 'sample', appid: '', ...body });
const file = (path: string, text: string): Files => new Map([[path, text]]);
/** `oauth.weixin` as the nested object it stands for. */
const nested = (path: string): object => path.split('.').reduceRight<object>((inner, key) => ({ [key]: inner }), {});

/** Where a line of each kind stands. Kinds that no extractor reads yet are looked up by value. */
const HOSTS: Readonly<Partial<Record<SignatureKind, (line: string) => Files>>> = {
  maven: (line) => file(GRADLE, `apply plugin: 'com.android.application'\ndependencies {\n    ${line}\n}\n`),
  'gradle-plugin': (line) =>
    file(
      GRADLE,
      /^\s*classpath/.test(line)
        ? `buildscript { dependencies {\n${line}\n} }\n`
        : /^\s*apply/.test(line)
          ? `${line}\n`
          : `plugins {\n    ${line}\n}\n`,
    ),
  'java-package': (line) => file('app/src/main/java/sample/A.java', `package sample;\n${line}\nclass A {}\n`),
  'java-class': (line) =>
    file('app/src/main/java/sample/A.java', `package sample;\nclass A { Object a = ${line.replace(/;\s*$/, '')}; }\n`),
  'manifest-component': (line) => file(MANIFEST, manifest(line)),
  'manifest-meta-data': (line) => file(MANIFEST, manifest(line)),
  'intent-action': (line) =>
    file(
      MANIFEST,
      manifest(`<receiver android:name="sample.other.R"><intent-filter>${line}</intent-filter></receiver>`),
    ),
  permission: (line) => file(MANIFEST, manifest('', line)),
  'native-lib': (line) => file(line, ''),
  'archive-name': (line) => file(line, ''),
  'asset-file': (line) => file(line, ''),
  'config-file': (line) => file(line, ''),
  pod: (line) => file('Podfile', `target 'Sample' do\n  ${line}\nend\n`),
  spm: (line) =>
    file(
      'Package.swift',
      `// swift-tools-version:5.7\nimport PackageDescription\nlet package = Package(name: "Sample", dependencies: [\n${line.replace(/,\s*$/, '')}\n])\n`,
    ),
  carthage: (line) => file('Cartfile', `${line}\n`),
  framework: (line) => file('App/A.m', `${line}\n`),
  'objc-header': (line) => file('App/A.m', `${line}\n`),
  'swift-module': (line) => file('App/A.swift', `${line}\n`),
  'url-scheme': (line) =>
    file(
      PLIST,
      plist(
        `<key>CFBundleURLTypes</key><array><dict><key>CFBundleURLSchemes</key><array><string>${line}</string></array></dict></array>`,
      ),
    ),
  'query-scheme': (line) =>
    file(PLIST, plist(`<key>LSApplicationQueriesSchemes</key><array><string>${line}</string></array>`)),
  'plist-key': (line) =>
    /^(?:aps-|com\.apple\.)/.test(line)
      ? file('App/App.entitlements', plist(`<key>${line}</key><string>development</string>`))
      : file(PLIST, plist(`<key>${line}</key><string>x</string>`)),
  npm: (line) => file('package.json', `{"name":"sample","dependencies":{${line.replace(/,\s*$/, '')}}}`),
  pub: (line) => file('pubspec.yaml', `name: sample\ndependencies:\n  ${line}\n`),
  'uni-module': (line) => file('manifest.json', uni({ 'app-plus': { modules: { [line]: {} } } })),
  'uni-app-id': (line) => file('manifest.json', uni({ appid: line, 'app-plus': { distribute: {} } })),
  'uni-sdk-config': (line) => file('manifest.json', uni({ 'app-plus': { distribute: { sdkConfigs: nested(line) } } })),
  'uni-native-plugin': (line) => file('manifest.json', uni({ 'app-plus': { nativePlugins: { [line]: {} } } })),
  'miniprogram-plugin': (line) =>
    new Map([
      ['app.json', JSON.stringify({ pages: ['pages/a'], plugins: { p: { version: '1.0.0', provider: line } } })],
      ['project.config.json', '{"appid":"wx0000000000000000"}'],
    ]),
  'script-url': (line) => file('index.html', `<!doctype html><html><head>${line}</head></html>`),
  'csp-host': (line) =>
    file(
      'index.html',
      `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="script-src ${line}"></head></html>`,
    ),
  domain: (line) => file('src/a.js', `fetch("https://${line}/v1");\n`),
  cordova: (line) =>
    file(
      'package.json',
      `{"name":"sample","cordova":{"plugins":{${JSON.stringify(line)}:{}}},"dependencies":{${JSON.stringify(line)}:"1.0.0"}}`,
    ),
};

/** Samples that do not hold, as issues of their entry. */
export function sampleProblems(registry: Registry): RegistryIssue[] {
  const knowledge = knowledgeOf(registry);
  return registry.sdks.flatMap((sdk) =>
    sdk.samples.flatMap((sample, i) => {
      const issues: RegistryIssue[] = [];
      const at = `samples[${i}]`;
      const where = `sdks/${sdk.id}.yaml`;
      if (!names(sdk, sample, sample.match, knowledge))
        issues.push({
          file: where,
          at: `${at}.match`,
          message: `${sample.kind} line «${sample.match}» is not recognised as ${sdk.id}`,
        });
      if (names(sdk, sample, sample.nearMiss, knowledge))
        issues.push({
          file: where,
          at: `${at}.nearMiss`,
          message: `${sample.kind} line «${sample.nearMiss}» is taken for ${sdk.id}`,
        });
      return issues;
    }),
  );
}

/** True where the line, in its place, shows the SDK by a signature of the sample's kind. */
function names(sdk: Sdk, sample: Sample, line: string, knowledge: Knowledge): boolean {
  const host = HOSTS[sample.kind];
  const isIts = (token: string) =>
    knowledge.claims(sample.kind, token).some((c) => c.owner.type !== 'wrapper' && c.owner.sdk.id === sdk.id);
  if (!host) return tokensOf(line).some(isIts);
  const facts = factsOf(host(line));
  const found = detect(facts, new ModuleIndex(facts.correlation), knowledge).drafts.find((d) => d.sdk.id === sdk.id);
  return found?.evidence.sorted().some((e) => e.first.signature?.startsWith(`${sample.kind}:`) === true) === true;
}

/** The line itself, its quoted strings and its names: what an extractor of such a line would report. */
function tokensOf(line: string): string[] {
  const quoted = [...line.matchAll(/["']([^"']+)["']/g)].flatMap((m) => m[1] ?? []);
  return [line, ...quoted, ...(line.match(/[A-Za-z_]\w*/g) ?? [])];
}

/** Reads virtual files with every extractor and front end, as a scan would. */
export function factsOf(files: Files): TreeFacts {
  const extracted: ExtractedFile[] = [];
  const sources: SourceFile[] = [];
  for (const [path, text] of files) {
    for (const extractor of extractors) {
      if (!extractor.fileRequired(path)) continue;
      const input: InputFile = {
        path,
        text: extractor.input === 'text' ? text : '',
        bytes: extractor.input === 'bytes' ? Buffer.from(text) : new Uint8Array(),
      };
      extracted.push({ path, extractor: extractor.name, extraction: extractFile(extractor, input) });
    }
    const extension = path.slice(path.lastIndexOf('.')).toLowerCase();
    const frontend = frontends.find((f) => f.extensions.includes(extension));
    if (frontend) sources.push({ path, language: frontend.name, facts: frontend.facts(text, path) });
  }
  const correlation = correlateAll(extracted, treeViewOf(files.keys()), extractors, correlators);
  return { correlation, sources, paths: [...files.keys()] };
}
