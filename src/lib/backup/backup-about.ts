import type { WorkspaceId } from '../model/ids';
import type { Workspace } from '../model/workspace';

/** The first frame: where the contents come from. No part of what the content hash is over. */
export interface BackupAbout {
  readonly workspaceId: WorkspaceId;
  readonly workspaceName: string;
  readonly kind: Workspace['kind'];
  readonly madeAt: number;
  readonly musterVersion: string;
  /** Of the workspace's tables. */
  readonly format: number;
  /** Keys and indexes of each table that holds rows, as Dexie writes them: what they mean is said by the format. */
  readonly tables: Readonly<Record<string, string>>;
  /** What is not in it though it was in the workspace: files to be chosen, tokens to be given again. */
  readonly leftOut: { readonly sources: number; readonly tokens: number };
}

/** The last frame. */
export interface BackupEnd {
  readonly entries: number;
  /** Of all entries, before they were packed. */
  readonly rawBytes: number;
  readonly contentHash: string;
}

export function writeJson(value: BackupAbout | BackupEnd): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** Undefined for what no writer writes. */
export function readAbout(bytes: Uint8Array): BackupAbout | undefined {
  const said = parsed(bytes);
  const isAbout =
    isText(said.workspaceId) &&
    isText(said.workspaceName) &&
    (said.kind === 'real' || said.kind === 'sample') &&
    isCount(said.madeAt) &&
    isText(said.musterVersion) &&
    isCount(said.format) &&
    isSchemas(said.tables) &&
    isLeftOut(said.leftOut);
  // Every field was looked at.
  return isAbout ? (said as unknown as BackupAbout) : undefined;
}

export function readEnd(bytes: Uint8Array): BackupEnd | undefined {
  const { entries, rawBytes, contentHash } = parsed(bytes);
  if (!isCount(entries) || !isCount(rawBytes) || typeof contentHash !== 'string') return undefined;
  return { entries, rawBytes, contentHash };
}

function parsed(bytes: Uint8Array): Record<string, unknown> {
  try {
    const said: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return asRecord(said);
  } catch {
    return {};
  }
}

/** Own fields only, whatever they are called. */
function asRecord(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.assign(Object.create(null), value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.length > 0;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

const TABLE = /^[a-z]\w{0,63}$/i;
const SCHEMA = /^[\w.+[\]&*, ]*$/;

function isSchemas(value: unknown): boolean {
  const schemas = Object.entries(asRecord(value));
  return (
    schemas.length > 0 &&
    schemas.every(
      ([name, schema]) => TABLE.test(name) && !(name in {}) && typeof schema === 'string' && SCHEMA.test(schema)
    )
  );
}

function isLeftOut(value: unknown): boolean {
  const { sources, tokens } = asRecord(value);
  return isCount(sources) && isCount(tokens);
}
