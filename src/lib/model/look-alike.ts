/**
 * Texts that look the same and are not: equal skeletons, in the sense of UTS 39, by a small table of its own. Only for
 * pointing at: nothing is ever matched or merged by it.
 */
export function looksAlike(one: string, other: string): boolean {
  const seen = skeleton(one);
  return seen !== '' && seen === skeleton(other) && folded(one) !== folded(other);
}

/** Equal for texts that look alike. */
export function skeleton(text: string): string {
  const isPlain = ASCII.test(text);
  // Nearly every name: nothing in it passes for anything else.
  if (isPlain && !DOUBTFUL.test(text)) return text.toLowerCase();
  const whole = isPlain ? text : seen(text);
  return whole.replace(WORD, wordSkeleton).replace(/\s+/g, ' ').trim().toLowerCase();
}

/** What counts as the same name, not as one that only looks so: case and plain spaces are no disguise. */
function folded(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/^ | $/g, '');
}

const ASCII = /^[\x20-\x7e]*$/;
/** In plain text: what passes for another letter, and spaces that are not seen. */
const DOUBTFUL = /[I10|]|rn|^ | $| {2}/;
/** Where the letters of the table are, all but the Latin ones with accents: the others need not be looked up. */
const FOREIGN = /[\u0180-\u02af\u0370-\u052f\u0530-\u058f\u13a0-\u13ff\u1d00-\u1dbf\u2100-\u214f\ua700-\ua7ff\u0131]/g;
/** With digits and signs that pass for letters. */
const WORD = /[a-zA-Z0-9|]+/g;
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/** In letters of the Latin script, as far as they look like some; full-width and styled ones are plain (NFKC). */
function seen(text: string): string {
  const plain = text.normalize('NFKC').replace(UNSEEN, '');
  return plain.replace(FOREIGN, (letter) => LATIN.get(letter) ?? letter);
}

/** A capital I passes for a small l only beside small letters; digits only beside letters. */
function wordSkeleton(word: string): string {
  let out = word;
  if (/[a-z]/.test(out)) out = out.replaceAll('I', 'l');
  if (/[a-zA-Z]/.test(out)) out = out.replace(/[1|]/g, 'l').replaceAll('0', 'o');
  return out.replace(/rn/g, 'm');
}

/** Latin letter, and what is taken for it in Cyrillic, Greek, Armenian, Cherokee and elsewhere. */
const TAKEN_FOR: Readonly<Record<string, string>> = {
  a: 'аαɑ',
  b: 'Ьƅ',
  c: 'сᴄ',
  d: 'ԁɗ',
  e: 'еҽ℮',
  g: 'ɡցƍ',
  h: 'һհ',
  i: 'іιıɩ',
  j: 'јϳȷ',
  k: 'кκ',
  l: 'ӏǀɭ',
  n: 'ոη',
  o: 'оοօσ',
  p: 'рρ',
  q: 'ԛզ',
  s: 'ѕꜱ',
  t: 'тτ',
  u: 'υսʋ',
  v: 'ѵνᴠ',
  w: 'ԝωѡ',
  x: 'хχ',
  y: 'уүγ',
  z: 'ᴢ',
  A: 'АΑᎪ',
  B: 'ВΒᏴ',
  C: 'СᏟ',
  D: 'Ꭰ',
  E: 'ЕΕᎬ',
  F: 'Ϝ',
  G: 'ԌᏀ',
  H: 'НΗᎻ',
  I: 'ІΙӀ',
  J: 'ЈᎫ',
  K: 'КΚᏦ',
  L: 'Ꮮ',
  M: 'МΜᎷ',
  N: 'Ν',
  O: 'ОΟՕ',
  P: 'РΡᏢ',
  Q: 'Ԛ',
  R: 'Ꭱ',
  S: 'ЅՏᏚ',
  T: 'ТΤᎢ',
  U: 'Ս',
  V: 'ѴᏙ',
  W: 'ԜᎳ',
  X: 'ХΧ',
  Y: 'УΥҮ',
  Z: 'ΖᏃ'
};
const LATIN: ReadonlyMap<string, string> = new Map(
  Object.entries(TAKEN_FOR).flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const))
);
