import type { CatalogEntry } from '../catalog-entry';
import { zendeskConnection } from '../connections/zendesk';
import { rulesByEmail } from '../starting-rules';

const YES = ['true', 'yes', '1'];

export const entry: CatalogEntry = {
  id: 'zendesk',
  name: 'Zendesk',
  category: 'app',
  description: 'Support desk. Agents and end users sign in with their e-mail; each has one name, not two.',
  wayIn: 'A connector, or a file: the account export as CSV or JSON, or a list in the form of the bulk user import.',
  keywords: ['support', 'tickets', 'help desk', 'agents', 'end users'],
  isProfileSource: false,
  connection: zendeskConnection,
  attributes: ['externalId', 'displayName', 'email', 'phone', 'userType', 'active'],
  rules: rulesByEmail(),
  usernameFormat: { kind: 'preset', preset: 'email' },
  exports: [
    {
      name: 'bulk import form',
      where: 'Admin Center, People, Bulk import users',
      signature: ['name', 'email', 'external_id', 'details', 'notes'],
      headers: { external_id: 'externalId', name: 'displayName', email: 'email', phone: 'phone', role: 'userType' }
    },
    {
      name: 'account export (CSV)',
      where: 'Admin Center, Account, Tools, Reports, Export',
      caveat: 'The columns follow the fields of the account. Who is suspended is not active, whatever “active” says.',
      signature: ['id', 'name', 'email', 'role', 'external_id'],
      headers: {
        id: 'externalId',
        external_id: 'externalId',
        name: 'displayName',
        email: 'email',
        phone: 'phone',
        role: 'userType',
        active: 'active',
        suspended: 'active'
      },
      inactive: { suspended: YES }
    },
    {
      name: 'account export (JSON)',
      where: 'Admin Center, Account, Tools, Reports, Export: one user per line; GET /api/v2/users too',
      caveat: 'Who is suspended is not active, whatever “active” says. Deleted users are in a list of their own.',
      format: 'scim-json',
      signature: ['id', 'name', 'email', 'role', 'time_zone'],
      headers: {
        id: 'externalId',
        name: 'displayName',
        email: 'email',
        phone: 'phone',
        role: 'userType',
        active: 'active',
        suspended: 'active'
      },
      kept: ['external_id', 'shared_phone_number', 'role_type', 'custom_role_id', 'alias'],
      inactive: { suspended: YES }
    }
  ]
};
