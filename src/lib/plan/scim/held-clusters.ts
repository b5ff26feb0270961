import type { PlannedGroup, PlannedUser } from '../../model/plan-operation';
import type { OperationSource } from '../plan-file';
import { createGroupText, createUserText, memberText, newMemberText } from './bulk-operation';
import type { GroupClusters, NewGroup } from './group-clusters';

/** The operations of a cluster, encoded, with commas between them. */
export interface WholeCluster {
  readonly bytes: Uint8Array;
  readonly users: number;
  readonly groups: number;
  readonly members: number;
}

interface Held {
  /** Where it begins in the memory of all, and where the next operation is to stand. */
  readonly start: number;
  end: number;
  users: number;
  readonly groups: Map<NewGroup, HeldMembers>;
}

interface HeldMembers {
  readonly texts: string[];
  /** Members who exist, met so far. */
  existing: number;
}

const COMMA = 0x2c;

/**
 * Clusters that are put together in one reading of the plan. Their operations come mixed, so that each has its part of one
 * piece of memory, whose size is known before: held as strings, a user would take several times as much.
 */
export class HeldClusters {
  bytes = 0;
  readonly #held = new Map<number, Held>();
  readonly #clusters: GroupClusters;
  readonly #encoder = new TextEncoder();
  #memory = new Uint8Array(0);

  constructor(clusters: GroupClusters) {
    this.#clusters = clusters;
  }

  get isEmpty(): boolean {
    return this.#held.size === 0;
  }

  addCluster(cluster: number): void {
    this.#held.set(cluster, { start: this.bytes, end: this.bytes, users: 0, groups: new Map() });
    this.bytes += this.#clusters.bytesOf(cluster);
  }

  /** Each cluster whole: its users, then its groups. */
  *read(source: OperationSource): Generator<WholeCluster, void> {
    this.#memory = new Uint8Array(this.bytes);
    for (const { user } of source.operations(['create-user'])) if (user) this.#readUser(user);
    for (const group of this.#clusters.groups) {
      this.#held.get(this.#clusters.clusterOf(group))?.groups.set(group, { texts: [], existing: 0 });
    }
    for (const { user, group } of source.operations(['add-member']))
      if (user && group?.isNew) this.#readMember(user, group);
    for (const held of this.#held.values()) yield this.#whole(held);
  }

  #readUser(user: PlannedUser): void {
    const cluster = this.#clusters.clusterOfUser(user.row);
    const held = cluster === undefined ? undefined : this.#held.get(cluster);
    if (!held) return;
    held.users++;
    this.#write(held, createUserText(user, this.#clusters.spelling));
  }

  #readMember(user: PlannedUser, { name }: PlannedGroup): void {
    const group = this.#clusters.groupNamed(name);
    const cluster = group && this.#clusters.clusterOf(group);
    const held = cluster === undefined ? undefined : this.#held.get(cluster);
    const members = group && held?.groups.get(group);
    if (!members) return;
    if (!user.isNew) addExisting(members, group, this.#clusters.spelling.idOf(user));
    else if (this.#clusters.clusterOfUser(user.row) === cluster) members.texts.push(newMemberText(user.row));
  }

  #whole(held: Held): WholeCluster {
    let members = 0;
    for (const [{ number, name }, { texts }] of held.groups) {
      this.#write(held, createGroupText(number, name, texts));
      members += texts.length;
    }
    // Without the comma behind the last one.
    const bytes = this.#memory.subarray(held.start, held.end - 1);
    return { bytes, users: held.users, groups: held.groups.size, members };
  }

  #write(held: Held, text: string): void {
    const { written } = this.#encoder.encodeInto(text, this.#memory.subarray(held.end));
    held.end += written;
    this.#memory[held.end++] = COMMA;
  }
}

/** As many as GroupClusters has counted, the first ones. */
function addExisting(members: HeldMembers, group: NewGroup, id: string): void {
  if (id === '' || members.existing >= group.existing) return;
  members.existing++;
  members.texts.push(memberText(id));
}
