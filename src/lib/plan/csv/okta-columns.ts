import { sentText } from '../../model/sent-text';
import { customColumns, type AttributeColumn } from './attribute-columns';

/** Every row has them, or it is refused. */
export const OKTA_REQUIRED: readonly AttributeColumn[] = [
  { header: 'login', attribute: 'userName' },
  { header: 'firstName', attribute: 'givenName' },
  { header: 'lastName', attribute: 'familyName' },
  { header: 'email', attribute: 'email' }
];

/** In the order of Okta's template; fewer than 31, so that a set of them is one number. */
export const OKTA_OPTIONAL: readonly AttributeColumn[] = [
  ...customColumns(['middleName', 'honorificPrefix', 'honorificSuffix']),
  { header: 'title', attribute: 'title' },
  { header: 'displayName', attribute: 'displayName' },
  ...customColumns(['nickName', 'profileUrl']),
  { header: 'secondEmail', attribute: 'otherEmail', spelled: (value) => sentText('otherEmail', value, 'okta') },
  ...customColumns(['mobilePhone']),
  { header: 'primaryPhone', attribute: 'phone' },
  ...customColumns(['streetAddress', 'city', 'state', 'zipCode', 'countryCode', 'postalAddress']),
  ...customColumns(['preferredLanguage', 'locale', 'timezone']),
  { header: 'userType', attribute: 'userType' },
  { header: 'employeeNumber', attribute: 'employeeNumber' },
  ...customColumns(['costCenter', 'organization', 'division']),
  { header: 'department', attribute: 'department' },
  ...customColumns(['managerId']),
  { header: 'manager', attribute: 'manager' }
];
