import { STEP_LABEL } from '../model/history-step';
import type { Workspace } from '../model/workspace';
import type { WorkspaceOverview } from '../protocol/engine-api';
import { formatCountOf, formatMinute } from './format';
import { timeAgo } from './time-ago';

/** What is gone when a backup takes the place of a workspace. Its history is known only of the one that is open. */
export function lossWords(workspace: Workspace, open: WorkspaceOverview | undefined, now: number): string {
  const end = 'Whatever of it the backup does not have is gone then, its history and undo too.';
  if (open?.workspace.id !== workspace.id) return `It was last opened on ${formatMinute(workspace.openedAt)}. ${end}`;
  const { steps } = open.history;
  const last = steps.find(({ state }) => state === 'done');
  if (!last) return `Nothing was decided in it yet. ${end}`;
  const count = formatCountOf(last.rowCount, 'row', 'rows');
  return `It has ${formatCountOf(steps.length, 'step', 'steps')}. Its last change was “${STEP_LABEL[last.action]}”, ${count}, ${timeAgo(last.at, now)}. ${end}`;
}
