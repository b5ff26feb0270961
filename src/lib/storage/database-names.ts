import Dexie from 'dexie';
import { asId, type WorkspaceId } from '../model/ids';

const PREFIX = 'muster-workspace-';

/** Whose database it is, by the names that workspace-database.ts gives; undefined for others. */
export function ownerOf(database: string): WorkspaceId | undefined {
  if (!database.startsWith(PREFIX)) return undefined;
  return asId<WorkspaceId>(database.slice(PREFIX.length).split('+')[0]);
}

/** All workspace databases of this device: those that are in use, and what replacements left behind. */
export async function workspaceDatabases(): Promise<readonly string[]> {
  const names = await Dexie.getDatabaseNames();
  return names.filter((name) => ownerOf(name) !== undefined);
}

/** Every one that holds, held or was to hold the workspace. */
export async function databasesOf(id: WorkspaceId): Promise<readonly string[]> {
  return (await workspaceDatabases()).filter((name) => ownerOf(name) === id);
}
