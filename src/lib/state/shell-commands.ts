import { STEP_LABEL, type HistoryStep } from '../model/history-step';
import type { WorkspaceId } from '../model/ids';
import type { AppOverview, DomainOverview, WorkspaceOverview } from '../protocol/engine-api';
import type { Command } from './commands.svelte';
import { formatCountOf } from './format';
import { HOME_LINK, appLink, domainLink, planLink, usersLink, workspaceLink } from './links';
import type { Muster } from './muster.svelte';
import type { Shell } from './shell.svelte';

const GO_TO = 'Go to';
const ANYWHERE = 'Anywhere';

/** What can be done on every page: take back, look up, and go to any domain and app. */
export function shellCommands(
  muster: Muster,
  overview: WorkspaceOverview | undefined,
  shell: Shell,
  go: (href: string) => void
): readonly Command[] {
  return [
    ...(overview
      ? overview.domains.flatMap((entry) => domainCommands(overview.workspace.id, entry, muster.isReadOnly, go))
      : []),
    ...(overview ? overview.apps.flatMap((entry) => appCommands(overview.workspace.id, entry, go)) : []),
    {
      id: 'create-domain',
      label: 'Create domain',
      group: ANYWHERE,
      run: () => overview && go(`${workspaceLink(overview.workspace.id)}?create=domain`),
      isAvailable: () => overview !== undefined && !muster.isReadOnly
    },
    {
      id: 'undo',
      label: 'Undo',
      group: ANYWHERE,
      shortcut: 'u',
      run: () => void muster.undo(),
      isAvailable: () => canStep(overview, 'undoable')
    },
    {
      id: 'redo',
      label: 'Redo',
      group: ANYWHERE,
      shortcut: 'Shift U',
      run: () => void muster.redo(),
      isAvailable: () => canStep(overview, 'redoable')
    },
    { id: 'keys', label: 'Show all keys', group: ANYWHERE, shortcut: '?', run: () => shell.open('keys') },
    { id: 'home', label: 'All workspaces', group: GO_TO, run: () => go(HOME_LINK) }
  ];
}

export function canStep(overview: WorkspaceOverview | undefined, which: 'undoable' | 'redoable'): boolean {
  return overview?.access === 'writer' && overview.history[which] !== undefined;
}

function domainCommands(
  workspace: WorkspaceId,
  { domain }: DomainOverview,
  isReadOnly: boolean,
  go: (href: string) => void
): Command[] {
  return [
    { id: `domain ${domain.id}`, label: domain.name, group: GO_TO, run: () => go(domainLink(workspace, domain.id)) },
    {
      id: `users ${domain.id}`,
      label: `${domain.name}: Users`,
      group: GO_TO,
      run: () => go(usersLink(workspace, domain.id))
    },
    {
      id: `plan ${domain.id}`,
      label: `${domain.name}: Plan`,
      group: GO_TO,
      run: () => go(planLink(workspace, { kind: 'domain', domainId: domain.id }))
    },
    {
      id: `add ${domain.id}`,
      label: `${domain.name}: Add application`,
      group: GO_TO,
      run: () => go(`${domainLink(workspace, domain.id)}?add=application`),
      isAvailable: () => !isReadOnly
    }
  ];
}

function appCommands(workspace: WorkspaceId, { app }: AppOverview, go: (href: string) => void): Command[] {
  const pages = [
    { page: 'import', word: 'Import' },
    { page: 'plan', word: 'Plan' },
    { page: 'runs', word: 'Import runs' },
    { page: 'groups', word: 'Groups' },
    { page: 'provisioning', word: 'Provisioning' },
    { page: 'connection', word: 'Connection' },
    { page: 'suggestions', word: 'Suggestions' },
    { page: 'quality', word: 'Quality' },
    { page: 'history', word: 'History' }
  ] as const;
  return pages.map(({ page, word }) => ({
    id: `${page} ${app.id}`,
    label: `${app.name}: ${word}`,
    group: GO_TO,
    run: () => go(appLink(workspace, app.id, page))
  }));
}

/** "Confirm, 1,204 rows": what a step did, for the words beside Undo and Redo. */
export function stepText(step: HistoryStep | undefined): string | undefined {
  return step && `${STEP_LABEL[step.action]}, ${formatCountOf(step.rowCount, 'row', 'rows')}`;
}
