import type { ApplyOptions } from '../protocol/apply-api';

/** How a plan is applied, as a person chooses it; asked for again where a commit goes on after a reload. */
export class CommitChoices {
  usesBulk = $state(true);
  welcomesUsers = $state(false);
  #targetApps = $state.raw<Readonly<Record<string, string>>>({});

  /** As they were, where a commit was applied before. */
  constructor(before?: ApplyOptions) {
    if (!before) return;
    this.usesBulk = before.usesBulk;
    this.welcomesUsers = before.welcomesUsers;
    this.#targetApps = before.targetApps;
  }

  /** What the target calls each app, as typed. */
  get targetApps(): Readonly<Record<string, string>> {
    return this.#targetApps;
  }

  nameApp(appName: string, inTarget: string): void {
    this.#targetApps = { ...this.#targetApps, [appName]: inTarget };
  }

  toOptions(allowsDeletions: boolean): ApplyOptions {
    return {
      allowsDeletions,
      targetApps: namedApps(this.#targetApps),
      usesBulk: this.usesBulk,
      welcomesUsers: this.welcomesUsers
    };
  }
}

/** Without those that were left empty. */
export function namedApps(typed: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const named = Object.entries(typed).map(([name, inTarget]) => [name, inTarget.trim()] as const);
  return Object.fromEntries(named.filter(([, inTarget]) => inTarget !== ''));
}
