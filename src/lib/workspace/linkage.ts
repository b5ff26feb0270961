import { beginsWith } from '../engine/begins-with';
import type { RecordSet } from '../engine/record-set';
import type { Segment } from '../engine/segment';
import type { App } from '../model/app';
import type { AppError } from '../model/app-error';
import type { Attribute } from '../model/attribute';
import type { AppId } from '../model/ids';
import { err, ok, type Result } from '../model/result';
import type { LinkageApi, LinkageEvidence, LinkedList, StartedLinkage } from '../protocol/linkage-api';
import { PROTOCOL_VERSION } from '../protocol/version';
import { breathe } from './breathe';
import { comparedAttributes, copyColumns } from './linked-columns';
import { evidenceFor, type EvidenceNow } from './linkage-evidence';
import type { OpenWorkspace } from './open-workspace';

/** Apps of one domain whose accounts the worker holds at a time: the one that is looked at, others that are scored. */
const MOST_OPEN = 3;

/** What the worker was told of an app. While it is the same one, answers are about these lists. */
export interface OpenedApp {
  readonly app: App;
  readonly users: RecordSet;
  readonly accounts: RecordSet;
  readonly knownKey: string;
  readonly learntKey: string;
  readonly lists: { readonly users: LinkedList; readonly accounts: LinkedList };
}

/** A worker that answers, and what it holds. */
interface Running {
  readonly worker: StartedLinkage;
  /** Per choice of columns. */
  readonly numbers: Map<string, WeakMap<Segment, number>>;
  readonly held: Set<number>;
  /** In the order in which they were asked about. */
  readonly opened: Map<AppId, OpenedApp>;
}

const CLOSED: AppError = { kind: 'workspace-missing' };

/**
 * The engine's side of the linkage worker, which is started when users are first to be ranked, brought up to date when lists
 * have changed, and ended with the workspace. One that died is started anew by the next question.
 *
 * Cost: a copy of what is compared, about 100 bytes per record, and of segments that changed since; a segment at a time, so
 * that other calls get in between.
 */
export class Linkage {
  readonly #workspace: OpenWorkspace;
  readonly #start: () => StartedLinkage;
  readonly #ended: Promise<string>;
  #tellEnded: (cause: string) => void = () => undefined;
  #isEnded = false;
  #running: Promise<Result<Running, AppError>> | undefined;
  /** The same, once it was begun. */
  #current: Running | undefined;
  #evidence: { readonly of: readonly unknown[]; readonly found: EvidenceNow } | undefined;
  #nextNumber = 1;
  #lastOpening: Promise<unknown> = Promise.resolve();

  constructor(workspace: OpenWorkspace, start: () => StartedLinkage) {
    this.#workspace = workspace;
    this.#start = start;
    this.#ended = new Promise((resolve) => (this.#tellEnded = resolve));
  }

  /** The worker has the app's lists as they are now. `learnt`: whether what it learns from has to be as it is now, too. */
  open(app: App, learnt: 'now' | 'as-before'): Promise<Result<OpenedApp, AppError>> {
    const opening = this.#lastOpening.then(() => this.#open(app, learnt));
    this.#lastOpening = opening.catch(() => undefined);
    return opening;
  }

  /**
   * Whether it need not be opened to ask about one account: it is as it was, but for users who were made since. To have those
   * as well takes seconds at a million users.
   */
  async isAtHand(app: App): Promise<'as-it-is' | 'older' | 'no'> {
    const opened = this.#running && this.#current?.opened.get(app.id);
    if (!opened) return 'no';
    const { accounts, users } = await this.#listsOf(app);
    const found = await this.#evidenceOf(app);
    if (opened.accounts !== accounts || opened.knownKey !== found.knownKey) return 'no';
    if (opened.users === users) return 'as-it-is';
    return beginsWith(users, opened.users) ? 'older' : 'no';
  }

  /** Asks about an app as it was opened. */
  async ask<Value>(question: (api: LinkageApi) => Promise<Value>): Promise<Result<Value, AppError>> {
    const running = await this.#begun();
    return running.ok ? this.#answer(running.value, question) : running;
  }

  /** Whether answers are still about these lists and this evidence. Who asks needs the app: it is not closed for others. */
  isCurrent(opened: OpenedApp): boolean {
    const { id } = opened.app;
    if (!this.#running || this.#current?.opened.get(id) !== opened) return false;
    this.#current.opened.delete(id);
    this.#current.opened.set(id, opened);
    return true;
  }

  /** Nothing of the lists stays anywhere. */
  end(): void {
    this.#isEnded = true;
    this.#tellEnded('The workspace was closed.');
    if (this.#running) this.#current?.worker.end();
    this.#running = undefined;
  }

  async #open(app: App, learnt: 'now' | 'as-before'): Promise<Result<OpenedApp, AppError>> {
    const begun = await this.#begun();
    if (!begun.ok) return begun;
    const running = begun.value;
    const { accounts, users } = await this.#listsOf(app);
    const before = running.opened.get(app.id);
    const found = await this.#evidenceOf(app);
    const learntKey = before && learnt === 'as-before' ? before.learntKey : found.learntKey;
    const isSame =
      before?.users === users &&
      before.accounts === accounts &&
      before.knownKey === found.knownKey &&
      before.learntKey === learntKey;
    if (isSame) return ok(before);
    return this.#tell(running, { app, users, accounts, knownKey: found.knownKey, learntKey: found.learntKey }, found);
  }

  async #listsOf({ id, domainId }: App): Promise<{ readonly accounts: RecordSet; readonly users: RecordSet }> {
    const { lists } = this.#workspace;
    const [accounts, users] = await Promise.all([lists.accounts(id), lists.users(domainId)]);
    return { accounts: accounts.records, users: users.records };
  }

  /** Looked for anew after a decision, an import, a setting. */
  async #evidenceOf(app: App): Promise<EvidenceNow> {
    const { history, apps, domains } = this.#workspace;
    const of = [app.id, history.revision, apps, domains];
    if (this.#evidence?.of.every((part, i) => part === of[i])) return this.#evidence.found;
    const found = await evidenceFor(this.#workspace, app);
    this.#evidence = { of, found };
    return found;
  }

  async #tell(
    running: Running,
    next: Omit<OpenedApp, 'lists'>,
    evidence: EvidenceNow
  ): Promise<Result<OpenedApp, AppError>> {
    const { app, users, accounts } = next;
    const before = running.opened.get(app.id);
    const made = await this.#makeRoom(running, app);
    if (!made.ok) return made;
    const userList = await this.#send(running, users, comparedAttributes(users, accounts));
    if (!userList.ok) return userList;
    const accountList = await this.#send(running, accounts, comparedAttributes(accounts, users));
    if (!accountList.ok) return accountList;
    const isKnownSame = before !== undefined && before.knownKey === next.knownKey;
    const known = isKnownSame ? ok(undefined) : await this.#sendKnown(running, users, evidence);
    if (!known.ok) return known;
    const opened: OpenedApp = { ...next, lists: { users: userList.value, accounts: accountList.value } };
    const told = await this.#answer(running, (api) =>
      api.open({ appId: app.id, ...opened.lists }, { known: known.value, learnt: evidence.learnt })
    );
    if (!told.ok) return told;
    running.opened.delete(app.id);
    running.opened.set(app.id, opened);
    forgetUnused(running);
    return ok(opened);
  }

  /** Users of one domain at a time, and few apps. */
  async #makeRoom(running: Running, app: App): Promise<Result<undefined, AppError>> {
    const others = [...running.opened.values()].filter((opened) => opened.app.id !== app.id);
    const kept = others.filter((opened) => opened.app.domainId === app.domainId).slice(1 - MOST_OPEN);
    for (const opened of others.filter((each) => !kept.includes(each))) {
      const closed = await this.#answer(running, (api) => api.close(opened.app.id));
      if (!closed.ok) return closed;
      running.opened.delete(opened.app.id);
    }
    return ok(undefined);
  }

  async #sendKnown(
    running: Running,
    users: RecordSet,
    { known }: EvidenceNow
  ): Promise<Result<LinkageEvidence['known'], AppError>> {
    const sent = [];
    for (const { appName, records, owners } of known) {
      const accounts = await this.#send(running, records, comparedAttributes(records, users));
      if (!accounts.ok) return accounts;
      sent.push({ appName, accounts: accounts.value, owners });
    }
    return ok(sent);
  }

  /** Segments that are not there yet. */
  async #send(
    running: Running,
    records: RecordSet,
    attributes: readonly Attribute[]
  ): Promise<Result<LinkedList, AppError>> {
    const name = attributes.join('\n');
    const numbers = running.numbers.get(name) ?? new WeakMap<Segment, number>();
    running.numbers.set(name, numbers);
    const list: number[] = [];
    for (const segment of records.segments) {
      const number = numbers.get(segment) ?? this.#nextNumber++;
      list.push(number);
      if (running.held.has(number)) continue;
      const buffer = copyColumns(segment, attributes);
      const sent = await this.#answer(running, (api) => api.addSegments([{ number, buffer }]));
      if (!sent.ok) return sent;
      numbers.set(segment, number);
      running.held.add(number);
      await breathe();
    }
    return ok(list);
  }

  #begun(): Promise<Result<Running, AppError>> {
    if (this.#isEnded) return Promise.resolve(err(CLOSED));
    this.#running ??= this.#begin();
    return this.#running;
  }

  async #begin(): Promise<Result<Running, AppError>> {
    const worker = this.#start();
    const running: Running = { worker, numbers: new Map(), held: new Set(), opened: new Map() };
    this.#current = running;
    const version = await this.#answer(running, (api) => api.hello());
    if (version.ok && version.value === PROTOCOL_VERSION) return ok(running);
    worker.end();
    this.#running = undefined;
    return version.ok ? err({ kind: 'version-mismatch' }) : version;
  }

  /** What broke it, or its own mistake, is a value; another one is started by the next question. */
  async #answer<Value>(
    running: Running,
    question: (api: LinkageApi) => Promise<Value>
  ): Promise<Result<Value, AppError>> {
    const { worker } = running;
    const stopped = (cause: string) => err<AppError>({ kind: 'suggestions-stopped', cause });
    const answer = await Promise.race([
      question(worker.api).then(ok, (error: unknown) => stopped(String(error))),
      worker.broken.then(stopped),
      this.#ended.then(() => err(CLOSED))
    ]);
    if (answer.ok || this.#isEnded) return answer;
    worker.end();
    if (this.#current === running) this.#running = undefined;
    return answer;
  }
}

/** As the worker does. */
function forgetUnused({ held, opened }: Running): void {
  const used = new Set([...opened.values()].flatMap(({ lists }) => [...lists.users, ...lists.accounts]));
  for (const number of held) if (!used.has(number)) held.delete(number);
}
