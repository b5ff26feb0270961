import { isOwnId } from '../../model/own-id';
import type { PlannedAccount, PlannedGroup, PlannedUser } from '../../model/plan-operation';
import { pathPart } from '../../model/scim-request';
import type { WriteOptions } from '../plan-file';
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

/**
 * How one script comes by its ids. An id from the list of users is taken where it has the form of the system's own; who
 * has another one is looked up by name, as it may be somebody else's there. Of groups that the script creates it keeps
 * the id: a search may not find yet what was made a moment ago.
 */
export class ShellReferences {
  readonly #lookUps: LookUps;
  readonly #options: WriteOptions;
  readonly #appsToAsk: readonly string[];
  /** Numbers of the groups that the script creates, by name. */
  readonly #made = new Map<string, number>();

  /** `appsToAsk`: whose ids come from the environment. */
  constructor(lookUps: LookUps, options: WriteOptions, appsToAsk: readonly string[]) {
    this.#lookUps = lookUps;
    this.#options = options;
    this.#appsToAsk = appsToAsk;
  }

  /** Undefined for a user who has neither id nor name. */
  user(user: PlannedUser): Reference | undefined {
    const id = this.#ownId(user);
    if (id !== '') return known(id);
    const { userName } = user.values;
    if (userName) return lookedUp('user', 'find_user', this.#lookUps.user(userName));
    const { target, hasOwnIds } = this.#options;
    const mayBeId = target === 'scim' && hasOwnIds !== false && !user.isNew && user.targetId !== '';
    return mayBeId ? known(user.targetId) : undefined;
  }

  /** One who is to be deleted: undefined where it could be somebody else. Who is not found is gone already. */
  userToDelete(user: PlannedUser): Reference | undefined {
    const id = this.#ownId(user);
    if (id !== '') return known(id);
    const { userName } = user.values;
    return userName ? lookedUp('user', 'find_doomed', this.#lookUps.user(userName)) : undefined;
  }

  group({ name }: PlannedGroup): Reference {
    const path = this.#lookUps.group(name);
    const number = this.#made.get(name);
    if (number === undefined) return lookedUp('group', 'find_group', path);
    return lookedUp('group', `use_group ${shellWord({ variable: madeGroup(number) })}`, path);
  }

  /** The variable that is to keep the id of a group that the script creates. */
  keepGroup({ name }: PlannedGroup): string {
    const number = this.#made.get(name) ?? this.#made.size + 1;
    this.#made.set(name, number);
    return madeGroup(number);
  }

  app({ appName }: PlannedAccount): Reference {
    const id = this.#options.targetApps.get(appName);
    if (id !== undefined) return known(id);
    const part = { variable: `app_${this.#appsToAsk.indexOf(appName) + 1}` };
    return { find: '', path: part, json: part };
  }

  #ownId({ isNew, targetId }: PlannedUser): string {
    return !isNew && isOwnId(this.#options.target, targetId) ? targetId : '';
  }
}

/** What stands between the quotes of a text in JSON. */
export function jsonText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function known(id: string): Reference {
  return { find: '', path: pathPart(id), json: jsonText(id) };
}

function lookedUp(variable: string, command: string, path: string): Reference {
  const part = { variable };
  return { find: `${command} ${shellWord(path)} && `, path: part, json: part };
}

function madeGroup(number: number): string {
  return `group_${number}`;
}
