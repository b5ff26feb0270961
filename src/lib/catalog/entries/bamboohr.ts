import type { CatalogEntry } from '../catalog-entry';
import { rulesByEmployeeNumber } from '../starting-rules';

export const entry: CatalogEntry = {
  id: 'bamboohr',
  name: 'BambooHR',
  category: 'hr',
  description: 'HR system of smaller companies. People sign in with their work e-mail.',
  wayIn: 'A file: a report of all employees, exported as CSV.',
  keywords: ['bamboo', 'hr', 'employees', 'report'],
  isProfileSource: true,
  attributes: [
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
  rules: rulesByEmployeeNumber(),
  usernameFormat: { kind: 'preset', preset: 'email' },
  deprovisioning: 'deactivate',
  exports: [
    {
      name: 'employee report',
      where: 'Reports, a custom report, Export as CSV',
      caveat: 'The columns are those of the report; these are the usual names.',
      signature: ['Employee #', 'Work Email', 'Reporting to'],
      headers: {
        'Employee #': 'employeeNumber',
        'Display Name': 'displayName',
        'First Name': 'givenName',
        'Last Name': 'familyName',
        'Work Email': 'email',
        'Home Email': 'otherEmail',
        Department: 'department',
        'Job Title': 'title',
        'Reporting to': 'manager',
        'Work Phone': 'phone',
        'Mobile Phone': 'phone',
        Status: 'active',
        'Employment Status': 'userType'
      }
    },
    {
      name: 'employees with API names',
      where: 'A report exported through the API, or by a script',
      signature: ['employeeNumber', 'workEmail', 'supervisor'],
      headers: {
        id: 'externalId',
        employeeNumber: 'employeeNumber',
        displayName: 'displayName',
        firstName: 'givenName',
        lastName: 'familyName',
        workEmail: 'email',
        homeEmail: 'otherEmail',
        department: 'department',
        jobTitle: 'title',
        supervisorEId: 'manager',
        supervisor: 'manager',
        workPhone: 'phone',
        mobilePhone: 'phone',
        status: 'active'
      }
    }
  ]
};
