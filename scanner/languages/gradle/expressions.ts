/** Reads expressions of build code, with Groovy's calls without parentheses and Kotlin's infix calls. */
import type { Argument, Expression, FunctionLiteral, Statement } from './ast.js';
import { ifValue, whenValue } from './choice-expressions.js';
import { Cursor } from './cursor.js';
import {
  BINARY,
  closureParams,
  isCallable,
  NOT_AN_ARGUMENT,
  numberOf,
  skipType,
  startsArgument,
  WORD_OPERATORS,
} from './expression-helpers.js';
import type { Token } from './tokens.js';

/** What the expression reader needs of the statement reader. */
export interface StatementReader {
  readBlockBody(): Statement[];
  readStatement(): Statement[];
}

/** More links than a real chain has: what follows is read, but the tree does not grow deeper. */
const MAX_CHAIN = 400;
export class ExpressionReader {
  readonly c: Cursor;
  private readonly statements: StatementReader;

  constructor(cursor: Cursor, statements: StatementReader) {
    this.c = cursor;
    this.statements = statements;
  }

  /** Reads one expression. `command` allows Groovy's `name argument, argument`. */
  read(command = false): Expression {
    const line = this.c.peek().line;
    return this.deeper(() => this.assignment(command), line);
  }

  private deeper(read: () => Expression, line: number): Expression {
    return this.c.nested(read, () => ({ k: 'unknown', line }));
  }

  private assignment(command: boolean): Expression {
    const target = this.ternary(command);
    const token = this.c.peek();
    if (token.t === 'op' && (token.v === '=' || token.v === '+=' || token.v === '-=')) {
      this.c.next();
      this.c.skipNewlines();
      const value = this.read(true);
      return { k: 'assign', op: token.v, target, value, line: target.line };
    }
    return target;
  }

  private ternary(command: boolean): Expression {
    const condition = this.binary(0, command);
    if (this.c.language === 'kotlin') return condition;
    const next = this.c.peek().t === 'nl' ? this.c.afterNewlines() : this.c.peek();
    if (next.t !== 'op' || next.v !== '?') return condition;
    this.c.skipNewlines();
    this.c.next();
    this.c.skipNewlines();
    const first = this.operand();
    this.c.skipNewlines();
    if (!this.c.takeOp(':')) return { k: 'choice', condition, options: [first], line: condition.line };
    this.c.skipNewlines();
    const second = this.operand();
    return { k: 'choice', condition, options: [first, second], line: condition.line };
  }

  private operand(): Expression {
    const line = this.c.peek().line;
    return this.deeper(() => this.ternary(false), line);
  }

  private binary(least: number, command: boolean): Expression {
    let left = this.unary(command);
    for (let length = 0; ; length++) {
      if (length > MAX_CHAIN) left = { k: 'unknown', line: left.line };
      const token = this.operatorAhead();
      if (!token) return left;
      const word = token.t === 'id';
      const precedence = word ? 7 : (BINARY[token.v] ?? 0);
      if (precedence === 0 || precedence < least) return left;
      this.c.skipNewlines();
      this.c.next();
      if (token.v === 'as') this.c.takeOp('?');
      this.c.skipNewlines();
      if (token.v === 'as' || token.v === 'is' || token.v === 'instanceof') {
        skipType(this.c);
        if (token.v !== 'as') left = { k: 'unknown', line: left.line };
        continue;
      }
      const right = this.deeper(() => this.binary(precedence + 1, false), token.line);
      left = { k: 'bin', op: token.v, left, right, line: left.line };
    }
  }

  /** The operator that continues an expression: on this line, or on the next where only an operator can stand there. */
  private operatorAhead(): Token | null {
    const token = this.c.peek();
    if (token.t === 'op') return token.v in BINARY ? token : null;
    if (token.t === 'id')
      return WORD_OPERATORS.has(token.v) && !(token.v === 'to' && this.c.language !== 'kotlin') ? token : null;
    if (token.t !== 'nl') return null;
    const after = this.c.afterNewlines();
    return after.t === 'op' && (after.v === '?:' || after.v === '&&' || after.v === '||') ? after : null;
  }

  private unary(command: boolean): Expression {
    const token = this.c.peek();
    if (
      token.t === 'op' &&
      (token.v === '!' || token.v === '-' || token.v === '+' || token.v === '*' || token.v === '++' || token.v === '--')
    ) {
      this.c.next();
      const value = this.deeper(() => this.unary(false), token.line);
      if (token.v === '!') return { k: 'not', value, line: token.line };
      if (token.v === '-' && value.k === 'lit' && typeof value.value === 'number')
        return { ...value, value: -value.value };
      return value;
    }
    if (token.t === 'id' && token.v === 'new' && this.c.peek(1).t === 'id') this.c.next();
    return this.postfix(this.primary(), command);
  }

  /** `words` is false for the operand of an infix call, which ends where the next infix name begins. */
  private postfix(start: Expression, command: boolean, words = true): Expression {
    let e = start;
    for (let length = 0; ; length++) {
      if (length > MAX_CHAIN) e = { k: 'unknown', line: e.line };
      const token = this.c.peek();
      if (token.t === 'nl') {
        const after = this.c.afterNewlines();
        if (after.t === 'op' && (after.v === '.' || after.v === '?.')) {
          this.c.skipNewlines();
          continue;
        }
        return e;
      }
      if (token.t === 'op') {
        const next = this.postfixOperator(e, token);
        if (next === null) return e;
        e = next;
        continue;
      }
      const chained: Expression | null = words ? this.wordCall(e, token, command) : null;
      if (chained === null) return e;
      e = chained;
    }
  }

  private postfixOperator(e: Expression, token: Token): Expression | null {
    switch (token.v) {
      case '.':
      case '?.':
      case '*.':
      case '::': {
        this.c.next();
        this.c.skipNewlines();
        const member = this.c.peek();
        if (member.t !== 'id' && member.t !== 'str') return token.v === '::' ? e : { k: 'unknown', line: e.line };
        this.c.next();
        return { k: 'prop', of: e, name: member.v, line: e.line };
      }
      case '!!':
      case '++':
      case '--':
        this.c.next();
        return e;
      case '(':
        // A parenthesis after a value that cannot be called starts something else.
        if (e.k === 'lit' || e.k === 'list' || e.k === 'map') return null;
        return this.call(e, undefined);
      case '[':
        if (token.spaced && this.c.language === 'groovy' && (e.k === 'name' || e.k === 'prop')) return null;
        if (e.k === 'lit') return null;
        return this.indexed(e);
      case '{':
        if (!isCallable(e)) return null;
        return this.withClosure(e);
      case '<': {
        if (e.k !== 'name' && e.k !== 'prop') return null;
        const args = this.c.typeArguments(0);
        if (!args) return null;
        const after = this.c.peek(args.length);
        if (after.t === 'op' && (after.v === '(' || after.v === '{')) {
          this.c.at += args.length;
          return after.v === '(' ? this.call(e, args.first) : this.withClosure(e, args.first);
        }
        return null;
      }
      default:
        return null;
    }
  }

  private indexed(e: Expression): Expression {
    this.c.next();
    this.c.skipNewlines();
    const index = this.read();
    this.c.skipNewlines();
    while (!this.c.isOp(']') && !this.c.done() && !this.c.isOp('}')) this.c.skipBalanced();
    this.c.takeOp(']');
    return { k: 'index', of: e, index, line: e.line };
  }

  private call(callee: Expression, type: string | undefined): Expression {
    const args = this.arguments();
    const typed = type === undefined ? {} : { type };
    const call: Expression = { k: 'call', callee, args, ...typed, line: callee.line };
    return this.c.isOp('{') ? this.withClosure(call) : call;
  }

  private withClosure(e: Expression, type?: string): Expression {
    const closure = this.closure();
    const typed = type === undefined ? {} : { type };
    if (e.k === 'call' && e.args.at(-1)?.value.k !== 'fn') return { ...e, args: [...e.args, { value: closure }] };
    return { k: 'call', callee: e, args: [{ value: closure }], ...typed, line: e.line };
  }

  /** `name argument, argument` (Groovy) and `left name right` (both). */
  private wordCall(e: Expression, token: Token, command: boolean): Expression | null {
    if (this.c.language === 'java') return null;
    const groovy = this.c.language === 'groovy';
    if (groovy && command && isCallable(e) && startsArgument(token) && token.spaced) {
      if (e.k !== 'call' && e.k !== 'str') return { k: 'call', callee: e, args: this.commandArguments(), line: e.line };
    }
    if (token.t !== 'id' || NOT_AN_ARGUMENT.has(token.v) || WORD_OPERATORS.has(token.v)) return null;
    if (!(groovy ? command && e.k === 'call' : true)) return null;
    const after = this.c.peek(1);
    if (!(startsArgument(after) || (after.t === 'op' && (after.v === '(' || after.v === '{')))) return null;
    if (after.t === 'id' && (NOT_AN_ARGUMENT.has(after.v) || WORD_OPERATORS.has(after.v))) return null;
    this.c.next();
    const callee: Expression = { k: 'prop', of: e, name: token.v, line: e.line };
    if (this.c.isOp('(')) return this.call(callee, undefined);
    if (groovy) return { k: 'call', callee, args: this.commandArguments(), line: e.line };
    const value = this.deeper(() => this.postfix(this.primary(), false, false), token.line);
    return { k: 'call', callee, args: [{ value }], line: e.line };
  }

  private commandArguments(): Argument[] {
    const args: Argument[] = [];
    for (;;) {
      args.push(this.argument());
      if (!this.c.isOp(',')) return args;
      this.c.next();
      this.c.skipNewlines();
      if (this.c.done() || this.c.isOp('}')) return args;
    }
  }

  private arguments(): Argument[] {
    this.c.next();
    const args: Argument[] = [];
    for (;;) {
      while (this.c.peek().t === 'nl' || this.c.isOp(',') || this.c.isOp(';')) this.c.next();
      if (this.c.takeOp(')') || this.c.done()) return args;
      if (this.c.isOp('}') || this.c.isOp(']')) {
        this.c.gap();
        return args;
      }
      const from = this.c.at;
      args.push(this.argument());
      if (this.c.at === from) this.c.skipBalanced();
    }
  }

  private argument(): Argument {
    const first = this.c.peek();
    const second = this.c.peek(1);
    if ((first.t === 'id' || first.t === 'str') && second.t === 'op') {
      const named = second.v === ':' || (second.v === '=' && first.t === 'id');
      if (named) {
        this.c.next();
        this.c.next();
        this.c.skipNewlines();
        return { name: first.v, value: this.read() };
      }
    }
    if (this.c.isOp('*') && this.c.isOp(':', 1)) this.c.at += 2;
    return { value: this.read() };
  }

  private primary(): Expression {
    const token = this.c.peek();
    const line = token.line;
    switch (token.t) {
      case 'str':
        this.c.next();
        return this.text(token);
      case 'num':
        this.c.next();
        return { k: 'lit', value: numberOf(token.v), line };
      case 'id':
        return this.word(token);
      case 'op':
        if (token.v === '(') return this.parenthesised();
        if (token.v === '[') return this.brackets();
        if (token.v === '{') return this.closure();
        if (token.v === '::' || token.v === '@') {
          this.c.next();
          return this.deeper(() => this.primary(), line);
        }
        return { k: 'unknown', line };
      default:
        return { k: 'unknown', line };
    }
  }

  private text(token: Token): Expression {
    const parts = (token.parts ?? [token.v]).map((part): string | Expression => {
      if (typeof part === 'string') return part;
      const inner = new Cursor(part, this.c.language);
      return new ExpressionReader(inner, this.statements).read();
    });
    return { k: 'str', parts, line: token.line };
  }

  private word(token: Token): Expression {
    this.c.next();
    const line = token.line;
    switch (token.v) {
      case 'true':
      case 'false':
        return { k: 'lit', value: token.v === 'true', line };
      case 'null':
        return { k: 'lit', value: null, line };
      case 'if':
        return ifValue(this, line);
      case 'when':
        return whenValue(this, line);
      case 'object':
        if (this.c.isOp(':') || this.c.isOp('{')) {
          while (!this.c.isOp('{') && !this.c.done() && this.c.peek().t !== 'nl') this.c.next();
          if (this.c.isOp('{')) this.c.skipBalanced();
          return { k: 'unknown', line };
        }
        break;
      default:
    }
    return { k: 'name', name: token.v, line };
  }

  /** `( ... )`; what follows the first expression is stepped over. */
  parenthesised(): Expression {
    this.c.next();
    this.c.skipNewlines();
    const inner = this.read();
    while (!this.c.isOp(')') && !this.c.done() && !this.c.isOp('}')) this.c.skipBalanced();
    this.c.takeOp(')');
    return inner;
  }

  private brackets(): Expression {
    const line = this.c.next().line;
    const items: Expression[] = [];
    const entries: { key: Expression; value: Expression }[] = [];
    if (this.c.isOp(':') && this.c.isOp(']', 1)) {
      this.c.at += 2;
      return { k: 'map', entries, line };
    }
    for (;;) {
      while (this.c.peek().t === 'nl' || this.c.isOp(',')) this.c.next();
      if (this.c.takeOp(']') || this.c.done()) break;
      if (this.c.isOp('}') || this.c.isOp(')')) {
        this.c.gap();
        break;
      }
      const from = this.c.at;
      const head = this.c.peek();
      const bareKey = head.t === 'id' && this.c.isOp(':', 1);
      if (bareKey) this.c.next();
      const key: Expression = bareKey ? { k: 'str', parts: [head.v], line: head.line } : this.read();
      this.c.skipNewlines();
      if (this.c.takeOp(':')) {
        this.c.skipNewlines();
        entries.push({ key, value: this.read() });
      } else items.push(key);
      if (this.c.at === from) this.c.skipBalanced();
    }
    return entries.length > 0 ? { k: 'map', entries, line } : { k: 'list', items, line };
  }

  closure(): FunctionLiteral {
    const line = this.c.peek().line;
    return this.c.nested(
      (): FunctionLiteral => {
        this.c.next();
        const params = closureParams(this.c);
        const body = this.statements.readBlockBody();
        return { k: 'fn', params, body, line };
      },
      (): FunctionLiteral => ({ k: 'fn', params: [], body: [], line }),
    );
  }
}
