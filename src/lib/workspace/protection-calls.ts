import type { AppError } from '../model/app-error';
import type { WorkspaceId } from '../model/ids';
import { err, ok, type Result } from '../model/result';
import type { ProtectionApi } from '../protocol/protection-api';
import { sweepListings } from '../storage/listing-store';
import { openWorkspaceVault } from '../storage/vault';
import { vaultOf } from '../storage/workspace-database';
import { BackupCalls } from './backup-calls';
import { changePassphrase, protects, protectWorkspace, unprotectWorkspace } from './protection';
import { storedVault } from './protection-vault';
import { wipeWorkspace } from './wipe-workspace';

/** The part of the engine's contract that is about who may read a workspace, and its end (protocol/protection-api.ts). */
export abstract class ProtectionCalls extends BackupCalls implements ProtectionApi {
  readonly protection: ProtectionApi['protection'] = () =>
    this.inSession(async ({ workspace }) => ok(protects(await vaultOf(workspace.db))));

  /** What is not locked opens with any passphrase: there is nothing that it could tell. */
  unlockWorkspace(id: WorkspaceId, passphrase: string): Promise<Result<undefined, AppError>> {
    return this.guarded(async () => {
      const known = await this.registry.find(id);
      if (!known.ok) return known;
      const vault = await storedVault(known.value);
      if (vault?.protects !== 'workspace') return ok(undefined);
      const keys = await openWorkspaceVault(vault, passphrase);
      if (!keys) return err({ kind: 'passphrase-wrong' });
      this.keys.set(id, keys);
      return ok(undefined);
    });
  }

  async hasKeys(): Promise<boolean> {
    return this.keys.size > 0;
  }

  async lockWorkspaces(): Promise<void> {
    this.closeSession();
    // Not overwritten: a change that is just being stored still seals by them.
    this.keys.clear();
  }

  readonly protectWorkspace: ProtectionApi['protectWorkspace'] = (passphrase, onProgress, tokens) =>
    this.job(async ({ workspace }) => {
      const done = await protectWorkspace({ workspace, registry: this.registry, passphrase, onProgress, tokens });
      if (!done.ok) return { status: 'failed', error: done.error };
      this.closeSessionOf(workspace);
      this.keys.set(done.value.workspace.id, done.value.keys);
      // Of lists that were on their way from a system before there was a passphrase.
      void sweepListings(this.locks);
      return { status: 'done', value: done.value.workspace };
    });

  readonly unprotectWorkspace: ProtectionApi['unprotectWorkspace'] = (passphrase, onProgress) =>
    this.job(async ({ workspace }) => {
      const done = await unprotectWorkspace({ workspace, registry: this.registry, passphrase, onProgress });
      if (!done.ok) return { status: 'failed', error: done.error };
      this.closeSessionOf(workspace);
      this.keys.delete(done.value.id);
      return { status: 'done', value: done.value };
    });

  readonly changePassphrase: ProtectionApi['changePassphrase'] = (passphrase, next) =>
    this.inSession(({ workspace }) => changePassphrase(workspace, passphrase, next));

  /** The writing tab is this one or none; a session that only reads stays open where it is refused. */
  readonly wipeWorkspace: ProtectionApi['wipeWorkspace'] = (id) =>
    this.guarded(async () => {
      const open = this.session?.workspace;
      const isOpen = open?.workspace.id === id;
      if (isOpen && open.access === 'reader') return err({ kind: 'workspace-read-only' });
      if (isOpen) this.closeSession();
      const wiped = await wipeWorkspace({ id, registry: this.registry, locks: this.locks, wasWriter: isOpen });
      if (wiped.ok) this.keys.delete(id);
      return wiped;
    });

  async removeWorkspace(id: WorkspaceId): Promise<Result<undefined, AppError>> {
    const wiped = await this.wipeWorkspace(id);
    return wiped.ok ? ok(undefined) : wiped;
  }
}
