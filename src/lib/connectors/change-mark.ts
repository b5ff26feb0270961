/** Clocks of two machines may differ by so much. */
const SKEW_MS = 5 * 60_000;
const TO_THE_SECOND = 19;

/**
 * From where changes can be asked for after a list: the newest change on it that is older than the list's beginning. A
 * newer one would hide those records that were changed after their page had been read. Where all are newer, the oldest.
 */
export class ChangeMark {
  readonly #latest: string;
  #newest = '';
  #oldest = '';

  constructor(begunAt: number) {
    this.#latest = comparable(new Date(begunAt - SKEW_MS).toISOString());
  }

  /** As the system writes it: ISO 8601, always in the same way. */
  add(changedAt: string): void {
    if (changedAt === '') return;
    if (this.#oldest === '' || changedAt < this.#oldest) this.#oldest = changedAt;
    if (changedAt > this.#newest && comparable(changedAt) <= this.#latest) this.#newest = changedAt;
  }

  /** Undefined when nothing was told. */
  get value(): string | undefined {
    return this.#newest || this.#oldest || undefined;
  }
}

/** Some write a blank between date and time. */
function comparable(changedAt: string): string {
  return changedAt.slice(0, TO_THE_SECOND).replace('T', ' ');
}
