import { cellText, type RecordSet } from '../engine/record-set';
import { CREATED_HERE, type NewUser } from '../engine/user-records';
import { userDraft } from '../matching/account-draft';
import { UserDraftCheck } from '../matching/user-draft-check';
import { isActiveStatus } from '../model/active-status';
import type { TheirNewUser, TheirUsers } from './merge-outcome';
import { NOT_HERE } from './merge-same-records';

/** Attributes that a user who is made here gets anyway. */
const GIVEN: ReadonlySet<string> = new Set(['active', CREATED_HERE]);

/**
 * Their users: who they are here, and which of those that they made can be made here too. Each is checked once, against
 * the users that are here and those found before.
 */
export class MergedUsers implements TheirUsers {
  readonly here: Int32Array;
  readonly #ours: RecordSet;
  readonly #theirs: RecordSet;
  readonly #known = new Map<number, TheirNewUser | undefined>();
  #check: UserDraftCheck | undefined;

  constructor(ours: RecordSet, theirs: RecordSet, here: Int32Array) {
    this.#ours = ours;
    this.#theirs = theirs;
    this.here = here;
  }

  made(row: number): TheirNewUser | undefined {
    if (!this.#known.has(row)) this.#known.set(row, this.#make(row));
    return this.#known.get(row);
  }

  nameOf(row: number): string {
    return nameOf(this.#theirs, row);
  }

  #make(row: number): TheirNewUser | undefined {
    const cell = (attribute: Parameters<typeof cellText>[2]) => cellText(this.#theirs, row, attribute);
    if (this.here[row] !== NOT_HERE || cell(CREATED_HERE) === '') return undefined;
    const filled = this.#theirs.attributes.filter((attribute) => !GIVEN.has(attribute) && cell(attribute) !== '');
    // The keys are attributes.
    const user = Object.fromEntries(filled.map((attribute) => [attribute, cell(attribute)])) as NewUser;
    this.#check ??= new UserDraftCheck(this.#ours);
    if (this.#check.accept(userDraft(user)).length > 0) return undefined;
    return { row, user, isActive: isActiveStatus(cell('active')) };
  }
}

/** What a record is called: name, username or e-mail. */
export function nameOf(records: RecordSet, row: number): string {
  const cell = (attribute: Parameters<typeof cellText>[2]) => cellText(records, row, attribute);
  const name = cell('displayName') || `${cell('givenName')} ${cell('familyName')}`.trim();
  return name || cell('userName') || cell('email') || cell('externalId');
}
