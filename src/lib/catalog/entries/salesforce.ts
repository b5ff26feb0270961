import type { CatalogEntry } from '../catalog-entry';
import { rulesByUserName } from '../starting-rules';

export const entry: CatalogEntry = {
  id: 'salesforce',
  name: 'Salesforce',
  category: 'app',
  description: 'Sales and service cloud. Usernames are e-mail shaped and unique in the whole of Salesforce.',
  wayIn: 'A file: the User object by Data Loader, or a report of users, as CSV.',
  keywords: ['sfdc', 'crm', 'data loader', 'sales cloud', 'service cloud'],
  isProfileSource: false,
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
      headers: {
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
      }
    }
  ]
};
