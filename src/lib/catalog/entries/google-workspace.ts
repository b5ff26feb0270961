import type { CatalogEntry, CatalogExport } from '../catalog-entry';
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

export const entry: CatalogEntry = {
  id: 'google-workspace',
  name: 'Google Workspace',
  category: 'identity',
  description: 'Google’s directory and apps. People sign in with their primary e-mail address.',
  wayIn: 'A file: the downloaded users of the Admin console, or its upload template.',
  keywords: ['google', 'gmail', 'g suite', 'gsuite', 'admin console', 'user_download'],
  isProfileSource: true,
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
      headers: HEADERS
    }
  ]
};
