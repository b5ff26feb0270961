import { cellText, type RecordSet } from '../../engine/record-set';
import type { ComparedTexts } from '../../model/agreement';
import type { Attribute } from '../../model/attribute';

/** Both lists as they are shown. */
export interface ComparedRecords {
  readonly accounts: RecordSet;
  readonly users: RecordSet;
}

/** The cells of both in the same column. */
export function cellTexts(
  records: ComparedRecords,
  attribute: Attribute,
  account: number,
  user: number
): ComparedTexts {
  return {
    account: cellText(records.accounts, account, attribute),
    user: cellText(records.users, user, attribute)
  };
}
