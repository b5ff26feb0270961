import { Gunzip, Inflate } from 'fflate';
import { checkSum } from './archive-check-sum';
import { checkUnpacked } from './archive-limits';
import { ImportFailure } from './import-failure';
import type { ZipMember } from './zip-directory';

const LOCAL_HEADER_BYTES = 30;
const LOCAL_SIGNATURE = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const GZIP_TRAILER_BYTES = 8;
/** Given to the unpacker at once: deflate makes at most a thousand times as much of it. */
const PIECE_BYTES = 1 << 14;
/** Pieces in a row that give nothing: a stored block, the longest to wait for, takes four. */
const MOST_FRUITLESS = 8;

/**
 * The bytes of a zip's member, part by part. What the directory says of it is checked before, and held against what comes
 * out: a size that lies ends it at once, and a wrong sum at its end.
 */
export async function* unpackMember(file: Blob, member: ZipMember): AsyncGenerator<Uint8Array, void, undefined> {
  checkMember(member);
  const packed = await packedBytes(file, member);
  let bytes = 0;
  let sum = 0;
  for await (const part of member.method === STORED ? piecesOf(packed) : unpacked(packed, new Inflate())) {
    bytes += part.length;
    if (bytes > member.bytes) throw damaged(`“${member.name}” holds more than the archive says.`);
    sum = checkSum(part, sum);
    yield part;
  }
  if (bytes !== member.bytes || sum !== member.crc32) throw damaged(`“${member.name}” is not as it was packed.`);
}

/** The bytes of a gzip file, part by part, with the same care. Its size stands nowhere before its end. */
export async function* unpackGzip(file: Blob): AsyncGenerator<Uint8Array, void, undefined> {
  const gunzip = new Gunzip();
  let hasMore = false;
  gunzip.onmember = () => void (hasMore = true);
  let bytes = 0;
  let sum = 0;
  for await (const part of unpacked(file, gunzip)) {
    bytes += part.length;
    checkUnpacked(file.size, bytes);
    sum = checkSum(part, sum);
    yield part;
  }
  const trailer = new DataView(await file.slice(-GZIP_TRAILER_BYTES).arrayBuffer());
  const isWhole =
    trailer.byteLength === GZIP_TRAILER_BYTES &&
    trailer.getUint32(0, true) === sum &&
    trailer.getUint32(4, true) === bytes % 2 ** 32;
  // Where several stand behind one another, only the unpacker knows where each ends.
  if (!hasMore && !isWhole) throw damaged('What it holds is not as it was packed.');
}

/** Collects parts in a blob, some at a time, so that not all of them stand in this thread's memory. */
export async function blobOf(parts: AsyncIterable<Uint8Array>): Promise<Blob> {
  const blobs: Blob[] = [];
  let some: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const part of parts) {
    some.push(new Uint8Array(part));
    bytes += part.length;
    if (bytes < 2 ** 23) continue;
    blobs.push(new Blob(some));
    some = [];
    bytes = 0;
  }
  return new Blob([...blobs, ...some]);
}

function checkMember({ name, method, isEncrypted, packedBytes, bytes }: ZipMember): void {
  if (isEncrypted) throw new ImportFailure({ kind: 'file-encrypted', what: 'archive' });
  if (method !== STORED && method !== DEFLATED) {
    throw new ImportFailure({ kind: 'file-unreadable', cause: `“${name}” is packed in an unusual way (${method}).` });
  }
  checkUnpacked(packedBytes, bytes);
}

/** Behind the local header, whose lengths are its own; its sizes do not count. */
async function packedBytes(file: Blob, { name, offset, packedBytes }: ZipMember): Promise<Blob> {
  const header = new DataView(await file.slice(offset, offset + LOCAL_HEADER_BYTES).arrayBuffer());
  if (header.byteLength < LOCAL_HEADER_BYTES || header.getUint32(0, true) !== LOCAL_SIGNATURE) {
    throw damaged(`“${name}” does not lie where it should.`);
  }
  const start = offset + LOCAL_HEADER_BYTES + header.getUint16(26, true) + header.getUint16(28, true);
  if (start + packedBytes > file.size) throw damaged(`“${name}” is cut.`);
  return file.slice(start, start + packedBytes);
}

async function* unpacked(packed: Blob, unpacker: Inflate | Gunzip): AsyncGenerator<Uint8Array, void, undefined> {
  let parts: Uint8Array[] = [];
  unpacker.ondata = (part) => void parts.push(part);
  let fruitless = 0;
  for await (const piece of piecesOf(packed)) {
    push(unpacker, piece, false);
    fruitless = parts.some((part) => part.length > 0) ? 0 : fruitless + 1;
    // Behind its end the unpacker only gathers, and copies what it has with each piece.
    if (fruitless > MOST_FRUITLESS) throw damaged('Something else stands behind what is packed.');
    yield* parts;
    parts = [];
  }
  push(unpacker, new Uint8Array(0), true);
  yield* parts;
}

function push(unpacker: Inflate | Gunzip, piece: Uint8Array, isLast: boolean): void {
  try {
    unpacker.push(piece, isLast);
  } catch {
    throw damaged('It cannot be unpacked.');
  }
}

async function* piecesOf(blob: Blob): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = blob.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      for (let at = 0; at < value.length; at += PIECE_BYTES) yield value.subarray(at, at + PIECE_BYTES);
    }
  } finally {
    await reader.cancel();
  }
}

function damaged(cause: string): ImportFailure {
  return new ImportFailure({ kind: 'file-malformed', cause });
}
