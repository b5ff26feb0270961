import type { Person } from './person';

/** What is known about one account of an app, before it is written in the app's own columns. */
export interface AppAccount {
  readonly given: string;
  readonly family: string;
  readonly displayName: string;
  readonly email: string;
  /** Name to log in with, for apps that have one. */
  readonly userName: string;
  readonly employeeNumber: string;
  readonly department: string;
  readonly isActive: boolean;
  /** Whose it really is; nobody's for shared mailboxes, outsiders and people the directory has forgotten. */
  readonly owner: Person | undefined;
}

export function accountOf(owner: Person): AppAccount {
  return {
    given: owner.given,
    family: owner.family,
    displayName: owner.displayName,
    email: owner.email,
    userName: owner.userName,
    employeeNumber: owner.employeeNumber,
    department: owner.department,
    isActive: owner.isActive,
    owner
  };
}

/** The same account with another name on it. */
export function renamed(account: AppAccount, given: string, family: string): AppAccount {
  return { ...account, given, family, displayName: `${given} ${family}`.trim() };
}
