/** Letters typed within this time belong together. */
const TYPING_MS = 1000;
const PAGE = 10;

interface ListSetup {
  readonly labels: () => readonly string[];
  /** Place of the option that is set; -1: none. */
  readonly chosen: () => number;
  readonly choose: (place: number) => void;
}

/** The keyboard of a field that opens a list: open or closed, and which option the keys have come to. */
export class ListKeys {
  readonly #setup: ListSetup;
  #isOpen = $state(false);
  #place = $state(-1);
  #typed = '';
  #typedAt = 0;

  constructor(setup: ListSetup) {
    this.#setup = setup;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get place(): number {
    return this.#place;
  }

  readonly point = (place: number): void => {
    this.#place = place;
  };

  toggle(): void {
    if (this.#isOpen) this.close();
    else this.#open();
  }

  close(): void {
    this.#isOpen = false;
  }

  press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(this.#isOpen ? this.#pressOpen(event.key) : this.#pressClosed(event.key)) && !this.#type(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #open(): void {
    this.#place = Math.max(0, this.#setup.chosen());
    this.#isOpen = true;
  }

  #pressClosed(key: string): boolean {
    if (!['ArrowDown', 'ArrowUp', 'Enter', ' '].includes(key)) return false;
    this.#open();
    return true;
  }

  #pressOpen(key: string): boolean {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: PAGE,
      PageUp: -PAGE,
      Home: -Infinity,
      End: Infinity
    };
    const step = steps[key];
    const last = this.#setup.labels().length - 1;
    if (step !== undefined) this.#place = Math.max(0, Math.min(last, this.#place + step));
    else if (key === 'Enter' || key === ' ') this.#setup.choose(this.#place);
    else if (key === 'Escape') this.close();
    else return false;
    return true;
  }

  /** Goes to the next option that begins like what was typed; of a closed list it is chosen. */
  #type(key: string): boolean {
    if ([...key].length !== 1) return false;
    const now = performance.now();
    this.#typed = (now - this.#typedAt > TYPING_MS ? '' : this.#typed) + key.toLocaleLowerCase();
    this.#typedAt = now;
    const labels = this.#setup.labels();
    const from = this.#isOpen ? this.#place : this.#setup.chosen();
    // A single letter goes on to the next one; more letters may still mean the one that is shown.
    const first = from + ([...this.#typed].length === 1 ? 1 : 0);
    const order = labels.map((_, step) => (Math.max(0, first) + step) % labels.length);
    const found = order.find((place) => labels[place]?.toLocaleLowerCase().startsWith(this.#typed));
    if (found !== undefined && this.#isOpen) this.#place = found;
    else if (found !== undefined) this.#setup.choose(found);
    return true;
  }
}
