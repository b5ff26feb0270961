import type { ConnectionForm } from '../connection-form';

export const servicenowConnection: ConnectionForm = {
  connectorId: 'servicenow',
  systemName: 'ServiceNow instance',
  address: {
    label: 'Address of the instance',
    example: 'https://acme.service-now.com'
  },
  fields: [
    {
      id: 'columns',
      label: 'Further columns',
      example: 'u_badge, cost_center.name',
      hint: 'Column names of sys_user. One that it does not have is left out by ServiceNow.',
      isRequired: false
    }
  ],
  lists: [{ id: 'users', label: 'Users', fields: [] }],
  token: {
    label: 'OAuth access token',
    hint: 'Of a user who may read sys_user, and sys_user_grmember for groups, by REST: the roles user_admin and snc_platform_rest_api_access, or what the instance has in their place.'
  },
  setUp: [
    {
      text: 'System Web Services, REST, CORS Rules, New. REST API: Table API. Domain: this origin. HTTP methods: GET. Under HTTP headers: allow Authorization, expose X-Total-Count.',
      copies: 'origin'
    },
    {
      text: 'System OAuth, Application Registry: make an endpoint for external clients, and a token of it (POST /oauth_token.do).'
    }
  ],
  offers: { groups: true, changes: true },
  caveats: [
    'The total may count users whom the token may not read; then the list counts as incomplete. A user who may read all of sys_user avoids that.',
    'Where X-Total-Count is not exposed, nothing tells how many users there are, and the list ends with the first empty page. Should the token be allowed to read none of the thousand users of a page, those after it would be missing: expose the header.',
    'A list of changes does not show users who were deleted.',
    'The names in these menus are those of recent releases.'
  ]
};
