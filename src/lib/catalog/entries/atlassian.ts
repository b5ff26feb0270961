import type { CatalogEntry } from '../catalog-entry';
import { rulesByEmail } from '../starting-rules';

export const entry: CatalogEntry = {
  id: 'atlassian',
  name: 'Atlassian',
  category: 'app',
  description: 'Jira, Confluence and the other cloud products of one organization. People are known by their e-mail.',
  wayIn: 'A file: the managed accounts or the users of the organization, exported as CSV, or the JSON of its API.',
  keywords: ['jira', 'confluence', 'bitbucket', 'trello', 'managed accounts'],
  isProfileSource: false,
  attributes: ['externalId', 'displayName', 'email', 'userType', 'active'],
  rules: rulesByEmail(),
  usernameFormat: { kind: 'preset', preset: 'email' },
  exports: [
    {
      name: 'managed accounts',
      where: 'Atlassian Administration, Directory, Managed accounts, Export accounts',
      signature: ['Name', 'Email', 'Last active', 'Status', 'Billable'],
      headers: { 'Atlassian ID': 'externalId', Name: 'displayName', Email: 'email', Status: 'active' },
      kept: ['Verified email', 'Policy name', 'Policy type']
    },
    {
      name: 'exported users',
      where: 'Atlassian Administration, Directory, Users, Export users',
      caveat: 'The columns changed over the years; these are the newer ones.',
      signature: ['User id', 'User name', 'email', 'User status'],
      headers: {
        'User id': 'externalId',
        'User name': 'displayName',
        email: 'email',
        'Org role': 'userType',
        'User status': 'active'
      }
    },
    {
      name: 'users of the organization (JSON)',
      where: 'GET /admin/v1/orgs/{id}/users, all pages',
      caveat: 'Members of the answer may differ between versions of the API.',
      format: 'scim-json',
      signature: ['account_id', 'account_type', 'account_status'],
      headers: {
        account_id: 'externalId',
        name: 'displayName',
        email: 'email',
        account_type: 'userType',
        account_status: 'active'
      },
      kept: ['nickname']
    }
  ]
};
