import type { CatalogEntry, CatalogExport } from '../catalog-entry';

const HEADERS: CatalogExport['headers'] = {
  'External Id': 'externalId',
  'Display Name': 'displayName',
  'Formatted Name': 'displayName',
  'First Name': 'givenName',
  'Last Name': 'familyName',
  'Work Email': 'email',
  'Other Email': 'otherEmail',
  'Home Email': 'otherEmail',
  'Recovery Email': 'otherEmail',
  'Employee Number': 'employeeNumber',
  Department: 'department',
  Title: 'title',
  Manager: 'manager',
  'Manager Name': 'manager',
  'Work Phone': 'phone',
  'Mobile No': 'phone',
  'User Type': 'userType',
  Active: 'active'
};

export const entry: CatalogEntry = {
  id: 'oracle-identity-domains',
  name: 'Oracle identity domains',
  category: 'identity',
  description: 'Another identity domain of OCI IAM, or an instance of Oracle Identity Cloud Service.',
  wayIn: "A file: Users.csv as the domain exports it. Cells in single quotes ('@asha') come in without them.",
  keywords: ['oci', 'iam', 'idcs', 'oracle identity domains', 'oracle identity cloud service', 'users.csv', 'fusion'],
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
      name: 'exported users',
      where: 'The domain, Users, More actions, Export users',
      signature: ['User Name', 'Last Name', 'First Name', 'Work Email'],
      quotesFormulas: true,
      headers: { 'User Name': 'userName', ...HEADERS }
    },
    {
      name: 'user import file',
      where: 'The sample file of Users, Import users; older exports too',
      signature: ['User ID', 'Last Name', 'First Name', 'Work Email'],
      quotesFormulas: true,
      headers: { 'User ID': 'userName', ...HEADERS }
    }
  ]
};
