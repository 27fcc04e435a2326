/** What a Podfile says: targets, the pods of each, and where the file could not be followed. */
import { type Host, type HostCall, Interpreter } from './interpreter.js';
import { parseRuby } from './parser.js';
import { type HashValue, HOLE, isHash, option, textOf, texts, truth, UNKNOWN, type Value } from './values.js';

export interface PodTarget {
  readonly name: string;
  /** Index of the enclosing target; null at the top. */
  readonly parent: number | null;
  readonly abstract: boolean;
  /** What it takes over from the enclosing target. */
  readonly inherit: 'complete' | 'search_paths' | 'none';
  /** `ios`, `osx` … where the file says so at this target or above it. */
  readonly platform: string | null;
  readonly line: number;
}

export interface PodUse {
  /** As written: `Firebase/Analytics`. */
  readonly spec: string;
  /** Subspecs of the `:subspecs` option, as full names. */
  readonly subspecs: readonly string[];
  readonly requirement: string | null;
  readonly git: string | null;
  readonly path: string | null;
  readonly configurations: readonly string[];
  /** Index into the targets; null: outside any target. */
  readonly target: number | null;
  /** Named in a branch that is switched off by a constant. */
  readonly disabled: boolean;
  readonly line: number;
}

/** A helper that adds pods found elsewhere: React Native's and Flutter's autolinking, `podspec`. */
export interface PodHelper {
  readonly name: string;
  readonly target: number | null;
  readonly line: number;
}

export interface PodfileFacts {
  readonly targets: readonly PodTarget[];
  readonly pods: readonly PodUse[];
  readonly helpers: readonly PodHelper[];
  /** Paths of Xcode projects named by `project` or `xcodeproj`. */
  readonly projects: readonly string[];
  /** Targets named by the old `link_with`. */
  readonly linkWith: readonly string[];
}

export interface PodfileReading {
  readonly facts: PodfileFacts;
  readonly problems: readonly { readonly line: number | null; readonly message: string }[];
}

const HOOKS = new Set(['post_install', 'pre_install', 'post_integrate', 'pre_integrate', 'script_phase', 'at_exit']);
const HELPER =
  /^(?:use_(?:react_native|native_modules|expo_modules|flipper|unimodules|test_app|test_app_internal)!?$|flutter_install_|install_all_flutter_pods|capacitor_pods|podspec$|use_flipper)/;

/** Reads a Podfile. Never throws; what could not be followed is a problem with its line. */
export function readPodfile(text: string): PodfileReading {
  const program = parseRuby(text);
  const reader = new PodfileReader();
  const interpreter = new Interpreter(reader);
  interpreter.run(program.body);
  const problems: { line: number | null; message: string }[] = [...program.problems, ...reader.problems];
  if (interpreter.exhausted)
    problems.push({ line: null, message: 'the Podfile is too large to be followed to its end' });
  return { facts: reader.facts(), problems };
}

interface OpenTarget {
  index: number;
  inherit: PodTarget['inherit'];
  platform: string | null;
}

class PodfileReader implements Host {
  readonly problems: { line: number; message: string }[] = [];
  private readonly targets: { -readonly [K in keyof PodTarget]: PodTarget[K] }[] = [];
  private readonly pods: PodUse[] = [];
  private readonly helpers: PodHelper[] = [];
  private readonly projects: string[] = [];
  private readonly linkWith: string[] = [];
  private readonly open: OpenTarget[] = [];
  private platform: string | null = null;
  private readonly seen = new Set<string>();

  facts(): PodfileFacts {
    const { targets, pods, helpers, projects, linkWith } = this;
    return { targets, pods, helpers, projects, linkWith };
  }

  call(call: HostCall): Value | undefined {
    if (call.receiver !== undefined) return this.methodCall(call);
    switch (call.name) {
      case 'pod':
        this.pod(call);
        return null;
      case 'target':
      case 'abstract_target':
        return this.target(call);
      case 'platform': {
        const name = textOf(call.args[0]);
        const current = this.open.at(-1);
        const target = current && this.targets[current.index];
        if (name !== null && target) target.platform = name;
        else if (name !== null) this.platform = name;
        return null;
      }
      case 'inherit!': {
        const mode = textOf(call.args[0]);
        const current = this.open.at(-1);
        const target = current && this.targets[current.index];
        if (target && (mode === 'search_paths' || mode === 'none' || mode === 'complete')) target.inherit = mode;
        return null;
      }
      case 'project':
      case 'xcodeproj':
        this.projects.push(...texts(call.args[0]));
        return null;
      case 'link_with':
        this.linkWith.push(...call.args.flatMap((arg) => texts(arg)));
        return null;
      case 'eval':
      case 'instance_eval':
      case 'eval_gemfile':
      case 'load':
      case 'require_relative':
      case 'import_pods':
        this.include(call);
        return UNKNOWN;
      default:
        if (HOOKS.has(call.name)) return null;
        if (HELPER.test(call.name))
          this.helpers.push({ name: call.name, target: this.open.at(-1)?.index ?? null, line: call.line });
        return undefined;
    }
  }

  private methodCall(call: HostCall): Value | undefined {
    // `self.pod 'X'` and `target.pod` do not occur; File.foreach and the like run their blocks with unknown values
    if (call.name === 'instance_eval' || call.name === 'class_eval') this.include(call);
    // `File.join(root, '.ios', 'Flutter', 'podhelper.rb')`: the known parts tell which helper it is
    if (call.name === 'join') return call.args.map((arg) => textOf(arg) ?? HOLE).join('/');
    return undefined;
  }

  private include(call: HostCall): void {
    const named = textOf(call.args[0]);
    if (call.name === 'require_relative' || call.name === 'load') {
      // Helpers of React Native, Flutter, Expo and Capacitor come with their packages and only hold methods.
      if (named?.includes('node_modules') || named?.includes('flutter') || named?.includes('Flutter')) return;
    }
    const what =
      named !== null && !named.includes(HOLE) && named.length < 200 && !named.includes('\n') ? ` ${named}` : '';
    this.problem(
      call.line,
      `pods that another file${what} adds through \`${call.name}\` are not read; name them in the Podfile or commit Podfile.lock`,
    );
  }

  private problem(line: number, message: string): void {
    const key = `${line} ${message}`;
    if (this.seen.has(key) || this.problems.length >= 50) return;
    this.seen.add(key);
    this.problems.push({ line, message });
  }

  private target(call: HostCall): Value {
    const name = textOf(call.args[0]);
    if (name === null || name.includes(HOLE)) {
      this.problem(call.line, 'the name of a target could not be read; its pods are counted for every target');
      call.runBlock();
      return null;
    }
    const parent = this.open.at(-1)?.index ?? null;
    const inherited = parent === null ? this.platform : (this.targets[parent]?.platform ?? this.platform);
    const existing = this.targets.findIndex((t) => t.name === name && t.parent === parent);
    const index = existing >= 0 ? existing : this.targets.length;
    if (existing < 0) {
      const abstract = call.name === 'abstract_target';
      this.targets.push({ name, parent, abstract, inherit: 'complete', platform: inherited, line: call.line });
    }
    this.open.push({ index, inherit: 'complete', platform: inherited });
    call.runBlock();
    this.open.pop();
    return null;
  }

  private pod(call: HostCall): void {
    const first = call.args[0];
    const name = textOf(first);
    const root = name?.split('/')[0] ?? '';
    if (name === null || root === '' || root.includes(HOLE)) {
      // Flutter's old template and React Native's autolinking build names from files that exist only after a build.
      this.helpers.push({ name: 'pod', target: this.open.at(-1)?.index ?? null, line: call.line });
      this.problem(call.line, 'the name of this pod is computed and could not be read; Podfile.lock names it');
      return;
    }
    const options = call.args.find((arg): arg is HashValue => isHash(arg)) ?? null;
    const spec = name.includes(HOLE) ? root : name.trim();
    const requirements = call.args
      .slice(1)
      .flatMap((arg) => texts(arg))
      .filter((t) => !t.includes(HOLE));
    const git = plainText(option(options, 'git', 'hg', 'svn', 'http'));
    const tag = plainText(option(options, 'tag'));
    const head = plainText(option(options, 'branch', 'commit'));
    const path = plainText(option(options, 'path', 'local'), '');
    const subspecs = texts(option(options, 'subspecs'))
      .filter((s) => !s.includes(HOLE))
      .map((s) => `${spec}/${s}`);
    const configurations = texts(option(options, 'configurations', 'configuration'));
    const requirement = requirements.length > 0 ? requirements.join(', ') : git === null ? null : (tag ?? head);
    const use: PodUse = {
      spec,
      subspecs,
      requirement,
      git,
      path,
      configurations,
      target: this.open.at(-1)?.index ?? null,
      disabled: call.disabled || truth(first ?? null) === false,
      line: call.line,
    };
    const key = JSON.stringify(use);
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.pods.push(use);
  }
}

/** The text of an option; an option that is there but cannot be read gives `unreadable`. */
function plainText(value: Value | undefined, unreadable: string | null = null): string | null {
  if (value === undefined || value === null) return null;
  const text = textOf(value);
  if (text === null || text.includes(HOLE)) return value === UNKNOWN || text !== null ? unreadable : null;
  return text;
}
