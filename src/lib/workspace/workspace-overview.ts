import type { App } from '../model/app';
import type { ImportMode, ImportRun, ImportTarget } from '../model/import-run';
import { SHOWN_SITUATIONS } from '../model/situation';
import type { IdentityDomain, Workspace } from '../model/workspace';
import { ALL_BUT_CLEARED, bySituation, byStatus } from '../engine/count-situations';
import type { Access, AppOverview, DomainOverview, WorkspaceOverview } from '../protocol/engine-api';
import { listId } from '../storage/list-head';
import type { History } from './history';
import type { Lists } from './lists';

/** Of the open workspace, what is looked at. */
interface Held {
  readonly workspace: Workspace;
  readonly access: Access;
  readonly domains: readonly IdentityDomain[];
  readonly apps: readonly App[];
  readonly lists: Lists;
  readonly history: History;
  /** Newest first. */
  runs(target: ImportTarget): readonly ImportRun[];
}

/** What the page shows of the whole workspace: counted from the heads of its lists, which are in memory. */
export function overviewOf(open: Held): WorkspaceOverview {
  return {
    workspace: open.workspace,
    access: open.access,
    domains: open.domains.map((domain) => domainOverview(open, domain)),
    apps: open.apps.map((app) => appOverview(open, app)),
    history: open.history.view
  };
}

function domainOverview(open: Held, domain: IdentityDomain): DomainOverview {
  const target: ImportTarget = { kind: 'users', domainId: domain.id };
  return { domain, userCount: open.lists.head(listId(target)).rowCount, lastImport: open.runs(target)[0] };
}

function appOverview(open: Held, app: App): AppOverview {
  const target: ImportTarget = { kind: 'accounts', appId: app.id };
  const head = open.lists.head(listId(target));
  const statuses = byStatus(head.counts, SHOWN_SITUATIONS);
  const users = open.lists.head(`users:${app.domainId}`);
  return {
    app,
    accountCount: head.rowCount - statuses.cleared,
    situations: bySituation(head.counts, ALL_BUT_CLEARED),
    unconfirmedCount: statuses.unconfirmed,
    clearedCount: statuses.cleared,
    isMatchStale:
      head.rowCount > 0 &&
      (head.matchedUsers !== users.revision || head.rulesRevision !== app.synchronization.rulesRevision),
    lastImport: open.runs(target)[0],
    heldRuns: open.runs(target).filter(({ status }) => status === 'held'),
    lastSucceeded: {
      full: lastSucceeded(open, target, 'full'),
      incremental: lastSucceeded(open, target, 'incremental')
    }
  };
}

function lastSucceeded(open: Held, target: ImportTarget, mode: ImportMode): number | undefined {
  return open.runs(target).find((run) => run.status === 'succeeded' && run.mode === mode)?.endedAt;
}
