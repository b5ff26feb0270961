import { DELETING_KINDS } from '../../model/plan-operation';
import type { ApplyApi, ApplyNews, BatchOutcome } from '../../protocol/apply-api';
import type { SystemAccess } from '../../protocol/system-access';
import type { JobOutcome } from '../../protocol/job';
import type { BatchOperation, OperationOutcome } from '../../protocol/plan-api';
import { hideToken } from '../hide-token';
import { SystemFailure } from '../system-failure';
import { ApplyBatch } from './apply-batch';
import { dryRun } from './dry-run';
import { TargetRun, type TargetRunParts } from './target-run';

type OnNews = (news: ApplyNews) => void;

/** Applies plans to one system. Errors leave without the token, wherever an answer repeats it. */
export class ApplyService implements ApplyApi {
  readonly #parts: TargetRunParts;
  #run: TargetRun | undefined;
  readonly #memory = { newRows: new Set<number>(), newGroups: new Set<string>() };

  constructor(parts: TargetRunParts = {}) {
    this.#parts = parts;
  }

  readonly dryRun: ApplyApi['dryRun'] = (access, operations, options, onNews) =>
    this.#inRun(access, onNews, async (run) => {
      const findings = await dryRun(run, operations, options, this.#memory);
      const results = findings.results.map((result) => withoutToken(result, access));
      return { status: 'done', value: { ...findings, results } };
    });

  readonly apply: ApplyApi['apply'] = async (access, batch, options, onNews) => {
    const count = options.allowsDeletions ? 0 : deletionsOf(batch);
    if (count > 0) return { status: 'failed', error: { kind: 'apply-deletions', count } };
    return this.#inRun(access, onNews, async (run) => {
      const { outcomes, ended } = await new ApplyBatch(run, options).apply(batch);
      run.news.tell();
      return {
        status: 'done',
        value: { outcomes: outcomes.map((one) => withoutToken(one, access)), ended: hide(ended) }
      };
      function hide(end: BatchOutcome['ended']): BatchOutcome['ended'] {
        return end?.because === 'failure' ? { ...end, error: hideToken(end.error, access.token) } : end;
      }
    });
  };

  setPaused(isPaused: boolean): void {
    this.#run?.setPaused(isPaused);
  }

  stopApplying(): Promise<void> {
    this.#run?.caller.stop();
    return Promise.resolve();
  }

  async #inRun<Value>(
    access: SystemAccess,
    onNews: OnNews,
    work: (run: TargetRun) => Promise<JobOutcome<Value>>
  ): Promise<JobOutcome<Value>> {
    const run = (this.#run ??= new TargetRun(access, this.#parts));
    run.caller.goOn(access);
    run.news.listener = (news) =>
      onNews({ ...news, outcomes: news.outcomes.map((outcome) => withoutToken(outcome, access)) });
    try {
      return await work(run);
    } catch (cause) {
      if (!(cause instanceof SystemFailure)) throw cause;
      return { status: 'failed', error: hideToken(cause.error, access.token) };
    } finally {
      run.news.listener = undefined;
    }
  }
}

function withoutToken<Told extends Pick<OperationOutcome, 'error'>>(told: Told, { token }: SystemAccess): Told {
  return told.error ? { ...told, error: hideToken(told.error, token) } : told;
}

function deletionsOf(batch: readonly BatchOperation[]): number {
  return batch.filter(({ operation }) => DELETING_KINDS.includes(operation.kind)).length;
}
