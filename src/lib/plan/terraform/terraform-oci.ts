import type { PlannedUser } from '../../model/plan-operation';
import { GROUP_SCHEMA } from '../../model/scim-request';
import { OperationTally } from '../hand-over/operation-tally';
import { textFile, type TextPart } from '../hand-over/text-file';
import type { FilePiece, OperationSource, WriteOptions, WriteTally } from '../plan-file';
import { CreatedUsers } from './created-users';
import { hclBlock, hclList, hclString, type Argument } from './hcl-text';
import { knownId, unknownIdNotes } from '../known-id';
import { ManagerIds } from '../manager-ids';
import { ENDPOINT, importedOciUser, isSaidByOci, isWholeOciUser, LIFECYCLE, newOciUser } from './oci-user';
import { plannedValues, usersOnce } from './planned-values';
import { linkResource, NumberedNames, userResource } from './resource-names';

/** Members of new groups that are held in memory at a time; beyond that the memberships are read once more. */
const MEMBERS_HELD = 200_000;
const GRANT_SCHEMA = 'urn:ietf:params:scim:schemas:oracle:idcs:Grant';

/** An `id` made of a variable needs 1.6. */
const PROVIDER = `terraform {
  required_version = ">= 1.6"

  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}
`;

interface Work {
  readonly source: OperationSource;
  readonly tally: OperationTally;
  readonly created: CreatedUsers;
  readonly names: NumberedNames;
  readonly apps: NumberedNames;
  /** Of a user who exists; empty where it is not known. */
  readonly idOf: (user: PlannedUser) => string;
  readonly managers: ManagerIds;
}

/**
 * The plan for Oracle's Terraform provider, an identity domain's part of it. Users who exist are imported by id and
 * changed; without an id or a family name they are left unsaid, as are memberships of groups that exist, whose id is not
 * known, and whatever Terraform could only do to what it manages already. Oracle knows no suspended users: they are made
 * inactive. No secret stands in the files.
 */
export function* terraformOci(source: OperationSource, options: WriteOptions): Generator<FilePiece, WriteTally> {
  const work: Work = {
    source,
    tally: new OperationTally(source.counts),
    created: new CreatedUsers(),
    names: new NumberedNames(),
    apps: new NumberedNames(),
    idOf: (user) => knownId(user, { ...options, target: 'oracle' }),
    managers: new ManagerIds({ ...options, target: 'oracle' })
  };
  yield* textFile('terraform-oci/users.tf', users(work));
  yield* textFile('terraform-oci/grants.tf', grants(work));
  yield* textFile('terraform-oci/groups.tf', groups(work));
  yield* textFile('terraform-oci/main.tf', variables(work, options));
  work.tally.notes.push(...work.managers.notes);
  return work.tally.result();
}

function* users({ source, tally, created, idOf, managers }: Work): Generator<TextPart, void> {
  for (const { user } of source.operations(['create-user'])) {
    if (!user || !isWholeOciUser(user.values)) continue;
    created.add(user);
    tally.say('create-user');
    yield { text: `${newOciUser(user, managers.of)}\n`, rows: 1 };
  }
  let unknown = 0;
  for (const update of usersOnce(source, (change) => isSaidByOci(change, managers.of))) {
    const { user, kinds } = update;
    if (idOf(user) === '') unknown += kinds.length;
    else if (isWholeOciUser(plannedValues(update))) {
      for (const kind of kinds) tally.say(kind);
      yield { text: `${importedOciUser(update, managers.of)}\n`, rows: kinds.length };
    }
  }
  tally.notes.push(...unknownIdNotes(unknown, 'oracle'));
}

function* grants({ source, tally, created, apps, idOf }: Work): Generator<TextPart, void> {
  for (const { user, account } of source.operations(['link'])) {
    const id = user && userId(user, created, idOf);
    if (!user || !account || id === undefined) continue;
    const app = apps.nameOf(account.appName);
    tally.say('link');
    const args: readonly Argument[] = [
      ENDPOINT,
      ['schemas', hclList([hclString(GRANT_SCHEMA)])],
      ['grant_mechanism', hclString('ADMINISTRATOR_TO_USER')]
    ];
    const grantee = hclBlock('grantee', [
      ['type', hclString('User')],
      ['value', id]
    ]);
    const head = `resource "oci_identity_domains_grant" "${linkResource(user, app, account)}"`;
    const block = hclBlock(head, args, [grantee, hclBlock('app', [['value', `var.app_${app}`]]), LIFECYCLE]);
    yield { text: `${block}\n`, rows: 1 };
  }
}

/** New groups with their members in them, as many groups at a time as may be held. */
function* groups(work: Work): Generator<TextPart, void> {
  const counts = new Map<string, number>();
  for (const { group } of work.source.operations(['create-group'])) if (group) counts.set(group.name, 0);
  for (const { group } of work.source.operations(['add-member'])) {
    const count = group && counts.get(group.name);
    if (group && count !== undefined) counts.set(group.name, count + 1);
  }
  let batch = new Map<string, string[]>();
  let held = 0;
  for (const [name, count] of counts) {
    if (held + count > MEMBERS_HELD && batch.size > 0) {
      yield* groupBatch(work, batch);
      batch = new Map();
      held = 0;
    }
    batch.set(name, []);
    held += count;
  }
  yield* groupBatch(work, batch);
}

function* groupBatch(
  { source, tally, created, names, idOf }: Work,
  batch: Map<string, string[]>
): Generator<TextPart, void> {
  if (batch.size === 0) return;
  for (const { user, group } of source.operations(['add-member'])) {
    const members = group && batch.get(group.name);
    const id = user && userId(user, created, idOf);
    if (members && id !== undefined) members.push(id);
  }
  for (const [name, members] of batch) {
    tally.say('create-group');
    tally.say('add-member', members.length);
    const args: readonly Argument[] = [
      ENDPOINT,
      ['schemas', hclList([hclString(GROUP_SCHEMA)])],
      ['display_name', hclString(name)]
    ];
    const blocks = members.map((id) =>
      hclBlock('members', [
        ['type', hclString('User')],
        ['value', id]
      ])
    );
    const head = `resource "oci_identity_domains_group" "${names.nameOf(name)}"`;
    yield { text: `${hclBlock(head, args, [...blocks, LIFECYCLE])}\n`, rows: 1 + members.length };
  }
}

function* variables({ apps }: Work, { address, targetApps }: WriteOptions): Generator<TextPart, void> {
  yield { text: PROVIDER, rows: 0 };
  yield { text: variable('idcs_endpoint', "The identity domain's address", address || undefined), rows: 0 };
  for (const [app, name] of apps.all) {
    yield { text: variable(`app_${name}`, `Oracle's id of the app ${app}`, targetApps.get(app)), rows: 0 };
  }
}

function variable(name: string, description: string, value: string | undefined): string {
  const args: Argument[] = [
    ['type', 'string'],
    ['description', hclString(description)]
  ];
  if (value !== undefined) args.push(['default', hclString(value)]);
  return `\n${hclBlock(`variable "${name}"`, args)}`;
}

function userId(user: PlannedUser, created: CreatedUsers, idOf: Work['idOf']): string | undefined {
  if (created.has(user)) return `oci_identity_domains_user.${userResource(user)}.id`;
  const id = idOf(user);
  return id === '' ? undefined : hclString(id);
}
