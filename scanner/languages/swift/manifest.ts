/**
 * `Package.swift` read as data: the calls that name packages and targets, wherever in the file they stand, with string constants and
 * top-level arrays followed. The file is never run.
 */
import { packageIdentity } from './package-url.js';
import { type SwiftToken, tokenizeSwift } from './tokens.js';

export interface ManifestPackage {
  readonly name: string | null;
  readonly url: string | null;
  readonly path: string | null;
  readonly requirement: string | null;
  readonly identity: string;
  readonly line: number;
}

export interface ManifestTarget {
  readonly name: string;
  readonly kind: 'target' | 'test' | 'binary' | 'plugin' | 'macro' | 'system';
  readonly path: string | null;
  readonly url: string | null;
  /** Products and names it depends on, with the package where the file says so. */
  readonly dependencies: readonly {
    readonly name: string;
    readonly package: string | null;
    readonly plugin: boolean;
  }[];
  readonly line: number;
}

export interface ManifestFacts {
  readonly name: string | null;
  readonly packages: readonly ManifestPackage[];
  readonly targets: readonly ManifestTarget[];
  readonly products: readonly { readonly name: string; readonly targets: readonly string[] }[];
  /** Names of the platforms it says it supports; empty where it says nothing. */
  readonly platforms: readonly string[];
}

type Node =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'list'; readonly items: readonly Node[] }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly Argument[]; readonly line: number }
  | { readonly type: 'other' };
interface Argument {
  readonly label: string | null;
  readonly value: Node;
}

const OTHER: Node = { type: 'other' };
const MAX_DEPTH = 60;
const TARGET_KINDS: Readonly<Record<string, ManifestTarget['kind']>> = {
  target: 'target',
  executableTarget: 'target',
  testTarget: 'test',
  binaryTarget: 'binary',
  plugin: 'plugin',
  macro: 'macro',
  systemLibrary: 'system',
};

/** Reads a package manifest. Never throws. */
export function readManifest(text: string): {
  facts: ManifestFacts;
  problems: readonly { line: number; message: string }[];
} {
  const reader = new ManifestReader(tokenizeSwift(text));
  return { facts: reader.read(), problems: reader.problems };
}

class ManifestReader {
  readonly problems: { line: number; message: string }[] = [];
  private readonly tokens: readonly SwiftToken[];
  private pos = 0;
  private readonly constants = new Map<string, Node>();
  private readonly calls: Extract<Node, { type: 'call' }>[] = [];
  private resolving = 0;

  constructor(tokens: readonly SwiftToken[]) {
    this.tokens = tokens;
  }

  read(): ManifestFacts {
    while (this.pos < this.tokens.length) {
      const from = this.pos;
      const word = this.tokens[this.pos];
      const name = this.tokens[this.pos + 1];
      if (word?.kind === 'word' && (word.text === 'let' || word.text === 'var') && name?.kind === 'word')
        this.constant(name.text);
      else this.node(0);
      if (this.pos === from) this.pos++;
    }
    return this.facts();
  }

  private op(text: string, ahead = 0): boolean {
    const token = this.tokens[this.pos + ahead];
    return token?.kind === 'op' && token.text === text;
  }

  /** `let name: Type = value` */
  private constant(name: string): void {
    this.pos += 2;
    if (this.op(':')) {
      // the type, up to `=`; at most a few tokens
      for (let i = 0; i < 24 && this.pos < this.tokens.length && !this.op('=') && !this.op('{'); i++) this.pos++;
    }
    if (!this.op('=')) return;
    this.pos++;
    this.constants.set(name, this.node(0));
  }

  private node(depth: number): Node {
    let value = this.operand(depth);
    // `[a] + [b]`, `"1.0.0"..<"2.0.0"`
    while (depth < MAX_DEPTH && (this.op('+') || this.op('..<') || this.op('...'))) {
      const range = !this.op('+');
      const operator = this.tokens[this.pos]?.text ?? '';
      this.pos++;
      const right = this.operand(depth + 1);
      const a = this.list(value);
      const b = this.list(right);
      if (range && value.type === 'text' && right.type === 'text')
        value = { type: 'text', text: `${value.text}${operator}${right.text}` };
      else if (value.type === 'text' && right.type === 'text') value = { type: 'text', text: value.text + right.text };
      else if (a || b) value = { type: 'list', items: [...(a ?? []), ...(b ?? [])] };
      else value = OTHER;
    }
    return value;
  }

  private operand(depth: number): Node {
    const token = this.tokens[this.pos];
    if (!token || depth > MAX_DEPTH) {
      this.pos++;
      return OTHER;
    }
    if (token.kind === 'string') {
      this.pos++;
      return { type: 'text', text: this.text(token) };
    }
    if (token.kind === 'op' && token.text === '[') return this.listNode(depth);
    if (token.kind === 'op' && token.text === '(') {
      const args = this.args(depth);
      return args.length === 1 ? (args[0]?.value ?? OTHER) : OTHER;
    }
    const dotted = token.kind === 'op' && token.text === '.';
    if (dotted || token.kind === 'word') return this.member(depth);
    this.pos++;
    return OTHER;
  }

  private text(token: SwiftToken): string {
    return token.text.replace(/\\\((\w+)\)/g, (all, name: string) => {
      const value = this.constants.get(name);
      return value?.type === 'text' ? value.text : all;
    });
  }

  /** `a.b.c(args)`: the last name counts. */
  private member(depth: number): Node {
    let name = '';
    let { line } = this.tokens[this.pos] ?? { line: 0 };
    let value: Node = OTHER;
    for (;;) {
      const dotted = this.op('.');
      if (dotted) this.pos++;
      const word = this.tokens[this.pos];
      if (word?.kind !== 'word') break;
      name = word.text;
      line = word.line;
      this.pos++;
      value = { type: 'name', name };
      if (this.op('(') || (this.op('[') && name === '')) {
        const call = { type: 'call', name, args: this.args(depth), line } as const;
        this.calls.push(call);
        value = call;
      }
      if (!this.op('.')) break;
    }
    return value;
  }

  private listNode(depth: number): Node {
    this.pos++;
    const items: Node[] = [];
    while (this.pos < this.tokens.length && !this.op(']')) {
      const from = this.pos;
      items.push(this.node(depth + 1));
      if (this.op(':')) {
        this.pos++;
        this.node(depth + 1);
      }
      if (this.op(',')) this.pos++;
      else if (this.pos === from || !this.op(']')) {
        if (this.op(')') || this.op('}')) break;
        if (this.pos === from) this.pos++;
      }
    }
    if (this.op(']')) this.pos++;
    return { type: 'list', items };
  }

  private args(depth: number): Argument[] {
    this.pos++;
    const args: Argument[] = [];
    if (depth > MAX_DEPTH) return args;
    while (this.pos < this.tokens.length && !this.op(')')) {
      const from = this.pos;
      const token = this.tokens[this.pos];
      let label: string | null = null;
      if (token?.kind === 'word' && this.op(':', 1)) {
        label = token.text;
        this.pos += 2;
      }
      args.push({ label, value: this.node(depth + 1) });
      while (this.pos < this.tokens.length && !this.op(',') && !this.op(')')) {
        if (this.op(']') || this.op('}')) return args;
        if (this.op('(')) this.args(depth + 1);
        else if (this.op('{')) this.braces();
        else this.pos++;
      }
      if (this.op(',')) this.pos++;
      if (this.pos === from) this.pos++;
    }
    if (this.op(')')) this.pos++;
    return args;
  }

  private braces(): void {
    let depth = 0;
    for (; this.pos < this.tokens.length; this.pos++) {
      if (this.op('{')) depth++;
      else if (this.op('}') && --depth === 0) {
        this.pos++;
        return;
      }
    }
  }

  /** The items of a list or of a constant that holds one; null where it is no list. */
  private list(node: Node | undefined): readonly Node[] | null {
    if (node?.type === 'list') return node.items;
    if (node?.type !== 'name' || this.resolving > 8) return null;
    this.resolving++;
    const held = this.list(this.constants.get(node.name));
    this.resolving--;
    return held;
  }

  private resolved(node: Node | undefined, depth = 0): Node {
    if (node?.type !== 'name' || depth > 8) return node ?? OTHER;
    const held = this.constants.get(node.name);
    return held ? this.resolved(held, depth + 1) : node;
  }

  private textArgument(call: Extract<Node, { type: 'call' }>, ...labels: readonly (string | null)[]): string | null {
    for (const label of labels) {
      const value = this.resolved(call.args.find((arg) => arg.label === label)?.value);
      if (value.type === 'text') return value.text;
    }
    return null;
  }

  private facts(): ManifestFacts {
    const packages: ManifestPackage[] = [];
    const targets: ManifestTarget[] = [];
    const products: { name: string; targets: string[] }[] = [];
    let name: string | null = null;
    const platforms: string[] = [];
    for (const call of this.calls) {
      const has = (label: string): boolean => call.args.some((arg) => arg.label === label);
      if (call.name === 'Package' && has('name')) {
        name ??= this.textArgument(call, 'name');
        for (const item of this.list(call.args.find((a) => a.label === 'platforms')?.value) ?? []) {
          if (item.type === 'call') platforms.push(item.name);
        }
      } else if (call.name === 'package' && (has('url') || has('path') || has('id'))) {
        const found = this.packageOf(call);
        if (found) packages.push(found);
      } else if ((call.name === 'library' || call.name === 'executable') && has('name') && has('targets')) {
        const own = this.textArgument(call, 'name');
        const members = (this.list(call.args.find((a) => a.label === 'targets')?.value) ?? []).flatMap((n) => {
          const node = this.resolved(n);
          return node.type === 'text' ? [node.text] : [];
        });
        if (own !== null) products.push({ name: own, targets: members });
      } else {
        const target = this.targetOf(call);
        if (target) targets.push(target);
      }
    }
    return { name, packages, targets, products, platforms };
  }

  private packageOf(call: Extract<Node, { type: 'call' }>): ManifestPackage | null {
    const url = this.textArgument(call, 'url');
    const path = this.textArgument(call, 'path');
    if ((url === null || url.includes('\\(')) && path === null) {
      this.problems.push({ line: call.line, message: 'the address of this package is computed and could not be read' });
      return null;
    }
    const name = this.textArgument(call, 'name');
    return {
      name,
      url,
      path,
      requirement: this.requirement(call),
      identity: packageIdentity(url ?? path ?? ''),
      line: call.line,
    };
  }

  private requirement(call: Extract<Node, { type: 'call' }>): string | null {
    const named = this.textArgument(call, 'from', 'exact', 'branch', 'revision');
    if (named !== null) return named;
    for (const arg of call.args) {
      if (arg.label !== null) continue;
      const value = this.resolved(arg.value);
      if (value.type === 'text') return value.text;
      if (value.type === 'call') {
        const inner = this.textArgument(value, 'from', null);
        if (inner !== null) return inner;
      }
    }
    return null;
  }

  /** A declared target; `.target(name:)` in a list of dependencies has no further argument and is none. */
  private targetOf(call: Extract<Node, { type: 'call' }>): ManifestTarget | null {
    const kind = TARGET_KINDS[call.name];
    const name = kind && this.textArgument(call, 'name');
    if (!kind || name === null || name === undefined) return null;
    const labels = call.args.map((arg) => arg.label);
    const declares = labels.some((l) => l !== 'name' && l !== 'condition' && l !== 'package');
    if (!declares && (kind === 'target' || kind === 'plugin')) return null;
    const dependencies = [
      ...this.dependencies(call.args.find((a) => a.label === 'dependencies')?.value, false),
      ...this.dependencies(call.args.find((a) => a.label === 'plugins')?.value, true),
    ];
    return {
      name,
      kind,
      path: this.textArgument(call, 'path'),
      url: this.textArgument(call, 'url'),
      dependencies,
      line: call.line,
    };
  }

  private dependencies(
    node: Node | undefined,
    plugin: boolean,
  ): { name: string; package: string | null; plugin: boolean }[] {
    return (this.list(node) ?? []).flatMap((item) => {
      const value = this.resolved(item);
      if (value.type === 'text') return [{ name: value.text, package: null, plugin }];
      if (value.type !== 'call') return [];
      const name = this.textArgument(value, 'name', null);
      if (name === null) return [];
      return [{ name, package: this.textArgument(value, 'package'), plugin }];
    });
  }
}
