import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { unsnapped } from './snappy';

/** Every canary begins with one of these, and nothing else in the world does. */
export const CANARY_MARKS = { tokens: 'qzxtoken', mails: 'qzxmail' } as const;
export type CanaryKind = keyof typeof CANARY_MARKS;

/** Where a canary was found, and as what. */
export interface Finding {
  readonly kind: CanaryKind;
  readonly place: string;
  readonly form: string;
  readonly count: number;
}

/**
 * Looks through every file of a browser's profile, as it lies on the disk after the browser's end: as UTF-8, UTF-16 and
 * base64, in whatever case; the blocks of LevelDB's tables, and values that the browser packed by itself, are unpacked
 * first. SQLite's pages are read as they are: of a text that two pages share, either half may be missed.
 */
export function searchProfile(folder: string): readonly Finding[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const place = path.relative(folder, file);
      const bytes = readFileSync(file);
      return [
        ...findingsIn(bytes, place),
        ...unpacked(bytes).flatMap((inner) => findingsIn(inner, `${place}, unpacked`))
      ];
    });
}

export function findingsIn(bytes: Buffer, place: string): readonly Finding[] {
  const kinds = Object.keys(CANARY_MARKS) as CanaryKind[];
  // One letter for each byte, so that any bytes can be looked through as text.
  const text = bytes.toString('latin1');
  const lower = text.toLowerCase();
  return kinds.flatMap((kind) => {
    const mark = CANARY_MARKS[kind];
    const forms: readonly (readonly [form: string, count: number])[] = [
      ['UTF-8', countOf(lower, mark)],
      ['UTF-16', countOf(lower, Buffer.from(mark, 'utf16le').toString('latin1'))],
      ['base64', base64Cores(mark).reduce((sum, core) => sum + countOf(text, core), 0)]
    ];
    return forms.filter(([, count]) => count > 0).map(([form, count]) => ({ kind, place, form, count }));
  });
}

function countOf(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count++;
  return count;
}

/** What a text looks like inside of base64, at each of its three places, without the letters that its neighbours share. */
function base64Cores(text: string): readonly string[] {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.from('_'.repeat(shift) + text).toString('base64');
    const first = shift === 0 ? 0 : 4;
    const whole = Math.floor(((shift + text.length) * 8) / 6);
    return encoded.slice(first, whole);
  });
}

const TABLE_MAGIC = Buffer.from('57fb808b247547db', 'hex');
const BLOCK_TRAILER = 5;
/** What the browser writes before a value that it packed; the run begins a few bytes behind it. */
const FIRST_BYTES = 16;

function unpacked(bytes: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  if (bytes.length > 48 && bytes.subarray(-8).equals(TABLE_MAGIC)) found.push(...tableBlocks(bytes));
  for (let start = 0; start < FIRST_BYTES && start < bytes.length; start++) {
    const whole = unsnapped(bytes, start);
    if (whole && whole.length > 64) found.push(whole);
  }
  for (const unpack of [gunzipSync, brotliDecompressSync]) {
    try {
      found.push(unpack(bytes));
    } catch {
      // It is something else.
      continue;
    }
  }
  return found;
}

/** The data blocks of an SSTable: footer ▶ index ▶ blocks. */
function tableBlocks(table: Buffer): readonly Buffer[] {
  const footer = table.subarray(-48);
  const meta = handleAt(footer, 0);
  const index = blockAt(table, handleAt(footer, meta.next));
  if (!index) return [];
  const blocks: Buffer[] = [];
  const restarts = index.readUInt32LE(index.length - 4);
  for (let at = 0; at < index.length - 4 - 4 * restarts;) {
    const shared = number(index, at);
    const unshared = number(index, shared.next);
    const length = number(index, unshared.next);
    const value = length.next + unshared.value;
    const block = blockAt(table, handleAt(index, value));
    if (block) blocks.push(block);
    at = value + length.value;
  }
  return blocks;
}

interface Handle {
  readonly offset: number;
  readonly size: number;
  readonly next: number;
}

function handleAt(bytes: Buffer, at: number): Handle {
  const offset = number(bytes, at);
  const size = number(bytes, offset.next);
  return { offset: offset.value, size: size.value, next: size.next };
}

function blockAt(table: Buffer, { offset, size }: Handle): Buffer | undefined {
  if (offset + size + BLOCK_TRAILER > table.length) return undefined;
  const block = table.subarray(offset, offset + size);
  return table[offset + size] === 1 ? unsnapped(block, 0) : block;
}

function number(bytes: Buffer, at: number): { readonly value: number; readonly next: number } {
  let value = 0;
  let next = at;
  for (let shift = 0; next < bytes.length; shift += 7) {
    const byte = bytes[next++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) break;
  }
  return { value, next };
}
