/** Turns what a schema objects to into a sentence that names the key and suggests the right one. */
import { z } from 'zod';
import { nearest } from '../../core/nearest.js';

/** One sentence per fault, with the path it belongs to. */
export function explainIssues(
  error: z.ZodError,
  schema: z.ZodType,
): readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] {
  return error.issues.flatMap((issue) => explain(issue, schema));
}

function explain(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
): { readonly path: readonly PropertyKey[]; readonly message: string }[] {
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: `there is no key ${key} here${suggestion(key, known)}${known.length > 0 ? `; there are ${known.join(', ')}` : ''}`,
    }));
  }
  if (issue.code === 'invalid_value')
    return [{ path: issue.path, message: `is one of ${issue.values.map(String).join(', ')}` }];
  if (issue.code === 'invalid_union' && issue.errors.length === 0 && 'options' in issue && Array.isArray(issue.options))
    return [{ path: issue.path, message: `is one of ${issue.options.map(String).join(', ')}` }];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // The branch that came furthest is the one that was meant.
    const depth = (issues: readonly z.core.$ZodIssue[]) => Math.max(0, ...issues.map((i) => i.path.length));
    const [best] = [...issue.errors].sort((a, b) => depth(b) - depth(a));
    if (best && depth(best) > 0)
      return best.flatMap((i) => explain({ ...i, path: [...issue.path, ...i.path] }, schema));
  }
  return [{ path: issue.path, message: issue.message }];
}

/** `; did you mean getui/push?` */
export function suggestion(asked: string, known: readonly string[]): string {
  const near = nearest(asked, known);
  return near.length > 0 ? `; nearest: ${near.join(', ')}` : '';
}

/** The keys an object may have at a path of a schema; none where no object is expected there. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: z.ZodType | null = schema;
  for (const part of path) at = at === null ? null : stepInto(bare(at), part);
  const end = at === null ? null : bare(at);
  if (end instanceof z.ZodObject) return Object.keys(end.shape);
  if (end instanceof z.ZodUnion) {
    return [
      ...new Set(
        end.options.flatMap((option) => {
          const inner = bare(option as z.ZodType);
          return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
        }),
      ),
    ];
  }
  return [];
}

function stepInto(schema: z.ZodType, part: PropertyKey): z.ZodType | null {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<PropertyKey, z.ZodType>)[part] ?? null;
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  return null;
}

/** Without what is optional, has a default or is transformed. */
function bare(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return bare(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodPipe) return bare(schema.in as z.ZodType);
  return schema;
}
