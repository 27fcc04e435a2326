/** The data-flow graph in graphology's own serialisation (https://graphology.github.io/serialization.html). */
import { graphOf } from '../core/graph.js';
import type { Exporter } from '../core/plugins.js';

export const exporter: Exporter = {
  id: 'graph',
  title: { zh: '数据流图（graphology JSON）', en: 'Data-flow graph (graphology JSON)' },
  mediaType: 'application/json',
  extension: 'json',
  stem: 'graph',
  export: (result) => `${JSON.stringify(graphOf(result).export(), null, 1)}\n`,
};
