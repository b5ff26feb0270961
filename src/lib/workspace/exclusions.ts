import Dexie from 'dexie';
import type { AppId, IdentityDomainId } from '../model/ids';
import type { OperationExclusion } from '../model/operation-exclusion';
import type { Lists } from './lists';
import type { OpenWorkspace } from './open-workspace';

/** By operation. A snapshot: another one takes its place with every change. */
export type ExclusionsById = ReadonlyMap<string, OperationExclusion>;

/** What people left out of plans, and why: stored one by one, in memory by domain once a plan was looked at. */
export class Exclusions {
  readonly #workspace: OpenWorkspace;
  readonly #known = new Map<IdentityDomainId, Promise<ExclusionsById>>();
  /** Replaced when another tab wrote: then what is known is read anew. */
  #lists: Lists | undefined;

  constructor(workspace: OpenWorkspace) {
    this.#workspace = workspace;
  }

  of(domainId: IdentityDomainId): Promise<ExclusionsById> {
    const { lists } = this.#workspace;
    if (this.#lists !== lists) this.#known.clear();
    this.#lists = lists;
    const known = this.#known.get(domainId) ?? this.#read(domainId);
    this.#known.set(domainId, known);
    known.catch(() => this.#known.delete(domainId));
    return known;
  }

  /** Inside a change. */
  async put(domainId: IdentityDomainId, added: readonly OperationExclusion[]): Promise<void> {
    const { db } = this.#workspace;
    const before = await this.of(domainId);
    await this.#workspace.commit<unknown>(() => db.exclusions.bulkPut([...added]));
    const after = new Map(before);
    for (const exclusion of added) after.set(exclusion.operationId, exclusion);
    this.#known.set(domainId, Promise.resolve(after));
  }

  /** Inside a change. */
  async remove(domainId: IdentityDomainId, operationIds: readonly string[]): Promise<void> {
    const { db } = this.#workspace;
    const before = await this.of(domainId);
    const keys = operationIds.map((id): [IdentityDomainId, string] => [domainId, id]);
    await this.#workspace.commit(() => db.exclusions.bulkDelete(keys));
    const after = new Map(before);
    for (const id of operationIds) after.delete(id);
    this.#known.set(domainId, Promise.resolve(after));
  }

  async #read(domainId: IdentityDomainId): Promise<ExclusionsById> {
    const { exclusions } = this.#workspace.db;
    const stored = await exclusions
      .where('[domainId+operationId]')
      .between([domainId, Dexie.minKey], [domainId, Dexie.maxKey])
      .toArray();
    return new Map(stored.map((exclusion) => [exclusion.operationId, exclusion]));
  }
}

/** Stands for the undecided accounts of an app among the operations that are left out. */
export function undecidedId(appId: AppId): string {
  return `undecided:${appId}`;
}
