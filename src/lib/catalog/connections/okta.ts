import type { ConnectionForm } from '../connection-form';

export const oktaConnection: ConnectionForm = {
  connectorId: 'okta',
  systemName: 'Okta org',
  address: {
    label: 'Address of the org',
    example: 'https://acme.okta.com',
    hint: 'The one that ends in okta.com, okta-emea.com or oktapreview.com: Okta lets browsers into no custom domain.'
  },
  fields: [],
  lists: [
    { id: 'users', label: 'Users', fields: [] },
    {
      id: 'app-accounts',
      label: 'Accounts of one app',
      hasNoGroups: true,
      fields: [
        {
          id: 'appId',
          label: 'ID of the app',
          example: '0oa1gjh63g214q0Hq0g4',
          hint: 'It stands in the address bar when the app is open in the Admin Console.',
          isRequired: true
        }
      ]
    }
  ],
  token: {
    label: 'API token or access token',
    hint: 'Admin Console, Security, API, Tokens, Create token, as a read-only administrator. An access token needs the scopes okta.users.read, okta.groups.read for groups, and okta.apps.read for the accounts of an app. A token that begins with 00 is sent as an API token (SSWS), any other as an access token.'
  },
  authorization: {
    flow: 'code',
    authorizeUrl: '{address}/oauth2/v1/authorize',
    tokenUrl: '{address}/oauth2/v1/token',
    scopes: ['okta.users.read', 'okta.groups.read', 'okta.apps.read'],
    clientIdHint: 'Applications, Applications, the app that was made for this, General, Client ID.'
  },
  setUp: [
    {
      text: 'In the Admin Console: Security, API, Trusted Origins, Add origin. Choose the type CORS (and Redirect for sign-in), and enter this origin.',
      copies: 'origin'
    },
    {
      text: 'For sign-in: Applications, Create App Integration, OIDC, Single-Page Application. Enter this sign-in redirect URI, and assign the app to the administrator who will sign in.',
      copies: 'redirect'
    },
    { text: 'For sign-in: in that app, Okta API Scopes, grant these.', copies: 'scopes' }
  ],
  offers: { groups: true, changes: true },
  caveats: [
    'Groups come with users only, not with the accounts of an app.',
    'The members of each group take a request of their own; an org with very many groups may reach its rate limit, and waits for it.',
    'A list of changes shows neither users who were erased nor changed memberships of users who stayed the same.'
  ]
};
