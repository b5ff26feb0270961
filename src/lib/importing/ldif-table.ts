import { commonName, nameKey, nameSteps } from '../model/distinguished-name';
import { entryTable, type Entry, type EntryIssue, type EntryTable } from './entry-table';
import { joinGroups } from './group-names';
import { isSecret } from './ldif-secrets';
import type { LdifEntry } from './ldif-reader';

const PEOPLE = new Set(
  'person organizationalperson inetorgperson user account posixaccount simplesecurityobject'.split(' ')
);
/** They inherit from a person's class and are none. */
const NO_PEOPLE = new Set(['computer', 'contact', 'foreignsecurityprincipal']);
const GROUPS = new Set('group groupofnames groupofuniquenames groupofmembers groupofurls posixgroup'.split(' '));
const MEMBERS = ['member', 'uniquemember'];

/** The people of a directory as rows, each with the groups that name it or that it names. Other entries are no rows. */
export function ldifTable(entries: readonly LdifEntry[], issues: readonly EntryIssue[]): EntryTable {
  const people = entries.filter((entry) => kindOf(entry) === 'person');
  const groups = entries.filter((entry) => kindOf(entry) === 'group');
  const byMember = groupsByMember(groups);
  return entryTable(
    people.map((entry) => personRow(entry, byMember)),
    [...issues, ...secrets(people), ...(people.length > 0 ? unknownMembers(entries, groups) : [])]
  );
}

/** Attributes that are not taken over: which, and whose. What stands in them is told to nobody. */
function secrets(people: readonly LdifEntry[]): readonly EntryIssue[] {
  return people.flatMap(({ number, dn, attributes }) =>
    [...attributes]
      .filter(([key]) => isSecret(key))
      .map(([, { name }]) => ({ kind: 'secret-left-out' as const, number, excerpt: `${name} · ${dn}` }))
  );
}

/** Members that no entry of the file is: left behind by a deletion or a change of name, or not exported. */
function unknownMembers(entries: readonly LdifEntry[], groups: readonly LdifEntry[]): readonly EntryIssue[] {
  const known = new Set(entries.flatMap(memberKeys));
  return groups.flatMap((group) =>
    membersOf(group)
      .filter(({ key }) => !known.has(key))
      .map(({ text }) => ({
        kind: 'unknown-member' as const,
        number: group.number,
        excerpt: `${nameOfGroup(group)}: ${text}`
      }))
  );
}

/** By its classes; without them (a search for a few attributes) by what it has. */
function kindOf({ dn, attributes }: LdifEntry): 'person' | 'group' | 'other' {
  const classes = attributes.get('objectclass')?.values.map((value) => value.trim().toLowerCase());
  if (classes) {
    if (classes.some((name) => GROUPS.has(name))) return 'group';
    return classes.some((name) => PEOPLE.has(name)) && !classes.some((name) => NO_PEOPLE.has(name))
      ? 'person'
      : 'other';
  }
  if ([...MEMBERS, 'memberuid'].some((name) => attributes.has(name))) return 'group';
  const type = nameSteps(dn)?.[0]?.type ?? '';
  return attributes.size > 0 && ['cn', 'uid', 'sn', 'mail'].includes(type) ? 'person' : 'other';
}

/** Names of groups by the key of a member's name, and by `uid:` and the name where a group says no more. */
function groupsByMember(groups: readonly LdifEntry[]): ReadonlyMap<string, readonly string[]> {
  const byMember = new Map<string, string[]>();
  const add = (member: string, group: string) => {
    const known = byMember.get(member);
    if (known) known.push(group);
    else byMember.set(member, [group]);
  };
  for (const group of groups) for (const { key } of membersOf(group)) add(key, nameOfGroup(group));
  return byMember;
}

function nameOfGroup({ dn, attributes }: LdifEntry): string {
  return attributes.get('cn')?.values[0] ?? commonName(dn);
}

/** A member as it stands in the group, and the key that finds it among `memberKeys` of entries. */
function membersOf({ attributes }: LdifEntry): readonly { readonly text: string; readonly key: string }[] {
  const values = (name: string) => attributes.get(name)?.values ?? [];
  return [
    ...MEMBERS.flatMap(values).map((text) => ({ text, key: nameKey(text) })),
    ...values('memberuid').map((text) => ({ text, key: uidKey(text) }))
  ];
}

/** What groups call an entry: its name, or its `uid`. */
function memberKeys({ dn, attributes }: LdifEntry): readonly string[] {
  return [nameKey(dn), ...(attributes.get('uid')?.values ?? []).map(uidKey)];
}

function uidKey(uid: string): string {
  return `uid:${uid.trim().toLowerCase()}`;
}

function personRow(entry: LdifEntry, groups: ReadonlyMap<string, readonly string[]>): Entry {
  const { number, dn, attributes } = entry;
  const cells = new Map([['dn', dn]]);
  for (const [key, { name, values }] of attributes) {
    if (key === 'memberof' || isSecret(key)) continue;
    if (key === 'objectclass') cells.set(name, values.join('; '));
    else if (key === 'proxyaddresses') addAliases(cells, name, values);
    else addValues(cells, name, values);
  }
  const names = joinGroups([...ownGroups(attributes), ...memberKeys(entry).flatMap((key) => groups.get(key) ?? [])]);
  if (names !== '') cells.set('memberOf', names);
  return { number, cells };
}

function ownGroups(attributes: LdifEntry['attributes']): readonly string[] {
  return (attributes.get('memberof')?.values ?? []).map((path) => commonName(path));
}

/** The first value is the one that counts; what follows stands in a column of its own, so that nothing is lost. */
export function addValues(cells: Map<string, string>, name: string, values: readonly string[]): void {
  cells.set(name, values[0]);
  if (values.length > 1) cells.set(`${name} (2)`, values.slice(1).join('; '));
}

/** `SMTP:` marks the primary address, `smtp:` an alias; other kinds of address belong to no person's mail. */
function addAliases(cells: Map<string, string>, name: string, values: readonly string[]): void {
  const addresses = values.filter((value) => value.startsWith('smtp:')).map((value) => value.slice(5));
  if (addresses.length > 0) addValues(cells, name, addresses);
}
