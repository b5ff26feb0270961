/** Changes of the workspace one after the other: a second one starts when the first has ended, well or badly. */
export class WriteQueue {
  #last: Promise<unknown> = Promise.resolve();

  run<Value>(change: () => Promise<Value>): Promise<Value> {
    const result = this.#last.then(change, change);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
