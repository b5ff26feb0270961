import type { ApplyError, AppliedThing } from '../../model/apply-error';
import type { Attribute } from '../../model/attribute';
import type { AttributeChange, OperationKind, PlannedUser, PlanOperation } from '../../model/plan-operation';
import { findGroup } from './find-group';
import { isUserSo } from './is-user-so';
import type { Looked } from './looked';
import { readPages, TooManyPages, type PageReader } from './read-pages';
import { refusedToLook } from './refused-to-look';
import { differences, folded, isSameText } from './same-user';
import { NO_IDS, type FoundUser, type KnownIds, type LookUp, type TargetSystem } from './target-system';

export interface LookParts extends PageReader {
  readonly system: TargetSystem;
}

/** Members of a large group are not read for each of them; others may change them meanwhile. */
const LIST_MS = 60_000;
/** So many user names stand in one address. */
const MOST_AT_ONCE = 20;
const MOST_NAME_CHARS = 1200;

/** Kinds that want somebody, or something, to be gone: nothing is left to do where it never was. */
const WANTS_GONE: ReadonlySet<OperationKind> = new Set(['remove-member', 'unlink', 'delete-user', 'delete-group']);

/** Kinds for which the user's own record says whether it is so. */
const LOOKS_AT_USER: ReadonlySet<OperationKind> = new Set([
  'update-user',
  'activate-user',
  'suspend-user',
  'deactivate-user',
  'delete-user'
]);

/**
 * Looks at a system on behalf of operations: whom they are about, and whether it is so already. Remembers ids, which do
 * not change; what is so is asked each time, except for lists of members.
 */
export class TargetLook {
  readonly #parts: LookParts;
  /** By row: of users who were found or created. */
  readonly #userIds = new Map<number, string>();
  readonly #groupIds = new Map<string, string>();
  /** By folded user name; complete for those names that stand in it. */
  readonly #together = new Map<string, readonly FoundUser[]>();
  #refusesSeveral = false;
  /** Ids by the path they were read from: members of a group, most of all. Kept up with what is changed from here. */
  readonly #lists = new Map<string, { readonly ids: Set<string>; readonly readAt: number }>();

  constructor(parts: LookParts) {
    this.#parts = parts;
  }

  /** Forgets what was read for the batch before, and looks up its users. */
  async beginBatch(operations: readonly PlanOperation[]): Promise<void> {
    this.#together.clear();
    for (const [path, { readAt }] of this.#lists) if (isOld(readAt)) this.#lists.delete(path);
    await this.lookTogether(operations);
  }

  /** Looks up their users at once, anew, where the system takes that. */
  async lookTogether(operations: readonly PlanOperation[]): Promise<void> {
    for (const { user } of operations) this.#together.delete(folded(user?.values.userName ?? ''));
    const { findUsers } = this.#parts.system;
    if (!findUsers || this.#refusesSeveral) return;
    const wanted = operations.filter(
      ({ kind, user }) => user && (!this.#userIds.has(user.row) || LOOKS_AT_USER.has(kind))
    );
    const names = [...new Set(wanted.map(({ user }) => user?.values.userName ?? ''))];
    for (const some of inParts(names.filter((name) => name !== '' && findUsers.takes(name)))) {
      const answer = await this.#read(findUsers.lookUp(some)).catch(tooManyOrRefused);
      // One by itself may be refused for what it is.
      this.#refusesSeveral = !answer && some.length > 1;
      if (!answer) return;
      for (const name of some) {
        const same = answer.filter(({ values }) => isSameText(values.userName ?? '', name));
        this.#together.set(folded(name), same);
      }
    }
  }

  /** Ids that its requests need. Nothing is asked where they are known, or where nothing is needed. */
  async ids(operation: PlanOperation, appId: string): Promise<Looked> {
    const { kind, user } = operation;
    if (kind === 'create-user') {
      const found = this.#together.get(folded(user?.values.userName ?? ''));
      if (!found) return { kind: 'not-so', ids: NO_IDS, isGuess: true };
      if (found.length === 0) return { kind: 'not-so', ids: NO_IDS };
    }
    if (kind === 'create-user' || kind === 'create-group' || this.#parts.system.looksFirst.has(kind))
      return this.state(operation, appId);
    return this.#orRefused(this.#subjects(operation, appId, true));
  }

  /** Whether it is so already. */
  state(operation: PlanOperation, appId: string): Promise<Looked> {
    return this.#orRefused(this.#stateOf(operation, appId));
  }

  async #stateOf(operation: PlanOperation, appId: string): Promise<Looked> {
    const { kind, user, group } = operation;
    if (kind === 'create-group' && group) return this.#groupState(group.name);
    if (kind === 'create-user' && user) {
      const found = await this.#findUser(operation, user);
      if ('error' in found) return { kind: 'problem', error: found.error };
      return found.user ? { kind: 'so', ids: idsOf(found.user) } : { kind: 'not-so', ids: NO_IDS };
    }
    const subjects = await this.#subjects(operation, appId, false);
    if (subjects.kind !== 'not-so') return subjects;
    return this.#isSo(operation, subjects);
  }

  /** A question that was refused says nothing about other operations. */
  async #orRefused(work: Promise<Looked>): Promise<Looked> {
    const looked = await work.catch((cause: unknown) => {
      if (!(cause instanceof TooManyPages)) return refusedToLook(cause);
      return { kind: 'problem', error: cause.error } as const;
    });
    if ('kind' in looked) return looked;
    return { kind: 'problem', error: { kind: 'apply-refused', host: this.#parts.host, ...looked } };
  }

  noteMade({ kind, user, group }: PlanOperation, id: string): void {
    if (kind === 'create-user' && user && id !== '') this.#userIds.set(user.row, id);
    if (kind === 'create-group' && group && id !== '') this.#groupIds.set(group.name, id);
    if (kind === 'delete-user' && user) this.#userIds.delete(user.row);
    if (kind === 'delete-group' && group) this.#groupIds.delete(group.name);
  }

  /** What was read and may now be otherwise. */
  noteSent({ kind, user }: PlanOperation, ids: KnownIds, isDone: boolean): void {
    this.#together.delete(folded(user?.values.userName ?? ''));
    if (kind !== 'add-member' && kind !== 'remove-member') return;
    const { lookUp, wanted } = this.#parts.system.membership(ids);
    const list = this.#lists.get(lookUp.path);
    if (!list) return;
    if (!isDone) this.#lists.delete(lookUp.path);
    else if (kind === 'add-member') list.ids.add(wanted);
    else list.ids.delete(wanted);
  }

  async #isSo(operation: PlanOperation, { ids, user }: Subjects): Promise<Looked> {
    const { system } = this.#parts;
    switch (operation.kind) {
      case 'add-member':
      case 'remove-member': {
        const { lookUp, wanted } = system.membership(ids);
        const isMember = (await this.#list(lookUp)).has(wanted);
        return { kind: isMember === (operation.kind === 'add-member') ? 'so' : 'not-so', ids };
      }
      case 'link':
      case 'unlink': {
        const lookUp = system.links?.(ids);
        const links = lookUp ? await this.#read(lookUp) : [];
        return { kind: links.length > 0 === (operation.kind === 'link') ? 'so' : 'not-so', ids: { ...ids, links } };
      }
      default:
        return { kind: user && isUserSo(operation, user, system.carries) ? 'so' : 'not-so', ids };
    }
  }

  /** Those whom the operation is about. `mayTrust`: an id that was seen before is not looked up once more. */
  async #subjects(operation: PlanOperation, appId: string, mayTrust: boolean): Promise<Looked & Partial<Subjects>> {
    const { kind, user, group } = operation;
    const unlinkable = this.#unlinkable(operation, appId);
    if (unlinkable) return { kind: 'problem', error: unlinkable };
    const found = user ? await this.#userOf(operation, user, mayTrust) : { id: '', user: undefined };
    if ('error' in found) return { kind: 'problem', error: found.error };
    if (user && found.id === '') return this.#gone(kind, 'user', nameOf(user));
    const ids: KnownIds = { ...NO_IDS, appId, userId: found.id, userState: found.user?.state };
    if (!group) return { kind: 'not-so', ids, user: found.user };
    const groupId = await this.#groupId(group.name, mayTrust || kind !== 'delete-group');
    if (typeof groupId !== 'string') return { kind: 'problem', error: groupId };
    if (groupId === '') return this.#gone(kind, 'group', group.name);
    return { kind: 'not-so', ids: { ...ids, groupId }, user: found.user };
  }

  #unlinkable({ kind, account }: PlanOperation, appId: string): ApplyError | undefined {
    if (kind !== 'link' && kind !== 'unlink') return undefined;
    const { host } = this.#parts;
    if (appId !== '') return undefined;
    return { kind: 'apply-missing', host, what: 'app', name: account?.appName ?? '' };
  }

  #gone(kind: OperationKind, what: AppliedThing, name: string): Looked {
    if (WANTS_GONE.has(kind)) return { kind: 'so', ids: NO_IDS };
    return { kind: 'problem', error: { kind: 'apply-missing', host: this.#parts.host, what, name } };
  }

  async #userOf(operation: PlanOperation, user: PlannedUser, mayTrust: boolean): Promise<UserIdOr> {
    const known = this.#userIds.get(user.row);
    if (known !== undefined && (mayTrust || !LOOKS_AT_USER.has(operation.kind))) return { id: known, user: undefined };
    if (mayTrust && this.#parts.system.isOwnId(user.targetId)) return { id: user.targetId, user: undefined };
    const found = await this.#findUser(operation, user);
    if ('error' in found) return found;
    if (found.user) this.#userIds.set(user.row, found.user.id);
    return { user: found.user, id: found.user?.id ?? '' };
  }

  async #findUser(operation: PlanOperation, user: PlannedUser): Promise<FoundUserOr> {
    const { changes } = operation;
    const before = await this.#findBy(user, user.values, changes);
    const after = changes.find(({ attribute }) => attribute === 'userName')?.after ?? '';
    if (after === '' || 'error' in before || before.user) return before;
    return this.#findBy(user, { ...user.values, userName: after }, changes);
  }

  async #findBy(
    user: PlannedUser,
    values: PlannedUser['values'],
    changes: readonly AttributeChange[]
  ): Promise<FoundUserOr> {
    const { system, host } = this.#parts;
    const targetId = this.#userIds.get(user.row) ?? user.targetId;
    const together = this.#together.get(folded(values.userName ?? ''));
    let differs: readonly Attribute[] | undefined;
    const judged = (found: readonly FoundUser[]): FoundUserOr | undefined => {
      const fitting = found.filter((one) => {
        const isById = one.id === targetId || (targetId !== '' && one.externalId === targetId);
        if (isById && system.trustsIds) return true;
        const other = differences(one, user, changes);
        if (other.length === 0 || (isById && !other.includes('userName'))) return true;
        differs = other;
        return false;
      });
      const [first] = fitting;
      const name = nameOf(user);
      const isOne = new Set(fitting.map(({ id }) => id)).size < 2;
      if (!isOne) return { error: { kind: 'apply-ambiguous', host, what: 'user', name, count: fitting.length } };
      return fitting.length > 0 ? { user: first } : undefined;
    };
    const early = together && judged(together);
    if (early) return early;
    for (const lookUp of system.findUser({ targetId, values })) {
      if (together && lookUp.isByUserName) continue;
      const decided = judged(await this.#read(lookUp));
      if (decided) return decided;
    }
    if (differs) return { error: { kind: 'apply-taken', host, what: 'user', name: nameOf(user), differs } };
    return { user: undefined };
  }

  async #groupState(name: string): Promise<Looked> {
    const groupId = await this.#groupId(name, true);
    if (typeof groupId !== 'string') return { kind: 'problem', error: groupId };
    return groupId === '' ? { kind: 'not-so', ids: NO_IDS } : { kind: 'so', ids: { ...NO_IDS, groupId } };
  }

  async #groupId(name: string, mayTrust: boolean): Promise<string | ApplyError> {
    const known = this.#groupIds.get(name);
    if (known !== undefined && mayTrust) return known;
    const isOther = (id: string) => [...this.#groupIds].some(([other, its]) => its === id && other !== name);
    const found = await findGroup({ name, lookUp: this.#parts.system.findGroup(name), isOther }, this.#parts);
    if (typeof found === 'string' && found !== '') this.#groupIds.set(name, found);
    return found;
  }

  async #list(lookUp: LookUp<string>): Promise<Set<string>> {
    const known = this.#lists.get(lookUp.path);
    if (known && !isOld(known.readAt)) return known.ids;
    const ids = new Set(await this.#read(lookUp));
    this.#lists.set(lookUp.path, { ids, readAt: performance.now() });
    return ids;
  }

  async #read<Found>(lookUp: LookUp<Found>): Promise<readonly Found[]> {
    return (await readPages(lookUp, this.#parts)).found;
  }
}

type UserIdOr = { readonly id: string; readonly user: FoundUser | undefined } | { readonly error: ApplyError };

interface Subjects {
  readonly ids: KnownIds;
  readonly user?: FoundUser | undefined;
}

type FoundUserOr = { readonly user: FoundUser | undefined } | { readonly error: ApplyError };

function idsOf({ id, state }: FoundUser): KnownIds {
  return { ...NO_IDS, userId: id, userState: state };
}

function isOld(readAt: number): boolean {
  return performance.now() - readAt >= LIST_MS;
}

/** Then each is looked up by itself. */
function tooManyOrRefused(cause: unknown): undefined {
  if (!(cause instanceof TooManyPages)) refusedToLook(cause);
}

/** As people know the user. */
export function nameOf({ values, targetId }: PlannedUser): string {
  return values.userName || values.email || values.displayName || targetId;
}

function* inParts(names: readonly string[]): Generator<readonly string[]> {
  let part: string[] = [];
  let chars = 0;
  for (const name of names) {
    if (part.length > 0 && (part.length >= MOST_AT_ONCE || chars + name.length > MOST_NAME_CHARS)) {
      yield part;
      part = [];
      chars = 0;
    }
    part.push(name);
    chars += name.length;
  }
  if (part.length > 0) yield part;
}
