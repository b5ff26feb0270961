import { asId, type WorkspaceId } from '../model/ids';
import type { PutOff } from './backup-rule';

const STORAGE_KEY = 'muster-backup-later';

/** Which workspaces' reminders were put off. Kept beside the data, so that a reload does not nag: ids and counts alone. */
export class BackupPutOffs {
  #all: Readonly<Record<string, PutOff>>;

  constructor() {
    this.#all = read();
  }

  of(id: WorkspaceId): PutOff | undefined {
    return Object.hasOwn(this.#all, id) ? this.#all[id] : undefined;
  }

  put(id: WorkspaceId, putOff: PutOff): void {
    this.#set({ ...this.#all, [id]: putOff });
  }

  /** Of workspaces that are no longer here nothing is kept. */
  keepOnly(ids: ReadonlySet<WorkspaceId>): void {
    const entries = Object.entries(this.#all);
    const kept = entries.filter(([id]) => ids.has(asId<WorkspaceId>(id)));
    if (kept.length < entries.length) this.#set(Object.fromEntries(kept));
  }

  #set(all: Readonly<Record<string, PutOff>>): void {
    this.#all = all;
    try {
      localStorage.setItem(STORAGE_KEY, JSON.stringify(this.#all));
    } catch (cause) {
      // Site data may be forbidden: then it is put off as long as the page is there.
      if (!(cause instanceof DOMException)) throw cause;
    }
  }
}

function read(): Readonly<Record<string, PutOff>> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}');
    const entries = typeof found === 'object' && found !== null ? Object.entries(found) : [];
    return Object.fromEntries(entries.filter((entry): entry is [string, PutOff] => isPutOff(entry[1])));
  } catch {
    // Forbidden, or not ours: nothing was put off.
    return {};
  }
}

function isPutOff(found: unknown): found is PutOff {
  if (typeof found !== 'object' || found === null) return false;
  return 'changes' in found && typeof found.changes === 'number' && 'at' in found && typeof found.at === 'number';
}
