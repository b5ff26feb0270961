import { MAX_DIRECTORY_BYTES, MAX_MEMBERS } from './archive-limits';
import { ImportFailure } from './import-failure';

/** A file in a zip, as the directory at the archive's end has it. */
export interface ZipMember {
  /** Path with `/` between its parts. */
  readonly name: string;
  /** 0: as it stands, 8: deflated. Others are not read. */
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly crc32: number;
  /** Where its local header begins. */
  readonly offset: number;
}

const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const WIDE_END_BYTES = 56;
const ENTRY_BYTES = 46;
const MAX_COMMENT_BYTES = 0xffff;
/** In a 32-bit field: the true value stands in a 64-bit one. */
const ELSEWHERE = 0xffffffff;
const SIGNATURE = { end: 0x06054b50, locator: 0x07064b50, wideEnd: 0x06064b50, entry: 0x02014b50 };

/**
 * The directory of a zip. It alone says what the archive holds; nothing is unpacked for it, and it is read in three slices
 * at any size of the file.
 *
 *     member … member   entry … entry   [wide end] [locator]   end   comment
 *                       └ directory ┘
 */
export async function readZipDirectory(file: Blob): Promise<readonly ZipMember[]> {
  const tailStart = Math.max(0, file.size - END_BYTES - MAX_COMMENT_BYTES - LOCATOR_BYTES);
  const tail = await viewOf(file, tailStart, file.size);
  const endAt = findEnd(tail);
  const end = (await wideEnd(file, tail, endAt)) ?? {
    members: tail.getUint16(endAt + 10, true),
    bytes: tail.getUint32(endAt + 12, true),
    offset: tail.getUint32(endAt + 16, true),
    at: tailStart + endAt
  };
  if (end.members > MAX_MEMBERS || end.bytes > MAX_DIRECTORY_BYTES) throw damaged('It names too many files.');
  // Something may stand before the archive (a program that unpacks it); its offsets do not count that.
  const shift = end.at - end.bytes - end.offset;
  if (shift < 0) throw damaged('Its directory does not lie where it should.');
  const directory = await viewOf(file, end.offset + shift, end.at);
  return readEntries(directory, end.members, shift);
}

interface DirectoryEnd {
  readonly members: number;
  readonly bytes: number;
  readonly offset: number;
  /** Where what closes the directory begins. */
  readonly at: number;
}

function findEnd(tail: DataView): number {
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) !== SIGNATURE.end) continue;
    if (at + END_BYTES + tail.getUint16(at + 20, true) === tail.byteLength) return at;
  }
  throw damaged('The directory at its end is missing.');
}

async function wideEnd(file: Blob, tail: DataView, endAt: number): Promise<DirectoryEnd | undefined> {
  const at = endAt - LOCATOR_BYTES;
  if (at < 0 || tail.getUint32(at, true) !== SIGNATURE.locator) return undefined;
  const start = Number(tail.getBigUint64(at + 8, true));
  if (start + WIDE_END_BYTES > file.size) throw damaged('The directory at its end is missing.');
  const view = await viewOf(file, start, start + WIDE_END_BYTES);
  if (view.getUint32(0, true) !== SIGNATURE.wideEnd) throw damaged('The directory at its end is missing.');
  return {
    members: Number(view.getBigUint64(32, true)),
    bytes: Number(view.getBigUint64(40, true)),
    offset: Number(view.getBigUint64(48, true)),
    at: start
  };
}

function readEntries(view: DataView, count: number, shift: number): readonly ZipMember[] {
  const members: ZipMember[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_BYTES > view.byteLength || view.getUint32(at, true) !== SIGNATURE.entry) throw damaged(CUT);
    const nameBytes = view.getUint16(at + 28, true);
    const extraBytes = view.getUint16(at + 30, true);
    const next = at + ENTRY_BYTES + nameBytes + extraBytes + view.getUint16(at + 32, true);
    if (next > view.byteLength) throw damaged(CUT);
    const sizes = wideSizes(view, at, { start: at + ENTRY_BYTES + nameBytes, bytes: extraBytes });
    const name = new Uint8Array(view.buffer, view.byteOffset + at + ENTRY_BYTES, nameBytes);
    members.push({
      ...sizes,
      name: decodeName(name).replaceAll('\\', '/').replace(/^\/+/, ''),
      method: view.getUint16(at + 10, true),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      crc32: view.getUint32(at + 16, true),
      offset: sizes.offset + shift
    });
    at = next;
  }
  return members;
}

const CUT = 'Its directory is cut.';

/** Sizes and place, taken from the 64-bit field where the others are full. */
function wideSizes(view: DataView, entry: number, extra: { readonly start: number; readonly bytes: number }) {
  const narrow = [24, 20, 42].map((place) => view.getUint32(entry + place, true));
  const end = extra.start + extra.bytes;
  let at = extra.start;
  while (at + 4 <= end && view.getUint16(at, true) !== 1) at += 4 + view.getUint16(at + 2, true);
  at += 4;
  const [bytes, packedBytes, offset] = narrow.map((value) => {
    if (value !== ELSEWHERE) return value;
    if (at + 8 > end) throw damaged(CUT);
    at += 8;
    return Number(view.getBigUint64(at - 8, true));
  });
  return { bytes, packedBytes, offset };
}

/** Names are UTF-8, or in the alphabet of the machine that packed them, which is not told: they are only shown. */
function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

async function viewOf(file: Blob, start: number, end: number): Promise<DataView> {
  return new DataView(await file.slice(start, end).arrayBuffer());
}

function damaged(cause: string): ImportFailure {
  return new ImportFailure({ kind: 'file-malformed', cause });
}
