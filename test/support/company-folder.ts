/** A .outflow folder on disk and a small registry to hold it against. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CompanyError } from '../../core/errors.js';
import type { Registry } from '../../core/registry-types.js';
import { loadCompany } from '../../registry/company/load.js';
import { registryOf, sdk } from './scan-inline.js';
import { tempDir, write } from './temp-tree.js';

/** The coordinate of an SDK, and its sample. */
export const signed = (coordinate: string) => ({
  signatures: [{ kind: 'maven', value: coordinate }],
  samples: [{ kind: 'maven', match: `implementation '${coordinate}:1.0'`, nearMiss: "implementation 'a.b:c:1.0'" }],
});
export const BASE: Registry = registryOf([
  sdk('getui/gtc', signed('com.getui:gtc')),
  sdk('getui/push', signed('com.getui:push')),
  sdk('tencent/trtc', { formerIds: ['tencent/liteav'], ...signed('com.tencent.liteav:trtc') }),
]);
export const VOCABULARY = { rules: ['practices-unknown', 'debug-sdk-in-release'], columns: ['sdk_name', 'provider'] };
export const CITATION =
  '{ id: contract, title: 数据处理协议, publisher: 求职科技, by: company, retrieved: 2026-11-01, says: names what is processed }';
export const REVIEWED = 'reviewed: { date: 2026-11-02, how: read against the contract }';

/** A .outflow folder with these files. */
export function outflowFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const dir = join(tempDir(), '.outflow');
  mkdirSync(dir);
  write(dir, files);
  return dir;
}

export const load = (files: Readonly<Record<string, string | Uint8Array>>) => {
  const loaded = loadCompany(outflowFolder(files), BASE, VOCABULARY);
  if (loaded === null) throw new Error('the folder is there');
  return loaded;
};

/** The faults of a folder, a line each. */
export function faults(files: Readonly<Record<string, string | Uint8Array>>): string[] {
  try {
    load(files);
  } catch (error) {
    if (error instanceof CompanyError) return error.message.split('\n');
    throw error;
  }
  return [];
}
