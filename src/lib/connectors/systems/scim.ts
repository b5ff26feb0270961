import type { Connection } from '../../model/connection';
import type { Answer, Connector, Reading, Step } from '../connector';
import { discoveryStep, firstSteps, readDiscovery } from './scim-discovery';
import { isExpiredCursor, pageInstead, readPage, refusedFilter } from './scim-paging';
import { readWholeGroup, withMissingMembers } from './scim-groups';

/**
 * SCIM 2.0 (RFC 7643, 7644; cursors RFC 9865). First what the service offers, as far as it says so; then the users, and
 * the groups with their members.
 */
export const scim: Connector = {
  id: 'scim',
  probe: ({ address }) => ({
    list: 'Users',
    what: 'Users',
    counts: 'records',
    kind: 'page',
    url: `${address}/Users?startIndex=1&count=1`
  }),
  begin: (connection, since) => [discoveryStep(connection, since)],
  read: readAnswer,
  headers: () => ({ Accept: 'application/scim+json, application/json' }),
  isExpired: isExpiredCursor,
  instead: pageInstead,
  explain: refusedFilter
};

function readAnswer(step: Step, { body }: Answer, connection: Connection): Reading {
  if (step.kind === 'page') return withMissingMembers(readPage(step, body), step);
  if (step.kind === 'group') return readWholeGroup(step, body);
  const { next, known } = readDiscovery(step, body, connection);
  return next ? { items: [], next } : { items: [], further: firstSteps(connection, known) };
}
