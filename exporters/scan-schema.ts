/** The schema of the scan result: checks a scan.json that somebody hands in, and is emitted as the JSON Schema that ships. */
import { z } from 'zod';
import { CONFIDENCES, ROLES, STRENGTHS, TECHNIQUES } from '../core/evidence.js';
import { SCAN_SCHEMA, type ScanResult } from '../core/inventory.js';
import { PACKAGE_KINDS } from '../core/package-kinds.js';
import { PLATFORMS } from '../core/platforms.js';
import { CITATION_BY, DISCLOSURE_FIELDS } from '../core/registry-types.js';

const text = z.string();
const list = <T extends z.ZodType>(item: T) => z.array(item);
const platform = z.enum(PLATFORMS);
const scope = z.union([
  z.enum(['release', 'debug', 'test', 'dev', 'compile-only', 'build-tool', 'disabled', 'unknown']),
  z.templateLiteral(['flavor:', z.string()]),
  z.templateLiteral(['target:', z.string()]),
]);
const bilingual = z.strictObject({ zh: text, en: text });
const name = z.strictObject({ zh: text.nullable(), en: text.nullable() });
const versionFrom = z.enum(['lock', 'manifest', 'archive']).nullable();
const necessity = z.enum(['required', 'optional', 'unknown']);
const use = z.enum(['declared', 'linked', 'initialised', 'fed', 'switched-off', 'unknown']);
const line = z.int().min(1).nullable();
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const flowEnd = { file: text, line: z.int().min(1), symbol: text };
const flow = z.strictObject({
  id: text,
  element: text,
  recipient: z.union([z.strictObject({ sdk: text }), z.strictObject({ host: text })]),
  platform: platform.nullable(),
  app: text.nullable(),
  scope,
  confidence: z.enum(CONFIDENCES),
  transforms: list(text),
  source: z.strictObject({ ...flowEnd, kind: text, what: text, why: bilingual }),
  sink: z.strictObject({
    ...flowEnd,
    call: text,
    argument: z.strictObject({ index: z.union([z.int().min(0), z.literal('this')]), path: text.nullable() }),
  }),
  steps: list(z.strictObject({ file: text, line: z.int().min(1), what: text })),
});

const reach = { apps: list(text).nullable(), platforms: list(platform).nullable() };

const evidence = z.strictObject({
  id: z.string().regex(/^e\d+$/),
  file: text,
  line,
  kind: text,
  value: text,
  signature: text.nullable(),
  strength: z.enum(STRENGTHS).nullable(),
  technique: z.enum(TECHNIQUES),
  role: z.enum(ROLES),
  app: text.nullable(),
  module: text.nullable(),
  scope,
  places: list(z.strictObject({ file: text, line })),
  more: z.int().min(0),
  redacted: z.strictObject({ name: text, length: z.int().min(0) }).optional(),
});

const disclosureFact = z.strictObject({ zh: text, en: text, citation: text });

export const scanSchema = z.strictObject({
  schema: z.literal(SCAN_SCHEMA),
  incomplete: z.boolean(),
  tool: z.strictObject({
    name: z.literal('outflow'),
    version: text,
    registry: z.strictObject({
      version: text,
      sdks: z.int(),
      signatures: z.int(),
      newestReview: day.nullable(),
      oldestReview: day.nullable(),
    }),
  }),
  project: z.strictObject({
    name: text.nullable(),
    commit: text.nullable(),
    ecosystems: list(text),
    apps: list(
      z.strictObject({
        id: text,
        name: text.nullable(),
        platform,
        applicationId: text.nullable(),
        module: text,
        variants: list(text),
      }),
    ),
    modules: list(z.strictObject({ path: text, ecosystem: text, platforms: list(platform), apps: list(text) })),
  }),
  sdks: list(
    z.strictObject({
      id: text,
      name,
      aliases: list(text),
      vendor: text,
      category: text,
      hosted: z.boolean(),
      functions: list(z.strictObject({ id: text, use, evidence: list(text) })),
      confidence: z.enum(CONFIDENCES),
      occurrences: list(
        z.strictObject({
          app: text.nullable(),
          module: text,
          platform: platform.nullable(),
          scope,
          version: text.nullable(),
          versionFrom,
          use,
          via: list(text),
        }),
      ),
      evidence: list(evidence),
      data: list(
        z.strictObject({
          element: text,
          platform,
          app: text.nullable(),
          function: text.nullable(),
          necessity,
          purposes: bilingual.nullable(),
          versions: text.nullable(),
          basis: z.enum(['declared', 'observed', 'both']),
          access: z.enum(['requested', 'removed', 'not-requested', 'no-permission-needed', 'switched-off', 'unknown']),
          accessEvidence: list(text),
          citations: list(text),
        }),
      ),
      practicesKnown: z.boolean(),
      practicesPartial: z.boolean(),
      collectsNone: list(z.strictObject({ platform, citations: list(text) })).default([]),
    }),
  ),
  packages: list(
    z.strictObject({
      purl: z.string().regex(/^pkg:/),
      kind: z.enum(PACKAGE_KINDS),
      name: text,
      version: text.nullable(),
      versionFrom,
      apps: list(text),
      modules: list(text),
      scope,
      direct: z.boolean(),
      class: z.enum(['sdk', 'library', 'own', 'unrecognised']),
      sdk: text.nullable(),
      wrapper: text.nullable(),
      debugOnly: text.nullable(),
      why: bilingual,
      evidence: list(evidence),
    }),
  ),
  hosts: list(
    z.strictObject({
      host: text,
      vendor: text.nullable(),
      class: z.enum(['third-party', 'own', 'vendor']),
      evidence: list(evidence),
    }),
  ),
  permissions: list(
    z.strictObject({
      id: text,
      platform,
      app: text.nullable(),
      state: z.enum(['requested', 'removed']),
      elements: list(text),
      evidence: list(evidence),
    }),
  ),
  flows: list(flow),
  findings: list(
    z.strictObject({
      id: text,
      rule: text,
      level: z.enum(['error', 'warning', 'note']),
      message: bilingual,
      remedy: bilingual,
      reference: text.nullable(),
      sdk: text.nullable(),
      element: text.nullable(),
      app: text.nullable(),
      evidence: list(evidence),
      accepted: z.strictObject({ reason: text, owner: text, expires: text }).nullable(),
    }),
  ),
  policy: z.null(),
  company: z
    .strictObject({
      files: list(text),
      operator: bilingual.nullable(),
      view: z.strictObject({
        columns: list(text).nullable(),
        language: z.enum(['zh', 'en', 'both']).nullable(),
      }),
      rules: z.record(text, z.enum(['off', 'note', 'warning', 'error'])),
      reviewed: day.nullable(),
      functions: list(z.strictObject({ id: text, name: bilingual })),
      completed: list(
        z.strictObject({
          ...reach,
          sdk: text,
          usedFor: list(
            z.strictObject({
              function: text,
              sdkFunction: text.nullable(),
              purpose: bilingual.nullable(),
              scenario: bilingual.nullable(),
            }),
          ),
          cells: z.record(text, bilingual),
        }),
      ),
      collected: list(
        z.strictObject({
          ...reach,
          element: text,
          function: text.nullable(),
          purpose: bilingual,
          scenario: bilingual.nullable(),
          necessity,
        }),
      ),
      recipients: list(
        z.strictObject({
          ...reach,
          name: bilingual,
          data: list(text),
          purpose: bilingual,
          scenario: bilingual.nullable(),
          method: bilingual.nullable(),
          contact: bilingual.nullable(),
          privacyUrl: text.nullable(),
        }),
      ),
    })
    .nullable()
    .default(null),
  catalogue: z.strictObject({
    vendors: z.record(
      text,
      z.strictObject({
        name,
        formerly: list(name),
        country: text.nullable(),
        role: text,
        contact: text.nullable(),
        website: text.nullable(),
        citations: list(text),
      }),
    ),
    elements: z.record(
      text,
      z.strictObject({
        name: bilingual,
        group: text,
        sensitive: z.enum(['yes', 'no', 'cond']),
        immutableId: z.boolean(),
        gbt35273AnnexA: text,
      }),
    ),
    categories: z.record(text, z.strictObject({ name: bilingual, purpose: bilingual })),
    sdks: z.record(
      text,
      z.strictObject({
        purposes: bilingual.nullable(),
        scenarios: bilingual.nullable(),
        functions: z.record(
          text,
          z.strictObject({ name, category: text, purposes: bilingual.nullable(), scenarios: bilingual.nullable() }),
        ),
        permissions: list(
          z.strictObject({
            name: text,
            platform,
            necessity,
            purpose: bilingual.nullable(),
            inSdkManifest: z.enum(['yes', 'no', 'unknown']),
            citations: list(text),
          }),
        ),
        requires: list(z.strictObject({ element: text, platform, necessity, permissions: list(list(text)) })),
        disclosure: z.partialRecord(z.enum(DISCLOSURE_FIELDS), disclosureFact.nullable().optional()),
        links: z.strictObject({
          privacy: text.nullable(),
          compliance: text.nullable(),
          website: text.nullable(),
          optOut: text.nullable(),
        }),
        packages: list(text),
        reviewed: text,
      }),
    ),
    citations: z.record(
      text,
      z.strictObject({
        url: text.nullable(),
        title: text,
        publisher: text,
        by: z.enum(CITATION_BY),
        published: text.nullable(),
        retrieved: text.nullable(),
        locator: text.nullable(),
        language: text,
        says: text,
      }),
    ),
    permissions: z.record(text, z.strictObject({ zh: text, protection: text })),
  }),
  problems: list(
    z.strictObject({
      stage: z.enum(['walk', 'extract', 'correlate', 'detect', 'check']),
      plugin: text,
      file: text.nullable(),
      line: z.int().nullable(),
      message: text,
    }),
  ),
  coverage: list(
    z.strictObject({
      plugin: text,
      seen: z.int(),
      parsed: z.int(),
      skipped: list(z.strictObject({ why: text, count: z.int(), files: list(text) })),
    }),
  ),
  run: z
    .strictObject({
      startedAt: text,
      durationMs: z.number(),
      files: z.int(),
      bytes: z.int(),
      stages: z.record(text, z.number()),
    })
    .optional(),
});

/** A scan.json as a result. @throws ZodError where it is not one of this version */
export function parseScan(json: unknown): ScanResult {
  return scanSchema.parse(json);
}
