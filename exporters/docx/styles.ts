/** The styles of the document by name, so that whoever pastes a table can restyle it at one place. */
import type { IPropertiesOptions, IRunStylePropertiesOptions } from 'docx';

/** Latin and Chinese type of body and headings; the names that Word and WPS have everywhere. */
export const BODY = {
  ascii: 'Times New Roman',
  hAnsi: 'Times New Roman',
  cs: 'Times New Roman',
  eastAsia: '宋体',
} as const;
export const HEADING = { ascii: 'Arial', hAnsi: 'Arial', cs: 'Arial', eastAsia: '黑体' } as const;

export const INK = {
  text: '1C2430',
  soft: '5B6675',
  line: 'A9B3C0',
  head: 'E8EEF6',
  group: 'F3F6FA',
  link: '0B5CAD',
  warning: '8A4B00',
  warningFill: 'FFF4E0',
} as const;

/** Names of the styles that the renderer uses. */
export const STYLE = {
  meta: 'DisclosureMeta',
  note: 'DisclosureNote',
  head: 'DisclosureHead',
  group: 'DisclosureGroup',
  cell: 'DisclosureCell',
  source: 'DisclosureSource',
  footer: 'DisclosureFooter',
} as const;

const heading = (size: number, before: number, after: number) => ({
  run: { font: HEADING, size, bold: true, color: INK.text },
  paragraph: { spacing: { before, after }, keepNext: true, keepLines: true },
});

/** Styles with cells in type of this size, in half points. */
export function stylesFor(type: number): NonNullable<IPropertiesOptions['styles']> {
  const style = (id: string, name: string, run: IRunStylePropertiesOptions, before: number, after: number) => ({
    id,
    name,
    basedOn: 'Normal',
    quickFormat: true,
    run,
    paragraph: { spacing: { before, after } },
  });
  return {
    default: {
      document: {
        run: { font: BODY, size: 21, color: INK.text, language: { value: 'en-US', eastAsia: 'zh-CN' } },
        paragraph: { spacing: { line: 264 } },
      },
      title: heading(36, 0, 120),
      heading1: heading(28, 320, 120),
      heading2: heading(23, 200, 100),
      hyperlink: { run: { color: INK.link, underline: {} } },
    },
    paragraphStyles: [
      style(STYLE.meta, 'Disclosure Meta', { color: INK.soft }, 0, 40),
      style(STYLE.footer, 'Disclosure Footer', { color: INK.soft, size: 16 }, 0, 0),
      {
        ...style(STYLE.note, 'Disclosure Note', { color: INK.warning }, 80, 80),
        paragraph: {
          spacing: { before: 80, after: 80 },
          shading: { type: 'clear', color: 'auto', fill: INK.warningFill },
        },
      },
      {
        ...style(STYLE.head, 'Disclosure Head', { font: HEADING, size: type, bold: true, noProof: true }, 20, 20),
        paragraph: { spacing: { before: 20, after: 20, line: 240 }, keepNext: true },
      },
      {
        ...style(
          STYLE.group,
          'Disclosure Group',
          { font: HEADING, size: type + 1, bold: true, color: INK.link },
          30,
          30,
        ),
        paragraph: { spacing: { before: 30, after: 30, line: 240 }, keepNext: true },
      },
      {
        ...style(STYLE.cell, 'Disclosure Cell', { size: type, noProof: true }, 0, 24),
        paragraph: { spacing: { before: 0, after: 24, line: 240 } },
      },
      {
        ...style(STYLE.source, 'Disclosure Source', { size: 18, noProof: true }, 0, 40),
        paragraph: { spacing: { before: 0, after: 40 }, indent: { left: 560, hanging: 560 } },
      },
    ],
  };
}
