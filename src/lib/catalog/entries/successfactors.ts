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
      caveat: 'NO_MANAGER and NO_HR stand where nobody is, and come in as nothing.',
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
      },
      nothing: { MANAGER: ['NO_MANAGER', 'NO_MGR'], HR: ['NO_HR'], 'Human Resource': ['NO_HR'] },
      kept: ['HR', 'MATRIX_MANAGER', 'CUSTOM_MANAGER', 'ADDR1', 'ADDR2', 'COUNTRY', 'DIVISION', 'FAX']
    },
    {
      name: 'users of OData (JSON)',
      where: 'GET /odata/v2/User?$format=json&$expand=manager&$filter=status in ’t’,’f’,’T’,’F’,’e’,’d’',
      caveat: 'Without the filter only active people are in the list: others would look as if they had left it.',
      format: 'scim-json',
      signature: ['userId', 'username', 'status'],
      evidence: ['empId', 'manager.userId', 'firstName', 'lastName', 'division', 'hireDate', 'lastModifiedDateTime'],
      headers: {
        userId: 'externalId',
        username: 'userName',
        empId: 'employeeNumber',
        displayName: 'displayName',
        defaultFullName: 'displayName',
        firstName: 'givenName',
        lastName: 'familyName',
        email: 'email',
        department: 'department',
        title: 'title',
        'manager.userId': 'manager',
        businessPhone: 'phone',
        cellPhone: 'phone',
        status: 'active'
      }
    }
  ]
};
