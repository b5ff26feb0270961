import { ImportFailure } from './import-failure';

/**
 * Files that are no separated text, told by their first bytes rather than by their name: exports are often renamed. Those
 * that are opened first (zip, gzip, workbooks) are told in `archive-content.ts`.
 */
const SIGNATURES: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x42, 0x5a, 0x68], // bzip2
  [0x28, 0xb5, 0x2f, 0xfd], // zstd
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x50, 0x41, 0x52, 0x31], // Parquet
  [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], // SQLite
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff] // JPEG
];

const MARKUP_OPENING = /^\s*<(?:\?xml|!doctype|html)\b/i;

/** Where a tar archive names itself. */
const TAR_OFFSET = 257;
const TAR = [0x75, 0x73, 0x74, 0x61, 0x72]; // ustar

export function isForeignFormat(head: Uint8Array): boolean {
  const isTar = TAR.every((byte, at) => head[TAR_OFFSET + at] === byte);
  return isTar || SIGNATURES.some((signature) => signature.every((byte, at) => head[at] === byte));
}

export function notSupported(file: Blob): ImportFailure {
  const name = 'name' in file && typeof file.name === 'string' ? file.name : 'This file';
  return new ImportFailure({ kind: 'file-not-supported', name });
}

/** Formats of text that hold no list of people: XML, HTML. */
export function isForeignText(head: string): boolean {
  return MARKUP_OPENING.test(head);
}
