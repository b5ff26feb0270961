import type { IncompleteCause, SystemError } from '../model/app-error';
import type { Connection } from '../model/connection';
import type { Listing, ListingProgress, ListingRequest } from '../protocol/connector-api';
import type { SystemAccess } from '../protocol/system-access';
import type { JsonAnswer } from './ask';
import { askPatiently } from './ask-patiently';
import type { Connector, Item, Step } from './connector';
import { ListTally } from './list-tally';
import { ListedPages } from './listed-pages';
import { MemoryPages, type PageStore } from './page-store';
import { PausableClock } from './pausable-clock';
import { requestHeaders } from './request-headers';
import { REQUEST_LIMITS, type RequestLimits } from './request-limits';
import { StepQueue } from './step-queue';
import { SystemFailure } from './system-failure';

const PROGRESS_INTERVAL_MS = 100;
/** Read again, these may come out right: the list changed while it was read. */
const PASSING: ReadonlySet<IncompleteCause['kind']> = new Set(['count', 'shrunk', 'same-page']);

export interface RunParts {
  readonly random?: () => number;
  readonly store?: PageStore;
}

export type OnListing = (progress: ListingProgress) => void;

/**
 * One list, page by page, from the first request to the last. While a page is written the next is on its way. What fails
 * leaves the pages that came and the steps that are left: `run` goes on with the one that failed.
 */
export class ListingRun {
  readonly #connector: Connector;
  readonly #connection: Connection;
  readonly #hasChanges: boolean;
  #since: string | undefined;
  readonly #limits: RequestLimits;
  readonly #clock = new PausableClock();
  readonly #random: () => number;
  #steps: StepQueue;
  #tallies = new Map<string, ListTally>();
  readonly #pages: ListedPages;
  #asked = { requests: 0, bytes: 0 };
  #total: number | undefined;
  #watermark: string | undefined;
  #restarts = 0;
  #secondLooks = 0;
  #report: Report = () => undefined;

  constructor(
    connector: Connector,
    { access, since }: ListingRequest,
    limits: RequestLimits = REQUEST_LIMITS,
    { random = Math.random, store = new MemoryPages() }: RunParts = {}
  ) {
    this.#connector = connector;
    this.#connection = access.connection;
    this.#hasChanges = connector.hasChanges?.(access.connection) ?? true;
    this.#since = this.#hasChanges ? since : undefined;
    this.#limits = limits;
    this.#random = random;
    this.#pages = new ListedPages(store, Date.now());
    this.#steps = new StepQueue(connector.begin(access.connection, this.#since));
  }

  setPaused(isPaused: boolean): void {
    this.#clock.setPaused(isPaused);
    this.#report();
  }

  /** Throws a SystemFailure, or the signal's reason. One at a time. */
  async run(access: SystemAccess, signal: AbortSignal, onProgress: OnListing): Promise<Listing> {
    this.#report = this.#reporter(onProgress);
    this.#restarts = 0;
    this.#secondLooks = 0;
    try {
      await this.#readAll({ access, signal });
    } catch (cause) {
      // Anything may have been left half done: nothing is put together from it.
      if (!(cause instanceof SystemFailure)) this.#begin();
      throw cause;
    } finally {
      this.#report = () => undefined;
    }
    return {
      file: await this.#pages.file(),
      ...this.#pages.counts,
      isWhole: this.#since === undefined,
      watermark: this.#hasChanges ? (this.#watermark ?? this.#pages.newestChange ?? this.#since) : undefined
    };
  }

  async #readAll(asking: Asking): Promise<void> {
    let asked = this.#askFirst(asking);
    while (asked) {
      const { step, answer } = asked;
      this.#report(step);
      const page = await answer.catch((cause: unknown) => withoutAnswer(step, cause) ?? this.#another(step, cause));
      const items = page ? this.#take(step, page) : [];
      asked = this.#askFirst(asking);
      await this.#pages.add(step, items);
    }
  }

  #askFirst(asking: Asking): { readonly step: Step; readonly answer: Promise<JsonAnswer> } | undefined {
    const step = this.#steps.first;
    if (!step) return undefined;
    const answer = this.#ask(step, asking);
    // Its failure is met when its turn comes.
    answer.catch(() => undefined);
    return { step, answer };
  }

  async #ask(step: Step, { access, signal }: Asking): Promise<JsonAnswer> {
    const limits = this.#limits;
    await this.#clock.passed(Date.now(), signal);
    const { address: base, allowsLocalHttp } = this.#connection;
    const headers = requestHeaders(this.#connector, access.token, base);
    const question = { url: step.url, base, origin: access.origin, allowsLocalHttp, headers };
    const answer = await askPatiently(question, {
      limits,
      signal,
      random: this.#random,
      isOptional: step.isOptional ?? false,
      waitUntil: async (until, because) => {
        this.#report(step, { until, because });
        await this.#clock.passed(until, signal);
        this.#report(step, undefined);
      }
    });
    this.#asked.requests++;
    this.#asked.bytes += answer.bytes;
    if (this.#asked.bytes > limits.maxListBytes) {
      this.#begin();
      throw new SystemFailure({ kind: 'system-too-large', host: this.#host, limit: limits.maxListBytes });
    }
    return answer;
  }

  /** What is new on the page. The step is done with, and those that it leads to take its place. */
  #take(step: Step, answer: JsonAnswer): readonly Item[] {
    const reading = this.#connector.read(step, answer, this.#connection);
    const tally = this.#tallies.get(step.list) ?? new ListTally(this.#limits);
    this.#tallies.set(step.list, tally);
    const taken = tally.take(reading);
    if ('problem' in taken) {
      // Not to be gone on with: what comes next would be as doubtful.
      this.#begin();
      if (PASSING.has(taken.problem.kind) && this.#secondLooks++ < this.#limits.secondLooks) return [];
      throw new SystemFailure({ kind: 'system-incomplete', host: this.#host, cause: taken.problem });
    }
    if (!reading.next) this.#tallies.delete(step.list);
    if (step.counts === 'records') this.#total = reading.total ?? this.#total;
    this.#watermark = reading.watermark ?? this.#watermark;
    this.#steps.goOn(reading);
    return taken.fresh;
  }

  /** For a refusal that the connector knows a way round; else it is thrown, as far as possible in words. */
  #another(step: Step, cause: unknown): undefined {
    const refusal = cause instanceof SystemFailure ? cause.answer : undefined;
    if (!refusal) throw cause;
    const instead = this.#connector.instead?.(step, refusal);
    const isExpired = !instead && this.#connector.isExpired?.(refusal.status, refusal.body);
    if (instead) this.#steps.replaceFirst(instead);
    else if (isExpired) this.#restart();
    else {
      const explained = this.#connector.explain?.(step, refusal);
      throw explained ? new SystemFailure(explained) : cause;
    }
  }

  /** A list whose cursors have expired is begun anew, not put together of two. */
  #restart(): void {
    // From where changes are asked for may be what has expired: everything, then.
    if (++this.#restarts > 1) this.#since = undefined;
    this.#begin();
    if (this.#restarts > this.#limits.restarts)
      throw new SystemFailure({ kind: 'system-incomplete', host: this.#host, cause: { kind: 'expired' } });
  }

  #begin(): void {
    this.#steps = new StepQueue(this.#connector.begin(this.#connection, this.#since));
    this.#tallies = new Map();
    this.#pages.beginAnew(Date.now());
    this.#asked = { ...this.#asked, bytes: 0 };
    this.#total = undefined;
    this.#watermark = undefined;
  }

  get #host(): string {
    return new URL(this.#connection.address).host;
  }

  /** At most ten times a second, and whenever somebody would wonder: a wait, a pause, and the end of both. */
  #reporter(onProgress: OnListing): Report {
    let reportedAt = -Infinity;
    let last: { readonly what: string; readonly wait: ListingProgress['wait'] } | undefined;
    return (...told) => {
      const [step, wait] = told;
      const now = performance.now();
      const isNews = told.length !== 1 || now - reportedAt >= PROGRESS_INTERVAL_MS;
      if (!isNews) return;
      last = step ? { what: step.what, wait } : last;
      if (!last) return;
      reportedAt = now;
      const again = this.#secondLooks + this.#restarts > 0 ? ', once more from the start' : '';
      const { isPaused } = this.#clock;
      const { counts } = this.#pages;
      onProgress({ ...counts, ...this.#asked, ...last, what: last.what + again, total: this.#total, isPaused });
    };
  }
}

interface Asking {
  readonly access: SystemAccess;
  readonly signal: AbortSignal;
}

type Report = (step?: Step, wait?: ListingProgress['wait']) => void;

/**
 * What the list can do without. A token that is refused would be refused everywhere, and a network that is lost is lost
 * for the rest as well.
 */
function withoutAnswer({ isOptional, mayBeGone }: Step, cause: unknown): JsonAnswer | undefined {
  if (!(cause instanceof SystemFailure)) return undefined;
  const isGone = mayBeGone && cause.answer?.status === 404;
  if (!isGone && !(isOptional && NOT_OFFERED.has(cause.error.kind))) return undefined;
  return { body: undefined, header: () => undefined, bytes: 0 };
}

const NOT_OFFERED: ReadonlySet<SystemError['kind']> = new Set([
  'system-forbidden',
  'system-path',
  'system-failed',
  'system-redirect',
  'system-origin',
  'system-answer',
  'system-too-large'
]);
