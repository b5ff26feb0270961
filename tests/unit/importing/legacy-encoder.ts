import type { Encoding } from '../../../src/lib/model/import-recipe';

/** Encodings of before Unicode, written by turning the decoder round: each character with the first bytes that read as it. */
export const LEGACY_ENCODINGS = [
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'shift_jis',
  'gb18030',
  'euc-kr'
] as const satisfies Encoding[];
export type LegacyEncoding = (typeof LEGACY_ENCODINGS)[number];

export function isLegacy(encoding: Encoding): encoding is LegacyEncoding {
  return LEGACY_ENCODINGS.some((legacy) => legacy === encoding);
}

const tables = new Map<Encoding, ReadonlyMap<string, readonly number[]>>();

/** Characters beyond ASCII that the encoding has in one byte or in two. */
export function charactersOf(encoding: Encoding): readonly string[] {
  return [...tableOf(encoding).keys()];
}

/** What the encoding does not have becomes a question mark, as programs do it. */
export function encodeLegacy(text: string, encoding: Encoding): Uint8Array<ArrayBuffer> {
  const table = tableOf(encoding);
  return Uint8Array.from(
    Array.from(text).flatMap((sign) => (sign <= '\u007f' ? [sign.charCodeAt(0)] : (table.get(sign) ?? [0x3f])))
  );
}

function tableOf(encoding: Encoding): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(encoding);
  if (known) return known;
  const table = new Map<string, readonly number[]>();
  for (let lead = 0x80; lead <= 0xff; lead++) {
    add(table, encoding, [lead]);
    if (!encoding.startsWith('windows'))
      for (let trail = 0x40; trail <= 0xfe; trail++) add(table, encoding, [lead, trail]);
  }
  tables.set(encoding, table);
  return table;
}

function add(table: Map<string, readonly number[]>, encoding: Encoding, bytes: readonly number[]): void {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(Uint8Array.from(bytes));
    if (Array.from(text).length === 1 && text > '\u007f' && !/[\p{C}\ufffd]/u.test(text) && !table.has(text))
      table.set(text, bytes);
  } catch {
    // No character.
  }
}
