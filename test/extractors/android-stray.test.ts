/** Scripts that nothing applies, and modules that a build elsewhere in the tree includes. */
import { describe, expect, it } from 'vitest';
import { correlators, extractors } from '../../scanner/extractors/index.js';
import { runPlugins, summarise } from '../support/fixture-tree.js';

const android = extractors.filter((e) => e.ecosystem === 'android-gradle');
const run = (files: Readonly<Record<string, string>>) =>
  summarise(runPlugins(new Map(Object.entries(files)), android, correlators));

const APP = "apply plugin: 'com.android.application'\nandroid { defaultConfig { applicationId 'com.acme.app' } }\n";

describe('scripts that no build applies', () => {
  it('keeps their packages with scope unknown, with one problem per script', () => {
    const result = run({
      'settings.gradle': "include ':app'",
      'app/build.gradle': `${APP}dependencies { implementation 'g.a:used:1' }`,
      'app/extra.gradle':
        "\ndependencies {\n implementation 'g.a:one:1'\n implementation nowhere.two\n testImplementation 'g.a:three:3' }",
      'gradle/publish.gradle': "apply plugin: 'maven-publish'",
    });
    expect(result['packages']?.filter((p) => p.startsWith('maven'))).toEqual([
      'maven g.a:one 1 manifest unknown module=app direct @app/extra.gradle:3',
      'maven g.a:three 3 manifest unknown module=app direct @app/extra.gradle:5',
      'maven g.a:used 1 manifest release module=app direct @app/build.gradle:3',
    ]);
    expect(result['problems']).toEqual([
      'correlate android-gradle app/extra.gradle:3 no build script of the tree that could be read applies this script; the packages it declares are kept with scope unknown',
    ]);
  });

  it('does so for a script that is applied by a path that cannot be read', () => {
    const result = run({
      'settings.gradle': "include ':app'",
      'app/build.gradle': `${APP}apply from: somewhere()`,
      'gradle/push.gradle': "dependencies { implementation 'g.a:push:1' }",
    });
    expect(result['packages']?.filter((p) => p.startsWith('maven'))).toEqual([
      'maven g.a:push 1 manifest unknown module= direct @gradle/push.gradle:1',
    ]);
    expect(result['problems']).toHaveLength(2);
  });

  it('says nothing of a script that is applied', () => {
    const result = run({
      'settings.gradle': "include ':app'",
      'app/build.gradle': `${APP}apply from: '../gradle/push.gradle'`,
      'gradle/push.gradle': "dependencies { implementation 'g.a:push:1' }",
    });
    expect(result['packages']?.filter((p) => p.startsWith('maven'))).toEqual([
      'maven g.a:push 1 manifest release module=app direct @gradle/push.gradle:1',
    ]);
    expect(result['problems']).toEqual([]);
  });
});

it('takes a module beside the build that includes it for a part of that build alone', () => {
  const result = run({
    'demo/settings.gradle': "include ':app', ':kit'\nproject(':kit').projectDir = new File(settingsDir, '../kit/core')",
    'demo/build.gradle': "ext { pushSdk = 'g.a:push:2' }",
    'demo/app/build.gradle': `${APP}dependencies { implementation project(':kit') }`,
    'kit/core/build.gradle':
      "apply plugin: 'com.android.library'\ndependencies { api rootProject.getProperties().containsKey('pushSdk') ? rootProject.ext.pushSdk : 'g.a:push:1' }",
  });
  expect(result['modules']).toEqual([
    'demo android-gradle [] apps=',
    'demo/app android-gradle [android] apps=android:com.acme.app',
    'kit/core android-gradle [android] apps=android:com.acme.app',
  ]);
  expect(result['packages']?.filter((p) => p.startsWith('maven g.a:push'))).toEqual([
    'maven g.a:push 2 manifest release module=kit/core direct @kit/core/build.gradle:2',
  ]);
  expect(result['problems']).toEqual([]);
});
