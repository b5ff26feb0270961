import type { CatalogEntry } from '../catalog-entry';
import { rulesByEmployeeNumber } from '../starting-rules';

export const entry: CatalogEntry = {
  id: 'successfactors',
  name: 'SuccessFactors',
  category: 'hr',
  description: 'SAP’s HR system. USERID stays, USERNAME is what people sign in with.',
  wayIn: 'A file: the User Data File, with both of its header rows.',
  keywords: ['sap', 'hr', 'hcm', 'employee central', 'user data file', 'udf'],
  isProfileSource: true,
  attributes: [
    'externalId',
    'userName',
    'givenName',
    'familyName',
    'email',
    'employeeNumber',
    'department',
    'title',
    'manager',
    'phone',
    'active'
  ],
  rules: rulesByEmployeeNumber(),
  deprovisioning: 'deactivate',
  exports: [
    {
      name: 'User Data File',
      where: 'Admin Center, Employee Export',
      signature: ['STATUS', 'USERID', 'USERNAME', 'FIRSTNAME', 'LASTNAME'],
      hasLabelRow: true,
      headers: {
        USERID: 'externalId',
        USERNAME: 'userName',
        EMPID: 'employeeNumber',
        FIRSTNAME: 'givenName',
        LASTNAME: 'familyName',
        EMAIL: 'email',
        DEPARTMENT: 'department',
        TITLE: 'title',
        MANAGER: 'manager',
        BIZ_PHONE: 'phone',
        STATUS: 'active'
      }
    }
  ]
};
