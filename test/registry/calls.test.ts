/** The call notation: what is wrong with a pattern, and how a right one reads. */
import { describe, expect, it } from 'vitest';
import type { CallPattern } from '../../core/registry-types.js';
import { callProblems, formatCall } from '../../registry/calls.js';

const jvm = (fields: Partial<CallPattern> = {}): CallPattern => ({
  lang: ['java', 'kotlin'],
  owner: 'cn.jpush.android.api.JPushInterface',
  member: 'setAlias',
  ...fields,
});
const objc = (member: string, fields: Partial<CallPattern> = {}): CallPattern => ({
  lang: ['objc'],
  owner: 'JPUSHService',
  member,
  ...fields,
});
const js = (member: string, fields: Partial<CallPattern> = {}): CallPattern => ({
  lang: ['javascript'],
  owner: '@sentry/browser',
  member,
  ...fields,
});

describe('callProblems', () => {
  it.each<[string, CallPattern]>([
    ['a static method', jvm({ static: true })],
    ['a constructor', jvm({ member: '<init>' })],
    ['a nested class', jvm({ owner: 'com.acme.Outer$Inner' })],
    ['a class without package, as Kotlin imports it', jvm({ owner: 'JPushInterface' })],
    ['an argument within the arity', jvm({ arity: 3, args: [{ index: 2, element: 'account.user_id' }] })],
    ['the receiver', jvm({ arity: 0, args: [{ index: 'this', element: 'account.user_id' }] })],
    ['a selector without arguments', objc('start')],
    ['a selector of one part', objc('setAlias:')],
    ['a selector of several parts', objc('setupWithOption:appKey:channel:apsForProduction:')],
    ['an argument within the selector', objc('setAlias:completion:', { args: [{ index: 1, element: 'any' }] })],
    ['a property write', objc('userId', { write: true, args: [{ index: 0, element: 'account.user_id' }] })],
    ['a member path', js('default.init')],
    ['a key in an object argument', js('setUser', { args: [{ index: 0, path: 'email', element: 'contact.email' }] })],
    ['Swift, with labels', { lang: ['swift'], owner: 'Amplitude', member: 'setUserId', labels: ['userId'], arity: 1 }],
  ])('%s is fine', (_, call) => {
    expect(callProblems(call)).toEqual([]);
  });

  it.each<[string, CallPattern, string]>([
    ['an owner that is no class', jvm({ owner: 'cn.jpush android' }), 'cn.jpush android is not a qualified class name'],
    ['a member with arguments', jvm({ member: 'setAlias(int)' }), 'setAlias(int) is not a method name'],
    [
      'half a selector',
      objc('setAlias:completion'),
      'setAlias:completion is not a full Objective-C selector (setAlias:completion:)',
    ],
    [
      'an argument beyond the selector',
      objc('setAlias:', { args: [{ index: 1, element: 'any' }] }),
      'argument 1 of setAlias:, which takes 1',
    ],
    ['a member path with an empty part', js('a..b'), 'a..b is not a member path'],
    [
      'Swift labels in the member',
      { lang: ['swift'], owner: 'A', member: 'log(event:)' },
      'log(event:) is not a member name: argument labels stand in labels',
    ],
    [
      'a write with a second argument',
      objc('userId', { write: true, args: [{ index: 1, element: 'any' }] }),
      'a property write has one argument, index 0',
    ],
    [
      'labels that are not as many as the arity',
      { lang: ['dart'], owner: 'A', member: 'log', labels: ['a', 'b'], arity: 1 },
      'labels and arity disagree',
    ],
    [
      'an index beyond the arity',
      jvm({ arity: 2, args: [{ index: 2, element: 'any' }] }),
      'an argument index beyond arity 2',
    ],
  ])('%s', (_, call, problem) => {
    expect([...new Set(callProblems(call))]).toEqual([problem]);
  });
});

describe('formatCall', () => {
  it.each<[CallPattern, string]>([
    [jvm(), 'JPushInterface.setAlias()'],
    [jvm({ args: [{ index: 2, element: 'account.user_id' }] }), 'JPushInterface.setAlias(_, _, account.user_id)'],
    [jvm({ arity: 2, args: [{ index: 0, element: 'any' }] }), 'JPushInterface.setAlias(any, _)'],
    [
      js('setUser', {
        args: [
          { index: 0, path: 'email', element: 'contact.email' },
          { index: 0, path: 'id', element: 'account.user_id' },
        ],
      }),
      '@sentry/browser.setUser(email: contact.email, id: account.user_id)',
    ],
    [
      objc('userId', { write: true, args: [{ index: 0, element: 'account.user_id' }] }),
      'JPUSHService.userId = account.user_id',
    ],
  ])('%j', (call, expected) => {
    expect(formatCall(call)).toBe(expected);
  });
});
