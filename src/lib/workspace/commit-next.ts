import type { AppError } from '../model/app-error';
import { err, ok, type Result } from '../model/result';
import type { OperationOutcome } from '../protocol/plan-api';
import { NEEDS_MISSING, NEEDS_NOTHING, OPERATION_MARK } from '../storage/stored-commit';
import { JournalChange } from './commit-change';
import type { CommitJournal } from './commit-journal';

const DELETED = OPERATION_MARK.deletes | OPERATION_MARK.given;

export interface ChosenPlace {
  readonly place: number;
  readonly isUnsure: boolean;
}

/**
 * Chooses what is carried out next and notes the intent: first what has no outcome, then what waits, in order. An
 * operation whose user or group is not created yet ends the batch; one whose user or group will not be created fails.
 */
export function chooseNext(
  journal: CommitJournal,
  most: number
): Result<{ readonly chosen: readonly ChosenPlace[]; readonly change: JournalChange }, AppError> {
  const change = new JournalChange(journal);
  const chosen: ChosenPlace[] = [];
  for (const place of journal.placesIn(['sent'])) {
    if (chosen.length === most) break;
    // Not attempted this time either, it waits again, and what is not known stays so.
    if (!journal.hasMark(place, 'doubtful')) change.mark(place, 'doubtful');
    chosen.push({ place, isUnsure: true });
  }
  for (const place of journal.placesIn(['waiting'])) {
    if (chosen.length === most) break;
    const need = unmetNeed(journal, change, place);
    if (need === 'pending') break;
    if (need) {
      change.setState(place, 'failed', { error: { kind: 'commit-needs', what: need } });
      continue;
    }
    change.setState(place, 'sent');
    change.mark(place, 'given');
    chosen.push({ place, isUnsure: journal.hasMark(place, 'doubtful') });
  }
  const refusal = tooManyDeletions(journal, change, chosen);
  return refusal ? err(refusal) : ok({ chosen, change });
}

function unmetNeed(
  journal: CommitJournal,
  change: JournalChange,
  place: number
): 'user' | 'group' | 'pending' | undefined {
  const [user, group] = journal.needs(place).map((maker) => needState(change, maker));
  if (user === 'failed') return 'user';
  if (group === 'failed') return 'group';
  return user === 'pending' || group === 'pending' ? 'pending' : undefined;
}

function needState(change: JournalChange, maker: number): 'met' | 'pending' | 'failed' {
  if (maker === NEEDS_NOTHING) return 'met';
  if (maker === NEEDS_MISSING) return 'failed';
  const state = change.state(maker);
  if (state === 'done' || state === 'already-there') return 'met';
  return state === 'waiting' || state === 'sent' ? 'pending' : 'failed';
}

/** The ceiling was asked for at the start; it holds on the way too, whatever became of what is stored. */
function tooManyDeletions(
  { parts, commit: { maxDeletions: limit } }: CommitJournal,
  change: JournalChange,
  chosen: readonly ChosenPlace[]
): AppError | undefined {
  if (!chosen.some(({ place }) => change.hasMark(place, 'deletes'))) return undefined;
  const changed = new Map(change.parts.map((part) => [part.part, part]));
  let count = 0;
  for (const part of parts) {
    for (const mark of (changed.get(part.part) ?? part).marks) if ((mark & DELETED) === DELETED) count++;
  }
  return count > limit ? { kind: 'commit-deletions', count, limit } : undefined;
}

/** Notes what became of operations that were given out; of others nothing is known anew. */
export function noteAll(journal: CommitJournal, outcomes: readonly OperationOutcome[]): JournalChange {
  const change = new JournalChange(journal);
  const isCancelled = journal.commit.status === 'cancelled';
  for (const { place, state, targetId, error, notCarried } of outcomes) {
    if (place < 0 || place >= journal.length || change.state(place) !== 'sent') continue;
    if (state === 'unsure') change.mark(place, 'doubtful');
    if (state === 'unsure') change.setState(place, 'sent', { targetId, error });
    else if (state === 'not-attempted') change.setState(place, isCancelled ? 'left-out' : 'waiting', { error });
    else change.setState(place, state, { targetId, error, notCarried });
  }
  return change;
}
