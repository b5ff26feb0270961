import { ConnectorClient, type RunningListing } from '../../../src/lib/clients/connector-client';
import { EngineClient } from '../../../src/lib/clients/engine-client';
import { ImportClient } from '../../../src/lib/clients/import-client';
import type { AppId } from '../../../src/lib/model/ids';
import type { ImportTarget } from '../../../src/lib/model/import-run';
import type { Result } from '../../../src/lib/model/result';
import type { ListingProgress } from '../../../src/lib/protocol/connector-api';
import type { SystemAccess } from '../../../src/lib/protocol/system-access';
import type { JobOutcome } from '../../../src/lib/protocol/job';
import type { BroughtFigures, ConnectorPage, EndedList, ListedFigures, ListOrder } from './connector-figures';

const FEW = 'userName,displayName,active\nkept@example.com,Kept,true\nstays@example.com,Stays,true\n';
const MOST_PROGRESS = 200;
const SHOWN_ROWS = 50;
const NOTHING = { records: 0, groups: 0, watermark: undefined, bytes: 0 };

/** Runs in the browser, without the app's screens: the same clients, contracts and built workers. */
class Connectors implements ConnectorPage {
  readonly #client = new ConnectorClient();
  readonly #engine = new EngineClient((error) => {
    throw new Error(JSON.stringify(error));
  });
  readonly #importing = new ImportClient(this.#engine);
  #running: RunningListing | undefined;
  #file: File | undefined;
  #appId: AppId | undefined;

  async prepare(): Promise<void> {
    const { api } = this.#engine;
    value(await this.#engine.greet());
    const workspace = value(await api.createWorkspace('Connectors'));
    value(await this.#engine.openWorkspace(workspace.id, 'ask', () => undefined));
    const domain = value(await api.createDomain('Alder domain'));
    const app = value(await api.addApplication(domain.id, 'generic-scim', 'Desk'));
    for (const which of ['active', 'provisioning', 'synchronization'] as const)
      value(await api.setAppSwitch(app.id, which, true));
    this.#appId = app.id;
    this.#file = new File([FEW], 'few.csv');
    await this.bringIn();
  }

  test(access: SystemAccess) {
    return this.#client.test(access);
  }

  async list({ access, since, again, cancelAfterMs, pauseMs }: ListOrder): Promise<ListedFigures> {
    if (!again) this.end();
    const running = (this.#running ??= this.#client.startListing());
    const controller = new AbortController();
    if (cancelAfterMs !== undefined) setTimeout(() => controller.abort(), cancelAfterMs);
    const progress: ListingProgress[] = [];
    const startedAt = performance.now();
    const outcome = await running.run({ access, since }, controller.signal, (told) => {
      if (pauseMs !== undefined && progress.length === 0) {
        running.setPaused(true);
        setTimeout(() => running.setPaused(false), pauseMs);
      }
      if (progress.length < MOST_PROGRESS) progress.push(told);
    });
    const ms = performance.now() - startedAt;
    const told = { status: outcome.status, progress, ms };
    const error = outcome.status === 'failed' ? outcome.error : undefined;
    this.#file = undefined;
    if (outcome.status !== 'done') return { ...told, error, ...NOTHING };
    const { file, records, groups, watermark } = outcome.value;
    this.#file = new File([file], 'list.jsonl');
    return { ...told, error, records, groups, watermark, bytes: file.size };
  }

  /** Each in a worker of its own, at the same time. */
  listAll(accesses: readonly SystemAccess[]): Promise<readonly EndedList[]> {
    return Promise.all(
      accesses.map(async (access) => {
        const running = this.#client.startListing();
        const startedAt = performance.now();
        const outcome = await running.run({ access, since: undefined }, new AbortController().signal, () => undefined);
        running.end();
        const error = outcome.status === 'failed' ? outcome.error : undefined;
        return { status: outcome.status, error, ms: performance.now() - startedAt };
      })
    );
  }

  async bringIn(): Promise<BroughtFigures> {
    const file = this.#file;
    if (!file) throw new Error('There is no list.');
    const target: ImportTarget = { kind: 'accounts', appId: this.#app() };
    const startedAt = performance.now();
    const { dialect, mapping } = value(
      await this.#importing.inspect({
        file,
        choice: {},
        target: 'accounts',
        rememberedMappings: undefined,
        catalogId: undefined
      })
    );
    const { signal } = new AbortController();
    const recipe = { dialect, mapping };
    const order = { file, recipe, target, mode: 'full' } as const;
    const staged = done(await this.#importing.stage(order, signal, () => undefined));
    const stagedAt = performance.now();
    const run = done(
      await this.#importing.commit(
        {
          stageId: staged.stageId,
          fileName: file.name,
          fileBytes: file.size,
          fileHash: staged.summary.fileHash,
          trigger: 'manual',
          mapping,
          untickedNewUsers: []
        },
        signal,
        () => undefined
      )
    );
    return {
      stageMs: stagedAt - startedAt,
      commitMs: performance.now() - stagedAt,
      rowsRead: staged.summary.rowsRead,
      created: run.rows.created,
      groups: staged.check.groups
    };
  }

  async listHash(): Promise<string> {
    const bytes = await this.#file?.arrayBuffer();
    if (!bytes) throw new Error('There is no list.');
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  end(): void {
    this.#running?.end();
    this.#running = undefined;
  }

  async state(): Promise<string> {
    const { api } = this.#engine;
    const overview = value(await api.overview());
    const runs = value(await api.importRuns({ kind: 'accounts', appId: this.#app() }));
    const connections = value(await api.connections());
    const query = { kind: 'accounts', appId: this.#app(), text: '', situations: [], statuses: [], flags: [] } as const;
    const view = value(await api.openView('state', query, SHOWN_ROWS));
    return JSON.stringify([overview, runs, connections, view.first.rows, view.total]);
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

Object.assign(window, { connectors: new Connectors() });
