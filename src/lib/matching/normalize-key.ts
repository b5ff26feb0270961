/**
 * The form in which two values are compared: NFKC, default-ignorable characters (zero-width, soft hyphen, variation
 * selectors) dropped, full case folding, trimmed. It follows NFKC_Casefold of Unicode 16, section 3.13.
 *
 * Full case folding is built from upper and lower case of the platform, which take ß to ss, ﬁ to fi and ς to σ (or both
 * to ς at the end of a word) as folding does. One letter needs help: ı (dotless i) folds to itself but has the upper
 * case I.
 */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;

export function foldCase(text: string): string {
  const fold = (part: string) => part.toUpperCase().toLowerCase();
  return text.includes('ı') ? text.split('ı').map(fold).join('ı') : fold(text);
}

export function normalizeKey(text: string, isCaseSensitive: boolean): string {
  const plain = text.normalize('NFKC').replace(IGNORABLE, '');
  return (isCaseSensitive ? plain : foldCase(plain)).normalize('NFKC').trim();
}
