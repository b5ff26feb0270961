/**
 * The attributes of users and accounts, named as in SCIM where SCIM has a name. Whatever a source brings beyond these
 * is kept under `custom:` and its own header.
 */
export const STANDARD_ATTRIBUTES = [
  'externalId',
  'userName',
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
  'userType',
  'groups',
  'active'
] as const;

export type StandardAttribute = (typeof STANDARD_ATTRIBUTES)[number];
export type CustomAttribute = `custom:${string}`;
/** Worked out from other attributes when it is needed, never stored. */
export type DerivedAttribute = 'derived:userName';
export type Attribute = StandardAttribute | CustomAttribute | DerivedAttribute;

/** The username that an app's username format makes of an account. */
export const FORMATTED_USER_NAME: DerivedAttribute = 'derived:userName';

/** Stands between the names in a `groups` cell, whatever stood there in the source. */
export const GROUP_SEPARATOR = '\n';

const LABELS: Record<StandardAttribute, string> = {
  externalId: 'External ID',
  userName: 'Username',
  displayName: 'Display name',
  givenName: 'First name',
  familyName: 'Last name',
  email: 'E-mail',
  otherEmail: 'Other e-mail',
  employeeNumber: 'Employee number',
  department: 'Department',
  title: 'Title',
  manager: 'Manager',
  phone: 'Phone',
  userType: 'User type',
  groups: 'Groups',
  active: 'Active'
};

export function isStandardAttribute(text: string): text is StandardAttribute {
  return Object.hasOwn(LABELS, text);
}

export function customAttribute(header: string): CustomAttribute {
  return `custom:${header}`;
}

/** The word on the screen. */
export function attributeLabel(attribute: Attribute): string {
  if (isStandardAttribute(attribute)) return LABELS[attribute];
  return attribute === FORMATTED_USER_NAME ? 'Username by format' : attribute.slice('custom:'.length);
}

/** Attributes that can tell one record from another; the first one present is the key of a re-import. */
export const KEY_ATTRIBUTES = [
  'externalId',
  'userName',
  'email',
  'employeeNumber'
] as const satisfies StandardAttribute[];
