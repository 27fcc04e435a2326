/**
 * The data-flow graph of a result: data element, place in the code, SDK (or host), vendor, from left to right. The only mapping
 * from a result to a graph; every view of the graph takes it from here. What vendors declare and what the code was seen to do
 * are edges of different kinds and never merged.
 */
import { MultiDirectedGraph } from 'graphology';
import type { Confidence } from './evidence.js';
import type { Access, DataFlow, ScanResult, SdkData, SdkDetection } from './inventory.js';
import { type Platform, reachesUsers } from './platforms.js';
import { type Bilingual, byCodeUnit, sortedSet } from './text.js';

export type Sensitivity = 'yes' | 'cond' | 'no';

interface NodeCommon {
  readonly label: Bilingual;
  /** Column from left to right: 0 element, 1 place, 2 SDK or host, 3 vendor. */
  readonly layer: 0 | 1 | 2 | 3;
  readonly platforms: readonly Platform[];
  readonly apps: readonly string[];
}

export type GraphNode =
  | (NodeCommon & {
      readonly kind: 'element';
      readonly id: string;
      readonly sensitive: Sensitivity;
      readonly group: string;
    })
  | (NodeCommon & { readonly kind: 'place'; readonly file: string; readonly symbol: string })
  | (NodeCommon & {
      readonly kind: 'sdk';
      readonly id: string;
      readonly category: string;
      readonly hosted: boolean;
      readonly confidence: Confidence;
      readonly practicesKnown: boolean;
    })
  | (NodeCommon & { readonly kind: 'host'; readonly id: string })
  | (NodeCommon & { readonly kind: 'vendor'; readonly id: string; readonly country: string | null });

export type GraphEdge =
  /** A source says that the SDK receives the element. */
  | {
      readonly kind: 'declared';
      readonly platform: Platform;
      readonly app: string | null;
      readonly function: string | null;
      readonly necessity: SdkData['necessity'];
      readonly access: Access;
      readonly citations: readonly string[];
    }
  /** The app's own code hands the element over; one edge into the place and one out of it for each flow. */
  | {
      readonly kind: 'observed';
      readonly flow: string;
      readonly platform: Platform | null;
      readonly app: string | null;
      readonly confidence: Confidence;
    }
  /** The SDK arrives inside another. */
  | { readonly kind: 'brings' }
  /** The legal entity that receives the data. */
  | { readonly kind: 'provided-by' };

export type DataFlowGraph = MultiDirectedGraph<GraphNode, GraphEdge>;

export const nodeKey = {
  element: (id: string) => `element:${id}`,
  place: (file: string, symbol: string) => `place:${file}#${symbol}`,
  sdk: (id: string) => `sdk:${id}`,
  host: (id: string) => `host:${id}`,
  vendor: (id: string) => `vendor:${id}`,
} as const;

/** Builds the graph: SDKs that reach users (hints alone do not make one), what they receive, and from whom to whom. */
export function graphOf(result: ScanResult): DataFlowGraph {
  const graph: DataFlowGraph = new MultiDirectedGraph<GraphNode, GraphEdge>();
  const sdks = result.sdks.filter(
    (s) => s.confidence !== 'possible' && s.occurrences.some((o) => reachesUsers(o.scope)),
  );
  const flows = result.flows.filter((f) => reachesUsers(f.scope));
  addElements(graph, result, sdks, flows);
  for (const sdk of sdks) addSdk(graph, result, sdk);
  for (const sdk of sdks) {
    for (const { element, platform, app, function: part, necessity, access, citations } of sdk.data) {
      const key = ['declared', element, sdk.id, platform, app ?? '', part ?? ''].join(' ');
      graph.addEdgeWithKey(key, nodeKey.element(element), nodeKey.sdk(sdk.id), {
        kind: 'declared',
        platform,
        app,
        function: part,
        necessity,
        access,
        citations,
      });
    }
    for (const by of sortedSet(sdk.occurrences.flatMap((o) => o.via)))
      if (graph.hasNode(nodeKey.sdk(by)))
        graph.addEdgeWithKey(`brings ${by} ${sdk.id}`, nodeKey.sdk(by), nodeKey.sdk(sdk.id), { kind: 'brings' });
  }
  for (const flow of flows) addFlow(graph, flow);
  return graph;
}

function addElements(
  graph: DataFlowGraph,
  result: ScanResult,
  sdks: readonly SdkDetection[],
  flows: readonly DataFlow[],
): void {
  const uses = new Map<string, { platforms: Set<Platform>; apps: Set<string> }>();
  const use = (element: string, platform: Platform | null, app: string | null) => {
    const found = uses.get(element) ?? { platforms: new Set<Platform>(), apps: new Set<string>() };
    uses.set(element, found);
    if (platform !== null) found.platforms.add(platform);
    if (app !== null) found.apps.add(app);
  };
  for (const d of sdks.flatMap((s) => s.data)) use(d.element, d.platform, d.app);
  for (const f of flows) use(f.element, f.platform, f.app);
  for (const id of [...uses.keys()].sort(byCodeUnit)) {
    const element = result.catalogue.elements[id];
    graph.addNode(nodeKey.element(id), {
      kind: 'element',
      id,
      label: element?.name ?? { zh: id, en: id },
      layer: 0,
      sensitive: element?.sensitive ?? 'no',
      group: element?.group ?? '',
      platforms: sortedPlatforms(uses.get(id)?.platforms ?? []),
      apps: sortedSet(uses.get(id)?.apps ?? []),
    });
  }
}

function addSdk(graph: DataFlowGraph, result: ScanResult, sdk: SdkDetection): void {
  const here = sdk.occurrences.filter((o) => reachesUsers(o.scope));
  const platforms = sortedPlatforms(here.flatMap((o) => o.platform ?? []));
  const apps = sortedSet(here.flatMap((o) => o.app ?? []));
  graph.addNode(nodeKey.sdk(sdk.id), {
    kind: 'sdk',
    id: sdk.id,
    label: { zh: sdk.name.zh ?? sdk.name.en ?? sdk.id, en: sdk.name.en ?? sdk.name.zh ?? sdk.id },
    layer: 2,
    category: sdk.category,
    hosted: sdk.hosted,
    confidence: sdk.confidence,
    practicesKnown: sdk.practicesKnown,
    platforms,
    apps,
  });
  const vendor = result.catalogue.vendors[sdk.vendor];
  const key = nodeKey.vendor(sdk.vendor);
  if (graph.hasNode(key)) {
    graph.updateNode(key, (had) => ({
      ...(had as GraphNode),
      platforms: sortedPlatforms([...(had.platforms ?? []), ...platforms]),
      apps: sortedSet([...(had.apps ?? []), ...apps]),
    }));
  } else {
    graph.addNode(key, {
      kind: 'vendor',
      id: sdk.vendor,
      label: {
        zh: vendor?.name.zh ?? vendor?.name.en ?? sdk.vendor,
        en: vendor?.name.en ?? vendor?.name.zh ?? sdk.vendor,
      },
      layer: 3,
      country: vendor?.country ?? null,
      platforms,
      apps,
    });
  }
  graph.addEdgeWithKey(`provided-by ${sdk.id}`, nodeKey.sdk(sdk.id), key, { kind: 'provided-by' });
}

/** The place is where the value leaves the app: one node for each function that hands data over. */
function addFlow(graph: DataFlowGraph, flow: DataFlow): void {
  const { platform, app, confidence, sink } = flow;
  const target = 'sdk' in flow.recipient ? nodeKey.sdk(flow.recipient.sdk) : nodeKey.host(flow.recipient.host);
  if (!graph.hasNode(target)) {
    if (!('host' in flow.recipient)) return;
    const id = flow.recipient.host;
    graph.addNode(target, { kind: 'host', id, label: { zh: id, en: id }, layer: 2, platforms: [], apps: [] });
  }
  const place = nodeKey.place(sink.file, sink.symbol);
  const platforms = platform === null ? [] : [platform];
  const apps = app === null ? [] : [app];
  if (!graph.hasNode(place)) {
    const label = sink.symbol === '' ? sink.file : sink.symbol;
    graph.addNode(place, {
      kind: 'place',
      file: sink.file,
      symbol: sink.symbol,
      label: { zh: label, en: label },
      layer: 1,
      platforms,
      apps,
    });
  }
  const edge = { kind: 'observed' as const, flow: flow.id, platform, app, confidence };
  graph.addEdgeWithKey(`observed ${flow.id} in`, nodeKey.element(flow.element), place, edge);
  graph.addEdgeWithKey(`observed ${flow.id} out`, place, target, edge);
}

function sortedPlatforms(platforms: Iterable<Platform>): Platform[] {
  return [...new Set(platforms)].sort(byCodeUnit);
}
