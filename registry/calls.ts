/** The call notation: what a call pattern must satisfy beyond its shape, and its one-line form. */
import type { CallPattern } from '../core/registry-types.js';

const JVM_OWNER = /^[a-z][\w]*(\.[\w$]+)+$|^[A-Z][\w$.]*$/;
const IDENTIFIER = /^[\w$<>]+$/;
const OBJC_SELECTOR = /^(?:[A-Za-z_]\w*|(?:[A-Za-z_]\w*:)(?:[A-Za-z_]?\w*:)*)$/;
const MEMBER_PATH = /^[\w$]+(?:\.[\w$]+)*$/;

/** What is wrong with a call pattern, one sentence each; empty where nothing is. */
export function callProblems(call: CallPattern): string[] {
  const problems: string[] = [];
  for (const lang of call.lang) {
    if (lang === 'objc') {
      if (!OBJC_SELECTOR.test(call.member))
        problems.push(`${call.member} is not a full Objective-C selector (setAlias:completion:)`);
    } else if (lang === 'java' || lang === 'kotlin') {
      if (!JVM_OWNER.test(call.owner)) problems.push(`${call.owner} is not a qualified class name`);
      if (!IDENTIFIER.test(call.member)) problems.push(`${call.member} is not a method name`);
    } else if (lang === 'javascript' || lang === 'arkts') {
      if (!MEMBER_PATH.test(call.member)) problems.push(`${call.member} is not a member path`);
    } else if (!/^[\w$.]+$/.test(call.member))
      problems.push(`${call.member} is not a member name: argument labels stand in labels`);
  }
  if (call.lang.includes('objc') && call.args && !call.write) {
    const colons = call.member.split(':').length - 1;
    for (const arg of call.args) {
      if (typeof arg.index === 'number' && arg.index >= colons)
        problems.push(`argument ${arg.index} of ${call.member}, which takes ${colons}`);
    }
  }
  if (call.write && call.args?.some((a) => a.index !== 0)) problems.push('a property write has one argument, index 0');
  if (call.labels && call.arity !== undefined && call.labels.length !== call.arity)
    problems.push('labels and arity disagree');
  if (call.arity !== undefined && call.args?.some((a) => typeof a.index === 'number' && a.index >= (call.arity ?? 0))) {
    problems.push(`an argument index beyond arity ${call.arity}`);
  }
  return problems;
}

/** A call in one line, for pages and messages: `JPushInterface.setAlias(_, _, account.user_id)`. */
export function formatCall(call: CallPattern): string {
  const owner = call.owner.slice(call.owner.lastIndexOf('.') + 1);
  if (call.write) return `${owner}.${call.member} = ${call.args?.[0]?.element ?? '…'}`;
  const numbered = (call.args ?? []).filter((a): a is typeof a & { index: number } => typeof a.index === 'number');
  const count = call.arity ?? numbered.reduce((n, a) => Math.max(n, a.index + 1), 0);
  const args = Array.from({ length: count }, (_, i) => {
    const found = numbered.filter((a) => a.index === i);
    return found.length === 0 ? '_' : found.map((a) => (a.path ? `${a.path}: ${a.element}` : a.element)).join(', ');
  });
  return `${owner}.${call.member}(${args.join(', ')})`;
}
