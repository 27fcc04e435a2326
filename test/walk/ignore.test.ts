/** .gitignore and .outflowignore, as git-scm.com/docs/gitignore defines them. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, type WalkOptions, walkTree } from '../../scanner/walk/walk.js';
import { tempTree } from '../support/temp-tree.js';
import { gitIndex } from './git-index.js';

function walked(files: Readonly<Record<string, string | Uint8Array>>, options: Partial<WalkOptions> = {}) {
  return walkTree(tempTree(files), { limits: DEFAULT_LIMITS, noIgnore: false, wanted: () => false, ...options });
}

/** The paths that are left of these (all empty), under these ignore files. */
function left(ignoreFiles: Readonly<Record<string, string>>, paths: readonly string[]): string[] {
  const { files } = walked({ ...Object.fromEntries(paths.map((p) => [p, ''])), ...ignoreFiles });
  return files.map((f) => f.path).filter((p) => paths.includes(p));
}

describe('.gitignore', () => {
  it.each<[string, string, string[], string[]]>([
    [
      'a bare name at any depth',
      'secrets.txt',
      ['secrets.txt', 'a/b/secrets.txt', 'a/secrets.txt.bak'],
      ['a/secrets.txt.bak'],
    ],
    ['a star within one name', '*.log', ['x.log', 'a/y.log', 'a/log'], ['a/log']],
    ['a star does not cross a slash', 'a/*.txt', ['a/x.txt', 'a/b/x.txt', 'c/a/x.txt'], ['a/b/x.txt', 'c/a/x.txt']],
    ['a question mark', 'v?.txt', ['v1.txt', 'v12.txt'], ['v12.txt']],
    ['a character class', 'v[0-4].txt', ['v1.txt', 'v7.txt'], ['v7.txt']],
    ['anchored by a leading slash', '/local.xml', ['local.xml', 'app/local.xml'], ['app/local.xml']],
    ['anchored by a slash inside', 'app/local.xml', ['app/local.xml', 'lib/app/local.xml'], ['lib/app/local.xml']],
    ['directories only', 'captures/', ['captures/a.txt', 'docs/captures/b.txt', 'x/captures'], ['x/captures']],
    ['two stars in front', '**/captures', ['captures/a', 'x/y/captures/b', 'x/capture'], ['x/capture']],
    ['two stars behind', 'gen/**', ['gen/a', 'gen/x/b', 'other/gen/c'], ['other/gen/c']],
    ['two stars between', 'a/**/z', ['a/z', 'a/b/z', 'a/b/c/z', 'b/a/z'], ['b/a/z']],
    ['negation', '*.jar\n!keep.jar', ['keep.jar', 'drop.jar', 'a/keep.jar'], ['a/keep.jar', 'keep.jar']],
    ['the last line that matches decides', '!keep.jar\n*.jar', ['keep.jar'], []],
    [
      'no file comes back from a directory that is left out',
      'gen/\n!gen/keep.txt',
      ['gen/keep.txt', 'src/a.txt'],
      ['src/a.txt'],
    ],
    ['contents left out, one brought back', 'gen/*\n!gen/keep.txt', ['gen/keep.txt', 'gen/x.txt'], ['gen/keep.txt']],
    ['comments and blank lines', '# *.txt\n\n   \n', ['a.txt'], ['a.txt']],
    ['an escaped hash and exclamation mark', '\\#a\n\\!b', ['#a', '!b', 'a', 'b'], ['a', 'b']],
    ['trailing spaces do not count unless escaped', 'a.txt   \nb\\ ', ['a.txt', 'b ', 'b'], ['b']],
    ['carriage returns', 'a.txt\r\nb.txt\r\n', ['a.txt', 'b.txt', 'c.txt'], ['c.txt']],
    ['a byte order mark', '\uFEFFa.txt\nb.txt', ['a.txt', 'b.txt', 'c.txt'], ['c.txt']],
    ['letters count with their case', '*.LOG\nLocal/', ['a.log', 'local/x', 'b.LOG'], ['a.log', 'local/x']],
    ['names in Chinese', '资料/\n*.表', ['资料/a.txt', '统计.表', '资料.txt'], ['资料.txt']],
  ])('%s', (_, rules, paths, expected) => {
    expect(left({ '.gitignore': rules }, paths)).toEqual(expected);
  });

  it('of a folder speaks for that folder, and beats those above it', () => {
    const files = { '.gitignore': '*.aar\n/lib', 'app/.gitignore': '!keep.aar\n/lib' };
    const paths = ['a.aar', 'app/keep.aar', 'app/lib/x', 'app/other.aar', 'app/sub/keep.aar', 'keep.aar', 'sub/lib/y'];
    expect(left(files, paths)).toEqual(['app/keep.aar', 'app/sub/keep.aar', 'sub/lib/y']);
  });

  it('.git/info/exclude is the weakest', () => {
    const files = { '.git/info/exclude': '*.cfg\n*.ini', '.gitignore': '!keep.cfg' };
    expect(left(files, ['a.cfg', 'keep.cfg', 'x.ini'])).toEqual(['keep.cfg']);
  });

  it('a tracked file counts as present although a rule matches it, and so does the way to it', () => {
    const index = gitIndex(2, [{ path: 'app/google-services.json' }, { path: 'gen/keep/tracked.txt' }]);
    const { files } = walked({
      '.gitignore': 'google-services.json\ngen/\n',
      '.git/index': index,
      'app/google-services.json': '{}',
      'lib/google-services.json': '{}',
      'gen/keep/tracked.txt': '',
      'gen/keep/untracked.txt': '',
      'gen/other.txt': '',
    });
    expect(files.map((f) => f.path)).toEqual(['.gitignore', 'app/google-services.json', 'gen/keep/tracked.txt']);
  });

  it('of more than 1 MiB is not applied, and that is said', () => {
    const { files, problems } = walked({ '.gitignore': `a.txt\n${'#'.repeat(1024 * 1024)}`, 'a.txt': '' });
    expect(files.map((f) => f.path)).toContain('a.txt');
    expect(problems).toEqual([
      expect.objectContaining({ file: '.gitignore', message: expect.stringContaining('was not applied') }),
    ]);
  });
});

describe('.outflowignore', () => {
  it('has the same grammar, stands beside .gitignore and wins over it', () => {
    const files = { '.gitignore': '*.aar', '.outflowignore': '!vendor.aar\nsamples/' };
    const paths = ['other.aar', 'samples/App.kt', 'src/App.kt', 'vendor.aar'];
    expect(left(files, paths)).toEqual(['src/App.kt', 'vendor.aar']);
  });

  it('takes a tracked file out as well: it is the project’s word to this tool', () => {
    const { files } = walked({
      '.outflowignore': 'samples/\nnotes.txt',
      '.git/index': gitIndex(2, [{ path: 'notes.txt' }, { path: 'samples/App.kt' }, { path: 'src/App.kt' }]),
      'samples/App.kt': '',
      'src/App.kt': '',
      'notes.txt': '',
    });
    expect(files.map((f) => f.path)).toEqual(['.outflowignore', 'src/App.kt']);
  });

  it('works in a folder of its own', () => {
    expect(left({ 'demo/.outflowignore': '*\n' }, ['demo/a/b.kt', 'demo/c.kt', 'src/d.kt'])).toEqual(['src/d.kt']);
  });
});

describe('what ignoring leaves out', () => {
  const tree = {
    '.gitignore': 'local/\n*.secret.json',
    'local/package.json': '{}',
    'local/deep/package.json': '{}',
    'local/node_modules/x/package.json': '{}',
    'local/readme.txt': '',
    'a.secret.json': '',
    'package.json': '{}',
  };
  const wanted = (path: string) => path.endsWith('package.json');

  it('is counted where an extractor would have read it', () => {
    expect(walked(tree, { wanted }).skipped).toEqual([
      {
        why: 'ignored files that an extractor would read (--no-ignore reads them)',
        count: 2,
        files: ['local/deep/package.json', 'local/package.json'],
      },
    ]);
  });

  it('is read with --no-ignore, installed packages excepted', () => {
    const { files } = walked(tree, { wanted, noIgnore: true });
    expect(files.map((f) => f.path)).toEqual([
      '.gitignore',
      'a.secret.json',
      'local/deep/package.json',
      'local/package.json',
      'local/readme.txt',
      'package.json',
    ]);
  });
});
