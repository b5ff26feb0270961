import type { PlannedUser } from '../../model/plan-operation';
import type { OperationSource } from '../plan-file';
import { roomFor, type BulkLimits } from './bulk-files';
import { createGroupText, createUserText, memberText, newMemberText, type BulkSpelling } from './bulk-operation';

/**
 * Which new users and new groups have to stand in one request: a group refers to a new user by bulkId, which means
 * something within that request only.
 *
 *     nodes       new groups and new users who belong to one
 *     #parent     union-find: a root stands for its cluster
 *     #counts     operations of the cluster, at its root
 *     #bytes      bytes of its operations, each with a comma, at its root; Infinity for a user who cannot be created
 *
 * Groups are taken from the smallest to the largest. One whose new members, with all that those are tied to already, are
 * more than a request may hold is created without its new members, so that a group of everybody does not tie everything
 * together. Memory: about 100 bytes per new user who belongs to a new group, and 8 per membership.
 */
export class GroupClusters {
  readonly #groups = new Map<string, NewGroup>();
  readonly #users = new Map<number, number>();
  readonly #parent: number[] = [];
  readonly #counts: number[] = [];
  readonly #bytes: number[] = [];
  readonly #limits: BulkLimits;
  readonly spelling: BulkSpelling;
  readonly #encoder = new TextEncoder();
  #scratch = new Uint8Array(2 ** 12);

  constructor(source: OperationSource, limits: BulkLimits, spelling: BulkSpelling) {
    this.#limits = limits;
    this.spelling = spelling;
    if (source.counts['create-group'] === 0) return;
    for (const { group } of source.operations(['create-group'])) if (group) this.#addGroup(group.name);
    for (const { user, group } of source.operations(['add-member'])) {
      const known = group?.isNew ? this.#groups.get(group.name) : undefined;
      if (known && user) this.#addMember(known, user);
    }
    for (const { user } of source.operations(['create-user'])) if (user) this.#meetUser(user);
    for (const group of [...this.#groups.values()].sort((a, b) => a.members.length - b.members.length))
      this.#unite(group);
  }

  /** In the order of the plan. */
  get groups(): Iterable<NewGroup> {
    return this.#groups.values();
  }

  groupNamed(name: string): NewGroup | undefined {
    return this.#groups.get(name);
  }

  clusterOf(group: NewGroup): number {
    return this.#root(group.node);
  }

  /** The cluster that a new user has to stand in; undefined for one who may stand anywhere. */
  clusterOfUser(row: number): number | undefined {
    const node = this.#users.get(row);
    if (node === undefined) return undefined;
    const root = this.#root(node);
    return root === node ? undefined : root;
  }

  /** At most so many, in bytes. */
  bytesOf(cluster: number): number {
    return this.#bytes[cluster];
  }

  #addGroup(name: string): void {
    const node = this.#addNode(this.#size(createGroupText(this.#groups.size, name, ['']) + ','));
    this.#groups.set(name, {
      name,
      number: this.#groups.size,
      node,
      members: [],
      existing: 0,
      isFull: false
    });
  }

  /** Of members who exist as many as there is room for: those who come first. */
  #addMember(group: NewGroup, user: PlannedUser): void {
    if (user.isNew) {
      group.members.push(user.row);
      if (!this.#users.has(user.row)) this.#users.set(user.row, this.#addNode(Infinity));
      return;
    }
    const id = this.spelling.idOf(user);
    if (id !== '' && !group.isFull) {
      const bytes = this.#bytes[group.node] + this.#size(memberText(id) + ',');
      group.isFull = bytes > roomFor(this.#limits);
      if (group.isFull) return;
      this.#bytes[group.node] = bytes;
      group.existing++;
    }
  }

  #addNode(bytes: number): number {
    this.#parent.push(this.#parent.length);
    this.#counts.push(1);
    return this.#bytes.push(bytes) - 1;
  }

  #meetUser(user: PlannedUser): void {
    const node = this.#users.get(user.row);
    if (node === undefined) return;
    const bytes = this.#size(createUserText(user, this.spelling) + ',');
    if (bytes <= roomFor(this.#limits)) this.#bytes[node] = bytes;
  }

  #unite(group: NewGroup): void {
    const members = group.members
      .flatMap((row) => this.#users.get(row) ?? [])
      .filter((node) => this.#bytes[node] < Infinity);
    const roots = new Set(members.map((node) => this.#root(node)));
    let count = 1;
    let bytes = this.#bytes[group.node];
    for (const row of group.members) bytes += newMemberText(row).length + 1;
    for (const root of roots) {
      count += this.#counts[root];
      bytes += this.#bytes[root];
    }
    if (count > this.#limits.maxOperations || bytes > roomFor(this.#limits)) return;
    for (const root of roots) this.#parent[root] = group.node;
    this.#counts[group.node] = count;
    this.#bytes[group.node] = bytes;
  }

  #root(node: number): number {
    let at = node;
    while (this.#parent[at] !== at) {
      this.#parent[at] = this.#parent[this.#parent[at]];
      at = this.#parent[at];
    }
    return at;
  }

  #size(text: string): number {
    if (text.length * 3 > this.#scratch.length) this.#scratch = new Uint8Array(text.length * 3);
    return this.#encoder.encodeInto(text, this.#scratch).written;
  }
}

/** A group that the plan creates. */
export interface NewGroup {
  readonly name: string;
  readonly number: number;
  readonly node: number;
  /** Rows of its new members. */
  readonly members: number[];
  /** So many of its members who exist are said, the first ones. */
  existing: number;
  isFull: boolean;
}
