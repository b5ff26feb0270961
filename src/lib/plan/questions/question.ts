import { isActiveStatus } from '../../model/active-status';
import { cellText, type RecordSet } from '../../engine/record-set';
import { CREATED_HERE } from '../../engine/user-records';
import type { Attribute } from '../../model/attribute';
import type { AppId } from '../../model/ids';
import type { UnconfirmedReason } from '../../model/unconfirmed-reason';
import { fingerprint, writeMark } from './row-mark';

/** So many users are offered for an account: as many as there are keys for them on the screen. */
export const MOST_CHOICES = 9;

/** An account that a person has to look at. */
export interface Question {
  readonly appId: AppId;
  readonly appName: string;
  readonly row: number;
  readonly reason: UnconfirmedReason;
  readonly account: AskedPerson;
  readonly candidates: readonly (AskedPerson & { readonly row: number })[];
  /** What speaks for the first of them, where the ranking knows; no part of what answers are held against. */
  readonly closest?: string;
}

/** How an account or a user is shown to who is asked. */
export interface AskedPerson {
  /** What its list tells it by. */
  readonly key: string;
  readonly name: string;
  readonly userName: string;
  readonly email: string;
  readonly department: string;
  readonly isActive: boolean;
}

export function askedPerson(records: RecordSet, row: number, key: Attribute | undefined): AskedPerson {
  const cell = (attribute: Attribute) => cellText(records, row, attribute);
  return {
    key: key ? cell(key) : '',
    name: cell('displayName') || `${cell('givenName')} ${cell('familyName')}`.trim(),
    userName: cell('userName'),
    email: cell('email'),
    department: cell('department'),
    isActive: isActiveStatus(cell('active')) || cell(CREATED_HERE) !== ''
  };
}

/** The same as long as the person looks the same to who is asked. */
export function looksOf({ key, name, userName, email, department, isActive }: AskedPerson): string {
  return fingerprint([key, name, userName, email, department, isActive ? '1' : '0']);
}

export function markOf({ appId, row, account, candidates }: Question): string {
  return writeMark({
    appId,
    row,
    looks: looksOf(account),
    candidates: candidates.map((candidate) => ({ row: candidate.row, looks: looksOf(candidate) }))
  });
}
