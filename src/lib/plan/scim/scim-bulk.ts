import type { OperationKind } from '../../model/plan-operation';
import { OperationTally } from '../hand-over/operation-tally';
import type { FilePiece, OperationSource, WriteOptions, WriteTally } from '../plan-file';
import { unknownIdNotes } from '../known-id';
import { BulkFiles, type BulkLimits } from './bulk-files';
import { BulkSpelling, createUserText, existingUserText } from './bulk-operation';
import { GroupClusters } from './group-clusters';
import { HeldClusters, type WholeCluster } from './held-clusters';

/** About users who exist; those whose id is not known are left unsaid. */
const ON_EXISTING: readonly OperationKind[] = [
  'update-user',
  'activate-user',
  'suspend-user',
  'deactivate-user',
  'delete-user'
];

const OWN_IDS_NOTE =
  'Users who exist are named by the ids that the list of users brought: they have to be those of the server, as a list that was imported from it has them.';

/** Users and groups that have to stand together are held in memory up to this; beyond it the plan is read once more. */
const HELD_BYTES = 2 ** 26;

/**
 * The plan as SCIM Bulk requests (RFC 7644, 3.7), one per file, to be sent in the order of their names: users who may
 * stand anywhere, then new groups, each with its new members in the same request, then what is about users who exist.
 * Unsaid is whatever needs an id that Muster does not know, and memberships that do not fit into one request with their
 * group. No request stops at an error, so that the same file sent again does no harm. Cost: about 3 µs per new user, 20 µs
 * for one in a new group, for whom the plan is read more than once.
 */
export function* scimBulk(source: OperationSource, options: WriteOptions): Generator<FilePiece, WriteTally> {
  const limits = limitsFor(options);
  const files = new BulkFiles(limits);
  const tally = new OperationTally(source.counts);
  const spelling = new BulkSpelling(options);
  for (const _ of additions(source, new GroupClusters(source, limits, spelling), files, tally)) {
    if (files.hasReady) yield* files.takeReady();
  }
  files.close();
  yield* files.takeReady();
  if (limits.maxOperations < options.maxOperations) tally.notes.push(ORACLE_NOTE);
  tally.notes.push(...spelling.notes);
  return tally.result();
}

/** Oracle does not document how much a request may hold, so that it is asked for little. */
const ORACLE_OPERATIONS = 100;
const ORACLE_NOTE = `Oracle does not document how many operations a Bulk request may hold: at most ${ORACLE_OPERATIONS} stand in each.`;

function limitsFor({ target, maxOperations, maxBytes }: WriteOptions): BulkLimits {
  return { maxBytes, maxOperations: target === 'oracle' ? Math.min(maxOperations, ORACLE_OPERATIONS) : maxOperations };
}

/** Adds one part after the other; between them, what is ready can be taken. */
function* additions(
  source: OperationSource,
  clusters: GroupClusters,
  files: BulkFiles,
  tally: OperationTally
): Generator<void, void> {
  for (const { user } of source.operations(['create-user'])) {
    if (!user || clusters.clusterOfUser(user.row) !== undefined) continue;
    if (files.add(createUserText(user, clusters.spelling))) tally.say('create-user');
    yield;
  }
  for (const batch of batches(clusters)) {
    for (const held of batch.read(source)) {
      if (files.addEncoded(held.bytes, held.users + held.groups)) tellWritten(held, tally);
      yield;
    }
  }
  yield* changes(source, clusters.spelling, files, tally);
}

/** What is about users who exist. */
function* changes(
  source: OperationSource,
  spelling: BulkSpelling,
  files: BulkFiles,
  tally: OperationTally
): Generator<void, void> {
  let [unknown, named] = [0, 0];
  for (const operation of source.operations(ON_EXISTING)) {
    const text = existingUserText(operation, spelling);
    if (operation.user && spelling.idOf(operation.user) === '') unknown++;
    if (text !== undefined && files.add(text)) {
      tally.say(operation.kind);
      named++;
    }
    yield;
  }
  tally.notes.push(...unknownIdNotes(unknown, spelling.target));
  if (named > 0 && spelling.target === 'scim') tally.notes.push(OWN_IDS_NOTE);
}

function tellWritten({ users, groups, members }: WholeCluster, tally: OperationTally): void {
  tally.say('create-user', users);
  tally.say('create-group', groups);
  tally.say('add-member', members);
}

/** Clusters in the order of their first group, as many at a time as may be held. */
function* batches(clusters: GroupClusters): Generator<HeldClusters, void> {
  let batch = new HeldClusters(clusters);
  const begun = new Set<number>();
  for (const group of clusters.groups) {
    const cluster = clusters.clusterOf(group);
    if (!begun.has(cluster) && !batch.isEmpty && batch.bytes + clusters.bytesOf(cluster) > HELD_BYTES) {
      yield batch;
      batch = new HeldClusters(clusters);
    }
    if (!begun.has(cluster)) batch.addCluster(cluster);
    begun.add(cluster);
  }
  if (!batch.isEmpty) yield batch;
}
