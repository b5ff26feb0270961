import type { AppId } from '../model/ids';
import { SURE_PERCENT } from '../model/score-range';
import type { DecisionCommand, DecisionPreview, EngineApi } from '../protocol/engine-api';
import type { RowSelection } from '../protocol/view';

export type PreviewPort = Pick<EngineApi, 'previewDecision'>;
export type BulkKind =
  | 'confirm'
  | 'accept-suggestions'
  | 'ignore'
  | 'protect'
  | 'defer'
  | 'deprovision'
  | 'unlink'
  | 'create-users'
  | 'clear'
  | 'restore';

const QUICK_KINDS: readonly BulkKind[] = [
  'confirm',
  'accept-suggestions',
  'ignore',
  'unlink',
  'defer',
  'protect',
  'deprovision',
  'clear',
  'restore'
];
/** Every new user is checked against all that are there: told after the others. */
const COSTLY_KINDS: readonly BulkKind[] = ['create-users'];

export type BulkPreviews = Readonly<Partial<Record<BulkKind, DecisionPreview>>>;

export function bulkCommand(kind: BulkKind, appId: AppId, selection: RowSelection): DecisionCommand {
  return kind === 'accept-suggestions' ? { kind, appId, selection, atLeast: SURE_PERCENT } : { kind, appId, selection };
}

/** What each decision would do to the selection, told before it is taken. The newest selection wins. */
export class BulkDecision {
  readonly #port: PreviewPort;
  readonly #appId: AppId;
  #previews = $state.raw<BulkPreviews>({});
  #wanted: RowSelection | undefined;
  #isReading = false;

  constructor(port: PreviewPort, appId: AppId) {
    this.#port = port;
    this.#appId = appId;
  }

  get previews(): BulkPreviews {
    return this.#previews;
  }

  show(selection: RowSelection | undefined): void {
    this.#wanted = selection;
    if (selection === undefined) this.#previews = {};
    else if (!this.#isReading) void this.#read();
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    try {
      for (let selection = this.#wanted; selection; selection = this.#wanted === selection ? undefined : this.#wanted) {
        await this.#preview(selection, QUICK_KINDS);
        await this.#preview(selection, COSTLY_KINDS);
      }
    } finally {
      this.#isReading = false;
    }
  }

  async #preview(selection: RowSelection, kinds: readonly BulkKind[]): Promise<void> {
    const found: Partial<Record<BulkKind, DecisionPreview>> = {};
    for (const kind of kinds) {
      if (this.#wanted !== selection) return;
      const preview = await this.#port.previewDecision(bulkCommand(kind, this.#appId, selection));
      if (preview.ok) found[kind] = preview.value;
    }
    if (this.#wanted === selection) this.#previews = { ...this.#previews, ...found };
  }
}
