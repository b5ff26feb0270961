import type { CatalogEntry, CatalogExport } from '../catalog-entry';
import { googleConnection } from '../connections/google';
import { rulesByEmail } from '../starting-rules';

const HEADERS: CatalogExport['headers'] = {
  'Email Address [Required]': 'email',
  'First Name [Required]': 'givenName',
  'Last Name [Required]': 'familyName',
  'Work Secondary Email': 'otherEmail',
  'Home Secondary Email': 'otherEmail',
  'Recovery Email': 'otherEmail',
  'Employee ID': 'employeeNumber',
  Department: 'department',
  'Employee Title': 'title',
  'Manager Email': 'manager',
  'Work Phone': 'phone',
  'Mobile Phone': 'phone',
  'Employee Type': 'userType'
};

const YES = ['true', 'yes', '1'];
/** What an upload would change: nothing that is so already. */
const KEPT = ['New Primary Email [UPLOAD ONLY]', 'New Status [UPLOAD ONLY]', 'Org Unit Path [Required]'];

export const entry: CatalogEntry = {
  id: 'google-workspace',
  name: 'Google Workspace',
  category: 'identity',
  description: 'Google’s directory and apps. People sign in with their primary e-mail address.',
  wayIn:
    'A connector, or a file: the downloaded users of the Admin console, its upload template, or the JSON of the Directory API.',
  keywords: ['google', 'gmail', 'g suite', 'gsuite', 'admin console', 'user_download'],
  isProfileSource: true,
  connection: googleConnection,
  attributes: [
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
  rules: rulesByEmail(),
  usernameFormat: { kind: 'preset', preset: 'email' },
  exports: [
    {
      name: 'downloaded users',
      where: 'Admin console, Directory, Users, Download users, all columns',
      signature: [
        'First Name [Required]',
        'Last Name [Required]',
        'Email Address [Required]',
        'Org Unit Path [Required]',
        'Status [READ ONLY]'
      ],
      kept: KEPT,
      headers: { ...HEADERS, 'Status [READ ONLY]': 'active' }
    },
    {
      name: 'upload template',
      where: 'Admin console, Directory, Users, Bulk update users: the template, filled in',
      signature: [
        'First Name [Required]',
        'Last Name [Required]',
        'Email Address [Required]',
        'Org Unit Path [Required]'
      ],
      kept: KEPT,
      headers: HEADERS
    },
    {
      name: 'users of the Directory API (JSON)',
      where: 'GET /admin/directory/v1/users?customer=my_customer&projection=full, all pages',
      caveat:
        'Who is archived is not active either, whatever “suspended” says. Schemas of your own are kept as they are.',
      format: 'scim-json',
      signature: ['id', 'primaryEmail', 'name.givenName', 'name.familyName'],
      headers: {
        id: 'externalId',
        primaryEmail: 'email',
        'name.givenName': 'givenName',
        'name.familyName': 'familyName',
        'name.fullName': 'displayName',
        aliases: 'otherEmail',
        'emails (2)': 'otherEmail',
        recoveryEmail: 'otherEmail',
        'externalIds.organization': 'employeeNumber',
        'organizations.department': 'department',
        'organizations.title': 'title',
        'relations.manager': 'manager',
        phones: 'phone',
        suspended: 'active',
        archived: 'active'
      },
      kept: ['emails', 'orgUnitPath', 'recoveryPhone', 'phones (2)'],
      inactive: { suspended: YES, archived: YES }
    }
  ]
};
