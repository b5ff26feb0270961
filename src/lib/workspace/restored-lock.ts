import type { AppError } from '../model/app-error';
import { LEAST_PASSPHRASE_CHARS } from '../model/passphrase';
import { err, ok, type Result } from '../model/result';
import type { Workspace } from '../model/workspace';
import { makeWorkspaceVault, openWorkspaceVault, type StoredVault } from '../storage/vault';
import type { BackupSource, ReadBackup } from './backup-reading';
import { storedVault } from './protection-vault';
import type { RestoredLock } from './restore-contents';
import type { WorkspaceRegistry } from './workspace-registry';

interface Restoring {
  readonly source: BackupSource;
  readonly registry: WorkspaceRegistry;
}

type Lock = Promise<Result<RestoredLock | undefined, AppError>>;

const MISSING: AppError = { kind: 'passphrase-missing' };

/**
 * What a restored workspace is sealed under; undefined for none. A backup that is not sealed takes no protection away: in
 * the place of a protected workspace it is sealed as that one is.
 */
export function restoredLock(
  { source, registry }: Restoring,
  { lock }: ReadBackup,
  replaced: Workspace | undefined
): Lock {
  if (lock) return lockOfSealed(source, lock.keyId, registry);
  return replaced?.isProtected ? lockOfReplaced(source, replaced) : Promise.resolve(ok(undefined));
}

/**
 * The passphrase that was given, and a key of its own. Where a key at hand opened the file: the lock of the workspace whose
 * key it is, as it is today, since that of the file may have a passphrase that was changed since.
 */
async function lockOfSealed(
  { passphrase, known }: BackupSource,
  keyId: string | undefined,
  registry: WorkspaceRegistry
): Lock {
  if (passphrase !== undefined) return ok(await makeWorkspaceVault(passphrase));
  const keys = known.find((other) => other.keyId === keyId);
  const vault = keys && (await vaultWith(keys.keyId, registry));
  return vault ? ok({ vault, keys }) : err(MISSING);
}

async function vaultWith(keyId: string, registry: WorkspaceRegistry): Promise<StoredVault | undefined> {
  const all = await registry.list();
  if (!all.ok) return undefined;
  for (const workspace of all.value) {
    const vault = workspace.isProtected ? await storedVault(workspace) : undefined;
    if (vault?.protects === 'workspace' && vault.keyId === keyId) return vault;
  }
  return undefined;
}

/** Where the browser removed its data, and the lock with them, it gets a new one. */
async function lockOfReplaced({ passphrase, known }: BackupSource, replaced: Workspace): Lock {
  const vault = await storedVault(replaced);
  const isWhole = vault?.protects === 'workspace';
  const atHand = isWhole ? known.find(({ keyId }) => keyId === vault.keyId) : undefined;
  if (isWhole && atHand) return ok({ vault, keys: atHand });
  if (passphrase === undefined) return err(MISSING);
  if (!isWhole) {
    const isShort = passphrase.length < LEAST_PASSPHRASE_CHARS;
    return isShort
      ? err({ kind: 'passphrase-short', least: LEAST_PASSPHRASE_CHARS })
      : ok(await makeWorkspaceVault(passphrase));
  }
  const keys = await openWorkspaceVault(vault, passphrase);
  return keys ? ok({ vault, keys }) : err({ kind: 'passphrase-wrong' });
}
