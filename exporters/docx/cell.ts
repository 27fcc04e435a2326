/** A cell of the disclosure table as paragraphs of Word. */
import type { ParagraphChild, TableCell } from 'docx';
import type { PrintedCell, TextPiece } from '../printing/printed-cell.js';
import { INK, STYLE } from './styles.js';

export type Docx = typeof import('docx');

/** The bookmark of a source. */
export const anchorOf = (number: number) => `source_${number}`;

/** A printed cell in a column of this width. */
export function wordCell(docx: Docx, cell: PrintedCell, width: number): TableCell {
  const paragraphs = cell.paragraphs.map((pieces) => pieces.map((piece) => pieceOf(docx, piece, cell.state)));
  const tail = paragraphs.at(-1) ?? [];
  if (cell.mark !== '') tail.push(new docx.TextRun({ text: cell.mark, color: INK.soft }));
  for (const number of cell.numbers) tail.push(sourceMark(docx, number));
  if (cell.note !== null) paragraphs.push([new docx.TextRun({ text: cell.note.trim(), color: INK.warning })]);
  return new docx.TableCell({
    width: { size: width, type: docx.WidthType.DXA },
    ...(cell.state === 'unknown'
      ? { shading: { type: docx.ShadingType.CLEAR, color: 'auto', fill: INK.warningFill } }
      : {}),
    children: (paragraphs.length === 0 ? [[]] : paragraphs).map(
      (children) => new docx.Paragraph({ style: STYLE.cell, children }),
    ),
  });
}

function pieceOf(docx: Docx, { text, strong, link }: TextPiece, state: PrintedCell['state']): ParagraphChild {
  if (link !== null) return linkTo(docx, text, link);
  return new docx.TextRun({
    text,
    ...(strong ? { bold: true } : {}),
    ...(state === 'unknown' ? { color: INK.warning } : {}),
    ...(state === 'suggestion' ? { italics: true, color: INK.soft } : {}),
  });
}

/** A link to an address on the web. */
export function linkTo(docx: Docx, text: string, link: string): ParagraphChild {
  return new docx.ExternalHyperlink({ link, children: [new docx.TextRun({ text, style: 'Hyperlink' })] });
}

/** A raised [n] that leads to its source. */
function sourceMark(docx: Docx, number: number): ParagraphChild {
  return new docx.InternalHyperlink({
    anchor: anchorOf(number),
    children: [new docx.TextRun({ text: `[${number}]`, superScript: true, color: INK.soft })],
  });
}
