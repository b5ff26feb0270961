import type { ConnectionForm } from '../connection-form';

export const oracleConnection: ConnectionForm = {
  connectorId: 'oracle',
  systemName: 'Oracle identity domain',
  address: {
    label: 'Domain URL',
    example: 'https://idcs-9dc693e80d9b469480d7afe00e743931.identity.oraclecloud.com',
    hint: 'Identity & Security, Domains, the domain, Overview, Domain URL. Without a port and a path.'
  },
  fields: [],
  lists: [
    {
      id: 'users',
      label: 'Users',
      fields: [
        {
          id: 'attributeSets',
          label: 'Attribute sets',
          example: 'all',
          default: 'all',
          hint: '“all” with custom attributes and group names, “default” for fewer and faster.',
          isRequired: false
        }
      ]
    },
    {
      id: 'app-accounts',
      label: 'Accounts of one application',
      hasNoGroups: true,
      fields: [
        {
          id: 'appId',
          label: 'ID of the application',
          example: 'f3a1c5f0a2d14c7e9f0b6f2d8f4f7c11',
          hint: 'The id that the REST API knows the application by; not its OCID and not its client ID.',
          isRequired: true
        }
      ]
    }
  ],
  token: {
    label: 'Access token',
    hint: 'A personal access token (My profile, My access tokens) of a user administrator, or one of an administrator’s own. It must have a role that may read users: User Administrator, Audit Administrator or Identity Domain Administrator.'
  },
  authorization: {
    flow: 'code',
    authorizeUrl: '{address}/oauth2/v1/authorize',
    tokenUrl: '{address}/oauth2/v1/token',
    scopes: ['urn:opc:idm:__myscopes__'],
    clientIdHint: 'Integrated applications, the application that was made for this, OAuth configuration, Client ID.'
  },
  setUp: [
    {
      text: 'In the domain: Settings, Session settings. Switch on “Allow cross-origin resource sharing (CORS)” and add this origin to “Allowed CORS domain names”.',
      copies: 'origin'
    },
    {
      text: 'For sign-in: Integrated applications, Add application, Mobile application. Allow the grant type Authorization code and enter this redirect URL; then activate the application.',
      copies: 'redirect'
    },
    {
      text: 'The person who signs in needs an administrator role of the domain. This scope is asked for.',
      copies: 'scopes'
    }
  ],
  offers: { groups: true, changes: true },
  caveats: [
    'Groups come with users only, not with the accounts of an application.',
    'Whether a mobile application may read users by sign-in depends on the domain; if it is refused, use an access token.',
    'The accounts of an application come as the domain keeps them; roles in the application (grants) are left out.',
    'A list of changes does not show users who were deleted.'
  ]
};
