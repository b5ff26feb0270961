import { proxy, type Remote } from 'comlink';
import { ConnectorClient } from '../../src/lib/clients/connector-client';
import { EngineClient } from '../../src/lib/clients/engine-client';
import { ImportClient } from '../../src/lib/clients/import-client';
import type { CommitId } from '../../src/lib/model/commit';
import type { AppId, IdentityDomainId, RowIndex, WorkspaceId } from '../../src/lib/model/ids';
import type { Result } from '../../src/lib/model/result';
import type { ShownSituation } from '../../src/lib/model/situation';
import type { BackupApi } from '../../src/lib/protocol/backup-api';
import type { DecisionCommand, WorkspaceEvent } from '../../src/lib/protocol/engine-api';
import type { JobOutcome } from '../../src/lib/protocol/job';
import type { OperationOutcome } from '../../src/lib/protocol/plan-api';
import type { ProtectionApi } from '../../src/lib/protocol/protection-api';
import type { SystemAccess } from '../../src/lib/protocol/system-access';
import type { ViewState } from '../../src/lib/protocol/view';
import { asFormat2 } from '../fixtures/format-2';
import type { Driver, DriverOpening, FaultStep } from './fault-step';

type Import = Extract<FaultStep, { do: 'import' }>;
type Commit = Extract<FaultStep, { do: 'commit' }>;

const NEVER = new AbortController().signal;
const BATCH = 20;
const ignored = () => undefined;

/** Runs in the browser beside the app: the same clients, contracts and built workers, without the screens. */
class FaultDriver implements Driver {
  readonly #engine = new EngineClient((error) => {
    this.#events.push(JSON.stringify(error));
    this.#end(error);
  });
  #end: (error: unknown) => void = ignored;
  /** What an ended engine was asked is never answered: the page is told by its client. */
  readonly #ended = new Promise<never>((_, reject) => {
    this.#end = (error) => reject(new Error(JSON.stringify(error)));
  });
  readonly #importing = new ImportClient(this.#engine);
  readonly #connector = new ConnectorClient();
  readonly #events: string[] = [];
  readonly #views = new Map<number, ViewState>();
  #id: WorkspaceId | undefined;

  async create(name: string): Promise<string> {
    const { api } = this.#engine;
    value(await this.#engine.greet());
    const workspace = value(await api.createWorkspace(name));
    await this.#openById(workspace.id);
    const domain = value(await api.createDomain('Alder domain'));
    const app = value(await api.addApplication(domain.id, 'generic-csv', 'Desk'));
    for (const which of ['active', 'provisioning', 'synchronization'] as const)
      value(await api.setAppSwitch(app.id, which, true));
    return workspace.id;
  }

  async open({ name, passphrase }: DriverOpening): Promise<void> {
    value(await this.#engine.greet());
    const found = value(await this.#engine.api.listWorkspaces()).find((one) => one.name === name);
    if (!found) throw new Error(JSON.stringify({ kind: 'workspace-missing' }));
    if (passphrase !== undefined && found.isProtected) value(await this.#safety.unlockWorkspace(found.id, passphrase));
    await this.#openById(found.id);
  }

  events(): readonly string[] {
    return this.#events;
  }

  run(step: FaultStep): Promise<void> {
    return Promise.race([this.#run(step), this.#ended]);
  }

  async #run(step: FaultStep): Promise<void> {
    const { api } = this.#engine;
    switch (step.do) {
      case 'import':
        return this.#bringIn(step);
      case 'match':
        return this.#match(step.isCaseSensitive);
      case 'decide':
        return this.#decide({ kind: step.what, appId: await this.#app(), selection: await this.#all(step.situation) });
      case 'ignore-row': {
        // Rows are numbers of a list that was just read.
        const rows = [step.row as RowIndex];
        return this.#decide({ kind: 'ignore', appId: await this.#app(), selection: { kind: 'rows', rows } });
      }
      case 'clear-unconfirmed':
      case 'restore-cleared':
        return this.#decide({ kind: step.do, appId: await this.#app() });
      case 'undo':
        return void value(await api.undo());
      case 'redo':
        return void value(await api.redo());
      case 'protect':
        return this.#protect(step.passphrase);
      case 'unprotect':
        return this.#unprotect(step.passphrase);
      case 'restore-over':
        return this.#restore(step.backup);
      case 'commit':
        return this.#carryOn(step);
      case 'make-format-2':
        this.#engine.close();
        return asFormat2(this.#opened);
      case 'open':
        throw new Error('That is done by opening.');
    }
  }

  async backup(): Promise<string> {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    const sink = { write: (bytes: Uint8Array<ArrayBuffer>) => Promise.resolve(void parts.push(bytes)) };
    done(await this.#safety.writeBackup(proxy(sink), undefined, proxy(ignored)));
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  }

  async restoreAll(files: readonly string[]): Promise<readonly string[]> {
    const answers: string[] = [];
    for (const text of files) {
      const target = { kind: 'new', name: 'Restored' } as const;
      const outcome = await this.#safety.restoreBackup(fileOf(text), undefined, target, proxy(ignored));
      answers.push(
        outcome.status === 'failed' ? outcome.error.kind : outcome.status === 'done' ? 'taken' : 'cancelled'
      );
    }
    return answers;
  }

  async givePassphrase(passphrase: string): Promise<void> {
    value(await this.#engine.api.givePassphrase(passphrase));
  }

  async keepTokens(access: SystemAccess, tokens: readonly string[]): Promise<void> {
    const { api } = this.#engine;
    const target = { kind: 'users', domainId: await this.#domain() } as const;
    for (const token of tokens) {
      await this.#connector.test({ ...access, token });
      value(await api.saveConnection(target, access.connection));
      value(await api.sealToken(target, token));
    }
    if (value(await api.openToken(target)) !== tokens.at(-1)) throw new Error('The last token is not kept.');
  }

  async exports(): Promise<string> {
    const { api } = this.#engine;
    const crosswalk = value(await api.exportCrosswalk(await this.#app()));
    return crosswalk.text();
  }

  /** What the engine answers beside the contract that this page was built against. */
  get #safety(): Remote<BackupApi & ProtectionApi> {
    return this.#engine.api as unknown as Remote<BackupApi & ProtectionApi>;
  }

  async #openById(id: WorkspaceId): Promise<void> {
    this.#id = id;
    value(await this.#engine.openWorkspace(id, 'take-over', (event) => this.#receive(event)));
  }

  #receive(event: WorkspaceEvent): void {
    if (event.kind === 'view') this.#views.set(event.state.viewId, event.state);
    else if (event.kind !== 'changed') this.#events.push(JSON.stringify(event));
  }

  async #bringIn({ which, csv, fileName }: Import): Promise<void> {
    // A large text that a page makes a file of is fetched from the page while it is read, and then Chromium stops at times.
    const file = new File([await new Response(csv).blob()], fileName);
    const target =
      which === 'users'
        ? ({ kind: 'users', domainId: await this.#domain() } as const)
        : ({ kind: 'accounts', appId: await this.#app() } as const);
    const asked = { file, choice: {}, target: which, rememberedMappings: undefined, catalogId: undefined };
    const { dialect, mapping } = value(await this.#importing.inspect(asked));
    const order = { file, recipe: { dialect, mapping }, target, mode: 'full' } as const;
    const { stageId, summary } = done(await this.#importing.stage(order, NEVER, ignored));
    const request = {
      stageId,
      fileName,
      fileBytes: file.size,
      fileHash: summary.fileHash,
      trigger: 'manual' as const,
      mapping,
      untickedNewUsers: []
    };
    done(await this.#importing.commit(request, NEVER, ignored));
  }

  /** Settings and match in one step of the history. */
  async #match(isCaseSensitive: boolean): Promise<void> {
    const { apps } = value(await this.#engine.api.overview());
    const { id, synchronization } = apps[0].app;
    const changed = { ...synchronization, rules: { ...synchronization.rules, isCaseSensitive } };
    const preview = done(await this.#engine.previewRematch(id, changed, ignored));
    done(await this.#engine.api.applyRematch(preview.previewId));
  }

  async #decide(command: DecisionCommand): Promise<void> {
    value(await this.#engine.api.decide(command));
  }

  async #all(situation: ShownSituation) {
    const appId = await this.#app();
    const query = { kind: 'accounts' as const, appId, text: '', situations: [situation], statuses: [], flags: [] };
    const view = value(await this.#engine.api.openView('driver', query));
    while (!view.isComplete && !this.#views.get(view.viewId)?.isComplete)
      await new Promise((resolve) => setTimeout(resolve, 2));
    return { kind: 'view' as const, viewId: view.viewId, except: [] };
  }

  async #protect(passphrase: string): Promise<void> {
    const workspace = done(await this.#safety.protectWorkspace(passphrase, proxy(ignored)));
    value(await this.#safety.unlockWorkspace(workspace.id, passphrase));
    await this.#openById(workspace.id);
  }

  async #unprotect(passphrase: string): Promise<void> {
    const workspace = done(await this.#safety.unprotectWorkspace(passphrase, proxy(ignored)));
    await this.#openById(workspace.id);
  }

  async #restore(backup: string): Promise<void> {
    const target = { kind: 'replace', id: this.#opened } as const;
    const workspace = done(await this.#safety.restoreBackup(fileOf(backup), undefined, target, proxy(ignored)));
    await this.#openById(workspace.id);
  }

  get #opened(): WorkspaceId {
    if (!this.#id) throw new Error('No workspace is open.');
    return this.#id;
  }

  /** Begins the commit of the whole domain, or goes on with the one that was begun. */
  async #carryOn({ access }: Commit): Promise<void> {
    const { api } = this.#engine;
    const scope = { kind: 'domain', domainId: await this.#domain() } as const;
    const [known] = value(await api.commits(scope));
    const id = known?.id ?? (await this.#begin(access.connection.address));
    const running = this.#connector.startApplying();
    const options = { allowsDeletions: false, targetApps: {}, usesBulk: true, welcomesUsers: false };
    try {
      for (;;) {
        const batch = value(await api.nextOperations(id, BATCH));
        if (batch.operations.length === 0) return;
        const noting: Promise<unknown>[] = [];
        const noted = new Set<number>();
        const note = (outcomes: readonly OperationOutcome[]) => {
          const fresh = outcomes.filter(({ place }) => !noted.has(place));
          for (const { place } of fresh) noted.add(place);
          if (fresh.length > 0) noting.push(api.noteOutcomes(id, fresh).then(value));
        };
        const work = {
          operations: batch.operations,
          options,
          onNews: (news: { readonly outcomes: readonly OperationOutcome[] }) => note(news.outcomes)
        };
        note(done(await running.apply(access, work)).outcomes);
        await Promise.all(noting);
      }
    } finally {
      running.end();
    }
  }

  async #begin(address: string): Promise<CommitId> {
    const { api } = this.#engine;
    const scope = { kind: 'domain', domainId: await this.#domain() } as const;
    const { revision } = value(await api.openPlan(scope));
    const how = { way: 'connector', target: 'scim', formats: [], note: '', maxDeletions: 0 } as const;
    return value(await api.startCommit({ ...how, scope, address, revision })).id;
  }

  async #app(): Promise<AppId> {
    return value(await this.#engine.api.overview()).apps[0].app.id;
  }

  async #domain(): Promise<IdentityDomainId> {
    return value(await this.#engine.api.overview()).domains[0].domain.id;
  }
}

function fileOf(base64: string): File {
  return new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], 'backup.muster');
}

function value<Value>(result: Result<Value, unknown>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function done<Value>(outcome: JobOutcome<Value>): Value {
  if (outcome.status !== 'done') throw new Error(JSON.stringify('error' in outcome ? outcome.error : outcome));
  return outcome.value;
}

window.driver = new FaultDriver();
