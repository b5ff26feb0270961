import { ownText, type JsonObject } from '../../../model/json';
import { pathPart } from '../../../model/scim-request';
import type { PlanOperation } from '../../../model/plan-operation';
import type { KnownIds, LookUp, TargetSystem, WriteOptions, WriteRequest } from '../../apply/target-system';
import { listLookUp, scimParts, writeScim } from './scim-target';

const GRANT_SCHEMA = 'urn:ietf:params:scim:schemas:oracle:idcs:Grant';
const USER_EXTENSION = 'urn:ietf:params:scim:schemas:oracle:idcs:extension:user:User';

/**
 * Oracle identity domains: SCIM under `/admin/v1`. An app is linked to a user by a grant. Nobody is told by mail unless
 * that is wanted; users who still have grants are deleted with them.
 */
export function oracleTarget(): TargetSystem {
  return {
    ...scimParts('/admin/v1'),
    looksFirst: new Set(['add-member', 'unlink']),
    links: findGrants,
    write: writeOracle
  };
}

function findGrants({ appId, userId }: KnownIds): LookUp<string> {
  const filter = `grantee.value eq ${JSON.stringify(userId)} and app.value eq ${JSON.stringify(appId)}`;
  return listLookUp('/Grants', { filter }, (grant) => [ownText(grant, 'id')]);
}

function writeOracle(
  operation: PlanOperation,
  ids: KnownIds,
  { welcomesUsers }: Pick<WriteOptions, 'welcomesUsers'>
): readonly WriteRequest[] {
  switch (operation.kind) {
    case 'link':
      return [{ method: 'POST', path: '/Grants', body: grant(ids) }];
    case 'unlink':
      return ids.links.map((id) => ({ method: 'DELETE', path: `/Grants/${pathPart(id)}` }));
    case 'delete-user':
      return writeScim(operation, ids, 'oracle').map((request) => ({
        ...request,
        path: `${request.path}?forceDelete=true`
      }));
    case 'create-user':
      return writeScim(operation, ids, 'oracle').map((request) => (welcomesUsers ? request : quietly(request)));
    default:
      return writeScim(operation, ids, 'oracle');
  }
}

function grant({ appId, userId }: KnownIds): JsonObject {
  return {
    schemas: [GRANT_SCHEMA],
    grantee: { type: 'User', value: userId },
    app: { value: appId },
    grantMechanism: 'ADMINISTRATOR_TO_USER'
  };
}

function quietly(request: WriteRequest): WriteRequest {
  const { schemas, ...rest } = request.body ?? {};
  const names = Array.isArray(schemas) ? (schemas as readonly unknown[]) : [];
  return {
    ...request,
    body: { schemas: [...names, USER_EXTENSION], ...rest, [USER_EXTENSION]: { bypassNotification: true } }
  };
}
