import type { AppError } from '../../model/app-error';
import type { Attribute } from '../../model/attribute';
import type { OperationKind, PlanOperation } from '../../model/plan-operation';
import type { ApplyOptions } from '../../protocol/apply-api';
import type { OperationOutcome } from '../../protocol/plan-api';
import { backoffMs } from '../retry-time';
import { SystemFailure } from '../system-failure';
import type { Looked } from './looked';
import { notCarried } from './not-carried';
import { secret } from './secret';
import { Ended, type Sent } from './system-caller';
import { nameOf } from './target-look';
import type { TargetRun } from './target-run';
import { isKeptHere, type KnownIds, type WriteRequest } from './target-system';

/** One operation on its way. */
export interface Job {
  readonly place: number;
  readonly operation: PlanOperation;
  readonly appId: string;
  /** Something may have been carried out, and nobody knows. */
  isUnsure: boolean;
  /** Looked at earlier, it was not so: what is there now came of what was sent here. */
  wasMissing: boolean;
  /** When its creation was given up as late, by `performance.now()`. */
  lateAt: number | undefined;
  /** How often its success was told, and not believed. */
  unproven: number;
  ids: KnownIds;
  outcome: OperationOutcome | undefined;
}

const CREATING: ReadonlySet<OperationKind> = new Set(['create-user', 'create-group']);

/** They refer to what may have been made a moment ago. */
const REFERRING: ReadonlySet<OperationKind> = new Set(['add-member', 'link']);

/** So many refusals for want of a right, one after the other, are not about the operations. */
const MOST_FORBIDDEN = 20;

/** Nobody knows what became of it. */
export const DOUBT: Sent = { kind: 'unsure', isLate: false };

/**
 * Carries operations out, each by itself. The rule: what may have been carried out is sent again only after a look which
 * found that it was not; and what a look finds to be so is not sent at all.
 */
export class CarryOut {
  readonly #run: TargetRun;
  readonly #options: ApplyOptions;
  #forbiddenInRow = 0;

  constructor(run: TargetRun, options: ApplyOptions) {
    this.#run = run;
    this.#options = options;
  }

  async alone(job: Job): Promise<void> {
    const writes = await this.prepare(job);
    if (writes) await this.finish(job, await this.write(job, writes));
  }

  /**
   * For those whose creation may be at work still: found missing, they are given time, together, so that `prepare` looks
   * once more. What came late may come until as long again has gone by.
   */
  async giveTime(jobs: readonly Job[]): Promise<void> {
    const { caller, limits, look } = this.#run;
    const creating = jobs.filter(({ isUnsure, operation }) => isUnsure && CREATING.has(operation.kind));
    const missing: Job[] = [];
    for (const job of creating) {
      const looked = await look.state(job.operation, job.appId);
      if (looked.kind === 'not-so') missing.push(job);
    }
    if (missing.length === 0) return;
    for (const job of missing) job.wasMissing = true;
    const now = performance.now();
    const waits = missing.map(({ lateAt }) => (lateAt === undefined ? 0 : lateAt + limits.graceMs - now));
    await caller.pause(waits.reduce((most, wait) => Math.max(most, wait), limits.settleMs));
    await look.lookTogether(missing.map(({ operation }) => operation));
  }

  /** What has to be sent; undefined when the operation came to its end without. */
  async prepare(job: Job): Promise<readonly WriteRequest[] | undefined> {
    const { look, system } = this.#run;
    if (isKeptHere(system, job.operation)) {
      this.done(job, '');
      return undefined;
    }
    const looked = await (job.isUnsure ? look.state(job.operation, job.appId) : look.ids(job.operation, job.appId));
    if (this.#settled(job, looked)) return undefined;
    if (job.isUnsure || CREATING.has(job.operation.kind))
      job.wasMissing ||= looked.kind === 'not-so' && !looked.isGuess;
    const writes = this.#writes(job);
    if (writes.length > 0) return writes;
    const attributes = this.#notCarried(job);
    this.#fail(job, { kind: 'apply-unsaid', host: this.#host, ...(attributes.length > 0 ? { attributes } : {}) });
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
    const markUnsure = (isLate: boolean) => {
      for (const job of jobs) {
        job.isUnsure = true;
        if (isLate) job.lateAt = performance.now();
      }
    };
    try {
      const sent = await this.#run.caller.write(request);
      if (sent.kind === 'unsure') markUnsure(sent.isLate);
      return sent;
    } catch (cause) {
      if (!(cause instanceof Ended) || !cause.isUntouched) markUnsure(false);
      throw cause;
    }
  }

  /** From what became of the request to what became of the operation. */
  async finish(job: Job, first: Sent, hasWaited = false): Promise<void> {
    for (let sent = first, attempt = 0; ; attempt++) {
      if (this.#isBelieved(job, sent)) return;
      const before = job.ids.userId;
      const looked = await this.#lookAfter(job, sent, hasWaited && attempt === 0 ? undefined : attempt);
      if (this.#settled(job, looked, sent)) return;
      job.wasMissing = true;
      // An id of another system may have been taken for this one's.
      const isOtherUser = attempt === 0 && job.ids.userId !== before && isNotFound(sent);
      if (!isOtherUser && !(await this.#goesOn(job, sent, attempt))) return this.#giveUp(job, sent);
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
    this.#forbiddenInRow = 0;
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

  /** Whether it is sent again; resolves when it is time for that. */
  async #goesOn(job: Job, sent: Sent, attempt: number): Promise<boolean> {
    const { limits, system } = this.#run;
    const { kind } = job.operation;
    if (attempt >= limits.retries) return false;
    // Once more.
    if (sent.kind === 'answered') return job.unproven++ === 0;
    if (sent.kind === 'refused') {
      const isKnownLate = isNotFound(sent) && system.knowsLate === true && REFERRING.has(kind);
      if (isKnownLate) await this.#pauseBefore(attempt);
      return isKnownLate;
    }
    // What is being created may come into being yet, where only the answer did not come in time.
    return !(sent.isLate && CREATING.has(kind));
  }

  #giveUp(job: Job, sent: Sent): void {
    if (sent.kind === 'answered') {
      const { user } = job.operation;
      return this.#fail(job, { kind: 'apply-kept', host: this.#host, what: 'user', name: user ? nameOf(user) : '' });
    }
    if (sent.kind === 'refused') return this.#refused(job, sent);
    job.isUnsure = true;
    this.#tell(job, this.unfinished(job));
  }

  /** Without the right to change anything, the rest would be refused as well. */
  #refused(job: Job, { status, detail }: Extract<Sent, { kind: 'refused' }>): void {
    this.#fail(job, { kind: 'apply-refused', host: this.#host, status, detail });
    this.#forbiddenInRow = status === 403 ? this.#forbiddenInRow + 1 : 0;
    if (this.#forbiddenInRow < MOST_FORBIDDEN) return;
    throw new Ended(new SystemFailure({ kind: 'system-forbidden', host: this.#host, detail }), true);
  }

  /** What is being created may be there only a moment later: nothing found counts when it was found twice. */
  async #lookAfter({ operation, appId, ids }: Job, sent: Sent, attempt: number | undefined): Promise<Looked> {
    const { caller, limits, look } = this.#run;
    look.noteSent(operation, ids, false);
    if (sent.kind !== 'unsure' || attempt === undefined) return look.state(operation, appId);
    await this.#pauseBefore(attempt);
    const looked = await look.state(operation, appId);
    if (looked.kind !== 'not-so' || !CREATING.has(operation.kind)) return looked;
    await caller.pause(limits.settleMs);
    return look.state(operation, appId);
  }

  async #pauseBefore(attempt: number): Promise<void> {
    const { caller, limits, random } = this.#run;
    await caller.pause(backoffMs(attempt, limits.backoffMs, random));
  }

  #isBelieved(job: Job, sent: Sent): boolean {
    const { proves, madeId } = this.#run.system;
    const isBelieved = sent.kind === 'answered' && !proves?.has(job.operation.kind);
    if (isBelieved) this.done(job, madeId(sent.body));
    return isBelieved;
  }

  /** Whether a look ends the operation. `after`: what was sent before it. */
  #settled(job: Job, looked: Looked, after?: Sent): boolean {
    if (looked.kind === 'problem') {
      this.#fail(job, looked.error);
      return true;
    }
    job.ids = looked.ids;
    if (looked.kind === 'not-so') return false;
    const isSent = after !== undefined && after.kind !== 'refused';
    const isOurs = job.wasMissing || (isSent && !CREATING.has(job.operation.kind));
    const { groupId, userId } = looked.ids;
    this.#end(job, isOurs ? 'done' : 'already-there', job.operation.kind === 'create-group' ? groupId : userId);
    return true;
  }

  #end(job: Job, state: 'done' | 'already-there', targetId: string): void {
    const { look } = this.#run;
    look.noteMade(job.operation, targetId);
    look.noteSent(job.operation, job.ids, true);
    const unsaid = this.#notCarried(job);
    const more = unsaid.length > 0 ? { notCarried: unsaid } : {};
    this.#tell(job, { place: job.place, state, targetId, error: undefined, ...more });
  }

  #notCarried({ operation }: Job): readonly Attribute[] {
    return notCarried(operation, this.#run.system.carries);
  }

  #fail(job: Job, error: AppError): void {
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

function isNotFound(sent: Sent): boolean {
  return sent.kind === 'refused' && sent.status === 404;
}
