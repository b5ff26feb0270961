import type { ImportTarget } from '../model/import-run';
import type { RememberedSource } from '../model/remembered-source';
import { errorMessage } from './error-message';
import type { ErrorMessage } from './error-words';
import type { Muster } from './muster.svelte';
import { SourceFiles } from './source-file.svelte';

/** The offer to read an app's remembered file once more, as it is now. */
export class ReadAgain {
  readonly #sources: SourceFiles;
  readonly #target: ImportTarget;
  #problem = $state.raw<ErrorMessage | undefined>(undefined);

  constructor(muster: Pick<Muster, 'engine'>, target: ImportTarget) {
    this.#sources = new SourceFiles(muster);
    this.#target = target;
    if (target.kind === 'accounts') void this.#sources.load();
  }

  get fileName(): string | undefined {
    return this.#source?.fileName;
  }

  get rememberedAt(): number {
    return this.#source?.rememberedAt ?? 0;
  }

  get problem(): ErrorMessage | undefined {
    return this.#problem;
  }

  /** Has to be called on a click: the browser may ask for permission. */
  async read(onfile: (file: File) => void): Promise<void> {
    if (this.#target.kind !== 'accounts') return;
    this.#problem = undefined;
    const found = await this.#sources.readSource(this.#target.appId);
    if (found.ok) onfile(found.value);
    else this.#problem = errorMessage(found.error);
  }

  get #source(): RememberedSource | undefined {
    return this.#target.kind === 'accounts' ? this.#sources.of(this.#target.appId) : undefined;
  }
}
