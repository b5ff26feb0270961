import type { AppError } from '../model/app-error';
import type { AppId, IdentityDomainId } from '../model/ids';
import { err, ok, type Result } from '../model/result';
import type { JobOutcome } from '../protocol/job';
import type { MergeChoice, MergeConflict, MergePreview } from '../protocol/merge-api';
import type { StepOutcome } from '../protocol/step-outcome';
import { outcomeOf, type BackupSource } from './backup-reading';
import type { Decisions } from './decisions';
import { mergeApp, mergeDomain, type MergedApp } from './merge-app';
import type { MergedRow } from './merge-outcome';
import { appPairs, pairsOf } from './merge-pairs';
import { MergeSource } from './merge-source';
import type { OpenWorkspace } from './open-workspace';

const MOST_SHOWN = 1000;
const OUTDATED: AppError = { kind: 'preview-outdated' };
/** Between looks whether a decision has ended. */
const WAIT_MS = 10;

/** A merge that is being made, app by app. */
interface Begun {
  readonly note: string;
  /** Users that an earlier step has made, by domain: their row to the one here. */
  readonly made: Map<IdentityDomainId, ReadonlyMap<number, number>>;
  /** Of the history, if nothing else was done meanwhile. */
  revision: number;
}

interface Preview {
  readonly id: string;
  readonly revision: number;
  /** Of the other workspace. */
  readonly name: string;
  /** Without what the words of conflicts are made of: their lists are large. */
  readonly apps: readonly Omit<MergedApp, 'words'>[];
}

/** Takes the decisions of another person's workspace over, from a backup of it. Keeps the last preview. */
export class Merges {
  readonly workspace: OpenWorkspace;
  readonly #decisions: Decisions;
  #preview: Preview | undefined;
  #previewCount = 0;

  constructor(workspace: OpenWorkspace, decisions: Decisions) {
    this.workspace = workspace;
    this.#decisions = decisions;
  }

  /** Reads all of the file and both workspaces' lists. Nothing is changed. */
  preview(source: BackupSource): Promise<JobOutcome<MergePreview>> {
    return outcomeOf(async () => {
      const theirs = await MergeSource.read(source);
      const { revision, apps, missing } = await this.#mergedNow(theirs);
      if (apps.every(({ common }) => common === 0))
        return { status: 'failed', error: { kind: 'merge-foreign', name: theirs.name } };
      const conflicts: MergeConflict[] = [];
      let conflictCount = 0;
      for (const app of apps) {
        conflicts.push(...app.words(Math.max(0, MOST_SHOWN - conflictCount), conflictCount));
        conflictCount += app.conflicts.length;
      }
      const id = `merge-${++this.#previewCount}`;
      const kept = apps.map(({ words: _words, ...app }) => app);
      this.#preview = { id, revision, name: theirs.name, apps: kept };
      return { status: 'done', value: { id, apps: kept.map(countsOf), missing, conflictCount, conflicts } };
    });
  }

  /** A step for each app. What was taken before one failed stays, and is told. */
  async apply(previewId: string, choice: MergeChoice): Promise<Result<StepOutcome, AppError>> {
    const preview = this.#preview;
    if (preview?.id !== previewId || preview.revision !== this.workspace.history.revision) return err(OUTDATED);
    const steps = chosenRows(preview, choice).filter(({ rows }) => rows.length > 0);
    const total = steps.reduce((sum, { rows }) => sum + rows.length, 0);
    const begun: Begun = { note: `From “${preview.name}”`, made: new Map(), revision: preview.revision };
    let outcome: Result<StepOutcome, AppError> = err({ kind: 'nothing-to-do' });
    let taken = 0;
    this.#preview = undefined;
    for (const { appId, rows } of steps) {
      outcome = await this.#take(appId, rows, begun);
      if (outcome.ok) taken += rows.length;
      else if (taken > 0) return err({ kind: 'merge-in-part', taken, left: total - taken });
      else break;
    }
    if (!outcome.ok) this.#preview = preview;
    return outcome;
  }

  discard(previewId: string): void {
    if (this.#preview?.id === previewId) this.#preview = undefined;
  }

  /** Against decisions that are made: what one that is under way has touched may still be taken back. */
  async #mergedNow(theirs: MergeSource) {
    const { workspace } = this;
    for (;;) {
      while (workspace.isDeciding) await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
      const { revision } = workspace.history;
      const merged = await this.#merged(theirs);
      if (revision === workspace.history.revision && !workspace.isDeciding) return { ...merged, revision };
    }
  }

  async #merged(theirs: MergeSource): Promise<{ readonly apps: readonly MergedApp[]; readonly missing: string[] }> {
    const domains = pairsOf(this.workspace.domains, theirs.tally.domains);
    const pairs = appPairs(domains, this.workspace.apps, theirs.tally.apps);
    const apps: MergedApp[] = [];
    for (const domain of domains) {
      const ofDomain = pairs.filter(({ ours }) => ours.domainId === domain.ours.id);
      if (ofDomain.length === 0) continue;
      const ids = { ours: domain.ours.id, theirs: domain.theirs.id };
      const merged = await mergeDomain(this.workspace, theirs, ids);
      for (const pair of ofDomain) apps.push(await mergeApp(this.workspace, theirs, merged, pair));
    }
    const known = new Set<unknown>([...domains, ...pairs].map((pair) => pair.theirs));
    const missing = [...theirs.tally.domains, ...theirs.tally.apps].filter((thing) => !known.has(thing));
    return { apps, missing: missing.map(({ name }) => name) };
  }

  /** Refused, inside the change, if anything else was decided or imported since the preview. */
  async #take(appId: AppId, rows: readonly MergedRow[], begun: Begun): Promise<Result<StepOutcome, AppError>> {
    const { history } = this.workspace;
    const domainId = this.workspace.domainOf(appId);
    const known = begun.made.get(domainId) ?? new Map<number, number>();
    let making: ReadonlyMap<number, number> = new Map();
    const outcome = await this.#decisions.decide({
      kind: 'merge',
      appId,
      note: begun.note,
      rowsNow: () =>
        history.revision === begun.revision ? ok(rows.map((merged) => withKnownUser(merged, known))) : err(OUTDATED),
      onMaking: (userOf) => (making = userOf)
    });
    if (!outcome.ok) return outcome;
    begun.made.set(domainId, new Map([...known, ...making]));
    // Its own step, and nothing else.
    begun.revision++;
    return outcome;
  }
}

function withKnownUser({ row, outcome }: MergedRow, known: ReadonlyMap<number, number>): MergedRow {
  const userRow = outcome.kind === 'make' ? known.get(outcome.made.row) : undefined;
  return { row, outcome: userRow === undefined ? outcome : { kind: 'link', userRow } };
}

function countsOf({ app, taken, same, conflicts, unknown, locked }: Omit<MergedApp, 'words'>) {
  const counts = { taken: taken.length, same, conflicts: conflicts.length, unknown, locked };
  return { appId: app.id, name: app.name, ...counts };
}

/** Ids of conflicts go on from app to app. */
function chosenRows(
  { apps }: Preview,
  { all, other }: MergeChoice
): readonly { readonly appId: AppId; readonly rows: readonly MergedRow[] }[] {
  const others = new Set(other);
  let firstId = 0;
  return apps.map(({ app, taken, conflicts }) => {
    const start = firstId;
    firstId += conflicts.length;
    const theirs = conflicts.filter((_, i) => (all === 'theirs') !== others.has(start + i));
    return { appId: app.id, rows: [...taken, ...theirs] };
  });
}
