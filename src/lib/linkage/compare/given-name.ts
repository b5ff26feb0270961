import { cellText } from '../../engine/record-set';
import type { ComparedTexts } from '../../model/agreement';
import type { Comparison } from '../comparison';
import type { ComparedPeople } from './compared-people';
import { GIVEN_LEVELS } from './name-agreement';
import type { NameAlignment } from './name-alignment';

export class GivenNameComparison implements Comparison {
  readonly id = 'given-name';
  readonly levels = GIVEN_LEVELS;
  share = 0;
  readonly #people: ComparedPeople;
  readonly #names: NameAlignment;

  constructor(people: ComparedPeople, names: NameAlignment) {
    this.#people = people;
    this.#names = names;
  }

  level(account: number, user: number): number {
    this.#names.align(account, user);
    this.share = this.#names.givenShare;
    return this.#names.given;
  }

  texts(account: number, user: number): ComparedTexts {
    const { accountRecords, userRecords } = this.#people;
    return {
      account: cellText(accountRecords, account, 'givenName') || cellText(accountRecords, account, 'displayName'),
      user: cellText(userRecords, user, 'givenName') || cellText(userRecords, user, 'displayName')
    };
  }
}
