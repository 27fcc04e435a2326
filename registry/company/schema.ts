/**
 * The shape of what a company keeps in its .outflow folder: config.jsonc, disclosure.yaml, registry/corrections/. Its own
 * entries have the registry's schemas. Also emitted as JSON Schema (docs/schema).
 */
import { z } from 'zod';
import { COMPLETABLE_COLUMNS } from '../../core/company.js';
import { PACKAGE_KINDS } from '../../core/package-kinds.js';
import { DISCLOSURE_FIELDS } from '../../core/registry-types.js';
import type { Bilingual } from '../../core/text.js';
import {
  bilingual,
  bring,
  callPattern,
  citation,
  disclosureFact,
  elementId,
  fullDate,
  httpUrl,
  links,
  name,
  permission,
  platform,
  practice,
  reviewed,
  sdkId,
  signature,
  slug,
  switchEntry,
  text,
} from '../schema.js';

/** One wording for both languages, or each; where one is missing the other stands for it. */
const wording = z
  .union([
    text,
    z
      .strictObject({ zh: text.optional(), en: text.optional() })
      .refine((value) => value.zh !== undefined || value.en !== undefined, 'give a text, or zh, or en'),
  ])
  .transform((value): Bilingual => {
    if (typeof value === 'string') return { zh: value, en: value };
    const either = value.zh ?? value.en ?? '';
    return { zh: value.zh ?? either, en: value.en ?? either };
  });

const necessity = z.enum(['required', 'optional', 'unknown']);
/** Left out: everywhere. */
const reach = {
  apps: z.array(text).min(1).optional(),
  platforms: z.array(platform).min(1).optional(),
};

const packageName = z
  .string()
  .regex(
    new RegExp(`^(?:${PACKAGE_KINDS.join('|')}):[^*\\s]+\\*?$`),
    `is written <kind>:<name>, as in maven:com.acme:core or npm:@acme/*; kinds are ${PACKAGE_KINDS.join(', ')}`,
  );

export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  /** Who operates the app, as its tables name it. */
  operator: wording.optional(),
  /** The language of tables where the command line says none. */
  language: z.enum(['zh', 'en', 'both']).optional(),
  /** Columns of the SDK table, in order, where the command line says none. */
  columns: z.array(text).min(1).optional(),
  /** Levels of rules; off takes a rule's findings out. */
  rules: z.record(text, z.enum(['off', 'note', 'warning', 'error'])).default({}),
  /** The class of packages that the registry does not know; sdk: the package only carries that SDK. */
  packages: z
    .array(
      z.discriminatedUnion('class', [
        z.strictObject({ package: packageName, class: z.literal('own'), reason: text }),
        z.strictObject({ package: packageName, class: z.literal('library'), reason: text }),
        z.strictObject({ package: packageName, class: z.literal('sdk'), sdk: sdkId, reason: text }),
      ]),
    )
    .default([]),
});

export const disclosureSchema = z.strictObject({
  /** The day on which the company last read this file through. */
  reviewed: fullDate.optional(),
  /** What the app does for its user (业务功能). */
  functions: z.array(z.strictObject({ id: slug, name: wording })).default([]),
  sdks: z
    .array(
      z.strictObject({
        sdk: sdkId,
        ...reach,
        usedFor: z
          .array(
            z.strictObject({
              function: slug,
              /** A separately named product inside the SDK: pay, login, share. */
              sdkFunction: slug.optional(),
              purpose: wording.optional(),
              scenario: wording.optional(),
            }),
          )
          .default([]),
        /** Cells of the SDK's row, by column. */
        cells: z
          .strictObject(
            Object.fromEntries(COMPLETABLE_COLUMNS.map((column) => [column, wording.optional()])) as Record<
              (typeof COMPLETABLE_COLUMNS)[number],
              z.ZodOptional<typeof wording>
            >,
          )
          .default({}),
      }),
    )
    .default([]),
  /** What the app itself collects. */
  collected: z
    .array(
      z.strictObject({
        data: z.union([elementId, z.array(elementId).min(1)]),
        ...reach,
        function: slug.optional(),
        purpose: wording,
        scenario: wording.optional(),
        necessity: necessity.default('unknown'),
      }),
    )
    .default([]),
  /** Who receives personal data otherwise than by an SDK. */
  recipients: z
    .array(
      z.strictObject({
        name: wording,
        ...reach,
        data: z.array(elementId).min(1),
        purpose: wording,
        scenario: wording.optional(),
        method: wording.optional(),
        contact: wording.optional(),
        privacyUrl: httpUrl.optional(),
      }),
    )
    .default([]),
});

/**
 * A correction of a shipped entry. Single values and texts replace the shipped ones; practices and permissions replace the row
 * of the same element (or name), platform and function, or are added; signatures, aliases, brings, calls, switches and
 * citations are added; `without` takes practices out.
 */
export const correctionSchema = z.strictObject({
  id: sdkId,
  reason: text,
  name: name.optional(),
  aliases: z.array(text).optional(),
  purposes: bilingual.optional(),
  scenarios: bilingual.optional(),
  signatures: z.array(signature).optional(),
  brings: z.array(bring).optional(),
  practicesKnown: z.literal(true).optional(),
  practices: z.array(practice).optional(),
  without: z
    .array(z.strictObject({ element: elementId, platform: platform.optional(), function: slug.optional() }))
    .optional(),
  permissions: z.array(permission).optional(),
  init: z.array(callPattern).optional(),
  sinks: z.array(callPattern).optional(),
  switches: z.array(switchEntry).optional(),
  disclosure: z
    .strictObject(Object.fromEntries(DISCLOSURE_FIELDS.map((field) => [field, disclosureFact.optional()])))
    .optional(),
  links: z
    .strictObject({
      privacy: links.shape.privacy.unwrap().optional(),
      compliance: links.shape.compliance.unwrap().optional(),
      website: links.shape.website.unwrap().optional(),
      optOut: links.shape.optOut.unwrap().optional(),
    })
    .optional(),
  citations: z.array(citation).optional(),
  reviewed,
});

export type CompanyConfig = z.output<typeof configSchema>;
export type CompanyDisclosure = z.output<typeof disclosureSchema>;
export type Correction = z.output<typeof correctionSchema>;

/** The schemas that ship as JSON Schema, by file stem. */
export const COMPANY_SCHEMAS = {
  config: configSchema,
  disclosure: disclosureSchema,
  correction: correctionSchema,
} as const;
