import { isActiveStatus } from '../../model/active-status';
import type { Attribute } from '../../model/attribute';
import type { JsonObject } from '../../model/json';
import type { AttributeChange, PlanOperation } from '../../model/plan-operation';
import { pathPart, type UserValues } from '../../model/scim-request';
import { sentText } from '../../model/sent-text';
import type { Commands } from './commands';
import { jsonText, type LookUps, type Reference } from './shell-references';
import { shellWord } from './shell-word';

const PROFILE: Partial<Record<Attribute, string>> = {
  userName: 'login',
  email: 'email',
  otherEmail: 'secondEmail',
  givenName: 'firstName',
  familyName: 'lastName',
  displayName: 'displayName',
  employeeNumber: 'employeeNumber',
  department: 'department',
  title: 'title',
  manager: 'manager',
  phone: 'primaryPhone',
  userType: 'userType'
};

const LOOK_UPS: LookUps = {
  user: (login) => `/api/v1/users/${pathPart(login)}`,
  group: (name) => `/api/v1/groups?search=${pathPart(`profile.name eq ${JSON.stringify(name)}`)}`
};

/** What stands for the manager whom a text means. */
type ManagerName = (text: string) => string;

/** Okta's own API. Who is new and active is activated at once, which sends a mail; others are staged. */
export function oktaCommands(managerName: ManagerName): Commands {
  return {
    lookUps: LOOK_UPS,
    createUser: ({ values }, login) => {
      const path = `/api/v1/users?activate=${String(isActiveStatus(values.active ?? ''))}`;
      const body = JSON.stringify({ profile: profileOf(values, managerName) });
      return `create ${shellWord(LOOK_UPS.user(login))} ${shellWord(path)} ${shellWord(body)}`;
    },
    createGroup: (name) => {
      const body = JSON.stringify({ profile: { name } });
      return `create ${shellWord(LOOK_UPS.group(name))} /api/v1/groups ${shellWord(body)}`;
    },
    deleteGroup: (group) => `${group.find}send DELETE ${shellWord('/api/v1/groups/', group.path)}`,
    addMember: (user, group) => `${user.find}${group.find}send PUT ${memberPath(user, group)} ''`,
    removeMember: (user, group) => `${user.find}${group.find}send DELETE ${memberPath(user, group)}`,
    link: (user, app, { userName }) => {
      const credentials = userName === '' ? '' : `,"credentials":{"userName":"${jsonText(userName)}"}`;
      const body = shellWord('{"id":"', user.json, `","scope":"USER"${credentials}}`);
      return `${user.find}send POST ${shellWord('/api/v1/apps/', app.path, '/users')} ${body}`;
    },
    unlink: (user, app) => `${user.find}send DELETE ${shellWord('/api/v1/apps/', app.path, '/users/', user.path)}`,
    aboutUser: (operation, user) => aboutUser(operation, user, managerName)
  };
}

function memberPath(user: Reference, group: Reference): string {
  return shellWord('/api/v1/groups/', group.path, '/users/', user.path);
}

function aboutUser({ kind, changes }: PlanOperation, user: Reference, managerName: ManagerName): string | undefined {
  // The functions of the script that ask for the status first take the user from its variable.
  const find = user.find === '' ? `user=${shellWord(user.path)} && ` : user.find;
  switch (kind) {
    case 'update-user': {
      const profile = changedProfile(changes, managerName);
      if (Object.keys(profile).length === 0) return undefined;
      return `${user.find}send POST ${shellWord('/api/v1/users/', user.path)} ${shellWord(JSON.stringify({ profile }))}`;
    }
    case 'activate-user':
      return `${find}lifecycle ACTIVE 'activate?sendEmail=false'`;
    case 'suspend-user':
      return `${find}lifecycle SUSPENDED suspend`;
    case 'deactivate-user':
      return `${find}lifecycle DEPROVISIONED 'deactivate?sendEmail=false'`;
    case 'delete-user':
      return `${find}erase`;
    default:
      return undefined;
  }
}

function profileOf(values: UserValues, managerName: ManagerName): JsonObject {
  // Its keys are attributes.
  const entries = Object.entries(PROFILE) as [Attribute, string][];
  return Object.fromEntries(
    entries.flatMap(([attribute, name]) => {
      const value = values[attribute];
      return value ? [[name, profileText(attribute, value, managerName)]] : [];
    })
  );
}

/** What is emptied is null to Okta. */
function changedProfile(changes: readonly AttributeChange[], managerName: ManagerName): JsonObject {
  return Object.fromEntries(
    changes.flatMap(({ attribute, after }) => {
      const name = PROFILE[attribute];
      return name ? [[name, after === '' ? null : profileText(attribute, after, managerName)] as const] : [];
    })
  );
}

function profileText(attribute: Attribute, value: string, managerName: ManagerName): string {
  return attribute === 'manager' ? managerName(value) : sentText(attribute, value, 'okta');
}
