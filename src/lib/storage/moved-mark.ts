import type { Workspace } from '../model/workspace';

/**
 * Where a workspace went that was written anew as a whole. With this mark in it a database is written to by no program
 * any more; earlier ones see a later format.
 *
 * [Note: the mark decides] The new database was read back before the old one is marked, in one transaction that also finds
 * that nobody else had the writing meanwhile. From then on the new one is the workspace. The registry follows at once, or
 * when the old one is next looked at (workspace/current-database.ts).
 */
export interface MovedMark {
  readonly database: string;
  /** What else changes of the workspace's entry. */
  readonly changes: Partial<Workspace>;
}
