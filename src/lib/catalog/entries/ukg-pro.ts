import type { CatalogEntry } from '../catalog-entry';
import { rulesByEmployeeNumber } from '../starting-rules';

export const entry: CatalogEntry = {
  id: 'ukg-pro',
  name: 'UltiPro (UKG Pro)',
  category: 'hr',
  description: 'HR and payroll system, UltiPro until 2020. Each person has an employee number and an EEID.',
  wayIn: 'A file: a people report, saved as CSV, or the JSON of person details or employment details.',
  keywords: ['ultipro', 'ultimate', 'ukg', 'ukg ready', 'kronos', 'cognos', 'hr', 'payroll'],
  isProfileSource: true,
  attributes: [
    'externalId',
    'givenName',
    'familyName',
    'email',
    'employeeNumber',
    'department',
    'title',
    'manager',
    'active'
  ],
  rules: rulesByEmployeeNumber(),
  usernameFormat: { kind: 'preset', preset: 'email' },
  deprovisioning: 'deactivate',
  exports: [
    {
      name: 'people report',
      where: 'Reporting (Cognos or People Analytics), a report of employees as CSV',
      caveat: 'The labels are those of the report; these are the usual ones.',
      signature: ['Employee Number', 'EEID', 'Employment Status Code'],
      headers: {
        EEID: 'externalId',
        'Employee Number': 'employeeNumber',
        'First Name': 'givenName',
        'Last Name': 'familyName',
        'E-mail (Primary)': 'email',
        'Org Level 1 Description': 'department',
        'Job Title': 'title',
        'Supervisor Employee Number': 'manager',
        'Supervisor Name': 'manager',
        'Employment Status Code': 'active'
      },
      kept: ['Preferred Name', 'Supervisor Name'],
      inactive: { 'Employment Status Code': ['T', 'S'] }
    },
    {
      name: 'UKG Ready saved report',
      where: 'UKG Ready, Reports, Employee Information',
      signature: ['Employee Id', 'Account Id', 'Employee Status'],
      headers: {
        'Account Id': 'externalId',
        'Employee Id': 'employeeNumber',
        Username: 'userName',
        'First Name': 'givenName',
        'Last Name': 'familyName',
        'Primary Email': 'email',
        'Default Department': 'department',
        'Job Title': 'title',
        'Manager Employee Id': 'manager',
        'Employee Status': 'active'
      }
    },
    {
      name: 'person details (JSON)',
      where: 'GET /personnel/v1/person-details, all pages',
      caveat:
        'Names and addresses; number, status and supervisor are in the employment details, by the same employee ID.',
      format: 'scim-json',
      signature: ['employeeId', 'firstName', 'lastName', 'emailAddress', 'companyId'],
      headers: {
        employeeId: 'externalId',
        firstName: 'givenName',
        lastName: 'familyName',
        emailAddress: 'email',
        emailAddressAlternate: 'otherEmail',
        homePhone: 'phone'
      },
      kept: ['preferredName', 'formerName', 'middleName']
    },
    {
      name: 'employment details (JSON)',
      where: 'GET /personnel/v1/employment-details, all pages',
      caveat: 'Codes rather than words; the names are in the person details.',
      format: 'scim-json',
      signature: ['employeeID', 'employeeNumber', 'employeeStatusCode', 'supervisorID'],
      headers: {
        employeeID: 'externalId',
        employeeNumber: 'employeeNumber',
        jobDescription: 'title',
        orgLevel1Code: 'department',
        supervisorID: 'manager',
        employeeTypeCode: 'userType',
        employeeStatusCode: 'active'
      },
      kept: ['supervisorFirstName', 'supervisorLastName'],
      inactive: { employeeStatusCode: ['T', 'S'] }
    }
  ]
};
