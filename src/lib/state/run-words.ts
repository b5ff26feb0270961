import type { ImportRun, RunSettings } from '../model/import-run';
import type { Deprovisioning, ExactMatchAction, NewUserAction, Safeguards } from '../model/synchronization';
import { formatBytes, formatCount, formatMoment, formatSeconds } from './format';
import { MODE_LABEL, TRIGGER_LABEL } from './mode-words';

export interface Fact {
  readonly term: string;
  readonly text: string;
  /** Among facts that are nobody's data: it is dots in masked mode all the same. */
  readonly isForeign?: boolean;
}

/** When, how and from where a run came. */
export function runFacts(run: ImportRun): readonly Fact[] {
  const facts = [
    { term: 'Kind', text: MODE_LABEL[run.mode] },
    { term: 'Started', text: TRIGGER_LABEL[run.trigger] },
    { term: 'Start date', text: formatMoment(run.startedAt) },
    { term: 'End date', text: endText(run) },
    { term: 'File size', text: formatBytes(run.fileBytes) }
  ];
  if (run.endedAt !== undefined) facts.push({ term: 'Took', text: formatSeconds(run.endedAt - run.startedAt) });
  return facts;
}

function endText({ endedAt, status }: ImportRun): string {
  if (endedAt !== undefined) return formatMoment(endedAt);
  return status === 'held' ? 'Waits for a decision' : 'Not ended yet';
}

const ON_EXACT: Record<ExactMatchAction, string> = {
  'link-and-confirm': 'Linked and confirmed',
  'link-only': 'Linked, but not confirmed'
};

const NEW_USERS: Record<NewUserAction, string> = {
  leave: 'None are made',
  confirm: 'Made and confirmed',
  'confirm-and-activate': 'Made, confirmed and activated'
};

const DEPROVISIONING: Record<Deprovisioning, string> = {
  leave: 'Left as they are',
  suspend: 'Proposed: suspend',
  deactivate: 'Proposed: deactivate',
  'remove-assignment': 'Proposed: remove the assignment',
  delete: 'Proposed: delete'
};

/** The settings that a run went by. */
export function settingFacts(settings: RunSettings): readonly Fact[] {
  return [
    { term: 'Matching rules', text: settings.rules.join(' › ') || 'None' },
    { term: 'Exact matches', text: ON_EXACT[settings.onExactMatch] },
    { term: 'New users', text: NEW_USERS[settings.newUsers] },
    { term: 'Safeguards', text: safeguardText(settings.safeguards) },
    { term: 'Users of vanished accounts', text: DEPROVISIONING[settings.deprovisioning] }
  ];
}

function safeguardText({ maxCreates, maxDeletes, disappearing, shrinkPercent }: Safeguards): string {
  const limits = [
    maxCreates === undefined ? '' : `at most ${formatCount(maxCreates)} created`,
    maxDeletes === undefined ? '' : `at most ${formatCount(maxDeletes)} vanished`,
    disappearing ? `${disappearing.percent} % of linked accounts, above ${formatCount(disappearing.above)}` : '',
    shrinkPercent === undefined ? '' : `the file at least ${shrinkPercent} % of the list`
  ].filter((limit) => limit !== '');
  return limits.join('; ') || 'None';
}
