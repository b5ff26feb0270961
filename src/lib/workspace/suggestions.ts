import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import type { AppId } from '../model/ids';
import type { LinkageModel } from '../model/linkage-model';
import { err, ok, type Result } from '../model/result';
import type { Evidence, Suggestion } from '../model/suggestion';
import type { RankedUsers } from '../protocol/linkage-api';
import type { AccountSuggestions, BlindPair, SuggestedUser } from '../protocol/suggestion-api';
import type { RowSelection } from '../protocol/view';
import type { AccountDetails } from './account-detail';
import { blindPair } from './blind-pair';
import type { Decisions } from './decisions';
import type { Linkage } from './linkage';
import type { OpenWorkspace } from './open-workspace';
import { sampleOf } from './random-sample';
import { userRow } from './read-rows';
import type { ScoresOf } from './views';

export interface SuggestionSources {
  readonly workspace: OpenWorkspace;
  readonly linkage: Linkage;
  readonly details: AccountDetails;
  readonly decisions: Decisions;
  readonly scoresOf: ScoresOf;
  readonly isScoring: (appId: AppId) => boolean;
}

/** Users who are offered to people who are asked, best first. */
export interface RankedChoices {
  readonly users: readonly number[];
  /** Of the first. */
  readonly evidence: readonly Evidence[];
}

/** Beside those whom rules propose. */
const MOST_OFFERED = 4;
/** In percent. */
const LEAST_OFFERED = 2;
/** Accounts for which a file says why: more than a person is asked about, a second to half a minute of work. */
const MOST_EXPLAINED = 1000;

const NOBODY: AccountSuggestions = { candidates: [], nobody: 1 };

/** Who could own an account: what the ranking says and what the rules say, in one list. */
export class Suggestions {
  readonly #workspace: OpenWorkspace;
  readonly #linkage: Linkage;
  readonly #details: AccountDetails;
  readonly #decisions: Decisions;
  readonly #scoresOf: ScoresOf;
  readonly #isScoring: (appId: AppId) => boolean;

  constructor({ workspace, linkage, details, decisions, scoresOf, isScoring }: SuggestionSources) {
    this.#workspace = workspace;
    this.#isScoring = isScoring;
    this.#linkage = linkage;
    this.#details = details;
    this.#decisions = decisions;
    this.#scoresOf = scoresOf;
  }

  async read(app: App, row: number, limit: number): Promise<Result<AccountSuggestions, AppError>> {
    const { lists } = this.#workspace;
    const [list, users] = await Promise.all([lists.accounts(app.id), lists.users(app.domainId)]);
    if (row < 0 || row >= list.records.rowCount) return err({ kind: 'not-found', what: 'The account' });
    if (users.records.rowCount === 0) return ok(NOBODY);
    const rules = await this.#details.ruleHits(app, row);
    const ranked = await this.#ranked(app, row, { limit, also: [...rules.keys()] });
    if (!ranked.ok) return ranked;
    const { candidates, others, nobody } = ranked.value;
    const suggested = (one: Suggestion): SuggestedUser => ({
      ...one,
      user: userRow(users.records, one.user),
      ruleName: rules.get(one.user)
    });
    const all = [...candidates, ...others].toSorted(bestFirst).slice(0, limit);
    return ok({ candidates: all.map(suggested), nobody });
  }

  /**
   * The best users of accounts that are scored, for people who are asked: with what speaks for the first, for as many as a
   * file can be about that people answer. None where the ranking cannot be asked.
   */
  async best(app: App, rows: Uint32Array): Promise<ReadonlyMap<number, RankedChoices>> {
    const choices = new Map<number, RankedChoices>();
    const { lists } = this.#workspace;
    const [list, users] = await Promise.all([lists.accounts(app.id), lists.users(app.domainId)]);
    const scores = this.#scoresOf(app.id, list, users);
    if (!scores) return choices;
    for (const row of rows) {
      if (scores.user[row] < 0 || scores.percent[row] < LEAST_OFFERED) continue;
      choices.set(row, { users: [scores.user[row]], evidence: [] });
      if (choices.size > MOST_EXPLAINED) continue;
      const ranked = await this.#ranked(app, row, { limit: MOST_OFFERED, also: [] });
      if (!ranked.ok) return choices;
      const likely = ranked.value.candidates.filter(({ probability }) => probability * 100 >= LEAST_OFFERED);
      if (likely.length > 0) choices.set(row, { users: likely.map(({ user }) => user), evidence: likely[0].evidence });
    }
    return choices;
  }

  async sample(
    app: App,
    selection: RowSelection,
    atLeast: number,
    most: number
  ): Promise<Result<readonly BlindPair[], AppError>> {
    const rows = await this.#decisions.rowsOf({ kind: 'accept-suggestions', appId: app.id, selection, atLeast });
    if (!rows.ok) return rows;
    const { lists } = this.#workspace;
    const [list, users] = await Promise.all([lists.accounts(app.id), lists.users(app.domainId)]);
    const scores = this.#scoresOf(app.id, list, users);
    const lookedAt = { list, users, claims: lists.claims(list, users.records.rowCount) };
    const drawn = scores ? sampleOf(rows.value, most, rows.value.length) : [];
    return ok(Array.from(drawn, (row) => blindPair(lookedAt, row, scores?.user[row] ?? -1)));
  }

  async model(app: App): Promise<Result<LinkageModel, AppError>> {
    const opened = await this.#linkage.open(app, 'now');
    return opened.ok ? this.#linkage.ask((api) => api.model(app.id)) : opened;
  }

  async #ranked(
    app: App,
    row: number,
    { limit, also }: { readonly limit: number; readonly also: readonly number[] }
  ): Promise<Result<RankedUsers, AppError>> {
    const atHand = await this.#linkage.isAtHand(app);
    if (atHand === 'no') {
      const opened = await this.#linkage.open(app, 'as-before');
      if (!opened.ok) return opened;
    }
    const ranked = this.#linkage.ask((api) => api.suggest(app.id, row, limit, also));
    // A scoring would begin anew with it; who was made since is known with the next.
    if (atHand === 'older' && !this.#isScoring(app.id)) void this.#linkage.open(app, 'as-before');
    return ranked;
  }
}

/** Equal ones by row. */
function bestFirst(one: Suggestion, other: Suggestion): number {
  return other.probability - one.probability || other.bits - one.bits || one.user - other.user;
}
