/** Modules, apps and lock files of Android builds; the trees are made up and hold nothing but the construct. */
import { describe, expect, it } from 'vitest';
import { APP, groovy, run } from '../support/android-build.js';

describe('modules and apps', () => {
  const TREE = {
    'settings.gradle':
      "rootProject.name = 'Acme'\ninclude ':app', ':core', ':feature', ':tool', ':backend'\nproject(':core').projectDir = new File(rootDir, 'libraries/core')\n//include ':old'",
    'app/build.gradle':
      "plugins { id 'com.android.application' }\nandroid { namespace 'com.acme.app'\n flavorDimensions 'store'\n productFlavors { play { dimension 'store'; applicationId 'com.acme.play' }\n xiaomi { dimension 'store' } }\n defaultConfig { applicationId \"com.acme.app\" } }\ndependencies { implementation project(path: ':core', configuration: 'default')\n testImplementation project(':tool') }",
    'app/src/main/AndroidManifest.xml':
      '<manifest xmlns:android="a"><application android:label="@string/app_name"/></manifest>',
    'app/src/main/res/values/strings.xml': '<resources><string name="app_name">Acme 应用</string></resources>',
    'libraries/core/build.gradle.kts': 'plugins { id("java-library") }\ngroup = "com.acme"',
    'feature/build.gradle':
      "apply plugin: 'com.android.dynamic-feature'\ndependencies { implementation project(':app') }",
    'tool/build.gradle': "apply plugin: 'java'",
    'backend/build.gradle.kts': 'plugins { id("org.springframework.boot") version "3.2" }',
    'old/build.gradle': "apply plugin: 'com.android.library'",
  };

  it('tells apps, their modules and platforms', () => {
    const result = run(TREE);
    expect(result['apps']).toEqual([
      'android:com.acme.app name=Acme 应用 module=app variants=playDebug,playRelease,xiaomiDebug,xiaomiRelease',
    ]);
    expect(result['modules']).toEqual([
      '. android-gradle [] apps=',
      'app android-gradle [android] apps=android:com.acme.app',
      'backend android-gradle [server] apps=',
      'feature android-gradle [android] apps=android:com.acme.app',
      'libraries/core android-gradle [android] apps=android:com.acme.app',
      'old android-gradle [android] apps=',
      'tool android-gradle [] apps=',
    ]);
  });

  it('works below the root and without settings', () => {
    const result = run({
      'android/build.gradle':
        "plugins { id 'com.android.application' version '8.1' apply false\n id 'g.unused' version '1' apply false }",
      'android/app/build.gradle': APP,
    });
    expect(result['apps']).toEqual(['android:com.acme.app name=? module=android/app variants=debug,release']);
    expect(result['packages']).toEqual([
      'gradle-plugin com.android.application 8.1 manifest build-tool module=android/app direct @android/app/build.gradle:1',
      'gradle-plugin g.unused 1 manifest disabled module=android direct @android/build.gradle:2',
    ]);
  });

  it('finds modules by their scripts where settings compute them', () => {
    const result = run({ 'settings.gradle': 'rootDir.eachDir { include ":§{it.name}" }', 'app/build.gradle': APP });
    expect(result['modules']).toContain('app android-gradle [android] apps=android:com.acme.app');
  });

  it('follows typed accessors and projects that convention code names', () => {
    const result = run({
      'settings.gradle.kts': 'include(":app", ":core-net:api_v2")',
      'app/build.gradle.kts':
        'plugins { id("com.android.application") }\ndependencies { implementation(projects.coreNet.apiV2) }',
      'core-net/api_v2/build.gradle.kts': 'plugins { id("com.android.library") }',
    });
    expect(result['modules']).toContain('core-net/api_v2 android-gradle [android] apps=android:app');
  });
});

it('is total over deep and long scripts', () => {
  const shapes = ['a + ', 'a.', '[a: ', 'f { ', 'implementation(', 'a ? b : ', 'if (x) ', '!'];
  for (const shape of shapes) {
    const result = run(groovy(`implementation 'g.a:kept:1'\n}\n${shape.repeat(5_000)}`));
    expect(
      result['problems']?.filter((p) => p.includes('could not be joined')),
      shape,
    ).toEqual([]);
    expect(
      result['packages']?.some((p) => p.includes('g.a:kept')),
      shape,
    ).toBe(true);
  }
});

describe('lock files', () => {
  it('fixes versions and adds transitives', () => {
    const result = run({
      ...groovy("implementation 'g.a:one:1.+'"),
      'app/gradle.lockfile':
        '# comment\ng.a:one:1.7=debugRuntimeClasspath,releaseRuntimeClasspath\ng.a:deep:2.0=releaseRuntimeClasspath\ng.a:t:3=debugUnitTestRuntimeClasspath\nempty=annotationProcessor\n',
    });
    expect(result['packages']?.filter((p) => p.startsWith('maven'))).toEqual([
      'maven g.a:deep 2.0 lock release module=app transitive @app/gradle.lockfile:3',
      'maven g.a:one 1.7 lock release module=app direct @app/build.gradle:5',
      'maven g.a:t 3 lock test module=app transitive @app/gradle.lockfile:4',
    ]);
  });
});

describe('variants', () => {
  it('takes no setting of every build type for the name of one', () => {
    const result = run({
      'settings.gradle': "include ':app'",
      'app/build.gradle': `${APP}android { buildTypes { all { buildConfigField 'String', 'A', '"b"'\nproguardFiles 'x.pro'\nproguardFiles.addAll('y.pro') }\nbeta { initWith debug } } }\n`,
    });
    expect(result['apps']).toEqual(['android:com.acme.app name=? module=app variants=beta,debug,release']);
  });
});
