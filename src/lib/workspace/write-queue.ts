/** Changes of the workspace one after the other: a second one starts when the first has ended, well or badly. */
export class WriteQueue {
  #last: Promise<unknown> = Promise.resolve();
  #unfinished = 0;
  #unfinishedImports = 0;

  /** A change that comes now has to wait. */
  get isBusy(): boolean {
    return this.#unfinished > 0;
  }

  /** Among the changes that have not ended there are others than imports. */
  get isDeciding(): boolean {
    return this.#unfinished > this.#unfinishedImports;
  }

  run<Value>(change: () => Promise<Value>, isImport = false): Promise<Value> {
    const imports = isImport ? 1 : 0;
    this.#unfinished++;
    this.#unfinishedImports += imports;
    const result = this.#last.then(change, change).finally(() => {
      this.#unfinished--;
      this.#unfinishedImports -= imports;
    });
    this.#last = result.catch(() => undefined);
    return result;
  }
}
