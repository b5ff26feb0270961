import type { AgreementLevel, ComparisonId } from '../model/agreement';
import type { Evidence } from '../model/suggestion';
import { formatCount, formatCountOf } from './format';
import { namePattern } from './name-pattern';

type Named = Exclude<ComparisonId, `custom:${string}`>;
type Words = Readonly<Record<AgreementLevel, string>>;

/** What a comparison is called by itself, as the head of a row. */
const NAME: Readonly<Record<Named, string>> = {
  'given-name': 'First name',
  'family-name': 'Surname',
  username: 'Username',
  mailbox: 'Mailbox',
  'mail-domain': 'Mail domain',
  'employee-number': 'Employee number',
  'external-id': 'External ID',
  phone: 'Phone',
  department: 'Department',
  title: 'Title',
  manager: 'Manager'
};

/** The words of every level about one thing; what is particular to it stands in its own line of the table below. */
function levels(noun: string): Words {
  return {
    missing: `no ${noun} to compare`,
    different: `${noun} differs`,
    exact: `same ${noun}`,
    folded: `same ${noun}, spelt differently`,
    nickname: `${noun} is a short form`,
    initial: `${noun} fits an initial`,
    'one-of-several': `one of several parts of the ${noun} is the same`,
    near: `almost the same ${noun}`,
    'sounds-alike': `${noun} sounds alike`,
    swapped: `${noun} stands where the other name does`,
    pattern: `${noun} follows the name`,
    contains: `${noun} holds the name`,
    transposed: `${noun} with two parts swapped`,
    'part-of-date': `part of the date in ${noun} is the same`
  };
}

/** Comparison × level: what is said of it. */
const WORDS: Readonly<Record<Named, Words>> = {
  'given-name': {
    ...levels('first name'),
    'one-of-several': 'one of several first names is the same',
    swapped: 'first name stands as the surname',
    transposed: 'first name differs by one slip of typing'
  },
  'family-name': {
    ...levels('surname'),
    'one-of-several': 'one of several surnames is the same',
    swapped: 'surname stands as the first name',
    transposed: 'surname differs by one slip of typing'
  },
  username: { ...levels('username'), contains: 'username holds a name' },
  mailbox: { ...levels('mailbox'), contains: 'mailbox holds a name', folded: 'same mailbox at another domain' },
  'mail-domain': { ...levels('mail domain'), contains: 'mail domain holds the surname' },
  'employee-number': { ...levels('employee number'), near: 'employee number differs in one place' },
  'external-id': levels('external ID'),
  phone: { ...levels('phone number'), near: 'phone number differs in one place' },
  department: { ...levels('department'), contains: 'one department is part of the other' },
  title: { ...levels('title'), contains: 'one title is part of the other' },
  manager: levels('manager')
};

/** Fewer than so many are rare, however large the directory. */
const RARE = 5;

function isNamed(comparison: ComparisonId): comparison is Named {
  return Object.hasOwn(WORDS, comparison);
}

const customHeader = (comparison: ComparisonId) => `“${comparison.slice('custom:'.length)}”`;

/** "Surname", or the header of a column that both lists have. */
export function comparisonName(comparison: ComparisonId): string {
  return isNamed(comparison) ? NAME[comparison] : customHeader(comparison);
}

/** "same surname": of a level alone, whoever has it. */
export function levelWords(comparison: ComparisonId, level: AgreementLevel): string {
  return isNamed(comparison) ? WORDS[comparison][level] : levels(customHeader(comparison))[level];
}

/** "rare here (3 people)": how far what both have tells people apart. */
export function shareWords(usersWithIt: number): string {
  if (usersWithIt <= 0) return '';
  if (usersWithIt === 1) return 'nobody else here has it';
  if (usersWithIt < RARE) return `rare here (${formatCount(usersWithIt)} people)`;
  return `${formatCountOf(usersWithIt, 'person', 'people')} here`;
}

/** One part of a score: "same surname, rare here (3 people)", "mailbox follows first.last". */
export function evidenceWords(evidence: Evidence): string {
  const { comparison, level, bits, learntFrom } = evidence;
  if (comparison === 'prior') return 'anybody here, before comparing';
  if (comparison === 'combined')
    return bits < 0 ? 'less, as these say the same thing twice' : 'more, as these agree together';
  const learnt = learntFrom ? `, known from “${learntFrom}”` : '';
  return (
    [patternWords(evidence) ?? levelWords(comparison, level), agreedShare(evidence)].filter(Boolean).join(', ') + learnt
  );
}

function patternWords({ comparison, level, account, user }: Evidence): string | undefined {
  if (level !== 'pattern' || (comparison !== 'username' && comparison !== 'mailbox')) return undefined;
  const pattern = namePattern(account, user) ?? namePattern(user, account);
  return pattern && `${NAME[comparison].toLowerCase()} follows ${pattern}`;
}

function agreedShare({ level, usersWithIt }: Evidence): string {
  return level === 'different' || level === 'missing' ? '' : shareWords(usersWithIt);
}

/** Parts that a person looks at: without the prior, and without what weighs next to nothing. */
function telling(evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence
    .filter(({ comparison, level }) => comparison !== 'prior' && comparison !== 'combined' && level !== 'missing')
    .filter(({ bits }) => Math.abs(bits) >= 0.5)
    .toSorted((one, other) => Math.abs(other.bits) - Math.abs(one.bits));
}

const MOST_FOR = 3;
const MOST_AGAINST = 2;

/** What speaks for the user and what against, strongest first: one line. */
export function suggestionWords(evidence: readonly Evidence[]): string {
  const parts = telling(evidence);
  const speaksFor = parts.filter(({ bits }) => bits > 0).slice(0, MOST_FOR);
  const against = parts.filter(({ bits }) => bits < 0).slice(0, MOST_AGAINST);
  const words = speaksFor.map(evidenceWords).join('; ');
  if (against.length === 0) return words || 'nothing of weight to compare';
  const counter = against.map(evidenceWords).join('; ');
  return words ? `${words}; but ${counter}` : counter;
}

/** Agreement that a rule does not take for the same. */
const ALMOST: ReadonlySet<AgreementLevel> = new Set([
  'nickname',
  'initial',
  'one-of-several',
  'near',
  'sounds-alike',
  'swapped',
  'pattern',
  'contains',
  'transposed',
  'part-of-date'
]);

/** What rules usually compare, the most usual first. */
const COMPARED_BY_RULES: readonly Evidence['comparison'][] = [
  'external-id',
  'employee-number',
  'username',
  'mailbox',
  'mail-domain',
  'family-name',
  'given-name',
  'department'
];

/** What kept rules from matching the account with this user: what differs first, then what agrees only almost. */
export function whatKept(evidence: readonly Evidence[]): string {
  const place = ({ comparison }: Evidence) => COMPARED_BY_RULES.indexOf(comparison) >>> 0;
  const compared = evidence.toSorted((one, other) => place(one) - place(other));
  const differs = compared.filter(({ level }) => level === 'different');
  const almost = compared.filter(({ level }) => ALMOST.has(level));
  const alike = almost.slice(0, MOST_AGAINST).map(evidenceLevel).join(', ');
  const words = differs.slice(0, MOST_FOR).map(evidenceLevel);
  return [...words, ...(alike ? [`alike only: ${alike}`] : [])].join('; ');
}

function evidenceLevel(evidence: Evidence): string {
  const { comparison, level } = evidence;
  if (comparison === 'prior' || comparison === 'combined') return '';
  return patternWords(evidence) ?? levelWords(comparison, level);
}
