import type { CatalogEntry } from '../catalog-entry';
import { scimConnection } from '../connections/scim';

export const entry: CatalogEntry = {
  id: 'generic-scim',
  name: 'Generic SCIM 2.0',
  category: 'generic',
  description: 'Any app that gives its users and groups as SCIM resources (RFC 7643).',
  wayIn: 'A file: the JSON of /Users, with /Groups in it or not: a list response, an array, or one resource per line.',
  keywords: ['scim', 'json', 'jsonl', 'rest', 'api', 'rfc 7643', 'list response'],
  isProfileSource: false,
  connection: scimConnection,
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
    'groups',
    'active'
  ],
  exports: [
    {
      name: 'SCIM users',
      where: 'GET /Users, all pages, saved as JSON or JSON Lines',
      format: 'scim-json',
      signature: ['userName'],
      headers: {
        // What the server calls the user comes first: it is what requests name users by.
        id: 'externalId',
        externalId: 'externalId',
        userName: 'userName',
        displayName: 'displayName',
        'name.formatted': 'displayName',
        'name.givenName': 'givenName',
        'name.familyName': 'familyName',
        emails: 'email',
        'emails (2)': 'otherEmail',
        employeeNumber: 'employeeNumber',
        department: 'department',
        title: 'title',
        manager: 'manager',
        phoneNumbers: 'phone',
        userType: 'userType',
        groups: 'groups',
        active: 'active'
      }
    }
  ]
};
