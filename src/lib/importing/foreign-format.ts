/**
 * Files that are no separated text, told by their first bytes rather than by their name: exports are often renamed.
 */
const SIGNATURES: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04], // ZIP, so .xlsx and .ods too
  [0x50, 0x4b, 0x05, 0x06], // empty ZIP
  [0xd0, 0xcf, 0x11, 0xe0], // .xls
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x1f, 0x8b], // gzip
  [0x42, 0x5a, 0x68], // bzip2
  [0x28, 0xb5, 0x2f, 0xfd], // zstd
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x50, 0x41, 0x52, 0x31], // Parquet
  [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], // SQLite
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff] // JPEG
];

const MARKUP_OPENING = /^\s*<(?:\?xml|!doctype|html)\b/i;

export function isForeignFormat(head: Uint8Array): boolean {
  return SIGNATURES.some((signature) => signature.every((byte, at) => head[at] === byte));
}

/** Formats of text that hold no list of people: XML, HTML. */
export function isForeignText(head: string): boolean {
  return MARKUP_OPENING.test(head);
}
