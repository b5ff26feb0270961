import type { CatalogEntry, CatalogExport } from '../catalog-entry';
import { oktaConnection } from '../connections/okta';

/** Where a user's profile goes, as a CSV or as JSON. */
const PROFILE: CatalogExport['headers'] = {
  id: 'externalId',
  login: 'userName',
  displayName: 'displayName',
  firstName: 'givenName',
  lastName: 'familyName',
  email: 'email',
  secondEmail: 'otherEmail',
  employeeNumber: 'employeeNumber',
  department: 'department',
  title: 'title',
  managerId: 'manager',
  manager: 'manager',
  primaryPhone: 'phone',
  mobilePhone: 'phone',
  userType: 'userType',
  status: 'active'
};

export const entry: CatalogEntry = {
  id: 'okta',
  name: 'Okta',
  category: 'identity',
  description: 'An Okta org. People sign in with a login, which is e-mail shaped unless the org says otherwise.',
  wayIn: 'A connector, or a file: a CSV with the columns of Okta’s import template, or the JSON of its list of users.',
  keywords: ['org', 'universal directory', 'import users from csv', 'auth0'],
  isProfileSource: true,
  connection: oktaConnection,
  attributes: [
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
    'active'
  ],
  exports: [
    {
      name: 'user CSV',
      where: 'Directory, People, Import users from CSV: the template, filled in',
      caveat: 'An org adds attributes of its own; they are kept under their names.',
      signature: ['login', 'firstName', 'lastName', 'email'],
      evidence: [
        'middleName',
        'honorificPrefix',
        'honorificSuffix',
        'title',
        'nickName',
        'profileUrl',
        'secondEmail',
        'mobilePhone',
        'primaryPhone',
        'streetAddress',
        'zipCode',
        'countryCode',
        'postalAddress',
        'preferredLanguage',
        'timezone',
        'userType',
        'employeeNumber',
        'costCenter',
        'managerId'
      ],
      headers: PROFILE
    },
    {
      name: 'list of users (JSON)',
      where: 'GET /api/v1/users; people whose status is DEPROVISIONED are only in a list that asks for them',
      format: 'scim-json',
      signature: ['id', 'status', 'login', 'email'],
      evidence: ['firstName', 'lastName', 'activated', 'statusChanged', 'passwordChanged', 'lastUpdated'],
      headers: PROFILE,
      kept: ['type.id', 'credentials.emails']
    },
    {
      name: 'users of an app (JSON)',
      where: 'GET /api/v1/apps/{appId}/users',
      caveat: 'The profile has the attributes of the app; these are the usual names.',
      format: 'scim-json',
      signature: ['id', 'scope', 'status', 'credentials.userName'],
      headers: {
        externalId: 'externalId',
        id: 'externalId',
        'credentials.userName': 'userName',
        displayName: 'displayName',
        givenName: 'givenName',
        firstName: 'givenName',
        familyName: 'familyName',
        lastName: 'familyName',
        email: 'email',
        phone: 'phone',
        role: 'userType',
        status: 'active'
      }
    }
  ]
};
