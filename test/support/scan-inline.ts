/** Scans a few files written in the test, with a registry written in the test: the real pipeline without a disk. */
import type { CompanyKnowledge } from '../../core/company.js';
import type { ScanResult } from '../../core/inventory.js';
import type { LibraryList, Registry, Sdk, Vendor, Wrapper } from '../../core/registry-types.js';
import { loadRegistry } from '../../registry/load.js';
import { sdkSchema, vendorSchema, wrapperSchema } from '../../registry/schema.js';
import { checks } from '../../scanner/checks/index.js';
import { classifyPackages } from '../../scanner/detect/classify.js';
import { detect } from '../../scanner/detect/detect.js';
import { hostsOf } from '../../scanner/detect/hosts.js';
import { knowledgeOf } from '../../scanner/detect/knowledge.js';
import { permissionsOf } from '../../scanner/detect/permissions.js';
import { factsOf } from '../../scanner/detect/samples.js';
import { withFindings } from '../../scanner/findings.js';
import { ModuleIndex } from '../../scanner/modules.js';
import { assemble } from '../../scanner/result.js';

const tables = loadRegistry();

const CITATION = {
  id: 'rules',
  url: 'https://vendor.example/rules',
  title: 'Rules',
  publisher: 'Vendor',
  by: 'vendor',
  retrieved: '2026-11-01',
  says: 'lists what is collected',
};

/** An SDK entry from the few fields a test cares about. */
export function sdk(id: string, fields: Record<string, unknown> = {}): Sdk {
  return sdkSchema.parse({
    id,
    name: { zh: `${id} 中文`, en: id },
    vendor: 'vendor',
    category: 'analytics',
    platforms: ['android', 'ios'],
    practicesKnown: true,
    practices: [{ element: 'device.oaid', platform: 'android', necessity: 'required', citations: ['rules'] }],
    citations: [CITATION],
    reviewed: { date: '2026-11-01', how: 'test' },
    ...fields,
  }) as Sdk;
}

export function wrapper(id: string, fields: Record<string, unknown>): Wrapper {
  return wrapperSchema.parse({
    id,
    ecosystem: 'npm',
    author: 'somebody',
    citations: [CITATION],
    reviewed: { date: '2026-11-01', how: 'test' },
    ...fields,
  }) as Wrapper;
}

const VENDOR = vendorSchema.parse({
  id: 'vendor',
  name: { zh: '某公司', en: 'Vendor Ltd' },
  citations: [CITATION],
}) as Vendor;

/** A registry of the given entries over the real tables of elements, categories and permissions. */
export function registryOf(
  sdks: readonly Sdk[],
  more: { wrappers?: readonly Wrapper[]; libraries?: readonly LibraryList[] } = {},
): Registry {
  return {
    ...tables,
    version: '2026-11-01',
    sdks,
    wrappers: more.wrappers ?? [],
    vendors: [VENDOR],
    libraries: more.libraries ?? [],
  };
}

/** Runs everything after reading: correlate, detect, classify, assemble, check. */
export function scanInline(
  files: Record<string, string>,
  registry: Registry,
  date: string | null = null,
  company: CompanyKnowledge | null = null,
): ScanResult {
  const facts = factsOf(new Map(Object.entries(files)));
  const modules = new ModuleIndex(facts.correlation);
  const knowledge = knowledgeOf(registry);
  return withFindings(
    assemble({
      toolVersion: 'test',
      knowledge,
      modules,
      correlation: facts.correlation,
      detections: detect(facts, modules, knowledge),
      permissions: permissionsOf(facts, modules, knowledge),
      hosts: hostsOf(facts, modules, knowledge),
      packages: classifyPackages(facts, modules, knowledge, company?.packages),
      name: null,
      commit: null,
      incomplete: false,
      problems: [],
      coverage: [],
      run: undefined,
      company: company?.company ?? null,
      placesShown: 20,
    }),
    checks,
    { date },
    company?.company.rules,
  );
}

/** An Android app of one module, with the given dependency lines, manifest lines and further files. */
export function androidApp(parts: {
  deps?: string;
  manifest?: string;
  application?: string;
  files?: Record<string, string>;
}): Record<string, string> {
  return {
    'settings.gradle': "include ':app'\n",
    'app/build.gradle': `apply plugin: 'com.android.application'\nandroid { defaultConfig { applicationId 'com.acme.jobs' } }\ndependencies {\n${parts.deps ?? ''}\n}\n`,
    'app/src/main/AndroidManifest.xml': `<manifest xmlns:android="http://schemas.android.com/apk/res/android" xmlns:tools="http://schemas.android.com/tools" package="com.acme.jobs">\n${parts.manifest ?? ''}\n<application>\n${parts.application ?? ''}\n</application>\n</manifest>\n`,
    ...parts.files,
  };
}
