import { ConnectorClient } from '../../../src/lib/clients/connector-client';
import { EngineClient } from '../../../src/lib/clients/engine-client';
import { ImportClient } from '../../../src/lib/clients/import-client';
import type { Commit, PlanScope } from '../../../src/lib/model/commit';
import type { AppId, IdentityDomainId } from '../../../src/lib/model/ids';
import type { ImportTarget } from '../../../src/lib/model/import-run';
import type { Result } from '../../../src/lib/model/result';
import type { ApplyOptions } from '../../../src/lib/protocol/apply-api';
import type { WorkspaceOverview } from '../../../src/lib/protocol/engine-api';
import type { JobOutcome } from '../../../src/lib/protocol/job';
import type { OperationOutcome } from '../../../src/lib/protocol/plan-api';
import type { ViewQuery } from '../../../src/lib/protocol/view';
import type { ApplyWay, CommitLists, CommitPage } from './commit-figures';

const BATCH = 100;
const NEVER = new AbortController().signal;

/** Runs in the browser, without the app's screens: the same clients, contracts and built workers. */
class Commits implements CommitPage {
  readonly #engine = new EngineClient((error) => {
    throw new Error(JSON.stringify(error));
  });
  readonly #importing = new ImportClient(this.#engine);
  readonly #connector = new ConnectorClient();

  async prepare(name: string, { users, accounts }: CommitLists, { access }: ApplyWay): Promise<number> {
    const { api } = this.#engine;
    value(await this.#engine.greet());
    const workspace = value(await api.createWorkspace(name));
    value(await this.#engine.openWorkspace(workspace.id, 'ask', () => undefined));
    const domain = value(await api.createDomain('Alder domain'));
    const app = value(await api.addApplication(domain.id, 'generic-csv', 'Desk'));
    for (const which of ['active', 'provisioning', 'synchronization'] as const)
      value(await api.setAppSwitch(app.id, which, true));
    value(
      await api.saveSynchronization(app.id, {
        ...app.synchronization,
        onExactMatch: 'link-and-confirm',
        newUsers: 'confirm-and-activate',
        userUpdates: 'fill-empty',
        memberships: 'add'
      })
    );
    await this.#bringIn({ kind: 'users', domainId: domain.id }, users);
    await this.#bringIn({ kind: 'accounts', appId: app.id }, accounts);
    await this.#clearUndecided(app.id);
    return this.#begin({ kind: 'domain', domainId: domain.id }, access.connection.address);
  }

  async carryOn(name: string, { access, usesBulk }: ApplyWay): Promise<Commit> {
    const commit = await this.#reopen(name);
    const options: ApplyOptions = { allowsDeletions: false, targetApps: {}, usesBulk, welcomesUsers: false };
    const running = this.#connector.startApplying();
    try {
      for (let last = commit; ;) {
        const batch = value(await this.#engine.api.nextOperations(commit.id, BATCH));
        if (batch.operations.length === 0) return last;
        let noting = Promise.resolve(last);
        const noted = new Set<number>();
        const note = (outcomes: readonly OperationOutcome[]) => {
          const fresh = outcomes.filter(({ place }) => !noted.has(place));
          for (const { place } of fresh) noted.add(place);
          noting = noting.then(async (known) =>
            fresh.length > 0 ? value(await this.#engine.api.noteOutcomes(commit.id, fresh)) : known
          );
        };
        const onNews = ({ outcomes }: { readonly outcomes: readonly OperationOutcome[] }) => note(outcomes);
        const applied = done(await running.apply(access, { operations: batch.operations, options, onNews }));
        note(applied.outcomes);
        last = await noting;
      }
    } finally {
      running.end();
    }
  }

  async #reopen(name: string): Promise<Commit> {
    const { api } = this.#engine;
    value(await this.#engine.greet());
    const workspace = value(await api.listWorkspaces()).find((one) => one.name === name);
    if (!workspace) throw new Error(`There is no workspace ${name}.`);
    const overview = value(await this.#engine.openWorkspace(workspace.id, 'take-over', () => undefined));
    const [commit] = value(await api.commits({ kind: 'domain', domainId: domainOf(overview) }));
    return commit;
  }

  /** Whatever a rule left open is not part of this. */
  async #clearUndecided(appId: AppId): Promise<void> {
    const { api } = this.#engine;
    const query: ViewQuery = {
      kind: 'accounts',
      appId,
      text: '',
      situations: [],
      statuses: ['unconfirmed'],
      flags: []
    };
    const view = value(await api.openView('undecided', query, 1));
    if (view.total > 0) value(await api.decide({ kind: 'clear-unconfirmed', appId }));
  }

  async #begin(scope: PlanScope, address: string): Promise<number> {
    const { api } = this.#engine;
    const { revision, total } = value(await api.openPlan(scope));
    value(
      await api.startCommit({
        scope,
        way: 'connector',
        target: 'scim',
        address,
        formats: [],
        note: '',
        revision,
        maxDeletions: 0
      })
    );
    return total;
  }

  async #bringIn(target: ImportTarget, csv: string): Promise<void> {
    const file = new File([csv], `${target.kind}.csv`);
    const asked = { file, choice: {}, target: target.kind, rememberedMappings: undefined, catalogId: undefined };
    const { dialect, mapping } = value(await this.#importing.inspect(asked));
    const order = { file, recipe: { dialect, mapping }, target, mode: 'full' } as const;
    const { stageId, summary } = done(await this.#importing.stage(order, NEVER, () => undefined));
    const request = {
      stageId,
      fileName: file.name,
      fileBytes: file.size,
      fileHash: summary.fileHash,
      trigger: 'manual' as const,
      mapping,
      untickedNewUsers: []
    };
    done(await this.#importing.commit(request, NEVER, () => undefined));
  }
}

function domainOf({ domains }: WorkspaceOverview): IdentityDomainId {
  return domains[0].domain.id;
}

function value<Value>(result: Result<Value, unknown>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function done<Value>(outcome: JobOutcome<Value>): Value {
  if (outcome.status !== 'done') throw new Error(JSON.stringify(outcome));
  return outcome.value;
}

Object.assign(window, { commits: new Commits() });
