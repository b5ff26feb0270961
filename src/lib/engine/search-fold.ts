/**
 * The form in which texts are searched: wider than the form in which keys are compared, so that "jurgen" finds Jürgen.
 * Compatibility decomposition, marks and default-ignorable characters dropped, case folded.
 */
const DROPPED = /[\p{M}\p{Default_Ignorable_Code_Point}]/gu;

export function foldForSearch(text: string): string {
  return text.normalize('NFKD').replace(DROPPED, '').toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}

/** The same for the bytes of ASCII: small letters for capitals. Any other byte is itself. */
export const FOLDED_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));
