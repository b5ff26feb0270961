import { CellEdits } from '../engine/committed-cells';
import { groupNames } from '../engine/group-list';
import { cellText, type RecordSet } from '../engine/record-set';
import { CREATED_HERE } from '../engine/user-records';
import { normalizeKey } from '../matching/normalize-key';
import { GROUP_SEPARATOR, type Attribute } from '../model/attribute';
import type { AttributeChange, OperationKind } from '../model/plan-operation';

/** One operation that was carried out, as far as the lists of Muster show it. Rows are -1 where it has none. */
export interface DoneOperation {
  readonly kind: OperationKind;
  /** Position among the apps of the plan. */
  readonly app: number;
  readonly account: number;
  readonly user: number;
  readonly groupName: string;
  readonly changes: readonly AttributeChange[];
  /** What the target calls a user who was created; empty where it did not say. */
  readonly targetId: string;
}

/** What operations made of users: the cells that are others since, as the target has them now. */
export class CommittedUsers {
  readonly edits = new CellEdits();
  readonly #users: RecordSet;
  readonly #keepsIds: boolean;

  /** `keepsIds`: the list tells users apart by the ids of the target. */
  constructor(users: RecordSet, keepsIds: boolean) {
    this.#users = users;
    this.#keepsIds = keepsIds;
  }

  note(operation: DoneOperation): void {
    const { kind, user } = operation;
    if (user < 0) return;
    switch (kind) {
      case 'create-user':
        this.#create(operation);
        break;
      case 'update-user':
        for (const change of operation.changes) this.#update(user, change);
        break;
      case 'activate-user':
        this.#set(user, 'active', 'true');
        break;
      // Who was deleted stays here, so that nobody vanishes and what led to it can be read.
      case 'suspend-user':
      case 'deactivate-user':
      case 'delete-user':
        this.#set(user, 'active', 'false');
        break;
      case 'add-member':
      case 'remove-member':
        this.#setMember(user, operation.groupName, kind === 'add-member');
        break;
      default:
    }
  }

  #create({ user, targetId }: DoneOperation): void {
    if (this.#get(user, CREATED_HERE) === '') return;
    this.#set(user, CREATED_HERE, '');
    if (this.#keepsIds && targetId !== '' && this.#get(user, 'externalId') === '')
      this.#set(user, 'externalId', targetId);
  }

  /** Not where a list that was imported meanwhile says otherwise. */
  #update(user: number, { attribute, before, after }: AttributeChange): void {
    if (cellText(this.#users, user, attribute).trim() === before) this.#set(user, attribute, after);
  }

  #setMember(user: number, group: string, isMember: boolean): void {
    const key = normalizeKey(group, false);
    const cell = this.#get(user, 'groups');
    const others = groupNames(cell).filter((name) => normalizeKey(name, false) !== key);
    const isThere = others.length < groupNames(cell).length;
    if (isThere === isMember) return;
    this.#set(user, 'groups', (isMember ? [...others, group] : others).join(GROUP_SEPARATOR));
  }

  #get(user: number, attribute: Attribute): string {
    return this.edits.get(user, attribute) ?? cellText(this.#users, user, attribute);
  }

  #set(user: number, attribute: Attribute, text: string): void {
    this.edits.set(user, attribute, text);
  }
}
