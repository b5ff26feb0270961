/**
 * Characters that point at damage: U+FFFD stands where an earlier program could not decode a byte, control characters
 * come from fixed-length fields and broken exports. Such rows come in as they are and are pointed at. Other damage shows
 * in what a cell says (damage-rules.ts).
 */
const REPLACEMENT = '\uFFFD';
// All but tab, LF and CR, which are ordinary in cells.
const CONTROL = new RegExp(`[${range(0x00, 0x08)}${range(0x0b, 0x0c)}${range(0x0e, 0x1f)}${range(0x7f, 0x9f)}]`);

function range(first: number, last: number): string {
  const escape = (code: number) => `\\u${code.toString(16).padStart(4, '0')}`;
  return `${escape(first)}-${escape(last)}`;
}

export function hasDamagedCharacters(text: string): boolean {
  return text.includes(REPLACEMENT);
}

/** About 1 ns per character: asked once per block, and per cell only in blocks that have some. */
export function hasControlCharacters(text: string): boolean {
  return CONTROL.test(text);
}

/** What every cell has that a rule of damage-rules.ts is about, and some others have too. */
const SIGNS = /[^\s"?]\?[^\s"?]|\?\?|\dE\+\d|#[A-Z]|\w\[\]|ADPropertyValueCollection/i;

/** Asked once per block, or once per row; where it is false no cell is damaged. */
export function mayBeDamaged(text: string): boolean {
  return hasDamagedCharacters(text) || hasControlCharacters(text) || SIGNS.test(text);
}
