/** A tolerant parser for the Ruby subset of Podfiles and podspecs. What it cannot read becomes `opaque`; it never throws. */
import type { Block, CaseBranch, Expr, Param } from './ast.js';
import { type Token, tokenize } from './lexer.js';

const MAX_DEPTH = 120;
const END: Token = { kind: 'nl', text: '', line: 0, spaced: true };
const STOPPERS = new Set([
  'end',
  'else',
  'elsif',
  'when',
  'in',
  'rescue',
  'ensure',
  'then',
  'do',
  'and',
  'or',
  'if',
  'unless',
  'while',
  'until',
]);
const BODY_ENDS = new Set(['end', 'else', 'elsif', 'when', 'rescue', 'ensure']);
const ASSIGNMENTS = new Set(['=', '||=', '&&=', '+=', '-=', '*=', '/=', '|=', '&=', '<<=', '>>=', '**=']);
const BINARY = new Set([
  '==',
  '!=',
  '===',
  '=~',
  '!~',
  '<=>',
  '>=',
  '<=',
  '<',
  '>',
  '&&',
  '||',
  '+',
  '-',
  '*',
  '/',
  '%',
  '<<',
  '>>',
  '|',
  '&',
  '^',
  '**',
  '..',
  '...',
]);
const PRECEDENCE: Readonly<Record<string, number>> = {
  '..': 1,
  '...': 1,
  '||': 2,
  '&&': 3,
  '<=>': 4,
  '==': 4,
  '===': 4,
  '!=': 4,
  '=~': 4,
  '!~': 4,
  '<': 5,
  '<=': 5,
  '>': 5,
  '>=': 5,
  '|': 6,
  '^': 6,
  '&': 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
  '**': 11,
};

export interface RubyProgram {
  readonly body: readonly Expr[];
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

/** Parses Ruby text. */
export function parseRuby(text: string): RubyProgram {
  const parser = new Parser(tokenize(text));
  const body = parser.program();
  return { body, problems: parser.problems };
}

class Parser {
  readonly problems: { line: number; message: string }[] = [];
  private pos = 0;
  private depth = 0;
  private readonly tokens: readonly Token[];
  private readonly locals = new Set<string>();
  /** `do` belongs to a loop's head while its condition is read. */
  private noDo = 0;

  constructor(tokens: readonly Token[], depth = 0) {
    this.tokens = tokens;
    this.depth = depth;
  }

  program(): Expr[] {
    const body: Expr[] = [];
    while (this.pos < this.tokens.length) {
      body.push(...this.statements());
      if (this.pos < this.tokens.length) {
        const token = this.peek();
        if (token.kind === 'id' && BODY_ENDS.has(token.text)) {
          this.problems.push({
            line: token.line,
            message: `\`${token.text}\` closes nothing; the blocks above may be read wrongly`,
          });
        }
        this.pos++;
      }
    }
    return body;
  }

  private peek(ahead = 0): Token {
    return this.tokens[this.pos + ahead] ?? END;
  }

  private next(): Token {
    const token = this.peek();
    this.pos++;
    return token;
  }

  private isOp(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'op' && token.text === text;
  }

  private isWord(text: string): boolean {
    const token = this.peek();
    return token.kind === 'id' && token.text === text;
  }

  private accept(text: string): boolean {
    if (!this.isOp(text)) return false;
    this.pos++;
    return true;
  }

  private acceptWord(text: string): boolean {
    if (!this.isWord(text)) return false;
    this.pos++;
    return true;
  }

  private skipNewlines(): void {
    while (this.pos < this.tokens.length && this.peek().kind === 'nl') this.pos++;
  }

  /** Statements up to a word that ends a body, or a closing brace. */
  private statements(): Expr[] {
    const body: Expr[] = [];
    while (this.pos < this.tokens.length) {
      this.skipNewlines();
      const token = this.peek();
      if (this.pos >= this.tokens.length) break;
      if (token.kind === 'id' && BODY_ENDS.has(token.text)) break;
      if (token.kind === 'op' && (token.text === '}' || token.text === ')' || token.text === ']')) break;
      const from = this.pos;
      body.push(this.statement());
      if (this.pos === from) this.pos++;
    }
    return body;
  }

  private body(): Expr[] {
    const body = this.statements();
    while (this.isWord('rescue') || this.isWord('ensure') || this.isWord('else')) {
      this.pos++;
      this.restOfLine();
      body.push(...this.statements());
    }
    return body;
  }

  private restOfLine(): void {
    while (this.pos < this.tokens.length && this.peek().kind !== 'nl' && !this.isWord('then')) this.pos++;
    this.acceptWord('then');
  }

  private statement(): Expr {
    let expr = this.expression();
    for (;;) {
      const token = this.peek();
      if (token.kind !== 'id') break;
      if (token.text === 'if' || token.text === 'unless') {
        this.pos++;
        const condition = this.expression();
        expr = ifExpr(condition, [expr], [], token);
      } else if (token.text === 'while' || token.text === 'until') {
        this.pos++;
        this.expression();
      } else if (token.text === 'rescue') {
        this.pos++;
        this.expression();
      } else break;
    }
    const token = this.peek();
    if (
      token.kind !== 'nl' &&
      !(token.kind === 'id' && BODY_ENDS.has(token.text)) &&
      !(token.kind === 'op' && '})]'.includes(token.text))
    ) {
      this.recover();
    }
    return expr;
  }

  /** Skips what could not be read, up to the end of the line; words that open a block are read, so that their `end` is. */
  private recover(): void {
    while (this.pos < this.tokens.length && this.peek().kind !== 'nl') {
      const token = this.peek();
      if (token.kind === 'id' && token.text === 'do') {
        this.block();
        continue;
      }
      if (token.kind === 'id' && BODY_ENDS.has(token.text)) return;
      this.pos++;
    }
  }

  /** `and`, `or` and `not` bind loosest. */
  private expression(): Expr {
    if (this.depth > MAX_DEPTH) {
      const { line } = this.peek();
      if (this.problems.length < 20) this.problems.push({ line, message: 'nested too deeply to be read' });
      this.pos++;
      return { type: 'opaque', line };
    }
    this.depth++;
    let left = this.acceptWord('not')
      ? ({ type: 'not', value: this.assignment(), line: this.peek().line } as const)
      : this.assignment();
    while (this.isWord('and') || this.isWord('or')) {
      const token = this.next();
      this.skipNewlines();
      const right = this.assignment();
      left =
        token.text === 'and' && isEffect(right)
          ? ifExpr(left, [right], [], token)
          : { type: 'binary', op: token.text === 'and' ? '&&' : '||', left, right, line: token.line };
    }
    this.depth--;
    return left;
  }

  private assignment(): Expr {
    const read = this.ternary();
    const token = this.peek();
    // A bare name is a call until something is assigned to it.
    const bare = read.type === 'call' && read.receiver === null && read.args.length === 0 && read.block === null;
    const assigned = bare && token.kind === 'op' && (token.text === ',' || ASSIGNMENTS.has(token.text));
    const left: Expr = assigned ? { type: 'variable', name: read.name, line: read.line } : read;
    if (token.kind === 'op' && token.text === ',' && left.type === 'variable' && this.isMultipleAssignment()) {
      while (this.pos < this.tokens.length && !this.isOp('=') && this.peek().kind !== 'nl') this.pos++;
      this.pos++;
      this.expression();
      return { type: 'opaque', line: token.line };
    }
    if (token.kind !== 'op' || !ASSIGNMENTS.has(token.text)) return read;
    this.pos++;
    this.skipNewlines();
    if (left.type === 'variable') this.locals.add(left.name);
    let value = this.expression();
    if (this.isOp(',') && left.type === 'variable') {
      const items = [value];
      while (this.accept(',')) {
        this.skipNewlines();
        items.push(this.ternary());
      }
      value = { type: 'array', items, line: token.line };
    }
    return { type: 'assign', target: left, op: token.text, value, line: token.line };
  }

  private isMultipleAssignment(): boolean {
    for (let i = 0; i < 16; i++) {
      const token = this.peek(i);
      if (token.kind === 'op' && token.text === '=') return true;
      if (token.kind !== 'id' && !(token.kind === 'op' && (token.text === ',' || token.text === '*'))) return false;
    }
    return false;
  }

  private ternary(): Expr {
    const condition = this.binary(0);
    if (!this.isOp('?')) return condition;
    const { line } = this.next();
    this.skipNewlines();
    const token = this.peek();
    // `a ? b : c` where the lexer saw `b:`
    let yes: Expr;
    if (token.kind === 'label') {
      this.pos++;
      yes = { type: 'variable', name: token.text, line: token.line };
    } else {
      yes = this.ternary();
      this.skipNewlines();
      this.accept(':');
    }
    this.skipNewlines();
    const symbol = this.peek();
    if (
      symbol.kind === 'sym' &&
      yes.type !== 'symbol' &&
      this.tokens[this.pos - 1]?.text !== ':' &&
      token.kind !== 'label'
    ) {
      // `a ? b :c`
      this.pos++;
      return ifExpr(condition, [yes], [{ type: 'variable', name: symbol.text, line }], { line, text: 'if' });
    }
    return ifExpr(condition, [yes], [this.ternary()], { line, text: 'if' });
  }

  private binary(minimum: number): Expr {
    let left = this.unary();
    for (;;) {
      const token = this.peek();
      if (token.kind !== 'op' || !BINARY.has(token.text)) return left;
      const precedence = PRECEDENCE[token.text] ?? 1;
      if (precedence < minimum) return left;
      this.pos++;
      this.skipNewlines();
      const right = this.binary(precedence + 1);
      left = { type: 'binary', op: token.text, left, right, line: token.line };
    }
  }

  private unary(): Expr {
    const token = this.peek();
    if (token.kind === 'op') {
      if (this.depth > MAX_DEPTH) return this.expression();
      if (token.text === '!' || token.text === '-' || token.text === '+' || token.text === '~') {
        this.pos++;
        this.depth++;
        const value = this.unary();
        this.depth--;
        return token.text === '!'
          ? { type: 'not', value, line: token.line }
          : token.text === '-'
            ? { type: 'opaque', line: token.line }
            : value;
      }
      if (token.text === '*' || token.text === '&' || token.text === '**') {
        this.pos++;
        this.depth++;
        const value = this.unary();
        this.depth--;
        return { type: 'splat', value, line: token.line };
      }
    }
    return this.postfix(this.primary());
  }

  private postfix(start: Expr): Expr {
    let expr = start;
    for (;;) {
      const token = this.peek();
      if (token.kind === 'nl') {
        // a chain goes on where the next line starts with a dot
        let ahead = 1;
        while (this.peek(ahead).kind === 'nl' && this.pos + ahead < this.tokens.length) ahead++;
        const after = this.peek(ahead);
        if (after.kind === 'op' && (after.text === '.' || after.text === '&.')) {
          this.pos += ahead;
          continue;
        }
        return expr;
      }
      if (token.kind !== 'op') return expr;
      if (token.text === '.' || token.text === '&.' || token.text === '::') {
        this.pos++;
        this.skipNewlines();
        const name = this.next();
        if (name.kind === 'label') {
          // `x ? a.b: c` does not occur in practice; a label here is `a.b c: d` without its space
          this.pos--;
          return expr;
        }
        if (token.text === '::' && name.kind === 'const' && !this.isOp('(')) {
          expr = { type: 'variable', name: name.text, line: name.line };
          continue;
        }
        if (name.kind === 'op' && name.text === '(') this.pos--;
        expr = this.call(expr, name.kind === 'op' ? 'call' : name.text, name.line);
        continue;
      }
      if (token.text === '[' && !token.spaced) {
        this.pos++;
        const args = this.listUntil(']');
        expr = { type: 'call', receiver: expr, name: '[]', args, block: null, line: token.line };
        continue;
      }
      return expr;
    }
  }

  /** Arguments and block of a call whose name has been read. */
  private call(receiver: Expr | null, name: string, line: number): Expr {
    let args: Expr[] = [];
    if (this.isOp('(') && !this.peek().spaced) {
      this.pos++;
      const outer = this.noDo;
      this.noDo = 0;
      args = this.listUntil(')');
      this.noDo = outer;
    } else if (this.commandArgumentsFollow()) args = this.commandArguments();
    let block: Block | null = null;
    if ((this.isWord('do') && this.noDo === 0) || this.isOp('{')) block = this.block();
    return { type: 'call', receiver, name, args, block, line };
  }

  private commandArgumentsFollow(): boolean {
    const token = this.peek();
    if (!token.spaced && token.kind !== 'str') return false;
    switch (token.kind) {
      case 'str':
      case 'sym':
      case 'num':
      case 'const':
      case 'ivar':
      case 'words':
      case 'label':
      case 'opaque':
        return true;
      case 'id':
        return !STOPPERS.has(token.text);
      case 'op': {
        if (token.text === '[' || token.text === '->' || token.text === '(') return true;
        const tight = !this.peek(1).spaced;
        return tight && ['*', '&', '**', '-', '!', '::', ':'].includes(token.text);
      }
      default:
        return false;
    }
  }

  private commandArguments(): Expr[] {
    const args: Expr[] = [];
    do {
      this.skipNewlines();
      args.push(this.argument());
    } while (this.pos < this.tokens.length && this.accept(','));
    return foldPairs(args);
  }

  private listUntil(close: string): Expr[] {
    const items: Expr[] = [];
    while (this.pos < this.tokens.length) {
      this.skipNewlines();
      if (this.accept(close)) return foldPairs(items);
      const from = this.pos;
      items.push(this.argument());
      this.skipNewlines();
      if (this.accept(',')) continue;
      if (this.accept(close)) return foldPairs(items);
      // `(a if b)` and other rare forms: skip what stands before the closing sign
      if (this.pos === from) this.pos++;
      const token = this.peek();
      if (token.kind === 'id' && token.text === 'end') return foldPairs(items);
    }
    return foldPairs(items);
  }

  /** One argument; `a => b` and `a: b` give a hash of one pair, folded together afterwards. */
  private argument(): Expr {
    const token = this.peek();
    if (token.kind === 'label') {
      this.pos++;
      this.skipNewlines();
      const key: Expr = { type: 'symbol', name: token.text, line: token.line };
      const after = this.peek();
      if (after.kind === 'op' && (after.text === ',' || after.text === ')' || after.text === '}')) {
        return {
          type: 'hash',
          pairs: [[key, { type: 'variable', name: token.text, line: token.line }]],
          line: token.line,
        };
      }
      return { type: 'hash', pairs: [[key, this.expression()]], line: token.line };
    }
    const value = this.expression();
    if (this.isOp('=>')) {
      const { line } = this.next();
      this.skipNewlines();
      return { type: 'hash', pairs: [[value, this.expression()]], line };
    }
    return value;
  }

  private block(): Block {
    const open = this.next();
    const outer = this.noDo;
    this.noDo = 0;
    const params: string[] = [];
    if (this.accept('|')) {
      while (this.pos < this.tokens.length && !this.isOp('|') && this.peek().kind !== 'nl') {
        const token = this.next();
        if (token.kind === 'id' || token.kind === 'label') params.push(token.text);
      }
      this.accept('|');
    } else this.accept('||');
    for (const name of params) this.locals.add(name);
    const body = open.text === '{' ? this.statements() : this.body();
    if (open.text === '{') this.accept('}');
    else if (!this.acceptWord('end')) this.unclosed(open);
    this.noDo = outer;
    return { params, body };
  }

  private unclosed(open: { line: number; text: string }): void {
    this.problems.push({
      line: open.line,
      message: `\`${open.text}\` has no \`end\`; the rest of the file was read as part of it`,
    });
  }

  private primary(): Expr {
    const token = this.next();
    const { line } = token;
    switch (token.kind) {
      case 'str': {
        const parts: (string | Expr)[] = [...this.stringParts(token)];
        // adjacent literals are one string
        while (this.peek().kind === 'str') parts.push(...this.stringParts(this.next()));
        return { type: 'string', parts, line };
      }
      case 'sym':
        return { type: 'symbol', name: token.text, line };
      case 'num':
        return { type: 'number', text: token.text, line };
      case 'words':
        return { type: 'array', items: (token.items ?? []).map((w) => ({ type: 'string', parts: [w], line })), line };
      case 'ivar':
        return { type: 'variable', name: token.text, line };
      case 'const':
        if (this.isOp('(') && !this.peek().spaced) return this.call(null, token.text, line);
        if (this.peek().kind === 'str' && this.peek().spaced) return this.call(null, token.text, line);
        return { type: 'variable', name: token.text, line };
      case 'id':
        return this.word(token);
      case 'op':
        return this.operator(token);
      case 'label':
        // a label outside an argument list: `key: value` in a brace hash is read there
        return { type: 'hash', pairs: [[{ type: 'symbol', name: token.text, line }, this.expression()]], line };
      default:
        if (token.kind === 'nl') this.pos--;
        return { type: 'opaque', line };
    }
  }

  private stringParts(token: Token): (string | Expr)[] {
    if (!token.parts) return [token.text];
    return token.parts.map((part) => {
      if (typeof part === 'string') return part;
      if (this.depth > MAX_DEPTH / 2) return { type: 'opaque', line: part.line } as const;
      const inner = new Parser(tokenize(part.code, part.line), this.depth + 10).program();
      return inner[0] ?? ({ type: 'opaque', line: part.line } as const);
    });
  }

  private operator(token: Token): Expr {
    const { line } = token;
    if (token.text === '[') return { type: 'array', items: this.listUntil(']'), line };
    if (token.text === '{') {
      const items = this.listUntil('}');
      const pairs = items.flatMap((item) => (item.type === 'hash' ? item.pairs : []));
      return { type: 'hash', pairs, line };
    }
    if (token.text === '(') {
      const outer = this.noDo;
      this.noDo = 0;
      const body = this.statements();
      this.accept(')');
      this.noDo = outer;
      return body.length === 1 ? (body[0] ?? { type: 'opaque', line }) : { type: 'block', body, repeats: false, line };
    }
    if (token.text === '->') {
      if (this.accept('(')) this.listUntil(')');
      if (this.isOp('{') || this.isWord('do')) this.block();
      return { type: 'opaque', line };
    }
    if (token.text === '::') return this.primary();
    if (token.text === '}' || token.text === ')' || token.text === ']') this.pos--;
    return { type: 'opaque', line };
  }

  private word(token: Token): Expr {
    const { line } = token;
    switch (token.text) {
      case 'if':
      case 'unless':
        return this.ifStatement(token);
      case 'case':
        return this.caseStatement(token);
      case 'while':
      case 'until':
      case 'for': {
        this.noDo++;
        this.expression();
        if (token.text === 'for' && this.acceptWord('in')) this.expression();
        this.noDo--;
        this.acceptWord('do');
        const body = this.body();
        if (!this.acceptWord('end')) this.unclosed(token);
        return { type: 'block', body, repeats: true, line };
      }
      case 'begin':
      case 'class':
      case 'module': {
        if (token.text !== 'begin') this.restOfLine();
        const body = this.body();
        if (!this.acceptWord('end')) this.unclosed(token);
        return token.text === 'begin' ? { type: 'block', body, repeats: false, line } : { type: 'opaque', line };
      }
      case 'def':
        return this.definition(token);
      case 'return':
      case 'break':
      case 'next': {
        const after = this.peek();
        const bare =
          after.kind === 'nl' ||
          (after.kind === 'id' && STOPPERS.has(after.text)) ||
          (after.kind === 'op' && after.text === '}');
        return { type: 'return', value: bare ? null : this.expression(), line };
      }
      case 'true':
      case 'false':
      case 'nil':
      case 'self':
      case '__dir__':
      case '__FILE__':
        return { type: 'variable', name: token.text, line };
      case 'then':
      case 'do':
      case 'end':
        if (token.text === 'end') this.pos--;
        return { type: 'opaque', line };
      default:
        if (this.locals.has(token.text) && !(this.isOp('(') && !this.peek().spaced)) {
          return { type: 'variable', name: token.text, line };
        }
        return this.call(null, token.text, line);
    }
  }

  private ifStatement(token: Token): Expr {
    const condition = this.expression();
    this.acceptWord('then');
    const then = this.statements();
    let otherwise: Expr[] = [];
    if (this.isWord('elsif')) {
      const inner = this.next();
      if (this.depth > MAX_DEPTH) return { type: 'opaque', line: token.line };
      this.depth++;
      otherwise = [this.ifStatement(inner)];
      this.depth--;
      return ifExpr(condition, then, otherwise, token);
    }
    if (this.acceptWord('else')) otherwise = this.statements();
    if (!this.acceptWord('end')) this.unclosed(token);
    return ifExpr(condition, then, otherwise, token);
  }

  private caseStatement(token: Token): Expr {
    const subject = this.peek().kind === 'nl' ? null : this.expression();
    this.skipNewlines();
    const branches: CaseBranch[] = [];
    while (this.acceptWord('when')) {
      const values = this.commandArguments();
      this.acceptWord('then');
      branches.push({ values, body: this.statements() });
    }
    if (this.acceptWord('else')) branches.push({ values: [], body: this.statements() });
    if (!this.acceptWord('end')) this.unclosed(token);
    return { type: 'case', subject, branches, line: token.line };
  }

  private definition(token: Token): Expr {
    let name = this.next().text;
    if (this.accept('.')) name = this.next().text;
    const params: Param[] = [];
    const parens = this.accept('(');
    while (this.pos < this.tokens.length && !(parens && this.isOp(')')) && (parens || this.peek().kind !== 'nl')) {
      const param = this.next();
      if (param.kind !== 'id' && param.kind !== 'label') continue;
      this.locals.add(param.text);
      const after = this.peek();
      const plain = after.kind === 'nl' || (after.kind === 'op' && (after.text === ',' || after.text === ')'));
      if (param.kind === 'label') params.push({ name: param.text, fallback: plain ? null : this.ternary() });
      else params.push({ name: param.text, fallback: this.accept('=') ? this.ternary() : null });
    }
    if (parens) this.accept(')');
    const body = this.body();
    if (!this.acceptWord('end')) this.unclosed(token);
    return { type: 'def', name, params, body, line: token.line };
  }
}

function ifExpr(
  condition: Expr,
  then: readonly Expr[],
  otherwise: readonly Expr[],
  at: { line: number; text: string },
): Expr {
  const negated = at.text === 'unless';
  return {
    type: 'if',
    condition,
    yes: negated ? otherwise : then,
    no: negated ? then : otherwise,
    line: at.line,
  };
}

function isEffect(expr: Expr): boolean {
  return expr.type === 'call' && expr.receiver === null && expr.args.length > 0;
}

/** Puts the pairs of one argument list into one hash. */
function foldPairs(args: readonly Expr[]): Expr[] {
  const plain: Expr[] = [];
  const pairs: (readonly [Expr, Expr])[] = [];
  let line = 0;
  for (const arg of args) {
    if (arg.type === 'hash' && arg.pairs.length === 1) {
      pairs.push(...arg.pairs);
      line ||= arg.line;
    } else plain.push(arg);
  }
  if (pairs.length > 0) plain.push({ type: 'hash', pairs, line });
  return plain;
}
