/** The scan result itself, as JSON with two spaces of indent. */
import type { Exporter } from '../core/plugins.js';

export const exporter: Exporter = {
  id: 'json',
  title: { zh: '扫描结果（JSON）', en: 'Scan result (JSON)' },
  mediaType: 'application/json',
  extension: 'json',
  stem: 'scan',
  export: (result) => `${JSON.stringify(result, null, 2)}\n`,
};
