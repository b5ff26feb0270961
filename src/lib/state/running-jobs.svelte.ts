import type { JobOutcome, JobProgress, OnProgress } from '../protocol/job';

/** Long work as the top bar shows it. */
export interface RunningJob {
  readonly id: number;
  readonly label: string;
  /** Id of the app or domain that it changes or looks at. */
  readonly about: string | undefined;
  readonly progress: JobProgress | undefined;
  /** Absent where it cannot be ended half way, or was asked to end already. */
  readonly cancel: (() => void) | undefined;
}

/** Long work of this tab: counted, so that nothing reloads the page in the middle of it, and listed with its progress. */
export class RunningJobs {
  #count = $state(0);
  #list = $state.raw<readonly RunningJob[]>([]);
  #nextId = 1;

  get isAny(): boolean {
    return this.#count > 0;
  }

  /** Work that has a name, the oldest first. */
  get list(): readonly RunningJob[] {
    return this.#list;
  }

  /** The oldest work about an app or a domain. */
  about(id: string): RunningJob | undefined {
    return this.#list.find((job) => job.about === id);
  }

  readonly track = async <Value>(work: Promise<Value>): Promise<Value> => {
    this.#count++;
    try {
      return await work;
    } finally {
      this.#count--;
    }
  };

  /** Starts work and lists it until it ends. `signal` is aborted by whoever presses Cancel. */
  async run<Value>(
    label: string,
    work: (signal: AbortSignal, onProgress: OnProgress) => Promise<JobOutcome<Value>>,
    { canCancel = true, about }: { readonly canCancel?: boolean; readonly about?: string } = {}
  ): Promise<JobOutcome<Value>> {
    const id = this.#nextId++;
    const controller = new AbortController();
    const cancel = () => {
      this.#change(id, { cancel: undefined });
      controller.abort();
    };
    this.#list = [...this.#list, { id, label, about, progress: undefined, cancel: canCancel ? cancel : undefined }];
    try {
      return await this.track(work(controller.signal, (progress) => this.#change(id, { progress })));
    } finally {
      this.#list = this.#list.filter((job) => job.id !== id);
    }
  }

  #change(id: number, change: Partial<RunningJob>): void {
    this.#list = this.#list.map((job) => (job.id === id ? { ...job, ...change } : job));
  }
}
