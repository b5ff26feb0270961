import type { Reading, Step } from './connector';

/** What is to be asked, in this order. A page's next one comes before everything else. */
export class StepQueue {
  readonly #steps: Step[];
  /** Addresses that pages led to. Two may lead to one, such as two groups to the same person: it is asked for once. */
  readonly #known = new Set<string>();
  #at = 0;

  constructor(steps: readonly Step[]) {
    this.#steps = [...steps];
  }

  get first(): Step | undefined {
    return this.#steps.at(this.#at);
  }

  /** The first is done with; what it led to takes its place. */
  goOn({ next, further }: Pick<Reading, 'next' | 'further'>): void {
    if (next) this.#steps[this.#at] = next;
    else this.#at++;
    for (const step of further ?? []) {
      if (this.#known.has(step.url)) continue;
      this.#known.add(step.url);
      this.#steps.push(step);
    }
  }

  replaceFirst(step: Step): void {
    this.#steps[this.#at] = step;
  }
}
