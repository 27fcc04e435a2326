/** Collects what one file of a uni-app project shows. */

import type { Platform } from '../../../core/platforms.js';
import {
  type FileProblem,
  type Observation,
  type PackageFact,
  type PermissionFact,
  packageFact,
} from '../../../core/plugins.js';
import { isKeyName, looksLikeKey } from '../../../core/redact.js';
import type { SignatureKind } from '../../../core/signatures.js';
import { asString, membersAt } from '../../languages/json/json-access.js';
import type { JsonDocument, JsonNode } from '../../languages/json/json-document.js';

export class FileReport {
  readonly packages: PackageFact[] = [];
  readonly observations: Observation[] = [];
  readonly permissions: PermissionFact[] = [];
  readonly problems: FileProblem[];
  private readonly file: string;
  private readonly document: JsonDocument;

  constructor(file: string, document: JsonDocument) {
    this.file = file;
    this.document = document;
    this.problems = document.errors.map((e) => ({
      line: e.line,
      message: `not valid JSON (${e.message}); what could be read was read`,
    }));
  }

  observe(
    kind: SignatureKind,
    value: string,
    offset: number,
    platform: Platform | null,
    more: Pick<Observation, 'setting' | 'redacted'> = {},
  ): void {
    if (value === '') return;
    this.observations.push({
      kind,
      value,
      scope: 'release',
      module: null,
      platform,
      location: this.at(offset),
      technique: 'manifest-analysis',
      ...more,
    });
  }

  permit(id: string, platform: Platform, offset: number, state: PermissionFact['state'] = 'requested'): void {
    if (id === '') return;
    this.permissions.push({ id, platform, state, scope: 'release', module: null, location: this.at(offset) });
  }

  package(kind: PackageFact['kind'], name: string, version: string | null, offset: number): void {
    if (name === '') return;
    this.packages.push(
      packageFact({
        kind,
        name,
        version,
        versionFrom: version === null ? null : 'manifest',
        scope: 'release',
        location: this.at(offset),
        technique: 'manifest-analysis',
      }),
    );
  }

  private at(offset: number): { file: string; line: number } {
    return { file: this.file, line: this.document.lineAt(offset) };
  }
}

/** The key-like values directly inside an object: their names, lengths and places, never themselves. */
export function keysInside(node: JsonNode): { name: string; length: number; offset: number }[] {
  return membersAt(node).flatMap(([name, member]) => {
    const value = asString(member.value);
    if (value === null || value === '' || !(isKeyName(name) || looksLikeKey(value))) return [];
    return [{ name, length: value.length, offset: member.offset }];
  });
}

/** A Maven coordinate as plugins write it: `group:artifact:version`, with or without classifier and `@aar`. */
export function mavenCoordinate(text: string): { name: string; version: string | null } | null {
  const match = /([\w.-]+):([\w.-]+)(?::([\w.+-]+))?/.exec(text);
  if (match?.[1] === undefined || match[2] === undefined || !match[1].includes('.')) return null;
  const version = match[3] ?? null;
  return { name: `${match[1]}:${match[2]}`, version: version?.includes('+') ? null : version };
}
