import type { ConnectionForm } from '../connection-form';

export const zendeskConnection: ConnectionForm = {
  connectorId: 'zendesk',
  systemName: 'Zendesk account',
  address: {
    label: 'Address of the account',
    example: 'https://acme.zendesk.com',
    hint: 'The one that ends in zendesk.com, not a help center’s own.'
  },
  fields: [],
  lists: [
    { id: 'users', label: 'Everybody, with end users', fields: [] },
    { id: 'agents', label: 'Agents and administrators', fields: [] }
  ],
  token: {
    label: 'OAuth access token',
    hint: 'With the scope “read” (or “users:read”), of an administrator. Not an API token: Zendesk lets browsers in with OAuth access tokens only.'
  },
  setUp: [
    {
      text: 'In the Admin Center: Apps and integrations, APIs, OAuth clients, Add OAuth client.'
    },
    {
      text: 'Make an access token of that client with the scope “read”, by the API (POST /api/v2/oauth/tokens) or by the OAuth flow.'
    },
    { text: 'Nothing else: Zendesk lets any origin in that has such a token.' }
  ],
  offers: { groups: true, changes: true },
  caveats: [
    'Groups have agents only.',
    'Changes are asked for by the incremental export, ten requests a minute, for administrators only; agents are always listed whole.'
  ]
};
