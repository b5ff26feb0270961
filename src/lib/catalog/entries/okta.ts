import type { CatalogEntry } from '../catalog-entry';

export const entry: CatalogEntry = {
  id: 'okta',
  name: 'Okta',
  category: 'identity',
  description: 'An Okta org. People sign in with a login, which is e-mail shaped unless the org says otherwise.',
  wayIn: 'A file: a CSV with the columns of Okta’s import template, or the JSON of its list of users.',
  keywords: ['org', 'universal directory', 'import users from csv', 'auth0'],
  isProfileSource: true,
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
      signature: ['login', 'firstName', 'lastName', 'email'],
      headers: {
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
      }
    },
    {
      name: 'list of users (JSON)',
      where: 'GET /api/v1/users; people whose status is DEPROVISIONED are only in a list that asks for them',
      format: 'scim-json',
      signature: ['id', 'status', 'login', 'email'],
      headers: {
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
      }
    }
  ]
};
