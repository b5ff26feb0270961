import { cellText } from '../../engine/record-set';
import type { ComparedTexts } from '../../model/agreement';
import type { ValueField } from '../linkage-fields';
import type { ComparedPeople } from './compared-people';

/** The cells of both, in the columns of the field. */
export function cellTexts(
  { accountRecords, userRecords }: ComparedPeople,
  { attribute, accountAttribute }: Pick<ValueField, 'attribute' | 'accountAttribute'>,
  account: number,
  user: number
): ComparedTexts {
  return {
    account: cellText(accountRecords, account, accountAttribute),
    user: cellText(userRecords, user, attribute)
  };
}
