import type { AccountList } from '../engine/account-list';
import { RowList } from '../engine/row-list';
import { proportionInterval } from '../model/proportion-interval';
import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import { DECISION_CODE, ORIGIN_CODE } from '../model/decision';
import { asRow } from '../model/ids';
import { MOST_REVIEWED, type LinkReview, type LinkVerdict, type ReviewedLink } from '../model/link-review';
import { err, ok, type Result } from '../model/result';
import { STATUS_CODE } from '../model/status';
import type { BlindPair, QualityReview } from '../protocol/suggestion-api';
import { blindPair } from './blind-pair';
import type { OpenWorkspace } from './open-workspace';
import { sampleOf } from './random-sample';

const GONE: AppError = { kind: 'not-found', what: 'The link' };

/** Samples of automatic links, and what somebody found who looked at them. Stored with the app: not a step of the history. */
export class QualityReviews {
  readonly #workspace: OpenWorkspace;

  constructor(workspace: OpenWorkspace) {
    this.#workspace = workspace;
  }

  async read(app: App): Promise<Result<QualityReview | undefined, AppError>> {
    return ok(app.linkReview && (await this.#told(app, app.linkReview)));
  }

  async draw(app: App, size: number): Promise<Result<QualityReview, AppError>> {
    const list = await this.#workspace.lists.accounts(app.id);
    const rows = linkedByRules(list);
    if (rows.length === 0) return err({ kind: 'nothing-to-do' });
    const drawnAt = Date.now();
    const drawn = sampleOf(rows, Math.min(Math.max(1, Math.floor(size)), MOST_REVIEWED), drawnAt);
    const links = Array.from(drawn, (row): ReviewedLink => ({ row, user: list.decisions.user[row] }));
    return this.#store(app, () => ({ drawnAt, population: rows.length, links }));
  }

  async pair(app: App, row: number): Promise<Result<BlindPair, AppError>> {
    const link = app.linkReview?.links.find((each) => each.row === row);
    const { lists } = this.#workspace;
    const [list, users] = await Promise.all([lists.accounts(app.id), lists.users(app.domainId)]);
    const isThere = link && row < list.records.rowCount && link.user < users.records.rowCount;
    if (!isThere) return err(GONE);
    return ok(blindPair({ list, users, claims: lists.claims(list, users.records.rowCount) }, row, link.user));
  }

  async answer(app: App, row: number, verdict: LinkVerdict): Promise<Result<QualityReview, AppError>> {
    if (!app.linkReview?.links.some((link) => link.row === row)) return err(GONE);
    return this.#store(app, (review) => {
      if (!review) return undefined;
      return { ...review, links: review.links.map((link) => (link.row === row ? { ...link, verdict } : link)) };
    });
  }

  /** Of the app as it is when its turn has come: two answers at once do not undo each other. */
  async #store(
    { id }: App,
    next: (review: LinkReview | undefined) => LinkReview | undefined
  ): Promise<Result<QualityReview, AppError>> {
    const saved = await this.#workspace.updateApp(id, (app) => {
      const linkReview = next(app.linkReview);
      return linkReview ? { ...app, linkReview } : app;
    });
    if (!saved.ok) return saved;
    const { linkReview } = saved.value;
    return linkReview ? ok(await this.#told(saved.value, linkReview)) : err(GONE);
  }

  async #told(app: App, { drawnAt, population, links }: LinkReview): Promise<QualityReview> {
    const { user } = (await this.#workspace.lists.accounts(app.id)).decisions;
    const pairs = links.filter((link) => link.verdict || user[link.row] === link.user);
    const count = (verdict: LinkVerdict) => pairs.filter((link) => link.verdict === verdict).length;
    const [right, wrong, unsure] = [count('right'), count('wrong'), count('unsure')];
    return {
      drawnAt,
      population,
      pairs: pairs.map(({ row, verdict }) => ({ row: asRow(row), verdict })),
      answered: right + wrong + unsure,
      wrong,
      interval: right + wrong > 0 ? proportionInterval(wrong, right + wrong) : undefined
    };
  }
}

/** Linked by a rule, without a person having looked. 3 ns per row. */
function linkedByRules({ decisions }: AccountList): Uint32Array {
  const { status, decision, origin, user } = decisions;
  const rows = new RowList();
  for (let row = 0; row < status.length; row++) {
    const isLinked = status[row] === STATUS_CODE.confirmed || status[row] === STATUS_CODE.committed;
    const isByRule = decision[row] === DECISION_CODE.link && origin[row] === ORIGIN_CODE.rule;
    if (isLinked && isByRule && user[row] >= 0) rows.push(row);
  }
  return rows.slice(0, Infinity);
}
