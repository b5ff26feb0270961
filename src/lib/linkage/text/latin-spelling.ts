/** Spells text of any script in Latin letters. 500 kB of tables: whoever needs it loads it, and passes it in. */
export type LatinSpelling = (text: string) => string;

/** Letters of another script; modifier letters stand beside Latin ones as well (the Hawaiian okina). */
const FOREIGN_LETTER = /[^\p{Script=Latin}\P{L}\p{Lm}]/u;

/** Whether folding the text wants a LatinSpelling. Nearly every text is ASCII, which is seen at once. */
export function needsLatinSpelling(text: string): boolean {
  return !isAscii(text) && FOREIGN_LETTER.test(text);
}

export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}
