import type { Flag } from '../model/flag';
import type { AppId } from '../model/ids';
import type { ScoreFilter } from '../model/score-range';
import type { ShownSituation } from '../model/situation';
import type { Status } from '../model/status';
import type { EngineApi } from '../protocol/engine-api';
import type { ViewQuery } from '../protocol/view';
import { readQuestion, toggled, writeQuestion } from './desk-question';
import { isSameFilter } from './score-words';

export type SearchMemory = Pick<EngineApi, 'rememberSearch' | 'recallSearch'>;

const REMEMBER_AFTER_MS = 500;

/** What is asked of the desk: search and facets. The address can be sent to others; the text is only known here. */
export class DeskFilters {
  readonly #memory: SearchMemory;
  #text = $state('');
  #searchId = $state.raw<string | undefined>(undefined);
  #situations = $state.raw<readonly ShownSituation[]>([]);
  #statuses = $state.raw<readonly Status[]>([]);
  #flags = $state.raw<readonly Flag[]>([]);
  #score = $state.raw<ScoreFilter | undefined>(undefined);
  #order = $state<'score' | undefined>(undefined);
  #isRecalling = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly address = $derived(
    writeQuestion({
      situations: this.#situations,
      statuses: this.#statuses,
      flags: this.#flags,
      score: this.#score,
      order: this.#order,
      searchId: this.#searchId
    })
  );

  constructor(memory: SearchMemory) {
    this.#memory = memory;
  }

  get text(): string {
    return this.#text;
  }

  get situations(): readonly ShownSituation[] {
    return this.#situations;
  }

  get statuses(): readonly Status[] {
    return this.#statuses;
  }

  get flags(): readonly Flag[] {
    return this.#flags;
  }

  get score(): ScoreFilter | undefined {
    return this.#score;
  }

  /** `score`: the best first. */
  get order(): 'score' | undefined {
    return this.#order;
  }

  /** The text of a sent or bookmarked address is being looked up: asking for rows now would show the wrong ones. */
  get isRecalling(): boolean {
    return this.#isRecalling;
  }

  get isNarrowed(): boolean {
    const isAsked = this.#text !== '' || this.#score !== undefined;
    return isAsked || [this.#situations, this.#statuses, this.#flags].some(({ length }) => length > 0);
  }

  /** Takes over what an address asks for: on arrival, and with Back and Forward. */
  async follow(fragment: string): Promise<void> {
    const { situations, statuses, flags, score, order, searchId } = readQuestion(fragment);
    this.#situations = situations;
    this.#statuses = statuses;
    this.#flags = flags;
    this.#score = score;
    this.#order = order;
    if (searchId === this.#searchId) return;
    this.#forgetTimer();
    this.#searchId = searchId;
    this.#isRecalling = searchId !== undefined;
    const text = searchId === undefined ? undefined : await this.#memory.recallSearch(searchId);
    if (searchId !== this.#searchId) return;
    this.#text = text ?? '';
    // Remembered on another device, or forgotten: an id that means nothing here is not kept.
    if (text === undefined) this.#searchId = undefined;
    this.#isRecalling = false;
  }

  search(text: string): void {
    this.#text = text;
    this.#isRecalling = false;
    this.#forgetTimer();
    if (text === '') this.#searchId = undefined;
    else this.#timer = setTimeout(() => void this.#remember(text), REMEMBER_AFTER_MS);
  }

  toggleSituation(situation: ShownSituation): void {
    this.#situations = toggled(this.#situations, situation);
  }

  toggleStatus(status: Status): void {
    this.#statuses = toggled(this.#statuses, status);
  }

  toggleFlag(flag: Flag): void {
    this.#flags = toggled(this.#flags, flag);
  }

  /** Chosen once more, it is asked for no longer. */
  chooseScore(score: ScoreFilter | undefined): void {
    this.#score = isSameFilter(this.#score, score) ? undefined : score;
  }

  toggleOrder(): void {
    this.#order = this.#order ? undefined : 'score';
  }

  reset(): void {
    this.#score = undefined;
    this.#situations = [];
    this.#statuses = [];
    this.#flags = [];
    this.search('');
  }

  toQuery(appId: AppId): ViewQuery {
    return {
      kind: 'accounts',
      appId,
      text: this.#text,
      situations: this.#situations,
      statuses: this.#statuses,
      flags: this.#flags,
      score: this.#score,
      order: this.#order
    };
  }

  async #remember(text: string): Promise<void> {
    const remembered = await this.#memory.rememberSearch(text);
    if (remembered.ok && text === this.#text) this.#searchId = remembered.value;
  }

  #forgetTimer(): void {
    clearTimeout(this.#timer);
  }
}
