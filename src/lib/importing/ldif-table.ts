import { commonName, nameKey, nameSteps } from './distinguished-name';
import { entryTable, type Entry, type EntryIssue, type EntryTable } from './entry-table';
import { joinGroups } from './group-names';
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
  const groups = groupsByMember(entries.filter((entry) => kindOf(entry) === 'group'));
  return entryTable(
    people.map((entry) => personRow(entry, groups)),
    issues
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
  for (const { dn, attributes } of groups) {
    const name = attributes.get('cn')?.values[0] ?? commonName(dn);
    for (const kind of MEMBERS) attributes.get(kind)?.values.forEach((member) => add(nameKey(member), name));
    attributes.get('memberuid')?.values.forEach((uid) => add(`uid:${uid.trim().toLowerCase()}`, name));
  }
  return byMember;
}

function personRow({ number, dn, attributes }: LdifEntry, groups: ReadonlyMap<string, readonly string[]>): Entry {
  const cells = new Map([['dn', dn]]);
  for (const [key, { name, values }] of attributes) {
    if (key === 'memberof') continue;
    if (key === 'objectclass') cells.set(name, values.join('; '));
    else if (key === 'proxyaddresses') addAliases(cells, name, values);
    else addValues(cells, name, values);
  }
  const names = joinGroups([...ownGroups(attributes), ...groupsNaming(dn, attributes, groups)]);
  if (names !== '') cells.set('memberOf', names);
  return { number, cells };
}

function ownGroups(attributes: LdifEntry['attributes']): readonly string[] {
  return (attributes.get('memberof')?.values ?? []).map((path) => commonName(path));
}

/** Groups that have the person as a member, by name or by `uid`. */
function groupsNaming(
  dn: string,
  attributes: LdifEntry['attributes'],
  groups: ReadonlyMap<string, readonly string[]>
): readonly string[] {
  const uids = (attributes.get('uid')?.values ?? []).map((uid) => `uid:${uid.trim().toLowerCase()}`);
  return [nameKey(dn), ...uids].flatMap((key) => groups.get(key) ?? []);
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
