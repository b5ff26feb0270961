import { customAttribute, STANDARD_ATTRIBUTES, type Attribute } from '../model/attribute';
import type { ComparisonId } from '../model/agreement';
import type { AccountDetail, Candidate } from '../protocol/engine-api';
import type { AccountSuggestions, SuggestedUser } from '../protocol/suggestion-api';
import type { UserRow } from '../protocol/view';

/** A user who could own the account: found by a rule, by the ranking, or by both. */
export interface PanelCandidate {
  readonly user: UserRow;
  readonly isLinked: boolean;
  readonly rule: Candidate | undefined;
  readonly suggestion: SuggestedUser | undefined;
}

/** One value each, of an attribute that both or one of them have. */
export interface PairComparison {
  readonly attribute: Attribute;
  readonly account: string;
  readonly other: string;
}

/** As many as have a key. */
export const MOST_CANDIDATES = 9;
/** Whom the ranking finds is shown from here on; so many of the nearest in any case, unless one of them is likely. */
const LEAST_PROBABILITY = 0.01;
const NEAREST = 3;
const LIKELY = 0.5;

/**
 * Best first; who is linked stands before all. `isLate`: the rules' candidates are on the screen already and keep their
 * places, since a key picks one by its number: the others are added below.
 */
export function panelCandidates(
  detail: AccountDetail,
  suggestions: AccountSuggestions | undefined,
  isLate = false
): readonly PanelCandidate[] {
  const ranked = suggestions?.candidates ?? [];
  const always = (ranked[0]?.probability ?? 0) < LIKELY ? NEAREST : 1;
  const found = ranked.filter(({ probability }, place) => place < always || probability >= LEAST_PROBABILITY);
  const rankOf = ({ user }: Candidate) => ranked.find((suggestion) => suggestion.user.row === user.row);
  const byRules = detail.candidates.map((rule) => asCandidate(rule, rankOf(rule)));
  const others = found
    .filter(({ user }) => !detail.candidates.some((rule) => rule.user.row === user.row))
    .map((suggestion) => asCandidate(undefined, suggestion));
  const all = [...byRules, ...others.slice(0, Math.max(0, MOST_CANDIDATES - byRules.length))];
  if (isLate) return all;
  const weight = ({ isLinked, suggestion }: PanelCandidate) => (isLinked ? 2 : (suggestion?.probability ?? -1));
  return all.toSorted((one, other) => weight(other) - weight(one));
}

function asCandidate(rule: Candidate | undefined, suggestion: SuggestedUser | undefined): PanelCandidate {
  const user = (suggestion ?? rule)?.user;
  if (!user) throw new Error('a candidate is of a rule or of the ranking');
  return { user, rule, suggestion, isLinked: rule?.isLinked ?? false };
}

const SHOWN_OF_USER = ['displayName', 'userName', 'email', 'department', 'title'] as const;

const ATTRIBUTE_OF: Partial<Record<ComparisonId, Attribute>> = {
  'given-name': 'givenName',
  'family-name': 'familyName',
  'employee-number': 'employeeNumber',
  'external-id': 'externalId',
  phone: 'phone',
  manager: 'manager'
};

/** The account beside one of its candidates. Of one that only the ranking found, what its evidence and its row tell. */
export function comparePair(detail: AccountDetail, candidate: PanelCandidate | undefined): readonly PairComparison[] {
  const position = candidate?.rule ? detail.candidates.indexOf(candidate.rule) : -1;
  const ofUser = candidate && position < 0 ? toldOfUser(candidate) : undefined;
  const pairs = detail.comparisons.map(({ attribute, account, candidates }) => ({
    attribute,
    account,
    other: ofUser ? (ofUser.get(attribute) ?? '') : (candidates[position] ?? '')
  }));
  const missing = [...(ofUser ?? [])].filter(([attribute]) => !pairs.some((pair) => pair.attribute === attribute));
  const added = missing.map(([attribute, other]) => ({ attribute, account: ofAccount(candidate, attribute), other }));
  return [...pairs, ...added].filter(({ account, other }) => account + other !== '').toSorted(byAttribute);
}

function toldOfUser({ user, suggestion }: PanelCandidate): ReadonlyMap<Attribute, string> {
  const told = new Map<Attribute, string>(SHOWN_OF_USER.map((attribute) => [attribute, user[attribute]]));
  for (const { comparison, user: text } of suggestion?.evidence ?? []) {
    const attribute = attributeOf(comparison);
    if (attribute && text !== '') told.set(attribute, text);
  }
  return told;
}

function ofAccount(candidate: PanelCandidate | undefined, attribute: Attribute): string {
  const part = candidate?.suggestion?.evidence.find(({ comparison }) => attributeOf(comparison) === attribute);
  return part?.account ?? '';
}

function attributeOf(comparison: SuggestedUser['evidence'][number]['comparison']): Attribute | undefined {
  if (comparison === 'prior' || comparison === 'combined') return undefined;
  return comparison.startsWith('custom:') ? customAttribute(comparison.slice(7)) : ATTRIBUTE_OF[comparison];
}

/** Standard ones in their usual order, then the others as they come. */
function byAttribute(one: PairComparison, other: PairComparison): number {
  const place = ({ attribute }: PairComparison) => {
    const at = STANDARD_ATTRIBUTES.findIndex((standard) => standard === attribute);
    return at < 0 ? STANDARD_ATTRIBUTES.length : at;
  };
  return place(one) - place(other);
}
