/** The syntax tree of the Ruby subset: enough to follow which calls a Podfile makes with which values. */

export type Expr =
  | { readonly type: 'string'; readonly parts: readonly (string | Expr)[]; readonly line: number }
  | { readonly type: 'symbol'; readonly name: string; readonly line: number }
  | { readonly type: 'number'; readonly text: string; readonly line: number }
  | { readonly type: 'array'; readonly items: readonly Expr[]; readonly line: number }
  | { readonly type: 'hash'; readonly pairs: readonly (readonly [Expr, Expr])[]; readonly line: number }
  | { readonly type: 'variable'; readonly name: string; readonly line: number }
  | CallExpr
  | { readonly type: 'assign'; readonly target: Expr; readonly op: string; readonly value: Expr; readonly line: number }
  | IfExpr
  | {
      readonly type: 'case';
      readonly subject: Expr | null;
      readonly branches: readonly CaseBranch[];
      readonly line: number;
    }
  | { readonly type: 'block'; readonly body: readonly Expr[]; readonly repeats: boolean; readonly line: number }
  | {
      readonly type: 'def';
      readonly name: string;
      readonly params: readonly Param[];
      readonly body: readonly Expr[];
      readonly line: number;
    }
  | { readonly type: 'binary'; readonly op: string; readonly left: Expr; readonly right: Expr; readonly line: number }
  | { readonly type: 'not'; readonly value: Expr; readonly line: number }
  | { readonly type: 'splat'; readonly value: Expr; readonly line: number }
  | { readonly type: 'return'; readonly value: Expr | null; readonly line: number }
  | { readonly type: 'opaque'; readonly line: number };

export interface CallExpr {
  readonly type: 'call';
  readonly receiver: Expr | null;
  readonly name: string;
  readonly args: readonly Expr[];
  readonly block: Block | null;
  readonly line: number;
}

export interface IfExpr {
  readonly type: 'if';
  readonly condition: Expr;
  readonly yes: readonly Expr[];
  readonly no: readonly Expr[];
  readonly line: number;
}

export interface CaseBranch {
  /** Empty for `else`. */
  readonly values: readonly Expr[];
  readonly body: readonly Expr[];
}

export interface Param {
  readonly name: string;
  readonly fallback: Expr | null;
}

export interface Block {
  readonly params: readonly string[];
  readonly body: readonly Expr[];
}
