import type { ApplyError } from '../../model/apply-error';
import type { OperationKind, PlanOperation } from '../../model/plan-operation';
import type { ApplyOptions } from '../../protocol/apply-api';
import type { OperationOutcome } from '../../protocol/plan-api';
import { backoffMs } from '../retry-time';
import type { Looked } from './looked';
import { secret } from './secret';
import { Ended, type Sent } from './system-caller';
import type { TargetRun } from './target-run';
import { isKeptHere, type KnownIds, type WriteRequest } from './target-system';

/** One operation on its way. */
export interface Job {
  readonly place: number;
  readonly operation: PlanOperation;
  readonly appId: string;
  /** Something may have been carried out, and nobody knows. */
  isUnsure: boolean;
  /** It was looked at, and was not so before anything was sent for it here. */
  wasMissing: boolean;
  ids: KnownIds;
  outcome: OperationOutcome | undefined;
}

const CREATING: ReadonlySet<OperationKind> = new Set(['create-user', 'create-group']);

/** Nobody knows what became of it. */
export const DOUBT: Sent = { kind: 'unsure', isLate: false };

/**
 * Carries operations out, each by itself. The rule: what may have been carried out is sent again only after a look which
 * found that it was not; and what a look finds to be so is not sent at all.
 */
export class CarryOut {
  readonly #run: TargetRun;
  readonly #options: ApplyOptions;

  constructor(run: TargetRun, options: ApplyOptions) {
    this.#run = run;
    this.#options = options;
  }

  async alone(job: Job): Promise<void> {
    const writes = await this.prepare(job);
    if (writes) await this.finish(job, await this.write(job, writes));
  }

  /** What has to be sent; undefined when the operation came to its end without. */
  async prepare(job: Job): Promise<readonly WriteRequest[] | undefined> {
    const { look, system } = this.#run;
    if (isKeptHere(system, job.operation)) {
      this.done(job, '');
      return undefined;
    }
    const looked = await (job.isUnsure ? look.state(job.operation, job.appId) : look.ids(job.operation, job.appId));
    job.wasMissing = looked.kind === 'not-so' && (job.isUnsure || job.operation.kind === 'create-group');
    if (this.#settled(job, looked)) return undefined;
    const writes = this.#writes(job);
    if (writes.length > 0) return writes;
    this.#fail(job, { kind: 'apply-unsaid', host: this.#host });
    return undefined;
  }

  async write(job: Job, writes = this.#writes(job)): Promise<Sent> {
    let sent: Sent = { kind: 'answered', body: undefined };
    for (const request of writes) {
      sent = await this.send([job], request);
      const isEnough = sent.kind === 'refused' && request.mayBeRefused;
      if (sent.kind !== 'answered' && !isEnough) return sent;
    }
    return sent.kind === 'refused' ? { kind: 'answered', body: undefined } : sent;
  }

  /** One request, on behalf of one or many. */
  async send(jobs: readonly Job[], request: WriteRequest): Promise<Sent> {
    const markUnsure = () => {
      for (const job of jobs) job.isUnsure = true;
    };
    try {
      const sent = await this.#run.caller.write(request);
      if (sent.kind === 'unsure') markUnsure();
      return sent;
    } catch (cause) {
      if (!(cause instanceof Ended) || !cause.isUntouched) markUnsure();
      throw cause;
    }
  }

  /** From what became of the request to what became of the operation. */
  async finish(job: Job, first: Sent, hasWaited = false): Promise<void> {
    for (let sent = first, attempt = 0; ; attempt++) {
      if (sent.kind === 'answered') return this.done(job, this.#run.system.madeId(sent.body));
      const before = job.ids.userId;
      const looked = await this.#lookAfter(job, sent, hasWaited && attempt === 0 ? undefined : attempt);
      if (this.#settled(job, looked, sent)) return;
      job.wasMissing = true;
      // An id of another system may have been taken for this one's.
      const isOtherUser = attempt === 0 && job.ids.userId !== before;
      const isWorthwhile =
        sent.kind === 'refused' ? sent.status === 404 && isOtherUser : this.#mayGo(job, sent, attempt);
      if (!isWorthwhile) return this.#giveUp(job, sent);
      sent = await this.write(job);
    }
  }

  /** For one of which an answer to many said nothing: a service that ended in the middle has not come to it. */
  async leftOut(job: Job): Promise<void> {
    const looked = await this.#lookAfter(job, DOUBT, undefined);
    if (this.#settled(job, looked, DOUBT)) return;
    const error = { kind: 'apply-unanswered', host: this.#host } as const;
    this.#tell(job, { place: job.place, state: 'not-attempted', targetId: '', error });
  }

  done(job: Job, madeId: string): void {
    this.#end(job, 'done', CREATING.has(job.operation.kind) ? madeId : job.ids.userId);
  }

  /** Of a job whose turn did not come, or whose end is not known. */
  unfinished({ place, isUnsure, ids }: Job): OperationOutcome {
    const error = isUnsure ? ({ kind: 'apply-unanswered', host: this.#host } as const) : undefined;
    return { place, state: isUnsure ? 'unsure' : 'not-attempted', targetId: ids.userId, error };
  }

  #writes({ operation, ids }: Job): readonly WriteRequest[] {
    const { welcomesUsers } = this.#options;
    return this.#run.system.write(operation, ids, { welcomesUsers, secret });
  }

  /** Something that is being created may come into being yet, where only the answer did not come in time. */
  #mayGo({ operation }: Job, sent: Sent, attempt: number): boolean {
    const mayStillCome = sent.kind === 'unsure' && sent.isLate && CREATING.has(operation.kind);
    return attempt < this.#run.limits.retries && !mayStillCome;
  }

  #giveUp(job: Job, sent: Sent): void {
    if (sent.kind === 'refused') {
      const { status, detail } = sent;
      return this.#fail(job, { kind: 'apply-refused', host: this.#host, status, detail });
    }
    job.isUnsure = true;
    this.#tell(job, this.unfinished(job));
  }

  /** What is being created may be there only a moment later: nothing found counts when it was found twice. */
  async #lookAfter({ operation, appId, ids }: Job, sent: Sent, attempt: number | undefined): Promise<Looked> {
    const { caller, limits, look, random } = this.#run;
    look.noteSent(operation, ids, false);
    if (sent.kind !== 'unsure' || attempt === undefined) return look.state(operation, appId);
    await caller.pause(backoffMs(attempt, limits.backoffMs, random));
    const looked = await look.state(operation, appId);
    if (looked.kind !== 'not-so' || !CREATING.has(operation.kind)) return looked;
    await caller.pause(limits.settleMs);
    return look.state(operation, appId);
  }

  /** Whether a look ends the operation. `after`: what was sent before it. */
  #settled(job: Job, looked: Looked, after?: Sent): boolean {
    if (looked.kind === 'problem') {
      this.#fail(job, looked.error);
      return true;
    }
    job.ids = looked.ids;
    if (looked.kind === 'not-so') return false;
    const isOurs = after?.kind === 'unsure' && (job.wasMissing || !CREATING.has(job.operation.kind));
    const { groupId, userId } = looked.ids;
    this.#end(job, isOurs ? 'done' : 'already-there', job.operation.kind === 'create-group' ? groupId : userId);
    return true;
  }

  #end(job: Job, state: 'done' | 'already-there', targetId: string): void {
    const { look } = this.#run;
    look.noteMade(job.operation, targetId);
    look.noteSent(job.operation, job.ids, true);
    this.#tell(job, { place: job.place, state, targetId, error: undefined });
  }

  #fail(job: Job, error: ApplyError): void {
    this.#tell(job, { place: job.place, state: 'failed', targetId: job.ids.userId, error });
  }

  #tell(job: Job, outcome: OperationOutcome): void {
    job.outcome = outcome;
    this.#run.news.tellOutcome(outcome);
  }

  get #host(): string {
    return this.#run.caller.host;
  }
}
