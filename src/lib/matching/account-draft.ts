import { cellText, type RecordSet } from '../engine/record-set';
import type { NewUser } from '../engine/user-records';
import type { Attribute } from '../model/attribute';
import type { UserDraft } from '../model/user-draft';

/** The user that an account suggests: its own values, and what can be told from them where one is missing. */
export function accountDraft(accounts: RecordSet, row: number): UserDraft {
  const cell = (attribute: Attribute) => cellText(accounts, row, attribute).trim();
  const [email, displayName] = [cell('email'), cell('displayName')];
  const split = splitName(displayName);
  const givenName = cell('givenName') || split.givenName;
  const familyName = cell('familyName') || split.familyName;
  return {
    userName: cell('userName') || email,
    email,
    givenName,
    familyName,
    displayName: displayName || `${givenName} ${familyName}`.trim()
  };
}

/** The part of a user that is typed, and checked, in the form. */
export function userDraft(user: NewUser): UserDraft {
  const { userName = '', displayName = '', givenName = '', familyName = '', email = '' } = user;
  return { userName, displayName, givenName, familyName, email };
}

/** The same with what else the account knows of the person, for making users without a form. */
export function accountUser(accounts: RecordSet, row: number): NewUser {
  const cell = (attribute: Attribute) => cellText(accounts, row, attribute).trim();
  return {
    ...accountDraft(accounts, row),
    employeeNumber: cell('employeeNumber'),
    department: cell('department'),
    title: cell('title'),
    phone: cell('phone')
  };
}

/** "Wolff, Jürgen" and "Jürgen Wolff": the last word is the family name unless a comma says otherwise. */
function splitName(name: string): { givenName: string; familyName: string } {
  const [before, after] = name.split(',', 2).map((part) => part.trim());
  if (after) return { givenName: after, familyName: before };
  const words = before.split(/\s+/u);
  return { givenName: words.slice(0, -1).join(' '), familyName: words.length > 1 ? words[words.length - 1] : '' };
}
