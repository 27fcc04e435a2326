/** Rows of several apps and platforms in one table: what a chapter or heading says elsewhere stands in columns of its own. */
import { type AppTable, type Chapter, type Column, column, known, line, type Row } from '../disclosure/table.js';

export const PLATFORM_COLUMN: Column = column('platform', '适用系统', 'Platform', true, 1);
export const APP_COLUMN: Column = column('app', '应用', 'App', true, 1.6);

/** The rows of a table, each with the cells of the two columns. */
export function placedRows(chapter: Chapter, table: AppTable): Row[] {
  const place = { [PLATFORM_COLUMN.id]: known([line(chapter.title)]), [APP_COLUMN.id]: known([line(table.title)]) };
  return table.groups.flatMap((g) => g.rows).map((row) => ({ key: row.key, cells: { ...row.cells, ...place } }));
}
