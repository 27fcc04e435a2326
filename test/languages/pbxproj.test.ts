import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXcodeProject } from '../../scanner/languages/pbxproj/project.js';

const project = (objects: string) =>
  `// !$*UTF8*$!\n{ objects = {\n${objects}\n ROOT = { isa = PBXProject; mainGroup = MAIN; }; }; rootObject = ROOT; }`;

describe('project.pbxproj', () => {
  it('resolves paths of nested groups, also those that climb', () => {
    const { project: read } = readXcodeProject(
      project(`MAIN = { isa = PBXGroup; children = ( G, L ); sourceTree = "<group>"; };
G = { isa = PBXGroup; path = "../Vendor"; children = ( F ); sourceTree = "<group>"; };
F = { isa = PBXFileReference; path = Pay.framework; sourceTree = "<group>"; };
L = { isa = PBXFileReference; lastKnownFileType = folder; path = Modules/Core; sourceTree = "<group>"; };
B = { isa = PBXBuildFile; fileRef = F; };
P = { isa = PBXFrameworksBuildPhase; files = ( B ); };
T = { isa = PBXNativeTarget; name = App; buildPhases = ( P ); productType = "com.apple.product-type.application"; };`),
    );
    expect(read?.targets[0]?.linked).toEqual([
      { name: 'Pay.framework', path: '../Vendor/Pay.framework', system: false, line: 5 },
    ]);
    expect(read?.folders).toEqual(['Modules/Core']);
  });

  it('survives groups that hold themselves', () => {
    const { project: read } = readXcodeProject(
      project('MAIN = { isa = PBXGroup; children = ( MAIN, A ); }; A = { isa = PBXGroup; children = ( MAIN ); };'),
    );
    expect(read?.targets).toEqual([]);
  });

  it('reads the XML form too', () => {
    const xml =
      '<?xml version="1.0"?><plist><dict><key>objects</key><dict><key>T</key><dict><key>isa</key><string>PBXNativeTarget</string><key>name</key><string>App</string></dict></dict></dict></plist>';
    expect(readXcodeProject(xml).project?.targets.map((t) => t.name)).toEqual(['App']);
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      'isa',
      '=',
      ';',
      '{',
      '}',
      '(',
      ')',
      'PBXNativeTarget',
      'MAIN',
      'children',
      'T',
      'files',
      '"',
      'XCBuildConfiguration',
      'buildSettings',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), (parts) => void readXcodeProject(project(parts.join(' ')))),
      { numRuns: 300 },
    );
  });
});
