import type { ScimRecord, ScimStore } from '../../fixtures/systems/scimmy-server';
import type { CommitLists } from './commit-figures';

/** Users that the server has already; each has an account that says a department more. */
export const KNOWN_USERS = 1000;
/** Accounts of people whom nobody knows yet. */
const NEW_USERS = 1000;
const GROUPS = 25;

const DEPARTMENT = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

interface PlannedPerson {
  readonly userName: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly department: string;
  readonly group: string;
}

/** 1,000 updates, 1,000 users to create, 25 groups, 2,000 memberships, and 2,000 links, which SCIM has no request for. */
export function commitLists(known: readonly ScimRecord[]): CommitLists {
  const users = known.map((user) => {
    const { givenName, familyName } = user['name'] as { readonly givenName: string; readonly familyName: string };
    return [user.id, user['userName'], givenName, familyName, user['userName'], user['displayName']].join(',');
  });
  const accounts = plannedPeople(known).map(({ userName, givenName, familyName, department, group }) =>
    [userName, givenName, familyName, userName, department, group].join(',')
  );
  return {
    users: ['id,userName,givenName,familyName,email,displayName', ...users, ''].join('\n'),
    accounts: ['userName,givenName,familyName,email,department,groups', ...accounts, ''].join('\n')
  };
}

function plannedPeople(known: readonly ScimRecord[]): readonly PlannedPerson[] {
  const there = known.map((user, at) => ({
    userName: String(user['userName']),
    ...(user['name'] as { readonly givenName: string; readonly familyName: string }),
    ...placeOf(at)
  }));
  const added = Array.from({ length: NEW_USERS }, (_, i) => ({
    userName: `newcomer${i}@example.com`,
    givenName: `Zoë${i}`,
    familyName: `O'Brien${i}`,
    ...placeOf(KNOWN_USERS + i)
  }));
  return [...there, ...added];
}

function placeOf(at: number): Pick<PlannedPerson, 'department' | 'group'> {
  return { department: `Department ${at % 7}`, group: `Team ${at % GROUPS}` };
}

export interface StateFault {
  readonly kind: 'duplicate' | 'missing' | 'different';
  readonly what: string;
}

/** What the server holds beside what the plan amounts to, person by person and group by group. */
export function stateFaults(known: readonly ScimRecord[], { users, groups }: ScimStore): readonly StateFault[] {
  const people = plannedPeople(known);
  const faults: StateFault[] = [];
  const byName = groupedBy(users, (user) => String(user['userName']));
  for (const person of people) faults.push(...personFaults(person, byName.get(person.userName) ?? []));
  if (byName.size > people.length) faults.push({ kind: 'different', what: `${byName.size} user names` });
  const namesById = new Map(users.map(({ id, ...user }) => [id, String(user['userName'])]));
  const teams = groupedBy(groups, (group) => String(group['displayName']));
  for (const [name, members] of groupedBy(people, ({ group }) => group))
    faults.push(...groupFaults(name, members, { found: teams.get(name) ?? [], namesById }));
  if (teams.size > GROUPS) faults.push({ kind: 'different', what: `${teams.size} group names` });
  return faults;
}

function personFaults(person: PlannedPerson, found: readonly ScimRecord[]): readonly StateFault[] {
  const what = person.userName;
  if (found.length === 0) return [{ kind: 'missing', what }];
  if (found.length > 1) return [{ kind: 'duplicate', what }];
  const [user] = found;
  const name = user['name'] as { readonly givenName?: string; readonly familyName?: string } | undefined;
  const emails = (user['emails'] ?? []) as readonly { readonly value: string; readonly primary?: boolean }[];
  const work = user[DEPARTMENT] as { readonly department?: string } | undefined;
  const is = [name?.givenName, name?.familyName, emails.find(({ primary }) => primary)?.value, work?.department];
  const planned = [person.givenName, person.familyName, person.userName, person.department];
  return JSON.stringify(is) === JSON.stringify(planned)
    ? []
    : [{ kind: 'different', what: `${what}: ${JSON.stringify(is)} for ${JSON.stringify(planned)}` }];
}

function groupFaults(
  name: string,
  members: readonly PlannedPerson[],
  { found, namesById }: { readonly found: readonly ScimRecord[]; readonly namesById: ReadonlyMap<string, string> }
): readonly StateFault[] {
  if (found.length === 0) return [{ kind: 'missing', what: name }];
  if (found.length > 1) return [{ kind: 'duplicate', what: name }];
  const values = (found[0]['members'] ?? []) as readonly { readonly value: string }[];
  const there = values.map(({ value }) => namesById.get(value) ?? value);
  const planned = new Set(members.map(({ userName }) => userName));
  const faults: StateFault[] = [];
  if (new Set(there).size < there.length) faults.push({ kind: 'duplicate', what: `a member of ${name}` });
  for (const userName of planned)
    if (!there.includes(userName)) faults.push({ kind: 'missing', what: `${userName} in ${name}` });
  for (const userName of there)
    if (!planned.has(userName)) faults.push({ kind: 'different', what: `${userName} in ${name}` });
  return faults;
}

function groupedBy<Value>(
  values: readonly Value[],
  key: (value: Value) => string
): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group) group.push(value);
    else groups.set(key(value), [value]);
  }
  return groups;
}
