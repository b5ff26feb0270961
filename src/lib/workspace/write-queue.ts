/** Changes of the workspace one after the other: a second one starts when the first has ended, well or badly. */
export class WriteQueue {
  #last: Promise<unknown> = Promise.resolve();
  #unfinished = 0;

  /** A change that comes now has to wait. */
  get isBusy(): boolean {
    return this.#unfinished > 0;
  }

  run<Value>(change: () => Promise<Value>): Promise<Value> {
    this.#unfinished++;
    const result = this.#last.then(change, change).finally(() => this.#unfinished--);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
