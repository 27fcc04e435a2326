/**
 * Binary property lists (`bplist00`). Objects name each other by number, so a small file can describe a huge or endless tree:
 * the number of values built and their depth are bounded, and a cycle ends where it closes.
 */
import { MAX_PLIST_DEPTH, type PlistEntry, type PlistProblem, type PlistReading, type PlistValue } from './value.js';

const MAX_VALUES = 100_000;
const TRAILER = 32;

/** Reads a binary property list; never throws. Values have no line. */
export function readBinaryPlist(bytes: Uint8Array): PlistReading {
  try {
    const reader = new BinaryReader(bytes);
    return { root: reader.root(), problems: reader.problems };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { root: null, problems: [{ line: null, message: `not a readable binary property list: ${why}` }] };
  }
}

class BinaryReader {
  readonly problems: PlistProblem[] = [];
  private readonly view: DataView;
  private readonly bytes: Uint8Array;
  private readonly offsets: number[] = [];
  private readonly refSize: number;
  private readonly top: number;
  private readonly open = new Set<number>();
  private built = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < 8 + TRAILER) throw new Error('it is cut off');
    const trailer = bytes.length - TRAILER;
    const offsetSize = this.view.getUint8(trailer + 6);
    this.refSize = this.view.getUint8(trailer + 7);
    const count = this.uint(trailer + 8, 8);
    this.top = this.uint(trailer + 16, 8);
    const table = this.uint(trailer + 24, 8);
    if (offsetSize < 1 || offsetSize > 8 || this.refSize < 1 || this.refSize > 8)
      throw new Error('its trailer is broken');
    if (count > (bytes.length - TRAILER) / offsetSize || table + count * offsetSize > trailer) {
      throw new Error('it counts more objects than it holds');
    }
    for (let i = 0; i < count; i++) this.offsets.push(this.uint(table + i * offsetSize, offsetSize));
  }

  root(): PlistValue | null {
    return this.object(this.top, 0);
  }

  private uint(at: number, size: number): number {
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + this.view.getUint8(at + i);
    return value;
  }

  private problem(message: string): null {
    if (!this.problems.some((p) => p.message === message)) this.problems.push({ line: null, message });
    return null;
  }

  private object(index: number, depth: number): PlistValue | null {
    const at = this.offsets[index];
    if (at === undefined) return this.problem('it names an object that is not there');
    if (++this.built > MAX_VALUES) return this.problem('it unfolds to too many values; the rest was left out');
    if (depth > MAX_PLIST_DEPTH) return this.problem('nested too deeply; what lies deeper was left out');
    const marker = this.view.getUint8(at);
    const type = marker >> 4;
    const info = marker & 15;
    switch (type) {
      case 0:
        return { kind: 'boolean', line: null, text: info === 9 ? 'true' : 'false' };
      case 1:
        return { kind: 'number', line: null, text: String(this.uint(at + 1, Math.min(1 << info, 8))) };
      case 2:
        return {
          kind: 'number',
          line: null,
          text: String(info === 2 ? this.view.getFloat32(at + 1) : this.view.getFloat64(at + 1)),
        };
      case 3:
        return { kind: 'date', line: null, text: '' };
      case 4:
        return { kind: 'data', line: null, text: '' };
      case 5:
      case 6:
      case 7:
        return { kind: 'string', line: null, text: this.text(at, type) };
      case 8:
        return { kind: 'number', line: null, text: String(this.uint(at + 1, Math.min(info + 1, 8))) };
      case 10:
      case 11:
      case 12:
      case 13:
        return this.collection(index, at, type === 13, depth);
      default:
        return this.problem('it holds an object of an unknown kind');
    }
  }

  /** The count of an object and where its content starts. */
  private length(at: number): { count: number; from: number } {
    const info = this.view.getUint8(at) & 15;
    if (info !== 15) return { count: info, from: at + 1 };
    const size = 1 << (this.view.getUint8(at + 1) & 15);
    if (size > 8) throw new Error('a count is broken');
    return { count: this.uint(at + 2, size), from: at + 2 + size };
  }

  private text(at: number, type: number): string {
    const { count, from } = this.length(at);
    const size = type === 6 ? count * 2 : count;
    if (from + size > this.bytes.length) throw new Error('a string is longer than the file');
    const content = this.bytes.subarray(from, from + size);
    return type === 6 ? new TextDecoder('utf-16be').decode(content) : new TextDecoder('utf-8').decode(content);
  }

  private collection(index: number, at: number, isDict: boolean, depth: number): PlistValue | null {
    if (this.open.has(index)) return this.problem('it holds itself; the cycle was cut');
    const { count, from } = this.length(at);
    if (from + count * this.refSize * (isDict ? 2 : 1) > this.bytes.length)
      throw new Error('a collection is longer than the file');
    this.open.add(index);
    const entries: PlistEntry[] = [];
    const values: PlistValue[] = [];
    for (let i = 0; i < count && this.built <= MAX_VALUES; i++) {
      if (isDict) {
        const key = this.object(this.uint(from + i * this.refSize, this.refSize), depth + 1);
        const value = this.object(this.uint(from + (count + i) * this.refSize, this.refSize), depth + 1);
        if (key?.kind === 'string' && value) entries.push({ key: key.text, line: null, value });
      } else {
        const value = this.object(this.uint(from + i * this.refSize, this.refSize), depth + 1);
        if (value) values.push(value);
      }
    }
    this.open.delete(index);
    return isDict ? { kind: 'dict', line: null, entries } : { kind: 'array', line: null, items: values };
  }
}
