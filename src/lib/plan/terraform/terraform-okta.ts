import type { PlannedUser } from '../../model/plan-operation';
import { OperationTally } from '../hand-over/operation-tally';
import { textFile, type TextPart } from '../hand-over/text-file';
import type { FilePiece, OperationSource, WriteOptions, WriteTally } from '../plan-file';
import { CreatedUsers } from './created-users';
import { hclBlock, hclString, type Argument } from './hcl-text';
import { importedOktaUser, isSaidByOkta, isWholeOktaUser, newOktaUser } from './okta-user';
import { plannedValues, usersOnce } from './planned-values';
import { knownId, unknownIdNotes } from '../known-id';
import { linkResource, NumberedNames, userResource } from './resource-names';

/** Members that one resource names, and that are held in memory before all are written. */
const MEMBERS_AT_ONCE = 1000;
const MEMBERS_HELD = 100_000;

const PROVIDER = `terraform {
  required_version = ">= 1.5"

  required_providers {
    okta = {
      source = "okta/okta"
    }
  }
}
`;

/** What is needed while the files are written one after the other. */
interface Work {
  readonly source: OperationSource;
  readonly tally: OperationTally;
  readonly created: CreatedUsers;
  readonly newGroups: Set<string>;
  readonly groups: NumberedNames;
  readonly apps: NumberedNames;
  /** Of a user who exists; empty where it is not known. */
  readonly idOf: (user: PlannedUser) => string;
}

/**
 * The plan for Okta's Terraform provider. Users who exist are imported by id and changed; without an id, without one of
 * the four attributes that the provider requires, they are left unsaid, as is whatever Terraform could only do to what it
 * manages already: deletions and removals. No secret stands in the files: the provider takes its token from the environment.
 */
export function* terraformOkta(source: OperationSource, options: WriteOptions): Generator<FilePiece, WriteTally> {
  const work: Work = {
    source,
    tally: new OperationTally(source.counts),
    created: new CreatedUsers(),
    newGroups: new Set(),
    groups: new NumberedNames(),
    apps: new NumberedNames(),
    idOf: (user) => knownId(user, { ...options, target: 'okta' })
  };
  yield* textFile('terraform-okta/users.tf', users(work));
  yield* textFile('terraform-okta/links.tf', links(work));
  yield* textFile('terraform-okta/groups.tf', groups(work));
  yield* textFile('terraform-okta/memberships.tf', memberships(work));
  yield* textFile('terraform-okta/main.tf', variables(work, options));
  return work.tally.result();
}

function* users({ source, tally, created, idOf }: Work): Generator<TextPart, void> {
  for (const { user } of source.operations(['create-user'])) {
    if (!user || !isWholeOktaUser(user.values)) continue;
    created.add(user);
    tally.say('create-user');
    yield { text: `${newOktaUser(user)}\n`, rows: 1 };
  }
  let unknown = 0;
  for (const update of usersOnce(source, isSaidByOkta)) {
    const { user, kinds } = update;
    if (idOf(user) === '') unknown += kinds.length;
    else if (isWholeOktaUser(plannedValues(update))) {
      for (const kind of kinds) tally.say(kind);
      yield { text: `${importedOktaUser(update)}\n`, rows: kinds.length };
    }
  }
  tally.notes.push(...unknownIdNotes(unknown, 'okta'));
}

function* links({ source, tally, created, apps, idOf }: Work): Generator<TextPart, void> {
  for (const { user, account } of source.operations(['link'])) {
    const id = user && userId(user, created, idOf);
    if (!user || !account || id === undefined) continue;
    const app = apps.nameOf(account.appName);
    const args: Argument[] = [
      ['app_id', `var.app_${app}`],
      ['user_id', id]
    ];
    if (account.userName !== '') args.push(['username', hclString(account.userName)]);
    tally.say('link');
    yield { text: `${hclBlock(`resource "okta_app_user" "${linkResource(user, app, account)}"`, args)}\n`, rows: 1 };
  }
}

function* groups({ source, tally, groups: names, newGroups }: Work): Generator<TextPart, void> {
  for (const { group } of source.operations(['create-group'])) {
    if (!group || newGroups.has(group.name)) continue;
    newGroups.add(group.name);
    tally.say('create-group');
    const head = `resource "okta_group" "${names.nameOf(group.name)}"`;
    yield { text: `${hclBlock(head, [['name', hclString(group.name)]])}\n`, rows: 1 };
  }
}

/** Members as they come, put together by group; the same group may have several resources, which do not disturb one another. */
function* memberships({ source, tally, created, groups: names, newGroups, idOf }: Work): Generator<TextPart, void> {
  const held = new HeldMembers(names, newGroups);
  for (const { user, group } of source.operations(['add-member'])) {
    const id = user && userId(user, created, idOf);
    if (!group || id === undefined) continue;
    tally.say('add-member');
    yield* held.add(group.name, id);
  }
  yield* held.all();
}

function* variables({ apps }: Work, { targetApps }: WriteOptions): Generator<TextPart, void> {
  yield { text: PROVIDER, rows: 0 };
  for (const [app, name] of apps.all) {
    const id = targetApps.get(app);
    const value: readonly Argument[] = id === undefined ? [] : [['default', hclString(id)]];
    const args: readonly Argument[] = [
      ['type', 'string'],
      ['description', hclString(`Okta's id of the app ${app}`)],
      ...value
    ];
    yield { text: `\n${hclBlock(`variable "app_${name}"`, args)}`, rows: 0 };
  }
}

function userId(user: PlannedUser, created: CreatedUsers, idOf: Work['idOf']): string | undefined {
  if (created.has(user)) return `okta_user.${userResource(user)}.id`;
  const id = idOf(user);
  return id === '' ? undefined : hclString(id);
}

class HeldMembers {
  #members = new Map<string, string[]>();
  #count = 0;
  #resources = 0;
  readonly #looked = new Set<string>();
  readonly #names: NumberedNames;
  readonly #newGroups: ReadonlySet<string>;

  constructor(names: NumberedNames, newGroups: ReadonlySet<string>) {
    this.#names = names;
    this.#newGroups = newGroups;
  }

  *add(group: string, id: string): Generator<TextPart, void> {
    const members = this.#members.get(group);
    if (members) members.push(id);
    else this.#members.set(group, [id]);
    this.#count++;
    if (members && members.length >= MEMBERS_AT_ONCE) {
      yield this.#written(group, members);
      this.#members.delete(group);
      this.#count -= members.length;
    } else if (this.#count >= MEMBERS_HELD) yield* this.all();
  }

  *all(): Generator<TextPart, void> {
    for (const [group, members] of this.#members) yield this.#written(group, members);
    this.#members = new Map();
    this.#count = 0;
  }

  #written(group: string, members: readonly string[]): TextPart {
    const name = this.#names.nameOf(group);
    const isNew = this.#newGroups.has(group);
    const lookUp =
      isNew || this.#looked.has(group)
        ? ''
        : `${hclBlock(`data "okta_group" "${name}"`, [['name', hclString(group)]])}\n`;
    this.#looked.add(group);
    const block = hclBlock(`resource "okta_group_memberships" "${name}_${++this.#resources}"`, [
      ['group_id', `${isNew ? '' : 'data.'}okta_group.${name}.id`],
      ['users', `[\n${members.map((id) => `    ${id},\n`).join('')}  ]`]
    ]);
    return { text: `${lookUp}${block}\n`, rows: members.length };
  }
}
