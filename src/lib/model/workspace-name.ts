import type { Workspace } from './workspace';

/** As fields take it: in units of UTF-16. Names that come with a backup may be longer. */
export const LONGEST_WORKSPACE_NAME = 80;

/** Typed again to confirm. Spaces at the ends cannot be seen, and one letter may be typed as two characters. */
export function isSameName(typed: string, name: string): boolean {
  return plain(typed) === plain(name);
}

/** Two workspaces whose names differ in capitals only could not be told apart in a hurry. */
export function isNameTaken(name: string, workspaces: readonly Pick<Workspace, 'name'>[]): boolean {
  const wanted = plain(name).toLowerCase();
  return workspaces.some((known) => plain(known.name).toLowerCase() === wanted);
}

function plain(name: string): string {
  return name.trim().normalize('NFC');
}
