import { cellText } from '../../engine/record-set';
import type { ComparedTexts } from '../../model/agreement';
import type { Comparison } from '../comparison';
import type { ComparedPeople } from './compared-people';
import { GIVEN_LEVELS, NAME_NICKNAME } from './name-agreement';
import type { NameAlignment } from './name-alignment';

/** A surname that was changed cannot be told from another one: it is different. */
export class FamilyNameComparison implements Comparison {
  readonly id = 'family-name';
  readonly levels = GIVEN_LEVELS.filter((level) => level !== 'nickname');
  share = 0;
  readonly #people: ComparedPeople;
  readonly #names: NameAlignment;

  constructor(people: ComparedPeople, names: NameAlignment) {
    this.#people = people;
    this.#names = names;
  }

  level(account: number, user: number): number {
    this.#names.align(account, user);
    this.share = this.#names.familyShare;
    const { family } = this.#names;
    return family < NAME_NICKNAME ? family : family - 1;
  }

  texts(account: number, user: number): ComparedTexts {
    const { accountRecords, userRecords } = this.#people;
    return {
      account: cellText(accountRecords, account, 'familyName') || cellText(accountRecords, account, 'displayName'),
      user: cellText(userRecords, user, 'familyName') || cellText(userRecords, user, 'displayName')
    };
  }
}
