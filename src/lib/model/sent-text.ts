import type { Attribute } from './attribute';
import type { CommitTarget } from './commit-target';
import { emailsOf } from './email-form';
import { rfc3966 } from './phone-number';

/** What Microsoft Graph takes as a type of user; nothing else. */
const ENTRA_USER_TYPES = ['Member', 'Guest'];

/**
 * A value as this target is sent it, in files and requests alike; empty where it cannot be sent. Targets that have room
 * for several other e-mail addresses are sent `sentOtherEmails`.
 */
export function sentText(attribute: Attribute, value: string, target: CommitTarget): string {
  if (value === '') return '';
  switch (attribute) {
    case 'phone':
      return target === 'oracle' ? rfc3966(value) : value;
    case 'otherEmail':
      return target === 'okta' ? (emailsOf(value)[0] ?? value) : value;
    case 'userType':
      return target === 'entra' ? entraUserType(value) : value;
    default:
      return value;
  }
}

/** Each address of the cell for itself; a text without any as it is. */
export function sentOtherEmails(value: string): readonly string[] {
  if (value === '') return [];
  const emails = emailsOf(value);
  return emails.length === 0 ? [value] : emails;
}

function entraUserType(value: string): string {
  return ENTRA_USER_TYPES.find((type) => type.toLowerCase() === value.trim().toLowerCase()) ?? '';
}
