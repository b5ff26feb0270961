import type { CatalogEntry } from '../catalog-entry';
import { rulesByEmployeeNumber } from '../starting-rules';

export const entry: CatalogEntry = {
  id: 'namely',
  name: 'Namely',
  category: 'hr',
  description: 'HR system of mid-sized companies. People sign in with their company e-mail.',
  wayIn: 'A file: a report of all profiles, downloaded as CSV, or the JSON of its profiles.',
  keywords: ['hr', 'profiles', 'report'],
  isProfileSource: true,
  attributes: [
    'externalId',
    'displayName',
    'givenName',
    'familyName',
    'email',
    'otherEmail',
    'employeeNumber',
    'department',
    'title',
    'manager',
    'userType',
    'active'
  ],
  rules: rulesByEmployeeNumber(),
  usernameFormat: { kind: 'preset', preset: 'email' },
  deprovisioning: 'deactivate',
  exports: [
    {
      name: 'profile report',
      where: 'Reports, a report of profiles, download as CSV',
      caveat: 'The columns are chosen in the report; these are the usual names.',
      signature: ['GUID', 'Company Email', 'User Status'],
      headers: {
        GUID: 'externalId',
        'Employee Id': 'employeeNumber',
        'First Name': 'givenName',
        'Last Name': 'familyName',
        'Company Email': 'email',
        'Personal Email': 'otherEmail',
        Department: 'department',
        'Job Title': 'title',
        'Reports To Email': 'manager',
        'Reports To': 'manager',
        'Employee Type': 'userType',
        'User Status': 'active'
      },
      kept: ['Preferred Name']
    },
    {
      name: 'list of profiles (JSON)',
      where: 'GET /api/v1/profiles, all pages',
      caveat: 'Groups and teams of Namely are kept under their own names: they are units, no memberships of an app.',
      format: 'scim-json',
      signature: ['id', 'first_name', 'last_name', 'user_status'],
      headers: {
        id: 'externalId',
        employee_id: 'employeeNumber',
        full_name: 'displayName',
        first_name: 'givenName',
        last_name: 'familyName',
        email: 'email',
        personal_email: 'otherEmail',
        'job_title.title': 'title',
        'reports_to.email': 'manager',
        'reports_to.id': 'manager',
        user_status: 'active'
      },
      kept: ['links.groups', 'links.job_title.title', 'preferred_name']
    }
  ]
};
