import type { AppError } from '../model/app-error';
import type { WorkspaceId } from '../model/ids';
import type { Workspace } from '../model/workspace';
import { isSameName } from '../model/workspace-name';
import type { WipeReceipt } from '../protocol/protection-api';
import { download, safeFileName } from './download';
import { errorMessage } from './error-message';
import type { ErrorMessage } from './error-words';
import type { Result } from '../model/result';
import { receiptText } from './wipe-receipt';

/** The end of a workspace: its name is typed, everything of it is removed, and what was removed can be shown. */
export class Wipe {
  readonly workspace: Workspace;
  readonly #carryOut: (id: WorkspaceId) => Promise<Result<WipeReceipt, AppError>>;
  #typed = $state('');
  #isWorking = $state(false);
  #receipt = $state.raw<WipeReceipt | undefined>(undefined);
  #isSaved = $state(false);
  #failure = $state.raw<ErrorMessage | undefined>(undefined);

  constructor(workspace: Workspace, carryOut: (id: WorkspaceId) => Promise<Result<WipeReceipt, AppError>>) {
    this.workspace = workspace;
    this.#carryOut = carryOut;
  }

  get typed(): string {
    return this.#typed;
  }

  set typed(text: string) {
    this.#typed = text;
  }

  /** The sample can be made again at any time. */
  get mustBeTyped(): boolean {
    return this.workspace.kind === 'real';
  }

  get isAllowed(): boolean {
    return !this.#isWorking && (!this.mustBeTyped || isSameName(this.#typed, this.workspace.name));
  }

  get isWorking(): boolean {
    return this.#isWorking;
  }

  get receipt(): WipeReceipt | undefined {
    return this.#receipt;
  }

  /** Nobody may leave by the way: it runs, or its receipt would be lost. */
  get isHeld(): boolean {
    return this.#isWorking || (this.#receipt !== undefined && !this.#isSaved);
  }

  get failure(): ErrorMessage | undefined {
    return this.#failure;
  }

  async run(): Promise<void> {
    if (!this.isAllowed) return;
    this.#isWorking = true;
    this.#failure = undefined;
    const wiped = await this.#carryOut(this.workspace.id);
    this.#isWorking = false;
    if (wiped.ok) this.#receipt = wiped.value;
    else this.#failure = wordsOf(wiped.error);
  }

  saveReceipt(): void {
    const receipt = this.#receipt;
    if (!receipt) return;
    const text = new Blob([receiptText(receipt)], { type: 'text/plain;charset=utf-8' });
    download(text, `${safeFileName(`Receipt ${receipt.workspaceName}`)}.txt`);
    this.#isSaved = true;
  }
}

/** Taking it over, which helps elsewhere, would not end what the other tab shows. */
function wordsOf(error: AppError): ErrorMessage {
  if (error.kind !== 'workspace-read-only') return errorMessage(error);
  return {
    title: 'This workspace is open in another tab.',
    cause: 'Nothing was removed.',
    remedy: 'Close the other tabs with Muster, then wipe it.'
  };
}
