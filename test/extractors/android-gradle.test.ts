/** One row per way of writing a dependency or a build; the trees are made up and hold nothing but the construct. */
import { describe, expect, it } from 'vitest';
import { APP, groovy, kotlin, maven, run } from '../support/android-build.js';

const CATALOG = `[versions]
okhttp = "4.12.0"
rich = { strictly = "[1.0,2.0[", prefer = "1.5" }
[libraries]
okhttp-core = { module = "com.squareup.okhttp3:okhttp", version.ref = "okhttp" }
okhttp_logging = { group = "com.squareup.okhttp3", name = "logging-interceptor", version.ref = "okhttp" }
short = "com.acme:short:1.2"
rich-one = { module = "com.acme:rich", version.ref = "rich" }
bom = { module = "com.acme:bare" }
never-used = "com.acme:unused:9"
[bundles]
net = ["okhttp-core", "okhttp_logging"]
[plugins]
agp = { id = "com.android.application", version = "8.5.0" }
`;

interface Row {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly maven: readonly string[];
}

const rows: readonly Row[] = [
  {
    title: 'text coordinates with classifier, extension and several in one call',
    files: groovy(
      `implementation 'g.a:one:1.0:jdk8@aar', "g.a:two:2.+"\napi('g.a:three:3') { exclude group: 'g.x', module: 'y'; transitive = false }\ncompile "g.a:four"`,
    ),
    maven: ['g.a:four ? release app', 'g.a:one 1.0 release app', 'g.a:three 3 release app', 'g.a:two 2.+ release app'],
  },
  {
    title: 'map notation in Groovy and named arguments in Kotlin',
    files: {
      'settings.gradle': "include ':app', ':lib'",
      'app/build.gradle': `${APP}dependencies { implementation group: 'g.a', name: 'map', version: '1' \n implementation([group: 'g.a', name: 'list', version: '2'], [group: 'g.a', name: 'other', version: '3']) }`,
      'lib/build.gradle.kts':
        'plugins { id("com.android.library") }\ndependencies { implementation(group = "g.a", name = "named", version = "4")\n implementation("g.a", "split", "5") }',
    },
    maven: [
      'g.a:list 2 release app',
      'g.a:map 1 release app',
      'g.a:named 4 release lib',
      'g.a:other 3 release app',
      'g.a:split 5 release lib',
    ],
  },
  {
    title: 'local variables, interpolation, concatenation and conditions',
    files: groovy(
      `implementation "g.a:one:$v"\nimplementation "g.a:two:\${versions.two}"\nimplementation 'g.a:three:' + v\nimplementation useX ? 'g.a:x:1' : 'g.a:y:1'\nif (project.hasProperty('p')) { implementation 'g.a:maybe:1' } else { implementation 'g.a:else:1' }\nif (false) { implementation 'g.a:off:1' }`,
      "def v = '1.5'\ndef versions = [two: '2.5']",
    ),
    maven: [
      'g.a:else 1 release app',
      'g.a:maybe 1 release app',
      'g.a:off 1 disabled app',
      'g.a:one 1.5 release app',
      'g.a:three 1.5 release app',
      'g.a:two 2.5 release app',
      'g.a:x 1 release app',
      'g.a:y 1 release app',
    ],
  },
  {
    title: 'a version that the condition decides is not known',
    files: groovy('implementation "g.a:one:$v"', "def v = '1'\nif (project.hasProperty('next')) { v = '2' }"),
    maven: ['g.a:one ? release app'],
  },
  {
    title: 'maps of maps in ext of the root, in applied scripts',
    files: {
      'settings.gradle': "include ':app'",
      'build.gradle':
        'apply from: "§{rootProject.projectDir}/gradle/versions.gradle"\nallprojects { ext { inRoot = \'g.a:root:7\' } }',
      'gradle/versions.gradle':
        "ext.versions = [net: '4.1']\next {\n  deps = [\n    support: [ appcompat: 'g.s:appcompat:1', /* odd */ 'design': \"g.s:design:§{versions.net}\" ],\n    net: \"g.n:net:§{versions['net']}\", // last\n  ]\n}",
      'app/build.gradle': `${APP}dependencies {\r\n  implementation deps.support.appcompat\r\n  implementation rootProject.ext.deps["net"]\r\n  api rootProject.ext.deps.support['design']\r\n  implementation inRoot\r\n}`,
    },
    maven: [
      'g.a:root 7 release app',
      'g.n:net 4.1 release app',
      'g.s:appcompat 1 release app',
      'g.s:design 4.1 release app',
    ],
  },
  {
    title: 'loops over lists and maps of coordinates',
    files: groovy(
      "['g.a:one:1', 'g.a:two:2'].each { implementation it }\nfor (d in more) { api d }\nall.each { k, v -> debugImplementation v }\nimplementation more2",
      "def more = ['g.a:three:3']\ndef all = [x: 'g.a:four:4']\ndef more2 = ['g.a:five:5', 'g.a:six:6']",
    ),
    maven: [
      'g.a:five 5 release app',
      'g.a:four 4 debug app',
      'g.a:one 1 release app',
      'g.a:six 6 release app',
      'g.a:three 3 release app',
      'g.a:two 2 release app',
    ],
  },
  {
    title: 'scopes by configuration, flavours and build types',
    files: groovy(
      "debugImplementation 'g.a:debug:1'\nxiaomiImplementation 'g.a:mi:1'\nxiaomiDebugImplementation 'g.a:midebug:1'\nchinaXiaomiReleaseImplementation 'g.a:combo:1'\ntestImplementation 'g.a:test:1'\nandroidTestCompile 'g.a:at:1'\ncompileOnly 'g.a:co:1'\nprovided 'g.a:prov:1'\nkapt 'g.a:kapt:1'\nkspDebug 'g.a:ksp:1'\nannotationProcessor 'g.a:ap:1'\ncoreLibraryDesugaring 'g.a:desugar:1'\nstagingImplementation 'g.a:staging:1'\nwhatever 'g.a:custom:1'\nmine 'g.a:mine:1'\nconstraints { implementation 'g.a:constraint:1' }\nlintChecks 'g.a:lint:1'",
      "android { flavorDimensions 'r', 'c'\n productFlavors { china { dimension 'r' }\n xiaomi { dimension 'c' } }\n buildTypes { staging { initWith debug } } }\nconfigurations { mine\n implementation.extendsFrom(mine) }",
    ),
    maven: [
      'g.a:ap 1 build-tool app',
      'g.a:at 1 test app',
      'g.a:co 1 compile-only app',
      'g.a:combo 1 flavor:chinaXiaomi app',
      'g.a:custom 1 unknown app',
      'g.a:debug 1 debug app',
      'g.a:desugar 1 release app',
      'g.a:kapt 1 build-tool app',
      'g.a:ksp 1 build-tool app',
      'g.a:lint 1 build-tool app',
      'g.a:mi 1 flavor:xiaomi app',
      'g.a:midebug 1 debug app',
      'g.a:mine 1 release app',
      'g.a:prov 1 compile-only app',
      'g.a:staging 1 debug app',
      'g.a:test 1 test app',
    ], // prettier-ignore
  },
  {
    title: 'every shape of a version catalog; unused entries are kept as switched off',
    files: {
      ...kotlin(
        'implementation(libs.bundles.net)\nimplementation(libs.short)\nimplementation(libs.rich.one)\nimplementation(platform(libs.bom))\nimplementation("com.acme:by-version:§{libs.versions.okhttp.get()}")',
      ),
      'gradle/libs.versions.toml': CATALOG,
    },
    maven: [
      'com.acme:bare ? release app',
      'com.acme:by-version 4.12.0 release app',
      'com.acme:rich [1.0,2.0[ release app',
      'com.acme:short 1.2 release app',
      'com.acme:unused 9 disabled ',
      'com.squareup.okhttp3:logging-interceptor 4.12.0 release app',
      'com.squareup.okhttp3:okhttp 4.12.0 release app',
    ],
  },
  {
    title: 'a catalog made in settings',
    files: {
      'settings.gradle.kts':
        'include(":app")\ndependencyResolutionManagement { versionCatalogs { create("deps") {\n version("v", "3.1")\n library("one", "g.a:one:1.0")\n library("two", "g.a", "two").versionRef("v")\n bundle("both", listOf("one", "two")) } } }',
      'app/build.gradle.kts':
        'plugins { id("com.android.application") }\ndependencies { implementation(deps.bundles.both) }',
    },
    maven: ['g.a:one 1.0 release app', 'g.a:two 3.1 release app'],
  },
  {
    title: 'constants of buildSrc: nested objects, versions of another file, Java statics, Groovy maps',
    files: {
      ...kotlin(
        'implementation(Libs.AndroidX.core)\nimplementation(Deps.okhttp) { isTransitive = false }\ntestImplementation(JavaDeps.JUNIT)\nimplementation(Config.libs.gson.path)',
      ),
      'buildSrc/build.gradle.kts': 'plugins { `kotlin-dsl` }',
      'buildSrc/src/main/kotlin/Libs.kt':
        'object Libs {\n  object AndroidX { const val core = "g.x:core:§{Versions.core}" }\n}\nobject Deps {\n  const val okhttp: String = "g.n:okhttp:" + Versions.Net.okhttp\n}',
      'buildSrc/src/main/kotlin/Versions.kt':
        'object Versions {\n  const val core = "1.1"\n  object Net { const val okhttp = "4.0" }\n}',
      'buildSrc/src/main/java/JavaDeps.java':
        'public final class JavaDeps {\n  private static final String V = "4.13";\n  public static final String JUNIT = "g.t:junit:" + V;\n}',
      'buildSrc/src/main/groovy/Config.groovy':
        'class Config {\n  static libs = [ gson: new Lib(path: "g.j:gson:2.8") ]\n}',
    },
    maven: [
      'g.j:gson 2.8 release app',
      'g.n:okhttp 4.0 release app',
      'g.t:junit 4.13 test app',
      'g.x:core 1.1 release app',
    ],
  },
  {
    title: 'convention plugins: a class, a script, and what they apply in turn',
    files: {
      'settings.gradle.kts': 'pluginManagement { includeBuild("build-logic") }\ninclude(":app", ":lib")',
      'gradle/libs.versions.toml': CATALOG,
      'build-logic/settings.gradle.kts': 'rootProject.name = "build-logic"',
      'build-logic/convention/build.gradle.kts':
        'plugins { `kotlin-dsl` }\ndependencies { compileOnly("g.t:agp:8") }\ngradlePlugin { plugins { register("app") { id = "acme.app"; implementationClass = "AppPlugin" } } }',
      'build-logic/convention/src/main/kotlin/AppPlugin.kt':
        'class AppPlugin : Plugin<Project> {\n  override fun apply(target: Project) {\n    with(target) {\n      with(pluginManager) { apply("com.android.application"); apply("acme.common") }\n      extensions.configure<ApplicationExtension> { namespace = "com.acme.app" }\n      val libs = extensions.getByType<VersionCatalogsExtension>().named("libs")\n      dependencies {\n        add("implementation", libs.findLibrary("okhttp-core").get())\n        "debugImplementation"("g.a:debug:1")\n      }\n      addMore()\n    }\n  }\n}\nfun Project.addMore() { dependencies { add("api", "g.a:more:2") } }',
      'build-logic/convention/src/main/kotlin/acme.common.gradle.kts':
        'dependencies { "testImplementation"("g.a:common:3") }',
      'app/build.gradle.kts': 'plugins { id("acme.app") }',
      'lib/build.gradle.kts': 'plugins { id("com.android.library") }',
    },
    maven: [
      'com.acme:bare ? disabled ',
      'com.acme:rich [1.0,2.0[ disabled ',
      'com.acme:short 1.2 disabled ',
      'com.acme:unused 9 disabled ',
      'com.squareup.okhttp3:logging-interceptor 4.12.0 disabled ',
      'com.squareup.okhttp3:okhttp 4.12.0 release app',
      'g.a:common 3 test app',
      'g.a:debug 1 debug app',
      'g.a:more 2 release app',
      'g.t:agp 8 build-tool build-logic/convention',
    ],
  },
  {
    title: 'buildscript class path, subprojects blocks and dependencies for one project',
    files: {
      'settings.gradle': "include ':app', ':lib:inner'",
      'build.gradle':
        "buildscript { ext.kotlin_version = '1.9'\n dependencies { classpath \"g.k:plugin:$kotlin_version\" } }\nsubprojects { afterEvaluate { dependencies { implementation 'g.a:sub:1' } } }\nproject(':lib:inner') { dependencies { api 'g.a:only:1' } }",
      'app/build.gradle': APP,
      'lib/inner/build.gradle': "apply plugin: 'com.android.library'",
    },
    maven: [
      'g.a:only 1 release lib/inner',
      'g.a:sub 1 release app',
      'g.a:sub 1 release lib/inner',
      'g.k:plugin 1.9 build-tool ',
    ],
  },
  {
    title: 'multiplatform and Android source sets',
    files: kotlin(
      '',
      'kotlin { sourceSets {\n  commonMain { dependencies { implementation("g.a:common:1") } }\n  val androidMain by getting { dependencies { implementation("g.a:android:1") } }\n  val commonTest by getting\n  commonTest.dependencies { implementation("g.a:test:1") }\n  iosMain.dependencies { implementation("g.a:ios:1") }\n} }',
    ),
    maven: [
      'g.a:android 1 release app',
      'g.a:common 1 release app',
      'g.a:ios 1 target:iosMain app',
      'g.a:test 1 test app',
    ],
  },
  {
    title: 'functions that add dependencies, functions that make coordinates, closures in ext',
    files: groovy(
      "net('one')\nimplementation lib('two')\naddAll()",
      "ext.v = '3'\ndef lib(name) { return \"g.a:$name:$v\" }\ndef net = { n -> dependencies.add('implementation', \"g.n:$n:1\") }\ndef addAll() { dependencies { api 'g.a:fn:1' } }",
    ),
    maven: ['g.a:fn 1 release app', 'g.a:two 3 release app', 'g.n:one 1 release app'],
  },
  {
    title: 'gradle.properties, extra, by extra and findProperty with a fallback',
    files: {
      ...kotlin(
        'implementation("g.a:prop:$acmeVersion")\nimplementation("g.a:extra:§{rootProject.extra["x"]}")\nimplementation("g.a:by:$y")\nimplementation("g.a:fallback:§{findProperty("none") ?: "9"}")',
        'val acmeVersion: String by project\nval y by extra("6")',
      ),
      'gradle.properties': 'acmeVersion=2.2\nsecretToken=abc',
      'build.gradle.kts': 'extra["x"] = "5"',
    },
    maven: [
      'g.a:by 6 release app',
      'g.a:extra 5 release app',
      'g.a:fallback 9 release app',
      'g.a:prop 2.2 release app',
    ],
  },
  {
    title: 'a strict version in a closure, kotlin() and comments in odd places',
    files: kotlin(
      'implementation("g.a:rich") { version { strictly("1.2") } }\nimplementation(kotlin("stdlib", "1.9")) /* "g.a:no:1" */\n// implementation("g.a:commented:1")\nimplementation( // here\n  "g.a:odd:1", /* and */ "g.a:odder:2",\n)',
    ),
    maven: [
      'g.a:odd 1 release app',
      'g.a:odder 2 release app',
      'g.a:rich 1.2 release app',
      'org.jetbrains.kotlin:kotlin-stdlib 1.9 release app',
    ],
  },
];

describe('dependencies', () => {
  for (const row of rows) it(row.title, () => expect(maven(row.files)).toEqual([...row.maven].sort()));

  it('names what could not be resolved with its line, and keeps what is known', () => {
    const result = run(groovy('implementation Nowhere.lib\nimplementation "g.a:known:$unknownVersion"'));
    expect(result['packages']?.filter((p) => p.startsWith('maven'))).toEqual([
      'maven g.a:known ? ? release module=app direct @app/build.gradle:6',
    ]);
    expect(result['problems']?.map((p) => p.replaceAll(`\${`, '§{'))).toEqual([
      'correlate android-gradle app/build.gradle:5 implementation Nowhere.lib could not be resolved: its value is set in a place that could not be read',
      'correlate android-gradle app/build.gradle:6 the version of g.a:known could not be told from "g.a:known:§{unknownVersion}"',
    ]);
  });

  it('keeps catalog entries with scope unknown where they are asked for by unread names', () => {
    const result = run({
      ...kotlin(
        'names().forEach { implementation(libs.findLibrary(it).get()) }',
        'val libs = extensions.getByType<VersionCatalogsExtension>().named("libs")',
      ),
      'gradle/libs.versions.toml': CATALOG,
    });
    expect(result['packages']?.filter((p) => p.includes(' unknown '))).toHaveLength(6);
    expect(result['problems']?.some((p) => p.includes('kept with scope unknown'))).toBe(true);
  });
});

it('does not miss a script of the developer that is asked for only where it exists', () => {
  const result = run({
    'settings.gradle':
      'include \':app\'\ndef own = new File("§{rootDir}/own.gradle")\nif (own.exists()) { apply from: own }',
    'app/build.gradle': `${APP}apply from: "$rootDir/gone.gradle"`,
  });
  expect(result['problems']).toEqual([
    'correlate android-gradle app/build.gradle:3 the applied script gone.gradle is not in the tree; what it declares is missing',
  ]);
});
