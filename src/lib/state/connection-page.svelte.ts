import { catalogEntry } from '../catalog/catalog';
import type { ConnectionForm } from '../catalog/connection-form';
import { CONNECTION_FORMS } from '../catalog/connection-forms';
import { scimConnection } from '../catalog/connections/scim';
import type { AppError } from '../model/app-error';
import { tokenScope } from '../model/connection';
import type { ImportTarget } from '../model/import-run';
import type { Result } from '../model/result';
import { ConnectionDraft } from './connection-draft.svelte';
import { Connections } from './connections.svelte';
import { errorMessage } from './error-message';
import type { ErrorMessage } from './error-words';
import type { Muster } from './muster.svelte';
import { SystemAccessState } from './system-access.svelte';

/** What came of the last test, as long as what was tested stands there. */
export type TestState =
  | { readonly status: 'none' | 'running' }
  | { readonly status: 'missing'; readonly words: string }
  | { readonly status: 'passed'; readonly words: string }
  | { readonly status: 'failed'; readonly message: ErrorMessage };

type PageMuster = Pick<Muster, 'app' | 'engine' | 'connector' | 'tokens' | 'notices'>;

/** The Connection page of an app or a domain. */
export class ConnectionPage {
  readonly draft: ConnectionDraft;
  readonly connections: Connections;
  readonly access: SystemAccessState;
  readonly #muster: PageMuster;
  readonly #target: ImportTarget;
  #test = $state.raw<TestState & { readonly of: string }>({ status: 'none', of: '' });

  constructor(muster: PageMuster, target: ImportTarget) {
    this.#muster = muster;
    this.#target = target;
    this.connections = new Connections(muster);
    this.draft = new ConnectionDraft(formsFor(muster, target));
    const subject = () => ({
      connection: this.draft.value,
      form: this.draft.form,
      signIn: this.draft.typed.signIn,
      isTokenKept: this.#isTokenKept
    });
    this.access = new SystemAccessState(muster, target, subject, { onChange: () => this.connections.load() });
  }

  /** For what is filled in: a kept token is never opened for, or replaced by that of, an address that was only typed. */
  get #isTokenKept(): boolean {
    const { value } = this.draft;
    if (!this.kept?.isTokenKept || !value) return false;
    return tokenScope(value) === tokenScope(this.kept.connection);
  }

  get kept() {
    return this.connections.of(this.#target);
  }

  get test(): TestState {
    return this.#test.of === this.#tested || this.#test.status === 'running' ? this.#test : { status: 'none' };
  }

  async load(): Promise<void> {
    const read = await this.connections.load();
    if (!read.ok) return this.#muster.notices.failed(read.error);
    this.draft.follow(this.kept?.connection);
    await this.access.load();
  }

  /** One small request with what stands in the fields now, saved or not. */
  async testConnection(): Promise<void> {
    this.draft.leaveAll();
    const connection = this.draft.value;
    const of = this.#tested;
    if (!connection) {
      this.#test = { status: 'missing', words: 'Some fields need attention first.', of };
      return;
    }
    this.#test = { status: 'running', of };
    const token = await this.access.token();
    if (!token.ok) this.#test = { status: 'failed', message: errorMessage(token.error), of };
    else if (token.value === undefined) this.#test = { status: 'missing', words: this.access.missing, of };
    else {
      const { origin } = this.access.signIn.here;
      const found = await this.#muster.connector.test({ connection, token: token.value, origin });
      this.#test = found.ok
        ? { status: 'passed', words: found.value.said, of }
        : { status: 'failed', message: errorMessage(found.error), of };
    }
  }

  /** False when something has to be mended first. */
  async save(): Promise<boolean> {
    this.draft.leaveAll();
    const connection = this.draft.value;
    if (!connection) return false;
    await this.access.take();
    const saved = await this.connections.save(this.#target, connection);
    if (!saved.ok) this.#muster.notices.failed(saved.error);
    else {
      this.draft.settle(this.kept?.connection);
      this.#muster.notices.done('Connection saved', 'The next import offers to get the list from there.');
    }
    return saved.ok;
  }

  async forget(): Promise<void> {
    this.#muster.tokens.forget(this.#target);
    const forgotten: Result<undefined, AppError> = await this.connections.forget(this.#target);
    if (!forgotten.ok) return this.#muster.notices.failed(forgotten.error);
    this.draft.settle(undefined);
    this.#muster.notices.done('Connection forgotten', 'What was imported stays.');
  }

  get #tested(): string {
    return JSON.stringify(this.draft.typed);
  }
}

/** Its own, where the catalog knows how a system of that kind lets a browser in; else any. */
function formsFor(muster: PageMuster, target: ImportTarget): readonly [ConnectionForm, ...ConnectionForm[]] {
  const own =
    target.kind === 'accounts' ? catalogEntry(muster.app(target.appId)?.app.catalogId ?? '')?.connection : undefined;
  if (own) return [own];
  const [first = scimConnection, ...others] = CONNECTION_FORMS;
  return [first, ...others];
}
