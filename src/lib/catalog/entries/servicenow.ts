import type { CatalogEntry } from '../catalog-entry';
import { rulesByUserName } from '../starting-rules';

export const entry: CatalogEntry = {
  id: 'servicenow',
  name: 'ServiceNow',
  category: 'app',
  description: 'Service management. People stand in the table sys_user, each with a user name.',
  wayIn: 'A file: the list of sys_user, exported as CSV.',
  keywords: ['snow', 'itsm', 'sys_user', 'service management'],
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
    'active'
  ],
  rules: rulesByUserName(),
  exports: [
    {
      name: 'sys_user list',
      where: 'sys_user_list.do?CSV, or Export, CSV in the list of users',
      caveat: 'It has the columns of the list view; add sys_id and user_name to it.',
      signature: ['user_name', 'last_name', 'sys_id'],
      headers: {
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
      },
      inactive: { locked_out: ['true', 'yes', '1'] }
    }
  ]
};
