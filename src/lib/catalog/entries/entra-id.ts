import type { CatalogEntry } from '../catalog-entry';
import { graphConnection } from '../connections/graph';

export const entry: CatalogEntry = {
  id: 'entra-id',
  name: 'Microsoft Entra ID',
  category: 'identity',
  description: 'Microsoft’s cloud directory, Azure AD until 2023. People sign in with their user principal name.',
  wayIn: 'A connector, or a file: the downloaded users, the bulk create form, or the JSON of Microsoft Graph.',
  keywords: ['azure', 'azure ad', 'aad', 'microsoft 365', 'office 365', 'm365', 'graph', 'upn'],
  isProfileSource: true,
  connection: graphConnection,
  attributes: [
    'externalId',
    'userName',
    'displayName',
    'givenName',
    'familyName',
    'email',
    'otherEmail',
    'department',
    'title',
    'phone',
    'userType',
    'active'
  ],
  exports: [
    {
      name: 'downloaded users',
      where: 'Users, All users, Download users',
      caveat: 'The columns differ between tenants; employee ID and manager are not in it.',
      signature: ['userPrincipalName', 'displayName', 'accountEnabled'],
      headers: {
        objectId: 'externalId',
        id: 'externalId',
        userPrincipalName: 'userName',
        displayName: 'displayName',
        givenName: 'givenName',
        surname: 'familyName',
        mail: 'email',
        alternateEmailAddress: 'otherEmail',
        authenticationEmail: 'otherEmail',
        employeeId: 'employeeNumber',
        department: 'department',
        jobTitle: 'title',
        telephoneNumber: 'phone',
        mobile: 'phone',
        mobilePhone: 'phone',
        userType: 'userType',
        accountEnabled: 'active'
      }
    },
    {
      name: 'bulk create form',
      where: 'Users, Bulk operations, Bulk create: its CSV template, filled in',
      signature: [
        'Name [displayName] Required',
        'User name [userPrincipalName] Required',
        'Initial password [passwordProfile] Required',
        'Block sign in (Yes/No) [accountEnabled] Required'
      ],
      headers: {
        'User name [userPrincipalName] Required': 'userName',
        'Name [displayName] Required': 'displayName',
        'First name [givenName]': 'givenName',
        'Last name [surname]': 'familyName',
        'Department [department]': 'department',
        'Job title [jobTitle]': 'title',
        'Office phone [telephoneNumber]': 'phone',
        'Mobile phone [mobile]': 'phone',
        'Block sign in (Yes/No) [accountEnabled] Required': 'active'
      },
      inactive: { 'Block sign in (Yes/No) [accountEnabled] Required': ['Yes', 'True', '1'] }
    },
    {
      name: 'users of Microsoft Graph (JSON)',
      where: 'GET /v1.0/users with $select; each page, or all in one array',
      caveat: 'It has the properties of $select; the manager only with $expand.',
      format: 'scim-json',
      signature: ['id', 'userPrincipalName', 'displayName'],
      headers: {
        id: 'externalId',
        userPrincipalName: 'userName',
        displayName: 'displayName',
        givenName: 'givenName',
        surname: 'familyName',
        mail: 'email',
        otherMails: 'otherEmail',
        proxyAddresses: 'otherEmail',
        employeeId: 'employeeNumber',
        department: 'department',
        jobTitle: 'title',
        'manager.userPrincipalName': 'manager',
        'manager.mail': 'manager',
        'manager.id': 'manager',
        manager: 'manager',
        businessPhones: 'phone',
        mobilePhone: 'phone',
        userType: 'userType',
        accountEnabled: 'active'
      },
      kept: ['onPremisesImmutableId', 'onPremisesSamAccountName']
    }
  ]
};
