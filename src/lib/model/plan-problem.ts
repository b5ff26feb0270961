import { attributeLabel, type Attribute } from './attribute';
import { TARGET_LABEL, type CommitTarget } from './commit-target';
import type { AppId, RowIndex } from './ids';
import type { OperationKind } from './plan-operation';

/** What a target would refuse of a plan, or take otherwise than meant. Errors stop a commit, warnings do not. */
export const PLAN_RULES = [
  'value-missing',
  'value-too-long',
  'value-too-short',
  'login-form',
  'login-characters',
  'login-taken',
  'email-malformed',
  'several-emails',
  'email-is-login',
  'phone-malformed',
  'country-form',
  'user-left-out',
  'member-left-out',
  'group-left-out',
  'group-taken',
  'deleted-in-use',
  'login-no-email',
  'login-alike',
  'email-shared',
  'other-emails',
  'phone-local',
  'user-type-unknown',
  'manager-missing',
  'manager-ambiguous',
  'manager-left-out',
  'manager-circle',
  'stopped-in-use',
  'many-files'
] as const;
export type PlanRule = (typeof PLAN_RULES)[number];

export type Severity = 'error' | 'warning';

export const RULE_SEVERITY: Record<PlanRule, Severity> = {
  'value-missing': 'error',
  'value-too-long': 'error',
  'value-too-short': 'error',
  'login-form': 'error',
  'login-characters': 'error',
  'login-taken': 'error',
  'email-malformed': 'error',
  'several-emails': 'error',
  'email-is-login': 'error',
  'phone-malformed': 'error',
  'country-form': 'error',
  'user-left-out': 'error',
  'member-left-out': 'error',
  'group-left-out': 'error',
  'group-taken': 'error',
  'deleted-in-use': 'error',
  'login-no-email': 'warning',
  'login-alike': 'warning',
  'email-shared': 'warning',
  'other-emails': 'warning',
  'phone-local': 'warning',
  'user-type-unknown': 'warning',
  'manager-missing': 'warning',
  'manager-ambiguous': 'warning',
  'manager-left-out': 'warning',
  'manager-circle': 'warning',
  'stopped-in-use': 'warning',
  'many-files': 'warning'
};

export const RULE_LABEL: Record<PlanRule, string> = {
  'value-missing': 'Required value missing',
  'value-too-long': 'Value too long',
  'value-too-short': 'Value too short',
  'login-form': 'Username without a domain',
  'login-characters': 'Characters not allowed in a username',
  'login-taken': 'Username taken',
  'email-malformed': 'Not an e-mail address',
  'several-emails': 'Several primary e-mail addresses',
  'email-is-login': 'E-mail is another user’s username',
  'phone-malformed': 'Not a phone number',
  'country-form': 'Not a country code',
  'user-left-out': 'User left out of the plan',
  'member-left-out': 'Member left out of the plan',
  'group-left-out': 'Group left out of the plan',
  'group-taken': 'Group name used twice',
  'deleted-in-use': 'Deleted while in use',
  'login-no-email': 'Username is not an e-mail address',
  'login-alike': 'Username differs by accents only',
  'email-shared': 'E-mail of several users',
  'other-emails': 'Several other e-mail addresses',
  'phone-local': 'Phone without country code',
  'user-type-unknown': 'Unknown user type',
  'manager-missing': 'Manager not found',
  'manager-ambiguous': 'Manager could be several users',
  'manager-left-out': 'Manager left out of the plan',
  'manager-circle': 'Managers in a circle',
  'stopped-in-use': 'Deactivated while in use',
  'many-files': 'Several files'
};

export interface PlanProblem {
  readonly rule: PlanRule;
  readonly severity: Severity;
  /** The operation it is found at; empty where it is about the plan as a whole. */
  readonly operationId: string;
  readonly kind: OperationKind | undefined;
  readonly userRow: RowIndex | undefined;
  readonly account: { readonly appId: AppId; readonly row: RowIndex } | undefined;
  readonly attribute: Attribute | undefined;
  /** What stands there, at most 120 characters: a value, a group, an app. */
  readonly found: string;
  /** Of characters, rows or bytes, by the rule; undefined where there is none. */
  readonly limit: number | undefined;
  /** The other user: who has the username, whom the manager would be. */
  readonly otherRow: RowIndex | undefined;
  /** Their username, or another name that is the same to the target. */
  readonly other: string;
}

type Words = (problem: PlanProblem, target: string) => string;

const what = ({ attribute }: PlanProblem) => (attribute === undefined ? 'The group’s name' : attributeLabel(attribute));
const quoted = (text: string) => `“${text}”`;

const WORDS: Record<PlanRule, Words> = {
  'value-missing': (problem, target) =>
    `${what(problem)} is empty, and ${target} takes no user without it: fill it in, or leave the operation out.`,
  'value-too-long': (problem, target) =>
    `${what(problem)} ${quoted(problem.found)} is longer than the ${problem.limit} characters that ${target} takes: shorten it, or leave the operation out.`,
  'value-too-short': (problem, target) =>
    `${what(problem)} ${quoted(problem.found)} is shorter than the ${problem.limit} characters that ${target} asks for: lengthen it, or leave the operation out.`,
  'login-form': ({ found }, target) =>
    `${target} takes usernames of the form name@domain, and ${quoted(found)} is none: change it, or leave the operation out.`,
  'login-characters': ({ found }, target) =>
    `The username ${quoted(found)} has characters that ${target} refuses: change it, or leave the operation out.`,
  'login-taken': ({ found, other }, target) =>
    `To ${target} the username ${quoted(found)} is the same as ${quoted(other)}, which another user has: change one of them, or leave the operation out.`,
  'email-malformed': ({ found }) =>
    `${quoted(found)} is not an e-mail address: correct it, or leave the operation out.`,
  'several-emails': ({ found }) =>
    `There is one primary e-mail address, and ${quoted(found)} holds several: keep one of them, or leave the operation out.`,
  'email-is-login': ({ found, other }, target) =>
    `${target} refuses ${quoted(found)}, because one user’s e-mail would be the username of another, ${quoted(other)}: change one of them, or leave the operation out.`,
  'phone-malformed': ({ found }, target) =>
    `${quoted(found)} is not a phone number as ${target} takes them (RFC 3966, such as +49-30-123456): correct it, or leave the operation out.`,
  'country-form': (problem, target) =>
    `${what(problem)} ${quoted(problem.found)} is not a country as ${target} takes it, two letters such as DE: correct it, or leave the operation out.`,
  'user-left-out': () =>
    'The user is created by an operation that was left out of the plan: take that one back in, or leave this one out too.',
  'member-left-out': ({ found }) =>
    `The member of ${quoted(found)} is created by an operation that was left out of the plan: take that one back in, or leave this one out too.`,
  'group-left-out': ({ found }) =>
    `The group ${quoted(found)} is created by an operation that was left out of the plan: take that one back in, or leave this one out too.`,
  'group-taken': ({ found, other }) =>
    `The group ${quoted(found)} has the same name as ${quoted(other)} but for its case: give one of them another name, or leave the operation out.`,
  'deleted-in-use': ({ found }) =>
    `The user would be deleted, while an account of ${found} is theirs: leave one of the two operations out.`,
  'login-no-email': ({ found }, target) =>
    `${target} takes ${quoted(found)} as a username only where it was set up to take more than e-mail addresses: see that it is, or change the username.`,
  'login-alike': ({ found, other }) =>
    `The usernames ${quoted(found)} and ${quoted(other)} differ by accents only: see that they are two people.`,
  'email-shared': ({ found, other }) =>
    `${quoted(found)} is the e-mail address of ${quoted(other)} too: see that they are two people, and that the address may be shared.`,
  'other-emails': ({ found }) =>
    `Files take one other e-mail address, so that only the first of ${quoted(found)} is sent: nothing to do if that will do.`,
  'phone-local': ({ found }, target) =>
    `${quoted(found)} begins without a country code, which ${target} may refuse: add it if you can.`,
  'user-type-unknown': ({ found, other }, target) =>
    `${target} knows these user types: ${other}, and may refuse ${quoted(found)} or is not sent it: change it, or leave it if that will do.`,
  'manager-missing': ({ found }) =>
    `Nobody in the domain is the manager ${quoted(found)}: correct the reference, or set it later.`,
  'manager-ambiguous': ({ found }) =>
    `Several users could be the manager ${quoted(found)}: name one by username, or set it later.`,
  'manager-left-out': ({ other }) =>
    `The manager, ${quoted(other)}, is created by an operation that was left out, or is deleted by this plan: set another one, or change that operation.`,
  'manager-circle': ({ other }) =>
    `The managers lead back to the user, beginning with ${quoted(other)}: see which of them is wrong.`,
  'stopped-in-use': ({ found }) =>
    `The user would lose access, while an account of ${found} is theirs: see that this is meant, or leave one of the two operations out.`,
  'many-files': ({ found, limit }) =>
    `${found} are more than one file takes (${limit}): they are parted, and each file is an import of its own.`
};

/** What is wrong, and what to do: one sentence. */
export function problemWords(problem: PlanProblem, target: CommitTarget): string {
  return WORDS[problem.rule](problem, TARGET_LABEL[target]);
}
