import type { App, AppSwitch } from '../model/app';
import { STANDARD_ATTRIBUTES, type Attribute } from '../model/attribute';
import type { AppId } from '../model/ids';
import type { JobProgress } from '../protocol/job';
import type { Muster } from './muster.svelte';
import { SynchronizationDraft } from './synchronization-draft.svelte';

export type RematchState =
  | { readonly status: 'idle' }
  | { readonly status: 'offered' }
  | { readonly status: 'running'; readonly progress: JobProgress | undefined };

interface Attributes {
  readonly account: readonly Attribute[];
  readonly user: readonly Attribute[];
}

/** The Provisioning page of one app: its switches and what "Configure synchronization" holds. */
export class Provisioning {
  readonly draft: SynchronizationDraft;
  readonly #muster: Muster;
  readonly #appId: AppId;
  #attributes = $state.raw<Attributes>({ account: STANDARD_ATTRIBUTES, user: STANDARD_ATTRIBUTES });
  #rematch = $state.raw<RematchState>({ status: 'idle' });

  constructor(muster: Muster, app: App) {
    this.#muster = muster;
    this.#appId = app.id;
    this.draft = new SynchronizationDraft(app.synchronization);
  }

  get attributes(): Attributes {
    return this.#attributes;
  }

  get rematch(): RematchState {
    return this.#rematch;
  }

  /** Before the first import there are no attributes of its own: then the standard ones are offered. */
  async loadAttributes(): Promise<void> {
    const read = await this.#muster.engine.api.attributesOf(this.#appId);
    if (!read.ok) return this.#muster.notices.failed(read.error);
    const orStandard = (list: readonly Attribute[]) => (list.length > 0 ? list : STANDARD_ATTRIBUTES);
    this.#attributes = { account: orStandard(read.value.account), user: orStandard(read.value.user) };
  }

  async setSwitch(which: AppSwitch, isOn: boolean): Promise<void> {
    const set = await this.#muster.engine.api.setAppSwitch(this.#appId, which, isOn);
    if (set.ok) await this.#muster.refresh();
    else this.#muster.notices.failed(set.error);
  }

  async save(): Promise<boolean> {
    const saved = await this.#muster.engine.api.saveSynchronization(this.#appId, this.draft.value);
    if (!saved.ok) {
      this.#muster.notices.failed(saved.error);
      return false;
    }
    this.draft.follow(saved.value.synchronization);
    this.draft.reset();
    await this.#muster.refresh();
    const hasAccounts = (this.#muster.app(this.#appId)?.accountCount ?? 0) > 0;
    if (hasAccounts) this.#rematch = { status: 'offered' };
    this.#muster.notices.done('Changes saved', hasAccounts ? '' : 'They apply to the next import.');
    return true;
  }

  async matchAgain(): Promise<void> {
    this.#rematch = { status: 'running', progress: undefined };
    const outcome = await this.#muster.jobs.track(
      this.#muster.engine.rematch(this.#appId, (progress) => (this.#rematch = { status: 'running', progress }))
    );
    this.#rematch = { status: 'idle' };
    if (outcome.status === 'failed') this.#muster.notices.failed(outcome.error);
    if (outcome.status === 'done') {
      await this.#muster.step(Promise.resolve({ ok: true, value: outcome.value }));
    }
  }

  putOffRematch(): void {
    this.#rematch = { status: 'idle' };
  }
}
