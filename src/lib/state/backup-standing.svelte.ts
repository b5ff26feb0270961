import type { AppError } from '../model/app-error';
import type { BackupApi, BackupStatus } from '../protocol/backup-api';

const TICK_MS = 30_000;

/** How the open workspace stands: what the engine says of its backups, and what time it is meanwhile. */
export class BackupStanding {
  readonly #api: Pick<BackupApi, 'backupStatus'>;
  readonly #clock: () => number;
  #status = $state.raw<BackupStatus | undefined>(undefined);
  #failure = $state.raw<AppError | undefined>(undefined);
  #now = $state(0);
  #asked = 0;

  constructor(api: Pick<BackupApi, 'backupStatus'>, clock: () => number) {
    this.#api = api;
    this.#clock = clock;
    this.#now = clock();
  }

  /** Undefined until it is known, and where no workspace is open. */
  get status(): BackupStatus | undefined {
    return this.#status;
  }

  /** Why it is not known. */
  get failure(): AppError | undefined {
    return this.#failure;
  }

  /** Milliseconds since 1970, to half a minute. */
  get now(): number {
    return this.#now;
  }

  /** Follows the clock; returns the function that stops it. */
  start(): () => void {
    const timer = setInterval(() => (this.#now = this.#clock()), TICK_MS);
    return () => clearInterval(timer);
  }

  /** Only the last answer counts: workspaces may be changed meanwhile. */
  async refresh(): Promise<void> {
    const asked = ++this.#asked;
    const read = await this.#api.backupStatus();
    if (asked !== this.#asked) return;
    this.#failure = read.ok ? undefined : read.error;
    this.take(read.ok ? read.value : undefined);
  }

  take(status: BackupStatus | undefined): void {
    this.#asked++;
    this.#status = status;
    this.#now = this.#clock();
  }
}
