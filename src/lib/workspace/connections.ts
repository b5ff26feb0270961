import type { AppError } from '../model/app-error';
import { connectionScope, tokenScope, type Connection, type KeptConnection } from '../model/connection';
import { asId, type AppId, type IdentityDomainId, type WorkspaceId } from '../model/ids';
import type { ImportTarget } from '../model/import-run';
import { LEAST_PASSPHRASE_CHARS } from '../model/passphrase';
import { err, ok, type Result } from '../model/result';
import { listId, type ListId } from '../storage/list-head';
import { makeVault, openVault, openWorkspaceVault, seal, unseal, type StoredVault } from '../storage/vault';
import { vaultOf, type StoredConnection } from '../storage/workspace-database';
import type { OpenWorkspace } from './open-workspace';

/**
 * How lists are reached in other systems. Tokens are kept sealed, and only while the passphrase is given are they opened:
 * that of a protected workspace was given before it could be opened.
 */
export class Connections {
  readonly #workspace: OpenWorkspace;
  /** Of a workspace whose tokens alone have a passphrase; in memory only, until the workspace is closed. */
  #ownKey: CryptoKey | undefined;

  constructor(workspace: OpenWorkspace) {
    this.#workspace = workspace;
  }

  async all(): Promise<Result<readonly KeptConnection[], AppError>> {
    const stored = await this.#workspace.db.connections.toArray();
    return ok(stored.map((one) => this.#kept(one)));
  }

  save(target: ImportTarget, connection: Connection): Promise<Result<KeptConnection, AppError>> {
    return this.#change(target, (id, known) => {
      const isTokenMeant = known !== undefined && tokenScope(known.connection) === tokenScope(connection);
      return { id, connection, sealedToken: isTokenMeant ? known.sealedToken : undefined };
    });
  }

  forget(target: ImportTarget): Promise<Result<undefined, AppError>> {
    const { db } = this.#workspace;
    return this.#workspace.change<undefined>(async () => {
      await this.#workspace.commit(() => db.connections.delete(listId(target)));
      return ok(undefined);
    });
  }

  async passphraseState(): Promise<'none' | 'locked' | 'open'> {
    if (this.#key()) return 'open';
    return (await this.#vault()) ? 'locked' : 'none';
  }

  async givePassphrase(passphrase: string): Promise<Result<undefined, AppError>> {
    const known = await this.#vault();
    if (!known) return this.#setPassphrase(passphrase);
    const key = this.#workspace.db.keys
      ? (await openWorkspaceVault(known, passphrase))?.tokens
      : await openVault(known, passphrase);
    if (!key) return err({ kind: 'passphrase-wrong' });
    this.#ownKey = key;
    return ok(undefined);
  }

  async sealToken(target: ImportTarget, token: string): Promise<Result<undefined, AppError>> {
    const key = this.#key();
    if (!key) return err({ kind: 'passphrase-missing' });
    const sealedToken = await seal(key, this.#owner(listId(target)), token);
    return this.#withToken(target, sealedToken);
  }

  async openToken(target: ImportTarget): Promise<Result<string | undefined, AppError>> {
    const id = listId(target);
    const stored = await this.#workspace.db.connections.get(id);
    if (!stored?.sealedToken) return ok(undefined);
    const key = this.#key();
    if (!key) return err({ kind: 'passphrase-missing' });
    const token = await unseal(key, this.#owner(id), stored.sealedToken);
    return token === undefined ? err({ kind: 'token-damaged' }) : ok(token);
  }

  forgetToken(target: ImportTarget): Promise<Result<undefined, AppError>> {
    return this.#withToken(target, undefined);
  }

  async #withToken(
    target: ImportTarget,
    sealedToken: StoredConnection['sealedToken']
  ): Promise<Result<undefined, AppError>> {
    const saved = await this.#change(target, (_, known) => known && { ...known, sealedToken });
    return saved.ok ? ok(undefined) : saved;
  }

  /** Reads the connection inside the change: two changes at once do not undo each other. */
  #change(
    target: ImportTarget,
    update: (id: ListId, known: StoredConnection | undefined) => StoredConnection | undefined
  ): Promise<Result<KeptConnection, AppError>> {
    const { db } = this.#workspace;
    const id = listId(target);
    return this.#workspace.change<KeptConnection>(async () => {
      if (!this.#isThere(target)) return err({ kind: 'not-found', what: 'What the connection belongs to' });
      const changed = update(id, await db.connections.get(id));
      if (!changed) return err({ kind: 'not-found', what: 'The connection' });
      await this.#workspace.commit(() => db.connections.put(changed));
      return ok(this.#kept(changed));
    });
  }

  #setPassphrase(passphrase: string): Promise<Result<undefined, AppError>> {
    return this.#workspace.change<undefined>(async () => {
      if (passphrase.length < LEAST_PASSPHRASE_CHARS)
        return err({ kind: 'passphrase-short', least: LEAST_PASSPHRASE_CHARS });
      const { vault, key } = await makeVault(passphrase);
      await this.#workspace.commit(() => this.#workspace.db.meta.put({ key: 'vault', value: vault }));
      this.#ownKey = key;
      return ok(undefined);
    });
  }

  #vault(): Promise<StoredVault | undefined> {
    return vaultOf(this.#workspace.db);
  }

  /** A protected workspace that is open has its own. */
  #key(): CryptoKey | undefined {
    return this.#workspace.db.keys?.tokens ?? this.#ownKey;
  }

  #owner(id: ListId): string {
    return tokenOwner(this.#workspace.workspace.id, id);
  }

  #isThere(target: ImportTarget): boolean {
    return target.kind === 'accounts'
      ? this.#workspace.app(target.appId) !== undefined
      : this.#workspace.domains.some(({ id }) => id === target.domainId);
  }

  #kept({ id, connection, sealedToken }: StoredConnection): KeptConnection {
    const { watermark } = this.#workspace.lists.head(id);
    return {
      target: targetOf(id),
      connection,
      watermark: watermark?.scope === connectionScope(connection) ? watermark : undefined,
      isTokenKept: sealedToken !== undefined
    };
  }
}

/** The same token sealed in another workspace, or for another list, opens nowhere else. */
export function tokenOwner(workspaceId: WorkspaceId, id: ListId): string {
  return `${workspaceId} ${id}`;
}

function targetOf(id: ListId): ImportTarget {
  const [kind, rest] = id.split(':');
  return kind === 'users'
    ? { kind: 'users', domainId: asId<IdentityDomainId>(rest) }
    : { kind: 'accounts', appId: asId<AppId>(rest) };
}
