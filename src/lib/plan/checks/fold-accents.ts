import { normalizeKey } from '../../matching/normalize-key';
import { PLAIN_LETTERS } from '../../model/plain-letters';

const MARKS = /\p{Mn}+/gu;
const UNMARKED = new RegExp(`[${Object.keys(PLAIN_LETTERS).join('')}]`, 'gu');

/** The form in which usernames are compared by targets that see neither case nor accents: `Łukasz Groß` as `lukasz gross`. */
export function foldAccents(text: string): string {
  return normalizeKey(text, false)
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(UNMARKED, (letter) => PLAIN_LETTERS[letter].toLowerCase())
    .trim();
}
