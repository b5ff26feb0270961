import { proxy, type Remote } from 'comlink';
import type { AppError } from '../model/app-error';
import type { WorkspaceId } from '../model/ids';
import type { Result } from '../model/result';
import type { Workspace } from '../model/workspace';
import type { JobOutcome, OnProgress } from '../protocol/job';
import type { ProtectionApi, Protects, TokensThen, WipeReceipt } from '../protocol/protection-api';

/** What the engine is asked about passphrase, lock and wipe. Reports go through proxies of their own. */
export class ProtectionClient implements ProtectionApi {
  readonly #remote: Remote<ProtectionApi>;

  constructor(remote: Remote<ProtectionApi>) {
    this.#remote = remote;
  }

  protection(): Promise<Result<Protects, AppError>> {
    return this.#remote.protection();
  }

  unlockWorkspace(id: WorkspaceId, passphrase: string): Promise<Result<undefined, AppError>> {
    return this.#remote.unlockWorkspace(id, passphrase);
  }

  hasKeys(): Promise<boolean> {
    return this.#remote.hasKeys();
  }

  lockWorkspaces(): Promise<void> {
    return this.#remote.lockWorkspaces();
  }

  protectWorkspace(passphrase: string, onProgress: OnProgress, tokens?: TokensThen): Promise<JobOutcome<Workspace>> {
    return this.#remote.protectWorkspace(passphrase, proxy(onProgress), tokens);
  }

  unprotectWorkspace(passphrase: string, onProgress: OnProgress): Promise<JobOutcome<Workspace>> {
    return this.#remote.unprotectWorkspace(passphrase, proxy(onProgress));
  }

  changePassphrase(passphrase: string, next: string): Promise<Result<undefined, AppError>> {
    return this.#remote.changePassphrase(passphrase, next);
  }

  wipeWorkspace(id: WorkspaceId): Promise<Result<WipeReceipt, AppError>> {
    return this.#remote.wipeWorkspace(id);
  }
}
