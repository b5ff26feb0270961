import type { Connection, ConnectorId } from '../../../model/connection';
import type { TargetOf, TargetSystem } from '../../apply/target-system';
import { graphTarget } from './graph-target';
import { oktaTarget } from './okta-target';
import { oracleTarget } from './oracle-target';
import { scimTarget } from './scim-target';

/** Of `TARGET_CONNECTOR`. */
const TARGETS: Readonly<Partial<Record<ConnectorId, TargetOf>>> = {
  scim: scimTarget,
  oracle: oracleTarget,
  okta: oktaTarget,
  graph: graphTarget
};

/** Only connections of these connectors are offered for it. */
export function targetFor(connection: Connection): TargetSystem {
  const targetOf = TARGETS[connection.connectorId];
  if (!targetOf) throw new Error(`Nothing is applied through ${connection.connectorId}.`);
  return targetOf(connection);
}
