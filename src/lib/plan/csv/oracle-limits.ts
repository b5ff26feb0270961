import type { FileLimits } from './csv-files';

/** Of one import of users or groups. Unit: rows beside the header; bytes, with MB taken as the smaller kind. */
export const ORACLE_FILE: FileLimits = { rows: 100_000, bytes: 52_000_000 };
/** Of one import of application roles. */
export const ORACLE_ROLES: FileLimits = { rows: 10_000, bytes: 52_000_000 };

/** Imports and exports that a domain allows in a day: of the free type, and of the largest. */
export const ORACLE_ACTIONS_PER_DAY = { fewest: 4, most: 10 } as const;

/** A group that is a role of an app, as imports name them: `Alder ERP: Approver`. */
export interface AppRole {
  readonly app: string;
  readonly role: string;
}

/** The role that the group stands for, where the name before its colon is one of the apps. */
export function appRoleOf(group: string, isApp: (name: string) => boolean): AppRole | undefined {
  for (let at = group.indexOf(': '); at > 0; at = group.indexOf(': ', at + 1)) {
    const app = group.slice(0, at);
    const role = group.slice(at + 2);
    if (role !== '' && isApp(app)) return { app, role };
  }
  return undefined;
}
