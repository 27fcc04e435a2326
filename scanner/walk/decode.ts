/** Bytes to text: UTF-8, UTF-16 and GB18030, with and without a byte order mark. */
import { isAscii, isUtf8 } from 'node:buffer';

export interface Decoded {
  readonly text: string;
  readonly encoding: 'ascii' | 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'latin1';
}

/** The share of NUL bytes at one parity above which bytes without a mark are UTF-16. */
const UTF16_SHARE = 0.3;

/**
 * Decodes a whole file. Order: byte order mark, ASCII, UTF-8, UTF-16 told by its zero bytes, GB18030 (which holds GBK and GB2312);
 * what is none of these is read as Latin-1, so that ASCII parts still count.
 */
export function decode(bytes: Buffer): Decoded {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return { text: bytes.toString('utf8', 3), encoding: 'utf-8' };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: bytes.toString('utf16le', 2), encoding: 'utf-16le' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: utf16be(bytes.subarray(2)), encoding: 'utf-16be' };
  const guess = utf16Guess(bytes);
  if (guess === 'le') return { text: bytes.toString('utf16le'), encoding: 'utf-16le' };
  if (guess === 'be') return { text: utf16be(bytes), encoding: 'utf-16be' };
  if (isAscii(bytes)) return { text: bytes.toString('latin1'), encoding: 'ascii' };
  if (isUtf8(bytes)) return { text: bytes.toString('utf8'), encoding: 'utf-8' };
  try {
    return { text: new TextDecoder('gb18030', { fatal: true }).decode(bytes), encoding: 'gb18030' };
  } catch {
    return { text: bytes.toString('latin1'), encoding: 'latin1' };
  }
}

/** True where the first 8 KiB hold a NUL byte and are not UTF-16: an image, an archive, a database. */
export function looksBinary(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 8192);
  if (!head.includes(0)) return false;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return false;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return false;
  return utf16Guess(bytes) === null;
}

function utf16Guess(bytes: Buffer): 'le' | 'be' | null {
  const n = Math.min(bytes.length, 1024) & ~1;
  if (n < 4) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < n; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const half = n / 2;
  if (odd / half > UTF16_SHARE && even / half < 0.05) return 'le';
  if (even / half > UTF16_SHARE && odd / half < 0.05) return 'be';
  return null;
}

function utf16be(bytes: Buffer): string {
  const swapped = Buffer.from(bytes.subarray(0, bytes.length & ~1));
  return swapped.swap16().toString('utf16le');
}
