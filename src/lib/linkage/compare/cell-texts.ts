import { cellText } from '../../engine/record-set';
import type { ComparedTexts } from '../../model/agreement';
import type { Attribute } from '../../model/attribute';
import type { ComparedPeople } from './compared-people';

/** The cells of both in the same column. */
export function cellTexts(
  { accountRecords, userRecords }: ComparedPeople,
  attribute: Attribute,
  account: number,
  user: number
): ComparedTexts {
  return {
    account: cellText(accountRecords, account, attribute),
    user: cellText(userRecords, user, attribute)
  };
}
