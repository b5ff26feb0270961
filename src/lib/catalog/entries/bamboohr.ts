import type { CatalogEntry, CatalogExport } from '../catalog-entry';
import { rulesByEmployeeNumber } from '../starting-rules';

/** Dates that are not set. */
const NO_DATE = { hireDate: ['0000-00-00'], terminationDate: ['0000-00-00'] };

/** Fields by the names of the API. */
const API_NAMES: CatalogExport['headers'] = {
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
};

export const entry: CatalogEntry = {
  id: 'bamboohr',
  name: 'BambooHR',
  category: 'hr',
  description: 'HR system of smaller companies. People sign in with their work e-mail.',
  wayIn: 'A file: a report of all employees, exported as CSV, or the JSON of its lists of employees.',
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
      nothing: NO_DATE,
      headers: API_NAMES
    },
    {
      name: 'employee directory (JSON)',
      where: 'GET /api/v1/employees/directory',
      caveat: 'The company chooses its fields, and whom it leaves out.',
      format: 'scim-json',
      signature: ['id', 'displayName', 'workEmail', 'photoUploaded'],
      headers: API_NAMES
    },
    {
      name: 'list of employees (JSON)',
      where: 'GET /api/v1/employees, all pages',
      caveat: 'It has neither e-mail nor department.',
      format: 'scim-json',
      signature: ['employeeId', 'firstName', 'lastName', 'jobTitleName', 'status'],
      headers: {
        employeeId: 'externalId',
        firstName: 'givenName',
        lastName: 'familyName',
        jobTitleName: 'title',
        status: 'active'
      }
    }
  ]
};
