import type { ConnectionForm } from '../connection-form';

export const githubConnection: ConnectionForm = {
  connectorId: 'github',
  systemName: 'GitHub organization',
  address: {
    label: 'GitHub API',
    example: 'https://api.github.com',
    default: 'https://api.github.com',
    hint: 'Another one only for GitHub Enterprise, such as https://api.acme.ghe.com or https://github.acme.com/api/v3.'
  },
  fields: [
    {
      id: 'org',
      label: 'Organization',
      example: 'acme',
      hint: 'As it stands in the address bar behind github.com.',
      isRequired: true
    },
    {
      id: 'withDetails',
      label: 'Names and e-mail addresses',
      example: 'yes',
      default: 'yes',
      hint: 'A request per member: GitHub allows 5,000 an hour, and the list waits for the next hour. Without it there are logins only.',
      isRequired: false,
      isSwitch: true
    }
  ],
  lists: [{ id: 'users', label: 'Members', fields: [] }],
  token: {
    label: 'Personal access token',
    hint: 'Of an owner of the organization: a classic one with the scope read:org, or a fine-grained one of the organization with “Members: Read-only”. With single sign-on it has to be authorized for the organization.'
  },
  setUp: [
    {
      text: 'In GitHub: Settings, Developer settings, Personal access tokens, of somebody who owns the organization. Where the organization has single sign-on: Configure SSO, Authorize.'
    },
    { text: 'Nothing else: GitHub lets any origin in that has a token.' }
  ],
  offers: { groups: true, changes: false },
  caveats: [
    'A token of somebody outside the organization sees its public members only, and GitHub does not say so.',
    'E-mail is there only where a member shows it in the profile; outside collaborators are left out.',
    'GitHub offers no list of changes: each list is a whole one.'
  ]
};
