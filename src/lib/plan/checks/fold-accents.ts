import { normalizeKey } from '../../matching/normalize-key';
import { withPlainLetters } from '../../model/plain-letters';

const MARKS = /\p{Mn}+/gu;

/** The form in which usernames are compared by targets that see neither case nor accents: `Łukasz Groß` as `lukasz gross`. */
export function foldAccents(text: string): string {
  return withPlainLetters(normalizeKey(text, false).normalize('NFKD').replace(MARKS, '')).trim();
}
