/** The tree that scripts are read into: plain JSON, so that it can travel as the facts of a file. */

/** Which of the three grammars a text follows. */
export type ScriptLanguage = 'groovy' | 'kotlin' | 'java';

/** One argument of a call; `name` is set for `name: value` (Groovy) and `name = value` (Kotlin). */
export interface Argument {
  readonly name?: string;
  readonly value: Expression;
}

export interface FunctionLiteral {
  readonly k: 'fn';
  readonly params: readonly string[];
  readonly body: readonly Statement[];
  readonly line: number;
}

export interface CallExpression {
  readonly k: 'call';
  readonly callee: Expression;
  readonly args: readonly Argument[];
  /** First type argument, as in `apply<FooPlugin>()`. */
  readonly type?: string;
  readonly line: number;
}

export type Expression =
  | { readonly k: 'str'; readonly parts: readonly (string | Expression)[]; readonly line: number }
  | { readonly k: 'lit'; readonly value: boolean | number | null; readonly line: number }
  | { readonly k: 'name'; readonly name: string; readonly line: number }
  | { readonly k: 'prop'; readonly of: Expression; readonly name: string; readonly line: number }
  | { readonly k: 'index'; readonly of: Expression; readonly index: Expression; readonly line: number }
  | CallExpression
  | { readonly k: 'list'; readonly items: readonly Expression[]; readonly line: number }
  | {
      readonly k: 'map';
      readonly entries: readonly { readonly key: Expression; readonly value: Expression }[];
      readonly line: number;
    }
  | FunctionLiteral
  | {
      readonly k: 'bin';
      readonly op: string;
      readonly left: Expression;
      readonly right: Expression;
      readonly line: number;
    }
  | { readonly k: 'not'; readonly value: Expression; readonly line: number }
  | {
      readonly k: 'assign';
      readonly op: string;
      readonly target: Expression;
      readonly value: Expression;
      readonly line: number;
    }
  /** A choice between values: `a ? b : c`, `if` and `when` used as values. `condition` is null where there is none to judge. */
  | {
      readonly k: 'choice';
      readonly condition: Expression | null;
      readonly options: readonly Expression[];
      readonly line: number;
    }
  /** Something the reader stepped over. */
  | { readonly k: 'unknown'; readonly line: number };

export type Statement =
  | { readonly k: 'expr'; readonly value: Expression; readonly line: number }
  | {
      readonly k: 'def';
      readonly name: string;
      readonly value: Expression | null;
      readonly by?: boolean;
      /** Worked out anew at each use: `val x get() = ...`. */
      readonly getter?: boolean;
      readonly line: number;
    }
  | {
      readonly k: 'fun';
      readonly name: string;
      readonly params: readonly string[];
      readonly body: readonly Statement[];
      readonly line: number;
    }
  | {
      readonly k: 'class';
      readonly name: string;
      /** Names of what it extends or implements. */
      readonly supers: readonly string[];
      readonly params: readonly string[];
      readonly body: readonly Statement[];
      readonly line: number;
    }
  | {
      readonly k: 'if';
      readonly condition: Expression;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
      readonly line: number;
    }
  | {
      readonly k: 'for';
      readonly variable: string;
      readonly of: Expression;
      readonly body: readonly Statement[];
      readonly line: number;
    }
  /** Statements that run or may run: try, while, switch. */
  | { readonly k: 'block'; readonly body: readonly Statement[]; readonly line: number }
  | { readonly k: 'return'; readonly value: Expression | null; readonly line: number }
  | { readonly k: 'import'; readonly name: string; readonly alias: string | null; readonly line: number }
  | { readonly k: 'package'; readonly name: string; readonly line: number };

/** A read script. */
export interface Script {
  readonly language: ScriptLanguage;
  readonly body: readonly Statement[];
  /** Lines at which the reader had to step over something. */
  readonly gaps: readonly number[];
}

/** The words of an expression as they were written, for messages: short and without string contents that could be long. */
export function describe(e: Expression, depth = 0): string {
  if (depth > 12) return '…';
  const inner = (x: Expression) => describe(x, depth + 1);
  switch (e.k) {
    case 'str':
      return `"${e.parts.map((p) => (typeof p === 'string' ? p : `\${${inner(p)}}`)).join('')}"`;
    case 'lit':
      return String(e.value);
    case 'name':
      return e.name;
    case 'prop':
      return `${inner(e.of)}.${e.name}`;
    case 'index':
      return `${inner(e.of)}[${inner(e.index)}]`;
    case 'call':
      return `${inner(e.callee)}(${e.args.map((a) => (a.name ? `${a.name}: ` : '') + inner(a.value)).join(', ')})`;
    case 'list':
      return `[${e.items.map(inner).join(', ')}]`;
    case 'bin':
      return `${inner(e.left)} ${e.op} ${inner(e.right)}`;
    case 'not':
      return `!${inner(e.value)}`;
    case 'choice':
      return e.options.map(inner).join(' or ');
    default:
      return '…';
  }
}
