import type { CommitTarget } from '../model/commit-target';
import type { FileFormat } from '../model/file-format';
import { OPERATION_KINDS, type OperationKind } from '../model/plan-operation';
import type { ManifestFormat } from '../plan/hand-over/manifest';

/** What no target reads: for people and tools of one's own. */
const FOR_NO_TARGET: ReadonlySet<string> = new Set<FileFormat | 'database'>([
  'crosswalk',
  'crosswalk-people',
  'plan-json',
  'plan-json-lines',
  'plan-people',
  'accounts-parquet',
  'database'
]);

/** A system that has no links to apps: a link is Muster's own knowledge, and nothing has to be said for it. */
const KEPT_HERE: Partial<Record<CommitTarget, readonly OperationKind[]>> = { scim: ['link', 'unlink'] };

/** Kinds of which none of the files for the target says anything. None where there is no such file. */
export function unsaidKinds(
  counts: Readonly<Record<OperationKind, number>>,
  formats: readonly Pick<ManifestFormat, 'format' | 'isInverse' | 'unsaid'>[],
  target: CommitTarget
): readonly OperationKind[] {
  const forTarget = formats.filter(({ format, isInverse }) => !isInverse && !FOR_NO_TARGET.has(format));
  if (forTarget.length === 0) return [];
  return OPERATION_KINDS.filter(
    (kind) =>
      counts[kind] > 0 &&
      !KEPT_HERE[target]?.includes(kind) &&
      forTarget.every(({ unsaid }) => (unsaid[kind] ?? 0) >= counts[kind])
  );
}
