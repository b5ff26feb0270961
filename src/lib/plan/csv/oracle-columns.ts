import { isActiveStatus } from '../../model/active-status';
import type { Attribute } from '../../model/attribute';
import { emailsOf } from '../checks/email-form';
import { rfc3966 } from '../checks/phone-number';
import { customColumns, type AttributeColumn } from './attribute-columns';

/** `User ID` is the older spelling; both are accepted, and the pages that say what is required have this one. */
export type OracleLoginHeader = 'User ID' | 'User Name';

/** Without these headings a file is refused. */
export function requiredColumns(login: OracleLoginHeader): readonly AttributeColumn[] {
  return [
    { header: login, attribute: 'userName' },
    { header: 'Last Name', attribute: 'familyName' },
    { header: 'First Name', attribute: 'givenName' },
    { header: 'Work Email', attribute: 'email' }
  ];
}

/** Which of the e-mail addresses is the primary one: the one that is sent. */
export const PRIMARY_EMAIL = { header: 'Primary Email Type', text: 'work' } as const;

export const ACTIVE: AttributeColumn = {
  header: 'Active',
  attribute: 'active',
  spelled: (value) => (isActiveStatus(value) ? 'TRUE' : 'FALSE')
};

export const OPTIONAL_COLUMNS: readonly AttributeColumn[] = [
  ACTIVE,
  { header: 'Display Name', attribute: 'displayName' },
  { header: 'External Id', attribute: 'externalId' },
  { header: 'Other Email', attribute: 'otherEmail', spelled: (value) => emailsOf(value)[0] ?? value },
  { header: 'Employee Number', attribute: 'employeeNumber' },
  { header: 'Department', attribute: 'department' },
  { header: 'Title', attribute: 'title' },
  { header: 'Manager', attribute: 'manager' },
  { header: 'Work Phone', attribute: 'phone', spelled: rfc3966 },
  { header: 'User Type', attribute: 'userType' },
  ...customColumns([
    'Middle Name',
    'Honorific Prefix',
    'Honorific Suffix',
    'Formatted Name',
    'Nick Name',
    'Home Email',
    'Recovery Email',
    'Mobile No',
    'Home Phone',
    'Fax',
    'Pager',
    'Other Phone',
    'Work Address Street',
    'Work Address Locality',
    'Work Address Region',
    'Work Address Postal Code',
    'Work Address Country',
    'Work Address Formatted',
    'Home Address Street',
    'Home Address Locality',
    'Home Address Region',
    'Home Address Postal Code',
    'Home Address Country',
    'Home Address Formatted',
    'Preferred Language',
    'Locale',
    'Time Zone',
    'Profile Url',
    'Cost Center',
    'Division',
    'Organization Name',
    'Federated',
    'Service User'
  ])
];

/** Nothing of them belongs in a file of users: memberships are operations of their own. */
export const ELSEWHERE: ReadonlySet<Attribute> = new Set<Attribute>(['groups']);
