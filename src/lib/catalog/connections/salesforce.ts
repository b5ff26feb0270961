import type { ConnectionForm } from '../connection-form';

export const salesforceConnection: ConnectionForm = {
  connectorId: 'salesforce',
  systemName: 'Salesforce org',
  address: {
    label: 'My Domain',
    example: 'https://acme.my.salesforce.com',
    hint: 'Setup, My Domain, Current My Domain URL. Not login.salesforce.com.'
  },
  fields: [
    {
      id: 'version',
      label: 'API version',
      example: 'v60.0',
      default: 'v60.0',
      hint: 'Another one if the org refuses this.',
      isRequired: false
    },
    {
      id: 'columns',
      label: 'Further fields',
      example: 'Badge__c, UserRole.Name',
      hint: 'API names of fields of User. One that the org does not have ends the list.',
      isRequired: false
    }
  ],
  lists: [{ id: 'users', label: 'Users', fields: [] }],
  token: {
    label: 'Access token',
    hint: 'Of a user with “API Enabled” and “View All Users” (and “View Setup and Configuration” for groups and permission sets), such as a session of the Salesforce CLI (sf org display).'
  },
  authorization: {
    flow: 'code',
    authorizeUrl: '{address}/services/oauth2/authorize',
    tokenUrl: '{address}/services/oauth2/token',
    scopes: ['api', 'refresh_token'],
    clientIdHint: 'External Client App Manager (or App Manager), the app that was made for this, Consumer Key.'
  },
  setUp: [
    { text: 'Setup, CORS, Allowed Origins List, New: this origin.', copies: 'origin' },
    {
      text: 'For sign-in: in the same place, Cross-Origin Resource Sharing (CORS) Policy Settings, “Enable CORS for OAuth endpoints”.'
    },
    {
      text: 'For sign-in: Setup, External Client App Manager, New, Enable OAuth, with this callback URL. Require PKCE, and do not require a secret for the web server flow and the refresh token flow.',
      copies: 'redirect'
    },
    { text: 'For sign-in: in that app, these OAuth scopes.', copies: 'scopes' }
  ],
  offers: { groups: true, changes: true },
  caveats: [
    'Groups are the public groups and the permission sets; roles and groups within public groups are not followed.',
    'A token that may not see all users gets a shorter list, and Salesforce does not say so.'
  ]
};
