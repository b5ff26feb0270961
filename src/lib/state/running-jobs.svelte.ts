/** Counts long work, so that nothing reloads or closes the page in the middle of it without asking. */
export class RunningJobs {
  #count = $state(0);

  get isAny(): boolean {
    return this.#count > 0;
  }

  readonly track = async <Value>(work: Promise<Value>): Promise<Value> => {
    this.#count++;
    try {
      return await work;
    } finally {
      this.#count--;
    }
  };
}
