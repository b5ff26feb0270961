import type { CatalogEntry, CatalogExport } from '../catalog-entry';
import { oracleConnection } from '../connections/oracle';

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

/** Whether an address was verified, and which one counts. */
const KEPT = ['Work Email Verified', 'Home Email Verified', 'Other Email Verified', 'Recovery Email Verified'];

export const entry: CatalogEntry = {
  id: 'oracle-identity-domains',
  name: 'Oracle identity domains',
  category: 'identity',
  description: 'Another identity domain of OCI IAM, or an instance of Oracle Identity Cloud Service.',
  wayIn:
    "A connector, or a file: Users.csv, Groups.csv or AppRoleMembership.csv as the domain exports it, or the flat file of an app's users.",
  keywords: ['oci', 'iam', 'idcs', 'oracle identity domains', 'oracle identity cloud service', 'users.csv', 'fusion'],
  isProfileSource: true,
  connection: oracleConnection,
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
      kept: KEPT,
      headers: { 'User Name': 'userName', ...HEADERS }
    },
    {
      name: 'user import file',
      where: 'The sample file of Users, Import users; older exports too',
      signature: ['User ID', 'Last Name', 'First Name', 'Work Email'],
      quotesFormulas: true,
      kept: KEPT,
      headers: { 'User ID': 'userName', ...HEADERS }
    },
    {
      name: 'exported groups',
      where: 'The domain, Groups, More actions, Export groups',
      caveat:
        'Its rows are groups. Their members come in by their user names, with the groups they are in; nobody else.',
      signature: ['User Members', 'Description'],
      quotesFormulas: true,
      headers: { 'User Members': 'userName', Groups: 'groups' },
      memberships: { member: 'User Members', group: ['Name', 'Display Name'] }
    },
    {
      name: 'app role memberships',
      where: 'The application, Application roles, Export: AppRoleMembership.csv',
      caveat:
        'Its rows are grants. Users who hold a role come in by their user names, with their roles; groups do not.',
      signature: ['Entitlement Value', 'Grantee Name', 'Grantee Type'],
      quotesFormulas: true,
      headers: { 'Grantee Name': 'userName', Groups: 'groups' },
      memberships: {
        member: 'Grantee Name',
        group: ['Entitlement Value'],
        scope: 'App Name',
        kind: { header: 'Grantee Type', person: 'User' }
      }
    },
    {
      name: 'users of the API (JSON)',
      where: 'GET /admin/v1/Users, all pages',
      caveat: 'The recovery e-mail is most often the same as the primary one.',
      format: 'scim-json',
      signature: ['userName', 'ocid'],
      headers: {
        // What the domain calls the user comes first: it is what requests name users by.
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
    },
    {
      name: 'flat file of an app’s users',
      where: 'An application that is synchronized by a flat file, Import: the CSV to download or to fill in',
      signature: ['ID', 'NAME', 'ACTIVE'],
      isExact: true,
      headers: { ID: 'externalId', NAME: 'userName', ACTIVE: 'active' }
    }
  ]
};
