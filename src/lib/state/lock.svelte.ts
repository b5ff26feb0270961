import { createContext } from 'svelte';
import { LockAfter } from './lock-after.svelte';
import { IdleTime, type Clocks } from './lock-idle';

/** What tabs tell each other. Nothing of the data. */
type LockMessage = 'lock' | 'active' | 'busy';

export interface LockTools {
  /** Reactive: the open workspace has a passphrase. */
  readonly isProtected: () => boolean;
  /** Reactive: work is running that a lock would end. */
  readonly isBusy: () => boolean;
  /** The engine has the key of any workspace, open or not. */
  readonly hasKeys: () => Promise<boolean>;
  /** The engine closes the workspace and forgets every key. */
  readonly forgetKeys: () => Promise<unknown>;
  /** Loads the page anew at the same address, so that nothing of it stays in memory. */
  readonly reload: () => void;
  /** Says that it locks in a minute; returns what takes the message back. */
  readonly warn: () => () => void;
  readonly clocks: () => Clocks;
  /** Between the tabs of this browser. */
  readonly channel: BroadcastChannel;
}

const TICK_MS = 2000;
/** Other tabs are told of a touch at most this often, and of running work at each tick. */
const TELL_EVERY_MS = 10_000;
/** A tab in the background ticks once a minute. */
const BUSY_FOR_MS = 70_000;
/** An engine in the middle of something ends with the page anyway. */
const FORGET_WITHIN_MS = 2000;

const TOUCHES = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Locks workspaces with a passphrase: when somebody asks for it, or when nobody has touched anything for a while; in all tabs. */
export class Lock {
  readonly after = new LockAfter();
  readonly #tools: LockTools;
  readonly #idle: IdleTime;
  /** A key is in memory, of the open workspace or of another one, as the engine said last. */
  #hasKeys = $state(false);
  #isLooking = false;
  #isAsking = $state(false);
  #isLocking = $state(false);
  /** Another tab was locked while work was running here. */
  #isWanted = false;
  #toldAt = -Infinity;
  #othersBusyUntil = -Infinity;
  #takeWarningBack: (() => void) | undefined;

  constructor(tools: LockTools) {
    this.#tools = tools;
    this.#idle = new IdleTime(tools.clocks);
  }

  /** There is something to lock. */
  get isArmed(): boolean {
    return this.#hasKeys || this.#tools.isProtected();
  }

  /** Work is running: a person has to say whether it may be ended. */
  get isAsking(): boolean {
    return this.#isAsking;
  }

  /** Nothing of the workspace may be on the screen any more. */
  get isLocking(): boolean {
    return this.#isLocking;
  }

  /** Somebody wants it locked. */
  ask(): void {
    if (!this.isArmed) return;
    if (this.#tools.isBusy()) this.#isAsking = true;
    else this.lockAll();
  }

  keepOpen(): void {
    this.#isAsking = false;
  }

  lockAll(): void {
    this.#tell('lock');
    void this.#lockHere();
  }

  /** Asks the engine whether there is a key: keys come and go with more than the open workspace. */
  async look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      this.#hasKeys = await this.#tools.hasKeys();
    } catch {
      // An engine that has died still had them: it stays armed.
    } finally {
      this.#isLooking = false;
    }
  }

  /** Watches until the function that it returns is called. */
  start(): () => void {
    const touch = () => this.#touch();
    const check = () => this.check();
    const readAgain = () => this.after.readAgain();
    for (const kind of TOUCHES) addEventListener(kind, touch, { capture: true, passive: true });
    addEventListener('storage', readAgain);
    document.addEventListener('visibilitychange', check);
    const timer = setInterval(check, TICK_MS);
    const hear = ({ data }: MessageEvent<LockMessage>) => this.hear(data);
    this.#tools.channel.addEventListener('message', hear);
    return () => {
      for (const kind of TOUCHES) removeEventListener(kind, touch, { capture: true });
      removeEventListener('storage', readAgain);
      document.removeEventListener('visibilitychange', check);
      clearInterval(timer);
      this.#tools.channel.removeEventListener('message', hear);
    };
  }

  /** At each tick. */
  check(): void {
    void this.look();
    if (!this.isArmed) {
      this.#idle.touch();
      return;
    }
    const isBusyHere = this.#tools.isBusy();
    if (isBusyHere) this.#tell('busy');
    else if (this.#isAsking) {
      // What stood in the way has ended: it is as if it were asked for now.
      this.lockAll();
      return;
    } else if (this.#isWanted) {
      void this.#lockHere();
      return;
    }
    this.#follow(isBusyHere || this.#tools.clocks().steady < this.#othersBusyUntil);
  }

  /** What another tab says. */
  hear(message: LockMessage): void {
    if (message === 'active') this.#stay();
    else if (message === 'busy') this.#othersBusyUntil = this.#tools.clocks().steady + BUSY_FOR_MS;
    else if (!this.isArmed) return;
    else if (this.#tools.isBusy()) this.#isWanted = true;
    else void this.#lockHere();
  }

  #follow(isBusy: boolean): void {
    const verdict = this.#idle.judge(this.after.limitMs, isBusy);
    if (verdict === 'lock') this.lockAll();
    else if (verdict === 'warn') this.#takeWarningBack ??= this.#tools.warn();
    else this.#dropWarning();
  }

  #touch(): void {
    // Too late where the device slept: the first move of the pointer must not keep it open.
    if (this.isArmed && this.#idle.ms > TICK_MS) this.check();
    if (this.#isLocking) return;
    this.#stay();
    const { steady } = this.#tools.clocks();
    if (!this.isArmed || steady - this.#toldAt < TELL_EVERY_MS) return;
    this.#toldAt = steady;
    this.#tell('active');
  }

  #stay(): void {
    this.#idle.touch();
    this.#dropWarning();
  }

  #dropWarning(): void {
    this.#takeWarningBack?.();
    this.#takeWarningBack = undefined;
  }

  async #lockHere(): Promise<void> {
    if (this.#isLocking) return;
    this.#isLocking = true;
    this.#isAsking = false;
    this.#dropWarning();
    const patience = new Promise((resolve) => setTimeout(resolve, FORGET_WITHIN_MS));
    await Promise.race([this.#tools.forgetKeys().catch(() => undefined), patience]);
    this.#tools.reload();
  }

  #tell(message: LockMessage): void {
    this.#tools.channel.postMessage(message);
  }
}

export const [getLock, setLock] = createContext<Lock>();
