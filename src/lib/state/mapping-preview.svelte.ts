import type { AppError } from '../model/app-error';
import type { Attribute } from '../model/attribute';
import type { Result } from '../model/result';
import type { Synchronization } from '../model/synchronization';
import type { PreviewedUser } from '../protocol/mapping-api';
import type { WindowRange } from '../protocol/proposed-row';

export type PreviewSettings = Pick<Synchronization, 'mappings' | 'usernameFormat'>;
export type PreviewMappings = (
  settings: PreviewSettings,
  range: WindowRange
) => Promise<Result<readonly PreviewedUser[], AppError>>;

export const PREVIEW_ROWS = 8;
const PAUSE_MS = 300;

/** The users that settings would make of the first accounts, worked out anew as the settings are changed. */
export class MappingPreview {
  readonly #preview: PreviewMappings;
  #users = $state.raw<readonly PreviewedUser[]>([]);
  #failure = $state.raw<AppError | undefined>(undefined);
  #mapped = $state.raw<ReadonlySet<Attribute>>(new Set());
  #isRead = $state(false);
  #start = $state(0);
  #hasLater = $state(false);
  #settings: PreviewSettings | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Answers to an earlier question are dropped. */
  #question = 0;

  constructor(preview: PreviewMappings) {
    this.#preview = preview;
  }

  /** As last worked out; they stay while settings cannot be read. */
  get users(): readonly PreviewedUser[] {
    return this.#users;
  }

  /** Attributes that these users have by an expression of their own. */
  get mapped(): ReadonlySet<Attribute> {
    return this.#mapped;
  }

  get failure(): AppError | undefined {
    return this.#failure;
  }

  get isRead(): boolean {
    return this.#isRead;
  }

  /** Number of accounts before the first one shown. */
  get start(): number {
    return this.#start;
  }

  get hasEarlier(): boolean {
    return this.#start > 0;
  }

  get hasLater(): boolean {
    return this.#hasLater;
  }

  /** The settings as they are now; call it again whenever they change. */
  follow(settings: PreviewSettings): void {
    const pause = this.#settings === undefined ? 0 : PAUSE_MS;
    this.#settings = settings;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(this.#start), pause);
  }

  /** Turns a page: -1 back, 1 on. */
  turn(by: -1 | 1): Promise<void> {
    return this.#read(Math.max(this.#start + by * PREVIEW_ROWS, 0));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #read(start: number): Promise<void> {
    if (!this.#settings) return;
    const question = ++this.#question;
    // One more than is shown tells whether there are later ones.
    const settings = this.#settings;
    const answer = await this.#preview(settings, { start, end: start + PREVIEW_ROWS + 1 });
    if (question !== this.#question) return;
    this.#isRead = true;
    this.#failure = answer.ok ? undefined : answer.error;
    if (!answer.ok || (answer.value.length === 0 && start > 0)) return;
    this.#users = answer.value.slice(0, PREVIEW_ROWS);
    this.#mapped = new Set(settings.mappings.map(({ user }) => user));
    this.#hasLater = answer.value.length > PREVIEW_ROWS;
    this.#start = start;
  }
}
