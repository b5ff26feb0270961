import type { CatalogEntry, CatalogExport } from '../catalog-entry';
import { servicenowConnection } from '../connections/servicenow';
import { rulesByUserName } from '../starting-rules';

const YES = ['true', 'yes', '1'];
const SYS_USER: CatalogExport['headers'] = {
  sys_id: 'externalId',
  user_name: 'userName',
  name: 'displayName',
  first_name: 'givenName',
  last_name: 'familyName',
  email: 'email',
  employee_number: 'employeeNumber',
  department: 'department',
  title: 'title',
  manager: 'manager',
  phone: 'phone',
  mobile_phone: 'phone',
  active: 'active',
  locked_out: 'active'
};

export const entry: CatalogEntry = {
  id: 'servicenow',
  name: 'ServiceNow',
  category: 'app',
  description: 'Service management. People stand in the table sys_user, each with a user name.',
  wayIn: 'A connector, or a file: the list of sys_user, exported as CSV, or the JSON of the table API.',
  keywords: ['snow', 'itsm', 'sys_user', 'service management'],
  isProfileSource: false,
  connection: servicenowConnection,
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
    'active'
  ],
  rules: rulesByUserName(),
  exports: [
    {
      name: 'sys_user list',
      where: 'sys_user_list.do?CSV, or Export, CSV in the list of users',
      caveat:
        'It has the columns of the list view; add sys_id and user_name to it. Who is locked out is not active, whatever “active” says.',
      signature: ['user_name', 'last_name', 'sys_id'],
      headers: SYS_USER,
      inactive: { locked_out: YES }
    },
    {
      name: 'sys_user of the table API (JSON)',
      where: 'GET /api/now/table/sys_user?sysparm_limit=…, all pages',
      caveat:
        'References (manager, department) come as the sys_id of what they refer to; who is locked out is not active.',
      format: 'scim-json',
      signature: ['sys_id', 'user_name', 'last_name'],
      headers: SYS_USER,
      kept: ['company', 'location'],
      inactive: { locked_out: YES }
    }
  ]
};
