/** What a company's .outflow folder adds to tables: completed cells, scenarios per business function, own collection, further recipients. */
import { COMPANY_CITATION, type Reach } from '../../core/company.js';
import type { ScanResult } from '../../core/inventory.js';
import type { Bilingual } from '../../core/text.js';
import type { SdkColumnId } from './columns.js';
import { type Cell, known, line, type Place } from './table.js';

/** True where something that the company says holds for an app on a platform. */
export function reaches({ apps, platforms }: Reach, place: Place): boolean {
  return (
    (apps === null || (place.app !== null && apps.includes(place.app))) &&
    (platforms === null || platforms.includes(place.platform))
  );
}

/** The cells of an SDK's row that the company fills; they stand in place of what the registry says. Later entries win. */
export function completionsOf(result: ScanResult, sdk: string, place: Place): Partial<Record<SdkColumnId, Cell>> {
  const cells: Partial<Record<string, Cell>> = {};
  const cell = (texts: readonly Bilingual[]) =>
    known(
      texts.map((text) => line(text, false, /^https?:\/\/\S+$/.test(text.zh) ? text.zh : null)),
      [COMPANY_CITATION],
    );
  for (const entry of result.company?.completed ?? []) {
    if (entry.sdk !== sdk || !reaches(entry, place)) continue;
    const scenarios = entry.usedFor.flatMap((use) => withFunction(result, use.function, use.scenario) ?? []);
    if (scenarios.length > 0) cells['scenario'] = cell(scenarios);
    const purposes = entry.usedFor.flatMap((use) => withFunction(result, use.function, use.purpose) ?? []);
    if (purposes.length > 0) cells['purpose'] = cell(purposes);
    for (const [column, text] of Object.entries(entry.cells)) cells[column] = cell([text]);
  }
  return cells;
}

/** The scenarios of what belongs to one function of the SDK; null where the company says none. */
export function scenariosFor(result: ScanResult, sdk: string, part: string | null, place: Place): Bilingual[] | null {
  const used = (result.company?.completed ?? [])
    .filter((entry) => entry.sdk === sdk && reaches(entry, place))
    .flatMap((entry) => entry.usedFor)
    .filter((use) => part === null || use.sdkFunction === null || use.sdkFunction === part)
    .flatMap((use) => withFunction(result, use.function, use.scenario) ?? []);
  return used.length > 0 ? used : null;
}

/** `视频简历：录制视频简历时`. */
export function withFunction(result: ScanResult, id: string | null, text: Bilingual | null): Bilingual | null {
  if (text === null) return null;
  const name = id === null ? undefined : functionName(result, id);
  return name ? { zh: `${name.zh}：${text.zh}`, en: `${name.en}: ${text.en}` } : text;
}

export function functionName(result: ScanResult, id: string): Bilingual | undefined {
  return result.company?.functions.find((f) => f.id === id)?.name;
}
