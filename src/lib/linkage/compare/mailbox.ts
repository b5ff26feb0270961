import { cellText } from '../../engine/record-set';
import type { ComparedTexts } from '../../model/agreement';
import type { Comparison } from '../comparison';
import { HANDLE_OF_MAIL } from '../encoded-people';
import type { ComparedPeople } from './compared-people';
import { HANDLE_LEVELS, HandleAgreement, type HandleParts } from './handle-agreement';
import { shownHandle, shownName } from './shown-handle';

const KINDS = Uint8Array.from({ length: 8 }, (_, kind) => (kind === HANDLE_OF_MAIL ? 1 : 0));

/** The addresses of an account with those, the usernames and the names of a user. Same before the @ only: `folded`. */
export class MailboxComparison implements Comparison {
  readonly id = 'mailbox';
  readonly levels = HANDLE_LEVELS;
  readonly #people: ComparedPeople;
  readonly #handles: HandleAgreement;

  constructor(people: ComparedPeople, parts: HandleParts) {
    this.#people = people;
    this.#handles = new HandleAgreement(people, parts, { kinds: KINDS, isMailbox: true });
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
    if (accountHandle < 0)
      return { account: cellText(accountRecords, account, 'email'), user: cellText(userRecords, user, 'email') };
    return {
      account: shownHandle(accounts, accountHandle, this.#people),
      user: userHandle < 0 ? shownName(this.#people, user) : shownHandle(users, userHandle, this.#people)
    };
  }
}
