/** Office files: the same bytes a second later, in another process and in another time zone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { exporter as docx } from '../../exporters/disclosure-docx.js';
import { exporter as xlsx } from '../../exporters/disclosure-xlsx.js';
import { outflow } from '../support/cli.js';
import { bytesFrom } from '../support/office.js';
import { ANDROID, app, detection, exportOptions, IOS, occurrence, scanResult } from '../support/scan-result.js';
import { tempTree } from '../support/temp-tree.js';

const RESULT = scanResult({
  project: { ...scanResult().project, apps: [app(ANDROID), app('android:b', { name: '企业版' }), app(IOS)] },
  sdks: [
    detection('tuisong/core', {
      occurrences: [occurrence(), occurrence({ app: 'android:b' }), occurrence({ app: IOS, platform: 'ios' })],
    }),
  ],
});

describe.each([docx, xlsx])('$id', (exporter) => {
  it('the bytes are the same a second later', async () => {
    const before = await bytesFrom(exporter, RESULT, exportOptions());
    await wait(1200);
    const after = await bytesFrom(exporter, structuredClone(RESULT), exportOptions());
    expect(Buffer.from(after).equals(Buffer.from(before))).toBe(true);
  });

  it('the bytes are the same in another process and another time zone', () => {
    const folder = tempTree({ 'scan.json': JSON.stringify(RESULT) });
    const files = ['Asia/Shanghai', 'America/New_York'].map((zone, i) => {
      const file = join(folder, `${i}.${exporter.extension}`);
      const ran = outflow(
        ['export', 'disclosure', '--from', join(folder, 'scan.json'), '--format', exporter.extension, '-o', file],
        { env: { TZ: zone } },
      );
      expect(ran).toMatchObject({ code: 0 });
      return readFileSync(file);
    });
    expect(files[0]?.equals(files[1] ?? Buffer.of())).toBe(true);
  });
});
