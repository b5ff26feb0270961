import type { Attribute } from './attribute';
import { defaultRules, type AttributePair, type MatchingRule, type MatchingRules } from './matching-rule';
import { derivedUserName, type UsernameFormat } from './username-format';

/** What happens to an exact match during an import. */
export type ExactMatchAction = 'link-and-confirm' | 'link-only';

/** What happens to accounts without a match: nothing, or a user is made for each and linked; active or not yet. */
export type NewUserAction = 'leave' | 'confirm' | 'confirm-and-activate';

/** What is proposed for the user of an account that vanished from its source. It is never done by itself. */
export const DEPROVISIONINGS = ['leave', 'suspend', 'deactivate', 'remove-assignment', 'delete'] as const;
export type Deprovisioning = (typeof DEPROVISIONINGS)[number];

/** What the plan does with attributes of users who are linked: nothing, fill what is empty, or let the account's value win. */
export type UserUpdates = 'leave' | 'fill-empty' | 'overwrite';

/** What the plan does with memberships of users who are linked: nothing, add what the account has, or also remove others. */
export type MembershipUpdates = 'leave' | 'add' | 'mirror';

/** Every chosen criterion must hold. A third one, own attributes, disables the first two. */
export interface MatchCriteria {
  /** The username that the username format gives equals the user's. */
  readonly comparesUsername: boolean;
  readonly comparesEmail: boolean;
  /** Attributes of one's own choice; with at least one pair the two above do not count. */
  readonly attributes: readonly AttributePair[];
}

/** Exact limits, looked at over the whole run before anything is written. `undefined`: no limit. */
export interface Safeguards {
  readonly maxCreates: number | undefined;
  readonly maxDeletes: number | undefined;
  /** Share of the app's linked accounts that may vanish; looked at above `above` linked accounts. */
  readonly disappearing: { readonly percent: number; readonly above: number } | undefined;
  /** A full import with fewer rows than this share of the rows that are there is held. An empty one always is. */
  readonly shrinkPercent: number | undefined;
}

/** One user attribute and the expression over the account that gives its value. */
export interface AttributeMapping {
  readonly user: Attribute;
  readonly expression: string;
}

export interface CronSchedule {
  /** Five fields: minute, hour, day of month, month, day of week. */
  readonly cron: string;
  /** IANA name, such as Europe/Berlin. */
  readonly zone: string;
  /** When it was set, given by the engine: times before it are not due. Milliseconds since 1970. */
  readonly since?: number;
}

export interface Schedules {
  readonly full: CronSchedule | undefined;
  readonly incremental: CronSchedule | undefined;
  /** A due run starts when Muster is open, or is offered. */
  readonly whenDue: 'start' | 'offer';
}

/** What "Configure synchronization" holds. */
export interface Synchronization {
  /** How an exact match is described: by criteria that must all hold, or by an ordered ladder of rules. */
  readonly matchBy: 'criteria' | 'ladder';
  readonly criteria: MatchCriteria;
  /** The ladder; in force only where `matchBy` says so. Its case switch is for both. */
  readonly rules: MatchingRules;
  readonly allowsPartialMatches: boolean;
  /** Goes up with every change of the rules in force: tells whether the accounts were matched with these. */
  readonly rulesRevision: number;
  readonly onExactMatch: ExactMatchAction;
  readonly newUsers: NewUserAction;
  readonly usernameFormat: UsernameFormat;
  /** Empty: users get the account's attributes of the same names. */
  readonly mappings: readonly AttributeMapping[];
  readonly safeguards: Safeguards;
  readonly schedules: Schedules;
  readonly deprovisioning: Deprovisioning;
  /** Left out by settings of before there were plans: 'leave'. */
  readonly userUpdates?: UserUpdates;
  readonly memberships?: MembershipUpdates;
}

export const DEFAULT_SAFEGUARDS: Safeguards = {
  maxCreates: undefined,
  maxDeletes: undefined,
  disappearing: { percent: 20, above: 100 },
  shrinkPercent: 50
};

export function defaultSynchronization(): Synchronization {
  return {
    matchBy: 'ladder',
    criteria: { comparesUsername: true, comparesEmail: true, attributes: [] },
    rules: defaultRules(),
    allowsPartialMatches: true,
    rulesRevision: 1,
    onExactMatch: 'link-only',
    newUsers: 'leave',
    usernameFormat: { kind: 'preset', preset: 'user-name' },
    mappings: [],
    safeguards: DEFAULT_SAFEGUARDS,
    schedules: { full: undefined, incremental: undefined, whenDue: 'offer' },
    deprovisioning: 'leave'
  };
}

const inForce = new WeakMap<Synchronization, MatchingRules>();

/** The ladder that matching goes by. The same object for the same settings, so that it can be compared by identity. */
export function rulesInForce(synchronization: Synchronization): MatchingRules {
  const known = inForce.get(synchronization) ?? makeRules(synchronization);
  inForce.set(synchronization, known);
  return known;
}

function makeRules(synchronization: Synchronization): MatchingRules {
  const { matchBy, rules, allowsPartialMatches } = synchronization;
  const ladder = matchBy === 'ladder' ? rules.ladder : criteriaLadder(synchronization);
  return { ...rules, ladder: allowsPartialMatches ? ladder : ladder.filter(({ verdict }) => verdict === 'exact') };
}

function criteriaLadder({ criteria, usernameFormat, rules }: Synchronization): readonly MatchingRule[] {
  const pairs = criteriaPairs(criteria, usernameFormat);
  const partial = rules.ladder.filter(({ verdict }) => verdict === 'partial');
  if (pairs.length === 0) return partial;
  return [{ id: 'criteria', name: 'Match criteria', pairs, verdict: 'exact', isEnabled: true }, ...partial];
}

function criteriaPairs(criteria: MatchCriteria, format: UsernameFormat): readonly AttributePair[] {
  if (criteria.attributes.length > 0) return criteria.attributes;
  const pairs: AttributePair[] = [];
  if (criteria.comparesUsername) pairs.push({ account: derivedUserName(format), user: 'userName' });
  if (criteria.comparesEmail) pairs.push({ account: 'email', user: 'email' });
  return pairs;
}
