import { cellText } from '../engine/record-set';
import { attributeLabel } from '../model/attribute';
import type { BlindPair } from '../protocol/suggestion-api';
import { comparedAttributes } from './linked-columns';
import type { LoadedAccounts, UserList } from './lists';
import { accountRow, userRow } from './read-rows';

/** An account beside a user, in everything that tells people apart: without what Muster found, or thinks of it. */
export function blindPair(
  { list, users, claims }: { readonly list: LoadedAccounts; readonly users: UserList; readonly claims: Uint32Array },
  row: number,
  user: number
): BlindPair {
  const { records } = users;
  const attributes = new Set([
    ...comparedAttributes(list.records, records),
    ...comparedAttributes(records, list.records)
  ]);
  return {
    account: accountRow(list, records, row, { claims, scores: undefined }),
    user: userRow(records, user),
    comparisons: [...attributes]
      .map((attribute) => ({
        attribute: attributeLabel(attribute),
        account: cellText(list.records, row, attribute),
        user: cellText(records, user, attribute)
      }))
      .filter(({ account, user: theirs }) => account !== '' || theirs !== '')
  };
}
