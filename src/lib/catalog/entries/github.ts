import type { CatalogEntry } from '../catalog-entry';
import { githubConnection } from '../connections/github';
import { rulesByEmail } from '../starting-rules';

/** They read like a status, and are about sign-in and the profile. */
const KEPT = ['tfa_enabled', 'is_public', 'last_active'];

export const entry: CatalogEntry = {
  id: 'github',
  name: 'GitHub',
  category: 'app',
  description: 'Code hosting. Members have a login of their own choice; a company e-mail is known only through SAML.',
  wayIn:
    'A connector, or a file: the people of the organization, exported as CSV or JSON, or the JSON of the API’s members.',
  keywords: ['git', 'code', 'repositories', 'organization', 'enterprise'],
  isProfileSource: false,
  connection: githubConnection,
  attributes: ['externalId', 'userName', 'displayName', 'email', 'userType'],
  rules: rulesByEmail(),
  exports: [
    {
      name: 'organization members (CSV)',
      where: 'The organization, People, Export, CSV',
      caveat: 'The SAML name ID is there only with single sign-on; GitHub does not document the names of the columns.',
      signature: ['login', 'tfa_enabled', 'role'],
      headers: {
        id: 'externalId',
        login: 'userName',
        name: 'displayName',
        saml_name_id: 'email',
        role: 'userType'
      },
      kept: KEPT
    },
    {
      name: 'organization members (JSON)',
      where: 'The organization, People, Export, JSON',
      caveat: 'GitHub does not document the names in it.',
      format: 'scim-json',
      signature: ['login', 'tfa_enabled', 'role'],
      headers: {
        id: 'externalId',
        login: 'userName',
        name: 'displayName',
        saml_name_id: 'email',
        role: 'userType'
      },
      kept: KEPT
    },
    {
      name: 'members of the API (JSON)',
      where: 'GET /orgs/{org}/members; with the profile of each (GET /users/{login}) it has names',
      caveat: 'E-mail is there only where a member shows it. Who has left the organization is not in the list.',
      format: 'scim-json',
      signature: ['login', 'id', 'node_id', 'site_admin'],
      headers: { id: 'externalId', login: 'userName', name: 'displayName', email: 'email', role: 'userType' },
      kept: ['type', 'company']
    }
  ]
};
