import type { CatalogEntry } from '../catalog-entry';
import { rulesByEmail } from '../starting-rules';

export const entry: CatalogEntry = {
  id: 'slack',
  name: 'Slack',
  category: 'app',
  description: 'Messaging. Members are known by their e-mail; the username is an old handle that few people choose.',
  wayIn: 'A file: the member list as CSV.',
  keywords: ['chat', 'messaging', 'members', 'workspace'],
  isProfileSource: false,
  attributes: ['externalId', 'userName', 'displayName', 'email', 'active'],
  rules: rulesByEmail(),
  usernameFormat: { kind: 'preset', preset: 'email' },
  exports: [
    {
      name: 'member list',
      where: 'Manage members, Export member list',
      signature: ['username', 'email', 'status', 'billing-active', 'userid', 'fullname'],
      caveat: 'Truth stands there as 1 and 0, in older lists as true and false; older lists lack the last column.',
      headers: {
        userid: 'externalId',
        username: 'userName',
        fullname: 'displayName',
        displayname: 'displayName',
        email: 'email',
        status: 'active'
      }
    }
  ]
};
