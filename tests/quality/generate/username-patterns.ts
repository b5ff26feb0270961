import { mailboxPart } from '../../../src/lib/sample/latin-spelling';

/** What a username is made of: letters a to z only. */
export interface NameParts {
  readonly first: string;
  readonly middle: string;
  readonly last: string;
  /** All surnames as one word. */
  readonly wholeLast: string;
  readonly short: string;
  readonly employeeNumber: string;
  /** Four digits of the person's own. */
  readonly digits: string;
}

type UsernamePattern = (parts: NameParts) => string;

const head = (text: string, length: number) => text.slice(0, length);

/** As systems make names to log in with; the first ones are the usual ones. */
export const USERNAME_PATTERNS: readonly UsernamePattern[] = [
  ({ first, last }) => `${first}.${last}`,
  ({ first, last }) => head(first, 1) + last,
  ({ first, wholeLast }) => `${first}.${wholeLast}`,
  ({ first, last }) => first + head(last, 1),
  ({ first, last }) => `${last}.${first}`,
  ({ first, last }) => last + head(first, 1),
  ({ first, last }) => `${head(first, 1)}.${last}`,
  ({ first, last }) => `${first}_${last}`,
  ({ first, last }) => first + last,
  ({ first, last }) => `${first}-${last}`,
  ({ first, wholeLast }) => head(head(first, 1) + wholeLast, 8),
  ({ first, last }) => head(first, 3) + head(last, 3),
  ({ first, last }) => head(last, 5) + head(first, 2),
  ({ first, last }) => head(last, 4) + head(first, 1),
  ({ first, last }) => `${head(last, 1)}${first}`,
  ({ first, last }) => last + first,
  ({ first, last }) => `${last}_${first}`,
  ({ first, last }) => `${first}.${head(last, 1)}`,
  ({ first, middle, last }) => head(first, 1) + head(middle, 1) + last,
  ({ first, middle, last }) => `${first}.${head(middle, 1)}${middle ? '.' : ''}${last}`,
  ({ short, last }) => `${short}.${last}`,
  ({ short, last }) => short + head(last, 1),
  ({ first, last }) => `${head(last, 1)}.${first}`,
  ({ last }) => last,
  ({ first, last, digits }) => head(first, 1) + head(last, 1) + digits,
  ({ first, middle, last, digits }) => head(first, 1) + (head(middle, 1) || 'x') + head(last, 1) + head(digits, 2),
  ({ employeeNumber }) => `e${employeeNumber.replace(/^0+/, '')}`,
  ({ first, last, digits }) => head(last, 6) + head(first, 1) + head(digits, 2)
];

export function nameParts(given: readonly string[], family: readonly string[]): Omit<NameParts, 'short' | 'digits'> {
  const [first = '', middle = ''] = given.map(letters);
  const surnames = family.map(letters);
  return { first, middle, last: surnames[0] ?? '', wholeLast: surnames.join(''), employeeNumber: '' };
}

export function letters(latinName: string): string {
  return mailboxPart(latinName).replaceAll('-', '');
}
