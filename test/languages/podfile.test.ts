import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPodfile } from '../../scanner/languages/ruby/podfile.js';
import { readPodspec } from '../../scanner/languages/ruby/podspec.js';

/** `target: spec requirement` of every pod. */
function pods(text: string): string[] {
  const { facts } = readPodfile(text);
  return facts.pods.map((p) => {
    const target = p.target === null ? '-' : (facts.targets[p.target]?.name ?? '?');
    const off = p.disabled ? ' off' : '';
    return `${target}: ${p.spec}${p.requirement === null ? '' : ` ${p.requirement}`}${off}`;
  });
}

describe('Podfile reader', () => {
  it.each<[string, string, string[]]>([
    [
      'quotes, parentheses, trailing comments',
      `pod "A" # x\npod('B', "~> 1", '>= 1.2')\npod 'C/Sub','1.0' ; pod :D`,
      ['-: A', '-: B ~> 1, >= 1.2', '-: C/Sub 1.0', '-: D'],
    ],
    [
      'arguments over several lines',
      `pod 'A',\n  '1.0',\n  :git => 'x'\npod 'B', \\\n  '2.0'`,
      ['-: A 1.0', '-: B 2.0'],
    ],
    [
      'constants, interpolation, addition',
      `V = '1.' + '2'\n$w = "#{V}.3"\npod 'A', V\npod "Kit#{'X'}", $w`,
      ['-: A 1.2', '-: KitX 1.2.3'],
    ],
    [
      'methods with parameters and defaults',
      `def kit(name, v = '1.0', swift: true)\n  pod name, v\nend\ntarget 'T' do\n  kit 'A'\n  kit('B', '2.0')\nend`,
      ['T: A 1.0', 'T: B 2.0'],
    ],
    [
      'a parameter of a block is a variable in it alone, and one of a method in that',
      `post_install do |installer|\n  installer.pods_project.targets.each do |target|\n    target.name\n  end\nend\ndef with(pod)\n  pod\nend\ntarget 'T' do\n  pod 'A'\nend`,
      ['T: A'],
    ],
    [
      'a variable from outside is still one after a block that has it as a parameter',
      `name = 'A'\n%w[x].each { |name| name }\ntarget 'T' do\n  pod name\nend`,
      ['T: A'],
    ],
    [
      'a method that yields',
      `def wrap(n)\n  target n do\n    yield\n  end\nend\nwrap('T') do\n  pod 'A'\nend`,
      ['T: A'],
    ],
    [
      'lists of names',
      `%w(A B).each do |n| pod n end\n%i[C].each { |n| pod n }\n['D', "E"].each_with_index { |n, i| pod n }`,
      ['-: A', '-: B', '-: C', '-: D', '-: E'],
    ],
    ['targets from a list', `['T', 'U'].each do |t|\n  target t do\n    pod 'A'\n  end\nend`, ['T: A', 'U: A']],
    [
      'conditions nobody can know',
      `if ENV['X'] == '1'\n pod 'A'\nelsif y?\n pod 'B'\nelse\n pod 'C'\nend\npod 'D' unless ENV['Y']`,
      ['-: A', '-: B', '-: C', '-: D'],
    ],
    [
      'conditions that are written down',
      `use = false\nif use\n pod 'A'\nelse\n pod 'B'\nend\npod 'C' if true`,
      ['-: A off', '-: B', '-: C'],
    ],
    ['a version that depends on a condition', `v = ENV['X'] ? '1' : '2'\npod 'A', v`, ['-: A']],
    ['comments, =begin and __END__', `=begin\npod 'No'\n=end\npod 'A'\n# pod 'No'\n__END__\npod 'No'`, ['-: A']],
    ['heredocs and regular expressions', `puts <<~TEXT\n  pod 'No'\nTEXT\nx = y =~ /pod 'No'/\npod 'A'`, ['-: A']],
    ['hooks are not read', `post_install do |i|\n  i.each do |t|\n    pod 'No'\n  end\nend\npod 'A'`, ['-: A']],
    [
      'while, begin and rescue',
      `begin\n  x = 1\n  while x < 2 do\n    x += 1\n  end\nrescue => e\n  puts e\nensure\n  pod 'A'\nend\npod 'B'`,
      ['-: A', '-: B'],
    ],
    ['windows line ends and full-width spaces', `target 'T' do\r\n\u3000pod 'A'\r\nend\r\n`, ['T: A']],
    ['git with a tag', `pod 'A', git: 'https://x.example/a.git', tag: 'v3'`, ['-: A v3']],
    ['hash of versions', `{ 'A' => '1', :B => '2' }.each { |n, v| pod n, v }`, ['-: A 1', '-: B 2']],
    [
      'arrays grown in branches',
      `list = ['A']\nlist << 'B' if ENV['B']\nlist += ['C']\nlist.each { |n| pod n }`,
      ['-: A', '-: B', '-: C'],
    ],
    ['chains over lines', `['A']\n  .map { |n| n }\n  .each do |n|\n    pod n\n  end`, ['-: A']],
    [
      'end inside a string or symbol',
      `x = 'end'\ny = :end\npod 'A', :if => true\nz = { end: 1, if: 2 }\npod 'B'`,
      ['-: A', '-: B'],
    ],
  ])('%s', (_, text, expected) => {
    expect(pods(text)).toEqual(expected);
    expect(readPodfile(text).problems).toEqual([]);
  });

  it('keeps targets, inheritance and platforms', () => {
    const { facts } = readPodfile(
      `platform :ios, '9.0'\nabstract_target 'All' do\n target 'A'\n target 'B' do\n  inherit! :search_paths\n  platform :osx, '10.0'\n end\nend`,
    );
    expect(facts.targets.map((t) => [t.name, t.parent, t.abstract, t.inherit, t.platform])).toEqual([
      ['All', null, true, 'complete', 'ios'],
      ['A', 0, false, 'complete', 'ios'],
      ['B', 0, false, 'search_paths', 'osx'],
    ]);
  });

  it('says what it could not read', () => {
    const { problems } = readPodfile(
      `eval(File.read('more.rb'))\nplugins.each { |p| pod p[:name], :path => 'x' }\ntarget 'T' do\n  pod 'A'`,
    );
    expect(problems.map((p) => p.line)).toEqual([3, 1, 2]);
  });

  it('never throws, and ends', () => {
    const piece = fc.constantFrom(
      'pod',
      "'A'",
      '"#{',
      '}',
      'do',
      'end',
      'if',
      'x',
      '|',
      '{',
      '(',
      ')',
      '[',
      ']',
      ',',
      '=>',
      ':a',
      '\n',
      'def f',
      'f',
      '<<~E',
      '%w[',
      '?',
      ':',
      '=',
      '.each',
      'target',
      '/',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (parts) => void readPodfile(parts.join(' '))),
      { numRuns: 400 },
    );
    for (const text of [
      'def f\n f\n f\nend\nf',
      `${'['.repeat(50_000)}`,
      `${'if a\n'.repeat(20_000)}`,
      `pod ${'"#{'.repeat(20_000)}`,
      '!'.repeat(50_000),
      `x = ${'('.repeat(30_000)}`,
    ]) {
      const start = process.cpuUsage();
      readPodfile(text);
      expect(process.cpuUsage(start).user / 1e6, text.slice(0, 12)).toBeLessThan(4);
    }
  });
});

describe('podspec reader', () => {
  it('reads names, dependencies and vendored files', () => {
    const spec = readPodspec(`Pod::Spec.new do |s|
  s.name = "Kit"
  s.version = "1.2.3"
  s.ios.vendored_frameworks = ['A.framework', 'B.xcframework']
  s.dependency 'X', '~> 1.0'
  s.subspec 'Sub' do |ss|
    ss.dependency "Kit/Core"
    ss.ios.dependency 'Y'
  end
  s.test_spec { |t| t.dependency 'Quick' }
end`);
    expect([spec.name, spec.version]).toEqual(['Kit', '1.2.3']);
    expect(spec.dependencies.map((d) => [d.name, d.requirement, d.test])).toEqual([
      ['X', '~> 1.0', false],
      ['Kit/Core', null, false],
      ['Y', null, false],
      ['Quick', null, true],
    ]);
    expect(spec.vendored.map((v) => v.path)).toEqual(['A.framework', 'B.xcframework']);
  });
});
