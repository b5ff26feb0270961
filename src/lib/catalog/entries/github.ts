import type { CatalogEntry } from '../catalog-entry';
import { rulesByEmail } from '../starting-rules';

export const entry: CatalogEntry = {
  id: 'github',
  name: 'GitHub',
  category: 'app',
  description: 'Code hosting. Members have a login of their own choice; a company e-mail is known only through SAML.',
  wayIn: 'A file: the people of the organization, exported as CSV or JSON.',
  keywords: ['git', 'code', 'repositories', 'organization', 'enterprise'],
  isProfileSource: false,
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
      }
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
      }
    }
  ]
};
