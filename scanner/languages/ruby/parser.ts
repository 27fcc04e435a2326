/** A tolerant parser for the Ruby subset of Podfiles and podspecs. What it cannot read becomes `opaque`; it never throws. */
import type { Block, CaseBranch, Expr, Param } from './ast.js';
import { ExpressionParser, ifExpr } from './expressions.js';
import { type Token, tokenize } from './lexer.js';
import { BODY_ENDS, MAX_DEPTH, STOPPERS } from './token-stream.js';

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

class Parser extends ExpressionParser {
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

  protected block(): Block {
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
    const fresh = this.declare(params);
    const body = open.text === '{' ? this.statements() : this.body();
    for (const name of fresh) this.locals.delete(name);
    if (open.text === '{') this.accept('}');
    else if (!this.acceptWord('end')) this.unclosed(open);
    this.noDo = outer;
    return { params, body };
  }

  /** Makes names variables; @returns those that were none before, and are none again after the block. */
  private declare(names: readonly string[]): string[] {
    const fresh = names.filter((name) => !this.locals.has(name));
    for (const name of fresh) this.locals.add(name);
    return fresh;
  }

  private unclosed(open: { line: number; text: string }): void {
    this.problems.push({
      line: open.line,
      message: `\`${open.text}\` has no \`end\`; the rest of the file was read as part of it`,
    });
  }

  protected primary(): Expr {
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
    const fresh: string[] = [];
    const parens = this.accept('(');
    while (this.pos < this.tokens.length && !(parens && this.isOp(')')) && (parens || this.peek().kind !== 'nl')) {
      const param = this.next();
      if (param.kind !== 'id' && param.kind !== 'label') continue;
      fresh.push(...this.declare([param.text]));
      const after = this.peek();
      const plain = after.kind === 'nl' || (after.kind === 'op' && (after.text === ',' || after.text === ')'));
      if (param.kind === 'label') params.push({ name: param.text, fallback: plain ? null : this.ternary() });
      else params.push({ name: param.text, fallback: this.accept('=') ? this.ternary() : null });
    }
    if (parens) this.accept(')');
    const body = this.body();
    for (const param of fresh) this.locals.delete(param);
    if (!this.acceptWord('end')) this.unclosed(token);
    return { type: 'def', name, params, body, line: token.line };
  }
}
