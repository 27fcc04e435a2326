/** The small example: an SDK that asks for permissions in its own manifest, which the app's own manifest does not show. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRegistry } from '../../registry/load.js';
import { scan } from '../../scanner/scan.js';

const ROOT = join(import.meta.dirname, '../../examples/photo-app');
const result = scan(ROOT, { registry: loadRegistry(), toolVersion: 'test', date: null, reproducible: true });
const AAR = 'app/libs/umeng-common-9.4.7.aar';

describe('examples/photo-app', () => {
  it('carries the products of one vendor, and nothing unrecognised', () => {
    expect(result.sdks.map((s) => s.id)).toEqual(['umeng/analytics', 'umeng/common', 'umeng/share']);
    expect(result.packages.filter((p) => p.class === 'unrecognised')).toEqual([]);
    expect(new Set(result.sdks.map((s) => s.vendor)).size).toBe(1);
  });

  it('the permissions of the archive are those of the app, with the archive as evidence', () => {
    const from = (id: string) =>
      result.permissions.filter((p) => p.id === id).flatMap((p) => p.evidence.map((e) => `${p.state} ${e.file}`));
    for (const id of ['android.permission.RECORD_AUDIO', 'android.permission.ACCESS_FINE_LOCATION'])
      expect(from(id)).toEqual([`requested ${AAR}!/AndroidManifest.xml`]);
    expect(from('android.permission.CAMERA')).toEqual(['requested app/src/main/AndroidManifest.xml']);
  });

  it('so the precise position of which the vendor speaks can be had in this app', () => {
    const access = result.sdks.flatMap((s) => s.data).filter((d) => d.element === 'loc.precise');
    expect(access.map((d) => d.access)).toContain('requested');
    expect(access.filter((d) => d.access === 'not-requested')).toEqual([]);
  });

  it('a finding says which permissions only the archive asks for', () => {
    const found = result.findings.filter((f) => f.rule === 'permission-from-sdk-alone');
    expect(found.map((f) => f.message.en.split(' ')[0]).sort()).toEqual([
      'android.permission.ACCESS_FINE_LOCATION',
      'android.permission.RECORD_AUDIO',
    ]);
    expect(new Set(found.map((f) => f.sdk))).toEqual(new Set(['umeng/common']));
  });

  it('the microphone that no practice of the SDK explains is a permission of the app all the same', () => {
    const audio = result.permissions.find((p) => p.id === 'android.permission.RECORD_AUDIO');
    expect(audio?.elements).toContain('content.audio');
    expect(result.sdks.flatMap((s) => s.data).filter((d) => d.element === 'content.audio')).toEqual([]);
  });
});
