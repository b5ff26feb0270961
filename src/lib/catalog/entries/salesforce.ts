import type { CatalogEntry, CatalogExport } from '../catalog-entry';
import { salesforceConnection } from '../connections/salesforce';
import { rulesByUserName } from '../starting-rules';

/** Fields of the User object by their API names. */
const USER_FIELDS: CatalogExport['headers'] = {
  Id: 'externalId',
  Username: 'userName',
  Name: 'displayName',
  FirstName: 'givenName',
  LastName: 'familyName',
  Email: 'email',
  EmployeeNumber: 'employeeNumber',
  Department: 'department',
  Title: 'title',
  ManagerId: 'manager',
  Phone: 'phone',
  MobilePhone: 'phone',
  UserType: 'userType',
  IsActive: 'active'
};

export const entry: CatalogEntry = {
  id: 'salesforce',
  name: 'Salesforce',
  category: 'app',
  description: 'Sales and service cloud. Usernames are e-mail shaped and unique in the whole of Salesforce.',
  wayIn: 'A connector, or a file: the User object by Data Loader, a report of users as CSV, or the JSON of a query.',
  keywords: ['sfdc', 'crm', 'data loader', 'sales cloud', 'service cloud'],
  isProfileSource: false,
  connection: salesforceConnection,
  attributes: [
    'externalId',
    'userName',
    'displayName',
    'givenName',
    'familyName',
    'email',
    'employeeNumber',
    'department',
    'title',
    'manager',
    'phone',
    'userType',
    'active'
  ],
  rules: rulesByUserName(),
  exports: [
    {
      name: 'User object',
      where: 'Data Loader, Export, User; choose UTF-8, else it is windows-1252',
      caveat: 'The columns are those of the query; these are the API names.',
      signature: ['Username', 'LastName', 'Email', 'IsActive'],
      headers: USER_FIELDS,
      kept: ['Alias', 'CompanyName', 'UserRoleId', 'FederationIdentifier']
    },
    {
      name: 'user report',
      where: 'Reports, a report of users, Export, Details only, CSV',
      caveat: 'The columns are those of the report, as they are labelled; these are the usual ones.',
      signature: ['Username', 'Last Name', 'Email', 'Active', 'User ID'],
      evidence: ['Alias', 'Profile', 'Profile: Name', 'Role', 'Role: Name', 'Manager: Full Name', 'Last Login'],
      headers: {
        'User ID': 'externalId',
        Username: 'userName',
        'Full Name': 'displayName',
        'First Name': 'givenName',
        'Last Name': 'familyName',
        Email: 'email',
        'Employee Number': 'employeeNumber',
        Department: 'department',
        Title: 'title',
        'Manager: Full Name': 'manager',
        Manager: 'manager',
        Phone: 'phone',
        Mobile: 'phone',
        'User Type': 'userType',
        Active: 'active'
      },
      kept: ['Alias', 'Profile: Name', 'Role: Name']
    },
    {
      name: 'users of the API (JSON)',
      where: 'GET /services/data/v60.0/query?q=SELECT Id, Username, … FROM User, all pages',
      caveat: 'It has the fields of the query.',
      format: 'scim-json',
      signature: ['Id', 'Username', 'IsActive'],
      headers: USER_FIELDS,
      kept: ['Alias', 'FederationIdentifier', 'Profile.Name']
    }
  ]
};
