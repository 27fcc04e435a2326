/** Workspaces: several projects that build one app, and two lock files for it. */
import { expect, it } from 'vitest';
import { correlators, extractors } from '../../scanner/extractors/index.js';
import { runPlugins, summarise } from '../support/fixture-tree.js';

const apple = extractors.filter((e) => e.ecosystem === 'ios-apple');
const run = (files: Readonly<Record<string, string>>) =>
  summarise(runPlugins(new Map(Object.entries(files)), apple, correlators));

/** A project of one target that links a product of another project and asks for one Swift package. */
function project(name: string, type: string, links: string, url: string | null): string {
  const reference =
    url === null
      ? ''
      : `RP = {isa = XCRemoteSwiftPackageReference; repositoryURL = "${url}"; requirement = { kind = upToNextMajorVersion; minimumVersion = 1.0.0; }; }; PD = {isa = XCSwiftPackageProductDependency; package = RP; productName = Kit; };`;
  return `// !$*UTF8*$!
{ objects = {
  C = {isa = XCBuildConfiguration; name = Release; buildSettings = { SDKROOT = iphoneos; PRODUCT_BUNDLE_IDENTIFIER = com.acme.${name}; }; };
  L = {isa = XCConfigurationList; buildConfigurations = ( C ); };
  F = {isa = PBXFileReference; path = ${links}.framework; sourceTree = BUILT_PRODUCTS_DIR; };
  B = {isa = PBXBuildFile; fileRef = F; };
  P = {isa = PBXFrameworksBuildPhase; files = ( B ); };
  ${reference}
  T = {isa = PBXNativeTarget; name = ${name}; buildConfigurationList = L; buildPhases = ( P ); packageProductDependencies = ( ${url === null ? '' : 'PD'} ); productType = "com.apple.product-type.${type}"; };
  G = {isa = PBXGroup; children = ( F ); sourceTree = "<group>"; };
  R = {isa = PBXProject; mainGroup = G; targets = ( T ); buildConfigurationList = L; packageReferences = ( ${url === null ? '' : 'RP'} ); };
}; rootObject = R; }`;
}

const lock = (version: string) =>
  JSON.stringify(
    { version: 2, pins: [{ identity: 'kit', location: 'https://github.com/acme/kit', state: { version } }] },
    null,
    1,
  );

it('a library of one project goes into the app of another that links it by name, and on through what it links', () => {
  const result = run({
    'App/App.xcodeproj/project.pbxproj': project('App', 'application', 'Middle', null),
    'Middle/Middle.xcodeproj/project.pbxproj': project('Middle', 'framework', 'Base', null),
    'Base/Base.xcodeproj/project.pbxproj': project('Base', 'framework', 'Nothing', 'https://github.com/acme/kit'),
    'Other/Other.xcodeproj/project.pbxproj': project('Other', 'application', 'Nothing', null),
  });
  expect(result['modules']).toEqual([
    'App ios-apple [ios] apps=ios:com.acme.App',
    'Base ios-apple [ios] apps=ios:com.acme.App',
    'Middle ios-apple [ios] apps=ios:com.acme.App',
    'Other ios-apple [ios] apps=ios:com.acme.Other',
  ]);
  expect(result['packages']).toEqual([
    'spm github.com/acme/kit 1.0.0 manifest release module=Base direct @Base/Base.xcodeproj/project.pbxproj:8',
  ]);
});

it('takes the versions of the workspace where the project has a lock file of its own, and says so', () => {
  const result = run({
    'App.xcodeproj/project.pbxproj': project('App', 'application', 'Nothing', 'https://github.com/acme/kit'),
    'App.xcodeproj/project.xcworkspace/xcshareddata/swiftpm/Package.resolved': lock('1.2.0'),
    'App.xcworkspace/xcshareddata/swiftpm/Package.resolved': lock('1.9.0'),
  });
  expect(result['packages']).toEqual([
    'spm github.com/acme/kit 1.9.0 lock release module= direct @App.xcodeproj/project.pbxproj:8',
  ]);
  expect(result['problems']).toEqual([
    expect.stringMatching(
      /^correlate ios-apple App\.xcodeproj\/.*Package\.resolved:\d+ this lock file .* disagree on 1 packages/,
    ),
  ]);
});
