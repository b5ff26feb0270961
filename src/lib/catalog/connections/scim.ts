import type { ConnectionForm } from '../connection-form';

export const scimConnection: ConnectionForm = {
  connectorId: 'scim',
  systemName: 'SCIM 2.0 service',
  address: {
    label: 'SCIM base address',
    example: 'https://scim.example.com/v2',
    hint: 'What stands before /Users.'
  },
  fields: [],
  lists: [{ id: 'users', label: 'Users', fields: [] }],
  token: { label: 'Bearer token', hint: 'With the right to read users, and groups where they are wanted.' },
  setUp: [
    { text: 'Allow this origin in the service’s CORS settings, with the header Authorization.', copies: 'origin' },
    { text: 'Make a token that may read users and groups.' }
  ],
  offers: { groups: true, changes: true },
  caveats: ['Changes only where the service can filter by meta.lastModified.']
};
