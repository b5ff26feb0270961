import type { ApplyNews, ApplyOptions } from '../../protocol/apply-api';
import type { SystemAccess } from '../../protocol/system-access';
import type { BatchOperation } from '../../protocol/plan-api';
import { PausableClock } from '../pausable-clock';
import { APPLY_LIMITS, type ApplyLimits } from '../request-limits';
import { SystemFailure } from '../system-failure';
import { targetFor } from '../systems/apply/target-for';
import { refusedToLook } from './refused-to-look';
import { bulkOffer, type BulkOffer } from './bulk-offer';
import { NewsTeller } from './news-teller';
import { SystemCaller } from './system-caller';
import { TargetLook } from './target-look';
import type { TargetSystem } from './target-system';

export interface TargetRunParts {
  readonly limits?: ApplyLimits;
  readonly random?: () => number;
}

export interface Unsettled {
  /** Looked at, it was not so. */
  readonly wasMissing: boolean;
  /** When its creation was given up as late, by `performance.now()`: it may come into being yet. */
  readonly lateAt: number | undefined;
}

/** One system that a plan is applied to, from the first dry run to the last batch: what was learned of it is kept. */
export class TargetRun {
  readonly system: TargetSystem;
  readonly caller: SystemCaller;
  readonly look: TargetLook;
  readonly limits: ApplyLimits;
  readonly random: () => number;
  readonly news: NewsTeller;
  readonly #clock = new PausableClock();
  #offer: Promise<BulkOffer | undefined> | undefined;
  /** By the operation's id: of those that ended without anybody knowing what became of them. */
  readonly unsettled = new Map<string, Unsettled>();

  constructor(access: SystemAccess, { limits = APPLY_LIMITS, random = Math.random }: TargetRunParts = {}) {
    this.limits = limits;
    this.random = random;
    this.system = targetFor(access.connection);
    this.news = new NewsTeller(this.#clock);
    const onWait = (wait: ApplyNews['wait']) => this.news.tellWait(wait);
    this.caller = new SystemCaller(access, { system: this.system, limits, clock: this.#clock, random, onWait });
    this.look = new TargetLook({
      system: this.system,
      host: this.caller.host,
      read: (request) => this.caller.read(request)
    });
  }

  setPaused(isPaused: boolean): void {
    this.#clock.setPaused(isPaused);
    this.news.tell();
  }

  /** Asked once. A service that does not say takes none. */
  offer(): Promise<BulkOffer | undefined> {
    this.#offer ??= this.#askOffer().catch((cause: unknown) => {
      this.#offer = undefined;
      throw cause;
    });
    return this.#offer;
  }

  /** By experience, which counts more than what was told. */
  noteOffer(offer: BulkOffer | undefined): void {
    this.#offer = Promise.resolve(offer);
  }

  async #askOffer(): Promise<BulkOffer | undefined> {
    const { bulk } = this.system;
    if (!bulk) return undefined;
    const request = { path: bulk.configPath, mayBeMissing: true, isOptional: true } as const;
    const config = await this.caller.read(request).catch(withheldOrRefused);
    return bulkOffer(config);
  }
}

/** Some say what they offer to no page. */
function withheldOrRefused(cause: unknown): unknown {
  const isWithheld = cause instanceof SystemFailure && cause.error.kind === 'system-origin';
  return isWithheld ? undefined : refusedToLook(cause);
}

/** What the system calls the app that an operation is about; empty where nobody said. */
export function appIdOf({ operation }: BatchOperation, { targetApps }: ApplyOptions): string {
  const name = operation.account?.appName ?? '';
  return Object.hasOwn(targetApps, name) ? targetApps[name].trim() : '';
}
