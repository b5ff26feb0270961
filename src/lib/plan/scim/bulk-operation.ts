import { GROUP_SCHEMA, scimRequest, type ScimSpelling } from '../../model/scim-request';
import type { PlannedUser, PlanOperation } from '../../model/plan-operation';
import { ManagerIds } from '../manager-ids';
import { knownId } from '../known-id';
import type { WriteOptions } from '../plan-file';
import { quoted, scimUserText } from './scim-user-text';

/** How users and managers are named, and values spelled, in the requests of one plan. */
export class BulkSpelling implements ScimSpelling {
  readonly target: WriteOptions['target'];
  readonly #options: WriteOptions;
  readonly #managers: ManagerIds;

  constructor(options: WriteOptions) {
    this.#options = options;
    this.#managers = new ManagerIds(options);
    this.target = options.target;
  }

  /** Of a user who exists; empty where it is not known. */
  readonly idOf = (user: PlannedUser): string => knownId(user, this.#options);

  readonly manager = (text: string): string => this.#managers.of(text);

  get notes(): readonly string[] {
    return this.#managers.notes;
  }
}

/** `u` and the row: known without looking at any other operation, and never twice in a plan. */
export function createUserText({ row, values }: PlannedUser, spelling: ScimSpelling): string {
  return `{"method":"POST","path":"/Users","bulkId":"u${row}","data":${scimUserText(values, spelling)}}`;
}

/** `members`: as the two functions below write them. */
export function createGroupText(number: number, name: string, members: readonly string[]): string {
  const list = members.length > 0 ? `,"members":[${members.join(',')}]` : '';
  const data = `{"schemas":["${GROUP_SCHEMA}"],"displayName":${quoted(name)}${list}}`;
  return `{"method":"POST","path":"/Groups","bulkId":"g${number}","data":${data}}`;
}

export function memberText(id: string): string {
  return `{"value":${quoted(id)},"type":"User"}`;
}

export function newMemberText(row: number): string {
  return `{"value":"bulkId:u${row}","type":"User"}`;
}

/**
 * What is about a user who exists; undefined where it cannot be said. Groups are known by name only: what is about one
 * that is there already cannot be said ahead of time.
 */
export function existingUserText(operation: PlanOperation, spelling: BulkSpelling): string | undefined {
  const { target, manager, idOf } = spelling;
  const request = scimRequest(operation, { target, manager, user: idOf, group: () => '' });
  return request && JSON.stringify(request);
}
