/** Reads build scripts and build code (Groovy, Kotlin, Java) into statements. Tolerant: what it cannot read it steps over. */
import type { Expression, Script, ScriptLanguage, Statement } from './ast.js';
import { Cursor } from './cursor.js';
import { bodyFollows, dottedLast, importOrPackage, parameters, skipTypeUntil } from './declaration-parts.js';
import { ExpressionReader } from './expressions.js';

const MODIFIERS = new Set([
  'const',
  'private',
  'public',
  'internal',
  'protected',
  'override',
  'open',
  'abstract',
  'final',
  'lateinit',
  'data',
  'inline',
  'operator',
  'static',
  'suspend',
  'sealed',
  'companion',
  'tailrec',
  'infix',
  'synchronized',
  'transient',
  'volatile',
  'inner',
  'value',
  'external',
  'noinline',
  'annotation',
  'enum',
]); // prettier-ignore
const PRIMITIVES = new Set(['int', 'long', 'boolean', 'double', 'float', 'char', 'byte', 'short', 'void']);
const TYPE_WORDS = new Set(['class', 'interface', 'object', 'trait', 'record']);

/** Reads a whole script. Total: any text gives a script. */
export function parseScript(text: string, language: ScriptLanguage): Script {
  const reader = new StatementParser(new Cursor(text, language));
  return { language, body: reader.readAll(), gaps: reader.gaps() };
}

class StatementParser {
  private readonly c: Cursor;
  private readonly e: ExpressionReader;

  constructor(cursor: Cursor) {
    this.c = cursor;
    this.e = new ExpressionReader(cursor, this);
  }

  gaps(): readonly number[] {
    return this.c.gaps;
  }

  readAll(): Statement[] {
    const out: Statement[] = [];
    while (!this.c.done()) {
      // A brace too many at the top level ends a block; the rest is still read.
      for (const statement of this.readBlockBody()) out.push(statement);
    }
    return out;
  }

  /** Statements up to the closing brace, which is taken. */
  readBlockBody(): Statement[] {
    const out: Statement[] = [];
    for (;;) {
      while (this.c.peek().t === 'nl' || this.c.isOp(';') || this.c.isOp(',')) this.c.next();
      if (this.c.done() || this.c.takeOp('}')) return out;
      const from = this.c.at;
      for (const statement of this.readStatement()) out.push(statement);
      if (this.c.at === from) this.c.next();
    }
  }

  readStatement(): Statement[] {
    const line = this.c.peek().line;
    return this.c.nested(
      () => this.statement(),
      (): Statement[] => [{ k: 'expr', value: { k: 'unknown', line }, line }],
    );
  }

  private statement(): Statement[] {
    this.skipAnnotations();
    this.skipModifiers();
    const token = this.c.peek();
    const line = token.line;
    if (token.t === 'id') {
      const next = this.c.peek(1);
      const asName = next.t === 'op' && (next.v === '=' || next.v === '.' || next.v === ':');
      if (!asName) {
        const read = this.keyword(token.v, line);
        if (read) return read;
        const declared = this.declaration(line);
        if (declared) return declared;
      }
    }
    if (token.t === 'op' && token.v === '{') {
      this.c.next();
      return [{ k: 'block', body: this.readBlockBody(), line }];
    }
    return [{ k: 'expr', value: this.e.read(true), line }];
  }

  private skipAnnotations(): void {
    while (this.c.isOp('@') && this.c.peek(1).t === 'id') {
      this.c.at += 2;
      while ((this.c.isOp('.') || this.c.isOp(':')) && this.c.peek(1).t === 'id') this.c.at += 2;
      if (this.c.isOp('(') && !this.c.peek().spaced) this.c.skipBalanced();
      this.c.skipNewlines();
    }
  }

  private skipModifiers(): void {
    while (this.c.peek().t === 'id' && MODIFIERS.has(this.c.peek().v)) {
      const next = this.c.peek(1);
      if (next.t === 'id' || (next.t === 'op' && next.v === '@')) {
        if (this.c.isId('companion') && next.v === 'object') return;
        this.c.next();
        this.skipAnnotations();
      } else if (this.c.isId('static') && next.t === 'op' && next.v === '{') this.c.next();
      else return;
    }
  }

  private keyword(word: string, line: number): Statement[] | null {
    switch (word) {
      case 'import':
      case 'package':
        return importOrPackage(this.c, word, line);
      case 'val':
      case 'var':
        return this.kotlinProperty(line);
      case 'def':
        return this.groovyDef(line);
      case 'fun':
        return this.kotlinFunction(line);
      case 'companion':
        this.c.next();
        return this.typeDeclaration(line, true);
      case 'init':
        if (!this.c.isOp('{', 1) || this.c.language !== 'kotlin') return null;
        this.c.next();
        return this.statement();
      case 'if':
        return this.ifStatement(line);
      case 'for':
        return this.forStatement(line);
      case 'while':
      case 'switch':
      case 'catch':
      case 'synchronized':
        if (!this.c.isOp('(', 1)) return null;
        this.c.next();
        this.c.skipBalanced();
        return [{ k: 'block', body: this.body(), line }];
      case 'try':
      case 'finally':
      case 'do':
      case 'else':
        this.c.next();
        return [{ k: 'block', body: this.body(), line }];
      case 'case':
      case 'default':
        return this.caseLabel(line);
      case 'return':
      case 'throw':
        return this.returnStatement(line);
      default:
        return TYPE_WORDS.has(word) && this.c.peek(1).t === 'id' ? this.typeDeclaration(line, false) : null;
    }
  }

  private caseLabel(line: number): Statement[] | null {
    if (this.c.language === 'kotlin') return null;
    let ahead = 1;
    while (ahead < 12 && !this.c.isOp(':', ahead)) {
      const t = this.c.peek(ahead).t;
      if (t === 'nl' || t === 'eof') return null;
      ahead++;
    }
    if (!this.c.isOp(':', ahead)) return null;
    this.c.at += ahead + 1;
    return [{ k: 'block', body: [], line }];
  }

  private kotlinProperty(line: number): Statement[] | null {
    if (this.c.peek(1).t !== 'id' && !this.c.isOp('(', 1) && !this.c.isOp('<', 1)) return null;
    this.c.next();
    const types = this.c.typeArguments(0);
    if (types) this.c.at += types.length;
    if (this.c.isOp('(')) {
      this.c.skipBalanced();
      const value = this.c.takeOp('=') ? this.value() : null;
      return value ? [{ k: 'expr', value, line }] : [];
    }
    const name = dottedLast(this.c);
    if (this.c.takeOp(':')) skipTypeUntil(this.c);
    let value: Expression | null = null;
    let by = false;
    if (this.c.takeOp('=')) value = this.value();
    else if (this.c.isId('by')) {
      this.c.next();
      by = true;
      value = this.value();
    }
    const getter = this.getter();
    const late = value === null && getter !== null ? { getter: true } : {};
    return [{ k: 'def', name, value: value ?? getter, ...(by ? { by } : {}), ...late, line }];
  }

  /** `get() = value` or `get() { return value }` behind a property. */
  private getter(): Expression | null {
    let ahead = 0;
    while (this.c.peek(ahead).t === 'nl') ahead++;
    if (!this.c.isId('get', ahead) || !this.c.isOp('(', ahead + 1) || !this.c.isOp(')', ahead + 2)) return null;
    const after = this.c.peek(ahead + 3);
    if (after.t !== 'op' || !['=', '{', ':'].includes(after.v)) return null;
    this.c.at += ahead + 3;
    if (this.c.takeOp(':')) skipTypeUntil(this.c);
    if (this.c.takeOp('=')) return this.value();
    if (!this.c.isOp('{')) return null;
    const line = this.c.peek().line;
    return { k: 'call', callee: this.e.closure(), args: [], line };
  }

  private value(): Expression {
    this.c.skipNewlines();
    return this.e.read(true);
  }

  private groovyDef(line: number): Statement[] | null {
    if (this.c.isOp('(', 1)) {
      this.c.next();
      this.c.skipBalanced();
      const value = this.c.takeOp('=') ? this.value() : null;
      return value ? [{ k: 'expr', value, line }] : [];
    }
    const named = this.c.peek(1);
    if (named.t !== 'id' && named.t !== 'str') return null;
    this.c.next();
    return this.declaration(line) ?? this.nameAndValue(line);
  }

  /** After `def` or a type: `name = value, other = value` or `name(params) { body }`. */
  private nameAndValue(line: number): Statement[] {
    const out: Statement[] = [];
    for (;;) {
      const name = this.c.next().v;
      if (this.c.isOp('(')) return [this.functionRest(name, line)];
      const value = this.c.takeOp('=') ? this.value() : null;
      out.push({ k: 'def', name, value, line });
      if (!this.c.isOp(',') || this.c.peek(1).t !== 'id') return out;
      this.c.next();
    }
  }

  /** `Type name = value`, `Type<A> name(params) {`: declarations that begin with a type (Groovy, Java). */
  private declaration(line: number): Statement[] | null {
    if (this.c.language === 'kotlin') return null;
    let ahead = 1;
    while (this.c.isOp('.', ahead) && this.c.peek(ahead + 1).t === 'id') ahead += 2;
    const types = this.c.typeArguments(ahead);
    if (types) ahead += types.length;
    while (this.c.isOp('[', ahead) && this.c.isOp(']', ahead + 1)) ahead += 2;
    const name = this.c.peek(ahead);
    if (name.t !== 'id') return null;
    const after = this.c.peek(ahead + 1);
    const first = this.c.peek().v;
    const typed = PRIMITIVES.has(first) || types !== null || ahead > 1 || /^[A-Z]/.test(this.c.peek(ahead - 1).v);
    const assigned = after.t === 'op' && after.v === '=' && name.spaced;
    const bare =
      typed && (after.t === 'nl' || after.t === 'eof' || (after.t === 'op' && (after.v === ';' || after.v === '}')));
    const fn = typed && first !== 'new' && after.t === 'op' && after.v === '(' && bodyFollows(this.c, ahead + 1);
    if (!assigned && !fn && !(bare && /^[A-Za-z]/.test(first) && (PRIMITIVES.has(first) || /^[A-Z]/.test(first))))
      return null;
    this.c.at += ahead;
    return this.nameAndValue(line);
  }

  private kotlinFunction(line: number): Statement[] | null {
    this.c.next();
    const types = this.c.typeArguments(0);
    if (types) this.c.at += types.length;
    if (this.c.peek().t !== 'id') return null;
    const name = dottedLast(this.c);
    return this.c.isOp('(') ? [this.functionRest(name, line)] : [];
  }

  private functionRest(name: string, line: number): Statement {
    const params = parameters(this.c);
    if (this.c.takeOp(':')) skipTypeUntil(this.c);
    if (this.c.isId('throws')) while (!this.c.isOp('{') && !this.c.done() && this.c.peek().t !== 'nl') this.c.next();
    if (this.c.takeOp('=')) {
      const value = this.value();
      return { k: 'fun', name, params, body: [{ k: 'return', value, line: value.line }], line };
    }
    if (this.c.isOp('{') || (this.c.language !== 'kotlin' && this.c.afterNewlines().v === '{')) {
      this.c.skipNewlines();
      return { k: 'fun', name, params, body: this.body(), line };
    }
    return { k: 'fun', name, params, body: [], line };
  }

  private typeDeclaration(line: number, companion: boolean): Statement[] {
    this.c.next();
    const name = this.c.peek().t === 'id' && !(companion && this.c.isOp('{')) ? this.c.next().v : 'Companion';
    const types = this.c.typeArguments(0);
    if (types) this.c.at += types.length;
    this.skipModifiers();
    if (this.c.isId('constructor')) this.c.next();
    const params = this.c.isOp('(') ? parameters(this.c) : [];
    const supers: string[] = [];
    for (;;) {
      const token = this.c.peek().t === 'nl' ? this.c.afterNewlines() : this.c.peek();
      const continues =
        token.t === 'op' ? [':', ',', '.', '{'].includes(token.v) : ['extends', 'implements'].includes(token.v);
      if (this.c.peek().t === 'nl' && !continues) return [{ k: 'class', name, supers, params, body: [], line }];
      this.c.skipNewlines();
      if (token.t === 'eof' || (token.t === 'op' && (token.v === ';' || token.v === '}'))) {
        return [{ k: 'class', name, supers, params, body: [], line }];
      }
      if (token.t === 'op' && token.v === '{') break;
      if (token.t === 'op' && token.v === '(') this.c.skipBalanced();
      else {
        if (token.t === 'id' && token.v !== 'extends' && token.v !== 'implements') supers.push(token.v);
        const generic = this.c.typeArguments(0);
        this.c.at += generic ? generic.length : 1;
      }
    }
    return [{ k: 'class', name, supers, params, body: this.body(), line }];
  }

  /** A braced block, or the one statement that stands for it. */
  private body(): Statement[] {
    this.c.skipNewlines();
    if (!this.c.takeOp('{')) return this.readStatement();
    return this.readBlockBody();
  }

  private ifStatement(line: number): Statement[] | null {
    if (!this.c.isOp('(', 1)) return null;
    this.c.next();
    const condition = this.e.parenthesised();
    const then = this.body();
    let otherwise: Statement[] = [];
    while (this.c.isOp(';')) this.c.next();
    const after = this.c.afterNewlines();
    if (after.t === 'id' && after.v === 'else') {
      this.c.skipNewlines();
      this.c.next();
      otherwise = this.body();
    }
    return [{ k: 'if', condition, then, otherwise, line }];
  }

  private forStatement(line: number): Statement[] | null {
    if (!this.c.isOp('(', 1)) return null;
    this.c.at += 2;
    let variable = '';
    for (let i = 0; i < 40; i++) {
      const token = this.c.peek();
      if (token.t === 'eof' || (token.t === 'op' && (token.v === ';' || token.v === ')' || token.v === '='))) break;
      this.c.next();
      if (token.t === 'id' && token.v === 'in') break;
      if (token.t === 'op' && token.v === ':') break;
      if (token.t === 'id') variable = token.v;
      else if (token.t === 'op' && token.v === '<') this.c.at--;
      const types = this.c.typeArguments(0);
      if (types) this.c.at += types.length;
      else if (token.t === 'op' && token.v === '<') this.c.next();
    }
    const of = this.e.read();
    while (!this.c.isOp(')') && !this.c.done() && !this.c.isOp('{')) this.c.skipBalanced();
    this.c.takeOp(')');
    return [{ k: 'for', variable, of, body: this.body(), line }];
  }

  private returnStatement(line: number): Statement[] {
    this.c.next();
    if (this.c.isOp('@') && this.c.peek(1).t === 'id') this.c.at += 2;
    const token = this.c.peek();
    const empty = token.t === 'nl' || token.t === 'eof' || (token.t === 'op' && (token.v === ';' || token.v === '}'));
    return [{ k: 'return', value: empty ? null : this.e.read(true), line }];
  }
}
