import type { PlannedGroup, PlannedUser } from '../../model/plan-operation';
import { pathPart } from '../../model/scim-request';
import { shellWord, type ShellPart } from './shell-word';

/** How a script comes by an id: it is known, or looked up before it is needed. */
export interface Reference {
  /** A command that succeeds if the id is there, with `&&` behind it; empty where nothing is to be looked up. */
  readonly find: string;
  /** As a part of a path. */
  readonly path: ShellPart;
  /** Inside a text of JSON. */
  readonly json: ShellPart;
}

/** Where a system finds users and groups by name. */
export interface LookUps {
  readonly user: (userName: string) => string;
  readonly group: (name: string) => string;
}

/** Undefined for a user who has neither id nor name. */
export function userReference({ isNew, targetId, values }: PlannedUser, lookUps: LookUps): Reference | undefined {
  if (!isNew && targetId !== '') return { find: '', path: pathPart(targetId), json: jsonText(targetId) };
  if (!values.userName) return undefined;
  return lookedUp('user', lookUps.user(values.userName));
}

export function groupReference({ name }: PlannedGroup, lookUps: LookUps): Reference {
  return lookedUp('group', lookUps.group(name));
}

/** What stands between the quotes of a text in JSON. */
export function jsonText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function lookedUp(variable: string, path: string): Reference {
  const part = { variable };
  return { find: `find_${variable} ${shellWord(path)} && `, path: part, json: part };
}
