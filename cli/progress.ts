/** Shows how far a scan is: one moving line on a terminal, a plain line per stage elsewhere. */
import type { ProgressEvent } from '../scanner/scan.js';
import type { Streams } from './output.js';

const STAGES: Readonly<Record<ProgressEvent['stage'], string>> = {
  walk: 'listing files',
  extract: 'reading files',
  correlate: 'joining manifests',
  detect: 'matching the registry',
  check: 'running checks',
};

/** At most this many redraws a second: more costs time and shows nothing. */
const REDRAW_MS = 100;

export interface ProgressLine {
  report(event: ProgressEvent): void;
  /** Takes the moving line away. */
  end(): void;
}

export function progressLine(streams: Streams, quiet: boolean): ProgressLine {
  let last = 0;
  let stage: ProgressEvent['stage'] | null = null;
  if (quiet) return { report: () => {}, end: () => {} };
  return {
    report: (event) => {
      if (!streams.isTerminal) {
        if (event.stage !== stage) streams.err(`outflow: ${STAGES[event.stage]}\n`);
        stage = event.stage;
        return;
      }
      const now = Date.now();
      if (event.stage === stage && now - last < REDRAW_MS) return;
      last = now;
      stage = event.stage;
      const count = event.total === null ? ` ${event.done}` : event.total > 1 ? ` ${event.done}/${event.total}` : '';
      streams.err(`\r\u001b[K${STAGES[event.stage]}${count}`);
    },
    end: () => {
      if (streams.isTerminal) streams.err('\r\u001b[K');
    },
  };
}
