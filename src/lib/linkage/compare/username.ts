import { cellText } from '../../engine/record-set';
import type { ComparedTexts } from '../../model/agreement';
import type { Comparison } from '../comparison';
import { HANDLE_OF_EXTERNAL_ID, HANDLE_OF_USER_NAME } from '../encoded-people';
import type { ComparedPeople } from './compared-people';
import { HANDLE_LEVELS, HandleAgreement, type HandleParts } from './handle-agreement';
import { shownHandle, shownName } from './shown-handle';

const KINDS = Uint8Array.from({ length: 8 }, (_, kind) =>
  kind === HANDLE_OF_USER_NAME || kind === HANDLE_OF_EXTERNAL_ID ? 1 : 0
);

/** The username of an account with usernames, local parts and names of a user. */
export class UsernameComparison implements Comparison {
  readonly id = 'username';
  readonly levels = HANDLE_LEVELS;
  readonly #people: ComparedPeople;
  readonly #handles: HandleAgreement;

  constructor(people: ComparedPeople, parts: HandleParts) {
    this.#people = people;
    this.#handles = new HandleAgreement(people, parts, { kinds: KINDS, isMailbox: false });
  }

  get share(): number {
    return this.#handles.share;
  }

  level(account: number, user: number): number {
    return this.#handles.level(account, user);
  }

  texts(account: number, user: number): ComparedTexts {
    this.level(account, user);
    const { accountRecords, userRecords, accounts, users } = this.#people;
    const { accountHandle, userHandle } = this.#handles;
    const own = accountHandle < 0 ? '' : shownHandle(accounts, accountHandle, this.#people);
    const isByName = accountHandle >= 0 && userHandle < 0;
    const other =
      userHandle < 0 ? cellText(userRecords, user, 'userName') : shownHandle(users, userHandle, this.#people);
    return {
      account: cellText(accountRecords, account, 'userName') || own,
      user: (isByName ? '' : other) || shownName(this.#people, user)
    };
  }
}
