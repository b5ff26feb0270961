import type { ConnectionForm } from '../connection-form';

export const googleConnection: ConnectionForm = {
  connectorId: 'google',
  systemName: 'Google Workspace',
  address: {
    label: 'Directory API',
    example: 'https://admin.googleapis.com',
    fixed: 'https://admin.googleapis.com'
  },
  fields: [
    {
      id: 'customer',
      label: 'Customer ID',
      example: 'C03az79cb',
      default: 'my_customer',
      hint: 'my_customer is the one of whoever signs in.',
      isRequired: false
    },
    {
      id: 'domain',
      label: 'One domain only',
      example: 'example.com',
      hint: 'Left empty: all domains of the customer.',
      isRequired: false
    },
    {
      id: 'withDeleted',
      label: 'Deleted users too',
      example: 'no',
      default: 'no',
      hint: 'Google keeps them for about 20 days. They come in as suspended.',
      isRequired: false,
      isSwitch: true
    }
  ],
  lists: [{ id: 'users', label: 'Users', fields: [] }],
  token: {
    label: 'Access token',
    hint: 'With the scopes admin.directory.user.readonly, and admin.directory.group.readonly for groups, of an administrator who may read users. It is valid for about an hour.'
  },
  authorization: {
    flow: 'token',
    authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
    scopes: [
      'https://www.googleapis.com/auth/admin.directory.user.readonly',
      'https://www.googleapis.com/auth/admin.directory.group.readonly'
    ],
    clientIdHint: 'Google Cloud console, Google Auth Platform, Clients, the client that was made for this, Client ID.'
  },
  setUp: [
    {
      text: 'In the Google Cloud console, in a project of the organization: APIs & Services, Library, Admin SDK API, Enable.'
    },
    {
      text: 'Google Auth Platform, Clients, Create client, Web application. Add this origin to “Authorised JavaScript origins”.',
      copies: 'origin'
    },
    { text: 'In the same client, add this address to “Authorised redirect URIs”.', copies: 'redirect' },
    {
      text: 'Google Auth Platform, Data access: add these scopes. Choose the audience “Internal”, so that nobody has to review the app.',
      copies: 'scopes'
    }
  ],
  offers: { groups: true, changes: false },
  caveats: [
    'Google offers no list of changes: each list is a whole one.',
    'The members of each group take a request of their own.',
    'After an hour the sign-in ends, and the list goes on after another one.'
  ]
};
