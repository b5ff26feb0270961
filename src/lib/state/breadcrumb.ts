import type { WorkspaceOverview } from '../protocol/engine-api';
import { appLink, domainLink, workspaceLink } from './links';

export interface Crumb {
  readonly label: string;
  readonly href: string;
}

interface Place {
  readonly domain?: string | undefined;
  readonly app?: string | undefined;
}

/** Workspace, identity domain, app: as far down as the address goes. */
export function breadcrumb(overview: WorkspaceOverview | undefined, place: Place): readonly Crumb[] {
  if (!overview) return [];
  const { workspace, domains, apps } = overview;
  const crumbs: Crumb[] = [{ label: workspace.name, href: workspaceLink(workspace.id) }];
  const app = apps.find((entry) => entry.app.id === place.app)?.app;
  const domainId = app?.domainId ?? place.domain;
  const domain = domains.find((entry) => entry.domain.id === domainId)?.domain;
  if (domain) crumbs.push({ label: domain.name, href: domainLink(workspace.id, domain.id) });
  if (app) crumbs.push({ label: app.name, href: appLink(workspace.id, app.id) });
  return crumbs;
}
