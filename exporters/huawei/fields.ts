/** The fields of AppGallery Connect's list of third parties, how much each holds, and how a longer value is shortened. */

/** Characters that each field takes, as Huawei's reference says. */
export const LIMITS = {
  name: 100,
  purpose: 500,
  personalType: 500,
  officialPrivacyUrl: 1024,
  serviceType: 100,
  scene: 200,
  shareType: 100,
} as const;

export type TextField = keyof typeof LIMITS;

/** Members that the arrays take: third parties of an app, data items of a third party. */
export const MOST = { thirdSharedInfos: 200, dataItems: 200 } as const;

/** A third party as the API names it; a field that nobody knows is ''. */
export interface ThirdSharedInfo extends Readonly<Record<TextField, string>> {
  readonly dataItems: readonly string[];
}

export interface Fitted {
  readonly text: string;
  /** Length of the whole value. */
  readonly length: number;
}

/** As many whole items as a field takes; where not even the first fits, the whole items inside it. */
export function fitted(items: readonly string[], separator: string, limit: number): Fitted {
  const { length } = items.join(separator);
  const kept: string[] = [];
  for (const item of items) {
    if ([...kept, item].join(separator).length > limit) break;
    kept.push(item);
  }
  const text = kept.length > 0 ? kept.join(separator) : wholePart(items[0] ?? '', limit);
  return { text, length };
}

/** Up to the last mark at which a list or a sentence can end; nothing where there is none. */
function wholePart(text: string, limit: number): string {
  const marks = [...text.slice(0, limit + 1).matchAll(/[、；;。]/g)];
  return text.slice(0, marks.at(-1)?.index ?? 0).trimEnd();
}
