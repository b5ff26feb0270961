import { isActiveStatus } from '../../model/active-status';
import type { Attribute } from '../../model/attribute';
import type { JsonObject } from '../../model/json';
import type { AttributeChange, PlannedUser, PlanOperation } from '../../model/plan-operation';
import { pathPart, type UserValues } from '../../model/scim-request';
import { sentOtherEmails, sentText } from '../../model/sent-text';
import type { Commands } from './commands';
import type { LookUps, Reference } from './shell-references';
import { shellWord } from './shell-word';

const PROPERTIES: Partial<Record<Attribute, string>> = {
  userName: 'userPrincipalName',
  displayName: 'displayName',
  givenName: 'givenName',
  familyName: 'surname',
  email: 'mail',
  otherEmail: 'otherMails',
  employeeNumber: 'employeeId',
  department: 'department',
  title: 'jobTitle',
  phone: 'businessPhones',
  userType: 'userType'
};
/** The role of an app that defines none. */
const DEFAULT_ROLE = '00000000-0000-0000-0000-000000000000';

const LOOK_UPS: LookUps = {
  user: (name) => `/v1.0/users/${pathPart(name)}`,
  group: (name) => `/v1.0/groups?$filter=${pathPart(`displayName eq '${name.replaceAll("'", "''")}'`)}`
};

/** Microsoft Graph. Suspended users are unknown there: sign-in is blocked. Managers are not said. */
export const GRAPH_COMMANDS: Commands = {
  lookUps: LOOK_UPS,
  createUser,
  createGroup: (name) => {
    const body = {
      displayName: name,
      mailEnabled: false,
      mailNickname: nickname(name, 'group'),
      securityEnabled: true
    };
    return `create ${shellWord(LOOK_UPS.group(name))} /v1.0/groups ${shellWord(JSON.stringify(body))}`;
  },
  deleteGroup: (group) => `${group.find}send DELETE ${shellWord('/v1.0/groups/', group.path)}`,
  addMember: (user, group) => {
    const body = shellWord('{"@odata.id":"', { variable: 'base' }, '/v1.0/directoryObjects/', user.json, '"}');
    return `${user.find}${group.find}send POST ${shellWord('/v1.0/groups/', group.path, '/members/$ref')} ${body}`;
  },
  removeMember: (user, group) => {
    const path = shellWord('/v1.0/groups/', group.path, '/members/', user.path, '/$ref');
    return `${user.find}${group.find}send DELETE ${path}`;
  },
  link: (user, app) => {
    const role = `","appRoleId":"${DEFAULT_ROLE}"}`;
    const body = shellWord('{"principalId":"', user.json, '","resourceId":"', app.json, role);
    return `${user.find}send POST ${shellWord('/v1.0/servicePrincipals/', app.path, '/appRoleAssignedTo')} ${body}`;
  },
  unlink: (user, app) => {
    const assignments = '/appRoleAssignments';
    const list = shellWord('/v1.0/users/', user.path, `${assignments}?$filter=resourceId%20eq%20`, app.path);
    const one = shellWord('/v1.0/users/', user.path, `${assignments}/`, { variable: 'found' });
    return `${user.find}find_id ${list} && send DELETE ${one}`;
  },
  aboutUser
};

function createUser({ row, values }: PlannedUser, name: string): string {
  const body = {
    ...propertiesOf(values),
    displayName: values.displayName || name,
    accountEnabled: isActiveStatus(values.active ?? ''),
    mailNickname: nickname(name.split('@')[0], `user${row}`)
  };
  const text = JSON.stringify(body).slice(0, -1);
  const password = [
    ',"passwordProfile":{"forceChangePasswordNextSignIn":true,"password":"',
    { variable: 'password' },
    '"}}'
  ];
  return `create ${shellWord(LOOK_UPS.user(name))} /v1.0/users ${shellWord(text, ...password)}`;
}

function aboutUser({ kind, changes }: PlanOperation, user: Reference): string | undefined {
  const path = shellWord('/v1.0/users/', user.path);
  switch (kind) {
    case 'update-user': {
      const body = changedProperties(changes);
      return Object.keys(body).length === 0 ? undefined : patch(user, path, body);
    }
    case 'activate-user':
      return patch(user, path, { accountEnabled: true });
    case 'suspend-user':
    case 'deactivate-user':
      return patch(user, path, { accountEnabled: false });
    case 'delete-user':
      return `${user.find}send DELETE ${path}`;
    default:
      return undefined;
  }
}

function patch(user: Reference, path: string, body: JsonObject): string {
  return `${user.find}send PATCH ${path} ${shellWord(JSON.stringify(body))}`;
}

function propertiesOf(values: UserValues): JsonObject {
  // Its keys are attributes.
  const entries = Object.entries(PROPERTIES) as [Attribute, string][];
  return Object.fromEntries(
    entries.flatMap(([attribute, name]) => (values[attribute] ? propertyOf(attribute, name, values[attribute]) : []))
  );
}

function changedProperties(changes: readonly AttributeChange[]): JsonObject {
  return Object.fromEntries(
    changes.flatMap(({ attribute, after }) => {
      if (attribute === 'active') return [['accountEnabled', isActiveStatus(after)] as const];
      const name = PROPERTIES[attribute];
      return name ? propertyOf(attribute, name, after) : [];
    })
  );
}

/** What is emptied is null, or a list without anything. Nothing where Graph does not take the value. */
function propertyOf(attribute: Attribute, name: string, value: string): readonly (readonly [string, unknown])[] {
  if (attribute === 'otherEmail') return [[name, sentOtherEmails(value)]];
  if (attribute === 'phone') return [[name, value === '' ? [] : [value]]];
  if (value === '') return [[name, null]];
  const text = sentText(attribute, value, 'entra');
  return text === '' ? [] : [[name, text]];
}

/** ASCII only, at most 64 characters. */
function nickname(text: string, otherwise: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]/g, '')
    .slice(0, 64);
  return plain || otherwise;
}
