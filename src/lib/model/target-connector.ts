import type { CommitTarget } from './commit-target';
import type { ConnectorId } from './connection';

/** Through which connector a plan for a target is applied. */
export const TARGET_CONNECTOR = {
  scim: 'scim',
  oracle: 'oracle',
  okta: 'okta',
  entra: 'graph'
} as const satisfies Record<CommitTarget, ConnectorId>;
