import type { PlanScope } from '../model/commit';
import type { AppId, IdentityDomainId, RunId, WorkspaceId } from '../model/ids';
import type { ImportTarget } from '../model/import-run';

/**
 * Addresses inside Muster. Plain fragments, because they stay true wherever the files lie: in the root of a host, in a
 * folder, or behind /index.html. Only ids of this device, never names: an address may be sent or bookmarked.
 */
export type AppPage =
  'import' | 'plan' | 'runs' | 'groups' | 'provisioning' | 'connection' | 'suggestions' | 'quality' | 'history';

export const HOME_LINK = '#/';

/** The start page with the dialog that opens a backup. */
export const OPEN_BACKUP_LINK = `${HOME_LINK}?backup=open`;

/** The page that works when Muster does not; with what led there, by its kind (static/recover-words.js). */
export function recoveryLink(reason: string): string {
  return `recover.html?reason=${reason}`;
}

export function workspaceLink(workspace: WorkspaceId): string {
  return `#/w/${workspace}`;
}

export function backupsLink(workspace: WorkspaceId): string {
  return `${workspaceLink(workspace)}/backups`;
}

/** Passphrase, lock and wipe. */
export function protectionLink(workspace: WorkspaceId): string {
  return `${workspaceLink(workspace)}/protection`;
}

/** Asks on the start page whether it may be wiped. */
export function wipeLink(workspace: WorkspaceId): string {
  return `${HOME_LINK}?wipe=${workspace}`;
}

export function domainLink(workspace: WorkspaceId, domain: IdentityDomainId): string {
  return `#/w/${workspace}/domain/${domain}`;
}

export function usersLink(workspace: WorkspaceId, domain: IdentityDomainId): string {
  return `${domainLink(workspace, domain)}/users`;
}

export function appLink(workspace: WorkspaceId, app: AppId, page: AppPage = 'import'): string {
  return `#/w/${workspace}/app/${app}/${page}`;
}

/** What the decisions of an app, or of all apps of a domain, amount to. */
export function planLink(workspace: WorkspaceId, scope: PlanScope): string {
  return scope.kind === 'app'
    ? appLink(workspace, scope.appId, 'plan')
    : `${domainLink(workspace, scope.domainId)}/plan`;
}

/** The import runs of an app's accounts or a domain's users; with a run, what it did, or why it is held. */
export function runsLink(workspace: WorkspaceId, target: ImportTarget, run?: RunId): string {
  const all =
    target.kind === 'accounts'
      ? appLink(workspace, target.appId, 'runs')
      : `${domainLink(workspace, target.domainId)}/runs`;
  return run === undefined ? all : `${all}/${run}`;
}

/** Where a list comes from, without a file. */
export function connectionLink(workspace: WorkspaceId, target: ImportTarget): string {
  return target.kind === 'accounts'
    ? appLink(workspace, target.appId, 'connection')
    : `${domainLink(workspace, target.domainId)}/connection`;
}

export function domainGroupsLink(workspace: WorkspaceId, domain: IdentityDomainId): string {
  return `${domainLink(workspace, domain)}/groups`;
}
