/** Reads the registry's tab-separated tables: data elements, categories, permissions, app types. */

import { PLATFORMS, type Platform } from '../core/platforms.js';
import type { AppType, Category, DataElement, PermissionInfo, PlatformEnum } from '../core/registry-types.js';

type Row = Readonly<Record<string, string>>;

/**
 * Rows of a table whose first line names the columns.
 * @throws Error where a row has more cells than the head
 */
export function parseTable(text: string, file: string): Row[] {
  const [head, ...lines] = text
    .replace(/\r/g, '')
    .split('\n')
    .filter((line) => line !== '');
  const columns = (head ?? '').split('\t');
  return lines.map((line, i) => {
    const cells = line.split('\t');
    if (cells.length > columns.length)
      throw new Error(`${file} line ${i + 2}: ${cells.length} cells under ${columns.length} columns`);
    return Object.fromEntries(columns.map((column, c) => [column, cells[c] ?? '']));
  });
}

const cell = (row: Row, column: string): string => row[column] ?? '';
const list = (row: Row, column: string): string[] =>
  cell(row, column)
    .split(';')
    .map((v) => v.trim())
    .filter((v) => v !== '');
const threeWay = (value: string): 'yes' | 'no' | 'cond' => (value === 'yes' || value === 'cond' ? value : 'no');

export function readElements(text: string, file: string): DataElement[] {
  return parseTable(text, file).map((row) => ({
    id: cell(row, 'id'),
    group: cell(row, 'group'),
    name: { zh: cell(row, 'zh'), en: cell(row, 'en') },
    sensitive: threeWay(cell(row, 'sensitive')),
    gbt35273AnnexB: threeWay(cell(row, 'gbt35273_annex_b')),
    gbt45574AnnexA: threeWay(cell(row, 'gbt45574_annex_a')),
    immutableId: cell(row, 'immutable_id') === 'yes',
    googleTypes: list(row, 'google_type'),
    appleTypes: list(row, 'apple_type'),
    gbt35273AnnexA: cell(row, 'gbt35273_annex_a'),
    members: list(row, 'members'),
    synonyms: list(row, 'synonyms'),
    notes: cell(row, 'notes'),
  }));
}

export function readCategories(text: string, file: string): Category[] {
  return parseTable(text, file).map((row) => ({
    id: cell(row, 'id'),
    name: { zh: cell(row, 'zh'), en: cell(row, 'en') },
    purpose: { zh: cell(row, 'purpose_wording_zh'), en: cell(row, 'purpose_wording_en') },
    harmonyPartnerClass: cell(row, 'harmony_partner_class') || null,
    typicalElements: list(row, 'typical_elements'),
  }));
}

export function readPermissions(text: string, file: string): PermissionInfo[] {
  return parseTable(text, file).map((row) => ({
    platform: platformOf(cell(row, 'platform'), file),
    name: cell(row, 'name'),
    kind: cell(row, 'kind'),
    protection: cell(row, 'protection'),
    zh: cell(row, 'zh'),
    elements: list(row, 'elements'),
    notes: cell(row, 'notes'),
  }));
}

export function readAppTypes(text: string, file: string): AppType[] {
  return parseTable(text, file).map((row) => ({
    id: cell(row, 'id'),
    no: Number(cell(row, 'no')),
    name: { zh: cell(row, 'zh'), en: cell(row, 'en') },
    basicFunction: cell(row, 'basic_function_zh'),
    necessaryElements: list(row, 'necessary_elements'),
    notes: cell(row, 'notes'),
  }));
}

export function readPlatformEnums(text: string, file: string): PlatformEnum[] {
  return parseTable(text, file).map((row) => ({
    kind: cell(row, 'kind'),
    code: cell(row, 'code'),
    label: cell(row, 'label'),
    note: cell(row, 'group_or_note'),
  }));
}

function platformOf(value: string, file: string): Platform | 'uniapp' {
  const known = [...PLATFORMS, 'uniapp' as const].find((p) => p === value);
  if (known === undefined) throw new Error(`${file}: unknown platform ${value}`);
  return known;
}
