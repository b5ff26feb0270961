import type { AgreementLevel } from '../model/agreement';
import type { Evidence } from '../model/suggestion';
import { proportionInterval } from '../model/proportion-interval';

/**
 * What may speak for a link on its own account. Of one origin counts only one:
 *
 *     name      both names agree: exactly, folded, by a short form, or swapped. Initials and likenesses do not count
 *     handle    username or mailbox are the user's, and nobody else's; fitting the name (`pattern`) does not count
 *     address   a handle with the mail domain that stands behind it
 *     number    an employee number or an id that one user has
 *     phone     a phone number that one user has
 *     value     any other column of both lists (a birth date, say) with a value that at most three users have
 */
export type Ground = 'name' | 'handle' | 'address' | 'number' | 'phone' | 'value';

export type AutomaticVerdict =
  | { readonly kind: 'supported'; readonly grounds: readonly Ground[] }
  /** The rule, or what the user is known by, points at more than one. */
  | { readonly kind: 'several' }
  /** Names, employee numbers or telling values differ. */
  | { readonly kind: 'contradicted'; readonly by: readonly Evidence[] }
  /** One ground, or none: a name alone, a username alone. */
  | { readonly kind: 'alone'; readonly grounds: readonly Ground[] };

/** A unique hit of a rule beside all that is known of the pair. */
export interface RuleHit {
  /** Users that the rule found for the account, and accounts of the app that it found for the user. */
  readonly users: number;
  readonly accounts: number;
  readonly evidence: readonly Evidence[];
  /** The user's own username where the number behind it tells of somebody who had it before and is gone; else empty. */
  readonly inheritedName: string;
  /** Bits of the user, and of the next best one; undefined where nobody else is near. */
  readonly bits: number;
  readonly nextBits: number | undefined;
}

/** How often hits of a kind turned out to be somebody else by their names: what these two lists show of re-use. */
export interface Reuse {
  readonly hits: number;
  readonly contradicted: number;
}

export const NO_REUSE_KNOWN: Reuse = { hits: 0, contradicted: 0 };

const STRONG: readonly AgreementLevel[] = ['exact', 'folded', 'nickname', 'swapped'];
const SAME: readonly AgreementLevel[] = ['exact', 'folded'];
const MADE: readonly AgreementLevel[] = ['pattern', 'folded', 'exact'];
/** Beside an address, which spells it. */
const SHORT: readonly AgreementLevel[] = [...STRONG, 'initial'];
const FEW = 3;
const NUMBERED = /^(.*[^0-9])([0-9]{1,2})$/;
/** A telling value that differs says at least this much against. */
const TELLING_BITS = -4;
/** A user who is nearly as likely makes a hit doubtful, whatever the rule says. */
const NEAR_BITS = 4;
/** The same in a list without names. */
const NAMESAKE_BITS = 8;
/** One ground alone will do where re-use is rarer than this, at the upper end of what the lists allow to say. */
const RARE_REUSE = 0.001;

/**
 * Whether a rule's hit may become a link by itself: unique, contradicted by nothing, and supported by two grounds of different
 * origin. `handles` is what the lists show of handles that passed to somebody else: where that is all but excluded, a
 * handle or an address alone will do; a name alone never does.
 */
export function judgeRuleHit(hit: RuleHit, handles: Reuse = NO_REUSE_KNOWN): AutomaticVerdict {
  const grounds = groundsOf(hit.evidence).filter((ground) => originOf(ground) !== 'handle' || !isInherited(hit));
  if (hit.users !== 1 || hit.accounts !== 1 || hasRival(hit, grounds)) return { kind: 'several' };
  // All that is known together may speak against it even where no single difference does.
  if (hit.bits <= 0) return { kind: 'contradicted', by: hit.evidence.filter(({ bits }) => bits < 0) };
  const by = contradictions(hit.evidence, grounds);
  if (by.length > 0) return { kind: 'contradicted', by };
  if (new Set(grounds.map(originOf)).size >= 2) return { kind: 'supported', grounds };
  const isHandle = grounds.some((ground) => originOf(ground) === 'handle');
  const isRareReuse = proportionInterval(handles.contradicted, handles.hits).high <= RARE_REUSE;
  return isHandle && isRareReuse ? { kind: 'supported', grounds } : { kind: 'alone', grounds };
}

/**
 * The mailbox of somebody of the same name who is gone may be the user's now: what came with it says nothing then, unless
 * the account bears the user's very username.
 */
function isInherited({ inheritedName, evidence }: RuleHit): boolean {
  if (inheritedName === '') return false;
  return !evidence.some(
    ({ comparison, account }) => comparison === 'username' && account.toLowerCase() === inheritedName.toLowerCase()
  );
}

/** The username of a user, if it is numbered and no user has it without the number, or with a lower one; else empty. */
export function inheritedName(userName: string, userNames: ReadonlySet<string>): string {
  const [, base = '', number = ''] = NUMBERED.exec(userName) ?? [];
  if (number === '' || number === '1') return '';
  const isExplained = userNames.has(base) || userNames.has(`${base}${Number(number) - 1}`);
  return isExplained ? '' : userName;
}

/** Whoever is alike in the rest does not have the address; without one, nor names, a namesake is alike in all that is left. */
function hasRival({ evidence, bits, nextBits }: RuleHit, grounds: readonly Ground[]): boolean {
  if (nextBits === undefined) return false;
  if (grounds.includes('address')) return nextBits > bits;
  const hasNames = evidence.some(({ comparison }) => comparison === 'family-name' || comparison === 'given-name');
  return nextBits > bits - (hasNames ? NEAR_BITS : NAMESAKE_BITS);
}

/** Counts a pair whose handle is the user's: whether the names say that it is somebody else. Without names it says nothing. */
export function countReuse(reuse: Reuse, evidence: readonly Evidence[]): Reuse {
  const names = evidence.filter(({ comparison }) => comparison === 'given-name' || comparison === 'family-name');
  if (names.length < 2 || !groundsOf(evidence).some((ground) => originOf(ground) === 'handle')) return reuse;
  const isSomebodyElse = names.some(({ level }) => level === 'different');
  return { hits: reuse.hits + 1, contradicted: reuse.contradicted + (isSomebodyElse ? 1 : 0) };
}

function groundsOf(evidence: readonly Evidence[]): readonly Ground[] {
  const grounds = new Set<Ground>();
  const level = (id: Evidence['comparison']) => evidence.find(({ comparison }) => comparison === id)?.level;
  const isStrong = (id: Evidence['comparison']) => STRONG.includes(level(id) ?? 'missing');
  if (isStrong('given-name') && isStrong('family-name')) grounds.add('name');
  else if (isNameBesideAddress(evidence)) grounds.add('name');
  for (const part of evidence) {
    const ground = SAME.includes(part.level)
      ? groundOf(part, SAME.includes(level('mail-domain') ?? 'missing'))
      : undefined;
    if (ground) grounds.add(ground);
  }
  return [...grounds];
}

/** Beside a whole address, which spells the name: an initial with the family name will do. */
function isNameBesideAddress(evidence: readonly Evidence[]): boolean {
  const of = (id: Evidence['comparison']) => evidence.find(({ comparison }) => comparison === id);
  const has = (id: Evidence['comparison'], levels: readonly AgreementLevel[]) =>
    levels.includes(of(id)?.level ?? 'missing');
  const mailbox = of('mailbox');
  if (!mailbox || !has('mailbox', SAME) || mailbox.usersWithIt > 1) return false;
  if (of('given-name') || of('family-name')) return has('family-name', STRONG) && has('given-name', SHORT);
  return isMadeOtherwise(of('username'), mailbox);
}

/** In a list without names: a username made in another way than the mailbox of a name that one user has. */
function isMadeOtherwise(username: Evidence | undefined, mailbox: Evidence): boolean {
  if (!username || !MADE.includes(username.level) || username.usersWithIt > 1) return false;
  return username.account !== mailbox.account;
}

function groundOf({ comparison, usersWithIt }: Evidence, isDomainSame: boolean): Ground | undefined {
  const isOnlyOne = usersWithIt <= 1;
  switch (comparison) {
    case 'username':
      return isOnlyOne ? 'handle' : undefined;
    case 'mailbox':
      return isDomainSame ? 'address' : isOnlyOne ? 'handle' : undefined;
    case 'employee-number':
    case 'external-id':
      return isOnlyOne ? 'number' : undefined;
    case 'phone':
      return isOnlyOne ? 'phone' : undefined;
    default:
      return comparison.startsWith('custom:') && usersWithIt > 0 && usersWithIt <= FEW ? 'value' : undefined;
  }
}

function originOf(ground: Ground): Ground {
  return ground === 'address' ? 'handle' : ground;
}

/** A name that differs is one unless a number says that it is the same person, whose surname has changed. */
function contradictions(evidence: readonly Evidence[], grounds: readonly Ground[]): readonly Evidence[] {
  const differing = evidence.filter(({ level }) => level === 'different');
  const names = differing.filter(({ comparison }) => comparison === 'given-name' || comparison === 'family-name');
  const isRenamed = names.length === 1 && names[0].comparison === 'family-name' && grounds.includes('number');
  const others = differing.filter(
    ({ comparison, bits }) =>
      comparison === 'employee-number' || (comparison.startsWith('custom:') && bits <= TELLING_BITS)
  );
  return [...(isRenamed ? [] : names), ...others, ...otherMailbox(evidence)];
}

/** Another mailbox of the very domain in which the user has one: two people, unless a number says otherwise. */
function otherMailbox(evidence: readonly Evidence[]): readonly Evidence[] {
  const of = (id: Evidence['comparison']) => evidence.find(({ comparison }) => comparison === id);
  const [mailbox, domain, number] = [of('mailbox'), of('mail-domain'), of('employee-number')];
  const isOther = mailbox && !SAME.includes(mailbox.level) && SAME.includes(domain?.level ?? 'missing');
  return isOther && !SAME.includes(number?.level ?? 'missing') ? [mailbox] : [];
}
