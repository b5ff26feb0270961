import { shownSituation, shownUser } from '../engine/account-list';
import { groupMembers, listGroups, type NamedGroup } from '../engine/group-list';
import type { RecordSet } from '../engine/record-set';
import { foldForSearch } from '../engine/search-fold';
import { normalizeKey } from '../matching/normalize-key';
import type { AppError } from '../model/app-error';
import type { AppId, IdentityDomainId } from '../model/ids';
import { asRow } from '../model/ids';
import type { ImportTarget } from '../model/import-run';
import { err, ok, type Result } from '../model/result';
import { SHOWN_SITUATIONS } from '../model/situation';
import type { GroupRow, GroupWindow } from '../protocol/group-api';
import type { ProposedRow, ProposedWindow, WindowRange } from '../protocol/proposed-row';
import type { OpenWorkspace } from './open-workspace';
import { accountNames, userRow } from './read-rows';
import { runSliced } from './run-sliced';

type GroupIndex = ReadonlyMap<string, NamedGroup>;

/** Groups as the members of a list name them. Listed when somebody first asks, and kept as long as the records are. */
export class Groups {
  readonly #workspace: OpenWorkspace;
  readonly #listed = new WeakMap<RecordSet, Promise<readonly NamedGroup[]>>();
  readonly #byKey = new WeakMap<RecordSet, GroupIndex>();
  #members: { readonly records: RecordSet; readonly name: string; readonly rows: Uint32Array } | undefined;

  constructor(workspace: OpenWorkspace) {
    this.#workspace = workspace;
  }

  async window(target: ImportTarget, text: string, range: WindowRange): Promise<Result<GroupWindow, AppError>> {
    const domainId = this.#domainOf(target);
    if (!domainId) return err({ kind: 'not-found', what: 'The list' });
    const sought = foldForSearch(text.trim());
    const all = await this.#groups(await this.#records(target));
    const found = sought === '' ? all : all.filter(({ name }) => foldForSearch(name).includes(sought));
    const start = Math.max(0, range.start);
    const shown = found.slice(start, range.end);
    const theirs = target.kind === 'accounts' ? await this.#groupsByKey(domainId) : undefined;
    const rows = shown.map((group): GroupRow => ({ ...group, domainGroup: theirs?.get(groupKey(group.name)) }));
    return ok({ total: found.length, start, rows });
  }

  async members(target: ImportTarget, name: string, range: WindowRange): Promise<Result<ProposedWindow, AppError>> {
    if (!this.#domainOf(target)) return err({ kind: 'not-found', what: 'The list' });
    const rows = await this.#memberRows(await this.#records(target), name);
    const start = Math.max(0, range.start);
    const shown = Array.from(rows.subarray(start, Math.max(start, range.end)));
    const read =
      target.kind === 'users' ? await this.#userReader(target.domainId) : await this.#accountReader(target.appId);
    return ok({ total: rows.length, start, rows: shown.map((row) => read(row)) });
  }

  /** Undefined for a target that does not exist. */
  #domainOf(target: ImportTarget): IdentityDomainId | undefined {
    if (target.kind === 'accounts') return this.#workspace.app(target.appId)?.domainId;
    return this.#workspace.domains.find(({ id }) => id === target.domainId)?.id;
  }

  async #records(target: ImportTarget): Promise<RecordSet> {
    const { lists } = this.#workspace;
    const list = target.kind === 'users' ? await lists.users(target.domainId) : await lists.accounts(target.appId);
    return list.records;
  }

  #groups(records: RecordSet): Promise<readonly NamedGroup[]> {
    const listing = this.#listed.get(records) ?? runSliced(listGroups(records)).then((groups) => groups ?? []);
    this.#listed.set(records, listing);
    return listing;
  }

  /** The domain's groups by the form in which keys are compared; of two with one key, the first by name. */
  async #groupsByKey(domainId: IdentityDomainId): Promise<GroupIndex> {
    const { records } = await this.#workspace.lists.users(domainId);
    const groups = await this.#groups(records);
    const known = this.#byKey.get(records);
    if (known) return known;
    const made = new Map(groups.toReversed().map((group) => [groupKey(group.name), group]));
    this.#byKey.set(records, made);
    return made;
  }

  async #memberRows(records: RecordSet, name: string): Promise<Uint32Array> {
    if (this.#members?.records === records && this.#members.name === name) return this.#members.rows;
    const rows = (await runSliced(groupMembers(records, name))) ?? new Uint32Array(0);
    this.#members = { records, name, rows };
    return rows;
  }

  async #userReader(domainId: IdentityDomainId): Promise<(row: number) => ProposedRow> {
    const { records } = await this.#workspace.lists.users(domainId);
    return (row) => ({
      ...accountNames(records, row),
      key: row,
      row: asRow(row),
      before: undefined,
      after: undefined,
      userBefore: userRow(records, row),
      userAfter: undefined
    });
  }

  async #accountReader(appId: AppId): Promise<(row: number) => ProposedRow> {
    const { lists } = this.#workspace;
    const [list, users] = await Promise.all([lists.accounts(appId), lists.users(this.#workspace.domainOf(appId))]);
    return (row) => {
      const user = shownUser(list, row);
      const isKnown = user >= 0 && user < users.records.rowCount;
      return {
        ...accountNames(list.records, row),
        key: row,
        row: asRow(row),
        before: SHOWN_SITUATIONS[shownSituation(list, row)],
        after: undefined,
        userBefore: isKnown ? userRow(users.records, user) : undefined,
        userAfter: undefined
      };
    };
  }
}

function groupKey(name: string): string {
  return normalizeKey(name, false);
}
