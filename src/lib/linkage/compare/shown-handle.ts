import { cellText } from '../../engine/record-set';
import { NO_DOMAIN, type EncodedPeople } from '../encoded-people';
import type { ComparedPeople } from './compared-people';

/** An address or username as it was compared: folded, with its domain. */
export function shownHandle(
  { handles, handleDomains }: EncodedPeople,
  place: number,
  { books }: ComparedPeople
): string {
  const text = books.handles.text(handles.items[place]);
  const domain = handleDomains[place];
  return domain === NO_DOMAIN ? text : `${text}@${books.domains.text(domain)}`;
}

/** What a handle was compared with where it agrees with no other handle. */
export function shownName({ userRecords }: ComparedPeople, user: number): string {
  const given = cellText(userRecords, user, 'givenName');
  const family = cellText(userRecords, user, 'familyName');
  return `${given} ${family}`.trim() || cellText(userRecords, user, 'displayName');
}
