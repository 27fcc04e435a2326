/** What stands in real trees and must not be taken for more than it is. */
import { describe, expect, it } from 'vitest';
import { androidApp, registryOf, scanInline, sdk } from '../support/scan-inline.js';

const push = sdk('acme/push', {
  signatures: [
    { kind: 'maven', value: 'com.vendor.push:core' },
    { kind: 'maven', value: 'com.vendor.push:extras' },
    { kind: 'gradle-plugin', value: 'com.vendor.push.plugin' },
    { kind: 'gradle-plugin', value: 'com.vendor.push:plugin' },
    { kind: 'java-package', value: 'com.vendor.push' },
    { kind: 'framework', value: 'VendorPush' },
    { kind: 'objc-header', value: 'VPClient.h' },
    { kind: 'objc-header', value: 'VPTypes.h' },
  ],
});
const registry = registryOf([push], {
  libraries: [
    { kind: 'java-package', libraries: [{ value: 'org.plain', name: 'Plain' }] },
    { kind: 'framework', libraries: [{ value: 'Plain', name: 'Plain' }] },
  ],
});
const found = (files: Record<string, string>) => scanInline(files, registry);
const grades = (files: Record<string, string>) => found(files).sdks.map((s) => [s.id, s.confidence]);

describe('weak traces', () => {
  it('a class named in a string may be looked for in another app: possible at most', () => {
    const source = 'package com.acme.jobs;\nclass App { Object o = load("com.vendor.push.Client"); }\n';
    expect(grades(androidApp({ files: { 'app/src/main/java/com/acme/jobs/App.java': source } }))).toEqual([
      ['acme/push', 'possible'],
    ]);
  });

  it('a plugin on the class path that no module applies shows nothing', () => {
    const root = "buildscript { dependencies { classpath 'com.vendor.push:plugin:1.0' } }";
    const [only, ...rest] = found(androidApp({ files: { 'build.gradle': root } })).sdks;
    expect([only?.id, only?.confidence, only?.occurrences, rest]).toEqual(['acme/push', 'possible', [], []]);
  });

  it('a plugin that a module applies counts in full', () => {
    const files = androidApp({ deps: "}\napply plugin: 'com.vendor.push.plugin'\nandroid {" });
    expect(grades(files)).toEqual([['acme/push', 'certain']]);
  });

  it('headers inside a framework, and headers of the SDK that include each other, are no use by the app', () => {
    expect(grades({ 'ios/VendorPush.framework/Headers/A.h': '#import <VendorPush/B.h>\n' })).toEqual([
      ['acme/push', 'likely'],
    ]);
    const inFramework = found({ 'ios/VendorPush.framework/Headers/A.h': '#import <VendorPush/B.h>\n' });
    expect(inFramework.sdks[0]?.evidence.map((e) => e.technique)).not.toContain('source-analysis');
    expect(grades({ 'ios/Vendor/VPClient.h': '#import "VPTypes.h"\n' })).toEqual([]);
    expect(grades({ 'ios/Vendor/VPClient.h': '#import "VPTypes.h"\n', 'ios/App.m': '#import "VPClient.h"\n' })).toEqual(
      [['acme/push', 'likely']],
    );
  });
});

describe('lock files of Swift packages', () => {
  const kit = sdk('acme/kit', { signatures: [{ kind: 'spm', value: 'github.com/acme/kit' }] });
  const hinted = sdk('acme/kit', { signatures: [{ kind: 'spm', value: 'github.com/acme/kit', strength: 'hint' }] });
  const lock = JSON.stringify({
    version: 2,
    pins: [{ identity: 'kit', location: 'https://github.com/acme/kit', state: { version: '1.2.0' } }],
  });
  const manifest = (urls: string) =>
    `// swift-tools-version:5.9\nimport PackageDescription\nlet package = Package(name: "App", platforms: [.iOS(.v15)], dependencies: [${urls}], targets: [.target(name: "App")])\n`;

  it('pin what others ask for: likely, where the manifest names it certain', () => {
    const pinned = { 'Package.swift': manifest(''), 'Package.resolved': lock };
    expect(scanInline(pinned, registryOf([kit])).sdks.map((s) => s.confidence)).toEqual(['likely']);
    const asked = manifest('.package(url: "https://github.com/acme/kit", from: "1.0.0")');
    const named = { 'Package.swift': asked, 'Package.resolved': lock };
    expect(scanInline(named, registryOf([kit])).sdks.map((s) => s.confidence)).toEqual(['certain']);
  });

  it('a package that is pinned for everybody is what it is, and no sign of the SDK', () => {
    const result = scanInline({ 'Package.swift': manifest(''), 'Package.resolved': lock }, registryOf([hinted]));
    expect(result.sdks.map((s) => [s.confidence, s.occurrences])).toEqual([['possible', []]]);
    expect(result.packages.map((p) => [p.class, p.sdk])).toEqual([['sdk', 'acme/kit']]);
  });
});

describe('versions', () => {
  const versions = (files: Record<string, string>) =>
    found(files).sdks[0]?.occurrences.map((o) => [o.module, o.version, o.versionFrom]);

  it('the first signature of the entry speaks for the SDK, in whatever order the lines stand', () => {
    const deps = "implementation 'com.vendor.push:extras:1.8'\nimplementation 'com.vendor.push:core:9.9'";
    expect(versions(androidApp({ deps }))).toEqual([['app', '9.9', 'manifest']]);
  });

  it('a part that one module declares does not get its version to pass for the SDK’s, which another names', () => {
    const files = androidApp({
      deps: "implementation project(':lib')\nimplementation 'com.vendor.push:extras:1.8'",
      files: {
        'settings.gradle': "include ':app', ':lib'",
        'lib/build.gradle': "apply plugin: 'com.android.library'\ndependencies { api 'com.vendor.push:core:9.9' }",
      },
    });
    expect(versions(files)).toEqual([
      ['app', '9.9', 'manifest'],
      ['lib', '9.9', 'manifest'],
    ]);
  });

  it('whatever is newest is no version', () => {
    for (const version of ['+', 'latest.release'])
      expect(versions(androidApp({ deps: `implementation 'com.vendor.push:core:${version}'` }))).toEqual([
        ['app', null, null],
      ]);
  });
});

describe('archives of Apple projects', () => {
  it('belong to the app, and may be plain libraries', () => {
    const result = found({
      'ios/A.xcodeproj/project.pbxproj':
        '// !$*UTF8*$!\n{ objects = { C = {isa = XCBuildConfiguration; name = Release; buildSettings = { SDKROOT = iphoneos; PRODUCT_BUNDLE_IDENTIFIER = com.acme.a; }; }; L = {isa = XCConfigurationList; buildConfigurations = ( C ); }; F = {isa = PBXFileReference; path = Plain.framework; sourceTree = "<group>"; }; B = {isa = PBXBuildFile; fileRef = F; }; P = {isa = PBXFrameworksBuildPhase; files = ( B ); }; T = {isa = PBXNativeTarget; name = A; buildConfigurationList = L; buildPhases = ( P ); productType = "com.apple.product-type.application"; }; G = {isa = PBXGroup; children = ( F ); sourceTree = "<group>"; }; R = {isa = PBXProject; mainGroup = G; targets = ( T ); buildConfigurationList = L; }; }; rootObject = R; }',
      'ios/Plain.framework/Info.plist':
        '<plist version="1.0"><dict><key>CFBundleShortVersionString</key><string>1.0</string></dict></plist>',
    });
    expect(result.packages.map((p) => [p.name, p.class, p.version, p.apps])).toEqual([
      ['ios/Plain.framework', 'library', null, ['ios:com.acme.a']],
    ]);
  });
});
