import type { StandardAttribute } from './attribute';

/** User attributes that an expression can fill. The username has a format of its own. */
export const MAPPABLE_ATTRIBUTES = [
  'displayName',
  'givenName',
  'familyName',
  'email',
  'otherEmail',
  'employeeNumber',
  'department',
  'title',
  'manager',
  'phone',
  'userType'
] as const satisfies readonly StandardAttribute[];

/** What an attribute without a mapping takes. */
export function defaultExpression(attribute: StandardAttribute): string {
  return `account.${attribute}`;
}
