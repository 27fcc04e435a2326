/** The graph of a result: what is a node, what is an edge, and what never becomes one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphOf } from '../../core/graph.js';
import type { DataFlow, ScanResult } from '../../core/inventory.js';
import { exporter } from '../../exporters/graph-json.js';
import { parseScan } from '../../exporters/scan-schema.js';
import { ANDROID, data, detection, exportOptions, IOS, occurrence, scanResult } from '../support/scan-result.js';

const flow = (fields: Partial<DataFlow> = {}): DataFlow => ({
  id: '0123456789abcdef',
  element: 'contact.phone',
  recipient: { sdk: 'tuisong/core' },
  platform: 'android',
  app: ANDROID,
  scope: 'release',
  confidence: 'certain',
  transforms: [],
  source: {
    file: 'Login.kt',
    line: 4,
    symbol: 'Login.submit',
    kind: 'form-field',
    what: 'EditText',
    why: { zh: '提示文字', en: 'hint' },
  },
  sink: { file: 'Push.kt', line: 9, symbol: 'Push.bind', call: 'Push.setAlias', argument: { index: 1, path: null } },
  steps: [{ file: 'Login.kt', line: 4, what: 'phone' }],
  ...fields,
});
const edges = (result: ScanResult) =>
  graphOf(result)
    .mapEdges((_, a, source, target) => `${a.kind} ${source} > ${target}`)
    .sort();

describe('nodes and edges', () => {
  it('element to SDK to vendor, as declared', () => {
    expect(edges(scanResult())).toEqual([
      'declared element:device.oaid > sdk:tuisong/core',
      'declared element:loc.precise > sdk:tuisong/core',
      'provided-by sdk:tuisong/core > vendor:tuisong',
    ]);
    const graph = graphOf(scanResult());
    expect(graph.getNodeAttributes('element:loc.precise')).toMatchObject({
      layer: 0,
      sensitive: 'yes',
      platforms: ['android'],
    });
    expect(graph.getNodeAttributes('sdk:tuisong/core')).toMatchObject({
      layer: 2,
      category: 'push_aggregate',
      apps: [ANDROID],
    });
    expect(graph.getNodeAttributes('vendor:tuisong')).toMatchObject({ layer: 3, label: { zh: '推送通科技有限公司' } });
  });

  it('what the code does is an edge of its own beside what is declared, through the place where it leaves', () => {
    expect(edges(scanResult({ flows: [flow({ element: 'device.oaid' })] }))).toEqual([
      'declared element:device.oaid > sdk:tuisong/core',
      'declared element:loc.precise > sdk:tuisong/core',
      'observed element:device.oaid > place:Push.kt#Push.bind',
      'observed place:Push.kt#Push.bind > sdk:tuisong/core',
      'provided-by sdk:tuisong/core > vendor:tuisong',
    ]);
  });

  it('two flows through one place are one place and two pairs of edges', () => {
    const graph = graphOf(scanResult({ flows: [flow(), flow({ id: 'fedcba9876543210', element: 'device.oaid' })] }));
    expect(graph.filterNodes((_, a) => a.kind === 'place')).toHaveLength(1);
    expect(graph.filterEdges((_, a) => a.kind === 'observed')).toHaveLength(4);
  });

  it('a host that is no SDK receives too', () => {
    const graph = graphOf(scanResult({ flows: [flow({ recipient: { host: 'api.other.cn' } })] }));
    expect(graph.getNodeAttributes('host:api.other.cn')).toMatchObject({ kind: 'host', layer: 2 });
  });

  it('an SDK that arrives inside another hangs on it', () => {
    const inner = detection('tuisong/inner', { data: [], occurrences: [occurrence({ via: ['tuisong/core'] })] });
    expect(edges(scanResult({ sdks: [detection('tuisong/core'), inner] }))).toContain(
      'brings sdk:tuisong/core > sdk:tuisong/inner',
    );
  });
});

describe('what never becomes a node', () => {
  it.each([
    ['hints alone', detection('tuisong/core', { confidence: 'possible' })],
    ['tests', detection('tuisong/core', { occurrences: [occurrence({ scope: 'test' })] })],
  ])('an SDK of %s', (_, sdk) => {
    expect(graphOf(scanResult({ sdks: [sdk] })).order).toBe(0);
  });

  it('a flow in test code, or to an SDK that the graph does not have', () => {
    expect(edges(scanResult({ flows: [flow({ scope: 'test' })] })).filter((e) => e.startsWith('observed'))).toEqual([]);
    expect(
      edges(scanResult({ flows: [flow({ recipient: { sdk: 'a/gone' } })] })).filter((e) => e.startsWith('observed')),
    ).toEqual([]);
  });
});

describe('the same result', () => {
  it('gives the same bytes, and numbers of nodes that add up, whatever it holds', () => {
    const platforms = fc.constantFrom('android' as const, 'ios' as const);
    const rows = fc.uniqueArray(fc.tuple(fc.constantFrom('device.oaid', 'net.ip', 'a"b<c'), platforms), {
      selector: ([e, p]) => `${e} ${p}`,
    });
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 6 }), (sdks) => {
        const result = scanResult({
          sdks: sdks.map((list, i) =>
            detection(`vendor/sdk-${i}`, {
              data: list.map(([e, platform]) => data(e, { platform, app: platform === 'ios' ? IOS : ANDROID })),
            }),
          ),
        });
        const graph = graphOf(result);
        expect(graph.filterEdges((_, a) => a.kind === 'declared')).toHaveLength(sdks.flat().length);
        expect(graph.filterNodes((_, a) => a.kind === 'element')).toHaveLength(
          new Set(sdks.flat().map(([e]) => e)).size,
        );
        expect(exporter.export(result, exportOptions())).toBe(
          exporter.export(structuredClone(result), exportOptions()),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('with flows is valid as a result', () => {
    const result = scanResult({ flows: [flow(), flow({ recipient: { host: 'api.other.cn' } })] });
    expect(parseScan(JSON.parse(JSON.stringify(result)))).toEqual(result);
  });
});
