import type { AppError } from '../model/app-error';
import type { AppId, IdentityDomainId } from '../model/ids';
import type { LinkageModel } from '../model/linkage-model';
import type { Result } from '../model/result';
import type { Muster } from './muster.svelte';

export type WeightsMuster = Pick<Muster, 'engine' | 'isReadOnly' | 'notices'>;

export type WeightsPhase =
  | { readonly status: 'reading' }
  | { readonly status: 'shown'; readonly model: LinkageModel }
  | { readonly status: 'failed'; readonly error: AppError };

/** What the scores of an app weigh, and whether they learn from what people confirm in its domain. */
export class WeightsPage {
  readonly #muster: WeightsMuster;
  readonly #appId: AppId;
  #phase = $state.raw<WeightsPhase>({ status: 'reading' });
  #isBusy = $state(false);

  constructor(muster: WeightsMuster, appId: AppId) {
    this.#muster = muster;
    this.#appId = appId;
  }

  get phase(): WeightsPhase {
    return this.#phase;
  }

  get isReadOnly(): boolean {
    return this.#muster.isReadOnly;
  }

  /** A setting is being changed. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** What is shown stays until the next answer. */
  async read(): Promise<void> {
    const read = await this.#muster.engine.api.linkageModel(this.#appId);
    this.#phase = read.ok ? { status: 'shown', model: read.value } : { status: 'failed', error: read.error };
  }

  setLearning(domainId: IdentityDomainId, isOn: boolean): Promise<void> {
    return this.#change(this.#muster.engine.api.setLearning(domainId, isOn));
  }

  async forget(domainId: IdentityDomainId): Promise<void> {
    await this.#change(this.#muster.engine.api.forgetLearnt(domainId), 'What was learnt is forgotten');
  }

  async #change(command: Promise<Result<undefined, AppError>>, done?: string): Promise<void> {
    this.#isBusy = true;
    const changed = await command;
    this.#isBusy = false;
    if (!changed.ok) return this.#muster.notices.failed(changed.error);
    if (done) this.#muster.notices.done(done);
    await this.read();
  }
}
