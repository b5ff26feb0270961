import { GROUP_SCHEMA, scimRequest, type ScimReferences } from '../../model/scim-request';
import type { PlannedUser, PlanOperation } from '../../model/plan-operation';
import { quoted, scimUserText } from './scim-user-text';

/** `u` and the row: known without looking at any other operation, and never twice in a plan. */
export function createUserText({ row, values }: PlannedUser): string {
  return `{"method":"POST","path":"/Users","bulkId":"u${row}","data":${scimUserText(values)}}`;
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

/** Groups are known by name only: what is about one that is there already cannot be said ahead of time. */
const REFERENCES: ScimReferences = { user: ({ isNew, targetId }) => (isNew ? '' : targetId), group: () => '' };

/** What is about a user who exists; undefined where it cannot be said. */
export function existingUserText(operation: PlanOperation): string | undefined {
  const request = scimRequest(operation, REFERENCES);
  return request && JSON.stringify(request);
}
