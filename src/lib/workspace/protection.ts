import type { AppError } from '../model/app-error';
import { isUnderWay } from '../model/import-run';
import { LEAST_PASSPHRASE_CHARS } from '../model/passphrase';
import { err, ok, type Result } from '../model/result';
import type { Workspace } from '../model/workspace';
import type { OnProgress } from '../protocol/job';
import type { Protects, TokensThen } from '../protocol/protection-api';
import { backupNoteOf, backupNoteRow } from '../storage/backup-note-row';
import {
  makeVault,
  makeWorkspaceVault,
  openVault,
  openWorkspaceVault,
  rewrapVault,
  type StoredVault
} from '../storage/vault';
import { vaultOf, WORKSPACE_FORMAT, WorkspaceDatabase } from '../storage/workspace-database';
import type { WorkspaceKeys } from '../storage/workspace-keys';
import type { OpenWorkspace } from './open-workspace';
import { ProgressReport } from './progress-report';
import { countContents, passContents, type Side } from './protection-contents';
import type { WorkspaceRegistry } from './workspace-registry';

const WRONG: AppError = { kind: 'passphrase-wrong' };
const SHORT: AppError = { kind: 'passphrase-short', least: LEAST_PASSPHRASE_CHARS };

/** What a workspace is written anew under. */
interface Lock {
  readonly vault: StoredVault | undefined;
  readonly keys: WorkspaceKeys | undefined;
  readonly tokens: CryptoKey | undefined;
}

export interface Rewriting {
  readonly workspace: OpenWorkspace;
  readonly registry: WorkspaceRegistry;
  readonly passphrase: string;
  readonly onProgress: OnProgress;
  /** What becomes of tokens that have a passphrase of their own; missing: kept. */
  readonly tokens?: TokensThen | undefined;
}

export function protects(vault: StoredVault | undefined): Protects {
  return vault ? (vault.protects ?? 'tokens') : 'nothing';
}

/** Gives the keys too: who sets a passphrase has given it. */
export function protectWorkspace(
  rewriting: Rewriting
): Promise<Result<{ readonly workspace: Workspace; readonly keys: WorkspaceKeys }, AppError>> {
  const { workspace, passphrase, tokens } = rewriting;
  return settled(workspace, async () => {
    const known = await vaultOf(workspace.db);
    if (known?.protects === 'workspace') return err({ kind: 'safety-already-protected' });
    const kept = tokens === 'forget' ? undefined : known;
    const ownTokens = kept && (await openVault(kept, passphrase));
    if (kept && !ownTokens) return err(WRONG);
    if (passphrase.length < LEAST_PASSPHRASE_CHARS) return err(SHORT);
    const { vault, keys } = await makeWorkspaceVault(passphrase);
    const lock = { vault, keys, tokens: keys.tokens };
    return ok({ workspace: await writtenAnew(rewriting, ownTokens, lock), keys });
  });
}

/** Tokens keep the passphrase, where there are any. */
export function unprotectWorkspace(rewriting: Rewriting): Promise<Result<Workspace, AppError>> {
  const { workspace, passphrase } = rewriting;
  return settled(workspace, async () => {
    const known = await vaultOf(workspace.db);
    if (known?.protects !== 'workspace') return err({ kind: 'nothing-to-do' });
    const keys = await openWorkspaceVault(known, passphrase);
    if (!keys) return err(WRONG);
    const connections = await workspace.db.connections.toArray();
    const isKept = connections.some(({ sealedToken }) => sealedToken);
    const own = isKept ? await makeVault(passphrase) : undefined;
    return ok(await writtenAnew(rewriting, keys.tokens, { vault: own?.vault, keys: undefined, tokens: own?.key }));
  });
}

/** One row of `meta`, and nothing that was sealed. */
export function changePassphrase(
  workspace: OpenWorkspace,
  passphrase: string,
  next: string
): Promise<Result<undefined, AppError>> {
  return workspace.change<undefined>(async () => {
    if (next.length < LEAST_PASSPHRASE_CHARS) return err(SHORT);
    const known = await vaultOf(workspace.db);
    if (!known) return err({ kind: 'passphrase-missing' });
    const value = await rewrapVault(known, passphrase, next);
    if (!value) return err(WRONG);
    await workspace.commit(() => workspace.db.meta.put({ key: 'vault', value }));
    return ok(undefined);
  });
}

/**
 * Nothing else is changed meanwhile; an import that is under way would be cut off. Other tabs are told by what writes the
 * database anew, so this is no change to be announced.
 */
function settled<Value>(
  workspace: OpenWorkspace,
  work: () => Promise<Result<Value, AppError>>
): Promise<Result<Value, AppError>> {
  const rewrite = () => {
    workspace.isBeingReplaced = true;
    return work().finally(() => (workspace.isBeingReplaced = false));
  };
  return workspace.change(async () => {
    const targets = [
      ...workspace.domains.map(({ id }) => ({ kind: 'users' as const, domainId: id })),
      ...workspace.apps.map(({ id }) => ({ kind: 'accounts' as const, appId: id }))
    ];
    const runs = targets.flatMap((target) => workspace.runs(target));
    return runs.some(isUnderWay) ? err({ kind: 'import-busy' }) : rewrite();
  }, 'journal');
}

/** Read back by the passphrase, as a person would open it: what cannot be opened so never takes the place of anything. */
async function writtenAnew(
  { workspace, registry, passphrase, onProgress }: Rewriting,
  tokens: CryptoKey | undefined,
  lock: Lock
): Promise<Workspace> {
  const { id } = workspace.workspace;
  const from: Side = { db: workspace.db, workspaceId: id, tokens };
  const total = await countContents(from);
  const report = new ProgressReport(onProgress);
  const passing = (phase: 'saving' | 'checking') => {
    let done = 0;
    return (count: number) => report.report({ phase, done: (done += count), total, rows: done });
  };
  let written = '';
  return registry.replaceDatabase({
    workspace: workspace.workspace,
    changes: { isProtected: lock.keys !== undefined },
    fill: (name) =>
      inDatabase(name, lock.keys, async (db) => {
        await writeMeta(workspace.db, db, lock.vault);
        written = await passContents(from, { db, workspaceId: id, tokens: lock.tokens }, passing('saving'));
      }),
    check: (name) =>
      inDatabase(name, undefined, async (db) => {
        const side = await opened(db, id, passphrase);
        if ((await passContents(side, undefined, passing('checking'))) !== written)
          throw new Error('What was written does not read back as it was.');
      })
  });
}

/** With what the database itself says of its lock. */
async function opened(db: WorkspaceDatabase, workspaceId: Workspace['id'], passphrase: string): Promise<Side> {
  const vault = await vaultOf(db);
  if (vault?.protects === 'workspace') {
    db.keys = await openWorkspaceVault(vault, passphrase);
    if (!db.keys) throw new Error('The new lock does not open.');
    return { db, workspaceId, tokens: db.keys.tokens };
  }
  return { db, workspaceId, tokens: vault && (await openVault(vault, passphrase)) };
}

/** The writer is who opens it next. */
async function writeMeta(
  from: WorkspaceDatabase,
  to: WorkspaceDatabase,
  vault: StoredVault | undefined
): Promise<void> {
  const note = await backupNoteOf(from);
  const backup = note && (await backupNoteRow(note, to.keys));
  await to.meta.bulkPut([
    { key: 'format', value: WORKSPACE_FORMAT },
    ...(vault ? [{ key: 'vault' as const, value: vault }] : []),
    ...(backup ? [backup] : [])
  ]);
}

async function inDatabase(
  name: string,
  keys: WorkspaceKeys | undefined,
  work: (db: WorkspaceDatabase) => Promise<void>
): Promise<void> {
  const db = new WorkspaceDatabase(name, keys);
  try {
    await work(db);
  } finally {
    db.close();
  }
}
