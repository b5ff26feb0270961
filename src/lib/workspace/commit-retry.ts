import type { PlanOperation } from '../model/plan-operation';
import { INCLUDED } from '../plan/excluded-operations';
import { breathe } from './breathe';
import { JournalChange } from './commit-change';
import type { CommitJournal } from './commit-journal';
import type { CurrentPlan } from './plan-books';

const IDS_PER_SLICE = 20_000;

/**
 * Failed operations wait again, as the plan has them now: what was mended since is sent as it was mended. What the plan
 * does not have any more, or excludes, is left out. Those that failed because of one of them come along; so does what is
 * said of a mended user in operations that still wait.
 */
export async function retryAll(
  journal: CommitJournal,
  current: CurrentPlan,
  places: readonly number[] | undefined
): Promise<JournalChange> {
  const change = new JournalChange(journal);
  const retried = placesToRetry(journal, places);
  const concerned = [...retried, ...waitingFor(journal, retried)];
  const planned = await plannedNow(current, await idsOf(journal, concerned));
  for (const place of concerned) {
    const operation = await journal.operation(place);
    const now = planned.get(operation.id);
    if (now && JSON.stringify(now) !== JSON.stringify(operation)) await change.replace(place, now);
    if (!retried.has(place)) continue;
    change.setState(place, now ? 'waiting' : 'left-out');
    if (journal.hasMark(place, 'given')) change.mark(place, 'doubtful');
  }
  change.set({ status: 'running', endedAt: undefined });
  return change;
}

/** Those asked for, and those that failed for want of them. */
function placesToRetry(journal: CommitJournal, asked: readonly number[] | undefined): ReadonlySet<number> {
  const failed = [...journal.placesIn(['failed'])];
  if (!asked) return new Set(failed);
  const isAsked = new Set(asked);
  const chosen = new Set(failed.filter((place) => isAsked.has(place)));
  for (const place of failed) {
    const isWanting = journal.error(place)?.kind === 'commit-needs';
    if (isWanting && journal.needs(place).some((maker) => chosen.has(maker))) chosen.add(place);
  }
  return chosen;
}

function waitingFor(journal: CommitJournal, makers: ReadonlySet<number>): readonly number[] {
  const waiting = [...journal.placesIn(['waiting'])];
  return waiting.filter((place) => journal.needs(place).some((maker) => makers.has(maker)));
}

async function idsOf(journal: CommitJournal, places: readonly number[]): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const place of places) ids.add((await journal.operation(place)).id);
  return ids;
}

/** Operations of the plan with these ids, but for excluded ones. 0.3 µs per operation of the plan. */
async function plannedNow(
  { plan, excluded }: CurrentPlan,
  ids: ReadonlySet<string>
): Promise<ReadonlyMap<string, PlanOperation>> {
  const planned = new Map<string, PlanOperation>();
  for (let i = 0; ids.size > planned.size && i < plan.length; i++) {
    if (i % IDS_PER_SLICE === 0) await breathe();
    if (excluded.marks[i] === INCLUDED && ids.has(plan.id(i))) planned.set(plan.id(i), plan.operation(i));
  }
  return planned;
}
