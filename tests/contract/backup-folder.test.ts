import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { WorkspaceId } from '../../src/lib/model/ids';
import { BackupWriter } from '../../src/lib/backup/backup-writer';
import { makeWorkspaceVault } from '../../src/lib/storage/vault';
import { backUpToFolder } from '../../src/lib/workspace/backup-folder';
import { checkBackup } from '../../src/lib/workspace/backup-reading';
import { done, fakeLocks, openWithApp, stage, startEngine } from '../fixtures/engine';
import { openSession } from '../fixtures/open-session';

const SEALED = { passphrase: undefined, known: [], onProgress: () => undefined };

/** A folder in memory. `refuse` is asked before each thing that is done in it. */
class FakeFolder {
  readonly name = 'Backups';
  readonly files = new Map<string, Blob>();
  refuse: (what: 'write' | 'open' | 'read' | 'list') => string | undefined = () => undefined;
  damage: (file: Blob) => Blob = (file) => file;

  getFileHandle(name: string, { create = false } = {}) {
    this.#ask('open');
    if (!this.files.has(name) && !create) throw new DOMException('not there', 'NotFoundError');
    if (!this.files.has(name)) this.files.set(name, new Blob([]));
    return Promise.resolve(this.#handle(name));
  }

  removeEntry(name: string): Promise<void> {
    this.files.delete(name);
    return Promise.resolve();
  }

  async *values() {
    this.#ask('list');
    for (const name of [...this.files.keys()]) yield await Promise.resolve(this.#handle(name));
  }

  #handle(name: string) {
    return {
      kind: 'file',
      name,
      getFile: () => {
        this.#ask('read');
        return Promise.resolve(this.files.get(name));
      },
      createWritable: () => {
        const parts: BlobPart[] = [];
        return Promise.resolve({
          write: async (bytes: Uint8Array<ArrayBuffer>) => {
            this.#ask('write');
            parts.push(bytes.slice());
          },
          close: async () => void this.files.set(name, this.damage(new Blob(parts))),
          abort: async () => undefined
        });
      }
    };
  }

  #ask(what: Parameters<FakeFolder['refuse']>[0]): void {
    const refusal = this.refuse(what);
    if (refusal) throw new DOMException('refused', refusal);
  }
}

async function openFolder() {
  const locks = fakeLocks();
  const engine = startEngine(locks);
  const ids = await openWithApp(engine, `Alder ${crypto.randomUUID()}`);
  await (await stage(engine, { kind: 'users', domainId: ids.domainId }, 'username\nann\n')).commit();
  const { workspace } = await openSession(engine, locks);
  const folder = new FakeFolder();
  // As much of a handle as is used.
  const handle = folder as unknown as FileSystemDirectoryHandle;
  return { workspace, folder, write: () => backUpToFolder({ workspace, folder: handle, onProgress: () => undefined }) };
}

describe('backups in a folder', () => {
  test('are read back whole, and told as such', async () => {
    const { folder, write } = await openFolder();
    const note = done(await write());
    const file = folder.files.get(note.fileName);
    if (!file) throw new Error('It is not there.');
    expect(note).toMatchObject({ to: 'folder', folderName: folder.name, wasReadBack: true, bytes: file.size });
    expect(done(await checkBackup({ file, ...SEALED })).contentHash).toBe(note.contentHash);
  });

  test('the newest five of this workspace stay; what is of others, or no backup, is left alone', async () => {
    const one = await openFolder();
    const other = await openFolder();
    const strange = done(await other.write()).fileName;
    const file = other.folder.files.get(strange);
    if (!file) throw new Error('It is not there.');
    one.folder.files.set('others.muster', file);
    one.folder.files.set('broken.muster', new Blob(['broken']));
    one.folder.files.set('list.csv', new Blob(['id']));
    const written: string[] = [];
    for (let i = 0; i < 8; i++) written.push(done(await one.write()).fileName);
    const names = [...one.folder.files.keys()];
    expect(names).toEqual(expect.arrayContaining(['others.muster', 'broken.muster', 'list.csv']));
    expect(names).toHaveLength(8);
    expect(names).toContain(written[7]);
  });

  test('what a browser that ended left empty is swept, once it is old; what is empty and named otherwise stays', async () => {
    const { workspace, folder, write } = await openFolder();
    const { name } = workspace.workspace;
    const empty = (fileName: string, lastModified: number) =>
      folder.files.set(fileName, new File([], fileName, { lastModified }));
    empty(`${name} 2026-01-02 03.04 (2).muster`, 1);
    empty(`${name} 2026-01-02 03.04.muster`, Date.now());
    empty('Others 2026-01-02 03.04.muster', 1);
    const { fileName } = done(await write());
    expect([...folder.files.keys()].toSorted()).toEqual(
      [`${name} 2026-01-02 03.04.muster`, 'Others 2026-01-02 03.04.muster', fileName].toSorted()
    );
  });

  test('sealed under an earlier key, its own count among the five; those of others do not', async () => {
    const { workspace, folder, write } = await openFolder();
    const sealedBackup = async (workspaceId: string, lastModified: number) => {
      const { vault, keys } = await makeWorkspaceVault('an earlier passphrase', 1000);
      const parts: BlobPart[] = [];
      const about = {
        workspaceId: workspaceId as WorkspaceId,
        workspaceName: workspace.workspace.name,
        kind: 'real',
        madeAt: lastModified,
        musterVersion: '1',
        format: 6,
        tables: { apps: 'id' },
        leftOut: { sources: 0, tokens: 0 }
      } as const;
      const seal = { lock: vault, keyOf: (id: string) => keys.backup(id) };
      const writer = await BackupWriter.start(async (bytes) => void parts.push(bytes), about, seal);
      await writer.finish();
      return new File(parts, 'sealed', { lastModified });
    };
    for (let i = 1; i <= 6; i++) folder.files.set(`own ${i}.muster`, await sealedBackup(workspace.workspace.id, i));
    folder.files.set('strange.muster', await sealedBackup('another', 1));
    const { fileName } = done(await write());
    const kept = ['own 3', 'own 4', 'own 5', 'own 6', 'strange'].map((name) => `${name}.muster`);
    expect([...folder.files.keys()].toSorted()).toEqual([...kept, fileName].toSorted());
  });

  test('what cannot be looked at or removed is no reason to fail', async () => {
    const { folder, write } = await openFolder();
    for (let i = 0; i < 5; i++) done(await write());
    folder.removeEntry = () => Promise.reject(new TypeError('no longer'));
    expect(await write()).toMatchObject({ status: 'done' });
    folder.refuse = (what) => (what === 'list' ? 'NotReadableError' : undefined);
    expect(await write()).toMatchObject({ status: 'done' });
  });

  test.each([
    ['open', 'NotFoundError', 'backup-folder-gone'],
    ['open', 'NotAllowedError', 'backup-folder-permission'],
    ['write', 'QuotaExceededError', 'storage-full'],
    ['read', 'NotFoundError', 'backup-folder-gone']
  ] as const)('where it cannot %s (%s): %s, and nothing half is left', async (what, name, kind) => {
    const { folder, write } = await openFolder();
    let opens = 0;
    // A file that is not there yet is no failure.
    folder.refuse = (asked) =>
      asked === what && (what !== 'open' || name !== 'NotFoundError' || ++opens > 1) ? name : undefined;
    expect(await write()).toMatchObject({ status: 'failed', error: { kind } });
    expect(folder.files.size).toBe(0);
  });

  test('one that does not read back as it was written is none', async () => {
    const { folder, write } = await openFolder();
    const kept = done(await write()).fileName;
    folder.damage = (file) => file.slice(0, file.size - 40);
    expect(await write()).toMatchObject({ status: 'failed', error: { kind: 'backup-not-verified' } });
    expect([...folder.files.keys()]).toEqual([kept]);
  });
});
