/** Runs the checks over a result and gives each finding its stable id. */
import { createHash } from 'node:crypto';
import type { RuleLevel } from '../core/company.js';
import type { Finding, Problem, ScanResult } from '../core/inventory.js';
import type { Check, CheckOptions } from '../core/plugins.js';
import { byCodeUnit } from '../core/text.js';

/** 16 hex of SHA-256 over what a thing is. */
export function stableId(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 16);
}

/**
 * Adds the findings of every check; a check that throws becomes a problem.
 * @param levels levels of rules as the company sets them; `off` leaves a rule's findings out
 */
export function withFindings(
  result: ScanResult,
  checks: readonly Check[],
  options: CheckOptions,
  levels: Readonly<Record<string, RuleLevel>> = {},
): ScanResult {
  const findings: Finding[] = [];
  const problems: Problem[] = [];
  for (const check of [...checks].sort((a, b) => byCodeUnit(a.id, b.id))) {
    const set = Object.hasOwn(levels, check.id) ? levels[check.id] : undefined;
    if (set === 'off') continue;
    try {
      const seen = new Map<string, number>();
      for (const raw of check.run(result, options)) {
        const { subject, level, remedy, ...rest } = raw;
        const base = stableId(check.id, subject);
        const count = (seen.get(base) ?? 0) + 1;
        seen.set(base, count);
        findings.push({
          id: count === 1 ? base : `${base}-${count}`,
          rule: check.id,
          level: set ?? level ?? check.level,
          ...rest,
          remedy: remedy ?? check.remedy,
          reference: check.reference,
          accepted: null,
        });
      }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      problems.push({
        stage: 'check',
        plugin: check.id,
        file: null,
        line: null,
        message: `this check failed and says nothing: ${message}`,
      });
    }
  }
  const order = { error: 0, warning: 1, note: 2 } as const;
  findings.sort(
    (a, b) =>
      order[a.level] - order[b.level] ||
      byCodeUnit(a.rule, b.rule) ||
      byCodeUnit(a.message.en, b.message.en) ||
      byCodeUnit(a.id, b.id),
  );
  return { ...result, findings, problems: [...result.problems, ...problems] };
}
