/**
 * The form in which two values are compared: NFKC, default-ignorable characters (zero-width, soft hyphen, variation
 * selectors) dropped, full case folding, trimmed. It follows NFKC_Casefold of Unicode 16, section 3.13.
 *
 * Full case folding is built from upper and lower case of the platform, which take ß to ss and ﬁ to fi as folding does.
 * Two letters need help: ı (dotless i) folds to itself but has the upper case I; ς and σ fold together but final sigma
 * is put back by lower-casing.
 */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;

export function foldCase(text: string): string {
  const fold = (part: string) => part.toUpperCase().toLowerCase();
  const folded = text.includes('ı') ? text.split('ı').map(fold).join('ı') : fold(text);
  return folded.replaceAll('ς', 'σ');
}

export function normalizeKey(text: string, isCaseSensitive: boolean): string {
  const plain = text.normalize('NFKC').replace(IGNORABLE, '');
  return (isCaseSensitive ? plain : foldCase(plain)).normalize('NFKC').trim();
}
