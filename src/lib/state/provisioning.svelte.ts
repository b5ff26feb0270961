import type { App, AppSwitch } from '../model/app';
import type { AppError } from '../model/app-error';
import { STANDARD_ATTRIBUTES, type Attribute } from '../model/attribute';
import type { AppId } from '../model/ids';
import type { Result } from '../model/result';
import type { Synchronization } from '../model/synchronization';
import type { CheckExpression } from './expression-check.svelte';
import { canRememberFiles } from './file-handle';
import { MappingPreview } from './mapping-preview.svelte';
import type { Muster } from './muster.svelte';
import { RematchPreview } from './rematch-preview.svelte';
import { SourceFiles } from './source-file.svelte';
import { SynchronizationDraft } from './synchronization-draft.svelte';
import { synchronizationSummary, type SettingId } from './synchronization-summary';

interface Attributes {
  readonly account: readonly Attribute[];
  readonly user: readonly Attribute[];
}

const TITLES: readonly { readonly id: SettingId; readonly title: string }[] = [
  { id: 'matching', title: 'Matching' },
  { id: 'confirming', title: 'Confirming' },
  { id: 'username', title: 'Username format' },
  { id: 'mappings', title: 'Attribute mappings' },
  { id: 'linked', title: 'Linked users' },
  { id: 'safeguards', title: 'Safeguards' },
  { id: 'deprovisioning', title: 'Deprovisioning' },
  { id: 'schedule', title: 'Schedule' },
  { id: 'source', title: 'Source file' }
];

/** The Provisioning page of one app: its switches, what "Configure synchronization" holds, its remembered file. */
export class Provisioning {
  readonly draft: SynchronizationDraft;
  readonly rematch: RematchPreview;
  readonly preview: MappingPreview;
  readonly sources: SourceFiles;
  readonly canRememberFiles = canRememberFiles();
  readonly #muster: Muster;
  readonly #appId: AppId;
  #attributes = $state.raw<Attributes>({ account: STANDARD_ATTRIBUTES, user: STANDARD_ATTRIBUTES });
  #isRematchOffered = $state(false);
  #isRematchPutOff = $state(false);

  readonly #sections = $derived.by(() => {
    const { draft } = this;
    const source = this.sources.of(this.#appId)?.fileName ?? 'None';
    const summary = { ...synchronizationSummary(draft.value), source };
    const hasScheduleProblem = Object.values(draft.scheduleProblems).some((problem) => problem !== undefined);
    return TITLES.map(({ id, title }) => ({
      id,
      title,
      summary: summary[id],
      hasProblem:
        (id === 'safeguards' && Object.keys(draft.limitProblems).length > 0) ||
        (id === 'schedule' && hasScheduleProblem) ||
        id === draft.refusedSection
    }));
  });

  constructor(muster: Muster, app: App) {
    this.#muster = muster;
    this.#appId = app.id;
    this.draft = new SynchronizationDraft(app.synchronization);
    this.rematch = new RematchPreview(muster, app.id);
    this.sources = new SourceFiles(muster);
    const { api } = muster.engine;
    this.preview = new MappingPreview((settings, range) => api.previewMappings(app.id, settings, range));
  }

  get attributes(): Attributes {
    return this.#attributes;
  }

  /** The sections of the page, each with how it is set. */
  get sections() {
    return this.#sections;
  }

  /** Also after the page was left: the desk says the same. */
  get isRematchOffered(): boolean {
    if (this.#isRematchPutOff || this.#muster.isReadOnly) return false;
    return this.#isRematchOffered || (this.#muster.app(this.#appId)?.isMatchStale ?? false);
  }

  readonly checkExpression: CheckExpression = (text) => this.#muster.engine.api.checkExpression(this.#appId, text);

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

  /** False when it was refused: what has to be mended is marked. */
  async save(): Promise<boolean> {
    if (this.draft.problemCount > 0) return false;
    const before = this.draft.saved;
    const given = this.draft.value;
    const saved = await this.#muster.engine.api.saveSynchronization(this.#appId, given);
    // What was changed in the meantime is neither refused nor lost.
    const isStill = this.draft.value === given;
    if (!saved.ok) return this.#refuse(saved.error, isStill);
    const { synchronization } = saved.value;
    this.draft.follow(synchronization);
    if (isStill) this.draft.reset();
    await this.#muster.refresh();
    const hasAccounts = (this.#muster.app(this.#appId)?.accountCount ?? 0) > 0;
    const isDifferent = hasAccounts && wouldMatchDifferently(before, synchronization);
    this.#isRematchOffered ||= isDifferent;
    if (isDifferent) this.#isRematchPutOff = false;
    this.#muster.notices.done(
      'Changes saved',
      this.isRematchOffered ? '' : 'They apply from the next import on, and in the plan at once.'
    );
    return true;
  }

  #refuse(error: AppError, isStill: boolean): false {
    const isExpression = error.kind === 'expression-invalid' || error.kind === 'expression-too-slow';
    if (isExpression && isStill) this.draft.refuse(error);
    else this.#muster.notices.failed(error);
    return false;
  }

  /** Shows what matching again would do. */
  lookAtRematch(): void {
    void this.rematch.open();
  }

  async applyRematch(): Promise<void> {
    if (await this.rematch.apply()) this.#isRematchOffered = false;
  }

  putOffRematch(): void {
    this.#isRematchOffered = false;
    this.#isRematchPutOff = true;
  }

  async chooseSource(): Promise<void> {
    this.#tellFailure(await this.sources.choose(this.#appId));
  }

  async giveSource(handle: FileSystemFileHandle): Promise<void> {
    this.#tellFailure(await this.sources.remember(this.#appId, handle));
  }

  async forgetSource(): Promise<void> {
    this.#tellFailure(await this.sources.forget(this.#appId));
  }

  #tellFailure(result: Result<unknown, AppError>): void {
    if (!result.ok) this.#muster.notices.failed(result.error);
  }
}

/** Settings that matching again would apply to accounts that are there already. */
function wouldMatchDifferently(before: Synchronization, after: Synchronization): boolean {
  return before.rulesRevision !== after.rulesRevision || before.onExactMatch !== after.onExactMatch;
}
