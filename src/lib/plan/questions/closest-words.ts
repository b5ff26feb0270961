import type { AgreementLevel, ComparisonId } from '../../model/agreement';
import type { Evidence } from '../../model/suggestion';

type Named = Exclude<ComparisonId, `custom:${string}`>;

const NAME: Readonly<Record<Named, string>> = {
  'given-name': 'first name',
  'family-name': 'last name',
  username: 'username',
  mailbox: 'e-mail name',
  'mail-domain': 'e-mail domain',
  'employee-number': 'employee number',
  'external-id': 'external ID',
  phone: 'phone number',
  department: 'department',
  title: 'title',
  manager: 'manager'
};

/** Said of what is compared, to somebody who knows the people. Undefined: nothing to say. */
const WORDS: Readonly<Record<AgreementLevel, ((what: string) => string) | undefined>> = {
  missing: undefined,
  different: (what) => `another ${what}`,
  exact: (what) => `the same ${what}`,
  folded: (what) => `the same ${what}`,
  nickname: (what) => `a short form of the ${what}`,
  initial: (what) => `the initial of the ${what}`,
  'one-of-several': (what) => `a part of the ${what}`,
  near: (what) => `almost the same ${what}`,
  'sounds-alike': (what) => `a ${what} that sounds alike`,
  swapped: () => 'first and last name the other way round',
  pattern: (what) => `a ${what} that follows from the name`,
  contains: (what) => `a ${what} with the name in it`,
  transposed: (what) => `almost the same ${what}`,
  'part-of-date': (what) => `a part of the ${what}`
};

const MOST_SAID = 3;

/** What speaks for a user most, and what speaks against: "the same last name, a short form of the first name". */
export function closestWords(evidence: readonly Evidence[]): string {
  const strongest = evidence.toSorted((one, other) => Math.abs(other.bits) - Math.abs(one.bits));
  const said = (parts: readonly Evidence[]) => [...new Set(parts.map(wordsOf).filter((words) => words !== ''))];
  const speaksFor = said(strongest.filter(({ bits }) => bits > 0)).slice(0, MOST_SAID);
  const [against] = said(strongest.filter(({ bits, level }) => bits < 0 && level === 'different'));
  if (against === undefined) return speaksFor.join(', ');
  return speaksFor.length === 0 ? against : `${speaksFor.join(', ')}, but ${against}`;
}

function wordsOf({ comparison, level }: Evidence): string {
  if (comparison === 'prior' || comparison === 'combined') return '';
  const what = isNamed(comparison) ? NAME[comparison] : `“${comparison.slice('custom:'.length)}”`;
  return WORDS[level]?.(what) ?? '';
}

function isNamed(comparison: ComparisonId): comparison is Named {
  return Object.hasOwn(NAME, comparison);
}
