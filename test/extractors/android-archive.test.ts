import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractor } from '../../scanner/extractors/android/archive.js';
import { archiveVersion } from '../../scanner/extractors/android/archive-name.js';
import { correlators, extractors } from '../../scanner/extractors/index.js';
import { runPlugins, summarise } from '../support/fixture-tree.js';

interface Entry {
  readonly name: string;
  readonly content?: Buffer | string;
  readonly encrypted?: boolean;
  readonly claimedSize?: number;
}

/** A zip archive, entry by entry, with room for lies. */
function zip(entries: readonly Entry[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const content = Buffer.from(entry.content ?? '');
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    const head = Buffer.alloc(46);
    head.writeUInt32LE(0x02014b50, 0);
    head.writeUInt16LE(entry.encrypted ? 1 : 0, 8);
    head.writeUInt16LE(8, 10);
    head.writeUInt32LE(packed.length, 20);
    head.writeUInt32LE(entry.claimedSize ?? content.length, 24);
    head.writeUInt16LE(name.length, 28);
    head.writeUInt32LE(offset, 42);
    locals.push(local, name, packed);
    central.push(head, name);
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const read = (bytes: Uint8Array, path = 'libs/x.jar') => extractor.extract({ path, text: '', bytes });
const seen = (bytes: Uint8Array, path?: string) =>
  read(bytes, path).observations.map((o) => `${o.kind} ${o.value} ${o.location.file}`);

describe('android/archive', () => {
  it('reads an aar: its jar, its libraries, its manifest', () => {
    const aar = zip([
      {
        name: 'classes.jar',
        content: zip([
          { name: 'cn/jpush/a/A.class' },
          { name: 'cn/jpush/a/B.class' },
          { name: 'cn/jpush/b/C.class' },
          { name: 'META-INF/versions/9/cn/jpush/b/D.class' },
          { name: 'Root.class' },
        ]),
      }, // prettier-ignore
      { name: 'jni/arm64-v8a/libjcore.so' },
      {
        name: 'AndroidManifest.xml',
        content:
          '<manifest xmlns:android="a" package="cn.jpush"><uses-permission android:name="android.permission.INTERNET"/><application><service android:name="cn.jpush.S"/></application></manifest>',
      },
      { name: 'res/values/x.xml' },
    ]); // prettier-ignore
    expect(seen(aar, 'libs/jpush-5.0.3.aar')).toEqual([
      'archive-name jpush-5.0.3.aar libs/jpush-5.0.3.aar',
      'java-package cn.jpush.a libs/jpush-5.0.3.aar!/classes.jar',
      'java-package cn.jpush.b libs/jpush-5.0.3.aar!/classes.jar',
      'manifest-component cn.jpush.S libs/jpush-5.0.3.aar!/AndroidManifest.xml',
      'native-lib libjcore.so libs/jpush-5.0.3.aar',
      'permission android.permission.INTERNET libs/jpush-5.0.3.aar!/AndroidManifest.xml',
    ]);
    expect(read(aar, 'libs/jpush-5.0.3.aar').packages[0]?.version).toBe('5.0.3');
  });

  it('bounds a bomb, whatever size it claims', () => {
    const bomb = zip([{ name: 'classes.jar', content: Buffer.alloc(80 * 1024 * 1024), claimedSize: 10 }]);
    expect(read(bomb, 'x.aar').problems[0]?.message).toContain('inflates to more than may be read');
  });

  it('bounds the number of entries', () => {
    const many = zip(Array.from({ length: 20_001 }, (_, i) => ({ name: `p${i % 3}/C${i}.class` })));
    expect(read(many).problems[0]?.message).toContain('more than 20000 entries');
  });

  it('reports encrypted, cut off and climbing entries', () => {
    expect(read(zip([{ name: 'classes.jar', content: 'x', encrypted: true }]), 'x.aar').problems[0]?.message).toContain(
      'encrypted',
    );
    const climbing = zip([{ name: '../../etc/A.class' }, { name: '/abs/B.class' }, { name: 'com/acme/C.class' }]);
    expect(read(climbing).problems[0]?.message).toContain('leaves the archive');
    expect(seen(climbing)).toContain('java-package com.acme libs/x.jar');
    const whole = zip([{ name: 'com/acme/C.class' }]);
    expect(read(whole.subarray(0, whole.length - 30)).problems[0]?.message).toContain('no complete zip');
    const broken = Buffer.from(whole);
    broken.fill(0xff, whole.length - 60, whole.length - 30);
    expect(read(broken).problems.length).toBeGreaterThan(0);
  });

  it('is total', () => {
    const whole = zip([{ name: 'classes.jar', content: zip([{ name: 'a/b/C.class' }]) }]);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 20 }), (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        return read(bytes, 'x.aar').packages.length === 1;
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => read(bytes).packages.length === 1));
  });

  it('takes versions that plainly stand in names', () => {
    const names = [
      'bugly-4.1.9.jar',
      'BaiduLBS_Android_v9.6.4.aar',
      'MiPush_SDK_Client_6_0_1-C_3rd.aar',
      'umeng-9.jar',
      'okhttp3.jar',
      'x-1.2.0-SNAPSHOT.aar',
    ];
    expect(names.map(archiveVersion)).toEqual(['4.1.9', '9.6.4', '6.0.1', null, null, '1.2.0-SNAPSHOT']);
  });

  it('attaches archives to the modules whose scripts name them', () => {
    const jar = zip([{ name: 'com/vendor/A.class' }]);
    const files = new Map<string, Buffer | string>([
      ['settings.gradle', "include ':app', ':wrap'"],
      [
        'app/build.gradle',
        "apply plugin: 'com.android.application'\nrepositories { flatDir { dirs 'aars' } }\ndependencies {\nimplementation fileTree(dir: 'libs', include: ['*.jar'])\ndebugImplementation files('libs/tool.aar', '../gone.jar')\nimplementation(name: 'flat-1.0', ext: 'aar')\nimplementation project(':wrap') }",
      ],
      ['app/libs/a.jar', jar],
      ['app/libs/tool.aar', jar],
      ['app/libs/deep/no.jar', jar],
      ['app/aars/flat-1.0.aar', jar],
      ['wrap/build.gradle', 'configurations.maybeCreate("default")\nartifacts.add("default", file("v.aar"))'],
      ['wrap/v.aar', jar],
      ['gradle/wrapper/gradle-wrapper.jar', jar],
    ]);
    const result = summarise(
      runPlugins(
        files,
        extractors.filter((e) => e.ecosystem === 'android-gradle'),
        correlators,
      ),
    );
    expect(result['packages']?.filter((p) => p.startsWith('archive'))).toEqual([
      'archive app/aars/flat-1.0.aar 1.0 archive release module=app direct @app/aars/flat-1.0.aar:-',
      'archive app/libs/a.jar ? ? release module=app direct @app/libs/a.jar:-',
      'archive app/libs/deep/no.jar ? ? unknown module=app direct @app/libs/deep/no.jar:-',
      'archive app/libs/tool.aar ? ? debug module=app direct @app/libs/tool.aar:-',
      'archive gone.jar ? ? debug module=app direct @app/build.gradle:5',
      'archive gradle/wrapper/gradle-wrapper.jar ? ? build-tool module= direct @gradle/wrapper/gradle-wrapper.jar:-',
      'archive wrap/v.aar ? ? release module=wrap direct @wrap/v.aar:-',
    ]);
    expect(result['problems']).toEqual([
      'correlate android-gradle app/build.gradle:5 the archive gone.jar is not in the tree: what is inside it is not known',
    ]);
  });
});
