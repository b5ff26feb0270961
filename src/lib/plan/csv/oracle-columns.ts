import { isActiveStatus } from '../../model/active-status';
import type { Attribute } from '../../model/attribute';
import { sentOtherEmails, sentText } from '../../model/sent-text';
import { customColumns, type AttributeColumn } from './attribute-columns';

/**
 * Without these headings a file is refused. `User ID` is the older spelling of `User Name`: both are accepted, and the
 * pages that say what is required have this one.
 */
export const REQUIRED_COLUMNS: readonly AttributeColumn[] = [
  { header: 'User ID', attribute: 'userName' },
  { header: 'Last Name', attribute: 'familyName' },
  { header: 'First Name', attribute: 'givenName' },
  { header: 'Work Email', attribute: 'email' }
];

/** Which of the e-mail addresses is the primary one: the one that is sent. */
export const PRIMARY_EMAIL = { header: 'Primary Email Type', text: 'work' } as const;

const ACTIVE: AttributeColumn = {
  header: 'Active',
  attribute: 'active',
  spelled: (value) => (isActiveStatus(value) ? 'TRUE' : 'FALSE')
};

export const OPTIONAL_COLUMNS: readonly AttributeColumn[] = [
  ACTIVE,
  { header: 'Display Name', attribute: 'displayName' },
  { header: 'External Id', attribute: 'externalId' },
  { header: 'Other Email', attribute: 'otherEmail', spelled: (value) => sentOtherEmails(value)[0] },
  { header: 'Employee Number', attribute: 'employeeNumber' },
  { header: 'Department', attribute: 'department' },
  { header: 'Title', attribute: 'title' },
  { header: 'Manager', attribute: 'manager' },
  { header: 'Work Phone', attribute: 'phone', spelled: (value) => sentText('phone', value, 'oracle') },
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
