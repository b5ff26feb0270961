import type { AppId, IdentityDomainId, WorkspaceId } from '../model/ids';

/**
 * Addresses inside Muster. Plain fragments, because they stay true wherever the files lie: in the root of a host, in a
 * folder, or behind /index.html. Only ids of this device, never names: an address may be sent or bookmarked.
 */
export type AppPage = 'import' | 'provisioning' | 'history';

export const HOME_LINK = '#/';

export function workspaceLink(workspace: WorkspaceId): string {
  return `#/w/${workspace}`;
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
