import type { WorkspaceId } from '../model/ids';
import type { WorkspaceOverview } from '../protocol/engine-api';

const STORAGE_KEY = 'muster-unprotected';

/** Workspaces whose people go on without a passphrase: told once. By id, never by name. */
export class ProtectionUrge {
  #declined = $state.raw<readonly string[]>(readKept());

  /** Real people's data have come in, and lie open. */
  isDue(overview: WorkspaceOverview): boolean {
    const { workspace, access } = overview;
    if (workspace.kind !== 'real' || workspace.isProtected || access !== 'writer') return false;
    return hasData(overview) && !this.#declined.includes(workspace.id);
  }

  decline(id: WorkspaceId): void {
    this.#declined = [...readKept(), id];
    keep(this.#declined);
  }
}

/** Part of a wipe. */
export function forgetDecline(id: WorkspaceId): void {
  keep(readKept().filter((kept) => kept !== id));
}

function hasData({ domains, apps }: WorkspaceOverview): boolean {
  return domains.some(({ userCount }) => userCount > 0) || apps.some(({ accountCount }) => accountCount > 0);
}

function readKept(): readonly string[] {
  try {
    return (localStorage.getItem(STORAGE_KEY) ?? '').split(' ').filter((id) => id !== '');
  } catch (cause) {
    // Site data may be forbidden: then it is told again in the next visit.
    if (!(cause instanceof DOMException)) throw cause;
    return [];
  }
}

function keep(ids: readonly string[]): void {
  try {
    if (ids.length > 0) localStorage.setItem(STORAGE_KEY, ids.join(' '));
    else localStorage.removeItem(STORAGE_KEY);
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause;
  }
}
