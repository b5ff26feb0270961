import type { ApplyOptions, BatchOutcome } from '../../protocol/apply-api';
import type { BatchOperation } from '../../protocol/plan-api';
import { SystemFailure } from '../system-failure';
import { BulkGathering } from './bulk-gathering';
import { bulkBody, bulkEntries, readBulk, type BulkEntry, type BulkVerdict } from './bulk-request';
import { CarryOut, DOUBT, type Job } from './carry-out';
import { Ended, isTimeOut, Stopped, type Sent } from './system-caller';
import { appIdOf, type TargetRun, type Unsettled } from './target-run';
import { isKeptHere, NO_IDS, type WriteRequest } from './target-system';

interface Item {
  readonly job: Job;
  readonly request: WriteRequest;
}

/** A service that answers so to Bulk has none, or not for this token. */
const NO_BULK = new Set([403, 404, 405, 501]);

/** One batch in its order: by itself each, or as many in one request as the service takes. */
export class ApplyBatch {
  readonly #run: TargetRun;
  readonly #options: ApplyOptions;
  readonly #out: CarryOut;

  constructor(run: TargetRun, options: ApplyOptions) {
    this.#run = run;
    this.#options = options;
    this.#out = new CarryOut(run, options);
  }

  async apply(batch: readonly BatchOperation[]): Promise<BatchOutcome> {
    const { unsettled } = this.#run;
    const jobs = batch.map((one) => jobOf(one, appIdOf(one, this.#options), unsettled.get(one.operation.id)));
    let ended: BatchOutcome['ended'];
    try {
      const offer = this.#options.usesBulk ? await this.#run.offer() : undefined;
      // Of those to be created too: who was missing before is ours when the answer is lost.
      const looked = jobs.filter(({ operation }) => !isKeptHere(this.#run.system, operation));
      await this.#run.look.beginBatch(looked.map(({ operation }) => operation));
      await this.#out.giveTime(looked);
      if (offer) await this.#inBulk(jobs);
      else for (const job of jobs) await this.#out.alone(job);
    } catch (cause) {
      ended = endOf(cause);
    }
    const outcomes = jobs.map((job) => job.outcome ?? this.#out.unfinished(job));
    for (const [at, { operation, wasMissing, lateAt }] of jobs.entries()) {
      if (outcomes[at].state === 'unsure') unsettled.set(operation.id, { wasMissing, lateAt });
      else unsettled.delete(operation.id);
    }
    return { outcomes, ended };
  }

  /** What refers to something that the same request would create waits until that is answered. */
  async #inBulk(jobs: readonly Job[]): Promise<void> {
    let gathering = new BulkGathering<Job>();
    const flush = async () => {
      const { items } = gathering;
      gathering = new BulkGathering();
      await this.#sendTogether(items);
    };
    for (const job of jobs) {
      if (gathering.isNeededBy(job.operation)) await flush();
      const writes = await this.#out.prepare(job);
      if (!writes) continue;
      const offer = await this.#run.offer();
      const [request, ...further] = writes;
      const goesAlone = !offer || further.length > 0;
      if (goesAlone || !gathering.hasRoomFor(request, offer)) await flush();
      if (goesAlone) await this.#out.finish(job, await this.#out.write(job, writes));
      else gathering.add(job, request);
    }
    await flush();
  }

  async #sendTogether(items: readonly Item[]): Promise<void> {
    const { bulk } = this.#run.system;
    const jobs = items.map(({ job }) => job);
    if (!bulk || items.length < 2) return this.#eachAlone(jobs);
    const entries = bulkEntries(items);
    const sent = await this.#out.send(jobs, { method: 'POST', path: bulk.path, body: bulkBody(entries) });
    const verdicts = sent.kind === 'answered' ? readBulk(entries, sent.body) : undefined;
    if (verdicts) await this.#judgeAll(entries, verdicts);
    else if (sent.kind === 'refused') await this.#refusedTogether(sent.status, items, entries.length);
    else await this.#unsureTogether(jobs, sent);
  }

  async #eachAlone(jobs: readonly Job[]): Promise<void> {
    for (const job of jobs) await this.#out.finish(job, await this.#out.write(job));
  }

  /** None of it was carried out. Too large: in halves. Else each shows by itself which one it was. */
  async #refusedTogether(status: number, items: readonly Item[], entries: number): Promise<void> {
    if (status === 413 && entries > 1) {
      const half = Math.ceil(items.length / 2);
      const offer = await this.#run.offer();
      this.#run.noteOffer(offer && { ...offer, maxOperations: Math.min(half, offer.maxOperations) });
      await this.#sendTogether(items.slice(0, half));
      return this.#sendTogether(items.slice(half));
    }
    if (NO_BULK.has(status)) this.#run.noteOffer(undefined);
    await this.#eachAlone(items.map(({ job }) => job));
  }

  async #unsureTogether(jobs: readonly Job[], sent: Sent): Promise<void> {
    const { caller, limits, look } = this.#run;
    for (const job of jobs) job.isUnsure = true;
    await caller.pause(limits.backoffMs + limits.settleMs);
    await look.lookTogether(jobs.map(({ operation }) => operation));
    // What came late is not sent again here, whatever is found.
    if (sent.kind !== 'unsure' || !sent.isLate) await this.#out.giveTime(jobs);
    for (const job of jobs) await this.#out.finish(job, sent.kind === 'unsure' ? sent : DOUBT, true);
  }

  /** First what is done: whatever ends the batch meanwhile, that is told. */
  async #judgeAll(entries: readonly BulkEntry<Job>[], verdicts: readonly BulkVerdict[]): Promise<void> {
    const others: { readonly jobs: readonly Job[]; readonly verdict: BulkVerdict }[] = [];
    for (const [at, { jobs, request }] of entries.entries()) {
      const verdict = verdicts[at];
      if (isSuccess(verdict)) {
        for (const job of jobs) this.#out.done(job, request.method === 'POST' ? verdict.id : '');
      } else {
        for (const job of jobs) job.isUnsure ||= !isRefusal(verdict);
        others.push({ jobs, verdict });
      }
    }
    for (const { jobs, verdict } of others) await this.#judge(jobs, verdict);
  }

  async #judge(jobs: readonly Job[], verdict: BulkVerdict): Promise<void> {
    if (verdict.kind === 'missing') {
      for (const job of jobs) await this.#out.leftOut(job);
    } else if (verdict.kind === 'doubtful') {
      for (const job of jobs) await this.#out.finish(job, DOUBT);
    } else if (isRefusal(verdict)) {
      const { status, detail } = verdict;
      if (jobs.length > 1 || status === 429) return this.#eachAlone(jobs);
      for (const job of jobs) await this.#out.finish(job, { kind: 'refused', status, detail });
    } else {
      const isLate = isTimeOut(verdict.status);
      for (const job of jobs) {
        if (isLate) job.lateAt = performance.now();
        await this.#out.finish(job, { kind: 'unsure', isLate });
      }
    }
  }
}

function isSuccess(verdict: BulkVerdict): verdict is Extract<BulkVerdict, { kind: 'told' }> {
  return verdict.kind === 'told' && verdict.status < 300;
}

/** Surely not carried out. */
function isRefusal(verdict: BulkVerdict): boolean {
  if (verdict.kind !== 'told' || verdict.status === 408) return false;
  return (verdict.status >= 400 && verdict.status < 500) || verdict.status === 501;
}

function jobOf({ place, operation, isUnsure }: BatchOperation, appId: string, before: Unsettled | undefined): Job {
  const { wasMissing = false, lateAt } = before ?? {};
  return { place, operation, appId, isUnsure, wasMissing, lateAt, unproven: 0, ids: NO_IDS, outcome: undefined };
}

function endOf(cause: unknown): BatchOutcome['ended'] {
  const inner = cause instanceof Ended ? cause.cause : cause;
  if (inner instanceof Stopped) return { because: 'stopped' };
  if (inner instanceof SystemFailure) return { because: 'failure', error: inner.error };
  throw inner;
}
