/**
 * The schema of every registry file: what a YAML file may hold, what may be left out, and what that means.
 * Also emitted as JSON Schema (docs/schema) so that editors complete and check entries.
 */
import { z } from 'zod';
import { STRENGTHS } from '../core/evidence.js';
import { PLATFORMS } from '../core/platforms.js';
import { CALL_LANGUAGES, CITATION_BY, DISCLOSURE_FIELDS } from '../core/registry-types.js';
import { SIGNATURE_KIND_NAMES, type SignatureKind } from '../core/signatures.js';
import { isVersionRange } from '../core/version-range.js';

export const sdkId = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an id is <vendor brand>/<product> in kebab-case');
export const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'kebab-case');
export const elementId = z.string().regex(/^[a-z]+\.[a-z0-9_]+$/, 'a data element id such as device.oaid');
const isoDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'an ISO date: 2026, 2026-11 or 2026-11-22');
export const fullDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'an ISO day: 2026-11-22');
export const httpUrl = z.url({ protocol: /^https?$/ });
export const text = z.string().trim().min(1);
export const platform = z.enum(PLATFORMS);
const signatureKind = z.enum(SIGNATURE_KIND_NAMES as unknown as readonly [SignatureKind, ...SignatureKind[]]);
export const citationIds = z.array(slug).min(1, 'no citation, no claim');

export const bilingual = z.strictObject({ zh: text, en: text });
export const name = z
  .strictObject({ zh: text.nullable().default(null), en: text.nullable().default(null) })
  .refine((value) => value.zh !== null || value.en !== null, 'a name needs zh or en');

export const signature = z.strictObject({
  kind: signatureKind,
  value: text,
  strength: z.enum(STRENGTHS).optional(),
  platforms: z.array(platform).min(1).optional(),
});

export const callPattern = z.strictObject({
  lang: z.array(z.enum(CALL_LANGUAGES)).min(1),
  owner: text,
  member: text,
  static: z.boolean().optional(),
  write: z.boolean().optional(),
  arity: z.int().min(0).optional(),
  versions: text.optional(),
  labels: z.array(text).optional(),
  when: z.strictObject({ path: text, equals: z.union([z.string(), z.number(), z.boolean()]) }).optional(),
  args: z
    .array(
      z.strictObject({
        index: z.union([z.int().min(0), z.literal('this')]),
        path: text.optional(),
        element: z.union([elementId, z.literal('any')]),
      }),
    )
    .optional(),
  citations: citationIds.optional(),
});

export const citation = z
  .strictObject({
    id: slug,
    url: httpUrl.nullable().default(null),
    title: text,
    publisher: text,
    by: z.enum(CITATION_BY),
    published: isoDate.nullable().default(null),
    retrieved: fullDate,
    locator: text.nullable().default(null),
    language: z
      .string()
      .regex(/^[a-z]{2}(-[A-Za-z]+)?$/)
      .default('zh'),
    says: text.max(120, 'at most 120 characters, in our own words'),
  })
  .refine((value) => value.url !== null || value.by === 'company', {
    path: ['url'],
    error: 'is missing: only a document of the company itself (by: company) may have no address',
  });

export const practice = z.strictObject({
  element: elementId,
  platform,
  function: slug.nullable().default(null),
  necessity: z.enum(['required', 'optional', 'unknown']),
  purposes: bilingual.nullable().default(null),
  trigger: bilingual.nullable().default(null),
  versions: text.refine(isVersionRange, 'a range such as <6.8.0, >=4.1.1 or >=4.1.1 <5').nullable().default(null),
  requires: z.array(z.array(text).min(1)).nullable().default(null),
  citations: citationIds,
});

export const permission = z.strictObject({
  name: text,
  platform,
  necessity: z.enum(['required', 'optional', 'unknown']),
  purpose: bilingual.nullable().default(null),
  inSdkManifest: z.enum(['yes', 'no', 'unknown']).default('unknown'),
  citations: citationIds,
});

export const switchEntry = z.strictObject({
  id: slug,
  kind: z.enum(['call', 'manifest-meta-data', 'plist-key', 'config-key']),
  call: callPattern.optional(),
  key: text.optional(),
  offValue: text.optional(),
  default: z.enum(['on', 'off', 'unknown']),
  platforms: z.array(platform).min(1),
  governs: z.union([z.literal('all'), z.array(elementId).min(1)]),
  citations: citationIds,
});

export const bring = z.strictObject({
  sdk: sdkId,
  function: slug.nullable().default(null),
  platforms: z.array(platform).min(1),
  when: z.union([z.literal('always'), signature]).default('always'),
  versionMap: z.record(z.string(), z.string()).nullable().default(null),
  citations: citationIds,
});

export const disclosureFact = z.strictObject({ zh: text, en: text, citation: slug });
const disclosure = z
  .strictObject(Object.fromEntries(DISCLOSURE_FIELDS.map((field) => [field, disclosureFact.nullable().optional()])))
  .default({});

export const links = z.strictObject({
  privacy: httpUrl.nullable().default(null),
  compliance: httpUrl.nullable().default(null),
  website: httpUrl.nullable().default(null),
  optOut: httpUrl.nullable().default(null),
});

export const reviewed = z.strictObject({ date: fullDate, how: text });

export const sdkSchema = z.strictObject({
  id: sdkId,
  formerIds: z.array(sdkId).default([]),
  name,
  aliases: z.array(text).default([]),
  vendor: slug,
  category: z.string().regex(/^[a-z]+(_[a-z]+)*$/),
  purposes: bilingual.nullable().default(null),
  scenarios: bilingual.nullable().default(null),
  platforms: z.array(platform).min(1),
  hosted: z.boolean().default(false),
  partOf: sdkId.nullable().default(null),
  functions: z
    .array(
      z.strictObject({
        id: slug,
        name,
        aliases: z.array(text).default([]),
        category: z.string().regex(/^[a-z]+(_[a-z]+)*$/),
        purposes: bilingual.nullable().default(null),
        scenarios: bilingual.nullable().default(null),
        shownBy: z.array(signature).default([]),
        calls: z.array(callPattern).default([]),
      }),
    )
    .default([]),
  signatures: z.array(signature).default([]),
  brings: z.array(bring).default([]),
  practicesKnown: z.boolean(),
  practicesPartial: z.boolean().default(false),
  collectsNone: z.array(z.strictObject({ platform, citations: citationIds })).default([]),
  searched: z.array(z.strictObject({ where: text, date: fullDate })).default([]),
  practices: z.array(practice).default([]),
  permissions: z.array(permission).default([]),
  init: z.array(callPattern).default([]),
  consent: z
    .strictObject({
      preInit: z.array(callPattern).default([]),
      grant: z.array(callPattern).default([]),
      deny: z.array(callPattern).default([]),
      automatic: z
        .array(
          z.strictObject({
            kind: z.enum(['manifest-provider', 'manifest-meta-data', 'gradle-plugin', 'load']),
            value: text,
            platforms: z.array(platform).min(1),
            citations: citationIds,
          }),
        )
        .default([]),
    })
    .default({ preInit: [], grant: [], deny: [], automatic: [] }),
  sinks: z.array(callPattern).default([]),
  switches: z.array(switchEntry).default([]),
  disclosure,
  links: links.default({
    privacy: null,
    compliance: null,
    website: null,
    optOut: null,
  }),
  samples: z
    .array(z.strictObject({ kind: signatureKind, match: z.string().min(1), nearMiss: z.string().min(1) }))
    .default([]),
  citations: z.array(citation).default([]),
  reviewed,
});

export const wrapperSchema = z.strictObject({
  id: sdkId,
  ecosystem: slug,
  signatures: z.array(signature).min(1),
  author: text,
  brings: z.array(bring).min(1),
  citations: z.array(citation).min(1),
  reviewed,
});

export const vendorSchema = z.strictObject({
  id: slug,
  name,
  formerly: z.array(z.strictObject({ name, until: isoDate.nullable().default(null) })).default([]),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .default(null),
  role: z.enum(['entrusted', 'independent', 'joint', 'unknown']).default('unknown'),
  contact: text.nullable().default(null),
  website: httpUrl.nullable().default(null),
  citations: z.array(citation).min(1),
});

export const librariesSchema = z.strictObject({
  kind: signatureKind,
  libraries: z.array(
    z.strictObject({
      value: text,
      name: text.optional(),
      debug: z.strictObject({ url: httpUrl, says: text.max(120) }).optional(),
    }),
  ),
});

export const plainHostsSchema = z.strictObject({ hosts: z.array(text) });

/** The schemas that ship as JSON Schema, by file stem. */
export const REGISTRY_SCHEMAS = {
  sdk: sdkSchema,
  wrapper: wrapperSchema,
  vendor: vendorSchema,
  libraries: librariesSchema,
} as const;
