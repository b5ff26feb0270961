import type { JsonObject } from '../../model/json';
import type { PlanOperation } from '../../model/plan-operation';
import {
  PATCH_SCHEMA,
  pathPart,
  scimGroup,
  scimRequest,
  scimUser,
  type ScimReferences,
  type ScimSpelling
} from '../../model/scim-request';
import type { Commands } from './commands';
import { jsonText, type LookUps, type Reference } from './shell-references';
import { shellWord, type ShellPart } from './shell-word';

const GRANT_SCHEMA = 'urn:ietf:params:scim:schemas:oracle:idcs:Grant';
/** Stand for ids: a command names them in its own way. */
const ANYBODY: ScimReferences = { user: () => 'USER', group: () => 'GROUP' };

export interface ScimParts {
  readonly root: string;
  /** An Oracle identity domain: links are its grants, and users who have some are deleted with them. */
  readonly isOracle: boolean;
  readonly spelling: ScimSpelling;
}

/** A SCIM server. */
export function scimCommands(parts: ScimParts): Commands {
  const { root, isOracle, spelling } = parts;
  const lookUps: LookUps = {
    user: (name) => `${root}/Users?filter=${pathPart(`userName eq ${JSON.stringify(name)}`)}`,
    group: (name) => `${root}/Groups?filter=${pathPart(`displayName eq ${JSON.stringify(name)}`)}`
  };
  const create = (lookUp: string, path: string, data: JsonObject) =>
    `create ${shellWord(lookUp)} ${shellWord(path)} ${shellWord(JSON.stringify(data))}`;
  return {
    lookUps,
    createUser: ({ values }, name) => create(lookUps.user(name), `${root}/Users`, scimUser(values, spelling)),
    createGroup: (name) => create(lookUps.group(name), `${root}/Groups`, scimGroup(name, [])),
    deleteGroup: (group) => `${group.find}send DELETE ${shellWord(`${root}/Groups/`, group.path)}`,
    addMember: (user, group) =>
      patchGroup(root, user, group, ['"add","path":"members","value":[{"value":"', user.json, '","type":"User"}]']),
    removeMember: (user, group) =>
      patchGroup(root, user, group, ['"remove","path":"members[value eq \\"', inFilter(user), '\\"]"']),
    link: (user, app) => (isOracle ? grant(root, user, app) : undefined),
    unlink: (user, app) => (isOracle ? ungrant(root, user, app) : undefined),
    aboutUser: (operation, user) => aboutUser(parts, operation, user)
  };
}

function aboutUser(
  { root, isOracle, spelling }: ScimParts,
  operation: PlanOperation,
  user: Reference
): string | undefined {
  const request = scimRequest(operation, { ...ANYBODY, ...spelling });
  if (!request) return undefined;
  const query = isOracle && request.method === 'DELETE' ? '?forceDelete=true' : '';
  const body = request.data ? ` ${shellWord(JSON.stringify(request.data))}` : '';
  return `${user.find}send ${request.method} ${shellWord(`${root}/Users/`, user.path, query)}${body}`;
}

function patchGroup(root: string, user: Reference, group: Reference, change: readonly ShellPart[]): string {
  const body = shellWord(`{"schemas":["${PATCH_SCHEMA}"],"Operations":[{"op":`, ...change, '}]}');
  return `${user.find}${group.find}send PATCH ${shellWord(`${root}/Groups/`, group.path)} ${body}`;
}

/** Within a filter, the id is a text inside a text. */
function inFilter({ json }: Reference): ShellPart {
  return typeof json === 'string' ? jsonText(json) : json;
}

function grant(root: string, user: Reference, app: Reference): string {
  const body = shellWord(
    `{"schemas":["${GRANT_SCHEMA}"],"grantMechanism":"ADMINISTRATOR_TO_USER","grantee":{"type":"User","value":"`,
    user.json,
    '"},"app":{"value":"',
    app.json,
    '"}}'
  );
  return `${user.find}send POST ${shellWord(`${root}/Grants`)} ${body}`;
}

function ungrant(root: string, user: Reference, app: Reference): string {
  const filter = shellWord(
    `${root}/Grants?filter=${pathPart('grantee.value eq "')}`,
    user.path,
    pathPart('" and app.value eq "'),
    app.path,
    pathPart('"')
  );
  return `${user.find}find_id ${filter} && send DELETE ${shellWord(`${root}/Grants/`, { variable: 'found' })}`;
}
