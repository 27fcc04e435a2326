/** Reads a property list of any form: XML, binary (by its magic) or OpenStep. */
import { readBinaryPlist } from './binary.js';
import { readOpenStep } from './openstep.js';
import type { PlistReading } from './value.js';
import { readXmlPlist } from './xml.js';

/** Reads the bytes of a property list; never throws. */
export function readPlist(bytes: Uint8Array): PlistReading {
  if (String.fromCharCode(...bytes.subarray(0, 8)) === 'bplist00') return readBinaryPlist(bytes);
  return readPlistText(decode(bytes));
}

/** Reads the text of a property list; never throws. */
export function readPlistText(text: string): PlistReading {
  const start = /^[\s\uFEFF]*(.)/su.exec(text.slice(0, 4096))?.[1];
  if (start === '<' && !/^[\s\uFEFF]*<[0-9a-fA-F\s]*>/.test(text.slice(0, 200))) return readXmlPlist(text);
  if (start === undefined) return { root: null, problems: [{ line: null, message: 'the property list is empty' }] };
  return readOpenStep(text);
}

function decode(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}
