import type { CatalogEntry } from '../catalog-entry';
import { rulesByEmployeeNumber } from '../starting-rules';

export const entry: CatalogEntry = {
  id: 'workday',
  name: 'Workday',
  category: 'hr',
  description: 'HR system. Each worker has an employee ID that stays for life.',
  wayIn:
    'A file: a report of active and terminated workers, downloaded as CSV. The title block above the headers may stay.',
  keywords: ['hr', 'hcm', 'raas', 'worker', 'report'],
  isProfileSource: true,
  attributes: [
    'userName',
    'displayName',
    'givenName',
    'familyName',
    'email',
    'employeeNumber',
    'department',
    'title',
    'manager',
    'userType',
    'active'
  ],
  rules: rulesByEmployeeNumber(),
  deprovisioning: 'deactivate',
  exports: [
    {
      name: 'worker report',
      where: 'A custom report on the data source All Active and Terminated Workers; its web service (format csv) too',
      caveat: 'The author of the report names its columns; these are the usual names.',
      signature: ['Employee ID', 'Business Title', 'Supervisory Organization'],
      headers: {
        'Employee ID': 'employeeNumber',
        'User Name': 'userName',
        Worker: 'displayName',
        'Legal Name - First Name': 'givenName',
        'Legal Name - Last Name': 'familyName',
        'Email - Work': 'email',
        'Work Email': 'email',
        'Business Title': 'title',
        'Supervisory Organization': 'department',
        'Manager ID': 'manager',
        Manager: 'manager',
        'Worker Type': 'userType',
        'Worker Status': 'active'
      },
      kept: ['Preferred Name']
    },
    {
      name: 'report as a web service (JSON)',
      where: 'The report enabled as a web service, its address with ?format=json',
      caveat: 'The keys are the XML aliases of the report; these are the usual ones. Truth stands there as 1 and 0.',
      format: 'scim-json',
      signature: ['Employee_ID', 'Business_Title', 'Supervisory_Organization'],
      headers: {
        Employee_ID: 'employeeNumber',
        User_Name: 'userName',
        Worker: 'displayName',
        Legal_Name_First_Name: 'givenName',
        First_Name: 'givenName',
        Legal_Name_Last_Name: 'familyName',
        Last_Name: 'familyName',
        Email_Work: 'email',
        Work_Email: 'email',
        Business_Title: 'title',
        Supervisory_Organization: 'department',
        Manager_ID: 'manager',
        Manager: 'manager',
        Worker_Type: 'userType',
        Worker_Status: 'active',
        Active_Status: 'active'
      }
    }
  ]
};
