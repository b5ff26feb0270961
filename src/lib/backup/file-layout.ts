/**
 * A `.muster` file. Numbers are little-endian; docs/backup-format.md says the same in more words, for whoever writes a
 * reader.
 *
 *     header   magic 8 | format u16 | zero u16 | length u32 | JSON in UTF-8 | check 16
 *     frame    number u32 | type u8 | packing u8 | zero u16 | raw bytes u32 | stored bytes u32 | head check 8
 *              | payload | check 16
 *     …
 *     frame    the last one, of type `end`; nothing follows it
 *
 * The check of the header is the beginning of the SHA-256 of all before it. The SHA-256 of the whole header binds every
 * frame to this very file: each check is the beginning of the SHA-256 of it, the frame's head and, for the second one, the
 * payload. In a sealed file the payload is encrypted (AES-256-GCM) and its check is the tag. A frame of another place,
 * another file or another type has another head or another header, so it does not check.
 */
export const MAGIC = Uint8Array.of(0x4d, 0x55, 0x53, 0x54, 0x45, 0x52, 0x1a, 0x0a);

/** Of the file itself; what its tables mean is said by the format of the workspace. */
export const FILE_FORMAT = 1;

export const HEADER_START_BYTES = 16;
export const CHECK_BYTES = 16;
export const HEAD_BYTES = 16;
export const HEAD_CHECK_BYTES = 8;
/** A header is a few hundred bytes. */
export const MOST_HEADER_BYTES = 65_536;
/** A frame unpacks to this at most; checked while it is unpacked. */
export const MOST_RAW_BYTES = 64 * 2 ** 20;
/** What cannot be packed grows a little. */
export const MOST_STORED_BYTES = MOST_RAW_BYTES + 2 ** 20;
/** So much goes into a frame: a few are in memory at a time. */
export const FRAME_BYTES = 4 * 2 ** 20;

/** The position is the number in the file: never reorder, only append. */
export const FRAME_TYPES = ['about', 'contents', 'end'] as const;
export type FrameType = (typeof FRAME_TYPES)[number];

export const PACKINGS = ['plain', 'deflate-raw'] as const;
export type Packing = (typeof PACKINGS)[number];

/** Of a sealed frame: its number, under a key that has only this file. */
export function frameIv(number: number): Uint8Array<ArrayBuffer> {
  const iv = new Uint8Array(12);
  new DataView(iv.buffer).setUint32(8, number);
  return iv;
}

export interface FrameHead {
  readonly number: number;
  readonly type: FrameType;
  readonly packing: Packing;
  readonly rawBytes: number;
  /** Of the payload, without the check behind it. */
  readonly storedBytes: number;
}

export function writeHead({ number, type, packing, rawBytes, storedBytes }: FrameHead): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(HEAD_BYTES);
  const view = new DataView(head.buffer);
  view.setUint32(0, number, true);
  view.setUint8(4, FRAME_TYPES.indexOf(type));
  view.setUint8(5, PACKINGS.indexOf(packing));
  view.setUint32(8, rawBytes, true);
  view.setUint32(12, storedBytes, true);
  return head;
}

/** Undefined for what no writer of this format writes. */
export function readHead(head: Uint8Array): FrameHead | undefined {
  const view = new DataView(head.buffer, head.byteOffset, HEAD_BYTES);
  const type = FRAME_TYPES.at(view.getUint8(4));
  const packing = PACKINGS.at(view.getUint8(5));
  const rawBytes = view.getUint32(8, true);
  const storedBytes = view.getUint32(12, true);
  if (!type || !packing || view.getUint16(6, true) !== 0) return undefined;
  if (rawBytes > MOST_RAW_BYTES || storedBytes > MOST_STORED_BYTES) return undefined;
  if (packing === 'plain' && rawBytes !== storedBytes) return undefined;
  return { number: view.getUint32(0, true), type, packing, rawBytes, storedBytes };
}
