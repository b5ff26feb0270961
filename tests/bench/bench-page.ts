import { EngineClient } from '../../src/lib/clients/engine-client';
import { ImportClient } from '../../src/lib/clients/import-client';
import type { AppId, IdentityDomainId } from '../../src/lib/model/ids';
import type { ImportTarget } from '../../src/lib/model/import-run';
import type { Result } from '../../src/lib/model/result';
import type { AppOverview, WorkspaceEvent } from '../../src/lib/protocol/engine-api';
import type { StepOutcome } from '../../src/lib/protocol/step-outcome';
import type { JobOutcome } from '../../src/lib/protocol/job';
import { FIRST_ROWS, type OpenedView, type ViewQuery, type ViewState } from '../../src/lib/protocol/view';
import type {
  BenchPage,
  DecisionFigures,
  ImportFigures,
  ReopenFigures,
  SearchFigures,
  TogetherFigures
} from './bench-figures';

/** Runs in the browser, without the app's screens: the same clients, contracts and built workers, and a clock. */
/** A call that waits for a slice of work takes 6 ms on average: so many quick ones in a row mean that nothing runs. */
const QUICK_CALLS = 40;
const QUICK_MS = 4;
const HASH_POLL_MS = 200;
const PATIENCE_MS = 120_000;

type AccountQuery = Extract<ViewQuery, { kind: 'accounts' }>;
type PreviewFigures = Pick<DecisionFigures, 'sameRulesMs' | 'sameRulesChanged' | 'otherRulesMs' | 'otherRules'>;
type BinFigures = Pick<DecisionFigures, 'clearTenthMs' | 'restoreTenthMs' | 'clearedRows'>;

const ignored = () => undefined;

class Bench implements BenchPage {
  readonly #engine = new EngineClient((error) => {
    throw new Error(JSON.stringify(error));
  });
  readonly #importing = new ImportClient(this.#engine);
  readonly #completions = new Map<number, (state: ViewState) => void>();
  readonly #complete = new Map<number, ViewState>();
  #domainId: IdentityDomainId | undefined;
  #appId: AppId | undefined;

  async prepare(): Promise<void> {
    const { api } = this.#engine;
    value(await this.#engine.greet());
    const workspace = value(await api.createWorkspace('Benchmark'));
    value(await this.#engine.openWorkspace(workspace.id, 'ask', (event) => this.#receive(event)));
    const domain = value(await api.createDomain('Alder domain'));
    const app = value(await api.addApplication(domain.id, 'generic-csv', 'Zendesk'));
    for (const which of ['active', 'provisioning', 'synchronization'] as const) {
      value(await api.setAppSwitch(app.id, which, true));
    }
    // Nothing confirmed by itself, so that there is something to confirm.
    value(await api.saveSynchronization(app.id, { ...app.synchronization, onExactMatch: 'link-only' }));
    this.#domainId = domain.id;
    this.#appId = app.id;
    // As an open import dialog does: files are chosen in it.
    this.#importing.getReady();
  }

  /** The second file does not wait for the first one's import, as in the app, where each has a dialog of its own. */
  async importTogether(): Promise<TogetherFigures> {
    const both = await timed(() => Promise.all([this.importFile('users'), this.importFile('accounts')]));
    const [users, accounts] = both.value;
    const { situations, isMatchStale } = await this.#overviewOfApp();
    return { ms: both.ms, users, accounts, situations, isMatchStale };
  }

  async importFile(which: 'users' | 'accounts'): Promise<ImportFigures> {
    const file = document.querySelector<HTMLInputElement>(`#${which}`)?.files?.[0];
    if (!file) throw new Error(`No file for ${which}.`);
    const target = this.#target(which);
    const startedAt = performance.now();
    const preview = value(
      await this.#importing.inspect({
        file,
        choice: {},
        target: which,
        rememberedMappings: undefined,
        catalogId: undefined
      })
    );
    const recipe = { dialect: preview.dialect, mapping: preview.mapping };
    const inspectedAt = performance.now();
    let readAt: number | undefined;
    const { signal } = new AbortController();
    const staged = done(
      await this.#importing.stage({ file, recipe, target, mode: 'full' }, signal, ({ phase }) => {
        if (phase !== 'reading') readAt ??= performance.now();
      })
    );
    const checkedAt = performance.now();
    const request = {
      stageId: staged.stageId,
      fileName: file.name,
      fileBytes: file.size,
      fileHash: staged.summary.fileHash,
      trigger: 'manual' as const,
      mapping: recipe.mapping,
      untickedNewUsers: []
    };
    const run = done(await this.#importing.commit(request, signal, ignored));
    const savedAt = performance.now();
    return {
      inspectMs: inspectedAt - startedAt,
      readMs: (readAt ?? checkedAt) - inspectedAt,
      checkMs: checkedAt - (readAt ?? checkedAt),
      saveMs: savedAt - checkedAt,
      rowsRead: staged.summary.rowsRead,
      rowsSaved: run.rows.created,
      situations: staged.check.situations
    };
  }

  /** The desk stands open, as it does before anybody types, until files are hashed and the engine has nothing left to do. */
  async waitUntilIdle(): Promise<void> {
    await this.#whole(await this.#openView(''));
    const startedAt = performance.now();
    while (!(await this.#areFilesHashed())) {
      if (performance.now() - startedAt > PATIENCE_MS) throw new Error('The files were never hashed.');
      await new Promise((resolve) => setTimeout(resolve, HASH_POLL_MS));
    }
    for (let quick = 0; quick < QUICK_CALLS;) {
      const { ms } = await timed(() => this.#engine.api.hello());
      quick = ms < QUICK_MS ? quick + 1 : 0;
      if (performance.now() - startedAt > PATIENCE_MS) throw new Error('The engine never came to rest.');
      await new Promise((resolve) => setTimeout(resolve, QUICK_MS));
    }
  }

  async search(queries: readonly string[]): Promise<SearchFigures> {
    const firstWindowMs: number[] = [];
    const totalMs: number[] = [];
    const totals: number[] = [];
    const windows: number[][] = [];
    for (const text of queries) {
      const startedAt = performance.now();
      const state = await this.#openView(text, { situations: ['exact'] });
      firstWindowMs.push(performance.now() - startedAt);
      const complete = await this.#whole(state);
      totalMs.push(performance.now() - startedAt);
      totals.push(complete.total);
      windows.push(state.first.rows.map(({ row }) => row));
    }
    return { firstWindowMs, totalMs, totals, windows };
  }

  async decide(): Promise<DecisionFigures> {
    const { api } = this.#engine;
    const appId = this.#app();
    const exact = await this.#whole(await this.#openView('', { situations: ['exact'] }));
    const selection = { kind: 'view', viewId: exact.viewId, except: [] } as const;
    const confirm = await timed(async () => value(await api.decide({ kind: 'confirm', appId, selection })));
    const undo = await timed(async () => value<StepOutcome>(await api.undo()));
    const redo = await timed(async () => value<StepOutcome>(await api.redo()));
    const rematch = await timed(async () => done(await this.#engine.rematch(appId, ignored)));
    const previews = await this.#preview();
    const bin = await this.#useBin();
    const after = await this.#overviewOfApp();
    return {
      ...previews,
      ...bin,
      confirmMs: confirm.ms,
      confirmedRows: confirm.value.step.rowCount,
      undoMs: undo.ms,
      redoMs: redo.ms,
      rematchMs: rematch.ms,
      situationsAfter: after.situations
    };
  }

  async #preview(): Promise<PreviewFigures> {
    const { api } = this.#engine;
    const appId = this.#app();
    const { synchronization } = (await this.#overviewOfApp()).app;
    const rules = { ...synchronization.rules, isCaseSensitive: true };
    const same = await timed(async () => done(await this.#engine.previewRematch(appId, undefined, ignored)));
    const other = await timed(async () =>
      done(await this.#engine.previewRematch(appId, { ...synchronization, rules }, ignored))
    );
    await api.discardRematch(other.value.previewId);
    return {
      sameRulesMs: same.ms,
      sameRulesChanged: same.value.changed,
      otherRulesMs: other.ms,
      otherRules: Object.fromEntries(
        other.value.transitions.map(({ before, after, count }) => [`${before} to ${after}`, count])
      )
    };
  }

  async #useBin(): Promise<BinFigures> {
    const { api } = this.#engine;
    const appId = this.#app();
    const view = await this.#whole(await this.#openView('', { situations: ['no-match'] }));
    const selection = { kind: 'view', viewId: view.viewId, except: [] } as const;
    const clear = await timed(async () => value(await api.decide({ kind: 'clear', appId, selection })));
    const restore = await timed(async () => value(await api.decide({ kind: 'restore-cleared', appId })));
    return { clearTenthMs: clear.ms, restoreTenthMs: restore.ms, clearedRows: clear.value.step.rowCount };
  }

  async #overviewOfApp(): Promise<AppOverview> {
    const { apps } = value(await this.#engine.api.overview());
    const found = apps.find(({ app }) => app.id === this.#app());
    if (!found) throw new Error('The app is gone.');
    return found;
  }

  async reopen(): Promise<ReopenFigures> {
    const startedAt = performance.now();
    value(await this.#engine.greet());
    const [workspace] = value(await this.#engine.api.listWorkspaces());
    if (!workspace) throw new Error('The workspace is gone.');
    const overview = value(await this.#engine.openWorkspace(workspace.id, 'ask', (event) => this.#receive(event)));
    const [entry] = overview.apps;
    if (!entry) throw new Error('The app is gone.');
    this.#appId = entry.app.id;
    const { first } = await this.#openView('');
    if (first.rows.length === 0) throw new Error('Nothing is shown.');
    return {
      firstWindowMs: performance.now() - startedAt,
      accounts: entry.accountCount,
      confirmedRows: entry.accountCount - entry.unconfirmedCount
    };
  }

  async #areFilesHashed(): Promise<boolean> {
    const { domains, apps } = value(await this.#engine.api.overview());
    return [...domains, ...apps].every(({ lastImport }) => lastImport?.fileHash !== undefined);
  }

  /** As the desk asks: the rows that fill its screen come with the answer (state/rows-view.svelte.ts). */
  async #openView(text: string, part: Partial<AccountQuery> = {}): Promise<OpenedView> {
    const all: AccountQuery = { kind: 'accounts', appId: this.#app(), text, situations: [], statuses: [], flags: [] };
    return value(await this.#engine.api.openView('bench', { ...all, ...part }, FIRST_ROWS));
  }

  /** The view with its exact total, which may have arrived before anybody asked. */
  #whole(state: ViewState): Promise<ViewState> {
    const known = state.isComplete ? state : this.#complete.get(state.viewId);
    if (known) return Promise.resolve(known);
    return new Promise((resolve) => this.#completions.set(state.viewId, resolve));
  }

  #receive(event: WorkspaceEvent): void {
    if (event.kind === 'failed') throw new Error(JSON.stringify(event.error));
    if (event.kind !== 'view' || !event.state.isComplete) return;
    this.#complete.set(event.state.viewId, event.state);
    this.#completions.get(event.state.viewId)?.(event.state);
  }

  #target(which: 'users' | 'accounts'): ImportTarget {
    if (which === 'accounts') return { kind: 'accounts', appId: this.#app() };
    if (!this.#domainId) throw new Error('Not prepared.');
    return { kind: 'users', domainId: this.#domainId };
  }

  #app(): AppId {
    if (!this.#appId) throw new Error('Not prepared.');
    return this.#appId;
  }
}

function value<Value>(result: Result<Value, unknown>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function done<Value>(outcome: JobOutcome<Value>): Value {
  if (outcome.status !== 'done') throw new Error(JSON.stringify(outcome));
  return outcome.value;
}

async function timed<Value>(work: () => Promise<Value>): Promise<{ readonly ms: number; readonly value: Value }> {
  const startedAt = performance.now();
  const result = await work();
  return { ms: performance.now() - startedAt, value: result };
}

window.bench = new Bench();
