import type { CommitTarget } from '../../model/commit-target';
import type { FileFormat } from '../../model/file-format';
import type { OperationKind } from '../../model/plan-operation';
import type { WrittenFile } from './file-ledger';

/** Lies beside the files, whatever they are. */
export const MANIFEST_PATH = 'manifest.json';

/** What was handed over, of what, and when: what a signature rests on. */
export interface Manifest {
  readonly musterVersion: string;
  /** In UTC, as `Date.toISOString` writes it. */
  readonly createdAt: string;
  readonly domain: string;
  /** Undefined for a plan of the whole domain. */
  readonly app: string | undefined;
  /** Undefined where the files are for no target. */
  readonly target: CommitTarget | undefined;
  /** Of the plan, what is excluded left out. */
  readonly counts: Readonly<Partial<Record<OperationKind, number>>>;
  /** Those in force, as people read them. */
  readonly rules: readonly string[];
  readonly formats: readonly ManifestFormat[];
}

export interface ManifestFormat {
  /** `database`: both lists, the rules and the query that computes the situations. */
  readonly format: FileFormat | 'database';
  /** What takes the plan back, in the same format. */
  readonly isInverse: boolean;
  readonly written: number;
  /** Operations for which the format has no words, by kind. */
  readonly unsaid: Readonly<Partial<Record<OperationKind, number>>>;
  /** What the person has to know who hands the files over. */
  readonly notes: readonly string[];
  readonly files: readonly WrittenFile[];
}

/** JSON with two blanks, its own format named first. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify({ format: 'muster-manifest', version: 1, ...manifest }, undefined, 2)}\n`;
}
