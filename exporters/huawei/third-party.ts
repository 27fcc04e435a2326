/** One row of the list of shared information as a member of Huawei's list, and what whoever submits it must know. */
import type { Bilingual } from '../../core/text.js';
import type { Cell, Row } from '../disclosure/table.js';
import { plainText, webAddress } from '../printing/plain-text.js';
import { fitted, LIMITS, MOST, type TextField, type ThirdSharedInfo } from './fields.js';

export type Language = 'zh' | 'en';

export interface ThirdParty {
  readonly info: ThirdSharedInfo;
  readonly warnings: readonly Bilingual[];
}

/** Which column a field is told from. */
const COLUMNS = {
  purpose: 'purpose',
  personalType: 'data_types',
  officialPrivacyUrl: 'privacy_url',
  serviceType: 'category',
  scene: 'scenario',
  shareType: 'method',
} as const satisfies Partial<Record<TextField, string>>;
const FIELDS = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];

/** A third party of an app. Nothing is cut, and nothing left out, without a warning. */
export function thirdPartyOf(row: Row, app: string, language: Language): ThirdParty {
  const warnings: Bilingual[] = [...gaps(row)];
  const [comma, semicolon] = language === 'zh' ? ['、', '；'] : [', ', '; '];
  const within = (field: TextField, items: readonly string[], separator: string): string => {
    const { text, length } = fitted(items, separator, LIMITS[field]);
    if (length > LIMITS[field]) warnings.push(shortened(field, length, text.length));
    return text;
  };
  const facts = (field: keyof typeof COLUMNS) => factsOf(row.cells[COLUMNS[field]], language);
  const items = dataItems(row, language);
  if (items.length > MOST.dataItems) warnings.push(tooManyItems(items.length));
  const info: ThirdSharedInfo = {
    name: within('name', [nameOf(row, language)], ''),
    purpose: within('purpose', facts('purpose'), semicolon),
    personalType: within('personalType', facts('personalType'), comma),
    officialPrivacyUrl: within('officialPrivacyUrl', [addressOf(row) ?? ''], ''),
    serviceType: within('serviceType', facts('serviceType'), semicolon),
    scene: within('scene', facts('scene'), semicolon),
    shareType: within('shareType', facts('shareType'), semicolon),
    dataItems: items.slice(0, MOST.dataItems),
  };
  const subject = subjectOf(row, app);
  return {
    info,
    warnings: warnings.map(({ zh, en }) => ({ zh: `${subject.zh}：${zh}`, en: `${subject.en}: ${en}` })),
  };
}

/** What the row does not say: fields that nobody knows, usual wordings that are no facts, lists that may go on. */
function* gaps(row: Row): Generator<Bilingual> {
  const { key, cells } = row;
  const usual = FIELDS.filter((field) => cells[COLUMNS[field]]?.state === 'suggestion');
  const unknown = FIELDS.filter((field) =>
    field === 'officialPrivacyUrl'
      ? addressOf(row) === null
      : !usual.includes(field) && factsOf(cells[COLUMNS[field]], 'zh').length === 0,
  );
  if (cells['provider']?.state !== 'known' && !isRecipient(key))
    yield {
      zh: '第三方主体名称待确认，name 只写了 SDK 名称',
      en: 'nobody knows the legal entity: name holds the name of the SDK alone',
    };
  if (unknown.length > 0)
    yield {
      zh: `${unknown.join('、')} 待确认，已留空，提交前请补全`,
      en: `nobody knows ${unknown.join(', ')}: left empty, fill in before you submit`,
    };
  if (usual.length > 0)
    yield {
      zh: `${usual.join('、')} 只有该类 SDK 的通常写法，不是事实，已留空`,
      en: `${usual.join(', ')} has only the usual wording for SDKs of this kind, which is no fact: left empty`,
    };
  if (cells['data_types']?.note)
    yield {
      zh: '来源只读到一部分，personalType 可能不全',
      en: 'the source was read in part: personalType may lack some kinds of information',
    };
}

function shortened(field: TextField, length: number, kept: number): Bilingual {
  const limit = LIMITS[field];
  return kept === 0
    ? {
        zh: `${field} 共 ${length} 字，上限 ${limit} 字，没有可截断之处，已留空，请改写后填入`,
        en: `${field} has ${length} characters, takes ${limit} and cannot be cut: left empty, fill in a shorter one`,
      }
    : {
        zh: `${field} 共 ${length} 字，上限 ${limit} 字，已在最后一个完整项处截为 ${kept} 字，请改写后再提交`,
        en: `${field} has ${length} characters and takes ${limit}: cut to ${kept} behind the last whole item, shorten it by hand`,
      };
}

function tooManyItems(count: number): Bilingual {
  return {
    zh: `dataItems 共 ${count} 项，上限 ${MOST.dataItems} 项，只写了前 ${MOST.dataItems} 项`,
    en: `dataItems has ${count} members and takes ${MOST.dataItems}: only the first ${MOST.dataItems} are there`,
  };
}

const isRecipient = (key: string) => key.startsWith('recipient:');

/** The legal entity with the SDK behind it, which tells several SDKs of one company apart. */
function nameOf({ key, cells }: Row, language: Language): string {
  const [provider] = factsOf(cells['provider'], language);
  const [sdk] = isRecipient(key) ? [] : factsOf(cells['sdk_name'], language);
  if (provider === undefined || sdk === undefined || sdk === provider) return provider ?? sdk ?? '';
  return language === 'zh' ? `${provider}（${sdk}）` : `${provider} (${sdk})`;
}

/** The page of the privacy policy, of whatever length. */
function addressOf({ cells }: Row): string | null {
  const [text] = factsOf(cells['privacy_url'], 'zh').filter((t) => webAddress(t, Number.POSITIVE_INFINITY) !== null);
  return webAddress(text ?? null, Number.POSITIVE_INFINITY);
}

/** The lines of a cell that state a fact. */
function factsOf(cell: Cell | undefined, language: Language): string[] {
  if (cell?.state !== 'known') return [];
  return cell.lines.map((l) => plainText(l.text[language]).trim()).filter((t) => t !== '');
}

/** The single kinds of information; a sentence (that nothing is collected) is none. */
function dataItems({ cells }: Row, language: Language): string[] {
  return cells['data_types']?.inline ? factsOf(cells['data_types'], language) : [];
}

function subjectOf({ key, cells }: Row, app: string): Bilingual {
  const cell = isRecipient(key) ? cells['provider'] : cells['sdk_name'];
  const name = (language: Language) => plainText(cell?.lines[0]?.text[language] ?? '');
  const place = plainText(isRecipient(key) ? app : `${key}, ${app}`);
  return { zh: `${name('zh')}（${place}）`, en: `${name('en')} (${place})` };
}
