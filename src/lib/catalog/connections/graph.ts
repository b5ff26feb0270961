import type { ConnectionField, ConnectionForm } from '../connection-form';

const COLUMNS: ConnectionField = {
  id: 'columns',
  label: 'Further properties',
  example: 'employeeHireDate, extension_ab12_badge',
  hint: 'Names as Microsoft Graph has them. One that it does not know ends the list.',
  isRequired: false
};

export const graphConnection: ConnectionForm = {
  connectorId: 'graph',
  systemName: 'Microsoft Entra tenant',
  address: {
    label: 'Microsoft Graph',
    example: 'https://graph.microsoft.com',
    default: 'https://graph.microsoft.com',
    hint: 'Another one only in a national cloud, such as https://graph.microsoft.us.'
  },
  fields: [
    {
      id: 'tenant',
      label: 'Tenant',
      example: 'contoso.onmicrosoft.com',
      default: 'organizations',
      hint: 'A domain or the ID of the tenant, for sign-in.',
      isRequired: false
    },
    {
      id: 'login',
      label: 'Sign-in address',
      example: 'https://login.microsoftonline.com',
      default: 'https://login.microsoftonline.com',
      hint: 'Another one only in a national cloud.',
      isRequired: false
    }
  ],
  lists: [
    { id: 'users', label: 'Users', fields: [COLUMNS] },
    {
      id: 'app-accounts',
      label: 'Users of one enterprise application',
      hasNoGroups: true,
      fields: [
        {
          id: 'appId',
          label: 'Object ID of the enterprise application',
          example: '8e881353-1735-45af-af21-ee1344582a4d',
          hint: 'Enterprise applications, the application, Properties, Object ID. Not the one of the app registration.',
          isRequired: true
        },
        COLUMNS
      ]
    }
  ],
  token: {
    label: 'Access token',
    hint: 'With the permissions User.Read.All, GroupMember.Read.All for groups, and Application.Read.All for an application. It is valid for about an hour.'
  },
  authorization: {
    flow: 'code',
    authorizeUrl: '{login}/{tenant}/oauth2/v2.0/authorize',
    tokenUrl: '{login}/{tenant}/oauth2/v2.0/token',
    // Without an address in front they are Graph's, in whichever cloud.
    scopes: ['User.Read.All', 'GroupMember.Read.All', 'Application.Read.All', 'offline_access'],
    clientIdHint: 'App registrations, the app that was made for this, Overview, Application (client) ID.'
  },
  setUp: [
    {
      text: 'In the Entra admin center: App registrations, New registration, this organization only. As redirect URI choose the platform “Single-page application (SPA)” and enter this address.',
      copies: 'redirect'
    },
    {
      text: 'In that app: API permissions, Add a permission, Microsoft Graph, Delegated permissions. Add these, then Grant admin consent.',
      copies: 'scopes'
    },
    { text: 'Nothing else: Microsoft Graph lets any origin in that has a token.' }
  ],
  offers: { groups: true, changes: true },
  caveats: [
    'Groups come with all users only, not with those of an application.',
    'A list of changes has no managers. Deleted users stand in it with their ID only, as not active.',
    'Changes are not offered for external tenants and Azure AD B2C.',
    'The members of each group, and each user of an application, take a request of their own.',
    'A sign-in that fails with AADSTS9002326 means that the redirect URI is not of the platform Single-page application.'
  ]
};
