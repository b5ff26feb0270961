const STORAGE_KEY = 'muster-lock-after';

/** Minutes without a key or a move of the pointer, after which workspaces with a passphrase lock. */
export const LOCK_AFTER_CHOICES = ['5', '15', '60', 'never'] as const;
export type LockAfterChoice = (typeof LOCK_AFTER_CHOICES)[number];

const DEFAULT: LockAfterChoice = '15';
const MINUTE_MS = 60_000;

/** The choice of this device, the same in all tabs. */
export class LockAfter {
  #choice = $state<LockAfterChoice>(readKept());

  get choice(): LockAfterChoice {
    return this.#choice;
  }

  /** Undefined: never. */
  get limitMs(): number | undefined {
    return this.#choice === 'never' ? undefined : Number(this.#choice) * MINUTE_MS;
  }

  set(choice: LockAfterChoice): void {
    this.#choice = choice;
    try {
      localStorage.setItem(STORAGE_KEY, choice);
    } catch (cause) {
      // Site data may be forbidden: then the choice lasts as long as the page.
      if (!(cause instanceof DOMException)) throw cause;
    }
  }

  /** Another tab may have chosen. */
  readAgain(): void {
    this.#choice = readKept();
  }
}

function readKept(): LockAfterChoice {
  try {
    const kept = localStorage.getItem(STORAGE_KEY);
    return LOCK_AFTER_CHOICES.find((choice) => choice === kept) ?? DEFAULT;
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause;
    return DEFAULT;
  }
}
